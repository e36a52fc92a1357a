"""Turns the values of a TOML file into records, strictly, and collects every mistake with its line.

Runs once for each file of rules or vocabulary, after the TOML reader has accepted it. Nothing is taken for something
else: 3 is no text, "abc" is no list, true is no number. What reads a type is made when it is first met, and kept.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import SimpleNamespace
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

import attrs

from schedcheck.errors import CannotStart
from schedcheck.record import fields
from schedcheck.tomlfile.lines import Path, TomlFile

T = TypeVar("T")
Read = Callable[[object], object]
"""A value of the file -> what a record holds; raises _Wrong."""


def structure(file: TomlFile, cls: type[T]) -> T:
    """The file as a record of class `cls`; a key may be written with hyphens or underscores.

    A CannotStart lists every mistake, a line each: "file:line: key.path: what is wrong".
    """
    try:
        return cast("T", _read(cast("Any", cls))(file.values))
    except _Wrong as wrong:
        found = sorted({(file.line(path), _written(path), what) for path, what in wrong.mistakes})
        lines = (
            f"{file.file}:{line}: {key}: {what}" if key else f"{file.file}:{line}: {what}" for line, key, what in found
        )
        raise CannotStart("\n".join(lines)) from None


def did_you_mean(word: str, known: list[str]) -> str:
    """A question after the nearest known word; nothing where none is near."""
    import difflib

    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _written(path: Path) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


class _Wrong(Exception):
    """What is wrong with one value, or with several in it: (key path below the value, what is wrong)."""

    def __init__(self, *mistakes: tuple[Path, str]) -> None:
        self.mistakes = mistakes
        super().__init__()

    def under(self, part: str | int) -> Iterator[tuple[Path, str]]:
        """The same, as seen from the table or list that holds the value."""
        return (((part, *path), what) for path, what in self.mistakes)


@cache
def _read(hint: Any) -> Read:
    """What reads a value of this type."""
    origin = get_origin(hint)
    if hint in _PLAIN:
        return _exactly(hint, _PLAIN[hint])
    if hint is Decimal:
        return _decimal
    if hint is object:
        return _anything
    if origin is Literal:
        return _one_of([str(word) for word in get_args(hint)])
    if origin is types.UnionType:
        return _any_of([_read(part) for part in get_args(hint) if part is not types.NoneType])
    if origin is tuple:
        return _list(_read(get_args(hint)[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _table(_read(get_args(hint)[1]))
    return _chosen(hint) if "by_kind" in vars(hint) else _record(hint)


_PLAIN: dict[Any, str] = {
    str: "text in quotation marks",
    int: "a whole number",
    bool: "true or false",
    date: "a date without quotation marks, such as 2026-11-04",
}


def _exactly(cls: type, wanted: str) -> Read:
    def read(value: object) -> object:
        if type(value) is not cls:
            raise _not(value, wanted)
        return value

    return read


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _not(value, "a number")
    return Decimal(value)


def _anything(value: object) -> object:
    return value


def _one_of(known: list[str], key: Path = ()) -> Read:
    def read(value: object) -> object:
        if value not in known:
            nearest = did_you_mean(str(value), known)
            raise _Wrong((key, f"this must be one of {', '.join(known)}, not {_shown(value)}{nearest}"))
        return value

    return read


def _any_of(readers: list[Read]) -> Read:
    """A union of types: the first that fits. TOML can not write None, so it is passed over."""

    def read(value: object) -> object:
        for reader in readers[:-1]:
            try:
                return reader(value)
            except _Wrong:
                continue
        return readers[-1](value)

    return read


def _list(inner: Read) -> Read:
    def read(value: object) -> object:
        if not isinstance(value, list):
            raise _not(value, "a list in square brackets")
        try:
            return tuple(map(inner, value))
        except _Wrong:
            raise _Wrong(*_each(enumerate(value), inner)) from None

    return read


def _table(inner: Read) -> Read:
    """A table with any keys."""

    def read(value: object) -> object:
        if not isinstance(value, Mapping):
            raise _not(value, "a table")
        try:
            return {key: inner(part) for key, part in value.items()}
        except _Wrong:
            raise _Wrong(*_each(value.items(), inner)) from None

    return read


def _each(parts: Iterable[tuple[Any, object]], inner: Read) -> Iterator[tuple[Path, str]]:
    """The mistakes of every part."""
    for place, part in parts:
        try:
            inner(part)
        except _Wrong as wrong:
            yield from wrong.under(place)


def _chosen(cls: Any) -> Read:
    """A table whose key `kind` says which of the records of `by_kind` it is."""
    kind_of = _one_of(sorted(cls.by_kind), ("kind",))

    def read(value: object) -> object:
        if not isinstance(value, Mapping):
            raise _not(value, "a table")
        kind = cast("str", kind_of(value.get("kind", "")))
        return _read(cls.by_kind[kind])({key: part for key, part in value.items() if key != "kind"})

    return read


def _record(cls: Any) -> Read:
    """A table becomes a record; a field called `is_` is the key "is"."""
    keys = {field.name.rstrip("_"): field for field in fields(cls) if field.init}
    slots = {key: (field.alias or field.name, _read(_hint(cls, field))) for key, field in keys.items()}
    needed = [key for key, field in keys.items() if field.default is attrs.NOTHING]

    def read(value: object) -> object:
        if not isinstance(value, Mapping):
            raise _not(value, "a table")
        given: dict[str, object] = {}
        wrong: list[tuple[Path, str]] = []
        for written, part in value.items():
            key = written.replace("-", "_")
            if key not in slots:
                wrong.append(((written,), f"there is no such key here{did_you_mean(key, sorted(slots))}"))
                continue
            name, inner = slots[key]
            try:
                given[name] = inner(part)
            except _Wrong as found:
                given[name] = None
                wrong += found.under(key)
        wrong += [((key,), "this is needed and is not there") for key in needed if slots[key][0] not in given]
        if wrong:
            raise _Wrong(*wrong)
        return cls(**given)

    return read


def _hint(cls: type, field: attrs.Attribute[Any]) -> Any:
    """The type of a field, whose annotation is a text in the module of the record that has it."""
    if not isinstance(field.type, str):
        return field.type
    if field.type in _USUAL:
        return _USUAL[field.type]
    home = next(base for base in cls.__mro__ if field.name in getattr(base, "__annotations__", {}))
    return _meant(field.type, home.__module__)


_USUAL: dict[str, Any] = {"str": str, "bool": bool, "int": int, "tuple[str, ...]": tuple[str, ...]}
"""What most annotations say."""


@cache
def _meant(annotation: str, module: str) -> Any:
    """What an annotation of a module means; finding out takes long."""
    return get_type_hints(SimpleNamespace(__annotations__={"it": annotation}), vars(sys.modules[module]))["it"]


def _not(value: object, wanted: str) -> _Wrong:
    return _Wrong(((), f"this must be {wanted}, not {_shown(value)}"))


def _shown(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"' if len(value) < 40 else f'"{value[:36]}..."'
        case Mapping():
            return "a table"
        case list():
            return "a list"
        case _:
            return str(value)
