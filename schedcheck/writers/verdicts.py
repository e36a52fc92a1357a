"""The verdict, and what was checked, in one sentence each. Used by the writers for people."""

from __future__ import annotations

from collections.abc import Mapping

from schedcheck.finding import Verdict
from schedcheck.report import Report
from schedcheck.writers.words import counted

VERDICTS: Mapping[Verdict, str] = {
    "consistent": "CONSISTENT",
    "inconsistent": "NOT CONSISTENT",
    "undecided": "NO VERDICT",
}


def verdict_words(report: Report) -> str:
    """ "Result: NOT CONSISTENT, 3 errors, 1 waived (exit code 1)"."""
    found = ", ".join(counted(number, level) for level, number in report.counts.items() if number)
    reasons = [found] if report.verdict == "inconsistent" or (found and report.verdict == "consistent") else []
    reasons += report.unsettled if report.verdict == "undecided" else ()
    reasons += [f"{len(report.judgement.waived)} waived"] if report.judgement.waived else []
    reasons += _base_words(report)
    return f"Result: {', '.join((VERDICTS[report.verdict], *reasons))} (exit code {report.exit_code})"


def checked_words(report: Report) -> str:
    """How many documents, schedules, facts and rules; and what became of the rules."""
    outcomes = [tally.outcome for tally in report.tallies]
    counts = ", ".join(
        f"{outcomes.count(outcome)} {outcome}" for outcome in ("kept", "broken", "undecided", "not applicable")
    )
    pack = sum(1 for paper in report.papers if not paper.schedule)
    read = f"{counted(pack, 'document')} and {counted(len(report.papers) - pack, 'schedule')}"
    facts = counted(sum(paper.facts for paper in report.papers), "fact")
    return f"Checked {read} with {facts} by {counted(len(outcomes), 'rule')}: {counts}."


def _base_words(report: Report) -> list[str]:
    """How many findings the base has too, and how many are settled since."""
    known, settled = len(report.known), len(report.settled)
    words = [f"{counted(known, 'finding')} in {report.base.name} too"] if known else []
    return words + ([f"{settled} settled"] if settled else [])
