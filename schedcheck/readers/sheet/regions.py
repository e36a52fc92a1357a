"""The filled cells of a sheet -> titles and tables: where a table starts, which rows are its headings.

A sheet has no tables, only cells. Rows without a blank one between them belong together; the first row that is as
full as the fullest is where the table starts, and what stands above it or after it on its own is text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import define, evolve, field

from schedcheck.document import Block, Run
from schedcheck.readers.grid import GridRow, Slot, blocks_of, has_headings
from schedcheck.readers.sheet.record import Area, SheetCell

_FULL = 0.6
_VALUE = re.compile(r"[£€$]?\d|[✓☐]")
_WIDEST = 2_000


def blocks_in(cells: Iterable[SheetCell], merged: Sequence[Area], is_heading: Callable[[str], bool]) -> Iterator[Block]:
    """The blocks of a sheet, from the top. `is_heading` says whether words are known to head a column."""
    rows = _rows(cells, merged)
    table: _Table | None = None
    for region in _regions(rows):
        start = _table_start(region)
        if start == len(region) or not _goes_on(table, region[start:]):
            if table:
                yield from table.blocks(is_heading)
            table = None
        for row in region[:start]:
            yield from _paragraphs(row)
        end = _table_end(region, start)
        if start < end:
            table = table or _Table()
            table.rows += region[start:end]
        if table and end < len(region):
            yield from table.blocks(is_heading)
            table = None
        for row in region[end:]:
            yield from _paragraphs(row)
    if table:
        yield from table.blocks(is_heading)


SheetRow = Mapping[int, Slot]
"""The filled slots of one row, by column."""


@define
class _Table:
    """The rows of one table, while its parts are gathered; blank rows may stand between them."""

    rows: list[SheetRow] = field(factory=list)

    @property
    def columns(self) -> range:
        used = [column for row in self.rows for column in row]
        return range(min(used), max(used) + 1)

    def blocks(self, is_heading: Callable[[str], bool]) -> tuple[Block, ...]:
        """The table. Two pairs of words may be anything, unless the first pair is known to head columns."""
        columns = self.columns
        grid = [_grid_row(row, columns) for row in self.rows]
        small = len(columns) < 3 and len(grid) < 3
        return blocks_of(grid, sure=not small or all(is_heading(slot.text) for slot in grid[0]))


def _rows(cells: Iterable[SheetCell], merged: Sequence[Area]) -> list[tuple[int, SheetRow]]:
    """The filled rows by number; a merged cell covers its range, so far as the sheet is filled."""
    rows: dict[int, dict[int, Slot]] = defaultdict(dict)
    for cell in cells:
        rows[cell.row][cell.column] = Slot(cell.runs, strong=cell.strong)
    last = max(rows, default=0)
    widest = max((column for row in rows.values() for column in row), default=0)
    budget = 4 * _WIDEST * 100
    for top, left, bottom, right in merged:
        slot = rows[top].get(left) if top in rows else None
        bottom, right = min(bottom, last), min(right, max(widest, left))
        budget -= (bottom - top + 1) * (right - left + 1)
        if slot is None or budget < 0:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    rows[row][column] = evolve(slot, merged="left" if column > left else "above")
    return [(number, rows[number]) for number in sorted(rows) if rows[number]]


def _regions(rows: Sequence[tuple[int, SheetRow]]) -> Iterator[list[SheetRow]]:
    region: list[SheetRow] = []
    last = 0
    for number, row in rows:
        if region and number > last + 1:
            yield region
            region = []
        region.append(row)
        last = number
    if region:
        yield region


def _table_start(region: Sequence[SheetRow]) -> int:
    """The first row that is about as full as the fullest, and more than one cell."""
    fullest = max(len(row) for row in region)
    full = (i for i, row in enumerate(region) if len(row) >= _FULL * fullest and _cells(row) > 1)
    start = next(full, len(region))
    while start + 1 < len(region) and _is_title(region[start], region[start + 1]):
        start += 1
    return start


def _is_title(row: SheetRow, below: SheetRow) -> bool:
    """Are the words of a row set apart from each other, above a fuller row of words?"""
    apart = max(row) - min(row) >= len(row)
    wordy = not any(_VALUE.match(slot.text) for slot in (*row.values(), *below.values()))
    return apart and wordy and len(below) > len(row)


def _table_end(region: Sequence[SheetRow], start: int) -> int:
    """The row after the table: single cells of words at its end are notes."""
    end = len(region)
    while end > start and _cells(region[end - 1]) == 1 and not _VALUE.match(_first(region[end - 1]).text):
        end -= 1
    return end


def _cells(row: SheetRow) -> int:
    return sum(not slot.merged for slot in row.values())


def _first(row: SheetRow) -> Slot:
    return row[min(row)]


def _goes_on(table: _Table | None, rows: Sequence[SheetRow]) -> bool:
    """Does a table go on after a blank row? Where what follows has no headings of its own, and no other columns."""
    if table is None:
        return False
    used = {column for row in rows for column in row}
    columns = range(min(used), max(used) + 1)
    inside = columns[0] >= table.columns[0] and columns[-1] <= table.columns[-1]
    return inside and not has_headings([_grid_row(row, columns) for row in rows], sure=True)


def _grid_row(row: SheetRow, columns: range) -> GridRow:
    empty = Slot()
    return tuple(row.get(column, empty) for column in columns)


def _paragraphs(row: SheetRow) -> Iterator[Block]:
    for column in sorted(row):
        runs: tuple[Run, ...] = row[column].runs
        if runs and not row[column].merged:
            yield Block("paragraph", runs, place=runs[0].place)
