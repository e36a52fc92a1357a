"""Cells with their lines -> table blocks: ruled or aligned, and put together where a page's end cut them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from attrs import evolve, frozen

from schedcheck.document import Block
from schedcheck.readers.grid import GridRow, Slot, blocks_of
from schedcheck.readers.pdf.ink import Box, Glyph
from schedcheck.readers.pdf.lattice import Grid
from schedcheck.readers.pdf.lines import Line, lines_of, runs
from schedcheck.readers.pieces import replaced

_SAME_COLUMN = 3.0

Gap = tuple[float, float]
"""White from one x to another."""


@frozen(eq=False)
class Filled:
    """One slot of a table: its lines, and where the cell is that covers it. `width` is how much of it lines fill."""

    lines: tuple[Line, ...] = ()
    merged: Literal["", "left", "above"] = ""
    width: float = 0.0

    @property
    def text(self) -> str:
        return "".join("".join(line.text.split()) for line in self.lines)

    def is_full(self, after: Line) -> bool:
        """Would the first word of a line not have fitted on the last line of the cell?"""
        last = self.lines[-1]
        return last.x1 - last.x0 + 0.25 * last.em + after.first_word > self.width > 0

    def slot(self, words: frozenset[str] = frozenset()) -> Slot:
        shown = [line for line in self.lines if any(not glyph.struck for glyph in line.glyphs)]
        bold = bool(shown) and all(line.bold for line in shown)
        return Slot(replaced(runs(self.lines, self.width, words)), self.merged, bold)


FilledRow = tuple[Filled, ...]
Headed = tuple[tuple[float, ...], Block]
"""The widths of a table's columns, and the table with its headings."""


@frozen(eq=False)
class SheetTable:
    """A table on a page, or on several when it was put together: its columns' borders and its rows.

    `aligned` says that white `gutters` alone part its columns.
    """

    page: int
    box: Box
    xs: tuple[float, ...]
    rows: tuple[FilledRow, ...]
    aligned: bool = False
    last_page: int = 0
    gutters: tuple[Gap, ...] = ()

    @property
    def widths(self) -> tuple[float, ...]:
        return tuple(b - a for a, b in zip(self.xs, self.xs[1:], strict=False))

    @property
    def is_table(self) -> bool:
        """Are there cells side by side? A frame around text is none."""
        return any(sum(bool(cell.lines) and not cell.merged for cell in row) > 1 for row in self.rows)


def ruled(grid: Grid, glyphs: Sequence[Glyph], page: int) -> SheetTable:
    """A grid with its letters in the cells."""
    inside: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        inside.setdefault(grid.at(glyph), []).append(glyph)
    lines = {number: tuple(lines_of(group, page)) for number, group in inside.items()}
    rows = tuple(tuple(_filled(grid, i, j, lines) for j in range(len(grid.xs) - 1)) for i in range(len(grid.ys) - 1))
    rows = tuple(row for row in rows if any(cell.lines or cell.merged for cell in row))
    return SheetTable(page, grid.box, grid.xs, rows, last_page=page)


def _filled(grid: Grid, row: int, column: int, lines: dict[int, tuple[Line, ...]]) -> Filled:
    number = grid.owner[row][column]
    above = row > 0 and grid.owner[row - 1][column] == number
    left = column > 0 and grid.owner[row][column - 1] == number
    own = lines.get(number, ())
    end = next((j for j in range(column, len(grid.xs) - 1) if grid.owner[row][j] != number), len(grid.xs) - 1)
    width = grid.xs[end] - grid.xs[column]
    if own:
        width -= 2 * max(min(line.x0 for line in own) - grid.xs[column], 0)
    return Filled(own, "above" if above else "left" if left else "", max(width, 0))


def stitched(first: SheetTable, second: SheetTable) -> SheetTable | None:
    """Two tables as one, when the second goes on with the first on the next page; else None.

    Nothing but page furniture may stand between the two: the caller knows that.
    """
    if second.page != first.last_page + 1 or first.aligned != second.aligned:
        return None
    if first.aligned:
        second = _aligned_with(first, second)
    xs = _common(first.xs, second.xs)
    if not xs:
        return None
    shift = second.xs[0] - first.xs[0]
    upper, lower = _on_columns(first, xs), _on_columns(second, tuple(x + shift for x in xs))
    rest = lower[_repeated(upper, lower) :]
    if rest and upper and first.aligned and _starts_above(upper[-1], rest[0]):
        rest = (_run_on(upper[-1], rest[0]), *rest[1:])
        upper = upper[:-1]
    elif rest and upper and _is_cut(upper, rest[0]):
        upper = (*upper[:-1], _run_on(upper[-1], rest[0]))
        rest = rest[1:]
    elif rest and upper and not rest[0][0].lines and not rest[0][0].merged:
        rest = ((evolve(upper[-1][0], merged="above"), *rest[0][1:]), *rest[1:])
    return evolve(first, xs=xs, rows=(*upper, *rest), last_page=second.last_page)


