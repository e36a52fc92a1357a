"""What the command talks through: the streams' width, colour and encoding, what a broken one means; and its start."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TextIO

NAME = "schedcheck"
"""What the program is called."""

FORMATS = ("full", "short", "json")
"""What stdout may hold."""

REPORT_FORMATS = (*FORMATS, "jsonl", "github", "markdown")
"""What it may hold after `verify`."""

REPORT_KINDS = ("json", "jsonl", "sarif", "junit", "gitlab", "github", "markdown", "csv")
"""What a file of `--report` may hold."""

CANNOT_WRITE = 2
"""The exit code where what was asked for could not be written: whoever reads it has not got all of it."""

_MOMENT = 0.5
"""Seconds that a run may take without saying what it does."""


def colour(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Is this stream shown in colour? Flag, then NO_COLOR, FORCE_COLOR, terminal."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    forced = environment.get("FORCE_COLOR", "")
    if forced and forced.casefold() not in {"0", "false"}:
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def width(choice: int, stream: TextIO) -> int:
    """The width that was asked for, else the terminal's; 0 on a pipe, where nothing wraps."""
    if choice:
        return choice
    if not stream.isatty():
        return 0
    from shutil import get_terminal_size

    return get_terminal_size((80, 24)).columns


def encoding(stream: TextIO, *, ascii_only: bool) -> str:
    return "ascii" if ascii_only else stream.encoding or "ascii"


def survive_every_character() -> None:
    """No character may end a run: what a stream can not encode is shown as an escape. A closed stream swallows all."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")


def tell(message: str) -> None:
    """Lines on stderr, with what could act on the screen escaped; where there is no stderr, nothing."""
    from schedcheck.writers.signs import clean

    try:
        sys.stderr.write("".join(f"{clean(line)}\n" for line in message.split("\n")))
        sys.stderr.flush()
    except (OSError, ValueError):
        _close(sys.stderr)


def put(text: str, exit_code: int) -> int:
    """Writes to stdout and gives the exit code: the run's own, or CANNOT_WRITE with a line on stderr.

    A reader that has gone away (`| head -1`) has seen what it wanted.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        return lost(error, exit_code)
    return exit_code


def lost(error: OSError, exit_code: int = 0) -> int:
    """The exit code after stdout broke."""
    _close(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return exit_code
    reason = error.strerror or error
    tell(f"{NAME}: stdout: it could not be written ({reason}), so what has arrived is not all; make room and run again")
    return CANNOT_WRITE


SELDOM = 200_000
"""How many new objects bring on a search for garbage: records are not garbage, and looking at them takes time."""


@contextmanager
def loading() -> Iterator[None]:
    """For the import of the program proper: what it makes lives to the end, so looking for garbage is time lost."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(SELDOM)
        gc.enable()


@contextmanager
def progress(name: str = NAME, *, silent: bool = False) -> Iterator[Callable[[str], None]]:
    """Gives something to tell what is going on. A terminal shows it after a moment, and nothing of it at the end."""
    if silent or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    line = _Line(name)
    try:
        with _after(_MOMENT, line.show):
            yield line.tell
    finally:
        line.clear()


class _Line:
    """The line that says what is going on; written past the stream's buffer, because a signal may come at any time."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._text = "reading"
        self._shown = False

    def tell(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._draw()

    def show(self) -> None:
        self._shown = True
        self._draw()

    def clear(self) -> None:
        if self._shown:
            self._put("\r\x1b[K")

    def _draw(self) -> None:
        if self._shown:
            self._put(f"\r\x1b[K{self._name}: {self._text} ...")

    def _put(self, text: str) -> None:
        with suppress(OSError, ValueError):
            os.write(sys.stderr.fileno(), text.encode("ascii", "replace"))


@contextmanager
def _after(seconds: float, action: Callable[[], None]) -> Iterator[None]:
    """Does something after a while, unless the block ends before; at once where there is no clock to ask."""
    import signal
    import threading

    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        action()
        yield
        return
    before = signal.signal(signal.SIGALRM, lambda *_: action())
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _close(stream: TextIO) -> None:
    """Points a broken stream at nothing, so that the interpreter does not trip over it when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return
