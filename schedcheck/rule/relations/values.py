"""The slots of relations over values: agreement, sums, closed lists of values, texts.

Runs nothing; read by the loader of rules.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from schedcheck.fact import State
from schedcheck.record import frozen
from schedcheck.rule.relations.slots import Kinds, Properties, Property, Relation


@frozen
class Same(Relation):
    """A property of a subject in a state has one value in every document.

    `together` takes all properties of `of` as one; otherwise each is compared by itself. `states` limits it to
    some states. `against` is the state held in schedules that every document's value must equal; `held_in`
    limits these to kinds of schedules. `loosely` compares texts by their letters and figures alone.

    `drafted_against` is the property that names the version which a document changes: against a schedule that is
    known at another version nothing is decided. Where documents differ, those of the kinds `authorities` are right,
    and before them the one whose parts come to its total (`adding_up` is the part and the total). With
    `one_kind_apart` documents of one kind are not compared with each other: each speaks for its own maker. With
    `alternatives` a document that gives several values leaves open which of them it will be.
    """

    kind: ClassVar[str] = "same"
    of: Properties
    together: bool = False
    states: tuple[State, ...] = ()
    against: Literal["", "in-force"] = ""
    held_in: Kinds = ()
    loosely: bool = False
    drafted_against: Property = ""
    authorities: Kinds = ()
    adding_up: Properties = ()
    one_kind_apart: bool = False
    alternatives: bool = False

    def speaks_of(self) -> Properties:
        return self.of

    def heeds_opinions(self) -> bool:
        return self.loosely and bool(self.against)


@frozen
class Total(Relation):
    """The parts add up to the whole.

    With `each` = "subject" the parts are properties of one subject in one state of one document, and the whole is
    another. With "document" the parts are all values of one property in one list of a document, and the whole is
    a value of that document, or with `own` of that list alone; its subject is then named. `agreed` is a further
    part, agreed for each amount of the whole: its subject is the amount, or the subject itself.
    """

    kind: ClassVar[str] = "total"
    of: Properties
    is_: Property
    agreed: Property = ""
    each: Literal["subject", "document"] = "subject"
    own: bool = False

    def speaks_of(self) -> Properties:
        return (*self.of, self.is_)


@frozen
class AtMost(Relation):
    """The parts together are no more than the whole. It is silent where `unless` is agreed for the whole."""

    kind: ClassVar[str] = "at-most"
    of: Properties
    is_: Property
    unless: Property = ""

    def speaks_of(self) -> Properties:
        return (*self.of, self.is_)


@frozen
class OneOf(Relation):
    """Each value is one of the values that schedules hold as `among`."""

    kind: ClassVar[str] = "one-of"
    of: Properties
    among: Property

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class Excludes(Relation):
    """A subject for which `when` is said has no value of `of` above nought."""

    kind: ClassVar[str] = "excludes"
    of: Properties
    when: Property

    def speaks_of(self) -> Properties:
        return (self.when,)


@frozen
class Distinct(Relation):
    """A value stands for one subject."""

    kind: ClassVar[str] = "distinct"
    of: Properties

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class Clean(Relation):
    """A text has no doubled, leading or trailing blank and no stray sign."""

    kind: ClassVar[str] = "clean"
    of: Properties

    def speaks_of(self) -> Properties:
        return self.of
