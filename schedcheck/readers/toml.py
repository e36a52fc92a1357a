"""TOML schedules and registries -> Document: each array of tables is a table, its keys are the headings.

A `[document]` table says what the file is: kind, title, version, whether its list is whole, and whose it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from schedcheck.document import Block, Document, Source
from schedcheck.errors import CannotRead, CannotStart
from schedcheck.readers.records import is_rows, tables
from schedcheck.tomlfile import TomlFile, load

_WAY_OUT = "Put it right at that place; an editor that knows TOML marks it."


def read_toml(source: Source, text: str) -> Document:
    """One table block for each array of tables; every value is placed by line and key path."""
    try:
        file = load(text.encode(), source.file)
    except CannotStart as error:
        raise CannotRead(error.message, error.place, error.way_out or _WAY_OUT) from None
    about = file.values.get("document")
    about = about if isinstance(about, Mapping) else {}
    blocks = (*_title_block(file, about), *tables(file.values, file.line))
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
        contract=str(about.get("contract", "")),
        region=str(about.get("region", "")),
    )


_OWN = ("kind", "version", "baseline", "whole", "source")
"""The keys of every file, which tell how to read it."""
_WHOSE = frozenset({"title", "contract", "region"})


def _title_block(file: TomlFile, about: Mapping[str, object]) -> tuple[Block, ...]:
    """What a file says of itself besides what every file does, as a table of one row."""
    said = {key: value for key, value in about.items() if key not in _OWN}
    if set(said) <= _WHOSE:
        return ()
    return tuple(tables({"document": [said]}, lambda path: file.line((path[0], *path[2:]))))


def _array_names(file: TomlFile) -> str:
    """The name of the first array of tables, by which a file that does not say what it is can be told."""
    return next((f"[[{name}]]" for name, rows in file.values.items() if is_rows(rows)), "")
