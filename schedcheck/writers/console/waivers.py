"""Waived findings at the end of the screen of `verify`, and the screen of `waivers`."""

from __future__ import annotations

from schedcheck.report import Report
from schedcheck.waiver import said_day
from schedcheck.writers.console.look import Line, Look, Span, Style, line, paragraph, wrap
from schedcheck.writers.console.paint import paint
from schedcheck.writers.waived import by_need, days_left, status_words, term
from schedcheck.writers.words import counted


def waived_lines(report: Report, look: Look) -> list[Line]:
    """Each finding that is waived: what it says, who answers for it, for how long, and why."""
    lines: list[Line] = []
    for finding in report.waived:
        waived, rule = report.waiver(finding.id), report.rule(finding.rule)
        if waived is None:
            continue
        title = rule.title if rule else finding.rule
        first, *rest = wrap(look.fit(f"waived {finding.level} {title}"), look.text_width)
        lines.append(line(Span("waived", "dim"), Span(first.removeprefix("waived"), "strong")))
        lines += [line(Span(piece, "strong")) for piece in rest]
        lines += paragraph(finding.message, look, 2)
        left = f"Owner {waived.owner}, {days_left(waived.days_left)} (until {said_day(waived.expires)})"
        lines += paragraph(f"{left}: {waived.reason}", look, 2, "dim")
        lines += [line(Span(f"  finding {finding.id}", "dim")), ()]
    return lines


def write_waivers(report: Report, look: Look) -> str:
    """The waivers: those that somebody must see to first."""
    lines: list[Line] = []
    for waiver, status in by_need(report.judgement.statuses):
        style: Style = "good" if status == "holds" else "dim" if status == "not-judged" else "warning"
        lines.append(
            line(Span(waiver.finding, "strong"), "  ", Span(status_words(status), style), f" {term(waiver, status)}")
        )
        about = f"{waiver.rule}{f', {waiver.where}' if waiver.where else ''}"
        lines += paragraph(about, look, 2)
        ticket = f"; ticket {waiver.ticket}" if waiver.ticket else ""
        lines += paragraph(f"Owner {waiver.owner}; approved by {waiver.approved_by}{ticket}", look, 2)
        lines += [*paragraph(waiver.reason, look, 2, "dim"), ()]
    lines.append(line(f"{counted(len(report.judgement.statuses), 'waiver')}."))
    return paint(lines, look)
