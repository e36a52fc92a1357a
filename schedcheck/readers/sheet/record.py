"""What the readers of sheets share: a cell as shown, a merged range, and how much a sheet may hold."""

from __future__ import annotations

from attrs import frozen

from schedcheck.document import Run

MOST_CELLS = 500_000
"""The most filled cells of one file."""

LONGEST_CELL = 32_767
"""The most characters of one cell, as spreadsheets have it."""

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged range."""


@frozen
class SheetCell:
    """A cell as shown. `stored` says what stands behind it where that is not text: "number" or "date"."""

    row: int
    column: int
    runs: tuple[Run, ...]
    strong: bool = False
    stored: str = ""
