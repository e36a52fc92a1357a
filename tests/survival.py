"""Reads many hostile files in few processes, and reports what became of each. Used by tests and benchmarks. Linux.

A child reads one file after the other as the program would, and goes on through recognition and both transcripts. It
can open no file, write to none and call nobody; each file has its own alarm. Where a file ends the child, the next
child goes on with the file after it.
"""

from __future__ import annotations

import encodings
import gc
import json
import os
import pkgutil
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

from attrs import define, field, frozen

from schedcheck.app.reading import is_apart
from schedcheck.app.transcript import load_document, load_readings, write_document, write_readings
from schedcheck.document import Source
from schedcheck.errors import CannotRead
from schedcheck.readers import read
from schedcheck.recognise import recognise
from schedcheck.vocabulary import Vocabulary

Make = Callable[[int], Source]

SECONDS = 10
"""Processor time for one file: reading, recognising and both transcripts."""
CLOCK = 60
"""Seconds on the clock; a machine may be busy."""
MEBIBYTES = 512
"""Address space beyond what a child begins with."""
_FILES = 64
_HARMFUL = ("socket.", "subprocess.", "os.", "shutil.", "tempfile.", "ctypes.dlopen", "urllib.", "ftplib.")
_HARMLESS = frozenset({"os.listdir", "os.scandir"})
_HELD: list[str] = []


@frozen
class Fault:
    """A file that did harm: its number, and what happened."""

    number: int
    what: str


@define
class Survival:
    """What became of the files. `ends` are the signals by which a process that was made to die did so."""

    read: int = 0
    refused: Counter[str] = field(factory=Counter)
    ends: Counter[str] = field(factory=Counter)
    faults: list[Fault] = field(factory=list)
    slowest: float = 0.0
    mebibytes: float = 0.0

    @property
    def count(self) -> int:
        return self.read + self.refused.total() + self.ends.total() + len(self.faults)


def survive(make: Make, numbers: Sequence[int], vocabulary: Vocabulary, seconds: int = SECONDS) -> Survival:
    """Reads the files of these numbers. `warm` is called once before, with files of the same sorts."""
    survival, done = Survival(), 0
    while done < len(numbers):
        done += _by_one_child(make, numbers[done:], vocabulary, seconds, survival)
    return survival


def _by_one_child(make: Make, numbers: Sequence[int], vocabulary: Vocabulary, seconds: int, found: Survival) -> int:
    """How many files one child got through, the one that ended it included."""
    answers, end = os.pipe()
    gc.collect()
    child = os.fork()
    if child == 0:
        os.close(answers)
        _live(make, numbers, vocabulary, seconds, end)
    os.close(end)
    done = 0
    with os.fdopen(answers, "r", encoding="ascii") as lines:
        for line in lines:
            _counted(numbers[done], line, found)
            done += 1
    _, status, usage = os.wait4(child, 0)
    found.mebibytes = max(found.mebibytes, usage.ru_maxrss / 1024)
    if done < len(numbers):
        _ended(numbers[done], make, status, found)
        done += 1
    return done


def _counted(number: int, line: str, found: Survival) -> None:
    sort, seconds, words = json.loads(line)
    found.slowest = max(found.slowest, seconds)
    if sort == "read":
        found.read += 1
    elif sort == "refused":
        found.refused[words] += 1
    else:
        found.faults.append(Fault(number, words))


def _ended(number: int, make: Make, status: int, found: Survival) -> None:
    """Only what is read in a process of its own may end it, and not by taking too long."""
    code = os.waitstatus_to_exitcode(status)
    name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    if name in {"SIGPROF", "SIGALRM"}:
        found.faults.append(Fault(number, "it hangs"))
    elif code >= 0 or not is_apart(make(number)):
        found.faults.append(Fault(number, f"it ends the program by {name}"))
    else:
        found.ends[name] += 1


def _live(make: Make, numbers: Sequence[int], vocabulary: Vocabulary, seconds: int, end: int) -> None:
    """The life of a child. Never comes back."""
    code = 1
    try:
        _confined()
        for number in numbers:
            source = make(number)
            os.write(end, _line(source, vocabulary, seconds))
        code = 0
    finally:
        os._exit(code)


def _line(source: Source, vocabulary: Vocabulary, seconds: int) -> bytes:
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, CLOCK)
    began = time.process_time()
    sort, words = _outcome(source, vocabulary)
    took = time.process_time() - began
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    if _HELD:
        sort, words = "fault", f"it tried to: {_HELD[0]}"
        _HELD.clear()
    return json.dumps([sort, round(took, 4), words]).encode() + b"\n"


def _outcome(source: Source, vocabulary: Vocabulary) -> tuple[str, str]:
    """("read" | "refused" | "fault", why)."""
    try:
        document = read(source, vocabulary)
    except CannotRead as error:
        return ("refused", _general(error.message)) if error.way_out else ("fault", f"no way out: {error}")
    except MemoryError:
        return ("refused", "memory") if is_apart(source) else ("fault", "memory")
    except BaseException as error:
        return "fault", _traceback(error)
    try:
        again = load_document(write_document(document))
        readings = recognise([again], vocabulary)
        assert again == document, "the transcript of the document is another"
        assert load_readings(write_readings(readings)) == readings, "the transcript of the readings is another"
    except BaseException as error:
        return "fault", f"after reading: {_traceback(error)}"
    return "read", ""


def _general(message: str) -> str:
    """A message without what is this file's own."""
    return "".join("#" if each.isdigit() else each for each in message.partition("(")[0])[:60]


def _traceback(error: BaseException) -> str:
    frames = list(traceback.walk_tb(error.__traceback__))[-3:]
    last = traceback.StackSummary.extract(iter(frames), lookup_lines=False)
    places = " > ".join(f"{each.filename.rpartition('/')[2]}:{each.lineno}" for each in last)
    return f"{type(error).__name__}: {str(error)[:200]} at {places}"


# A child that can do no harm


def warm(sources: Sequence[Source], vocabulary: Vocabulary) -> None:
    """Loads here whatever readers load when they are needed: confined children can load nothing any more."""
    for module in _character_sets():
        import_module(module)
    for source in sources:
        recognise([load_document(write_document(read(source, vocabulary)))], vocabulary)


def _character_sets() -> Iterator[str]:
    for module in pkgutil.iter_modules(encodings.__path__):
        if module.name not in {"mbcs", "oem"}:
            yield f"encodings.{module.name}"


def _confined() -> None:
    """Limits, alarms that end the process, and no free place for any further open file, socket or pipe."""
    for each in (signal.SIGPROF, signal.SIGALRM, signal.SIGABRT, signal.SIGSEGV):
        signal.signal(each, signal.SIG_DFL)
    with open("/proc/self/statm", encoding="ascii") as file:
        size = int(file.read().split()[0]) * resource.getpagesize()
    most = size + MEBIBYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, _FILES))
    try:
        while True:
            os.dup(nowhere)
    except OSError:
        sys.addaudithook(_watched)


def _watched(event: str, arguments: tuple[object, ...]) -> None:
    """Python tells of whatever is about to be done; it is held against the file that is being read."""
    if event == "open" or (event.startswith(_HARMFUL) and event not in _HARMLESS):
        _HELD.append(f"{event} {str(arguments)[:120]}")
