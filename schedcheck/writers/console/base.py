"""The end of the screen of a run that is compared with another commit: what is there as well, and what is settled."""

from __future__ import annotations

from collections.abc import Iterable

from schedcheck.finding import Finding
from schedcheck.report import Report
from schedcheck.writers.console.look import Line, Look, Span, line, wrap


def base_lines(report: Report, look: Look) -> list[Line]:
    """A line for each finding that is not this change's, and for each that the change has settled."""
    if not report.base:
        return []
    lines: list[Line] = []
    if report.base.problem:
        lines += _listed(f"{report.base.name} could not be checked, so every finding counts", (), look)
        lines += [line("  ", Span(look.fit(report.base.problem), "warning")), ()]
    if report.known:
        lines += _listed(f"In {report.base.name} too, and so not counted", report.known, look)
    if report.settled:
        lines += _listed(f"Settled since {report.base.name}", report.settled, look)
    return lines


def _listed(head: str, findings: Iterable[Finding], look: Look) -> list[Line]:
    lines = [line(Span(look.fit(head), "strong"))]
    for finding in findings:
        first, *rest = wrap(look.fit(f"{finding.level} {finding.message} [{finding.id}]"), look.text_width, 4)
        lines += [line("  ", Span(first, "dim")), *(line("    ", Span(piece, "dim")) for piece in rest)]
    return [*lines, ()] if findings else lines
