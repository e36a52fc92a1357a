"""Turns the values of a TOML file into records, strictly, and collects every mistake with its line.

Runs once for each file of rules or vocabulary, after the TOML reader has accepted it.
"""

from __future__ import annotations

import difflib
import types
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal, TypeVar, cast, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError
from cattrs.gen import make_dict_structure_fn, override

from schedcheck.errors import CannotStart
from schedcheck.tomlfile.lines import Path, TomlFile

T = TypeVar("T")
Hook = Callable[[object, object], object]


def structure(file: TomlFile, cls: type[T]) -> T:
    """The file as a record of class `cls`; a key may be written with hyphens or underscores.

    A CannotStart lists every mistake, a line each: "file:line: key.path: what is wrong".
    """
    try:
        return _converter().structure(file.values, cls)
    except (ClassValidationError, _Mistake) as error:
        found = sorted({(file.line(path), _written(path), what) for path, what in _mistakes(error, ())})
        lines = (
            f"{file.file}:{line}: {key}: {what}" if key else f"{file.file}:{line}: {what}" for line, key, what in found
        )
        raise CannotStart("\n".join(lines)) from None


def did_you_mean(word: str, known: list[str]) -> str:
    """A question after the nearest known word; nothing where none is near."""
    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _written(path: Path) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


class _Mistake(Exception):
    """What is wrong with one value; `key` is set when it is about a key of the table at hand."""

    def __init__(self, what: str, key: str = "") -> None:
        self.key = key
        super().__init__(what)


def _mistakes(error: BaseException, path: Path) -> Iterator[tuple[Path, str]]:
    """(key path, what is wrong) of every mistake that cattrs collected."""
    if isinstance(error, ClassValidationError):
        noted, others = error.group_exceptions()
        for inner, note in noted:
            yield from _mistakes(inner, (*path, note.name))
        for inner in others:
            yield from _mistakes(inner, path)
    elif isinstance(error, IterableValidationError):
        for element, place in error.group_exceptions()[0]:
            yield from _mistakes(element, (*path, place.index))
    elif isinstance(error, ExceptionGroup):
        for part in error.exceptions:
            yield from _mistakes(part, path)
    elif isinstance(error, _Mistake):
        yield ((*path, error.key) if error.key else path), str(error)
    elif isinstance(error, KeyError):
        yield path, "this is needed and is not there"
    else:
        yield path, str(error)


@cache
def _converter() -> cattrs.Converter:
    """Takes nothing for something else: 3 is no text, "abc" is no list, true is no number."""
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    converter.register_structure_hook(str, _exactly(str, "text in quotation marks"))
    converter.register_structure_hook(int, _exactly(int, "a whole number"))
    converter.register_structure_hook(bool, _exactly(bool, "true or false"))
    converter.register_structure_hook(date, _exactly(date, "a date without quotation marks, such as 2026-11-04"))
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_structure_hook_func(lambda cls: cls is object, lambda value, _: value)
    converter.register_structure_hook_func(lambda cls: _origin(cls) is Literal, _literal)
    converter.register_structure_hook_func(_is_union, _any_of(converter))
    converter.register_structure_hook_factory(lambda cls: _origin(cls) is tuple, _tuple_hook(converter))
    converter.register_structure_hook_factory(attrs.has, _record_hook(converter))
    converter.register_structure_hook_func(lambda cls: "by_kind" in getattr(cls, "__dict__", {}), _chosen(converter))
    return converter


def _origin(cls: object) -> object:
    return get_origin(cls)


def _is_union(cls: object) -> bool:
    return _origin(cls) is types.UnionType


def _exactly(cls: type, wanted: str) -> Hook:
    def hook(value: object, _: object) -> object:
        if type(value) is not cls:
            raise _Mistake(f"this must be {wanted}, not {_shown(value)}")
        return value

    return hook


def _decimal(value: object, _: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _Mistake(f"this must be a number, not {_shown(value)}")
    return Decimal(value)


def _literal(value: object, cls: object) -> object:
    known = [str(word) for word in get_args(cls)]
    if value not in known:
        nearest = did_you_mean(str(value), known)
        raise _Mistake(f"this must be one of {', '.join(known)}, not {_shown(value)}{nearest}")
    return value


def _any_of(converter: cattrs.Converter) -> Hook:
    """A union of plain types: the first that fits. TOML can not write None, so it is passed over."""

    def hook(value: object, cls: object) -> object:
        mistake: Exception = _Mistake(f"this can not be {_shown(value)}")
        for part in (part for part in get_args(cls) if part is not types.NoneType):
            try:
                return converter.structure(value, part)
            except (_Mistake, ExceptionGroup) as error:
                mistake = error
        raise mistake

    return hook


def _tuple_hook(converter: cattrs.Converter) -> Callable[[type], Hook]:
    def factory(cls: type) -> Hook:
        inner = converter.get_structure_hook(list[get_args(cls)[0]])  # type: ignore[misc]

        def hook(value: object, _: object) -> object:
            if not isinstance(value, list):
                raise _Mistake(f"this must be a list in square brackets, not {_shown(value)}")
            return tuple(inner(value, list))

        return hook

    return factory


def _record_hook(converter: cattrs.Converter) -> Callable[[type], Hook]:
    """Tables become records; a field called `is_` is the key "is"."""

    def factory(cls: type) -> Hook:
        names = {field.name.rstrip("_"): field.name for field in attrs.fields(cls) if field.init}
        kept = {name: override(rename=key) for key, name in names.items() if key != name}
        inner = cast("Hook", make_dict_structure_fn(cls, converter, **kept))  # type: ignore[arg-type]

        def hook(value: object, _: object) -> object:
            if not isinstance(value, Mapping):
                raise _Mistake(f"this must be a table, not {_shown(value)}")
            try:
                return inner({key.replace("-", "_"): part for key, part in value.items()}, cls)
            except ClassValidationError as error:
                raise _with_unknown_keys(error, list(value), sorted(names)) from None

        return hook

    return factory


def _with_unknown_keys(error: ClassValidationError, written: list[str], known: list[str]) -> Exception:
    """The same mistakes, with one for each key that the record does not have."""
    parts: list[Exception] = [e for e in error.exceptions if not isinstance(e, ForbiddenExtraKeysError)]
    parts += [
        _Mistake(f"there is no such key here{did_you_mean(key.replace('-', '_'), known)}", key)
        for key in written
        if key.replace("-", "_") not in known
    ]
    return ClassValidationError(error.message, parts, error.cl)


def _chosen(converter: cattrs.Converter) -> Hook:
    """A table whose key `kind` says which of the records of `by_kind` it is."""

    def hook(value: object, cls: object) -> object:
        if not isinstance(value, Mapping):
            raise _Mistake(f"this must be a table, not {_shown(value)}")
        kinds: Mapping[str, type] = getattr(cls, "by_kind")  # noqa: B009
        known, kind = sorted(kinds), value.get("kind", "")
        if kind not in known:
            nearest = did_you_mean(str(kind), known)
            raise _Mistake(f"this must be one of {', '.join(known)}, not {_shown(kind)}{nearest}", "kind")
        rest = {key: part for key, part in value.items() if key != "kind"}
        return converter.structure(rest, kinds[kind])

    return hook


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
