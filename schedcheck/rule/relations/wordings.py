"""The slots of relations over what documents say in words: impacts, answers, promises, restatements, acronyms.

Runs nothing; read by the loader of rules.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from schedcheck.record import frozen
from schedcheck.rule.relations.slots import Kinds, Properties, Property, PropertyMap, Relation


@frozen
class Settled(Relation):
    """Every document says the same of a subject; what is only asked or quoted, and stated nowhere, is open."""

    kind: ClassVar[str] = "settled"
    of: Properties

    def speaks_of(self) -> Properties:
        return self.of

    def heeds_opinions(self) -> bool:
        return True


@frozen
class Unaffected(Relation):
    """Whose impact is said to be `is_` has no figure that changes.

    `of` is the property that says so; `belong` says whose each figure is.
    """

    kind: ClassVar[str] = "unaffected"
    of: Properties
    is_: str
    belong: PropertyMap

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class Drafted(Relation):
    """A contract that is said to be impacted is one of those whose schedules are drafted, and no other one is.

    `is_` and `is_not` are the values of `of` that say so; `draft` says which schedules are drafted, `owner` whose they
    are. Of whose schedules one of `described` says in words what changes, no draft is missed.
    """

    kind: ClassVar[str] = "drafted"
    of: Properties
    is_: str
    is_not: str
    draft: Property
    owner: Property
    described: Properties = ()

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class DraftedIn(Relation):
    """The figures of `of` in a section that drafts a schedule are figures that this schedule holds.

    `draft` says which section drafts which schedule; the subjects of `owner` are the schedules that are known by name.
    """

    kind: ClassVar[str] = "drafted-in"
    of: Properties
    draft: Property
    owner: Property

    def speaks_of(self) -> Properties:
        return (self.draft,)


@frozen
class ShownBefore(Relation):
    """A document that gives values as they are, in a table of their own, gives those of all whose values it changes."""

    kind: ClassVar[str] = "shown-before"
    of: Properties

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class Answered(Relation):
    """Each subject of `of` has a fact of one of `by`: in a document of the kinds `in_`, or in any document.

    It is told once for each document that has one of `of`, or that should answer. Where no document of the kinds `in_`
    is there, nothing is decided. With `trace` the report has a table of where each is stated, answered and mentioned.
    """

    kind: ClassVar[str] = "answered"
    of: Properties
    by: Properties
    in_: Kinds = ()
    trace: bool = False

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class NotItself(Relation):
    """Nobody asks of itself, and no document leaves to itself, what `of` says: its value is not its subject."""

    kind: ClassVar[str] = "not-itself"
    of: Properties

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class Restated(Relation):
    """What one document states in full, others that state it say without losing words.

    `of` holds the statement, `detail` the sentences below it. The document of the highest authority has the words.
    """

    kind: ClassVar[str] = "restated"
    of: Properties
    detail: Property

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class Expanded(Relation):
    """An acronym is written out in one way, within each document or in all of them.

    With `differ` = "spelling" ways of writing one thing are compared, with "meaning" the things themselves.
    """

    kind: ClassVar[str] = "expanded"
    of: Properties
    within: Literal["document", "pack"]
    differ: Literal["spelling", "meaning"]

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class Glossed(Relation):
    """A document whose table lists `of` lists every one that it uses (`used`), and what it lists is used in the pack.

    What its words explain on the spot needs no entry, nor do words of `names`: of their subjects and of their values.
    """

    kind: ClassVar[str] = "glossed"
    of: Properties
    used: Property
    names: Properties = ()

    def speaks_of(self) -> Properties:
        return (self.used,)