def _aligned_with(first: SheetTable, second: SheetTable) -> SheetTable:
    """The second table with the columns of the first, when each of its gutters goes on with one of the first."""
    pairs = list(zip(first.gutters, second.gutters, strict=False))
    common = all(min(a[1], b[1]) - max(a[0], b[0]) > _SAME_COLUMN for a, b in pairs)
    return evolve(second, xs=first.xs) if common and len(first.xs) == len(second.xs) else second


def _common(first: tuple[float, ...], second: tuple[float, ...]) -> tuple[float, ...]:
    """The columns of both when those of one are among those of the other, wherever the table starts; else ()."""
    moved = tuple(x - second[0] + first[0] for x in second)
    longer, shorter = (first, moved) if len(first) >= len(moved) else (moved, first)
    fits = all(any(abs(a - b) <= _SAME_COLUMN for b in longer) for a in shorter)
    return longer if fits else ()


def _on_columns(table: SheetTable, xs: tuple[float, ...]) -> tuple[FilledRow, ...]:
    """The rows with a slot for each of these columns."""
    if len(table.xs) == len(xs):
        return table.rows
    source = [max((j for j in range(len(table.xs) - 1) if table.xs[j] <= x + _SAME_COLUMN), default=0) for x in xs[:-1]]
    rows = []
    for row in table.rows:
        cells = [row[j] for j in source]
        for index in range(1, len(cells)):
            if source[index] == source[index - 1] and not cells[index].merged:
                cells[index] = evolve(cells[index], merged="left")
        rows.append(tuple(cells))
    return tuple(rows)


def _repeated(upper: Sequence[FilledRow], lower: Sequence[FilledRow]) -> int:
    """How many of the lower rows repeat the headings of the upper ones."""
    count = 0
    while count < min(len(upper), len(lower)) and _texts(upper[count]) == _texts(lower[count]):
        count += 1
    return count if any(_texts(row) for row in upper[:count]) else 0


def _texts(row: FilledRow) -> list[str]:
    return [cell.text for cell in row]


def _is_cut(upper: Sequence[FilledRow], row: FilledRow) -> bool:
    """Is the row the rest of the last of the upper ones? Its first cell is empty, or it goes on as lines do.

    A full row in a table that leaves first cells out (or has them cover several rows) is a row of its own.
    """
    if row[0].merged or not any(cell.lines for cell in row):
        return False
    if row[0].lines:
        return _goes_on(upper[-1], row)
    full = all(cell.lines for cell in row[1:]) and all(cell.lines for cell in upper[-1][1:])
    sparing = any(above[0].merged == "above" or not above[0].lines for above in upper)
    return not (full and sparing and len(row) > 2)


def _starts_above(row: FilledRow, below: FilledRow) -> bool:
    """Is the last row of a page the start of the first on the next, whose first cell stands lower?"""
    return not row[0].lines and bool(below[0].lines) and not all(cell.lines for cell in row[1:])


def _goes_on(above: FilledRow, row: FilledRow) -> bool:
    """Are some cells done, and do all others start with a word that did not fit on the last line above?"""
    done = any(a.lines and not b.lines for a, b in zip(above, row, strict=True))
    return done and all(a.lines and a.is_full(b.lines[0]) for a, b in zip(above, row, strict=True) if b.lines)


def _run_on(above: FilledRow, row: FilledRow) -> FilledRow:
    return tuple(evolve(a, lines=(*a.lines, *b.lines)) if b.lines else a for a, b in zip(above, row, strict=True))


def table_blocks(table: SheetTable, known: Sequence[Headed], words: frozenset[str]) -> tuple[Block, ...]:
    """The blocks of a table. One without headings has those of the last of the `known` ones with its widths."""
    grid: list[GridRow] = [tuple(cell.slot(words) for cell in row) for row in table.rows]
    blocks = blocks_of(grid)
    return tuple(_with_headings(block, table, known) for block in blocks)


def _with_headings(block: Block, table: SheetTable, known: Sequence[Headed]) -> Block:
    if block.kind != "table":
        return block
    block = evolve(block, aligned=table.aligned)
    if block.headings:
        return block
    for widths, other in reversed(known):
        if len(widths) == len(table.widths) and all(
            abs(a - b) <= _SAME_COLUMN for a, b in zip(widths, table.widths, strict=True)
        ):
            return block if _repeats_one(block, other) else evolve(block, headings=other.headings)
    return block


def _repeats_one(block: Block, other: Block) -> bool:
    """Does the first row have a heading of the other table in its column? Then it is a row of headings itself."""
    pairs = zip(block.rows[0].cells, other.headings, strict=False)
    return any(cell.text() and cell.text() == heading.text() for cell, heading in pairs)


def headed(table: SheetTable, blocks: Sequence[Block]) -> Iterator[Headed]:
    """What later tables without headings may go by."""
    for block in blocks:
        if block.kind == "table" and block.headings and not table.aligned:
            yield table.widths, block
