"""`total` and `at-most`: parts of a whole, of one subject or of one list.

A sum is only made of amounts in one unit; approximate amounts are intervals, and the sum of intervals is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from schedcheck.check.addends import Sum, each_once, exact_first, lists_of
from schedcheck.check.evidence import Evidence, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, gaps, like, listed, normal, of_subject, said, title
from schedcheck.fact import Fact
from schedcheck.finding import Citation, Edit
from schedcheck.quantity import Quantity
from schedcheck.rule import Rule
from schedcheck.rule.relations import AtMost, Total


def total(rule: Rule, slots: Total, evidence: Evidence) -> Tally:
    """The parts come to the whole exactly, or may do so where one is approximate."""
    tally = Tally(rule)
    if slots.each == "document":
        _lists(tally, slots, evidence)
        return tally
    names = (*slots.of, slots.is_)
    agreed = _agreed(slots.agreed, evidence)
    for found in evidence.judged_statements(names, rule.only):
        whole = found.get(slots.is_)
        further = _further(whole, agreed)
        if slots.agreed and whole and not further:
            tally.passed_over += 1
        elif whole and len(found) == len(names) and _fits([found[name] for name in slots.of], further, whole):
            tally.kept += 1
        elif _is_complete(tally, found, names, evidence) and whole:
            parts = tuple(found[name] for name in slots.of)
            _add_up(tally, Sum(whole.subject, parts, whole, further), evidence)
    return tally


def at_most(rule: Rule, slots: AtMost, evidence: Evidence) -> Tally:
    """The parts come to no more than the whole, where nothing is agreed that makes the sum exact."""
    tally = Tally(rule)
    agreed = _agreed(slots.unless, evidence)
    for found in evidence.judged_statements((*slots.of, slots.is_), rule.only):
        whole = found.get(slots.is_)
        if whole is None or _further(whole, agreed):
            tally.passed_over += 1
        elif _is_complete(tally, found, slots.of, evidence):
            parts = tuple(found[name] for name in slots.of)
            _fit(tally, slots, Sum(whole.subject, parts, whole), evidence)
    return tally


def _fits(parts: Sequence[Fact], further: Sequence[Fact], whole: Fact) -> bool:
    """Do exact parts in one unit come to the whole? The quick way to what is kept."""
    wanted = whole.value
    if not isinstance(wanted, Quantity) or wanted.low != wanted.high:
        return False
    amount = Decimal(0)
    for fact in (*parts, *further):
        value = fact.value
        if not isinstance(value, Quantity) or value.unit != wanted.unit or value.low != value.high:
            return False
        amount += value.low
    return amount == wanted.low


def _agreed(name: str, evidence: Evidence) -> dict[str, Fact]:
    """Further parts by the amount, or the subject, for which they were agreed."""
    if not name:
        return {}
    return {fact.subject: fact for fact in reversed(evidence.asserted(name))}


def _further(whole: Fact | None, agreed: dict[str, Fact]) -> tuple[Fact, ...]:
    if whole is None or not agreed:
        return ()
    found = agreed.get(whole.subject) or agreed.get(normal(whole.value))
    return (found,) if found else ()


def _is_complete(tally: Tally, found: dict[str, Fact], names: Sequence[str], evidence: Evidence) -> bool:
    """Are all parts there? Where not, the check is undecided, and says what is missing."""
    missing = [evidence.facts.title(name) for name in names if name not in found]
    if missing:
        first = next(iter(found.values()))
        paper = evidence.paper(first.scope.document)
        reason = f"{title(paper)} gives no {first.state} {listed(missing)}{of_subject(first.subject)}{gaps([paper])}"
        tally.unsure(first.subject, reason, [first.scope.document])
    return not missing


def _add_up(tally: Tally, sum_: Sum, evidence: Evidence) -> None:
    """One sum judged."""
    whole = sum_.whole.value
    if sum_.amount is None or not isinstance(whole, Quantity):
        _no_sum(tally, sum_, evidence)
    elif sum_.amount.agrees(whole):
        tally.kept += 1
    else:
        _does_not_add_up(tally, sum_, sum_.amount, whole, evidence)


def _does_not_add_up(tally: Tally, sum_: Sum, amount: Quantity, whole: Quantity, evidence: Evidence) -> None:
    """The suspect part, if there is one, is the primary place; its edit makes the sum right."""
    suspects = list(_suspects(sum_, evidence))
    first = suspects[0][0] if suspects else sum_.parts[-1]
    others = [fact for fact in (*sum_.parts, sum_.whole) if fact is not first]
    subject = f"{sum_.subject}: " if sum_.subject and len(sum_.parts) > 1 and _is_one_subject(sum_) else ""
    message = f"{subject}{_sum_words(sum_, amount, evidence)}: {_difference(amount, whole, sum_)}."
    tally.broken(
        sum_.whole.subject,
        sum_.whole.property,
        message,
        [
            cite(first, "found", "part of the sum" if first in sum_.parts else "what it should come to"),
            *(_cited(fact, sum_) for fact in others),
            *(cite(fact, "authority", "agreed for this amount") for fact in sum_.agreed),
        ],
        (sum_.whole.scope.document, normal(whole), *(normal(f.value) for f in (*sum_.parts, *sum_.agreed))),
        state=sum_.whole.state,
        certainty=least_sure((*sum_.parts, sum_.whole)),
        edits=[_put(*suspect) for suspect in suspects] if len(suspects) == 1 else [],
    )


def _is_one_subject(sum_: Sum) -> bool:
    return all(fact.subject == sum_.subject for fact in sum_.parts)


def _cited(fact: Fact, sum_: Sum) -> Citation:
    if fact is sum_.whole:
        return cite(fact, "expected", "what it should come to")
    return cite(fact, "found", "part of the sum")


def _sum_words(sum_: Sum, amount: Quantity, evidence: Evidence) -> str:
    """The whole and its addends: "A is 30 s; B (4 s) + C (25 s) is 29 s"."""
    addends = " + ".join(f"{_name(fact, sum_, evidence)} ({said(fact)})" for fact in (*sum_.parts, *sum_.agreed))
    whole = _capital(evidence.facts.title(sum_.whole.property))
    return f"{whole}{of_subject(sum_.label)} is {said(sum_.whole)}; {addends} is {like(amount, said(sum_.whole))}"


def _part_words(sum_: Sum, evidence: Evidence) -> str:
    """One part and the whole: "A is 30 s, but B is 25 s"."""
    part, whole = sum_.parts[0], sum_.whole
    first, second = evidence.facts.title(part.property), evidence.facts.title(whole.property)
    first = first if sum_.subject else _capital(first)
    return f"{first} is {said(part)}, but {second} is {said(whole)}"


def _name(fact: Fact, sum_: Sum, evidence: Evidence) -> str:
    """A part's property; in a list of one property, its subject."""
    same_property = len(sum_.parts) > 1 and sum_.parts[0].property == sum_.parts[1].property
    return fact.subject if same_property and fact in sum_.parts else evidence.facts.title(fact.property)


