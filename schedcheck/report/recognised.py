"""What became of documents that were read: what `facts` shows, and files that could not be read at all.

Made by the story of a command, after recognition; shown by writers as it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import Factory

from schedcheck.binding import Bound
from schedcheck.document import Paper
from schedcheck.fact import Fact
from schedcheck.place import NOWHERE, Place
from schedcheck.reading import Refused, SeenTable
from schedcheck.record import frozen


@frozen
class Leftover:
    """A quantity or cell that became no fact, and why."""

    document: str
    section: str
    printed: str
    reason: str
    place: Place = NOWHERE


@frozen
class Recognised:
    """What `facts` shows: all facts of some documents and what became none, in reading order.

    `tables` tell, for each document's id, how its tables were read.
    """

    papers: tuple[Paper, ...]
    facts: tuple[Fact, ...]
    leftovers: tuple[Leftover, ...] = ()
    refused: tuple[Refused, ...] = ()
    titles: Mapping[str, str] = Factory(dict)
    bindings: tuple[Bound, ...] = ()
    tables: Mapping[str, tuple[SeenTable, ...]] = Factory(dict)

    @property
    def exit_code(self) -> int:
        """0, or 3 where something was not read in full or there was nothing."""
        partly = self.refused or any(paper.gaps for paper in self.papers)
        return 3 if partly or not self.papers else 0
