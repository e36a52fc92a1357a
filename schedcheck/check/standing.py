"""Which of several values the others should agree with, and which documents are not to be compared.

Runs within `same`, for values that differ. What settles one rule must not break another that holds: of two totals,
the one that its own lines come to is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from schedcheck.check.addends import adding_up
from schedcheck.check.agreeing import agree, is_exact, may_agree
from schedcheck.check.evidence import Evidence
from schedcheck.fact import Fact
from schedcheck.rule.relations import Same

Weight = tuple[bool, bool, bool, int, tuple[int, int]]


class Standing:
    """How much a value weighs among the values that documents give."""

    def __init__(self, slots: Same, evidence: Evidence) -> None:
        self.slots, self.evidence = slots, evidence

    @cached_property
    def upheld(self) -> frozenset[Fact]:
        """The facts that belong to a list which comes to its total."""
        names = self.slots.adding_up
        return adding_up(names[0], names[1], self.evidence) if len(names) == 2 else frozenset()

    def best(self, groups: Sequence[list[Fact]]) -> list[Fact]:
        """The facts of the value that counts."""
        vague = [facts for facts in groups if not is_exact(facts[0].value)]
        return min(groups, key=lambda facts: self._weight(facts, vague))

    def _weight(self, facts: list[Fact], vague: list[list[Fact]]) -> Weight:
        """Exact values first, then what adds up, what has authority, what most documents mean, the highest rank."""
        value = facts[0].value
        meaning_it = [part for part in vague if part is not facts and may_agree(part[0].value, value)]
        documents = {fact.scope.document for part in (facts, *meaning_it) for fact in part}
        upheld = any(fact in self.upheld for fact in facts)
        authorised = any(self._has_authority(fact) for fact in facts)
        highest = min(self.evidence.rank(fact.scope.document) for fact in facts)
        return (not is_exact(value), not upheld, not authorised, -len(documents), highest)

    def _has_authority(self, fact: Fact) -> bool:
        return self.evidence.paper(fact.scope.document).kind in self.slots.authorities

    def ranked(self, facts: list[Fact]) -> list[Fact]:
        """The highest first: what the rule names as authority, then by rank."""
        return sorted(facts, key=lambda fact: (not self._has_authority(fact), self.evidence.rank(fact.scope.document)))

    def apart(self, facts: Sequence[Fact]) -> list[list[Fact]]:
        """The facts of each kind of document of which several differ, each speaking for itself."""
        kinds: dict[str, list[Fact]] = {}
        for fact in facts if self.slots.one_kind_apart else ():
            kinds.setdefault(self.evidence.paper(fact.scope.document).kind, []).append(fact)
        return [group for kind, group in kinds.items() if kind and self._is_divided(group)]

    def _is_divided(self, facts: list[Fact]) -> bool:
        return any(
            one.scope.document != other.scope.document and not agree(one, other, self.slots)
            for number, one in enumerate(facts)
            for other in facts[number + 1 :]
        )
