"""When two values agree, and the edit that makes them agree: shared by what compares documents.

Runs within `same`. Approximate amounts and periods agree with whatever they may mean.
"""

from __future__ import annotations

from schedcheck.check.evidence import BySubject, Evidence, by_subject
from schedcheck.check.wording import loose, normal, said
from schedcheck.fact import Fact, Value
from schedcheck.finding import Edit
from schedcheck.quantity import Period, Quantity
from schedcheck.rule.relations import Same


def merged(only: tuple[str, ...], names: tuple[str, ...], evidence: Evidence) -> BySubject:
    """The facts of all `names` by subject."""
    if only:
        return by_subject(fact for name in names for fact in evidence.judged(name, only))
    if len(names) == 1:
        return evidence.stated(names[0])
    groups = {subject: list(facts) for subject, facts in evidence.stated(names[0]).items()}
    for name in names[1:]:
        for subject, facts in evidence.stated(name).items():
            groups.setdefault(subject, []).extend(facts)
    return groups


def key(value: Value, loosely: bool) -> str:
    """The same for values that are one value."""
    return loose(value) if loosely and isinstance(value, str) else normal(value)


def agree(one: Fact, other: Fact, slots: Same) -> bool:
    """Do two facts say the same, or may they?"""
    if slots.loosely:
        return key(one.value, True) == key(other.value, True)
    return may_agree(one.value, other.value)


def may_agree(one: Value, other: Value) -> bool:
    """Equal, or of one kind and overlapping."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.agrees(other)
    if isinstance(one, Period) and isinstance(other, Period):
        return one.agrees(other)
    return one == other


def is_exact(value: Value) -> bool:
    """Does it stand for one amount, day or text alone?"""
    if isinstance(value, Quantity):
        return value.is_exact
    return value.is_day if isinstance(value, Period) else True


def replacement(fact: Fact, by: Fact) -> Edit | None:
    """The edit that puts another fact's printed value in place of this one's; none where neither is printed so."""
    if isinstance(fact.value, str) and fact.printed and fact.printed != fact.value:
        return None
    return Edit(
        "replace",
        fact.scope.document,
        fact.scope.section,
        fact.subject,
        fact.property,
        said(fact),
        said(by),
        fact.place,
    )
