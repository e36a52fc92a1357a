"""Relations over dates: `in-order`, `in-time`, `ends-by`.

Runs over evidence. A month stands for each of its days: only what no day of it could satisfy is broken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from attrs import evolve

from schedcheck.check.evidence import Evidence, by_document, by_scope, least_sure
from schedcheck.check.papers.itself import figures
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, normal, said, title
from schedcheck.fact import Fact, Scope
from schedcheck.quantity import Period, Quantity, day_in_words, later
from schedcheck.rule import Rule
from schedcheck.rule.relations import EndsBy, InOrder, InTime


def in_order(rule: Rule, slots: InOrder, evidence: Evidence) -> Tally:
    """One finding for each date that is earlier than the one it should follow."""
    tally = Tally(rule)
    if len(slots.of) > 1:
        _first_to_last(tally, slots, evidence)
    for name in slots.of if len(slots.of) == 1 else ():
        facts = evidence.judged(name, rule.only)
        rows = {_row(fact): figures(said(fact)) for fact in evidence.asserted(slots.along) if fact.place.row}
        for group in _ordered(facts, slots.subjects) if slots.subjects else (g for _, g in by_scope(facts)):
            keys = [rows.get(_row(fact)) for fact in group]
            told = bool(rows) and None not in keys and len(set(keys)) == len(keys)
            along = sorted(group, key=lambda fact: rows[_row(fact)]) if told else group
            _one_way(tally, along, evidence, either=not (told or slots.subjects))
    return tally


def _row(fact: Fact) -> tuple[str, str, int, int]:
    return fact.document, fact.section, fact.place.table, fact.place.row


def _first_to_last(tally: Tally, slots: InOrder, evidence: Evidence) -> None:
    """Of one subject in one document, the date of the first property against that of the second."""
    first, second = slots.of
    ends: dict[tuple[str, Scope, str], list[Fact]] = {}
    for end in evidence.judged(second, tally.rule.only):
        ends.setdefault(_stated_of(end), []).append(end)
    starts = evidence.judged(first, tally.rule.only)
    told: Counter[tuple[str, Scope, str]] = Counter()
    for start in starts:
        key = _stated_of(start)
        for end in ends.get(key, ()) if start.place.row else ends.get(key, [])[told[key] :][:1]:
            _judge(tally, start, end, evidence)
        told[key] += 1


def _stated_of(fact: Fact) -> tuple[str, Scope, str]:
    """What ties the two dates of a subject: one statement, or where no table holds them one section of a document."""
    return fact.subject, fact.scope if fact.place.row else evolve(fact.scope, number=0, whole=False), fact.state


def _where(fact: Fact, evidence: Evidence) -> str:
    return title(evidence.paper(fact.document))


def _ordered(facts: Sequence[Fact], subjects: Sequence[str]) -> Iterator[list[Fact]]:
    """The facts of one plan whose subjects have an order, in that order."""
    known = [fact for fact in facts if fact.subject in subjects]
    plans = [group for _, group in by_scope(f for f in known if f.place.row)]
    for group in (*plans, *_told_in_words([f for f in known if not f.place.row])):
        yield sorted(group, key=lambda f: subjects.index(f.subject))


def _told_in_words(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """The plans that sentences and lists tell, entry by entry: what names a subject again is another plan."""
    plan: list[Fact] = []
    for fact in facts:
        if plan and (_section(plan[-1]) != _section(fact) or any(f.subject == fact.subject for f in plan)):
            yield plan
            plan = []
        plan.append(fact)
    if plan:
        yield plan


def _section(fact: Fact) -> tuple[str, str, str]:
    return fact.document, fact.section, fact.state


def _one_way(tally: Tally, facts: Sequence[Fact], evidence: Evidence, *, either: bool) -> None:
    """Each date against the one before; with `either`, all may as well go from the newest to the oldest."""
    for fact in facts:
        if not isinstance(fact.value, Period):
            tally.unsure(fact.subject, f"‘{said(fact)}’ is no date")
    dated = [fact for fact in facts if isinstance(fact.value, Period)]
    back = [pair for pair in pairwise(dated) if _is_before(pair[1], pair[0])]
    on = [pair for pair in pairwise(dated) if _is_before(pair[0], pair[1])]
    if either and len(back) > len(on):
        dated = dated[::-1]
    for one, other in pairwise(dated):
        _judge(tally, one, other, evidence)


def _is_before(one: Fact, other: Fact) -> bool:
    return isinstance(one.value, Period) and isinstance(other.value, Period) and one.value.last < other.value.first


def _judge(tally: Tally, start: Fact, end: Fact, evidence: Evidence) -> None:
    if not isinstance(start.value, Period) or not isinstance(end.value, Period):
        other = end if isinstance(start.value, Period) else start
        tally.unsure(start.subject, f"‘{said(other)}’ is no date")
    elif _is_before(end, start):
        _is_early(tally, start, end, evidence)
    else:
        tally.kept += 1


def _is_early(tally: Tally, start: Fact, end: Fact, evidence: Evidence) -> None:
    name, other = evidence.facts.title(end.property), evidence.facts.title(start.property)
    about = "" if end.kind == "document" else f" of {end.subject}"
    against = f"the {other}" if other != name else "the one before it"
    if start.subject != end.subject:
        against = f"that of {start.subject}"
    tally.broken(
        end.subject,
        end.property,
        f"The {name}{about}, {said(end)}, is earlier than {against}, {said(start)}, in {_where(end, evidence)}.",
        [cite(end, "found", "too early"), cite(start, "expected", "not before this")],
        (end.document, normal(end.value), normal(start.value)),
        certainty=least_sure((start, end)),
    )


def in_time(rule: Rule, slots: InTime, evidence: Evidence) -> Tally:
    """One finding for each decision from which the work can not end in time."""
    tally = Tally(rule)
    for decisions in by_document(evidence.judged(slots.of, rule.only)):
        for decision in decisions:
            times = _times(slots.plus, decision, evidence)
            day = _said_with(decision, evidence.judged(slots.by, rule.only))
            if day is None or not times:
                tally.passed_over += 1
                continue
            for time in times:
                _is_in_time(tally, decision, time, day, evidence)
    return tally


def _times(name: str, decision: Fact, evidence: Evidence) -> list[Fact]:
    """Each different time that the pack needs, of the subject that is decided on."""
    own = [fact for fact in evidence.pack(name) if fact.subject == decision.subject]
    return list({normal(fact.value): fact for fact in reversed(own)}.values())


def _said_with(fact: Fact, others: Sequence[Fact]) -> Fact | None:
    """The one that is stated last before a fact in its document; else the first after it, of the same section."""
    own = [f for f in others if f.document == fact.document and f.subject == fact.subject]
    before = [f for f in own if f.scope.number <= fact.scope.number]
    after = [f for f in own if f.scope.number > fact.scope.number and f.section == fact.section]
    near = [f for f in before if f.section == fact.section] or after[:1]
    return near[-1] if near else None


def _is_in_time(tally: Tally, decision: Fact, time: Fact, by: Fact, evidence: Evidence) -> None:
    if (
        not isinstance(decision.value, Period)
        or not isinstance(by.value, Period)
        or not isinstance(time.value, Quantity)
    ):
        tally.unsure(decision.subject, "one of the dates or times can not be read")
        return
    earliest, latest = later(decision.value.first, time.value), later(decision.value.last, time.value)
    if earliest is None or latest is None:
        tally.unsure(decision.subject, f"when {said(time)} end is not told by the calendar alone")
    elif latest <= by.value.first:
        tally.kept += 1
    elif earliest > by.value.last:
        days = (earliest - by.value.last).days
        tally.broken(
            decision.subject,
            by.property,
            f"A decision by {said(decision)} and {said(time)} of {evidence.facts.title(time.property)} come to "
            f"{day_in_words(earliest)}, {days} {'day' if days == 1 else 'days'} after the "
            f"{evidence.facts.title(by.property)}, {said(by)}, in {_where(by, evidence)}.",
            [
                cite(by, "found", "too early"),
                cite(decision, "expected", "decided by then"),
                cite(time, "expected", "needed from then"),
            ],
            (decision.document, normal(decision.value), normal(time.value), normal(by.value)),
            certainty=least_sure((decision, time, by)),
        )
    else:
        tally.unsure(decision.subject, f"{said(by)} is no day, and {said(decision)} with {said(time)} ends within it")


def ends_by(rule: Rule, slots: EndsBy, evidence: Evidence) -> Tally:
    """One finding for each document whose last date is earlier than something else ends."""
    tally = Tally(rule)
    judged = evidence.judged(slots.of, rule.only)
    ends = [fact for fact in judged if isinstance(fact.value, Period) and not _has_word(fact.subject, slots.except_)]
    for facts in by_document(evidence.pack(slots.by)) if ends else ():
        dated = [fact for fact in facts if isinstance(fact.value, Period)]
        if not dated:
            tally.unsure(facts[0].subject, f"‘{said(facts[0])}’ is no date", [facts[0].document])
            continue
        last = max(dated, key=lambda fact: _period(fact).last)
        late = [fact for fact in ends if _period(fact).first > _period(last).last]
        if late:
            _ends_late(tally, max(late, key=lambda fact: _period(fact).first), last, evidence)
        else:
            tally.kept += 1
    return tally


def _has_word(subject: str, words: Sequence[str]) -> bool:
    """Does a word of a subject start with one of these?"""
    text = f" {subject.casefold()}"
    return any(f" {word}" in text for word in words)


def _ends_late(tally: Tally, end: Fact, by: Fact, evidence: Evidence) -> None:
    tally.broken(
        end.subject,
        by.property,
        f"The {evidence.facts.title(end.property)} of {end.subject}, {said(end)}, in {_where(end, evidence)} is later "
        f"than the {evidence.facts.title(by.property)}, {said(by)}, in {_where(by, evidence)}.",
        [cite(by, "found", "before the end"), cite(end, "expected", "ends later")],
        (by.document, normal(end.value), normal(by.value)),
        certainty=least_sure((end, by)),
    )


def _period(fact: Fact) -> Period:
    """The date of a fact that the caller knows to have one."""
    return fact.value if isinstance(fact.value, Period) else Period(date.min, date.min)
