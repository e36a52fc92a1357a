"""JSON Schema (draft-07) of a record, as `structure` reads it: for editors that complete and check TOML.

Runs over classes and never over values. A key with hyphens may be written with underscores too, as in the reader.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs
from attrs import field

from schedcheck.record import define, fields

Json = dict[str, Any]
"""A piece of a schema, as JSON has it."""


@define
class Schema:
    """The schema of a record and of those in it. `limits` are further demands: (record, key) -> what its schema adds.

    `demands` are those on a whole record.
    """

    limits: Mapping[tuple[str, str], Json] = field(factory=dict)
    demands: Mapping[str, Json] = field(factory=dict)
    definitions: dict[str, Json] = field(factory=dict)

    def of(self, cls: type, title: str) -> Json:
        """The whole schema, whose root is the record `cls`."""
        root = self._record(cls)
        head: Json = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title}
        return {**head, **root, "definitions": dict(sorted(self.definitions.items()))}

    def _record(self, cls: type, kind: str = "") -> Json:
        hints = get_type_hints(cls)
        keys = {each.name.rstrip("_"): each for each in fields(cls) if each.init}
        values = {name: self._key(cls, name, hints[each.name]) for name, each in keys.items()}
        needed = [_hyphened(name) for name, each in keys.items() if each.default is attrs.NOTHING]
        first: Json = {"kind": {"const": kind}} if kind else {}
        schema: Json = {"type": "object", "description": _said(cls), "additionalProperties": False}
        schema["properties"] = {**first, **{_hyphened(name): value for name, value in values.items()}}
        spelled = {f"^{name}$": values[name] for name in keys if "_" in name}
        required = [*first, *(name for name in needed if "-" not in name)]
        either = [_either(name) for name in needed if "-" in name]
        schema |= {"patternProperties": spelled} if spelled else {}
        schema |= {"required": required} if required else {}
        schema |= {"allOf": either} if either else {}
        return schema | self.demands.get(cls.__name__, {})

    def _key(self, cls: type, name: str, hint: Any) -> Json:
        return {**self._value(hint), **self.limits.get((cls.__name__, name), {})}

    def _value(self, hint: Any) -> Json:
        origin, inner = get_origin(hint), get_args(hint)
        if origin is Literal:
            return {"enum": list(inner)}
        if origin is tuple:
            return {"type": "array", "items": self._value(inner[0])}
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self._value(inner[1])}
        if origin is types.UnionType:
            return {"anyOf": [self._value(part) for part in inner if part is not types.NoneType]}
        return {"type": _TYPES[hint]} if hint in _TYPES else self._named(hint)

    def _named(self, cls: type) -> Json:
        """A reference to the definition of a record; one of several where its key `kind` says which."""
        name = cls.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            chosen: Mapping[str, type] = getattr(cls, "__dict__", {}).get("by_kind", {})
            known = [self._record(each, kind) for kind, each in sorted(chosen.items())]
            self.definitions[name] = {"oneOf": known} if known else self._record(cls)
        return {"$ref": f"#/definitions/{name}"}


_TYPES: dict[Any, str] = {str: "string", bool: "boolean", int: "integer", Decimal: "number"}


def keys_of(cls: type) -> Iterable[str]:
    """The keys that a record's table may have."""
    return (_hyphened(each.name.rstrip("_")) for each in fields(cls) if each.init)


def _hyphened(name: str) -> str:
    return name.replace("_", "-")


def _either(name: str) -> Json:
    return {"anyOf": [{"required": [name]}, {"required": [name.replace("-", "_")]}]}


def _said(cls: type) -> str:
    """What the record's own words say of its keys."""
    return " ".join((cls.__doc__ or "").split())
