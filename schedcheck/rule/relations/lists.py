"""The slots of relations over lists and the ids in them.

Runs nothing; read by the loader of rules.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from attrs import Factory

from schedcheck.fact import State
from schedcheck.record import frozen
from schedcheck.rule.relations.slots import Kinds, Properties, PropertiesByKind, Property, PropertyMap, Relation


@frozen
class SameSet(Relation):
    """Lists name the same members.

    With `members` = "subject", all lists of the pack are compared with what most documents list; `named_by` is
    the property that gives a subject's name, `mentioned_by` the one that a document gives by naming it at all.
    With "value", the whole lists of one subject are compared with the fullest, or, with `against`, with the list
    held in the schedules of the kinds `held_in`.
    """

    kind: ClassVar[str] = "same-set"
    of: Properties
    members: Literal["subject", "value"]
    state: State = "current"
    named_by: Property = ""
    mentioned_by: Property = ""
    against: Literal["", "in-force"] = ""
    held_in: Kinds = ()

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class SameRows(Relation):
    """Whole schedules list the same subjects on every day, and a document that repeats one lacks none of them.

    `of` names, for each kind of schedule or document, the figures that it holds of a subject: those that hold the
    same figure are compared. `also` gives the name by which other schedules hold a figure.
    """

    kind: ClassVar[str] = "same-rows"
    of: PropertiesByKind
    also: PropertyMap = Factory(dict)

    def speaks_of(self) -> Properties:
        return tuple(dict.fromkeys(name for names in self.of.values() for name in names))


@frozen
class Present(Relation):
    """A subject that has a value of `of` has one of `needs` in the same document."""

    kind: ClassVar[str] = "present"
    of: Properties
    needs: Property

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class Resolves(Relation):
    """An id that a document mentions is known: schedules of the kinds `held_in` give it as a subject of `known_by`,
    or as a value of `or_as`.
    """

    kind: ClassVar[str] = "resolves"
    of: Properties
    held_in: Kinds
    known_by: Properties
    or_as: Properties = ()

    def speaks_of(self) -> Properties:
        return self.of

    def heeds_opinions(self) -> bool:
        return True


@frozen
class MapsTo(Relation):
    """Each value of `of` of a changed subject leads by `by` to a value of `into`.

    A subject is changed when a document proposes a value of `changed` for it. `missing` is the property of a
    value that a list prints and leaves out.
    """

    kind: ClassVar[str] = "maps-to"
    of: Properties
    changed: Properties
    by: Property
    into: Property
    missing: Property = ""

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class Once(Relation):
    """No list names a subject twice."""

    kind: ClassVar[str] = "once"
    of: Properties

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class Belongs(Relation):
    """A subject is its value of `of`, or is below it: "6.20.1" belongs to "6.20" and not to "6.2"."""

    kind: ClassVar[str] = "belongs"
    of: Properties

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class Owned(Relation):
    """A draft holds only figures of its owner.

    `draft` says which section drafts which subject, `owner` whose that subject is, and `belong` whose each
    property is.
    """

    kind: ClassVar[str] = "owned"
    draft: Property
    owner: Property
    belong: PropertyMap = Factory(dict)

    def speaks_of(self) -> Properties:
        return (self.draft,)


@frozen
class Waivers(Relation):
    """No waiver has one of these states: "unused", "ended", "ends-soon", "void", "not-begun"."""

    kind: ClassVar[str] = "waivers"
    states: tuple[str, ...]

    def speaks_of(self) -> Properties:
        return ("waiver",)
