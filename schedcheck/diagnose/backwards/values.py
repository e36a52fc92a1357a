"""One value that should be another: what others say, what is in force, what stands in the rows beside it.

Runs for findings about single values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from attrs import evolve

from schedcheck.check.agreeing import is_exact
from schedcheck.check.evidence import one_a_document
from schedcheck.check.wording import cite, normal, said
from schedcheck.diagnose.ground import Ground, renamed, rewritten, states
from schedcheck.diagnose.remedy import Remedy, Swap, together
from schedcheck.diagnose.slip import slip
from schedcheck.fact import Fact, Value
from schedcheck.finding import Edit, Finding
from schedcheck.place import Place
from schedcheck.rule.relations import OneOf, Relation, Same

MOST_OTHERS = 6
MOST_ROWS = 60


def as_others(finding: Finding, slots: Same, ground: Ground) -> Iterator[Remedy]:
    """The value that others give, here; and this one there."""
    stated = _stated(finding, slots, ground)(finding.subject)
    wrong = [f for f in stated if f.state == finding.state and normal(f.value) == finding.values[0]]
    right = [f for f in stated if normal(f.value) == finding.values[1] and f.state in states(finding.state)]
    ranked = sorted(right, key=lambda f: ground.evidence.rank(f.document))
    if not wrong or not ranked:
        return
    yield from _put(wrong, ranked, ground)
    yield from _set_beside(wrong, ranked, ground)
    if is_exact(wrong[0].value):
        yield from _put([f for f in right if is_exact(f.value)], wrong, ground)
    for fact in wrong if len(wrong) > 1 else ():
        yield from _put([fact], ranked, ground)


def exchanged(finding: Finding, slots: Same, ground: Ground) -> Iterator[Remedy]:
    """Two values of one row, or the ids of two rows, that have taken each other's places."""
    stated = _stated(finding, slots, ground)
    wrong = [f for f in ground.cited(finding, "found") if f.property == finding.property and ground.is_ours(f)]
    for fact in [f for f in wrong if f.subject == finding.subject][:1]:
        alike = [f for f in ground.having(fact.property, _meant(finding, fact, ground)) if f.document == fact.document]
        for other in sorted(alike, key=lambda f: f.subject != fact.subject)[:MOST_OTHERS]:
            if other.subject == fact.subject and other.state != fact.state:
                pair = rewritten([fact], other.value, said(other), (), ground)
                back = rewritten([other], fact.value, said(fact), (), ground)
            elif other.state == fact.state and _is_elsewhere(other, fact.value, stated(other.subject)):
                pair, back = renamed(fact, other.subject, ground), renamed(other, fact.subject, ground)
            else:
                continue
            both = together([pair, back]) if pair and back else None
            if both:
                witnesses = (c for c in finding.citations if c.role in {"expected", "authority"})
                yield evolve(both, witnesses=tuple(witnesses))


def _stated(finding: Finding, slots: Same, ground: Ground) -> Callable[[str], list[Fact]]:
    """What is stated of a subject, under each of the names that go together."""
    names = slots.of if slots.together else (finding.property,)
    return lambda subject: [f for name in names for f in ground.evidence.stated(name).get(subject, ())]


def _meant(finding: Finding, fact: Fact, ground: Ground) -> Value:
    """What the others say of the finding's subject."""
    others = ground.cited(finding, "authority", "expected")
    return next((f.value for f in others if f.subject == finding.subject), fact.value)


def _is_elsewhere(other: Fact, value: Value, stated: Iterable[Fact]) -> bool:
    """Does another document give the other row's subject this value?"""
    return any(f.value == value and f.document != other.document and f.state in states(other.state) for f in stated)


def _put(facts: Iterable[Fact], by: list[Fact], ground: Ground) -> Iterator[Remedy]:
    """A value in the words of the first of its witnesses; each document is one of them."""
    first = next((f for f in by if is_exact(f.value)), None)
    if first is None:
        return
    here = {fact.document for fact in facts}
    witnesses = list({f.document: f for f in reversed(by) if f.document not in here}.values())[::-1]
    remedy = rewritten(facts, first.value, said(first), witnesses[:6], ground)
    if remedy:
        yield remedy


