"""Reading: what recognition says of one document. Made by `recognise`, kept in the cache, checked and shown.

Records alone, so that a run which finds its Readings in the cache need not load what makes them.
"""

from __future__ import annotations

from typing import Literal

from schedcheck.document import Paper
from schedcheck.fact import Fact
from schedcheck.place import Place
from schedcheck.record import frozen

How = Literal["key", "read", "bound", "words", "unknown", "doubtful", "key?", "by-row"]


@frozen
class Refused:
    """A file that was not read: why, where in it, and the way out."""

    file: str
    reason: str
    way_out: str = ""


@frozen
class Unread:
    """A quantity or cell that became no fact, and why."""

    document: str
    section: str
    place: Place
    printed: str
    reason: str


@frozen
class Outcome:
    """What became of the binding that stands at `at`: how many facts it gave, or why it is void."""

    at: str
    facts: int = 0
    void: str = ""


@frozen
class SeenColumn:
    """A printed column: its heading, what it holds and how that is known.

    `how` is "key" for the subjects, "read" or "bound" for a property, "by-row" where the labels of rows say what its
    amounts are, "words" for what states nothing, "unknown", "doubtful" where another column is headed alike, or "key?"
    where ids stand that no form takes for subjects.
    `figures` counts the amounts of an unknown one, `may_be` are the properties that hold such amounts.
    """

    heading: str
    property: str = ""
    state: str = ""
    how: How = "unknown"
    figures: int = 0
    may_be: tuple[str, ...] = ()


@frozen
class SeenTable:
    """A table as it was read; without a form nobody knows its headings."""

    section: str
    table: int
    rows: int
    form: str
    columns: tuple[SeenColumn, ...]


@frozen
class Reading:
    """One document as recognised: its facts in reading order, what became none, what became of its bindings.

    `tables` tell how each table was read.
    """

    paper: Paper
    facts: tuple[Fact, ...]
    unread: tuple[Unread, ...]
    outcomes: tuple[Outcome, ...] = ()
    tables: tuple[SeenTable, ...] = ()
