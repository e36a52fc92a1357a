"""Cause: what diagnosis tells. Made at its end, read by the report and by the writers."""

from __future__ import annotations

from schedcheck.finding import Citation, Edit
from schedcheck.record import frozen


@frozen
class Cause:
    """Edits that settle findings, by their ids. `witnesses` speak for the edits, `alternatives` are other ways out.

    Where several ways are equally good there are no `edits`: `choices` has those of each, and no side is taken.
    `ruled_out` says, a sentence each, what was tried too and which rule it would break. `proven` is False where the
    search was given up before every way was compared.
    """

    id: str
    message: str
    explains: tuple[str, ...]
    edits: tuple[Edit, ...]
    witnesses: tuple[Citation, ...] = ()
    alternatives: tuple[str, ...] = ()
    choices: tuple[tuple[Edit, ...], ...] = ()
    ruled_out: tuple[str, ...] = ()
    proven: bool = True

    @property
    def all_edits(self) -> tuple[Edit, ...]:
        """The edits, or those of every choice."""
        return self.edits or tuple(edit for choice in self.choices for edit in choice)
