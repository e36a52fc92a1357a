"""Parts and what they should come to: one sum, and the lists of parts that documents give.

Runs over evidence, before sums are judged and where values that differ are weighed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from attrs import field

from schedcheck.check.evidence import Evidence, by_scope
from schedcheck.check.wording import normal
from schedcheck.fact import Fact, Scope, State
from schedcheck.quantity import Quantity
from schedcheck.record import frozen


@frozen
class Sum:
    """The parts and the whole, named by `label`, that one document gives, and the further part that was agreed."""

    subject: str
    parts: tuple[Fact, ...]
    whole: Fact
    agreed: tuple[Fact, ...] = ()
    label: str = ""
    amount: Quantity | None = field(init=False)

    @amount.default
    def _amount(self) -> Quantity | None:
        """What the parts come to; None where they are not in one unit with the whole."""
        values = [fact.value for fact in (*self.parts, *self.agreed)]
        whole = self.whole.value
        low = high = Decimal(0)
        for value in values:
            if not isinstance(value, Quantity) or not isinstance(whole, Quantity):
                return None
            if value.unit != whole.unit or value.kind != whole.kind:
                return None
            low, high = low + value.low, high + value.high
        return Quantity(whole.kind, low, high, whole.unit) if isinstance(whole, Quantity) else None


def adding_up(parts: str, whole: str, evidence: Evidence) -> frozenset[Fact]:
    """The facts of lists that come to a total of their document, and these totals."""
    upheld: list[Fact] = []
    for _, group, wanted in lists_of(parts, whole, (), evidence):
        for total_ in wanted:
            sum_ = Sum("", each_once(group), total_)
            value = total_.value
            if isinstance(value, Quantity) and value.is_exact and sum_.amount and sum_.amount.agrees(value):
                upheld += [*group, total_]
    return frozenset(upheld)


def lists_of(
    parts: str, whole: str, only: tuple[str, ...], evidence: Evidence, *, own: bool = False
) -> Iterator[tuple[Scope, list[Fact], list[Fact]]]:
    """Each list of several parts, with the totals that it, or else and not with `own` its document, gives.

    One that shows old and new values is two lists: as they were, and as they shall be.
    """
    wholes: dict[tuple[str, int], list[Fact]] = {}
    for fact in evidence.judged(whole, only):
        for number in (fact.scope.number, -1):
            wholes.setdefault((fact.scope.document, number), []).append(fact)
    for scope, group in by_scope(evidence.judged(parts, only)):
        if len(group) > 1:
            wanted = wholes.get((scope.document, scope.number), [])
            wanted = wanted if wanted or own else wholes.get((scope.document, -1), [])
            yield from ((scope, *each) for each in _by_state(group, wanted))


def _by_state(parts: list[Fact], wanted: list[Fact]) -> Iterator[tuple[list[Fact], list[Fact]]]:
    """Parts and totals in each of their states: what has no value in a state has the one that it has in another."""
    seen: list[tuple[frozenset[tuple[str, str]], frozenset[str]]] = []
    for state in dict.fromkeys(fact.state for fact in (*parts, *wanted)):
        listed, totals = _in_state(state, parts), _in_state(state, wanted)
        values = frozenset((fact.subject, normal(fact.value)) for fact in listed)
        key = (values, frozenset(normal(fact.value) for fact in totals))
        if key not in seen:
            seen.append(key)
            yield listed, totals


def _in_state(state: State, facts: list[Fact]) -> list[Fact]:
    own = {fact.subject for fact in facts if fact.state == state}
    return [fact for fact in facts if fact.state == state or fact.subject not in own]


def each_once(parts: Iterable[Fact]) -> tuple[Fact, ...]:
    """A subject that stands twice with one value is one part."""
    kept: dict[tuple[str, str], Fact] = {}
    for fact in parts:
        kept.setdefault((fact.subject, normal(fact.value)), fact)
    return tuple(kept.values())


def exact_first(facts: Iterable[Fact]) -> Fact:
    """The first exact amount; the first of all where none is exact."""
    return min(facts, key=lambda fact: not (isinstance(fact.value, Quantity) and fact.value.is_exact))
