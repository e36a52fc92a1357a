"""Every finding's remedies, tried one by one: which are sound, which are ruled out, and by which rule.

Runs once over the results of a check. A remedy that settles something and breaks little is completed by what would
mend that: an id put right breaks the rule about the name beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from attrs import Factory

from schedcheck.diagnose.anew import Anew
from schedcheck.diagnose.backwards import remedies
from schedcheck.diagnose.ground import Ground
from schedcheck.diagnose.remedy import Key, Remedy
from schedcheck.diagnose.sense import hides, makes_sense
from schedcheck.diagnose.trial import Outcome, Trial
from schedcheck.diagnose.weighing import Tried, joined, weighed
from schedcheck.diagnose.words import renames
from schedcheck.fact import Facts
from schedcheck.finding import Finding
from schedcheck.place import Place
from schedcheck.record import define, frozen
from schedcheck.rule import Rule
from schedcheck.rule.relations import AtMost, Total

WORK = 3_000_000
"""So many facts are looked at before the remaining findings are left without a cause: some seconds."""

MOST_JOINED = 8
"""Of so many remedies near a finding every two are tried together."""

COMPLETED = 3
"""So many remedies of one finding are completed, each by at most so many others."""


@frozen(eq=False)
class Rejected:
    """A remedy that would settle a finding and break a rule that held."""

    remedy: Remedy
    outcome: Outcome


@define
class Tries:
    """What was tried so far, and on what; `unseen` are findings that were not come to."""

    trial: Trial
    sound: dict[Key, Tried] = Factory(dict)
    rejected: dict[Key, Rejected] = Factory(dict)
    unseen: list[Finding] = Factory(list)


def tries(findings: Iterable[Finding], facts: Facts, rules: Sequence[Rule], anew: Anew, work: int = WORK) -> Tries:
    """The remedies of all findings, each tried once."""
    apart = [rule for rule in rules if not rule.relation.heeds_amendments()]
    findings = list(findings)
    found = Tries(Trial(apart, facts, {finding.rule for finding in findings}))
    trying = _Trying(found.trial, Ground(facts, rules), anew, found)
    for finding in findings:
        if anew.is_spent if anew.concerns(finding) else trying.trial.spent > work:
            found.unseen.append(finding)
        elif anew.concerns(finding):
            trying.of_amendment(finding)
        else:
            trying.of(finding)
    for finding in findings:
        if trying.trial.spent <= work and not anew.concerns(finding):
            trying.jointly(finding)
    return found


@define
class _Trying:
    trial: Trial
    ground: Ground
    anew: Anew
    found: Tries

    def of(self, finding: Finding) -> None:
        """The remedies of one finding; completed where none of them is sound by itself.

        Only what changes what a row or list is about is completed: a value that breaks a rule is no value to build on.
        """
        rule = self.anew.rules.get(finding.rule)
        own = remedies(finding, rule, self.ground) if rule else []
        for remedy in own:
            self._try(remedy)
        if not any(remedy.key in self.found.sound for remedy in own):
            nearly = [self.found.rejected[r.key] for r in own if r.key in self.found.rejected and _is_open(r)]
            for each in [r for r in nearly if len(r.outcome.broken) < COMPLETED][:COMPLETED]:
                self._complete(each)

    def of_amendment(self, finding: Finding) -> None:
        """The remedies of a finding about an amendment, or about what it brings about."""
        rule = self.anew.rules[finding.rule]
        for remedy in remedies(finding, rule, self.ground, brought_about=not rule.relation.heeds_amendments()):
            known = self.found.sound.get(remedy.key)
            if known or remedy.key in self.found.rejected or self.anew.is_spent:
                continue
            if self.anew.settles(remedy, finding):
                outcome = self.anew.outcome(remedy)
                if outcome.is_sound:
                    self.found.sound[remedy.key] = weighed(remedy, outcome, self.trial.facts)
                elif outcome.settled:
                    self.found.rejected[remedy.key] = Rejected(remedy, outcome)

    def _try(self, remedy: Remedy) -> None:
        known = self.found.sound.get(remedy.key)
        if known:
            both = known.remedy.witnessed_by(remedy)
            self.found.sound[remedy.key] = weighed(both, known.outcome, self.trial.facts)
        if known or remedy.key in self.found.rejected or not (remedy.is_one and makes_sense(remedy, self.ground)):
            return
        outcome = self.trial.outcome(remedy.swaps, stop=not _is_open(remedy))
        if hides(remedy, outcome):
            return
        if outcome.is_sound:
            outcome = self.anew.further(remedy, outcome)
        if outcome.is_sound:
            self.found.sound[remedy.key] = weighed(remedy, outcome, self.trial.facts)
        elif outcome.settled:
            self.found.rejected[remedy.key] = Rejected(remedy, outcome)

    def jointly(self, finding: Finding) -> None:
        """Two sound remedies at once, for a finding that neither of them settles: two figures of one sum are wrong.

        Where one alone settles it and another finding too, that is better.
        """
        rule = self.anew.rules.get(finding.rule)
        if rule is None or not isinstance(rule.relation, Total | AtMost):
            return
        alone = [tried for tried in self.found.sound.values() if finding.id in tried.outcome.settled]
        if any(len(tried.outcome.settled) > 1 for tried in alone):
            return
        cited = {(c.document, c.place) for c in finding.citations}
        near = [tried for tried in self.found.sound.values() if tried not in alone and not tried.parts]
        near = [tried for tried in near if _changes(tried.remedy, cited)]
        near.sort(key=lambda tried: (tried.weight, tried.remedy.key))
        for one, other in combinations(near[:MOST_JOINED], 2):
            if one.remedy.touches(other.remedy) or one.outcome.settled & other.outcome.settled:
                continue
            both = one.remedy.along_with(other.remedy)
            outcome = self.trial.outcome(both.swaps)
            if outcome.is_sound and finding.id in outcome.settled and both.key not in self.found.sound:
                outcome = self.anew.further(both, outcome)
                if outcome.is_sound:
                    self.found.sound[both.key] = joined((one, other), both, outcome)

    def _complete(self, rejected: Rejected) -> None:
        """What would mend that which a remedy breaks, added to it."""
        facts = self.trial.applied(rejected.remedy.swaps)
        ground = Ground(facts, self.ground.rules)
        self.trial.spent += self.trial.size
        for broken in rejected.outcome.broken:
            for further in remedies(broken, self.anew.rules[broken.rule], ground)[: 2 * COMPLETED]:
                if further.witnesses:
                    self._try(rejected.remedy.along_with(further))


def _changes(remedy: Remedy, places: Collection[tuple[str, Place]]) -> bool:
    """Does it change a value at one of some places?"""
    return any((swap.old.document, swap.old.place) in places for swap in remedy.swaps)


def _is_open(remedy: Remedy) -> bool:
    """Does it put another id in a row, or something into a list?"""
    return renames(remedy.edits[0]) or remedy.edits[0].op == "insert"
