"""What can be wrong with the user's files or command: one small family of exceptions.

Every error says what is wrong, where, and the way out; `str(error)` is what the user reads.
"""

from __future__ import annotations


class SchedcheckError(Exception):
    """Something the user can put right. `place` is a file, with a line or key path where known."""

    def __init__(self, message: str, place: str = "", way_out: str = "") -> None:
        self.message = message
        self.place = place
        self.way_out = way_out
        super().__init__(str(self))

    def __str__(self) -> str:
        head = f"{self.place}: {self.message}" if self.place else self.message
        return f"{head}\n  {self.way_out}" if self.way_out else head


class CannotStart(SchedcheckError):
    """A wrong option, rule, vocabulary, waiver or workspace: nothing was checked (exit 2)."""


class CannotRead(SchedcheckError):
    """A document that was not read, or not in full: the others are still checked (exit 3)."""


class CannotWrite(SchedcheckError):
    """A file that was to be written and could not be; what stood there is as it was (exit 2)."""
