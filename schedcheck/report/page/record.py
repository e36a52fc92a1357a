"""Everything that is said of one subject, as records. Made by `page_of`, shown by writers as it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import Factory

from schedcheck.amend import Amendment, Change
from schedcheck.document import Paper
from schedcheck.fact import Fact
from schedcheck.finding import Finding
from schedcheck.reading import Refused
from schedcheck.record import frozen
from schedcheck.report.matrix import Matrix


@frozen
class Statement:
    """What one document says of one property in one way, at one place or at several.

    `said` has, for each place, the facts that stand there: one value, the values of a list, or the value before and
    the value after.
    """

    paper: Paper
    said: tuple[tuple[Fact, ...], ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the first place."""
        return self.said[0]

    @property
    def places(self) -> tuple[Fact, ...]:
        """The first fact of each place."""
        return tuple(facts[0] for facts in self.said)


@frozen
class Group:
    """All statements of one property. `of` is whose property it is, where the subject is the value: "" for its own."""

    property: str
    title: str
    statements: tuple[Statement, ...]
    of: str = ""


@frozen
class Entry:
    """What a schedule holds from a day on, until the next entry. `facts` has one for each value of a list.

    `waits` is the status of the amendment that brings it about, where the schedule does not have it yet.
    """

    since: date
    facts: tuple[Fact, ...]
    ended: bool = False
    waits: str = ""


@frozen
class History:
    """What one schedule held of one property, from the first day to the last; `now` is the number of what holds."""

    paper: Paper
    title: str
    entries: tuple[Entry, ...]
    now: int = -1


@frozen
class Pending:
    """What an amendment changes of the subject. `is_done` says that the schedule has it in its history already."""

    amendment: Amendment
    changes: tuple[Change, ...]
    is_done: bool = False


@frozen
class Mention:
    """A document that names the subject and says nothing more of it there."""

    paper: Paper
    facts: tuple[Fact, ...]


@frozen
class Page:
    """The page of one subject. `kind` is the kind of subject, `name` what it is called; "" where that is not known."""

    subject: str
    kind: str = ""
    name: str = ""
    matrix: Matrix = Factory(Matrix)
    groups: tuple[Group, ...] = ()
    history: tuple[History, ...] = ()
    pending: tuple[Pending, ...] = ()
    mentions: tuple[Mention, ...] = ()
    findings: tuple[Finding, ...] = ()
    waived: frozenset[str] = frozenset()
    papers: tuple[Paper, ...] = ()
    refused: tuple[Refused, ...] = ()
    titles: Mapping[str, str] = Factory(dict)
    day: date | None = None

    @property
    def statements(self) -> int:
        return sum(len(each.said) for group in self.groups for each in group.statements)

    @property
    def exit_code(self) -> int:
        """0, or 3 where a document was not read in full, so that it may say more."""
        return 3 if self.refused or any(paper.gaps for paper in self.papers) else 0
