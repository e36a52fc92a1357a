"""`same`: one property of one subject in one state has one value, in every document or as schedules hold it.

Most groups of facts agree, so agreement is looked for first, by equality alone, and everything else is done only
for a group that does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from schedcheck.check.evidence import BySubject, Evidence, by_subject, least_sure, one_a_document, surest
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, gaps, listed, loose, normal, of_subject, quoted, said, titles
from schedcheck.fact import CERTAINTIES, Fact, Value
from schedcheck.finding import Citation, Edit
from schedcheck.quantity import Period, Quantity
from schedcheck.rule import Rule
from schedcheck.rule.relations import Same


def same(rule: Rule, slots: Same, evidence: Evidence) -> Tally:
    """Documents compared with each other, or with what is in force where `against` asks for it."""
    tally = Tally(rule)
    unknown: list[Fact] = []
    for names in [slots.of] if slots.together else [(name,) for name in slots.of]:
        if slots.against:
            unknown += _against_schedules(tally, slots, names, evidence)
        else:
            _among_documents(tally, slots, names, evidence)
    for facts in by_subject(unknown).values():
        _not_held(tally, slots, facts, evidence)
    return tally


def _among_documents(tally: Tally, slots: Same, names: tuple[str, ...], evidence: Evidence) -> None:
    for group in _groups(slots, _merged(tally.rule.only, names, evidence)):
        first = group[0].value
        for fact in group:
            value = fact.value
            if value is first or value == first:
                continue
            _judge(tally, slots, group, evidence)
            break
        else:
            tally.kept += 1


def _merged(only: tuple[str, ...], names: tuple[str, ...], evidence: Evidence) -> BySubject:
    """The facts of all `names` by subject."""
    if only:
        return by_subject(fact for name in names for fact in evidence.judged(name, only))
    if len(names) == 1:
        return evidence.stated(names[0])
    merged = {subject: list(facts) for subject, facts in evidence.stated(names[0]).items()}
    for name in names[1:]:
        for subject, facts in evidence.stated(name).items():
            merged.setdefault(subject, []).extend(facts)
    return merged


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


def _judge(tally: Tally, slots: Same, group: list[Fact], evidence: Evidence) -> None:
    """The value of most documents is what the others should say; the higher document decides a tie."""
    by_value: dict[str, list[Fact]] = {}
    for fact in group:
        by_value.setdefault(_key(fact.value, slots.loosely), []).append(fact)
    vague = [facts for facts in by_value.values() if not _is_exact(facts[0].value)]
    agreed = min(by_value.values(), key=lambda facts: _weight(facts, vague, evidence))
    backing = [fact for facts in by_value.values() if _agree(facts[0], agreed[0], slots) for fact in facts]
    broken = False
    for facts in by_value.values():
        if not _agree(facts[0], agreed[0], slots):
            _deviation(tally, facts, backing, evidence)
            broken = True
    tally.kept += not broken


def _weight(facts: list[Fact], vague: list[list[Fact]], evidence: Evidence) -> tuple[bool, int, tuple[int, int]]:
    """Exact values before approximate ones, then the number of documents that may mean it, then authority."""
    value = facts[0].value
    meaning_it = [part for part in vague if part is not facts and _may_agree(part[0].value, value)]
    documents = {fact.scope.document for part in (facts, *meaning_it) for fact in part}
    highest = min(evidence.rank(fact.scope.document) for fact in facts)
    return (not _is_exact(value), -len(documents), highest)


def _is_exact(value: Value) -> bool:
    if isinstance(value, Quantity):
        return value.is_exact
    return value.is_day if isinstance(value, Period) else True


def _deviation(tally: Tally, found: list[Fact], expected: list[Fact], evidence: Evidence) -> None:
    """One finding for one deviating value, with every place that gives it."""
    first, ranked = found[0], _by_authority(expected, evidence)
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


def _against_schedules(tally: Tally, slots: Same, names: tuple[str, ...], evidence: Evidence) -> list[Fact]:
    """Each subject's values against those in force. Gives back a fact of each subject that no schedule knows."""
    holding = frozenset(d for d in evidence.schedules if not slots.held_in or evidence.paper(d).kind in slots.held_in)
    unknown = []
    for facts in _merged((), names, evidence).values():
        held = [f for f in facts if f.state == slots.against and f.scope.document in holding]
        pack = [f for f in facts if f.state != slots.against]
        if slots.states:
            pack = [f for f in pack if f.state in slots.states]
        if pack and held:
            _compare(tally, slots, pack, held, evidence)
        elif pack:
            unknown.append(pack[0])
    for name in names:
        _compare_opinions(tally, slots, name, holding, evidence)
    return unknown


