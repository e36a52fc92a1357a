"""The slots of relations over what words say of times: units, directions, claims about every value.

Runs nothing; read by the loader of rules.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from schedcheck.record import frozen
from schedcheck.rule.relations.slots import Properties, Relation


@frozen
class Measured(Relation):
    """In one list or sentence, a number has a unit where others of it have one."""

    kind: ClassVar[str] = "measured"
    of: Properties

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class Directed(Relation):
    """Where `of` says that a value becomes "shorter" or "longer", a value of `values` does, from old to new."""

    kind: ClassVar[str] = "directed"
    of: Properties
    values: Properties

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class Universal(Relation):
    """A claim about every value holds for every value of `values`, in every state.

    With `how` = "one-of" each is one of the values claimed together, with "at-most" none is above the one claimed.
    """

    kind: ClassVar[str] = "universal"
    of: Properties
    values: Properties
    how: Literal["one-of", "at-most"]

    def speaks_of(self) -> Properties:
        return self.of
