"""JSON -> Document: each list of objects is a table. This is how registries are often published.

Called with text that is known to be UTF-8. JSON has no comments and its numbers are read as they are written, so that
6.20 stays 6.20; places are key paths, for lines mean little in such a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from schedcheck.document import Document, Source
from schedcheck.errors import CannotRead
from schedcheck.readers.records import is_rows, tables

_ENDING = ".json"
_DEEPEST = 8
"""So many objects inside each other are looked into."""


def is_json(file: str, text: str) -> bool:
    """By its name; or by its first and last sign, if it can be read as JSON."""
    if file.casefold().endswith(_ENDING):
        return True
    trimmed = text.strip()
    if trimmed[:1] + trimmed[-1:] not in ("{}", "[]"):
        return False
    try:
        return is_rows(_values(trimmed)) or isinstance(_values(trimmed), dict)
    except (ValueError, RecursionError):
        return False


def read_json(source: Source, text: str) -> Document:
    """One table for each list of objects, wherever it stands. CannotRead where there is none."""
    try:
        values = _values(text)
    except json.JSONDecodeError as error:
        place = f"{source.file}:{error.lineno}:{error.colno}"
        raise CannotRead(f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}", place) from None
    except RecursionError:
        raise CannotRead("brackets are nested too deeply", source.file, "Give the list alone.") from None
    lists = dict(_lists(values, "", 0))
    if not lists:
        raise CannotRead("it holds no list of objects", source.file, "Give a list with an object for each entry.")
    about = values.get("document") if isinstance(values, dict) else None
    about = about if isinstance(about, Mapping) else {}
    return Document(
        source.file,
        source.sha256,
        tuple(tables(lists, lambda _: 0)),
        kind=str(about.get("kind", "")) or f"[[{next(iter(lists))}]]",
        title=str(about.get("title", "")),
        version=str(about.get("version", "")),
        whole=bool(about.get("whole", True)),
    )


def _values(text: str) -> object:
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)


def _lists(value: object, name: str, depth: int) -> Iterator[tuple[str, object]]:
    """(key path, list) of every list of objects."""
    if is_rows(value):
        yield name or "rows", value
    elif isinstance(value, dict) and depth < _DEEPEST:
        for key, part in value.items():
            yield from _lists(part, f"{name}.{key}" if name else key, depth + 1)
