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
    cells = tuple(
        Cell(tuple(_runs(line, (name, index, key), row.get(key))), column) for column, key in enumerate(keys, 1)
    )
    return Row(cells, Place(line=line((name, index)), key=f"{name}[{index}]"))


def _runs(line: Line, path: Path, value: object) -> Iterator[Run]:
    """A list gives one run for each of its values."""
    if value is None:
        return
    number = line(path)
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
    for part in value if isinstance(value, list) else [value]:
        yield Run(_printed(part), Place(line=number, last=number, key=key))


def _printed(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
