"""Relations over dates and what has a day in a calendar: `beside`, `current-at`.

Runs over evidence. A month stands for each of its days: only what no day of it could satisfy is broken.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from schedcheck.check.evidence import Evidence, by_subject, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, normal, said, title
from schedcheck.fact import Fact
from schedcheck.quantity import Period, parse
from schedcheck.rule import Rule
from schedcheck.rule.relations import Beside, CurrentAt


def beside(rule: Rule, slots: Beside, evidence: Evidence) -> Tally:
    """One finding for each date that does not agree with the one that it stands beside."""
    tally = Tally(rule)
    others = evidence.judged(slots.with_, rule.only)
    for fact in evidence.judged(slots.of, rule.only):
        own = [
            f for f in others if f.document == fact.document and f.subject == fact.subject and f.section == fact.section
        ]
        near = min(own, key=lambda f: abs(f.scope.number - fact.scope.number), default=None)
        if near is None:
            what = evidence.facts.title(slots.with_)
            tally.unsure(
                fact.subject, f"no {what} stands beside ‘{said(fact)}’ in {title(evidence.paper(fact.document))}"
            )
        elif not _agree(fact, near):
            _does_not_agree(tally, fact, near, evidence)
        elif (held := _held_day(fact, slots.on, evidence)) and not _agree(held, near):
            _is_another_day(tally, fact, near, held, evidence)
        else:
            tally.kept += 1
    return tally


def _held_day(named: Fact, on: str, evidence: Evidence) -> Fact | None:
    """What a schedule gives as the day of that which is named by its month, the highest in authority."""
    held = [fact for fact in evidence.held(on) if is_named(fact, named)] if on else []
    return min(held, key=lambda fact: evidence.rank(fact.document), default=None)


def is_named(held: Fact, named: Fact) -> bool:
    """Is what a schedule has as a subject ("June 2031", "June 2031 Release") that which is named by its month?"""
    words = held.subject.split()
    return any(parse(" ".join(some)) == named.value for some in ([words] if len(words) < 3 else pairwise(words)))


def _agree(one: Fact, other: Fact) -> bool:
    return isinstance(one.value, Period) and isinstance(other.value, Period) and one.value.agrees(other.value)


def _is_another_day(tally: Tally, fact: Fact, near: Fact, held: Fact, evidence: Evidence) -> None:
    document, calendar = title(evidence.paper(fact.document)), title(evidence.paper(held.document))
    tally.broken(
        fact.subject,
        near.property,
        f"The {evidence.facts.title(near.property)} of {fact.subject} is {said(near)} in {document}, but "
        f"the {evidence.facts.title(fact.property)} beside it, {said(fact)}, is on {said(held)} in {calendar}.",
        [
            cite(near, "found", "another day"),
            cite(held, "authority", "the day of what is named"),
            cite(fact, "context", "named beside it"),
        ],
        (fact.document, normal(near.value), normal(held.value)),
        certainty=least_sure((fact, near)),
    )


def _does_not_agree(tally: Tally, fact: Fact, near: Fact, evidence: Evidence) -> None:
    tally.broken(
        fact.subject,
        near.property,
        f"The {evidence.facts.title(near.property)} of {fact.subject} is {said(near)}, and the "
        f"{evidence.facts.title(fact.property)} beside it is {said(fact)}, in {title(evidence.paper(fact.document))}.",
        [cite(near, "found", "one of the two is wrong"), cite(fact, "expected", "one of the two is wrong")],
        (fact.document, normal(near.value), normal(fact.value)),
        certainty=least_sure((fact, near)),
    )


def current_at(rule: Rule, slots: CurrentAt, evidence: Evidence) -> Tally:
    """One finding for each version that is not the one in force on the day; silent where no version is known."""
    tally = Tally(rule)
    starts = [f for f in evidence.held(slots.starts) if isinstance(f.value, Period)]
    days = by_subject(evidence.judged(slots.at, rule.only))
    for fact in evidence.judged(slots.of, rule.only):
        known = [d for d in days.get(fact.subject, []) if isinstance(d.value, Period)]
        if not starts or not known:
            tally.passed_over += 1
            continue
        day = min(known, key=lambda d: (not _period(d).is_day, evidence.rank(d.document)))
        in_force = [s for s in starts if _period(s).first <= _period(day).last]
        if fact.value not in {s.subject for s in starts} or not in_force:
            tally.unsure(fact.subject, f"since when version {said(fact)} holds is not known")
            continue
        newest = max(in_force, key=lambda s: _period(s).first)
        if newest.subject == fact.value:
            tally.kept += 1
        else:
            _is_past(tally, fact, newest, day, evidence)
    return tally


def _period(fact: Fact) -> Period:
    """The date of a fact that the caller knows to have one."""
    return fact.value if isinstance(fact.value, Period) else Period(date.min, date.min)


def _is_past(tally: Tally, fact: Fact, newest: Fact, day: Fact, evidence: Evidence) -> None:
    document = title(evidence.paper(fact.document))
    tally.broken(
        fact.subject,
        fact.property,
        f"{document[:1].upper()}{document[1:]} is drafted against "
        f"version {said(fact)}, but version {newest.subject} holds from {said(newest)}, before {said(day)}.",
        [
            cite(fact, "found", "no longer current"),
            cite(newest, "expected", "current by then"),
            cite(day, "context", "when it takes effect"),
        ],
        (fact.document, said(fact), newest.subject),
        certainty=least_sure((fact, day)),
    )
