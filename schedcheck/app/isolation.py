"""Reads each document in a process of its own, several at once. Comes after `files` and before recognition.

A reader of a binary format can end or block its whole process, and no `except` sees that. Here such a document is
"not read", with its reason, and the others are not touched. The order of documents is the order of the outcomes.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from attrs import evolve

from schedcheck.app import child
from schedcheck.app.limits import Limits
from schedcheck.app.transcript import Unfit, load_document
from schedcheck.document import Document, Source
from schedcheck.errors import CannotRead
from schedcheck.readers.opening import is_html
from schedcheck.record import frozen
from schedcheck.vocabulary import Vocabulary

Outcome = Document | CannotRead
Tell = Callable[[int, int], None]
"""Is told now and then how many documents of how many are read."""

_TICK = 0.1
"""Seconds between two looks at the clock."""
_FORKS = sys.platform == "linux"
"""May a child be a copy of its parent? Elsewhere libraries of the system do not survive that."""
_LARGEST_ANSWER = 256 * 1024 * 1024
_LAST_MOMENT = 5.0
"""Seconds for a process that closed its pipe to be gone."""
_SAVE_AGAIN = "Open it in the program that made it and save it again under another name."


def read_apart(
    sources: Sequence[Source],
    vocabulary: Vocabulary,
    limits: Limits,
    tell: Tell,
    meanwhile: Callable[[], None] = lambda: None,
) -> tuple[Outcome, ...]:
    """The document of each source, or why there is none. Whatever ends this call ends the children.

    `meanwhile` is done once while the first of them read.
    """
    outcomes: dict[int, Outcome] = {}
    running: list[_Child] = []
    jobs = limits.at_once
    if _FORKS:
        _load_readers(sources)
    try:
        for index in range(len(sources)):
            while len(running) >= jobs:
                _collect(running, outcomes, limits)
                tell(len(outcomes), len(sources))
            try:
                running.append(_started(index, sources[index], vocabulary, limits))
            except OSError as error:
                outcomes[index] = _no_process(sources[index].file, error)
            if index + 1 == min(jobs, len(sources)):
                meanwhile()
        while running:
            _collect(running, outcomes, limits)
            tell(len(outcomes), len(sources))
    finally:
        for each in running:
            each.end()
    return tuple(outcomes[index] for index in range(len(sources)))


@frozen
class _Child:
    """A process at work on one source; `deadline` is when its time is up."""

    index: int
    source: Source
    process: BaseProcess
    answers: Connection
    deadline: float

    def outcome(self, limits: Limits) -> Outcome:
        """What it answered, or what became of it."""
        try:
            content = self.answers.recv_bytes(_LARGEST_ANSWER)
        except (EOFError, OSError):
            self.process.join(_LAST_MOMENT)
            return _death(self.process.exitcode, self.source.file, limits)
        return _answered(content, self.source, limits)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        self.answers.close()


def _load_readers(sources: Sequence[Source]) -> None:
    """Loads here what each child would load for itself: a copy has it already. Nothing is read with it."""
    if any(b"word/" in source.content for source in sources):
        import schedcheck.readers.docx
    if any(b"xl/workbook" in source.content for source in sources):
        import schedcheck.readers.sheet.workbook
    if any(b"%PDF-" in source.content[:1024] for source in sources):
        import schedcheck.readers.pdf
    if any(is_html(source.content) for source in sources):
        import schedcheck.readers.html  # noqa: F401


def _started(index: int, source: Source, vocabulary: Vocabulary, limits: Limits) -> _Child:
    """A new process. It is a copy of this one where that is safe, which costs least."""
    is_copy = _FORKS and threading.active_count() == 1
    context = get_context("fork") if is_copy else get_context("spawn")
    answers, end = context.Pipe(duplex=False)
    process = context.Process(target=child.answer, args=(end, source, vocabulary, limits), daemon=True)
    try:
        process.start()
    except OSError:
        answers.close()
        raise
    finally:
        end.close()
    return _Child(index, source, process, answers, time.monotonic() + limits.seconds)


def _collect(running: list[_Child], outcomes: dict[int, Outcome], limits: Limits) -> None:
    """Takes what is ready, and ends what took too long. Waits a moment where there is neither."""
    ready = wait([each.answers for each in running], _TICK)
    now = time.monotonic()
    for each in list(running):
        if each.answers in ready:
            outcomes[each.index] = each.outcome(limits)
        elif now > each.deadline:
            outcomes[each.index] = _too_long(each.source.file, limits)
        else:
            continue
        each.end()
        running.remove(each)


def _answered(content: bytes, source: Source, limits: Limits) -> Outcome:
    """An answer is not trusted: the process that gave it has read a file from anywhere."""
    sort, rest = content[:1], content[1:]
    try:
        if sort == child.DOCUMENT:
            return evolve(load_document(rest), file=source.file, sha256=source.sha256)
        if sort == child.REFUSED:
            return child.refusal(rest)
    except Unfit:
        sort, rest = child.FAULT, b"no document"
    if sort == child.FULL:
        return _too_much(source.file, limits)
    fault = rest[:60].decode("ascii", "replace")
    return CannotRead(f"its reader could not cope with it ({fault})", source.file, _SAVE_AGAIN)


def _death(exit_code: int | None, file: str, limits: Limits) -> CannotRead:
    """The reason why a process gave no answer."""
    name = _signal_name(exit_code)
    if name in {"SIGXCPU", "SIGALRM"}:
        return _too_long(file, limits)
    return CannotRead(f"its reader broke down ({name or f'exit code {exit_code}'})", file, _SAVE_AGAIN)


def _signal_name(exit_code: int | None) -> str:
    try:
        return signal.Signals(-(exit_code or 0)).name
    except ValueError:
        return ""


def _no_process(file: str, error: OSError) -> CannotRead:
    message = f"the system starts no process to read it in ({error.strerror or error})"
    return CannotRead(message, file, "End other programs, or read fewer at once with --jobs.")


def _too_long(file: str, limits: Limits) -> CannotRead:
    seconds = "1 second" if limits.seconds == 1 else f"{limits.seconds} seconds"
    return CannotRead(f"reading it takes longer than {seconds}", file, "Split it, or allow more with --timeout.")


def _too_much(file: str, limits: Limits) -> CannotRead:
    message = f"reading it takes more than {limits.mebibytes} MiB of memory"
    return CannotRead(message, file, "Split it, or allow more with --memory.")