def _set_beside(wrong: list[Fact], right: list[Fact], ground: Ground) -> Iterator[Remedy]:
    """The new value beside one that stays the old one: it is printed once for before and after, and changes."""
    first = right[0]
    if not all(f.state == "proposed" and ground.is_printed_once(f) and ground.is_ours(f) for f in wrong):
        return
    edits = [Edit("insert", f.document, f.section, f.subject, f.property, "", said(first), f.place) for f in wrong]
    swaps = [Swap(f, (evolve(f, value=first.value, printed=said(first), place=_after(f.place)),)) for f in wrong]
    here = {fact.document for fact in wrong}
    others = [f for f in one_a_document(right, MOST_OTHERS) if f.document not in here]
    cited = [cite(f, "expected" if n else "authority", "says the same") for n, f in enumerate(others)]
    yield Remedy(tuple(edits), tuple(swaps), tuple(cited), slip("", said(first)))


def _after(place: Place) -> Place:
    """Another place, in the same cell."""
    return evolve(place, offset=place.offset + 1)


def as_siblings(finding: Finding, slots: Relation, ground: Ground) -> Iterator[Remedy]:
    """What the rows say whose other figures are the same, for each value of the row that is cited."""
    row: dict[int, Fact] = {}
    for cited in ground.cited(finding, "found", "expected"):
        row.update((id(fact), fact) for fact in (cited, *ground.row(cited)))
    for fact in row.values():
        if not isinstance(fact.value, str) and fact.property in slots.speaks_of():
            yield from _like_siblings(fact, ground)


def _like_siblings(fact: Fact, ground: Ground) -> Iterator[Remedy]:
    """One remedy for each other value, the most usual first."""
    by_value: dict[str, list[Fact]] = {}
    for other in siblings(fact, ground):
        if other.value != fact.value:
            by_value.setdefault(normal(other.value), []).append(other)
    for facts in sorted(by_value.values(), key=len, reverse=True)[:3]:
        remedy = rewritten([fact], facts[0].value, said(facts[0]), _witnesses(fact, facts, ground), ground)
        if remedy:
            yield remedy


def siblings(fact: Fact, ground: Ground) -> list[Fact]:
    """The facts of its property in rows of its document that share another figure with its own row."""
    figures = [f for f in ground.row(fact) if f.state == fact.state and f.property != fact.property]
    alike = (
        (other.subject, other.state)
        for figure in figures
        if not isinstance(figure.value, str)
        for other in ground.having(figure.property, figure.value)
        if other.document == fact.document and other.subject != fact.subject
    )
    rows = dict.fromkeys(islice(alike, MOST_ROWS))
    stated = ground.evidence.stated(fact.property)
    every = ((state, f) for subject, state in rows for f in stated.get(subject, ()))
    return [f for state, f in every if f.document == fact.document and f.state == state]


def _witnesses(fact: Fact, siblings: list[Fact], ground: Ground) -> list[Fact]:
    """Documents that say so of the subject itself, then a row beside it."""
    others = ground.witnesses(fact.property, fact.subject, siblings[0].value, fact.state, fact.document)
    return [*others, siblings[0]]


def among(finding: Finding, slots: OneOf, ground: Ground) -> Iterator[Remedy]:
    """A value of the closed list, if a document gives it for the subject."""
    closed = {normal(fact.value): fact for fact in reversed(ground.evidence.held(slots.among))}
    wrong = [f for f in ground.cited(finding, "found") if f.property == finding.property]
    stated = ground.evidence.stated(finding.property).get(finding.subject, ())
    for fact in stated:
        held = closed.get(normal(fact.value))
        if held and fact.state in states(finding.state) and wrong:
            remedy = rewritten(wrong, fact.value, said(fact), [fact, held], ground)
            if remedy:
                yield remedy
