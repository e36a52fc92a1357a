"""Recognises the documents of a large pack in several copies of this process at once. Comes after reading.

A copy has all that this process has, so that nothing need be sent to it; what it has recognised comes back as bytes.
Where there is one core, little to do, no way to make a copy, or a copy that breaks down, all is done here: what comes
out is the same.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import BinaryIO

from schedcheck.app.transcript import Unfit, load_readings, write_readings
from schedcheck.reading import Reading
from schedcheck.recognise import Task
from schedcheck.record import frozen

Do = Callable[[Task], Reading | None]
"""Recognises one document; None where that took too long."""
LEAST = 15_000
"""The smallest share, in letters: with less to do, the copy and its answer would cost more than they save."""
AHEAD = 30_000
"""What this process does besides, in letters of which recognition takes as long."""


def in_shares(
    tasks: Sequence[Task], jobs: int, do: Do, meanwhile: Callable[[], object] | None = None
) -> tuple[Reading | None, ...]:
    """What `do` gives for each task, in their order; `jobs` is the most processes, this one among them.

    `meanwhile` is done here while the copies are at work; where there are none, it is left to be done.
    """
    own, *others = _shares(tasks, jobs if _may_copy() else 1, AHEAD if meanwhile else 0)
    copies = [copy for share in others if (copy := _copied(share, tasks, do))]
    try:
        if copies and meanwhile:
            meanwhile()
        found = {index: do(tasks[index]) for index in own}
        for copy in copies:
            found.update(copy.answer())
    finally:
        for copy in copies:
            copy.end()
    return tuple(found[index] if index in found else do(task) for index, task in enumerate(tasks))


def _may_copy() -> bool:
    """Elsewhere libraries of the system do not survive a copy, and threads survive it nowhere."""
    return sys.platform == "linux" and threading.active_count() == 1


def _shares(tasks: Sequence[Task], jobs: int, ahead: int) -> list[list[int]]:
    """The numbers of the tasks of each share: the largest task goes to the share that has least so far.

    The first share has `ahead` letters to begin with.
    """
    shares: list[list[int]] = [[] for _ in range(jobs)]
    sizes = [ahead, *([0] * (jobs - 1))]
    for index in sorted(range(len(tasks)), key=lambda index: -tasks[index].size):
        least = sizes.index(min(sizes))
        shares[least].append(index)
        sizes[least] += tasks[index].size
    return shares if jobs == 1 or min(sizes) >= LEAST else _shares(tasks, jobs - 1, ahead)


@frozen
class _Copy:
    """A copy of this process at work, and where its answer comes in."""

    process: int
    answers: BinaryIO
    share: Sequence[int]

    def answer(self) -> Mapping[int, Reading | None]:
        """What it has recognised, by the numbers of its tasks; nothing where it broke down."""
        done = self.answers.read(len(self.share))
        try:
            readings = iter(load_readings(self.answers.read()))
            return {index: next(readings) if each else None for index, each in zip(self.share, done, strict=True)}
        except (Unfit, StopIteration, ValueError):
            return {}

    def end(self) -> None:
        self.answers.close()
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def _copied(share: Sequence[int], tasks: Sequence[Task], do: Do) -> _Copy | None:
    """A new copy that does some of the tasks; None where the system makes none."""
    answers, end = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(answers)
        os.close(end)
        return None
    if process == 0:
        _answer([tasks[index] for index in share], do, end)
    os.close(end)
    return _Copy(process, open(answers, "rb"), share)


def _answer(tasks: Sequence[Task], do: Do, end: int) -> None:
    """Runs in the copy, and ends it: whatever goes wrong is for the process that it was made from to tell."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        readings = [do(task) for task in tasks]
        with open(end, "wb") as answer:
            answer.write(bytes(reading is not None for reading in readings))
            answer.write(write_readings(reading for reading in readings if reading is not None))
    finally:
        os._exit(0)