def _difference(amount: Quantity, whole: Quantity, sum_: Sum) -> str:
    less = amount.high < whole.low
    gap = whole.low - amount.high if less else amount.low - whole.high
    difference = Quantity.exact(whole.kind, gap, whole.unit)
    return f"{like(difference, said(sum_.whole))} too {'little' if less else 'much'}"


def _suspects(sum_: Sum, evidence: Evidence) -> Iterator[tuple[Fact, Fact]]:
    """(fact, another that gives the value which would make the sum right), where documents give such a value."""
    whole = sum_.whole.value
    amount = sum_.amount
    if amount is None or not isinstance(whole, Quantity) or not (amount.is_exact and whole.is_exact):
        return
    gap = whole.low - amount.low
    for fact in (*sum_.parts, sum_.whole):
        value = fact.value
        if isinstance(value, Quantity):
            needed = value.low - gap if fact is sum_.whole else value.low + gap
            other = _other_with(fact, needed, sum_, evidence)
            if other:
                yield fact, other


def _other_with(fact: Fact, needed: Decimal, sum_: Sum, evidence: Evidence) -> Fact | None:
    """A fact of the same property with the needed amount; in a list of one property, of the same subject too."""
    if _is_one_subject(sum_):
        return evidence.amounts(fact.property).get(needed)
    for other in evidence.stated(fact.property).get(fact.subject, []):
        value = other.value
        if isinstance(value, Quantity) and value.low == needed == value.high:
            return other
    return None


def _put(fact: Fact, other: Fact) -> Edit:
    scope = fact.scope
    return Edit(
        "replace", scope.document, scope.section, fact.subject, fact.property, said(fact), said(other), fact.place
    )


def _no_sum(tally: Tally, sum_: Sum, evidence: Evidence) -> None:
    names = [f"{evidence.facts.title(f.property)} ({said(f)})" for f in (*sum_.parts, *sum_.agreed, sum_.whole)]
    tally.unsure(sum_.subject, f"{listed(names)} are not all in one unit", [sum_.whole.scope.document])


def _fit(tally: Tally, slots: AtMost, sum_: Sum, evidence: Evidence) -> None:
    """One upper bound judged."""
    whole = sum_.whole.value
    if sum_.amount is None or not isinstance(whole, Quantity):
        _no_sum(tally, sum_, evidence)
        return
    if sum_.amount.low <= whole.high:
        tally.kept += 1
        return
    subject = f"{sum_.subject}: " if sum_.subject else ""
    words = _sum_words(sum_, sum_.amount, evidence) if len(sum_.parts) > 1 else _part_words(sum_, evidence)
    nothing = f", and no {evidence.facts.title(slots.unless)} is agreed for it" if slots.unless else ""
    message = f"{subject}{words}: {_difference(sum_.amount, whole, sum_)}{nothing}."
    tally.broken(
        sum_.subject,
        sum_.whole.property,
        message,
        [*(cite(f, "found", "part of the sum") for f in reversed(sum_.parts)), _cited(sum_.whole, sum_)],
        (sum_.whole.scope.document, normal(whole), *(normal(fact.value) for fact in sum_.parts)),
        state=sum_.whole.state,
        certainty=least_sure((*sum_.parts, sum_.whole)),
    )


def _lists(tally: Tally, slots: Total, evidence: Evidence) -> None:
    """Each list of parts against the whole that its document gives."""
    for scope, parts, wanted in lists_of(slots.of[0], slots.is_, tally.rule.only, evidence, own=slots.own):
        if wanted and _fits(parts, (), wanted[0]):
            tally.kept += 1
        elif wanted:
            listed_parts = tuple(parts) if slots.own else each_once(parts)
            whole = exact_first(wanted)
            _add_up(tally, Sum("", listed_parts, whole, label=whole.subject if slots.own else ""), evidence)
        else:
            paper = evidence.paper(scope.document)
            reason = f"{title(paper)} gives no {evidence.facts.title(slots.is_)}{gaps([paper])}"
            tally.unsure("", reason, [scope.document])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
