"""The slots of relations over the answers to a consultation and what other documents say of them.

Runs nothing; read by the loader of rules.
"""

from __future__ import annotations

from typing import ClassVar

from schedcheck.record import frozen
from schedcheck.rule.relations.slots import Kinds, Properties, Property, Relation


@frozen
class OfOpinions(Relation):
    """A relation that looks at opinions: what respondents answer is no statement, but that they did is so."""

    of: Properties

    def speaks_of(self) -> Properties:
        return self.of

    def heeds_opinions(self) -> bool:
        return True


@frozen
class RollCall(OfOpinions):
    """Every list of a document has the same subjects, each with the same value of `of`."""

    kind: ClassVar[str] = "roll-call"


@frozen
class Tallied(Relation):
    """A tally ("3 of 5") counts as many as there are subjects of `respondents`, of whom so many gave one answer.

    A number alone counts the respondents. With a `topic`, the tallies are those about `is_` and `opposite`: of so many
    the answers to one question on it are among `holds`, or among `fails`. "3 of all" does not say how many there are.
    """

    kind: ClassVar[str] = "tallied"
    of: Properties
    respondents: Property
    topic: str = ""
    is_: str = ""
    opposite: str = ""
    holds: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class BornOut(Relation):
    """A claim `is_` about answers holds for every answer to the questions on `topic`.

    It holds for an answer that is one of `holds`, or one with the remark `or_remark` and without `but_remark`. A blank
    answer says nothing.
    """

    kind: ClassVar[str] = "born-out"
    of: Properties
    is_: str
    topic: str
    holds: tuple[str, ...]
    or_remark: str = ""
    but_remark: str = ""

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class Reported(OfOpinions):
    """Where an answer `against` is given to a question on `topic`, a document of the kinds `in_` tells of dissent."""

    kind: ClassVar[str] = "reported"
    topic: str
    against: tuple[str, ...]
    told: Properties
    in_: Kinds
