"""The rows of a Word table -> a rectangle of slots, as all readers of tables make it.

Columns are those that most rows show: Word lets each row cut the grid as it likes, and a border dragged by hand
leaves grid lines that mean nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from attrs import evolve, frozen

from schedcheck.document import Run
from schedcheck.readers.docx.boxes import BOX, CROSS, TICK
from schedcheck.readers.grid import GridRow, Slot

_CROSSES = frozenset({"x", "X", CROSS})


@frozen
class Filled:
    """A cell with its runs: where it starts in Word's grid, and how it stands out."""

    start: int
    span: int
    runs: tuple[Run, ...] = ()
    above: bool = False
    bold: bool = False
    shaded: bool = False


@frozen
class FilledRow:
    """A row with its cells; `header` says that Word repeats it on each page."""

    cells: tuple[Filled, ...]
    header: bool = False


def in_columns(rows: Sequence[FilledRow]) -> list[GridRow]:
    """The rows, each with one slot for each column. What a merged cell covers has its runs, and says so."""
    starts = _column_starts(rows)
    grid: list[GridRow] = []
    for row in rows:
        slots = _slots(row, starts)
        if grid:
            slots = [evolve(grid[-1][i], merged="above") if s.merged == "above" else s for i, s in enumerate(slots)]
        grid.append(tuple(slots))
    return _with_crosses(grid)


def without_repeats(grid: Sequence[GridRow], heading: GridRow) -> list[GridRow]:
    """The rows without those that repeat the heading row further down, as people do at the top of a page."""
    texts = [slot.text for slot in heading]
    return [row for row in grid if row is heading or [slot.text for slot in row] != texts]


def _column_starts(rows: Sequence[FilledRow]) -> tuple[int, ...]:
    """Where columns start in Word's grid: as in the row with most cells, if all others fit it, else as in most rows."""
    shapes = [tuple(cell.start for cell in row.cells) for row in rows if row.cells]
    if not shapes:
        return ()
    fullest = max(shapes, key=len)
    if all(set(shape) <= set(fullest) for shape in set(shapes)):
        return fullest
    counts = Counter(len(shape) for shape in shapes)
    common = max(counts, key=lambda n: (counts[n], n))
    return next(shape for shape in shapes if len(shape) == common)


def _slots(row: FilledRow, starts: tuple[int, ...]) -> list[Slot]:
    slots = [Slot() for _ in starts]
    plain = len(row.cells) == len(starts) and row.cells[0].start <= starts[0]
    strong = all(c.bold for c in row.cells if c.runs) or all(c.shaded for c in row.cells if c.runs)
    reached = 0
    for index, cell in enumerate(row.cells):
        column = index if plain else max(bisect_right(starts, cell.start) - 1, reached)
        if column >= len(starts):
            slots[-1] = evolve(slots[-1], runs=(*slots[-1].runs, *cell.runs))
            continue
        end = column + 1 if plain else max(bisect_right(starts, cell.start + cell.span - 1), column + 1)
        slots[column] = Slot(cell.runs, "above" if cell.above else "", strong)
        for further in range(column + 1, end):
            slots[further] = Slot(cell.runs, "above" if cell.above else "left", strong)
        reached = end
    return slots


def _with_crosses(grid: Sequence[GridRow]) -> list[GridRow]:
    """In a column that holds nothing but signs below its heading, the letter X is one: a tick, or a no beside ticks."""
    width = len(grid[0]) if grid else 0
    crossed = {column for column in range(width) if _is_crossed([row[column].text for row in grid])}
    ticked = any(slot.text == TICK for row in grid for slot in row)
    sign = BOX if ticked else TICK
    return [
        tuple(_crossed(slot, sign) if column in crossed else slot for column, slot in enumerate(row)) for row in grid
    ]


def _is_crossed(texts: Sequence[str]) -> bool:
    """Are all words of the column signs, but for the first at most?"""
    signs = {TICK, BOX, *_CROSSES}
    below = {text for text in (texts if texts[0] in signs else texts[1:]) if text}
    return bool(below & _CROSSES) and below <= signs


def _crossed(slot: Slot, sign: str) -> Slot:
    if slot.text not in _CROSSES:
        return slot
    return evolve(slot, runs=tuple(evolve(r, text=sign) if r.text in _CROSSES else r for r in slot.runs))
