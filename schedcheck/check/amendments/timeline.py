"""What each cell of the schedules holds from which day: their own history, and what amendments will make of it.

Made once for a run: with hundreds of amendments, folding all schedules anew for each of their days takes too long. An
amendment counts here as it was meant: where its old value is wrong, that is told of it alone and not of what follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from schedcheck.amend import Amendment
from schedcheck.amend.applying import name_of
from schedcheck.amend.history import DELETE, ROW_CHANGE
from schedcheck.check.amendments.rewrite import Rewrite
from schedcheck.document import Paper
from schedcheck.fact import Fact, Facts
from schedcheck.record import frozen

_Row = tuple[str, str]
_UNHELD = frozenset({"mentioned-id"})
"""What a schedule names without holding anything of it."""


@frozen
class Entry:
    """The values of a cell from a day on, and by what authority; no values where the row ends.

    `amendment` is set where this is still to come into the schedule; `opens` and `ends` say that it brings the whole
    row, or takes it away.
    """

    since: date
    by: str
    facts: tuple[Fact, ...] = ()
    amendment: Amendment | None = None
    opens: bool = False
    ends: bool = False


class Timeline:
    """The entries of every cell, by day. The cell "" of a row holds the days on which all of it ends."""

    def __init__(self, facts: Facts, pending: Iterable[tuple[Amendment, Sequence[Rewrite], Paper]]) -> None:
        self._rows: dict[_Row, dict[str, list[Entry]]] = {}
        self._authorities: set[tuple[str, str]] = set()
        self._properties: set[tuple[str, str]] = set()
        self._whole: dict[str, bool] = {}
        schedules = {paper.id for paper in facts.papers.values() if paper.schedule}
        self._hold(fact for fact in facts.history if fact.scope.document in schedules)
        for amendment, rewrites, paper in pending:
            if not self.is_by(amendment.id, paper.id):
                self._put_in(amendment, rewrites, paper)
        for cells in self._rows.values():
            for entries in cells.values():
                entries.sort(key=lambda entry: entry.since)

    def _hold(self, facts: Iterable[Fact]) -> None:
        cells: dict[tuple[str, str, str, date], list[Fact]] = {}
        for fact in facts:
            document = fact.scope.document
            cells.setdefault((document, fact.subject, fact.property, fact.origin.since), []).append(fact)
            if fact.origin.authority:
                self._authorities.add((name_of(fact.origin.authority), document))
            self._properties.add((document, fact.property))
            self._whole[document] = self._whole.get(document, True) and fact.scope.whole
        for (document, subject, name, since), group in cells.items():
            by = group[0].origin.authority
            if name == ROW_CHANGE:
                ends = any(fact.value == DELETE for fact in group)
                self._row(document, subject).setdefault("", []).append(Entry(since, by, ends=ends))
            else:
                self._row(document, subject).setdefault(name, []).append(Entry(since, by, tuple(group)))

    def _put_in(self, amendment: Amendment, rewrites: Sequence[Rewrite], paper: Paper) -> None:
        for each in rewrites:
            sorts = (each.op == "insert", each.op == "delete")
            entry = Entry(amendment.effective, amendment.id, each.new, amendment, *sorts)
            self._row(paper.id, each.subject).setdefault(each.property, []).append(entry)

    def _row(self, document: str, subject: str) -> dict[str, list[Entry]]:
        return self._rows.setdefault((document, subject), {})

    def is_by(self, authority: str, document: str) -> bool:
        """Does a schedule's history name this authority?"""
        return (name_of(authority), document) in self._authorities

    def is_whole(self, document: str) -> bool:
        """Does a schedule list every row that there is?"""
        return self._whole.get(document, False)

    def holds(self, document: str, name: str) -> bool:
        """Does any row of a schedule have such a cell?"""
        return (document, name) in self._properties

    def subjects(self, document: str) -> tuple[str, ...]:
        """The rows of a schedule; what it says of itself is none."""
        return self._subjects.get(document, ())

    @cached_property
    def _subjects(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for document, subject in self._rows:
            if subject != document:
                found.setdefault(document, []).append(subject)
        return {document: tuple(subjects) for document, subjects in found.items()}

    def names(self, document: str, subject: str) -> tuple[str, ...]:
        """The cells of a row, by their properties."""
        return tuple(name for name in self._rows.get((document, subject), {}) if name and name not in _UNHELD)

    def course(self, document: str, subject: str, name: str) -> list[Entry]:
        """All that a cell holds, by day; the last entry of a day is what holds from it on."""
        cells = self._rows.get((document, subject), {})
        return sorted(_entries(cells, name), key=lambda entry: entry.since)

    def before(self, document: str, subject: str, name: str, day: date, but: Amendment) -> Entry | None:
        """What a cell holds just before a day, as if one amendment were not; None where there is none."""
        cells = self._rows.get((document, subject), {})
        found = [e for e in _entries(cells, name) if e.since < day and not _is_of(e, but)]
        last = max(found, key=lambda entry: entry.since, default=None)
        return last if last and last.facts else None

    def on(self, document: str, subject: str, name: str, day: date) -> Entry | None:
        """What a cell holds on a day."""
        cells = self._rows.get((document, subject), {})
        found = [e for e in _entries(cells, name) if e.since <= day]
        last = max(found, key=lambda entry: entry.since, default=None)
        return last if last and last.facts else None

    def after(self, document: str, subject: str, name: str, day: date, but: Amendment) -> Entry | None:
        """The first entry of the schedule's own history on or after a day; amendments still to come are left out."""
        entries = self._rows.get((document, subject), {}).get(name, ())
        return next((e for e in entries if e.since >= day and e.amendment is None and not _is_of(e, but)), None)

    def has_row(self, document: str, subject: str, day: date, but: Amendment) -> bool:
        """Does a schedule have a row just before a day, as if one amendment were not?"""
        cells = self._rows.get((document, subject), {})
        past = [e for entries in cells.values() for e in entries if e.since < day and not _is_of(e, but)]
        begun = [e.since for e in past if e.facts and (e.amendment is None or e.opens)]
        ended = [e.since for e in past if not e.facts and e.ends]
        return bool(begun) and (not ended or max(begun) > max(ended))


def _entries(cells: dict[str, list[Entry]], name: str) -> Iterator[Entry]:
    """What a cell itself holds, and the days on which its row ends."""
    yield from cells.get(name, ())
    yield from (entry for entry in cells.get("", ()) if entry.ends)


def _is_of(entry: Entry, amendment: Amendment) -> bool:
    return name_of(entry.by) == name_of(amendment.id)
