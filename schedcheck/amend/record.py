"""An agreed or asked-for change to a schedule, as records. Made from facts by `gathering`, and by nobody else."""

from __future__ import annotations

from datetime import date
from typing import Literal

from schedcheck.fact import Fact
from schedcheck.place import NOWHERE, Place
from schedcheck.record import frozen

Op = Literal["replace", "insert", "delete"]
Status = Literal["proposed", "agreed", "withdrawn", ""]

NO_DAY = date.min
"""The effective date of an amendment that gives none: it changes nothing on any day."""


@frozen
class Change:
    """One cell, or one row, that an amendment changes.

    `old` are the facts of the value that it says it finds and `new` of the one that it puts there: one fact, or one
    for each name of a list; empty where it does not say. An insert of a row is one Change for each of its cells; a
    delete of a whole row has no property and no new value. `place` is where the amendment says so, and `row` the fact
    by which it says that the whole row comes or goes, if it does.
    """

    op: Op
    subject: str
    property: str = ""
    old: tuple[Fact, ...] = ()
    new: tuple[Fact, ...] = ()
    kind: str = ""
    place: Place = NOWHERE
    row: tuple[Fact, ...] = ()


@frozen
class Amendment:
    """One paper that changes one schedule.

    `id` is its name as printed, with single blanks; `schedule` the kind of the Paper that it changes, or the printed
    words where no such kind is known; `paper` the id of its own Paper and `file` that one's file. `effective` is
    NO_DAY and `status` "" where it does not say. `supersedes` are the ids of amendments that it takes the place of.
    """

    id: str
    paper: str
    file: str = ""
    schedule: str = ""
    contract: str = ""
    region: str = ""
    approved_by: str = ""
    effective: date = NO_DAY
    status: Status = ""
    supersedes: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    place: Place = NOWHERE


Reason = Literal[
    "no schedule", "other contract", "no row", "row exists", "no value", "other value", "no old value", "no new value"
]
"""Why a change changes nothing. The schedule, its row or its cell is not there; the schedule is another contract's; the
row that it inserts is there; the cell holds another value than the old one; it gives no old or no new value."""


@frozen
class Unapplied:
    """A change that changed nothing, and why. `held` are the facts of what the schedule holds instead, if any."""

    amendment: Amendment
    change: Change
    reason: Reason
    held: tuple[Fact, ...] = ()
