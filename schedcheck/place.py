"""Where a value stands, and by what authority it does. A Place is made by a reader and by nobody else."""

from __future__ import annotations

import re
from datetime import date

from attrs import field, frozen

_BOX = 5
"""So many numbers has a key that names a box on a page: the page, then left, top, right and bottom."""


@frozen
class Place:
    """A spot in one document. Every part counts from 1; 0 and "" mean unknown.

    `line` and `offset` are the physical line and the character in it where the value starts, `last` the
    physical line where it ends; `table` counts within its section. `key` names the spot where lines do not: the
    key path in a TOML source, the cell of a sheet, the element of a marked-up text; `offset` then counts in its text.
    `by` is who put the words there or took them out, and when, where a change says so ("A. Author, 2024-05-01"); it
    is no part of where they stand.
    """

    line: int = 0
    offset: int = 0
    last: int = 0
    page: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    key: str = ""
    by: str = field(default="", eq=False)

    @property
    def order(self) -> tuple[tuple[int, ...], ...]:
        """A sort key that gives the places of one document in reading order, as far as they tell it."""
        numbers = tuple(int(part) for part in re.findall(r"[0-9]+", self.key))
        if self.page and len(numbers) == _BOX:
            numbers = (numbers[2], numbers[1])
        return (self.page, self.line), numbers, (self.table, self.row, self.column, self.offset)


NOWHERE = Place()


@frozen
class Origin:
    """By what authority a value holds, since when, and where the words of that authority stand.

    `authority` is the amendment as printed ("CAN 217"); `document` and `file` are the paper that says so and `place`
    the spot in it. A value without an Origin has held ever since its document has.
    """

    authority: str = ""
    since: date = date.min
    document: str = ""
    file: str = ""
    place: Place = NOWHERE


NO_ORIGIN = Origin()
