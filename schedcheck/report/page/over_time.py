"""What schedules held of a subject, and what amendments will change of it. Part of a subject's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from attrs import evolve

from schedcheck.amend import NO_DAY, amendments, applied
from schedcheck.amend.applying import name_of
from schedcheck.amend.history import ROW_CHANGE
from schedcheck.fact import Fact, Facts
from schedcheck.report.page.record import Entry, History, Pending

_COUNTING = frozenset({"", "agreed"})
"""What waits and is not agreed holds on no day."""


def histories(subject: str, facts: Facts, pending: Iterable[Pending], day: date) -> Iterator[History]:
    """The history of each cell that ever changed, or that an amendment is to change."""
    own = [fact for fact in facts.history if fact.subject == subject and facts.paper(fact.document).schedule]
    waiting = {each.amendment.id: each.amendment.status or "of no known status" for each in pending if not each.is_done}
    cells: dict[tuple[str, str], list[Fact]] = {}
    for fact in (*own, *_to_come(own, pending, facts)):
        cells.setdefault((fact.document, fact.property), []).append(fact)
    for (document, name), held in cells.items():
        entries = tuple(_entries(held, waiting, ended=name == ROW_CHANGE))
        if any(entry.since > date.min for entry in entries):
            begun = (n for n, entry in enumerate(entries) if entry.since <= day and entry.waits in _COUNTING)
            yield History(facts.paper(document), facts.title(name), entries, max(begun, default=-1))


def _to_come(own: Sequence[Fact], pending: Iterable[Pending], facts: Facts) -> Iterator[Fact]:
    """What schedules will hold of the subject by amendments that they do not have yet."""
    made = [evolve(each.amendment, changes=each.changes) for each in pending if not each.is_done]
    papers = tuple(facts.papers.values())
    known = {id(fact) for fact in own}
    for day in sorted({amendment.effective for amendment in made} - {NO_DAY}):
        held, _ = applied(own, made, day, papers)
        yield from (fact for fact in held if fact.origin.since == day and id(fact) not in known)


def _entries(facts: Iterable[Fact], waiting: Mapping[str, str], *, ended: bool) -> Iterator[Entry]:
    by_day: dict[date, list[Fact]] = {}
    for fact in facts:
        by_day.setdefault(fact.origin.since, []).append(fact)
    for since in sorted(by_day):
        authority = by_day[since][0].origin.authority
        yield Entry(since, tuple(by_day[since]), ended, waiting.get(authority, "") if authority else "")


def amending(subject: str, facts: Facts) -> Iterator[Pending]:
    """The amendments that change the subject, in order of their dates."""
    done = {name_of(f.origin.authority) for f in facts.history if f.subject == subject and f.origin.authority}
    made = amendments(facts.history, facts.papers.values())
    for amendment in sorted(made, key=lambda each: (each.effective, each.id)):
        changes = tuple(change for change in amendment.changes if change.subject == subject)
        if changes:
            yield Pending(amendment, changes, name_of(amendment.id) in done)
