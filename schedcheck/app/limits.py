"""What reading one document may cost. Known to the shell before any process is started."""

from __future__ import annotations

from schedcheck.record import frozen


@frozen
class Limits:
    """Seconds and MiB for one document, and how many are read at once (0: one a core)."""

    seconds: int = 60
    mebibytes: int = 1024
    jobs: int = 0


USUAL = Limits()
