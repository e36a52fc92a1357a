"""The slots of relations over what documents say of themselves and of each other: order, counts, references.

Runs nothing; read by the loader of rules.
"""

from __future__ import annotations

from typing import ClassVar

from schedcheck.record import frozen
from schedcheck.rule.relations.slots import Kinds, Properties, Property, Relation


@frozen
class InOrder(Relation):
    """Dates do not go back.

    With two properties in `of` the first is no later than the second, for each subject of a document. With one, those
    of one list go one way, or with `subjects`, those of its subjects are in that order. `along` is a property of the
    same rows by whose figures the rows are in order, where each row has one.
    """

    kind: ClassVar[str] = "in-order"
    of: Properties
    subjects: tuple[str, ...] = ()
    along: Property = ""

    def speaks_of(self) -> Properties:
        return self.of


@frozen
class InTime(Relation):
    """From each date of `of`, the time of `plus` ends no later than the date of `by` that is said with it.

    Months are those of the calendar. The date of `by` is the one stated last before it in the same document.
    """

    kind: ClassVar[str] = "in-time"
    of: Property
    plus: Property
    by: Property

    def speaks_of(self) -> Properties:
        return (self.of,)


@frozen
class EndsBy(Relation):
    """Each date of `of` is no later than the last date of `by` that a document gives.

    A subject with one of the words `except` comes after that by its nature.
    """

    kind: ClassVar[str] = "ends-by"
    of: Property
    by: Property
    except_: tuple[str, ...] = ()

    def speaks_of(self) -> Properties:
        return (self.of,)


@frozen
class Beside(Relation):
    """Each date of `of` agrees with the date of `with` that stands nearest in the same document.

    Where schedules give by `on` the day of what `of` names, as their subject, the date is that day.
    """

    kind: ClassVar[str] = "beside"
    of: Property
    with_: Property
    on: Property = ""

    def speaks_of(self) -> Properties:
        return (self.of,)


@frozen
class CurrentAt(Relation):
    """The version named by `of` is the last one that starts, as schedules say by `starts`, up to the date of `at`."""

    kind: ClassVar[str] = "current-at"
    of: Property
    at: Property
    starts: Property

    def speaks_of(self) -> Properties:
        return (self.of,)


@frozen
class DraftedAgainst(Relation):
    """The version named by `of` is that at which schedules of the kinds `held_in` are held as a whole.

    `holds` are the properties by which these are known. A version whose start schedules give by `starts` is no mistake.
    """

    kind: ClassVar[str] = "drafted-against"
    of: Property
    held_in: Kinds
    holds: Properties
    starts: Property = ""

    def speaks_of(self) -> Properties:
        return (self.of,)


@frozen
class Newest(Relation):
    """What a document says of itself is one, and the newest in its own history: the highest value of a table."""

    kind: ClassVar[str] = "newest"
    of: Property

    def speaks_of(self) -> Properties:
        return (self.of,)


@frozen
class Counts(Relation):
    """The number of `of` is that of `is`, stated together."""

    kind: ClassVar[str] = "counts"
    of: Property
    is_: Property

    def speaks_of(self) -> Properties:
        return (self.of,)


@frozen
class Filled(Relation):
    """Each entry of `of` is filled in, and nothing of `instead` stands where something is to be put in."""

    kind: ClassVar[str] = "filled"
    of: Properties = ()
    instead: Properties = ()

    def speaks_of(self) -> Properties:
        return (*self.of, *self.instead)


@frozen
class Refers(Relation):
    """What is referred to by `of` is there, as a subject of `to`; with `within`, nothing refers to what it stands in.

    The value of `of` is the document that is meant, or "pack" for all of them; that of `within` is the part round it.
    `beside` are the words round a reference that leads nowhere, `holds` what is found in each part that may be meant.
    """

    kind: ClassVar[str] = "refers"
    of: Property
    to: Property = ""
    within: Property = ""
    beside: Property = ""
    holds: Property = ""

    def speaks_of(self) -> Properties:
        return (self.within or self.of,)

    def heeds_opinions(self) -> bool:
        return True


@frozen
class Cites(Relation):
    """A number that points into a table of references has a row there, and the row is what is named beside it."""

    kind: ClassVar[str] = "cites"
    of: Property
    among: Property

    def speaks_of(self) -> Properties:
        return (self.of,)


@frozen
class Quotes(Relation):
    """The words of `of` are those of `source`, letter case and signs apart.

    `claimed` takes those that a claim covers instead of those in quotation marks.
    """

    kind: ClassVar[str] = "quotes"
    of: Property
    source: Property
    claimed: bool = False

    def speaks_of(self) -> Properties:
        return (self.of,)

    def heeds_opinions(self) -> bool:
        return True
