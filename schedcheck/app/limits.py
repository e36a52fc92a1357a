"""What reading one document may cost. Known to the shell before any process is started."""

from __future__ import annotations

import os
import sys

from schedcheck.record import frozen


@frozen
class Limits:
    """Seconds and MiB for one document, and how many are read at once (0: one a core)."""

    seconds: int = 60
    mebibytes: int = 1024
    jobs: int = 0

    @property
    def at_once(self) -> int:
        """How many are read or recognised at once: as many as this process may use cores, unless it was told."""
        return self.jobs or _cores()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


USUAL = Limits()
