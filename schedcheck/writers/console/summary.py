"""The end of the screen: what was checked, what was not read, the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from schedcheck.finding import Verdict
from schedcheck.report import Report, Tally
from schedcheck.writers.console.look import Line, Look, Span, Style, hanging, line, pad, paragraph, size, wrap
from schedcheck.writers.verdicts import VERDICTS, checked_words, verdict_words
from schedcheck.writers.words import document_words, open_words

REASONS = 3
"""So many reasons are given for each rule that could not decide, and for each document not read in full."""

_STYLES: dict[Verdict, Style] = {"consistent": "good", "inconsistent": "bad", "undecided": "warning"}


def checked_lines(report: Report, look: Look) -> list[Line]:
    """How many documents and rules; then each rule that was broken or could not decide."""
    lines = paragraph(checked_words(report), look)
    wanted = report.tallies if look.detail else [t for t in report.tallies if t.outcome in {"broken", "undecided"}]
    width = max((size(t.rule.name) for t in wanted), default=0)
    for tally in wanted:
        lines += _tally(tally, width, look)
    return lines


def _tally(tally: Tally, width: int, look: Look) -> Iterator[Line]:
    """The rule with its counts beside it, or below it where the screen is narrow; then why it could not decide."""
    result = tally.result
    style: Style = {"broken": "bad", "undecided": "warning"}.get(tally.outcome, "")  # type: ignore[assignment]
    done = result.kept + len(result.findings)
    counts = f"checked {done} of {result.expected}: {result.kept} kept, {len(result.findings)} broken"
    counts += f", {len(result.undecided)} undecided" if result.undecided else ""
    counts = counts if result.expected else "nothing to check"
    name = look.fit(tally.rule.name)
    if not look.text_width or 2 + width + 2 + size(counts) <= look.text_width:
        yield line("  ", Span(pad(name, width), style), "  ", counts)
    else:
        yield line("  ", Span(name, style))
        yield from paragraph(counts, look, 6)
    reasons = list(dict.fromkeys(open_words(u) for u in result.undecided))
    yield from _listed(reasons, look, 6)


def _listed(texts: Sequence[str], look: Look, indent: int) -> Iterator[Line]:
    room = len(texts) if look.detail or len(texts) == REASONS + 1 else REASONS
    for text in texts[:room]:
        first, *rest = wrap(look.fit(text), look.text_width, indent + 2)
        yield line(" " * indent, "- ", first)
        yield from (line(" " * (indent + 2), piece) for piece in rest)
    if texts[room:]:
        yield line(" " * indent, Span(f"- and {len(texts) - room} more (-v shows all)", "dim"))


def not_read_lines(report: Report, look: Look) -> list[Line]:
    """Files that were not read, and what is missing of the others."""
    lines: list[Line] = []
    for refused in report.refused:
        lines += paragraph(f"Could not read {refused.file}: {refused.reason}.", look, style="warning")
        lines += hanging("Fix", [refused.way_out], look, left=8) if refused.way_out else []
    for paper in report.papers:
        if paper.gaps:
            head = f"Not read in full: {document_words(paper)} ({paper.file})"
            lines += paragraph(head, look, style="warning")
            lines += _listed(paper.gaps, look, 2)
    for paper in report.papers:
        for said in paper.notes:
            lines += paragraph(f"Note on {document_words(paper)} ({paper.file}): {said}.", look)
    return lines


def verdict_lines(report: Report, look: Look) -> list[Line]:
    """The counts of findings, then the verdict in one line."""
    return [line(*piece) for piece in _verdict(report, look)]


def _verdict(report: Report, look: Look) -> Iterable[tuple[Span | str, ...]]:
    word, style = VERDICTS[report.verdict], _STYLES[report.verdict]
    first, *rest = wrap(look.fit(verdict_words(report)), look.text_width, 2)
    yield "Result: ", Span(word, style), first[len("Result: ") + len(word) :]
    for piece in rest:
        yield ("  ", piece)
