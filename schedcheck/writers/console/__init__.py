"""Report -> a screen for people: the matrix, causes, findings, what was checked, what was not, the verdict.

Other screens are in modules of their own: a run loads the one that it shows.
"""

from __future__ import annotations

from schedcheck.report import Report
from schedcheck.writers.console.base import base_lines
from schedcheck.writers.console.bindings import binding_lines
from schedcheck.writers.console.blocks import cause_block, finding_block
from schedcheck.writers.console.look import Line, Look, Span, line, paragraph
from schedcheck.writers.console.matrix import matrix_lines
from schedcheck.writers.console.paint import paint
from schedcheck.writers.console.summary import checked_lines, not_read_lines, verdict_lines
from schedcheck.writers.console.trace import trace_lines
from schedcheck.writers.console.waivers import waived_lines

__all__ = ["Look", "write_full", "write_verdict"]


def write_full(report: Report, look: Look) -> str:
    """The whole screen of `verify`."""
    lines = [*matrix_lines(report.matrix, look), *trace_lines(report.trace, look)]
    told: set[str] = set()
    for finding in report.open:
        if finding.id not in report.folded:
            lines += [*finding_block(finding, report, look), ()]
        elif (cause := report.cause_of[finding.id]).id not in told:
            told.add(cause.id)
            lines += [*cause_block(cause, report, look), ()]
    for cause in report.causes:
        if not cause.all_edits:
            lines += [*paragraph(cause.message, look), ()]
    lines += waived_lines(report, look)
    lines += base_lines(report, look)
    lines.append(line(Span(look.signs.rule * (look.text_width or 80), "dim")))
    lines += checked_lines(report, look)
    lines += not_read_lines(report, look)
    lines += binding_lines(report.bindings, report.papers, report.titles, look)
    if report.beyond:
        lines.append(line(f"{report.beyond} more, beyond the number that was asked for (--max)."))
    if report.hidden:
        lines.append(line(f"{report.hidden} below the level that is shown ({report.show})."))
    return paint([*lines, *verdict_lines(report, look)], look)


def write_verdict(report: Report, look: Look) -> str:
    """The last line alone."""
    lines: list[Line] = verdict_lines(report, look)
    return paint(lines, look)
