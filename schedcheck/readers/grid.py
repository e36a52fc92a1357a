"""A grid of slots -> table blocks: which rows are headings, which are titles, which cells a merged one covers.

Used by readers of formats that show the cells of a table. A grid is a rectangle: every row has as many slots.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from schedcheck.document import Block, Cell, Row, Run, View
from schedcheck.place import NOWHERE, Place
from schedcheck.record import frozen

_VALUE = re.compile(r"[£€$]?\d|[✓☐]")
_TICK = re.compile(r"[✓☐]")
_DIGIT = re.compile(r"\d")
_LONGEST_HEADING = 120


@frozen
class Slot:
    """One place of a grid. `merged` says where the cell is that covers it; `strong` that it is set as a heading."""

    runs: tuple[Run, ...] = ()
    merged: Literal["", "left", "above"] = ""
    strong: bool = False

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs if View.PROPOSED.shows(run.mark))


GridRow = tuple[Slot, ...]


def blocks_of(rows: Sequence[GridRow], heads: int = 0, *, sure: bool = False) -> tuple[Block, ...]:
    """The blocks of a grid. The first `heads` rows are known to be titles and headings; 0 when nobody says so.

    Rows that one cell fills are titles or notes: paragraphs before, between or after the tables that they part.
    `sure` says that the first row may be taken for headings even where only words stand below it.
    """
    first = next((i for i, row in enumerate(rows) if not _is_full_width(row)), len(rows))
    rest = rows[first:]
    count = _marked_rows(rest[: max(heads - first, 0)]) or _heading_rows(rest, sure)
    headings = _headings(rest[:count])
    blocks = [_paragraph(row) for row in rows[:first]]
    body: list[GridRow] = []
    for row in rest[count:]:
        if _is_full_width(row):
            blocks += [*_table(headings, body), _paragraph(row)]
            body = []
        else:
            body.append(row)
    last = _table(headings, body)
    return (*blocks, *(last if last or blocks[first:] else _headings_alone(headings)))


def _marked_rows(rows: Sequence[GridRow]) -> int:
    """How many rows that the file marks as headings are that: a row of tick boxes is none, whatever the file says."""
    return next((i for i, row in enumerate(rows) if any(_TICK.match(slot.text) for slot in row)), len(rows))


def has_headings(rows: Sequence[GridRow], *, sure: bool = False) -> bool:
    """Does the first row look like headings of those below it?"""
    return _heading_rows(rows, sure) > 0


def _heading_rows(rows: Sequence[GridRow], sure: bool) -> int:
    """How many of the first rows are headings: the first when it looks like it, and those that its groups part."""
    if len(rows) < 2 or not _may_be_heading(rows[0]) or not _is_heading(rows, sure):
        return 0
    count = 1
    while count < len(rows) - 1 and _is_parted(rows[count - 1], rows[count]) and _may_be_heading(rows[count]):
        count += 1
    return count


def _may_be_heading(row: GridRow) -> bool:
    texts = [slot.text for slot in row if slot.text]
    return len(texts) > 1 and not any(_VALUE.match(text) or len(text) > _LONGEST_HEADING for text in texts)


def _is_heading(rows: Sequence[GridRow], sure: bool) -> bool:
    first, body = rows[0], rows[1:]
    if sure or (_all_strong(first) and not _all_strong(body[0])):
        return True
    if len(first) == 2 and any(_DIGIT.search(slot.text) for slot in first[1:]):
        return False
    valued = any(_mostly_values([row[column] for row in body]) for column in range(len(first)))
    return valued or len(first) > 2


def _all_strong(row: GridRow) -> bool:
    return all(slot.strong for slot in row if slot.text)


def _mostly_values(slots: Sequence[Slot]) -> bool:
    filled = [slot for slot in slots if slot.text]
    return bool(filled) and 2 * sum(bool(_VALUE.match(slot.text)) for slot in filled) >= len(filled)


def _is_parted(above: GridRow, row: GridRow) -> bool:
    """Does a heading row go on in the next: a heading over several columns, or one that covers both rows?"""
    return any(slot.merged == "left" for slot in above) or any(slot.merged == "above" for slot in row)


def _headings(rows: Sequence[GridRow]) -> tuple[Cell, ...]:
    """One heading for each column: the words of its rows from top to bottom, a merged one once."""
    columns = zip(*rows, strict=True)
    return tuple(
        Cell(tuple(run for slot in column if slot.merged != "above" for run in slot.runs), number)
        for number, column in enumerate(columns, 1)
    )


def _is_full_width(row: GridRow) -> bool:
    return len(row) > 1 and bool(row[0].runs) and all(slot.merged == "left" for slot in row[1:])


def _paragraph(row: GridRow) -> Block:
    return Block("paragraph", row[0].runs, place=row[0].runs[0].place)


def _table(headings: tuple[Cell, ...], body: Sequence[GridRow]) -> list[Block]:
    if not body:
        return []
    rows = tuple(_row(row) for row in body)
    start = next((run.place for cell in headings for run in cell.runs), rows[0].place)
    return [Block("table", headings=headings, rows=rows, place=start)]


def _headings_alone(headings: tuple[Cell, ...]) -> Iterator[Block]:
    """A table of nothing but headings, so that their words are not lost."""
    if any(cell.runs for cell in headings):
        yield Block("table", rows=(Row(headings),), place=next(r.place for c in headings for r in c.runs))


def _row(row: GridRow) -> Row:
    cells = tuple(Cell(slot.runs, column, bool(slot.merged)) for column, slot in enumerate(row, 1))
    return Row(cells, _place(row))


def _place(row: GridRow) -> Place:
    return next((run.place for slot in row if slot.merged != "above" for run in slot.runs), NOWHERE)
