"""What a change of an amendment would settle and break, found by judging all facts again, those of later days too.

Runs where amendments are wrong. One of them may bear on any other and on every later day, so nothing is left out, save
that a remedy which does not even settle its own finding by the finding's own rule is not tried further.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property

from schedcheck.check import check
from schedcheck.diagnose.remedy import Remedy
from schedcheck.diagnose.trial import Outcome
from schedcheck.document import Paper
from schedcheck.fact import Fact, Facts
from schedcheck.finding import Finding, Result, Undecided
from schedcheck.rule import Rule

Judge = Callable[[Facts], tuple[Result, ...]]
"""The results of facts that hold whole histories, on the day of the run and on every later one.

What follows from an amendment that is wrong by itself is among them: it must not count as broken by what mends that.
"""

MOST_WORK = 600_000
"""So many facts are judged anew before the remaining findings are left without a cause: some seconds."""


class Anew:
    """The results as they are, ready to be held against those after a change. `spent` counts the facts judged."""

    def __init__(self, results: Sequence[Result], facts: Facts, rules: Sequence[Rule], judge: Judge) -> None:
        self.results, self.facts, self.judge = results, facts, judge
        self.rules = {rule.name: rule for rule in rules}
        self.amending = frozenset(paper.id for paper in facts.papers.values() if paper.amends)
        self.spent = 0

    @property
    def is_spent(self) -> bool:
        return self.spent > MOST_WORK

    def concerns(self, finding: Finding) -> bool:
        """Is a finding about an amendment, or about what one brings about?"""
        rule = self.rules.get(finding.rule)
        if rule is None or not (self.amending or rule.relation.compares()):
            return False
        found = {citation.document for citation in finding.citations if citation.role == "found"}
        return rule.relation.heeds_amendments() or bool(found & self.amending)

    def settles(self, remedy: Remedy, finding: Finding) -> bool:
        """Is the finding gone for its own rule? One that is not of the day of the run can not be told so."""
        rule = self.rules[finding.rule]
        if not rule.relation.heeds_amendments():
            return True
        self.spent += len(self.facts.history)
        (result,) = self._check([rule], remedy)
        return all(each.id != finding.id for each in result.findings)

    def outcome(self, remedy: Remedy) -> Outcome:
        """What all rules say after a remedy, and did not say before."""
        after = self._judged(_changed(self.facts.history, remedy), remedy.papers)
        return _difference(self._told, self._before, after)

    def further(self, remedy: Remedy, outcome: Outcome) -> Outcome:
        """What a change of another document, whose outcome is known save for amendments, does to these besides."""
        if not self.amending and self.facts.earlier is None:
            return outcome
        self.spent += len(self.facts.history)
        more = _difference(self._told, self._of_amendments, self._check(self._amended, remedy))
        return Outcome(outcome.settled | more.settled, (*outcome.broken, *more.broken), outcome.clouded + more.clouded)

    @cached_property
    def _told(self) -> frozenset[str]:
        return frozenset(finding.id for result in self.results for finding in result.findings)

    @cached_property
    def _before(self) -> tuple[Result, ...]:
        return self._judged(self.facts.history, ())

    @cached_property
    def _amended(self) -> list[Rule]:
        return [rule for rule in self.rules.values() if rule.relation.heeds_amendments()]

    @cached_property
    def _of_amendments(self) -> tuple[Result, ...]:
        return check(self._amended, self.facts)

    def _judged(self, history: Iterable[Fact], papers: Iterable[Paper]) -> tuple[Result, ...]:
        known = {paper.id: paper for paper in (*self.facts.papers.values(), *papers)}
        self.spent += 10 * len(self.facts.history)
        return self.judge(Facts(history, known.values(), self.facts.titles, earlier=self.facts.earlier))

    def _check(self, rules: Sequence[Rule], remedy: Remedy) -> tuple[Result, ...]:
        """Some rules on the day of the run, after a remedy."""
        papers = {paper.id: paper for paper in (*self.facts.papers.values(), *remedy.papers)}
        facts, history = _changed(self.facts, remedy), _changed(self.facts.history, remedy)
        return check(rules, Facts(facts, papers.values(), self.facts.titles, history, self.facts.earlier))


def _changed(facts: Iterable[Fact], remedy: Remedy) -> Iterator[Fact]:
    by_fact = {id(swap.old): swap.new for swap in remedy.swaps}
    for fact in facts:
        yield from by_fact.get(id(fact), (fact,))


def _difference(told: Collection[str], before: Iterable[Result], after: Iterable[Result]) -> Outcome:
    """What is settled of the findings that are told, and what is broken.

    A finding that is only worded anew (another value of one check that stays broken) is neither.
    """
    was, now = list(before), list(after)
    old = {finding.id: finding for result in was for finding in result.findings}
    new = {finding.id: finding for result in now for finding in result.findings}
    gone = {_check(finding) for name, finding in old.items() if name not in new}
    still = {_check(finding) for name, finding in new.items() if name not in old} & gone
    settled = frozenset(n for n, f in old.items() if n in told and n not in new and _check(f) not in still)
    broken = tuple(f for name, f in new.items() if name not in old and _check(f) not in still)
    open_ = {(result.rule, each.subject) for result in was for each in result.undecided}
    unsure = [(result.rule, each) for result in now for each in result.undecided]
    return Outcome(settled, broken, sum(_is_new(rule, each, open_) for rule, each in unsure))


def _check(finding: Finding) -> tuple[str, ...]:
    """Which check of its rule a finding is about, whatever the values."""
    return (finding.rule, finding.property, finding.state, finding.citations[0].document, finding.subject)


def _is_new(rule: str, undecided: Undecided, before: set[tuple[str, str]]) -> bool:
    return (rule, undecided.subject) not in before
