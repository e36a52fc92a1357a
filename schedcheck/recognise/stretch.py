"""The words of a document block by block and cell by cell, in the reading that holds, with the way back to the paper.

For what is recognised by patterns over plain words; sentence forms use tokens instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from schedcheck.document import Mark, Run, View
from schedcheck.place import NOWHERE, Place
from schedcheck.recognise.placed import in_table, placed_at
from schedcheck.recognise.said import said_in
from schedcheck.recognise.split import Part, Placed
from schedcheck.record import frozen


@frozen
class Stretch:
    """One block, or one cell of a table. `text` is its runs with line ends between; `block` is its number."""

    text: str
    runs: tuple[Run, ...]
    starts: tuple[int, ...]
    placed: Placed
    block: int
    row: int = 0
    column: int = 0

    @property
    def section(self) -> str:
        return self.placed.section

    @property
    def kind(self) -> str:
        """The kind of its block; a cell's is "table"."""
        return self.placed.block.kind

    @cached_property
    def said(self) -> frozenset[str]:
        """Its words, to tell in advance which patterns can match."""
        return said_in(self.text)

    @property
    def words(self) -> str:
        """The text with single blanks."""
        return " ".join(self.text.split())

    def at(self, start: int, end: int) -> Place:
        """Where a stretch of the text stands."""
        if not self.runs:
            return NOWHERE
        place = placed_at(self.runs, self.starts, start, end)
        return in_table(place, self.placed.table, self.row, self.column) if self.row else place

    def printed(self, start: int, end: int) -> str:
        return " ".join(self.text[start:end].split())


def stretches(part: Part) -> Iterator[Stretch]:
    """Every block and cell of a document in reading order, without its furniture."""
    for number, placed in enumerate(part.blocks):
        block = placed.block
        if block.kind == "furniture":
            continue
        if block.kind != "table":
            yield stretch_of(block.runs, placed, number)
        for row, each in enumerate(block.rows, 1):
            for cell in each.cells:
                if cell.runs and not cell.merged:
                    yield stretch_of(cell.runs, placed, number, row, cell.column)


def stretch_of(runs: tuple[Run, ...], placed: Placed, number: int, row: int = 0, column: int = 0) -> Stretch:
    """Some runs as one text; where they are redlined, as proposed."""
    shown = tuple(run for run in runs if run.mark is Mark.PLAIN or View.PROPOSED.shows(run.mark))
    starts, length = [], 0
    for run in shown:
        starts.append(length)
        length += len(run.text) + 1
    return Stretch("\n".join(run.text for run in shown), shown, tuple(starts), placed, number, row, column)
