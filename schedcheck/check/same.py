"""`same`: one property of one subject in one state has one value, in every document or as schedules hold it.

Most groups of facts agree, so agreement is looked for first, by equality alone, and everything else is done only
for a group that does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from schedcheck.check.agreeing import agree, key, may_agree, merged, replacement
from schedcheck.check.evidence import (
    BySubject,
    Evidence,
    by_document,
    by_subject,
    least_sure,
    one_a_document,
    surest,
)
from schedcheck.check.held import against_schedules, not_held
from schedcheck.check.standing import Standing
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, count_of, listed, normal, of_subject, quoted, titles
from schedcheck.fact import CERTAINTIES, Fact, Value
from schedcheck.finding import Citation
from schedcheck.quantity import Quantity
from schedcheck.rule import Rule
from schedcheck.rule.relations import Same


def same(rule: Rule, slots: Same, evidence: Evidence) -> Tally:
    """Documents compared with each other, or with what is in force where `against` asks for it."""
    tally = Tally(rule)
    unknown: list[Fact] = []
    standing = Standing(slots, evidence)
    for names in [slots.of] if slots.together else [(name,) for name in slots.of]:
        if slots.against:
            unknown += against_schedules(tally, slots, names, evidence)
        else:
            _among_documents(tally, standing, names)
    for facts in by_subject(unknown).values():
        not_held(tally, slots, facts, evidence)
    return tally


def _among_documents(tally: Tally, standing: Standing, names: tuple[str, ...]) -> None:
    for group in _groups(standing.slots, merged(tally.rule.only, names, standing.evidence)):
        first = group[0].value
        for fact in group:
            value = fact.value
            if value is first or value == first:
                continue
            _judge(tally, standing, group)
            break
        else:
            tally.kept += 1


def _groups(slots: Same, facts: BySubject) -> Iterator[list[Fact]]:
    """The facts of one subject in one state, where there are two or more of them."""
    states = slots.states
    for group in facts.values():
        if len(group) < 2:
            continue
        by_state: dict[str, list[Fact]] = {}
        for fact in group:
            if fact.state in by_state:
                by_state[fact.state].append(fact)
            else:
                by_state[fact.state] = [fact]
        for state, part in by_state.items():
            if len(part) > 1 and (not states or state in states):
                yield part


def _judge(tally: Tally, standing: Standing, group: list[Fact]) -> None:
    """Values that differ: all together, or, where documents of one kind speak for themselves, each of these alone."""
    if standing.slots.alternatives:
        group = _without_alternatives(tally, group, standing.evidence)
    apart = standing.apart(group)
    if not apart:
        if group:
            _decide(tally, standing, group)
        return
    rest = [fact for fact in group if not any(fact in facts for facts in apart)]
    alone = [part for facts in apart for part in by_document(facts)]
    for part in (*alone, rest):
        if len({normal(fact.value) for fact in part}) > 1:
            _decide(tally, standing, part)
    for facts in apart if rest else ():
        _beside(tally, rest, facts, standing.evidence)


def _without_alternatives(tally: Tally, group: list[Fact], evidence: Evidence) -> list[Fact]:
    """Those of documents that give one value; what others leave open may be that one, or it can not be told."""
    several = [part for part in by_document(group) if any(not may_agree(part[0].value, f.value) for f in part)]
    left_out = {id(fact) for part in several for fact in part}
    rest = [fact for fact in group if id(fact) not in left_out]
    for part in several:
        first, name = part[0], evidence.facts.title(part[0].property)
        if all(any(may_agree(fact.value, each.value) for each in part) for fact in rest):
            tally.kept += 1
            continue
        reason = f"{titles(evidence.papers(part))} leaves open which {name}{of_subject(first.subject)} it will be"
        tally.unsure(first.subject, reason, dict.fromkeys(fact.scope.document for fact in part))
    return rest if len({normal(fact.value) for fact in rest}) > 1 else []


def _decide(tally: Tally, standing: Standing, group: list[Fact]) -> None:
    """One value is what the others should say; a finding for each of these."""
    slots = standing.slots
    by_value: dict[str, list[Fact]] = {}
    for fact in group:
        by_value.setdefault(key(fact.value, slots.loosely), []).append(fact)
    agreed = standing.best(list(by_value.values()))
    backing = [fact for facts in by_value.values() if agree(facts[0], agreed[0], slots) for fact in facts]
    broken = False
    for facts in by_value.values():
        if not agree(facts[0], agreed[0], slots):
            _deviation(tally, facts, standing.ranked(backing), backing, standing.evidence)
            broken = True
    tally.kept += not broken


def _beside(tally: Tally, rest: list[Fact], apart: list[Fact], evidence: Evidence) -> None:
    """What others say beside documents that each speak for themselves: one of their amounts, or all together."""
    each = [part[0] for part in by_document(apart)]
    amounts = [fact.value for fact in each if isinstance(fact.value, Quantity)]
    if len(amounts) == len(each) and all(_may_be(fact.value, amounts) for fact in rest):
        tally.kept += 1
        return
    first, name = rest[0], evidence.facts.title(rest[0].property)
    reason = (
        f"the {name}{of_subject(first.subject)} is {quoted(first)} in {titles(evidence.papers(rest))}; "
        f"{count_of(len(each), 'document')} of one other kind give {listed(map(quoted, each))}, each for itself"
    )
    tally.unsure(first.subject, reason, dict.fromkeys(fact.scope.document for fact in (*rest, *each)))


def _may_be(value: Value, amounts: list[Quantity]) -> bool:
    """Is it one of these amounts, or what they come to?"""
    if not isinstance(value, Quantity):
        return False
    low, high = sum(each.low for each in amounts), sum(each.high for each in amounts)
    together = Quantity(value.kind, Decimal(low), Decimal(high), value.unit)
    one_unit = all((each.kind, each.unit) == (value.kind, value.unit) for each in amounts)
    return any(value.agrees(each) for each in amounts) or (one_unit and value.agrees(together))


def _deviation(tally: Tally, found: list[Fact], ranked: list[Fact], expected: list[Fact], evidence: Evidence) -> None:
    """One finding for one deviating value, with every place that gives it. `ranked` is `expected`, highest first."""
    first = found[0]
    here, there = evidence.papers(found), evidence.papers(expected)
    subject, name = first.subject, evidence.facts.title(first.property)
    message = (
        f"The {_state(first, evidence)}{name}{of_subject(subject)} is {quoted(first)} in {titles(here)}, "
        f"but {quoted(ranked[0])} in {titles(there)}."
    )
    tally.broken(
        subject,
        first.property,
        message,
        [*(cite(f, "found", "not what the others say") for f in found), *_witnesses(ranked)],
        (normal(first.value), normal(ranked[0].value)),
        state=first.state,
        certainty=max(least_sure(found), surest(expected), key=CERTAINTIES.index),
        edits=[edit for f in found if (edit := replacement(f, ranked[0]))],
    )


def _state(fact: Fact, evidence: Evidence) -> str:
    """A word for the state; nothing where no other state is spoken of."""
    others = evidence.stated(fact.property).get(fact.subject, ())
    two = fact.state != "in-force" and any(other.state == "proposed" for other in others)
    return f"{fact.state} " if two else ""


def _witnesses(ranked: list[Fact]) -> Iterator[Citation]:
    """The highest document as authority, and up to four more."""
    yield cite(ranked[0], "authority", "the highest document says so")
    others = [fact for fact in ranked if fact.scope.document != ranked[0].scope.document]
    yield from (cite(fact, "expected", "says the same") for fact in one_a_document(others))
