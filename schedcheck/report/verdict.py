"""What a run comes to: the verdict, what left it without one, and the exit code.

Part of building a report; pure. A waived finding counts for nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from schedcheck.document import Paper
from schedcheck.finding import LEVELS, FailOn, Finding, Level, Result, Verdict
from schedcheck.reading import Refused
from schedcheck.record import frozen
from schedcheck.report.base import NO_BASE, Base, unread_in
from schedcheck.rule import Rule


@frozen
class Tally:
    """One rule with what became of its checks."""

    rule: Rule
    result: Result

    @property
    def outcome(self) -> Literal["broken", "undecided", "kept", "not applicable"]:
        """The outcome that matters most."""
        if self.result.findings:
            return "broken"
        if self.result.undecided:
            return "undecided"
        return "kept" if self.result.kept and self.result.applicable else "not applicable"


def reaches(level: Level, lowest: Level) -> bool:
    return LEVELS.index(level) <= LEVELS.index(lowest)


def judge(
    findings: Sequence[Finding],
    papers: Sequence[Paper],
    refused: Sequence[Refused],
    tallies: Sequence[Tally],
    fail_on: FailOn,
    base: Base = NO_BASE,
    *,
    allow_empty: bool = False,
) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict, and what left the run without one (which findings outweigh).

    What the base has not read or not decided either is not this change's.
    """
    lowest: Level = "error" if fail_on == "never" else fail_on
    unsettled = tuple(_unsettled(papers, refused, tallies, lowest, base))
    unsettled += () if allow_empty else tuple(_empty(papers, tallies))
    if any(reaches(finding.level, lowest) for finding in findings):
        return "inconsistent", unsettled
    return ("undecided", unsettled) if unsettled else ("consistent", ())


def _unsettled(
    papers: Sequence[Paper], refused: Sequence[Refused], tallies: Sequence[Tally], lowest: Level, base: Base
) -> Iterable[str]:
    partly = sum(1 for each in refused if set(unread_in([each], ())) - base.unread)
    partly += sum(1 for paper in papers if set(unread_in((), [paper])) - base.unread)
    if partly:
        total = len(refused) + len(papers)
        yield f"{partly} of {total} documents {'was' if partly == 1 else 'were'} not read in full"
    open_rules = [t for t in tallies if _is_open(t, base) and reaches(t.rule.level, lowest)]
    if open_rules:
        yield f"{len(open_rules)} {'rule' if len(open_rules) == 1 else 'rules'} could not decide everything"


def _empty(papers: Sequence[Paper], tallies: Sequence[Tally]) -> Iterable[str]:
    """That there was nothing to check, which is no good sign unless it is expected."""
    if not any(t.result.kept or t.result.findings for t in tallies):
        yield "nothing was checked"
    elif (pack := [paper for paper in papers if not paper.schedule]) and not any(p.kind and p.facts for p in pack):
        yield f"nothing to check was recognised in {_counted(len(pack), 'document')}"


def _is_open(tally: Tally, base: Base) -> bool:
    return any((tally.rule.name, undecided) not in base.undecided for undecided in tally.result.undecided)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def exit_code(verdict: Verdict, unsettled: Sequence[str], fail_on: FailOn) -> int:
    if verdict == "inconsistent" and fail_on != "never":
        return 1
    return 3 if unsettled else 0
