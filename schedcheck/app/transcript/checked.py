"""Values of loaded JSON, each asked for by its type; and what several records share. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar, cast

from schedcheck.place import NO_ORIGIN, NOWHERE, Origin, Place

T = TypeVar("T")
Written = list[object]
"""A record as JSON: its fields in their order."""


class Unfit(Exception):
    """The bytes are no transcript, or one of another sort."""


def dumped(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def loaded(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise Unfit("this is no JSON") from None


def text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise Unfit("a text is no text")


def strings(*values: object) -> tuple[str, ...]:
    """Several texts at once, which is quicker."""
    if set(map(type, values)) == {str}:
        return cast("tuple[str, ...]", values)
    raise Unfit("a text is no text")


def number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise Unfit("a number is no number")


def flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise Unfit("a yes or no is neither")


def fields(value: object, count: int) -> Written:
    """A record of so many fields."""
    if isinstance(value, list) and len(value) == count:
        return value
    raise Unfit("a record has the wrong number of fields")


def members(value: object) -> Written:
    """A list of any length."""
    if isinstance(value, list):
        return value
    raise Unfit("a list is no list")


def texts(value: object) -> tuple[str, ...]:
    return tuple(text(part) for part in members(value))


def one_of(value: object, known: Sequence[T]) -> T:
    """The word of a closed list, written as its place in it."""
    if type(value) is int and 0 <= value < len(known):
        return known[value]
    raise Unfit("a word is not in its list")


def day(value: object) -> date:
    try:
        return date.fromisoformat(text(value))
    except ValueError:
        raise Unfit("a date is no date") from None


def write_origin(origin: Origin) -> Written:
    if origin == NO_ORIGIN:
        return []
    o = origin
    return [o.authority, o.since.isoformat(), o.document, o.file, write_place(o.place)]


def load_origin(value: object) -> Origin:
    if value == []:
        return NO_ORIGIN
    authority, since, document, file, place = fields(value, 5)
    return Origin(text(authority), day(since), text(document), text(file), load_place(place))


def write_place(place: Place) -> Written:
    if place == NOWHERE and not place.by:
        return []
    p = place
    return [p.line, p.offset, p.last, p.page, p.table, p.row, p.column, p.key, p.by]


def load_place(value: object) -> Place:
    if value == []:
        return NOWHERE
    record = fields(value, 9)
    if tuple(map(type, record)) != _PLACE:
        raise Unfit("a place has something else in one of its fields")
    return _place(*record)


_PLACE = (int,) * 7 + (str,) * 2


@lru_cache(maxsize=256)
def _place(*record: object) -> Place:
    """Facts of one row share the place of its key, and so they do when they come back. Whoever calls has checked it."""
    return Place(*cast("Any", record))
