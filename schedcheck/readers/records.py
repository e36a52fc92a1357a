"""Lists of records -> tables: what TOML and JSON files hold. The keys are the headings, each record is a row.

Called by the readers of those formats with values that they have parsed; `line` tells where a key path stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from schedcheck.document import Block, Cell, Row, Run
from schedcheck.place import Place

Path = tuple[str | int, ...]
Line = Callable[[Path], int]


def tables(values: Mapping[str, object], line: Line) -> Iterator[Block]:
    """A heading and a table for each list of records; every value is placed by line and key path."""
    for name, rows in values.items():
        if is_rows(rows) and isinstance(rows, Sequence):
            keys = list(dict.fromkeys(key for row in rows for key in row))
            headings = tuple(Cell((Run(key),), column) for column, key in enumerate(keys, 1))
            body = tuple(_row(line, name, index, keys, row) for index, row in enumerate(rows))
            place = Place(line=line((name, 0)), key=name)
            heading = Block("heading", (Run(name, place),), level=1, place=place)
            yield from (heading, Block("table", headings=headings, rows=body, place=place))


def is_rows(value: object) -> bool:
    """Is this a list of records?"""
    return isinstance(value, list) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _row(line: Line, name: str, index: int, keys: Sequence[str], row: Mapping[str, object]) -> Row:
    where = f"{name}[{index}]"
    cells = []
    for column, key in enumerate(keys, 1):
        value = row.get(key)
        number = line((name, index, key)) if value is not None else 0
        place = Place(line=number, last=number, key=f"{where}.{key}".lstrip("."))
        cells.append(Cell(_runs(value, place), column))
    return Row(tuple(cells), Place(line=line((name, index)), key=where))


def _runs(value: object, place: Place) -> tuple[Run, ...]:
    """A list gives one run for each of its values, nothing gives none."""
    if isinstance(value, list):
        return tuple(Run(_printed(part), place) for part in value)
    return () if value is None else (Run(_printed(value), place),)


def _printed(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
