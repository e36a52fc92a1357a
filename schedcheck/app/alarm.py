"""A limit for what is done in this process: reading a text, recognising a document. Others have a process of their own.

Processor time is counted, so that a busy machine makes nothing fail. Where the system has no such clock, or another
thread asks, there is no limit.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TookTooLong(Exception):
    """What was being done had its time."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises TookTooLong inside after so many seconds of processor time."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise TookTooLong
