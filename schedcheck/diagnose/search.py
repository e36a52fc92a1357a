"""The smallest set of remedies: findings and remedies parted into independent problems, each searched exactly.

Runs after every remedy was tried. Findings hang together where one remedy settles both. Within a problem this is a
minimum hitting set: each finding must be hit by a remedy that settles it. The search is bounded in steps and never by
the clock, and says so when it was given up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field

from schedcheck.diagnose.weighing import Tried, Weight, total
from schedcheck.record import define, frozen

STEPS = 20_000
"""So many sets are looked at for one problem before the best one so far is taken as it is."""

DEEPEST = 300
"""A problem that takes more remedies is not searched any further."""


@frozen
class Problem:
    """Findings, by their ids, that hang together, and the remedies that settle some of them."""

    findings: tuple[str, ...]
    tried: tuple[Tried, ...]


@frozen
class Choice:
    """The smallest set that was found; `proven` where no other can be smaller."""

    tried: tuple[Tried, ...]
    proven: bool


def problems(findings: Sequence[str], tried: Sequence[Tried]) -> Iterator[Problem]:
    """Independent problems, in the order of their first findings; findings that nothing settles are in none.

    What a remedy settles besides these findings parts no problem and joins none.
    """
    joined, wanted = _Joined(), frozenset(findings)
    settling = [(each, sorted(each.outcome.settled & wanted)) for each in tried if each.outcome.settled & wanted]
    for _, settled in settling:
        joined.join(settled[0], settled)
    parts: dict[str, tuple[list[str], list[Tried]]] = {}
    hit = {name for _, settled in settling for name in settled}
    for name in findings:
        if name in hit:
            parts.setdefault(joined.root(name), ([], []))[0].append(name)
    for each, settled in settling:
        parts[joined.root(settled[0])][1].append(each)
    for names, some in parts.values():
        yield Problem(tuple(names), tuple(sorted(some, key=lambda t: (t.weight, t.remedy.key))))


@define
class _Joined:
    """Names that hang together."""

    above: dict[str, str] = field(factory=dict)

    def root(self, name: str) -> str:
        while (higher := self.above.get(name, name)) != name:
            self.above[name] = self.above.get(higher, higher)
            name = higher
        return name

    def join(self, name: str, others: Iterable[str]) -> None:
        for other in others:
            self.above[self.root(other)] = self.root(name)


def smallest(problem: Problem, steps: int = STEPS) -> Choice:
    """The set of remedies of least weight that settles every finding of a problem."""
    search = _Search(problem, steps)
    search.best = search.greedy()
    if len(search.best) > DEEPEST:
        return Choice(search.best, False)
    search.go_on(frozenset(problem.findings), (), Weight())
    return Choice(search.best, search.left > 0)


def _undominated(tried: Iterable[Tried], wanted: frozenset[str]) -> list[Tried]:
    """Without those for which there is a lighter one that settles as much. Gets the lightest first."""
    kept: list[Tried] = []
    for each in tried:
        if not any(each.outcome.settled & wanted <= other.outcome.settled for other in kept):
            kept.append(each)
    return kept


@define
class _Search:
    """Depth first, the finding with the fewest remedies first, the lightest remedy first."""

    problem: Problem
    left: int
    best: tuple[Tried, ...] = ()
    _hitting: Mapping[str, list[Tried]] = field(init=False)

    @_hitting.default
    def _hit(self) -> Mapping[str, list[Tried]]:
        hitting: dict[str, list[Tried]] = {name: [] for name in self.problem.findings}
        for each in _undominated(self.problem.tried, frozenset(hitting)):
            for name in sorted(each.outcome.settled):
                if name in hitting:
                    hitting[name].append(each)
        return hitting

    def greedy(self) -> tuple[Tried, ...]:
        """A set to begin with: the remedy that settles most for its rows, again and again."""
        open_, chosen = set(self.problem.findings), []
        while open_:
            best = min(
                (each for each in self.problem.tried if each.outcome.settled & open_),
                key=lambda each: (each.weight.rows / len(each.outcome.settled & open_), each.weight, each.remedy.key),
            )
            chosen.append(best)
            open_ -= best.outcome.settled
        return tuple(chosen)

    def go_on(self, open_: frozenset[str], chosen: tuple[Tried, ...], weight: Weight) -> None:
        """Tries every way to hit what is still open, unless that can not be better than what is known."""
        self.left -= 1
        if not open_:
            if weight < total(self.best):
                self.best = chosen
            return
        best = total(self.best)
        if self.left <= 0 or (weight.rows + 1, weight.remedies + 1) > (best.rows, best.remedies):
            return
        name = min(open_, key=lambda each: (len(self._hitting[each]), each))
        for each in self._hitting[name]:
            self.go_on(open_ - each.outcome.settled, (*chosen, each), weight + each.weight)
