"""Sums run backwards: the missing addend, the whole that the parts come to, the line that is missing or too many.

Runs for findings of `total` and `at-most`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import evolve

from schedcheck.check.addends import Sum, each_once, exact_first, lists_of
from schedcheck.check.evidence import Statement
from schedcheck.check.wording import cite, like, normal, said
from schedcheck.diagnose.backwards.values import siblings
from schedcheck.diagnose.ground import Ground, inserted, rewritten, states, without_row
from schedcheck.diagnose.remedy import Remedy
from schedcheck.fact import Fact
from schedcheck.finding import Edit, Finding
from schedcheck.quantity import Quantity, parse
from schedcheck.rule.relations import AtMost, Total


def totals(finding: Finding, slots: Total, ground: Ground) -> Iterator[Remedy]:
    """Each part, or the whole, made what the others ask for."""
    if slots.each == "document":
        yield from _lists(finding, slots, ground)
        return
    found = _statement(finding, (*slots.of, slots.is_), ground)
    whole = found.get(slots.is_) if found else None
    if found is None or whole is None or not all(name in found for name in slots.of):
        return
    parts = tuple(found[name] for name in slots.of)
    agreed = ground.evidence.asserted(slots.agreed) if slots.agreed else []
    own = [f for f in agreed if f.subject in {whole.subject, normal(whole.value)}][:1]
    yield from _addends(Sum(whole.subject, parts, whole, tuple(own)), ground)
    yield from _wholes(whole, parts, agreed, ground)


def _statement(finding: Finding, names: tuple[str, ...], ground: Ground) -> Statement | None:
    """What the finding's document says of its subject in its state."""
    document = finding.citations[0].document
    for found in ground.evidence.statements(names):
        first = next(iter(found.values()))
        if (first.subject, first.document, first.state) == (finding.subject, document, finding.state):
            return found
    return None


def _addends(sum_: Sum, ground: Ground) -> Iterator[Remedy]:
    """The missing addend: the whole less the other parts."""
    whole = sum_.whole.value
    if sum_.amount is None or not isinstance(whole, Quantity) or not (sum_.amount.is_exact and whole.is_exact):
        return
    gap = whole.low - sum_.amount.low
    needed = [(fact, fact.value.low + gap) for fact in sum_.parts if isinstance(fact.value, Quantity)]
    beside = any(_is_beside(fact, low, ground) for fact, low in needed)
    for fact, low in needed:
        yield from _amount(fact, low, ground, anywhere=not beside)


def _is_beside(fact: Fact, needed: Decimal, ground: Ground) -> bool:
    """Does a row that shares a figure with the fact's say the amount? What others say of others is nothing to that."""
    return any(isinstance(f.value, Quantity) and f.value.low == f.value.high == needed for f in siblings(fact, ground))


def _wholes(whole: Fact, parts: Sequence[Fact], agreed: Sequence[Fact], ground: Ground) -> Iterator[Remedy]:
    """The whole that the parts come to, with the further part that is agreed for that whole."""
    amount = Sum(whole.subject, tuple(parts), whole).amount
    if amount is None or not amount.is_exact:
        return
    for further in agreed:
        value = further.value
        if isinstance(value, Quantity) and (value.kind, value.unit) == (amount.kind, amount.unit):
            sum_ = Quantity.exact(amount.kind, amount.low + value.low, amount.unit)
            if further.subject in {whole.subject, sum_.normal()}:
                yield from _amount(whole, sum_.low, ground)
    if not agreed:
        yield from _amount(whole, amount.low, ground)


def _amount(fact: Fact, needed: Decimal, ground: Ground, *, anywhere: bool = True) -> Iterator[Remedy]:
    """An amount in the words of somebody who says the same; else written as the value is that it takes the place of.

    Who says it of something else alone counts where it may be said `anywhere`.
    """
    value = fact.value
    if not isinstance(value, Quantity) or needed < 0 or needed == value.low:
        return
    meant = Quantity.exact(value.kind, needed, value.unit)
    others = list(ground.witnesses(fact.property, fact.subject, meant, fact.state, fact.document))
    others += [f for f in siblings(fact, ground) if f.value == meant][:1]
    of_others = [f for f in ground.having(fact.property, meant) if f is not fact and f.subject != fact.subject]
    others += of_others[:1] if anywhere else []
    printed = said(others[0]) if others else like(meant, said(fact))
    if parse(printed) == meant or others:
        remedy = rewritten([fact], meant, printed, others, ground)
        if remedy:
            yield remedy


def bounds(finding: Finding, slots: AtMost, ground: Ground) -> Iterator[Remedy]:
    """What other documents say of the parts and of the whole."""
    found = _statement(finding, (*slots.of, slots.is_), ground) or {}
    for fact in found.values():
        stated = ground.evidence.stated(fact.property).get(fact.subject, ())
        for other in stated:
            if other.document != fact.document and other.state in states(fact.state) and other.value != fact.value:
                remedy = rewritten([fact], other.value, said(other), [other], ground)
                if remedy:
                    yield remedy


def _lists(finding: Finding, slots: Total, ground: Ground) -> Iterator[Remedy]:
    """Lines that do not come to their total: a line's amount, the total, a line too many, a line that is missing."""
    document = finding.citations[0].document
    for scope, group, wanted in lists_of(slots.of[0], slots.is_, (), ground.evidence, own=slots.own):
        if scope.document != document or not wanted:
            continue
        sum_ = Sum("", tuple(group) if slots.own else each_once(group), exact_first(wanted))
        whole = sum_.whole.value
        if sum_.amount is None or not isinstance(whole, Quantity) or not (sum_.amount.is_exact and whole.is_exact):
            continue
        gap = whole.low - sum_.amount.low
        yield from _stated_elsewhere(sum_, ground)
        yield from _addends(sum_, ground)
        yield from _amount(sum_.whole, sum_.amount.low, ground)
        yield from _one_too_many(sum_, -gap, ground)
        yield from _one_missing(sum_, gap, ground)


def _stated_elsewhere(sum_: Sum, ground: Ground) -> Iterator[Remedy]:
    """The amounts of these lines in other documents."""
    for fact in sum_.parts:
        for other in ground.evidence.stated(fact.property).get(fact.subject, ()):
            if other.document != fact.document and isinstance(other.value, Quantity) and other.value != fact.value:
                yield from _amount(fact, other.value.low, ground)


def _one_too_many(sum_: Sum, surplus: Decimal, ground: Ground) -> Iterator[Remedy]:
    for fact in sum_.parts:
        if isinstance(fact.value, Quantity) and fact.value.low == surplus > 0:
            remedy = without_row(fact, ground)
            if remedy:
                yield remedy


def _one_missing(sum_: Sum, gap: Decimal, ground: Ground) -> Iterator[Remedy]:
    """A line of another document that comes to what is missing."""
    last, here = sum_.parts[-1], {fact.subject for fact in sum_.parts}
    for other in ground.evidence.asserted(last.property):
        value = other.value
        absent = other.document != last.document and other.subject not in here
        if absent and isinstance(value, Quantity) and value.low == value.high == gap and ground.is_ours(last):
            new = evolve(last, subject=other.subject, value=value, printed=said(other), kind=other.kind)
            edit = Edit(
                "insert", last.document, last.section, other.subject, last.property, "", said(other), last.place
            )
            yield inserted([(last, new)], [edit], ground, [cite(other, "authority", "this line")])
