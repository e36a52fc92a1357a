"""attrs.frozen and attrs.define, made late and quickly: for the records of which a run makes few. Touches nothing.

A run loads some 300 kinds of record and uses two thirds of them, and attrs compiles several functions for each. So here
a class becomes a record when the first one of it is made, or when its fields are asked for; the functions that compare,
hash and print it are closures over the names of its fields; and there are no slots, for which a class is made twice.
What is made or compared by the thousand (facts, places, quantities, tokens, blocks) has attrs.frozen itself: compiled
functions are twice as fast, and slots take less room.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

__all__ = ["define", "fields", "frozen"]

if TYPE_CHECKING:
    from attrs import define, frozen
else:

    def frozen(cls: type | None = None, *, eq: bool = True) -> Any:
        """attrs.frozen: equal by class and by the fields that are compared, hashed by the same."""
        return _waits(cls, eq, attrs.frozen)

    def define(cls: type | None = None, *, eq: bool = True) -> Any:
        """attrs.define: the same, but it may change, and so is not hashed where it is compared."""
        return _waits(cls, eq, attrs.define)


def fields(cls: Any) -> tuple[attrs.Attribute[Any], ...]:
    """attrs.fields, also of a record that nobody has made yet."""
    _finish(cls)
    return tuple(attrs.fields(cls))


_WAITING: dict[type, tuple[bool, Callable[..., type]]] = {}
"""The classes of which no record was made so far: are they compared by their fields, and what attrs makes of them."""


def _waits(cls: type | None, eq: bool, maker: Callable[..., type]) -> Any:
    if cls is None:
        return lambda given: _waits(given, eq, maker)

    def first(self: object, *values: object, **named: object) -> None:
        _finish(cls)
        cls.__init__(self, *values, **named)  # type: ignore[misc]

    cls.__init__ = first  # type: ignore[misc]
    _WAITING[cls] = eq, maker
    return cls


def _finish(cls: type) -> None:
    """Makes a record of the class, and first of those that it is derived from."""
    for base in cls.__mro__[::-1]:
        if base in _WAITING:
            _make(base, *_WAITING.pop(base))


def _make(cls: type, eq: bool, maker: Callable[..., type]) -> None:
    del cls.__init__  # type: ignore[misc]
    maker(cls, eq=False, repr=False, slots=False)
    cls.__repr__ = _printed  # type: ignore[assignment, method-assign]
    if not eq:
        return
    compared = [field.name for field in attrs.fields(cls) if field.eq]
    cls.__eq__, hashed = _comparing(attrgetter(*compared) if compared else _nothing)  # type: ignore[assignment]
    cls.__hash__ = hashed if maker is attrs.frozen else None  # type: ignore[assignment]


def _comparing(values: Callable[[object], object]) -> tuple[Callable[[Any, object], bool], Callable[[Any], int]]:
    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(values(self))

    return equal, hashed


def _nothing(_: object) -> tuple[()]:
    return ()


def _printed(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in attrs.fields(type(self)) if field.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"
