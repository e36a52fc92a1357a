"""Causes and findings as blocks: title, sentence, quotes, why, what to do, where to read more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schedcheck.diagnose import Cause
from schedcheck.finding import LEVELS, Citation, Finding, Level
from schedcheck.report import Report, edit_citation
from schedcheck.rule import Rule
from schedcheck.writers.advice import brief, doubts, edit_sentences, ways, why
from schedcheck.writers.console.look import Line, Look, Span, hanging, line, paragraph, size, wrap
from schedcheck.writers.console.quotes import LEFT, quotes
from schedcheck.writers.places import line_of
from schedcheck.writers.words import sentence

QUOTES = 4
"""So many quotes are shown in a block; further places are listed in one line unless all are asked for."""


def finding_block(finding: Finding, report: Report, look: Look) -> list[Line]:
    """A finding that stands alone; with the other way out, where its cause knows one."""
    rule = report.rule(finding.rule)
    cause = report.cause_of.get(finding.id)
    lines = [*_head(finding.level, rule.title if rule else finding.rule, finding.message, look), ()]
    lines += _quotes(finding.citations, report, look)
    lines += _why(finding, rule, look)
    remark = report.remark(finding.id)
    lines += hanging("Waiver", [sentence(remark[:1].upper() + remark[1:])], look, left=LEFT) if remark else []
    lines += _fix(cause, rule, report, look)
    return [*lines, *_more(finding.rule, "finding", finding.id, look)]


def cause_block(cause: Cause, report: Report, look: Look) -> list[Line]:
    """A cause with its edit, its witnesses and the findings that it explains."""
    explained = _explained(cause, report)
    rule = report.rule(explained[0].rule) if explained else None
    title = rule.title if rule else "One change settles several findings"
    lines = [*_head(_worst(explained), title, cause.message, look), ()]
    lines += _quotes((*_wrong(cause, explained), *cause.witnesses), report, look, shown=QUOTES + 1)
    lines += _why(explained[0], rule, look) if explained else []
    lines += _fix(cause, rule, report, look)
    lines += hanging("Explains", [f"{f.level} {f.id}: {f.message}" for f in explained], look, left=LEFT)
    return [*lines, *_more(cause.id, "cause", cause.id, look)]


def _explained(cause: Cause, report: Report) -> list[Finding]:
    """The findings that it explains, the one that it was found by first."""
    shown = {finding.id: finding for finding in report.findings}
    return [shown[name] for name in cause.explains if name in shown]


def _wrong(cause: Cause, explained: Sequence[Finding]) -> list[Citation]:
    """What is wrong, a citation for each place: as a finding cites it, or else as the edit would change it."""
    cited = [c for finding in explained[:1] for c in finding.citations if c.role == "found"]
    return _one_a_place([*cited, *(edit_citation(edit) for edit in cause.all_edits if edit.source)])


def _worst(findings: Sequence[Finding]) -> Level:
    return min((f.level for f in findings), key=LEVELS.index, default="error")


def _head(level: Level, title: str, message: str, look: Look) -> list[Line]:
    """The level and the title, then the sentence with both values."""
    first, *rest = wrap(look.fit(f"{level} {title}"), look.text_width)
    lines: list[Line] = [line(Span(level, level), Span(first[len(level) :], "strong"))]
    lines += [line(Span(piece, "strong")) for piece in rest]
    return lines + paragraph(message, look, 2)


def _one_a_place(citations: Iterable[Citation]) -> list[Citation]:
    """The first of those that stand at one place of one document."""
    return list({(c.document, line_of(c) or c.quote): c for c in reversed(list(citations))}.values())[::-1]


def _quotes(citations: Sequence[Citation], report: Report, look: Look, shown: int = QUOTES) -> list[Line]:
    room = len(citations) if look.detail or len(citations) == shown + 1 else shown
    lines = quotes(citations[:room], report, look)
    rest = citations[room:]
    if rest:
        lines += [*hanging("Also", ["; ".join(brief(c, report) for c in rest)], look, left=LEFT), ()]
    return lines


def _why(finding: Finding, rule: Rule | None, look: Look) -> list[Line]:
    if rule is None:
        return []
    unsure = doubts(finding)
    return hanging("Why", [why(rule)], look, left=LEFT) + (
        hanging("How sure", unsure, look, left=LEFT) if unsure else []
    )


def _fix(cause: Cause | None, rule: Rule | None, report: Report, look: Look) -> list[Line]:
    """What to change and where, each alternative on its own line; what to ask."""
    lines: list[Line] = []
    if cause and cause.choices:
        lines += hanging("Fix", ways(cause, report), look, left=LEFT)
    elif cause and cause.edits:
        lines += hanging("Fix", edit_sentences(cause.edits, report), look, left=LEFT)
        lines += hanging("Or", [sentence(a) for a in cause.alternatives], look, left=LEFT) if cause.alternatives else []
    return lines + (hanging("Ask", [rule.ask], look, left=LEFT) if rule and rule.ask else [])


def _more(name: str, noun: str, identity: str, look: Look) -> list[Line]:
    """The command is never broken over two lines; the id moves down where it does not fit beside it."""
    command, label = f"schedcheck explain {name}", f"{noun} {identity}"
    head = (Span("  More".ljust(LEFT), "strong"), Span(command))
    if name == identity:
        return [head]
    if not look.text_width or LEFT + size(command) + 3 + size(label) <= look.text_width:
        return [(*head, Span("   "), Span(label, "dim"))]
    return [head, line(" " * LEFT, Span(label, "dim"))]
