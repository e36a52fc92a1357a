"""What a change of the facts would settle and break, found by running the rules again.

Runs over the facts as they are; every change is tried on a copy of the few facts that bear on it, and only the
rules that it can reach are run. Work is counted in facts looked at, so that a bound on it is the same in every run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from schedcheck.check import RELATIONS
from schedcheck.check.evidence import Evidence
from schedcheck.check.tally import Tally
from schedcheck.check.wording import loose, normal
from schedcheck.diagnose.reach import Reach, reach_of
from schedcheck.diagnose.remedy import Swap
from schedcheck.fact import Fact, Facts
from schedcheck.finding import LEVELS, Finding
from schedcheck.record import frozen
from schedcheck.rule import Rule

Keys = frozenset[str]
Placed = tuple[int, Fact]

TOLD = 300
"""To tell a finding takes as long as to look at so many facts."""


@frozen
class Outcome:
    """Ids of findings that a change settles, the findings that it makes, and checks that it leaves undecided.

    A finding that a change only words anew (another value of one check that stays broken) is neither.
    """

    settled: frozenset[str]
    broken: tuple[Finding, ...]
    clouded: int = 0

    @property
    def is_sound(self) -> bool:
        """Does it settle something, and break nothing that held?"""
        return bool(self.settled) and not self.broken


@frozen
class _Run:
    """What one rule says of some facts."""

    findings: dict[str, Finding]
    unsure: frozenset[str]


class Trial:
    """Rules over facts, ready to try changes. `spent` counts the facts that were looked at so far."""

    def __init__(self, rules: Sequence[Rule], facts: Facts, wrong: Collection[str] | None = None) -> None:
        """`wrong` are the names of the rules that are broken: only their findings can be settled. None: any may be."""
        self.facts = facts
        self.spent = self.size = 0
        self._wrong = frozenset(rule.name for rule in rules) if wrong is None else frozenset(wrong)
        spoken = [rule for rule in rules if _is_spoken_of(rule, facts)]
        self._reaches = sorted(((rule, reach_of(rule.relation)) for rule in spoken), key=lambda r: r[1].by == "all")
        self._schedules = frozenset(paper.id for paper in facts.papers.values() if paper.schedule)
        self._groups: dict[tuple[str, str, str], list[Placed]] = {}
        self._runs: dict[tuple[str, Keys], _Run] = {}
        self._held: dict[str, list[Fact]] = {}
        self._numbers: dict[str, dict[int, int]] = {}
        self._reaching: dict[str, list[int]] = {}
        wanted: dict[str, dict[str, None]] = {}
        for number, (_, reach) in enumerate(self._reaches):
            for name in {*reach.near, *reach.everything, *reach.held}:
                self._reaching.setdefault(name, []).append(number)
            for name in reach.near:
                wanted.setdefault(name, {})[reach.by] = None
        for number, fact in enumerate(facts):
            self.size += 1
            for by in wanted.get(fact.property, ()):
                self._groups.setdefault((by, fact.property, _shared(fact, by)), []).append((number, fact))

    def outcome(self, swaps: Sequence[Swap], *, stop: bool = False) -> Outcome:
        """What the swaps do. With `stop`, what is broken near by is enough, and whole lists are not judged then.

        Broken rules come first: where none of their findings is settled, nothing else is looked at.
        """
        settled: set[str] = set()
        broken: list[Finding] = []
        clouded = 0
        concerned = list(self._concerned(swaps))
        concerned.sort(key=lambda each: each[0].name not in self._wrong)
        hopeful = sum(rule.name in self._wrong for rule, _ in concerned)
        for number, (rule, reach) in enumerate(concerned):
            if (number == hopeful and not settled) or (broken and stop and reach.by == "all" and number >= hopeful):
                break
            keys = _keys(swaps, reach)
            before, after = self._before(rule, reach, keys), self._after(rule, reach, keys, swaps)
            gone, made = _difference(before, after, reach)
            if rule.level == LEVELS[-1] and before.unsure - after.unsure:
                made = []  # A note where nothing could be told before is no rule that held.
            unsure = after.unsure - before.unsure
            if not (unsure and reach.by == "all"):
                settled.update(name for name in gone if before.findings[name].subject not in unsure)
            broken += made
            clouded += max(0, len(unsure) - len(before.unsure - after.unsure))
        return Outcome(frozenset(settled), tuple(broken), clouded)

    def applied(self, swaps: Iterable[Swap]) -> Facts:
        """The facts after a change."""
        by_fact = {id(swap.old): swap.new for swap in swaps}
        names = dict.fromkeys(swap.old.property for swap in swaps)
        return self.facts.with_groups({name: list(_swapped(self.facts.of(name), by_fact)) for name in names})

    def _concerned(self, swaps: Sequence[Swap]) -> Iterator[tuple[Rule, Reach]]:
        value_alone = all(len(s.new) == 1 and _is_alike(s.new[0], s.old) for s in swaps)
        held = {swap.old.property for swap in swaps if swap.old.document in self._schedules}
        numbers = {number for swap in swaps for number in self._reaching.get(swap.old.property, ())}
        for rule, reach in (self._reaches[number] for number in sorted(numbers)):
            if held & {*reach.held} or any(reach.heeds(swap.old, value_alone=value_alone) for swap in swaps):
                yield rule, reach

    def _before(self, rule: Rule, reach: Reach, keys: Keys) -> _Run:
        if (rule.name, keys) not in self._runs:
            self._runs[rule.name, keys] = self._run(rule, self._restricted(reach, keys))
        return self._runs[rule.name, keys]

    def _after(self, rule: Rule, reach: Reach, keys: Keys, swaps: Iterable[Swap]) -> _Run:
        by_fact = {id(swap.old): swap.new for swap in swaps}
        groups = self._restricted(reach, keys)
        for name in {swap.old.property: None for swap in swaps}:
            if name in reach.everything:
                groups[name] = self._spliced(name, swaps)
            elif name in groups:
                groups[name] = list(_swapped(groups[name], by_fact))
        return self._run(rule, groups)

    def _spliced(self, name: str, swaps: Iterable[Swap]) -> list[Fact]:
        """Every fact of a property after a change, without looking at each."""
        facts = self.facts.of(name)
        if name not in self._numbers:
            self._numbers[name] = {id(fact): number for number, fact in enumerate(facts)}
        numbers, changed = self._numbers[name], list(facts)
        mine = [(numbers[id(swap.old)], swap.new) for swap in swaps if id(swap.old) in numbers]
        for number, new in sorted(mine, key=_first, reverse=True):
            changed[number : number + 1] = new
        return changed

    def _restricted(self, reach: Reach, keys: Keys) -> dict[str, list[Fact]]:
        groups = {name: self._held_of(name) for name in reach.held}
        for name in reach.near:
            placed = [each for key in keys for each in self._groups.get((reach.by, name, key), ())]
            groups[name] = [fact for _, fact in sorted(placed, key=_number)]
        groups.update({name: self.facts.of(name) for name in reach.everything})
        return groups

    def _held_of(self, name: str) -> list[Fact]:
        if name not in self._held:
            self._held[name] = [fact for fact in self.facts.of(name) if fact.document in self._schedules]
        return self._held[name]

    def _run(self, rule: Rule, groups: dict[str, list[Fact]]) -> _Run:
        self.spent += 20 + sum(map(len, groups.values()))
        evidence = Evidence(Facts.grouped(groups, self.facts))
        tally: Tally = RELATIONS[rule.relation.kind](rule, rule.relation, evidence)
        self.spent += TOLD * len(tally.findings)
        return _Run({f.id: f for f in tally.findings}, frozenset(each.subject for each in tally.undecided))


def _is_alike(new: Fact, old: Fact) -> bool:
    return (new.subject, new.state, new.place, new.mention) == (old.subject, old.state, old.place, old.mention)


def _is_spoken_of(rule: Rule, facts: Facts) -> bool:
    """Is there anything that the rule judges? No change brings in what no document speaks of."""
    names = rule.relation.speaks_of()
    return not names or any(facts.of(name) for name in names)


def _first(placed: tuple[int, tuple[Fact, ...]]) -> int:
    return placed[0]


def _number(placed: Placed) -> int:
    return placed[0]


def _shared(fact: Fact, by: str) -> str:
    if by == "subject":
        return fact.subject
    return fact.document if by == "document" else loose(normal(fact.value))


def _keys(swaps: Iterable[Swap], reach: Reach) -> Keys:
    """What the changed facts shared with others before, and what they share then."""
    if reach.by == "all":
        return frozenset()
    changed = [fact for swap in swaps for fact in (swap.old, *swap.new) if fact.property in reach.near]
    return frozenset(_shared(fact, reach.by) for fact in changed)


def _swapped(facts: Iterable[Fact], by_fact: dict[int, tuple[Fact, ...]]) -> Iterator[Fact]:
    for fact in facts:
        new = by_fact.get(id(fact))
        if new is None:
            yield fact
        else:
            yield from new


def _difference(before: _Run, after: _Run, reach: Reach) -> tuple[list[str], list[Finding]]:
    """Ids of findings that are gone, and findings that are new: without those that only say another value."""
    gone = {name: finding for name, finding in before.findings.items() if name not in after.findings}
    made = {name: finding for name, finding in after.findings.items() if name not in before.findings}
    checks = {_check(finding, reach) for finding in gone.values()}
    still = {_check(finding, reach) for finding in made.values()} & checks
    return (
        [name for name, finding in gone.items() if _check(finding, reach) not in still],
        [finding for finding in made.values() if _check(finding, reach) not in still],
    )


def _check(finding: Finding, reach: Reach) -> tuple[str, ...]:
    """Which check of its rule a finding is about, whatever the values."""
    subject = finding.subject if reach.by == "subject" else ""
    return (finding.property, finding.state, finding.citations[0].document, subject)
