"""TOML schedules and registries -> Document: each array of tables is a table, its keys are the headings.

A `[document]` table says what the file is: kind, title, version, and whether its list is whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schedcheck.document import Block, Cell, Document, Row, Run, Source
from schedcheck.errors import CannotRead, CannotStart
from schedcheck.place import Place
from schedcheck.tomlfile import TomlFile, load

Path = tuple[str | int, ...]

_WAY_OUT = "Put it right at that place; an editor that knows TOML marks it."


def read_toml(source: Source, text: str) -> Document:
    """One table block for each array of tables; every value is placed by line and key path."""
    try:
        file = load(text.encode(), source.file)
    except CannotStart as error:
        raise CannotRead(error.message, error.place, error.way_out or _WAY_OUT) from None
    about = file.values.get("document")
    about = about if isinstance(about, Mapping) else {}
    blocks = tuple(_tables(file))
    if not blocks and not about.get("kind"):
        raise CannotRead("it holds no list", source.file, "Write each of its entries below a [[name]] of their list.")
    return Document(
        source.file,
        source.sha256,
        blocks,
        kind=str(about.get("kind", "")) or _array_names(file),
        title=str(about.get("title", "")),
        version=str(about.get("version", about.get("baseline", ""))),
        whole=bool(about.get("whole", True)),
    )


def _array_names(file: TomlFile) -> str:
    """The name of the first array of tables, by which a file that does not say what it is can be told."""
    return next((f"[[{name}]]" for name, rows in file.values.items() if _is_rows(rows)), "")


def _tables(file: TomlFile) -> Iterator[Block]:
    for name, rows in file.values.items():
        if _is_rows(rows) and isinstance(rows, Sequence):
            keys = list(dict.fromkeys(key for row in rows for key in row))
            headings = tuple(Cell((Run(key),), column) for column, key in enumerate(keys, 1))
            body = tuple(_row(file, name, index, keys, row) for index, row in enumerate(rows))
            place = Place(line=file.line((name, 0)), key=name)
            heading = Block("heading", (Run(name, place),), level=1, place=place)
            yield from (heading, Block("table", headings=headings, rows=body, place=place))


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _row(file: TomlFile, name: str, index: int, keys: Sequence[str], row: Mapping[str, object]) -> Row:
    cells = tuple(
        Cell(tuple(_runs(file, (name, index, key), row.get(key))), column) for column, key in enumerate(keys, 1)
    )
    return Row(cells, Place(line=file.line((name, index)), key=f"{name}[{index}]"))


def _runs(file: TomlFile, path: Path, value: object) -> Iterator[Run]:
    """A list gives one run for each of its values."""
    if value is None:
        return
    line = file.line(path)
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
    for part in value if isinstance(value, list) else [value]:
        yield Run(_printed(part), Place(line=line, last=line, key=key))


def _printed(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
