"""What an amendment would do to each schedule, before anything is written. Pure.

Runs over whole histories: the amendment takes its place among what is written already, whatever other amendments wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from schedcheck.amend.applying import applied, name_of, pending, targets
from schedcheck.amend.history import ROW_CHANGE, as_of
from schedcheck.amend.record import Amendment, Unapplied
from schedcheck.document import Paper
from schedcheck.fact import Fact
from schedcheck.record import frozen

Sign = Literal["+", "-", "~"]
"""A value that comes, one that goes, one that changes."""


@frozen
class Step:
    """One cell of a schedule that changes, or a row that ends: its facts before and after."""

    sign: Sign
    subject: str
    property: str
    old: tuple[Fact, ...] = ()
    new: tuple[Fact, ...] = ()


@frozen
class Plan:
    """One amendment and one schedule that it changes: the steps, and why others are none.

    `written` says that all of it stands in the schedule's history already. `facts` are what the schedule holds from
    the effective date on.
    """

    amendment: Amendment
    paper: Paper
    steps: tuple[Step, ...] = ()
    unapplied: tuple[Unapplied, ...] = ()
    written: bool = False
    facts: tuple[Fact, ...] = ()


def plans(amendment: Amendment, facts: Iterable[Fact], papers: Iterable[Paper]) -> tuple[Plan, ...]:
    """A plan for each schedule that it changes; none where no schedule is the one that it names."""
    facts, papers = tuple(facts), tuple(papers)
    return tuple(_plan(amendment, facts, paper) for paper in targets(amendment, papers))


def _plan(amendment: Amendment, facts: Sequence[Fact], paper: Paper) -> Plan:
    own = tuple(fact for fact in facts if fact.scope.document == paper.id)
    if not pending(own, [amendment], [paper]):
        known = {name_of(fact.origin.authority) for fact in own if fact.origin.authority}
        return Plan(amendment, paper, written=name_of(amendment.id) in known)
    before = as_of(own, amendment.effective)
    after, unapplied = applied(own, [amendment], amendment.effective, [paper])
    ends = {c.subject for c in amendment.changes if c.op == "delete"}
    return Plan(amendment, paper, tuple(_steps(before, after, ends)), unapplied, facts=after)


def _steps(before: Sequence[Fact], after: Sequence[Fact], ends: set[str]) -> Iterable[Step]:
    was, now = _cells(before), _cells(after)
    rows = {subject for subject, _ in now}
    for subject in sorted(ends - rows):
        if gone := tuple(fact for (name, _), own in was.items() if name == subject for fact in own):
            yield Step("-", subject, ROW_CHANGE, gone)
    for cell, new in now.items():
        old = was.get(cell, ())
        if [fact.value for fact in old] != [fact.value for fact in new]:
            yield Step("~" if old else "+", *cell, tuple(old), tuple(new))


def _cells(facts: Sequence[Fact]) -> Mapping[tuple[str, str], tuple[Fact, ...]]:
    cells: dict[tuple[str, str], tuple[Fact, ...]] = {}
    for fact in facts:
        cell = (fact.subject, fact.property)
        cells[cell] = (*cells.get(cell, ()), fact)
    return cells


def why(each: Unapplied, titles: Mapping[str, str]) -> str:
    """Why a change changes nothing, as a sentence without its full stop. `titles` are those of properties and kinds."""
    change, name = each.change, titles.get(each.change.property, each.change.property)
    cell = f"the {name} of {change.subject}" if name else f"the row {change.subject}"
    held = " and ".join(fact.printed or str(fact.value) for fact in each.held)
    old = " and ".join(fact.printed or str(fact.value) for fact in change.old)
    schedule = titles.get(each.amendment.schedule, each.amendment.schedule)
    return {
        "no schedule": f"no schedule is called {schedule or '(none is named)'}",
        "other contract": f"{schedule} is no schedule of the {each.amendment.contract} contract here",
        "no row": f"there is no row {change.subject}",
        "row exists": f"there is a row {change.subject} already",
        "no value": f"{cell} has no value to replace",
        "other value": f"{cell} is {held}, not {old}",
        "no old value": f"{cell} is {held}, and the amendment does not say that it replaces that",
        "no new value": f"the amendment gives no new value for {cell}",
    }[each.reason]
