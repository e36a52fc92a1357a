"""attrs.frozen, made quickly: for the many records of which a run makes few. Touches nothing.

attrs writes the functions that compare, hash and print a class anew for each class, and compiles them, which is half of
what making a class takes. Here they are closures over the names of its fields, and there are no slots, for which a
class is made twice. What is compared or kept by the thousand (facts, places, quantities, findings, blocks) has
attrs.frozen itself: compiled functions are twice as fast, and slots take less room.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

__all__ = ["frozen"]

if TYPE_CHECKING:
    from attrs import frozen
else:

    def frozen(cls: type) -> type:
        """attrs.frozen: equal by class and by the fields that are compared, hashed by the same."""
        made = attrs.frozen(cls, eq=False, repr=False, slots=False)
        compared = [field.name for field in attrs.fields(made) if field.eq]
        made.__eq__, made.__hash__ = _comparing(attrgetter(*compared) if compared else _nothing)
        made.__repr__ = _printed
        return made


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
