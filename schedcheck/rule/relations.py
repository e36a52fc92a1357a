"""The slots of each relation: what a rule fills in. The relations themselves are code, in `check`.

Runs nothing; read by the loader of rules. `BY_KIND` is the closed set.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from attrs import Factory, frozen

from schedcheck.fact import State

Properties = tuple[str, ...]


@frozen
class Relation:
    """The slots of one relation. A property is named as the vocabulary names it."""

    by_kind: ClassVar[Mapping[str, type[Relation]]]
    kind: ClassVar[str]

    def speaks_of(self) -> Properties:
        """The properties that the relation judges; facts of these make a rule applicable."""
        raise NotImplementedError

    def heeds_opinions(self) -> bool:
        """Does it look at opinions too, and tell what it finds there as notes?"""
        return False


@frozen
class Same(Relation):
    """A property of a subject in a state has one value in every document.

    `together` takes all properties of `of` as one; otherwise each is compared by itself. `states` limits it to
    some states. `against` is the state held in schedules that every document's value must equal; `held_in`
    limits these to kinds of schedules. `loosely` compares texts by their letters and figures alone.

    `drafted_against` is the property that names the version which a document changes: against a schedule that is
    known at another version nothing is decided. Where documents differ, those of the kinds `authorities` are right,
    and before them the one whose parts come to its total (`adding_up` is the part and the total). With
    `one_kind_apart` documents of one kind are not compared with each other: each speaks for its own maker.
    """

    kind: ClassVar[str] = "same"
    of: Properties
    together: bool = False
    states: tuple[State, ...] = ()
    against: Literal["", "in-force"] = ""
    held_in: tuple[str, ...] = ()
    loosely: bool = False
    drafted_against: str = ""
    authorities: tuple[str, ...] = ()
    adding_up: tuple[str, ...] = ()
    one_kind_apart: bool = False

    def speaks_of(self) -> Properties:
        return self.of

    def heeds_opinions(self) -> bool:
        return self.loosely and bool(self.against)


@frozen
class Total(Relation):
    """The parts add up to the whole.

    With `each` = "subject" the parts are properties of one subject in one state of one document, and the whole is
    another. With "document" the parts are all values of one property in one list of a document, and the whole is
    a value of that document. `agreed` is a further part, agreed for each amount of the whole: its subject is the
    amount, or the subject itself.
    """

    kind: ClassVar[str] = "total"
    of: Properties
    is_: str
    agreed: str = ""
    each: Literal["subject", "document"] = "subject"

    def speaks_of(self) -> Properties:
        return (*self.of, self.is_)


@frozen
class AtMost(Relation):
    """The parts together are no more than the whole. It is silent where `unless` is agreed for the whole."""

    kind: ClassVar[str] = "at-most"
    of: Properties
    is_: str
    unless: str = ""

    def speaks_of(self) -> Properties:
        return (*self.of, self.is_)


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
    named_by: str = ""
    mentioned_by: str = ""
    against: Literal["", "in-force"] = ""
    held_in: tuple[str, ...] = ()

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class OneOf(Relation):
    """Each value is one of the values that schedules hold as `among`."""

    kind: ClassVar[str] = "one-of"
    of: Properties
    among: str

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class Present(Relation):
    """A subject that has a value of `of` has one of `needs` in the same document."""

    kind: ClassVar[str] = "present"
    of: Properties
    needs: str

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class Resolves(Relation):
    """An id that a document mentions is known: schedules of the kinds `held_in` give it as a subject of `known_by`,
    or as a value of `or_as`.
    """

    kind: ClassVar[str] = "resolves"
    of: Properties
    held_in: tuple[str, ...]
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
    by: str
    into: str
    missing: str = ""

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
class Distinct(Relation):
    """A value stands for one subject."""

    kind: ClassVar[str] = "distinct"
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
    draft: str
    owner: str
    belong: Mapping[str, str] = Factory(dict)

    def speaks_of(self) -> Properties:
        return (self.draft,)


@frozen
class Clean(Relation):
    """A text has no doubled, leading or trailing blank and no stray sign."""

    kind: ClassVar[str] = "clean"
    of: Properties

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class Excludes(Relation):
    """A subject for which `when` is said has no value of `of` above nought."""

    kind: ClassVar[str] = "excludes"
    of: Properties
    when: str

    def speaks_of(self) -> Properties:
        return (self.when,)


Relation.by_kind = {
    relation.kind: relation
    for relation in (
        Same,
        Total,
        AtMost,
        SameSet,
        OneOf,
        Present,
        Resolves,
        MapsTo,
        Once,
        Belongs,
        Distinct,
        Owned,
        Clean,
        Excludes,
    )
}
