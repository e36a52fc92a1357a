"""The slots of relations over amendments: against schedules, against each other, against what approves them.

Runs nothing; read by the loader of rules.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from attrs import Factory

from schedcheck.record import frozen
from schedcheck.rule.relations.slots import Properties, Property, PropertyMap, Relation


@frozen
class OfAmendments(Relation):
    """A relation over amendments: it applies wherever there is one that counts."""

    def speaks_of(self) -> Properties:
        return ()

    def heeds_amendments(self) -> bool:
        return True


@frozen
class Replaces(OfAmendments):
    """The old value of each cell is the value in force just before the amendment takes effect.

    That is what the schedule's history says, with every other amendment that is neither withdrawn nor superseded.
    """

    kind: ClassVar[str] = "replaces"


@frozen
class SameSort(OfAmendments):
    """A new value is of the sort of the value in force: a time for a time, with a unit."""

    kind: ClassVar[str] = "same-sort"


@frozen
class Follows(OfAmendments):
    """An amendment takes effect after all that the history of its cells holds already."""

    kind: ClassVar[str] = "follows"


@frozen
class FindsItsRow(OfAmendments):
    """A row that is changed or taken out exists, with such a cell, and one that is put in does not."""

    kind: ClassVar[str] = "finds-its-row"


@frozen
class ChangedOnce(OfAmendments):
    """No amendment has two rows for one cell."""

    kind: ClassVar[str] = "changed-once"


@frozen
class Approved(OfAmendments):
    """Amendments change what their authority approves: nothing else, nothing less, and to the same values.

    `of` are the properties whose proposal in a pack approves a change; the highest document that proposes any of them
    says for which subjects. `also` names, for a property of a contract, the one by which a pack may approve it too.
    With `compare` = "rows" the cells are compared, with "values" what they are changed to.
    """

    kind: ClassVar[str] = "approved"
    of: Properties
    compare: Literal["rows", "values"]
    also: PropertyMap = Factory(dict)


@frozen
class Carried(OfAmendments):
    """What one authority changes of a property is changed in the contract to which the property belongs too.

    `belong` says whose each property is. Where a contract has a schedule for each region, it is changed in each.
    """

    kind: ClassVar[str] = "carried"
    belong: PropertyMap


@frozen
class StartsTogether(OfAmendments):
    """All that one authority changes, it changes on one day; `dated_by` is the property by which a pack gives it."""

    kind: ClassVar[str] = "starts-together"
    dated_by: Properties


@frozen
class Ordered(OfAmendments):
    """Two amendments to one cell take effect on two days, or one supersedes the other."""

    kind: ClassVar[str] = "ordered"


@frozen
class Supersedes(OfAmendments):
    """What an amendment supersedes is known, is not withdrawn, and does not supersede it in turn."""

    kind: ClassVar[str] = "supersedes"


@frozen
class Addressed(OfAmendments):
    """The schedule, contract or region that an amendment names is there, and belongs together.

    `owner` is the property that says whose a schedule is where the schedule does not say so itself; there may be none.
    """

    kind: ClassVar[str] = "addressed"
    by: Literal["schedule", "contract", "region"]
    owner: Property = ""


@frozen
class StatedAlike(OfAmendments):
    """Papers that state one amendment, a document and a file made from it, say the same of `of` and of its rows."""

    kind: ClassVar[str] = "stated-alike"
    of: Properties


@frozen
class SaidOnce(OfAmendments):
    """Each amendment says each of `of` about itself, and says one thing; of `nothing` it says nothing at all."""

    kind: ClassVar[str] = "said-once"
    of: Properties
    nothing: Properties = ()


@frozen
class Accounted(OfAmendments):
    """What schedules hold is what they held in the state that a run is compared with, but for what amendments change.

    It judges the schedules of the rule's kinds, or without kinds those that say whose contract they belong to. Where an
    entry names a modification as its authority, `of` are the properties whose proposal in its documents allows it.
    """

    kind: ClassVar[str] = "accounted"
    of: Properties = ()

    def compares(self) -> bool:
        return True
