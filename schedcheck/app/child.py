"""What runs in a child process: reads one document under limits, and answers with its transcript.

Started by `isolation` and by nobody else. A reader that crashes, loops or eats memory takes this process with it
and nothing more. A file that it would write stays empty, and what it would print goes nowhere.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from multiprocessing.connection import Connection

from schedcheck.app.limits import Limits
from schedcheck.app.transcript import write_document
from schedcheck.app.transcript.checked import dumped, fields, loaded, text
from schedcheck.document import Document, Source
from schedcheck.errors import CannotRead
from schedcheck.readers import read
from schedcheck.vocabulary import Vocabulary

if sys.platform != "win32":
    import resource

DOCUMENT, REFUSED, FULL, FAULT = b"D", b"R", b"M", b"F"
"""How an answer begins: a document; a reason why there is none; no memory left; a fault of the reader."""

_GRACE = 2
"""Seconds after which a child ends itself, should its parent be gone."""


def answer(connection: Connection, source: Source, vocabulary: Vocabulary, limits: Limits) -> None:
    """Reads the document, sends the answer and ends the process. Never comes back."""
    _deaf_and_dumb()
    _bounded(limits)
    connection.send_bytes(_answer(source, vocabulary))
    connection.close()
    os._exit(0)


def refusal(content: bytes) -> CannotRead:
    """The refusal in an answer that holds one. Unfit where it is not."""
    message, place, way_out = fields(loaded(content), 3)
    return CannotRead(text(message), text(place), text(way_out))


def _answer(source: Source, vocabulary: Vocabulary) -> bytes:
    try:
        return DOCUMENT + write_document(_read(source, vocabulary))
    except CannotRead as error:
        return REFUSED + dumped([error.message, error.place, error.way_out])
    except MemoryError:
        return FULL
    except Exception as error:
        return FAULT + type(error).__name__.encode("ascii", "replace")


def _read(source: Source, vocabulary: Vocabulary) -> Document:
    return read(source, vocabulary)


def _deaf_and_dumb() -> None:
    """Ctrl-C is for the parent, which ends its children; the three streams lead nowhere."""
    faulthandler.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)


def _bounded(limits: Limits) -> None:
    """Limits that the system keeps. Where it knows none, the parent's clock is the only one."""
    if sys.platform == "win32":
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(limits.seconds + _GRACE)
    memory = limits.mebibytes * 1024 * 1024
    memory = max(memory, _size() + memory // 2)
    for kind, wanted in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _limit(kind, wanted)


def _size() -> int:
    """The bytes of address space that this process begins with; a copy of a large one begins large."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 0


def _limit(kind: int, wanted: int) -> None:
    """As much as was wanted, or as the system allows, if that is less. Some systems know a limit but do not take it."""
    _, most = resource.getrlimit(kind)
    value = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    try:
        resource.setrlimit(kind, (value, most if kind == resource.RLIMIT_CPU else value))
    except (OSError, ValueError):
        return