def _compare(tally: Tally, slots: Same, pack: list[Fact], held: list[Fact], evidence: Evidence) -> None:
    """One finding for each value that no schedule holds."""
    expected = held[0].value
    wrong: dict[str, list[Fact]] = {}
    for fact in pack:
        if fact.value == expected:
            continue
        if not any(_agree(fact, each, slots) for each in held):
            wrong.setdefault(_key(fact.value, slots.loosely), []).append(fact)
    for facts in wrong.values():
        _not_as_held(tally, facts, held[0], evidence)
    tally.kept += not wrong


def _not_as_held(tally: Tally, found: list[Fact], held: Fact, evidence: Evidence, *, opinion: bool = False) -> None:
    first = found[0]
    subject, name = first.subject, evidence.facts.title(first.property)
    message = (
        f"The {name}{of_subject(subject)} is {quoted(first)} in {titles(evidence.papers(found))}, "
        f"but {quoted(held)} in {titles([evidence.paper(held.scope.document)])}."
    )
    tally.broken(
        subject,
        first.property,
        message,
        [*(cite(f, "found", "not what is held") for f in found), cite(held, "authority", "what is held")],
        (normal(first.value), normal(held.value)),
        state=first.state,
        certainty=least_sure(found),
        edits=[] if opinion else [edit for f in found if (edit := replacement(f, held))],
        at_most="note" if opinion else "error",
    )


def _not_held(tally: Tally, slots: Same, unknown: list[Fact], evidence: Evidence) -> None:
    """A check that can not be made, for want of what schedules hold of one subject."""
    subject = unknown[0].subject
    names = listed(evidence.facts.title(fact.property) for fact in unknown)
    papers = [p for p in evidence.facts.papers.values() if p.schedule and p.kind in slots.held_in]
    where = f" in {titles(papers)}" if papers else ""
    verb = "are" if len(unknown) > 1 else "is"
    reason = f"the {names}{of_subject(subject)} in force {verb} not known{where}{gaps(papers)}"
    tally.unsure(subject, reason, dict.fromkeys(f.scope.document for f in unknown))


def _compare_opinions(tally: Tally, slots: Same, name: str, holding: frozenset[str], evidence: Evidence) -> None:
    """What opinions say wrongly, as notes: only where texts are compared, since a wish for a value is no error."""
    if not slots.loosely:
        return
    wrong: dict[tuple[str, str], list[Fact]] = {}
    for fact in evidence.opinions(name):
        known = [f for f in evidence.stated(name).get(fact.subject, ()) if f.scope.document in holding]
        if known and not any(_agree(fact, each, slots) for each in known):
            wrong.setdefault((fact.subject, _key(fact.value, True)), []).append(fact)
    for (subject, _), facts in wrong.items():
        known = [f for f in evidence.stated(name)[subject] if f.scope.document in holding]
        _not_as_held(tally, facts, known[0], evidence, opinion=True)


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


def _key(value: Value, loosely: bool) -> str:
    return loose(value) if loosely and isinstance(value, str) else normal(value)


def _agree(one: Fact, other: Fact, slots: Same) -> bool:
    if slots.loosely:
        return _key(one.value, True) == _key(other.value, True)
    return _may_agree(one.value, other.value)


def _may_agree(one: Value, other: Value) -> bool:
    """Equal, or of one kind and overlapping."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.agrees(other)
    if isinstance(one, Period) and isinstance(other, Period):
        return one.agrees(other)
    return one == other


def _by_authority(facts: list[Fact], evidence: Evidence) -> list[Fact]:
    return sorted(facts, key=lambda fact: evidence.rank(fact.scope.document))
