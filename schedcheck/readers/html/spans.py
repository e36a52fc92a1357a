"""The cells of a table as written -> a grid: spans are filled in, and clipped to what the table has."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field, frozen

from schedcheck.document import Block
from schedcheck.errors import CannotRead
from schedcheck.readers.grid import GridRow, Slot
from schedcheck.readers.html.flow import Flow
from schedcheck.readers.pieces import replaced

MOST_COLUMNS = 1_000
MOST_ROWS = 65_534
MOST_SLOTS = 200_000


@frozen
class WrittenCell:
    """A cell as it stands in the page, with the spans that it asks for; 0 rows means all that follow."""

    flow: Flow
    columns: int = 1
    rows: int = 1
    strong: bool = False


@define
class WrittenTable:
    """A table while it is read. `heads` counts the first rows that are headings by their tags."""

    key: str
    rows: list[list[WrittenCell]] = field(factory=list)
    headings: list[bool] = field(factory=list)
    open_cell: bool = False
    in_head: bool = False

    @property
    def heads(self) -> int:
        return next((i for i, heading in enumerate(self.headings) if not heading), len(self.headings))


@define
class Budget:
    """How many slots of a grid the page may still fill."""

    file: str
    left: int = MOST_SLOTS

    def take(self, slots: int) -> None:
        self.check(slots)
        self.left -= slots

    def check(self, slots: int) -> None:
        if slots > self.left:
            raise CannotRead(
                f"its tables are too large to be read (at most {MOST_SLOTS:,} cells)", self.file, "Split the page."
            )


@frozen
class _Placed:
    row: int
    column: int
    last: bool
    cell: WrittenCell


def grid_of(table: WrittenTable, budget: Budget) -> tuple[list[GridRow], list[Block]]:
    """The grid of a table, and the tables within its cells."""
    placed = _placed(table.rows, budget)
    width = max((p.column + (1 if p.last else p.cell.columns) for p in placed), default=0)
    budget.take(len(table.rows) * width)
    slots: list[list[Slot]] = [[Slot()] * width for _ in table.rows]
    nested = []
    for p in placed:
        _fill(slots, p)
        nested += [block for block in p.cell.flow.blocks if block.kind == "table"]
    return [tuple(row) for row in slots], nested


def _placed(rows: Sequence[Sequence[WrittenCell]], budget: Budget) -> list[_Placed]:
    """Each cell with its row and column; `until` holds the row down to which a column is covered from above."""
    placed = []
    until: dict[int, int] = {}
    width = 1
    for number, row in enumerate(rows):
        column = 0
        budget.check((number + 1) * width)
        for index, cell in enumerate(row):
            while until.get(column, 0) > number:
                column += 1
            last = index == len(row) - 1
            placed.append(_Placed(number, column, last, cell))
            width = max(width, column + 1)
            if cell.rows != 1:
                end = number + cell.rows if cell.rows else len(rows)
                budget.take(cell.columns)
                until.update((covered, end) for covered in range(column, column + cell.columns))
            column += cell.columns
    return placed


def _fill(slots: list[list[Slot]], placed: _Placed) -> None:
    cell = placed.cell
    runs = replaced(tuple(run for block in cell.flow.blocks if block.kind != "table" for run in block.runs))
    bottom = min(placed.row + cell.rows, len(slots)) if cell.rows else len(slots)
    for row in range(placed.row, bottom):
        line = slots[row]
        for column in range(placed.column, min(placed.column + cell.columns, len(line))):
            left, above = column > placed.column, row > placed.row
            if not line[column].runs:
                line[column] = Slot(runs, "left" if left else "above" if above else "", cell.strong)
