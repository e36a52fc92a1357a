"""What schedules held of a subject, and what amendments will change of it. Part of a subject's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from schedcheck.amend import amendments
from schedcheck.amend.applying import name_of
from schedcheck.amend.history import ROW_CHANGE
from schedcheck.fact import Fact, Facts
from schedcheck.report.page.record import Entry, History, Pending


def histories(subject: str, facts: Facts, day: date) -> Iterator[History]:
    """The history of each cell that ever changed."""
    cells: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts.history:
        if fact.subject == subject and facts.paper(fact.document).schedule:
            cells.setdefault((fact.document, fact.property), []).append(fact)
    for (document, name), own in cells.items():
        entries = tuple(_entries(own, ended=name == ROW_CHANGE))
        if any(entry.since > date.min for entry in entries):
            now = max((n for n, entry in enumerate(entries) if entry.since <= day), default=-1)
            yield History(facts.paper(document), facts.title(name), entries, now)


def _entries(facts: Iterable[Fact], *, ended: bool) -> Iterator[Entry]:
    by_day: dict[date, list[Fact]] = {}
    for fact in facts:
        by_day.setdefault(fact.origin.since, []).append(fact)
    for since in sorted(by_day):
        yield Entry(since, tuple(by_day[since]), ended)


def amending(subject: str, facts: Facts) -> Iterator[Pending]:
    """The amendments that change the subject, in order of their dates."""
    done = {name_of(f.origin.authority) for f in facts.history if f.subject == subject and f.origin.authority}
    made = amendments(facts.history, facts.papers.values())
    for amendment in sorted(made, key=lambda each: (each.effective, each.id)):
        changes = tuple(change for change in amendment.changes if change.subject == subject)
        if changes:
            yield Pending(amendment, changes, name_of(amendment.id) in done)
