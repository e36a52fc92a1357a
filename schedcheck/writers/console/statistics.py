"""How many findings there are, by rule and by document: the screen of `verify --statistics`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from schedcheck.report import Report
from schedcheck.writers.console.look import Line, Look, Span, line
from schedcheck.writers.console.paint import paint
from schedcheck.writers.console.summary import checked_lines, not_read_lines, verdict_lines
from schedcheck.writers.words import document_words


def write_statistics(report: Report, look: Look) -> str:
    """The counts, the greatest first, then what was checked and the verdict. Waived findings are not counted."""
    rules = Counter(finding.rule for finding in report.open)
    documents = Counter(document_words(report.paper(f.citations[0].document)) for f in report.open if f.citations)
    levels = {finding.rule: finding.level for finding in reversed(report.open)}
    lines: list[Line] = []
    for title, counts in (("Findings by rule", rules), ("Findings by document", documents)):
        if counts:
            lines += [line(Span(title, "strong")), *_counts(counts, levels, look), ()]
    return paint(
        [*lines, *checked_lines(report, look), *not_read_lines(report, look), *verdict_lines(report, look)], look
    )


def _counts(counts: Counter[str], levels: Mapping[str, str], look: Look) -> Iterator[Line]:
    for name, number in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        level = f"{levels[name]:<9}" if name in levels else ""
        yield line(f"{number:>6}  {level}", look.fit(name))
