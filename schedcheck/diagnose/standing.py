"""Whether what was chosen for one problem can stand beside what was chosen for the others.

Runs after the smallest set of each problem is found. Problems are independent as far as findings tell, yet two edits
may change one cell, or break together what each leaves whole. Then the lighter one stays, of two changes of one cell
that with the smaller slip of the pen, and the other problem gets its next best way that goes with it, or none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import combinations

from attrs import evolve

from schedcheck.diagnose.remedy import Remedy
from schedcheck.diagnose.search import Choice, Problem
from schedcheck.diagnose.trying import Rejected, Tries
from schedcheck.diagnose.weighing import Tried
from schedcheck.record import define

MOST = 60
"""Where more remedies are chosen, they are tried together once, and each is left as it is."""


def standing(chosen: Sequence[tuple[Problem, Choice]], tries: Tries) -> list[Choice]:
    """The choices, in their order, without what can not stand beside a lighter one; that is rejected.

    Of two ways that are as good neither is an edit yet: these are kept as they are.
    """
    edits = [_Edit(tried, problem, choice) for problem, choice in chosen for tried in choice.tried]
    edits = [edit for edit in edits if edit.is_sole]
    if len(edits) > MOST or _go_together(edits, tries):
        return [choice for _, choice in chosen]
    stay: list[Tried] = []
    kept: dict[Tried, tuple[Tried, ...]] = {}
    for edit in sorted(edits, key=lambda edit: (_contested(edit, edits), edit.tried.weight, edit.tried.remedy.key)):
        fitting = next((way for way in edit.ways() if _fits(way, stay, tries)), None)
        kept[edit.tried] = (fitting,) if fitting else ()
        stay += kept[edit.tried]
    return [
        evolve(choice, tried=tuple(way for tried in choice.tried for way in kept.get(tried, (tried,))))
        for _, choice in chosen
    ]


@define(eq=False)
class _Edit:
    """What was chosen for some findings of a problem."""

    tried: Tried
    problem: Problem
    choice: Choice

    @property
    def own(self) -> frozenset[str]:
        """The findings that nothing else of the choice settles."""
        others = [other.outcome.settled for other in self.choice.tried if other is not self.tried]
        return self.tried.outcome.settled.intersection(self.problem.findings).difference(*others)

    @property
    def is_sole(self) -> bool:
        return not any(way.weight == self.tried.weight for way in self.ways() if way is not self.tried)

    def ways(self) -> Iterator[Tried]:
        """It, and the other ways to settle the same, the lightest first."""
        yield self.tried
        for other in self.problem.tried:
            if self.own <= other.outcome.settled and other not in self.choice.tried:
                yield other


def _go_together(edits: Sequence[_Edit], tries: Tries) -> bool:
    whole = _whole([edit.tried.remedy for edit in edits])
    return whole is not None and not tries.trial.outcome(whole.swaps).broken


def _contested(edit: _Edit, edits: Sequence[_Edit]) -> int:
    """How large a slip it mends, where another changes the same; 0 where none does."""
    rivals = (other for other in edits if other is not edit and _clash(other.tried.remedy, edit.tried.remedy))
    return 1 + edit.tried.remedy.slip if any(rivals) else 0


def _fits(way: Tried, stay: Sequence[Tried], tries: Tries) -> bool:
    """Does it break nothing together with those that stay and are near? A list may lack more then than it did."""
    near = [other.remedy for other in stay if _is_near(other.remedy, way.remedy)]
    whole = _whole([*near, way.remedy])
    if whole is None or not near:
        return whole is not None
    outcome = tries.trial.outcome(whole.swaps)
    if outcome.broken:
        tries.rejected[way.remedy.key] = Rejected(way.remedy, evolve(outcome, settled=way.outcome.settled))
    return not outcome.broken


def _whole(remedies: Sequence[Remedy]) -> Remedy | None:
    """All at once; None where two change one fact. What only adds comes first: a fact is added to, then changed."""
    if any(_clash(one, other) for one, other in combinations(remedies, 2)):
        return None
    ordered = sorted(remedies, key=lambda remedy: not all(swap.is_addition for swap in remedy.swaps))
    return reduce(Remedy.along_with, ordered, Remedy((), ()))


def _clash(one: Remedy, other: Remedy) -> bool:
    changed = {id(swap.old) for swap in one.swaps if not swap.is_addition}
    return any(id(swap.old) in changed for swap in other.swaps if not swap.is_addition)


def _is_near(one: Remedy, other: Remedy) -> bool:
    """Do both change what is said of one subject, or in one section?"""
    subjects, sections = set(), set()
    for swap in one.swaps:
        subjects |= {fact.subject for fact in (swap.old, *swap.new)}
        sections |= {(fact.document, fact.section) for fact in (swap.old, *swap.new)}
    return any(
        fact.subject in subjects or (fact.document, fact.section) in sections
        for swap in other.swaps
        for fact in (swap.old, *swap.new)
    )
