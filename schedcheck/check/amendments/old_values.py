"""Relations over single cells of amendments: `replaces` and `same-sort`.

Runs over the docket. Each cell is judged beside what its schedule holds just before the amendment takes effect, given
the schedule's history and every other amendment that counts. What another relation tells of a cell is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from schedcheck.amend import NO_DAY
from schedcheck.check.agreeing import may_agree
from schedcheck.check.amendments.docket import Docket
from schedcheck.check.amendments.rewrite import Rewrite, values_of
from schedcheck.check.amendments.saying import cell, day, values
from schedcheck.check.amendments.timeline import Entry
from schedcheck.check.evidence import Evidence, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, gaps, normal, title
from schedcheck.document import Paper
from schedcheck.fact import Fact, Value
from schedcheck.finding import Edit
from schedcheck.quantity import Period, Quantity
from schedcheck.record import frozen
from schedcheck.rule import Rule
from schedcheck.rule.relations import Replaces, SameSort


@frozen
class _Case:
    """One cell beside the schedule that holds it, and what it holds just before; `entry` is None where nothing."""

    rewrite: Rewrite
    paper: Paper
    entry: Entry | None


def _cases(tally: Tally, docket: Docket) -> Iterator[_Case]:
    """Every cell whose row its schedule has; amendments without a day or a schedule are told of elsewhere."""
    for amendment in docket.live:
        effective = amendment.effective
        if effective == NO_DAY or not docket.schedules(amendment):
            tally.passed_over += 1
            continue
        for rewrite in docket.rewrites(amendment):
            for paper in docket.schedules(amendment):
                place = (paper.id, rewrite.subject)
                if not rewrite.property or not docket.timeline.has_row(*place, effective, amendment):
                    tally.passed_over += 1
                    continue
                entry = docket.timeline.before(*place, rewrite.property, effective, amendment)
                yield _Case(rewrite, paper, entry)


def replaces(rule: Rule, slots: Replaces, evidence: Evidence) -> Tally:
    """One finding for each cell whose old value is not the one in force just before, or that gives one value alone."""
    tally = Tally(rule)
    docket = evidence.docket
    told: set[tuple[str, ...]] = set()
    for case in _cases(tally, docket):
        missing = _missing(case)
        if missing and case.entry and (doubtful := evidence.paper(case.rewrite.amendment.paper)).gaps:
            reason = f"{case.rewrite.amendment.id} gives no {missing} value for the {cell(case.rewrite, evidence)}"
            tally.unsure(case.rewrite.subject, f"{reason}{gaps([doubtful])}", [doubtful.id])
        elif missing and case.entry:
            key = (*case.rewrite.cell, *_expected(case.entry))
            if key not in told:
                _is_half_said(tally, case, case.entry, missing, evidence)
            told.add(key)
        elif (
            not case.rewrite.old
            or _is_too_early(case, docket)
            or (case.entry is None and _has_no_such_cell(case, docket))
        ):
            tally.passed_over += 1
        elif case.entry is None:
            _replaces_nothing(tally, case, evidence)
        elif _is(case.rewrite.old, case.entry.facts):
            tally.kept += 1
        else:
            key = (case.rewrite.amendment.id, case.rewrite.subject, case.rewrite.property, *_expected(case.entry))
            if key not in told:
                _is_not_in_force(tally, case, case.entry, evidence)
            told.add(key)
    return tally


def _missing(case: _Case) -> str:
    """Which value a change of a filled cell leaves unsaid, so that it is not applied: "old", "new" or ""."""
    rewrite, entry = case.rewrite, case.entry
    if rewrite.op != "replace" or entry is None:
        return ""
    if not rewrite.new:
        return "new"
    return "old" if not rewrite.old and not _is(rewrite.new, entry.facts) else ""


def _is_half_said(tally: Tally, case: _Case, entry: Entry, missing: str, evidence: Evidence) -> None:
    rewrite, facts = case.rewrite, case.rewrite.facts
    tally.broken(
        rewrite.subject,
        rewrite.property,
        f"{rewrite.amendment.id} gives no {missing} value for the {cell(rewrite, evidence)}, which is "
        f"{values(entry.facts)} in {_where(case, entry)}.",
        [cite(facts[0], "found", f"no {missing} value"), cite(entry.facts[0], "authority", "what is in force then")],
        (rewrite.amendment.id, f"no {missing} value", *_expected(entry)),
        state="current" if missing == "old" else "proposed",
        certainty=least_sure((*facts, *entry.facts)),
    )


def _is(one: tuple[Fact, ...], other: tuple[Fact, ...]) -> bool:
    if len(one) == len(other) == 1:
        return may_agree(one[0].value, other[0].value)
    return values_of(one) == values_of(other)


def _expected(entry: Entry) -> tuple[str, ...]:
    return tuple(sorted(values_of(entry.facts)))


def _is_too_early(case: _Case, docket: Docket) -> bool:
    amendment = case.rewrite.amendment
    name, effective = case.rewrite.property, amendment.effective
    return bool(docket.timeline.after(case.paper.id, case.rewrite.subject, name, effective, amendment))


def _has_no_such_cell(case: _Case, docket: Docket) -> bool:
    """Is it known that no row of the schedule has such a cell?"""
    timeline, document = docket.timeline, case.paper.id
    return timeline.is_whole(document) and not timeline.holds(document, case.rewrite.property)


def _replaces_nothing(tally: Tally, case: _Case, evidence: Evidence) -> None:
    """A cell that a schedule does not have: wrong where all of it is known."""
    rewrite, paper = case.rewrite, case.paper
    name = evidence.facts.title(rewrite.property)
    if not evidence.docket.timeline.is_whole(paper.id) or paper.gaps:
        reason = f"the {name} of {rewrite.subject} in force is not known in {title(paper)}{gaps([paper])}"
        tally.unsure(rewrite.subject, reason, [rewrite.amendment.paper, paper.id])
        return
    old = rewrite.old
    tally.broken(
        rewrite.subject,
        rewrite.property,
        f"{rewrite.amendment.id} gives {values(old)} as the old {cell(rewrite, evidence)}, but {title(paper)} gives "
        f"none.",
        [cite(old[0], "found", "nothing of it is in force")],
        (rewrite.amendment.id, *sorted(values_of(old))),
        state="current",
        certainty=least_sure(old),
    )


def _is_not_in_force(tally: Tally, case: _Case, entry: Entry, evidence: Evidence) -> None:
    rewrite, old = case.rewrite, case.rewrite.old
    message = (
        f"{rewrite.amendment.id} gives {values(old)} as the old {cell(rewrite, evidence)}, but it is "
        f"{values(entry.facts)} in {_where(case, entry)}{_from_elsewhere(case, evidence)}."
    )
    tally.broken(
        rewrite.subject,
        rewrite.property,
        message,
        [
            cite(old[0], "found", "not what is in force then"),
            cite(entry.facts[0], "authority", "what is in force then"),
        ],
        (rewrite.amendment.id, *sorted(values_of(old)), *_expected(entry)),
        state="current",
        certainty=least_sure((*old, *entry.facts)),
        edits=list(_edits(old, entry.facts)),
    )


def _where(case: _Case, entry: Entry) -> str:
    """The schedule that holds the value; from when and by what, where it is not what always held."""
    if not entry.by:
        return title(case.paper)
    return f"{title(case.paper)} from {day(entry.since)}, by {entry.by}"


def _from_elsewhere(case: _Case, evidence: Evidence) -> str:
    """An amendment that counts no more, and whose value the old one is."""
    docket, rewrite = evidence.docket, case.rewrite
    counting = {each.id for each in docket.live}
    for other in docket.every:
        if other.id in counting or other.schedule != rewrite.amendment.schedule:
            continue
        for each in docket.rewrites(other):
            if (each.subject, each.property) == (rewrite.subject, rewrite.property) and _is(rewrite.old, each.new):
                what = "is superseded" if other.id in docket.superseded else "is withdrawn"
                return f"; {values(each.new)} comes from {other.id}, which {what}"
    return ""


def _edits(old: tuple[Fact, ...], held: tuple[Fact, ...]) -> Iterator[Edit]:
    if len(old) == len(held) == 1:
        wrong, scope = old[0], old[0].scope
        subject, name = wrong.subject, wrong.property
        yield Edit("replace", scope.document, scope.section, subject, name, values(old), values(held), wrong.place)


def same_sort(rule: Rule, slots: SameSort, evidence: Evidence) -> Tally:
    """One finding for each new value that is of another sort than the one in force: in no unit, or in another."""
    tally = Tally(rule)
    told: set[tuple[str, str, str]] = set()
    for case in _cases(tally, evidence.docket):
        new, held = case.rewrite.new, case.entry.facts if case.entry else case.rewrite.old
        if not new or case.rewrite.cell in told:
            tally.passed_over += 1
        elif not held:
            told.add(case.rewrite.cell)
            reason = f"what sort of value the {cell(case.rewrite, evidence)} is can not be told: none is in force"
            tally.unsure(case.rewrite.subject, reason, [case.rewrite.amendment.paper, case.paper.id])
        elif sort_of(new[0].value) == sort_of(held[0].value):
            tally.kept += 1
        else:
            told.add(case.rewrite.cell)
            _is_of_another_sort(tally, case, new[0], held[0], evidence)
    return tally


def sort_of(value: Value) -> str:
    """What a value is a value of: "duration s", "money GBP", "date", "text"."""
    if isinstance(value, Quantity):
        return f"{value.kind} {value.unit}"
    return "date" if isinstance(value, Period) else "text"


def _is_of_another_sort(tally: Tally, case: _Case, new: Fact, held: Fact, evidence: Evidence) -> None:
    rewrite = case.rewrite
    what, now = cell(rewrite, evidence), f"{values((held,))} in {title(case.paper)}"
    if _is_bare(new.value):
        told = f"{values((new,))} without a unit as the new {what}, which is {now}"
    elif isinstance(new.value, str):
        told = f"{values((new,))} as the new {what}, which is a value of another sort: {now}"
    else:
        told = f"{values((new,))} as the new {what}, in another unit than {now}"
    tally.broken(
        rewrite.subject,
        rewrite.property,
        f"{rewrite.amendment.id} gives {told}.",
        [cite(new, "found", "another sort of value"), cite(held, "authority", "what is in force then")],
        (rewrite.amendment.id, normal(new.value), sort_of(held.value)),
        state="proposed",
        certainty=least_sure((new,)),
    )


def _is_bare(value: Value) -> bool:
    """Is it a number and nothing else?"""
    return str(value).replace(",", "").replace(".", "").strip().isdecimal()
