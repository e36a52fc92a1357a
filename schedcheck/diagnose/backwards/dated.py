"""Relations over dates run backwards: the date that others give, the year in which it fits, the month beside a day.

Runs for findings of `in-order`, `in-time`, `ends-by` and `beside`. A year is the likeliest slip in a date, so the
same day of another year is tried wherever the dates around it leave one year alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from attrs import evolve

from schedcheck.check.papers.calendar import is_named
from schedcheck.check.wording import said
from schedcheck.diagnose.ground import Ground, rewritten, states
from schedcheck.diagnose.remedy import Remedy
from schedcheck.fact import Fact
from schedcheck.finding import Finding
from schedcheck.quantity import Period, Quantity, later, parse
from schedcheck.rule.relations import Beside, EndsBy, InOrder, InTime

MOST_YEARS = 3
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_WORD = re.compile(r"[^\W\d_]{3,}")


def in_their_order(finding: Finding, slots: InOrder, ground: Ground) -> Iterator[Remedy]:
    """Either date as others give it, or in the year in which it follows the other, or comes before it.

    Of two years that fit, that is likelier with which all dates of the list lie closer together.
    """
    found, expected = ground.cited(finding, "found")[:1], ground.cited(finding, "expected")[:1]
    for fact in (*found, *expected):
        yield from _as_elsewhere(fact, ground)
    if found and expected:
        moved = list(_years_apart(found[0], expected[0], ground))
        shortest = min((_length(remedy, found[0], ground) for remedy in moved), default=0)
        yield from (evolve(r, slip=r.slip + (_length(r, found[0], ground) > shortest)) for r in moved)


def _years_apart(late: Fact, early: Fact, ground: Ground) -> Iterator[Remedy]:
    yield from _in_another_year(late, 1, lambda day: _follows(day, early.value), ground)
    yield from _in_another_year(early, -1, lambda day: _follows(late.value, day), ground)


def _follows(later_one: object, earlier: object) -> bool:
    return isinstance(later_one, Period) and isinstance(earlier, Period) and later_one.first >= earlier.first


def _length(remedy: Remedy, like: Fact, ground: Ground) -> int:
    """Over how many days the dates of one list stretch after a remedy."""
    by_fact = {id(swap.old): swap.new[0] for swap in remedy.swaps}
    facts = [by_fact.get(id(f), f) for f in ground.evidence.asserted(like.property) if f.scope == like.scope]
    days = [fact.value.first for fact in facts if isinstance(fact.value, Period)]
    return (max(days) - min(days)).days if days else 0


def in_time(finding: Finding, slots: InTime, ground: Ground) -> Iterator[Remedy]:
    """Each of the two dates and the time as others give it; either date in the year in which the work ends in time."""
    facts = ground.cited(finding, "found", "expected")
    decided, needed, done = (
        next((fact for fact in facts if fact.property == name), None) for name in (slots.of, slots.plus, slots.by)
    )
    for fact in (decided, needed, done):
        if fact:
            yield from _as_elsewhere(fact, ground)
    if decided and needed and done:
        yield from _in_another_year(decided, -1, lambda day: _ends_by(day, needed.value, done.value), ground)
        yield from _in_another_year(done, 1, lambda day: _ends_by(decided.value, needed.value, day), ground)


def _ends_by(start: object, time: object, end: object) -> bool:
    if not isinstance(start, Period) or not isinstance(end, Period) or not isinstance(time, Quantity):
        return False
    done = later(start.last, time)
    return done is not None and done <= end.last


def its_end(finding: Finding, slots: EndsBy, ground: Ground) -> Iterator[Remedy]:
    """Either date as others give it, or in the year in which the one is not before the other."""
    facts = ground.cited(finding, "found", "expected")
    by, end = (next((fact for fact in facts if fact.property == name), None) for name in (slots.by, slots.of))
    for fact in (by, end):
        if fact:
            yield from _as_elsewhere(fact, ground)
    if by and end:
        yield from _in_another_year(by, 1, lambda day: _follows(day, end.value), ground)
        yield from _in_another_year(end, -1, lambda day: _follows(by.value, day), ground)


def its_month(finding: Finding, slots: Beside, ground: Ground) -> Iterator[Remedy]:
    """The month of the date beside it, or the day that schedules give for what is named; and either as others give it.

    A day on which a schedule has something is right: what is named beside it is wrong.
    """
    facts = ground.cited(finding, "found", "expected", "context")
    label = next((fact for fact in facts if fact.property == slots.of), None)
    day = next((fact for fact in facts if fact.property == slots.with_), None)
    for fact in (label, day):
        if fact:
            yield from _as_elsewhere(fact, ground)
    if not (label and day and isinstance(label.value, Period) and isinstance(day.value, Period)):
        return
    held = ground.evidence.held(slots.on) if slots.on else []
    if not any(each.value == day.value for each in held):
        for each in held:
            if is_named(each, label) and isinstance(each.value, Period):
                yield from _some(rewritten([day], each.value, _printed(day, each.value) or said(each), (each,), ground))
    if label.value.agrees(day.value):
        return
    month = _month(day.value.first)
    same = ground.witnesses(day.property, day.subject, day.value, day.state, day.document)
    yield from _some(rewritten([label], month, _printed(label, month), (day, *same), ground))


def _month(day: date) -> Period:
    first = day.replace(day=1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1) if first.year < date.max.year else first
    return Period(first, date.fromordinal(max(following.toordinal() - 1, first.toordinal())))


def _as_elsewhere(fact: Fact, ground: Ground) -> Iterator[Remedy]:
    """What other documents say in its place, the highest first."""
    stated = ground.evidence.stated(fact.property).get(fact.subject, ())
    others = [f for f in stated if f.document != fact.document and f.state in states(fact.state)]
    others.sort(key=lambda f: ground.evidence.rank(f.document))
    for value in {str(f.value): f.value for f in others if f.value != fact.value}.values():
        saying = [f for f in others if f.value == value]
        yield from _some(rewritten([fact], value, _printed(fact, value) or said(saying[0]), saying[:6], ground))


def _in_another_year(fact: Fact, step: int, fits: Callable[[Period], bool], ground: Ground) -> Iterator[Remedy]:
    """The same day of the nearest year that fits, before it or after it as `step` says."""
    value = fact.value
    if not isinstance(value, Period):
        return
    for years in range(step, step * (MOST_YEARS + 1), step):
        moved = _moved(value, years)
        if moved and fits(moved):
            yield from _some(rewritten([fact], moved, _printed(fact, moved), (), ground))
            return


def _moved(period: Period, years: int) -> Period | None:
    """The same days in another year; None where there is no such day."""
    try:
        first = period.first.replace(year=period.first.year + years)
        return Period(first, first) if period.is_day else _month(first)
    except ValueError:
        return None


def _printed(fact: Fact, value: object) -> str:
    """A value in the words of the one that it takes the place of: only its year, its month or its number is another."""
    old = said(fact)
    if isinstance(value, Quantity) and isinstance(fact.value, Quantity) and value.unit == fact.value.unit:
        new = re.sub(r"^\d+", f"{value.low.normalize():f}", old, count=1)
        return new if parse(new) == value else value.plain()
    if not isinstance(value, Period):
        return ""
    dated = _YEAR.sub(f"{value.first.year:04}", old, count=1)
    month = value.plain().split()[-2]
    for new in (dated, _WORD.sub(month, dated, count=1), _WORD.sub(month[:3], dated, count=1)):
        if parse(new) == value:
            return new
    return value.plain()


def _some(remedy: Remedy | None) -> Iterable[Remedy]:
    return (remedy,) if remedy else ()
