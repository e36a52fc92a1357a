"""The proof of a finding as a table: term, as written, normalised, off by, its place; then what is absent."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from schedcheck.check.wording import listed
from schedcheck.finding import Finding
from schedcheck.report import Report
from schedcheck.report.proof import Absent, Term
from schedcheck.writers.console.look import Line, Look, Span, hanging, line, pad, paragraph, size, wrap
from schedcheck.writers.words import section_words, spot

_HEADINGS = ("Term", "As written", "Normalised", "Off by")
_GAP = 2
_INDENT = 2
_LEFT = 12


def proof_lines(finding: Finding, report: Report, look: Look) -> list[Line]:
    """The table and what is absent; nothing where the finding rests on no fact that is known."""
    proof = report.proof(finding)
    lines: list[Line] = []
    if proof.terms:
        lines += [(), line(Span("Calculation", "strong")), *_table(proof.terms, report, look)]
    if proof.absent:
        told = [_absent(each, report) for each in proof.absent]
        lines += [(), *hanging("Absent", told, look, left=_LEFT)]
    return lines


def _absent(absent: Absent, report: Report) -> str:
    title = report.paper(absent.document).title
    if absent.there and absent.looked:
        return f"{absent.what} is in {listed(absent.there)} of {title}, but not in {listed(absent.looked)}."
    looked = f"; looked for in {listed(absent.looked)}" if absent.looked else ""
    return f"{absent.what} is not in {title}{looked}."


def _table(terms: Sequence[Term], report: Report, look: Look) -> list[Line]:
    """Columns as wide as what they hold, the widest cut down to the screen and wrapped."""
    rows = [[look.fit(cell) for cell in (term.name, term.written, term.normal, term.residual)] for term in terms]
    used = [number for number in range(len(_HEADINGS)) if any(row[number] for row in rows)]
    rows = [[row[number] for number in used] for row in rows]
    heads = [_HEADINGS[number] for number in used]
    widths = _widths([heads, *rows], look.columns)
    lines = [line(" " * _INDENT, Span(_row(heads, widths), "dim"))]
    for term, row in zip(terms, rows, strict=True):
        cells = [wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        lines += [line(" " * _INDENT + _row(part, widths)) for part in zip_longest(*cells, fillvalue="")]
        lines += paragraph(_place(term, report), look, 2 * _INDENT, "dim")
    return lines


def _place(term: Term, report: Report) -> str:
    paper = report.paper(term.document)
    where = section_words(term.section, term.place)
    return f"{paper.title}{', ' if where else ''}{where}  {spot(paper, term.place)}"


def _widths(rows: Sequence[Sequence[str]], columns: int) -> list[int]:
    """The widest column gives way, one cell at a time, until the row fits; nothing wraps on a pipe."""
    widths = [max(size(cell) for cell in column) for column in zip(*rows, strict=True)]
    room = columns - _INDENT - _GAP * (len(widths) - 1) if columns else sum(widths)
    while sum(widths) > room and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return (" " * _GAP).join(pad(cell, width) for cell, width in zip(cells, widths, strict=True)).rstrip()
