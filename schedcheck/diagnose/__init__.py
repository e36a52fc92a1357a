"""Findings -> causes: the smallest edits to the documents that make the rules hold and break none that held.

Runs after checking, over facts, rules and results; pure. Each finding's relation, run backwards, proposes remedies;
each remedy is tried on the facts by running the rules again; the smallest set of those that break nothing is chosen.
This is diagnosis by hitting sets over conflicts (Reiter 1987), with a rule that does not hold as the conflict.
"""

from __future__ import annotations

from collections.abc import Sequence

from schedcheck.check import check
from schedcheck.diagnose.anew import Anew, Judge
from schedcheck.diagnose.cause import Cause
from schedcheck.diagnose.search import problems, smallest
from schedcheck.diagnose.standing import standing
from schedcheck.diagnose.telling import causes, given_up
from schedcheck.diagnose.trying import tries
from schedcheck.fact import Facts
from schedcheck.finding import LEVELS, Finding, Result
from schedcheck.rule import Rule

__all__ = ["Cause", "diagnose"]


def diagnose(
    results: Sequence[Result], facts: Facts, rules: Sequence[Rule], judge: Judge | None = None
) -> tuple[Cause, ...]:
    """The causes, that of the gravest finding first. Findings for which no remedy is known have none,
    nor have those that are notes alone: a note asks, and does not say that anything must change.

    `judge` gives the results of other facts, with all that schedules ever held, on the day of the run and on later
    ones; without it what amendments bring about is judged on that day alone.
    """
    found = [finding for result in results for finding in result.findings]
    found.sort(key=lambda finding: LEVELS.index(finding.level))
    findings: dict[str, Finding] = {finding.id: finding for finding in found}
    anew = Anew(results, facts, rules, judge or (lambda whole: check(rules, whole)))
    grave = [name for name, finding in findings.items() if finding.level != LEVELS[-1]]
    tried = tries(findings.values(), facts, rules, anew)
    notes = set(findings).difference(grave)
    told: list[Cause] = []
    parted = list(problems(grave, [*tried.sound.values()]))
    for problem, choice in zip(parted, standing([(p, smallest(p)) for p in parted], tried), strict=True):
        told += causes(problem, choice, findings, tried, facts, frozenset(notes))
        notes.difference_update(name for cause in told for name in cause.explains)
    explained = {name for cause in told for name in cause.explains}
    unseen = [finding for finding in tried.unseen if finding.id not in explained]
    return (*told, given_up(unseen, facts)) if unseen else tuple(told)
