"""The trace on a screen: requirement by document, with the sections where each is stated, answered and mentioned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schedcheck.report import Cell, Row, Trace
from schedcheck.report.trace import HOWS, Taken, Traced
from schedcheck.writers.console.look import Line, Look, Span, line, paragraph
from schedcheck.writers.console.matrix import grid_lines
from schedcheck.writers.trace import LOST, OPEN, sections, summed_up, title_of, words_of

MOST = 20
"""So many subjects are shown unless all are asked for."""


def trace_lines(trace: Trace, look: Look) -> list[Line]:
    """Those that are not settled, and all where all is asked for; nothing where nothing is traced."""
    if not trace.rows:
        return []
    wanted = trace.rows if look.detail else [row for row in trace.rows if not row.settled][:MOST]
    lines = [line(Span(title_of(trace), "strong")), *paragraph(summed_up(trace), look, style="dim")]
    if not wanted:
        return [*lines, ()]
    rows = [row for traced in wanted for row in _rows(traced, trace)]
    lines += [*_legend(rows, look), (), *grid_lines(trace.columns, rows, look, apart=False)]
    left = len(trace.rows) - len(wanted)
    if left:
        lines[-1:] = [line(Span(f"{left} more (-v shows all)", "dim")), ()]
    return lines


def _legend(rows: Sequence[Row], look: Look) -> list[Line]:
    """The numbers are those of sections; what the signs that stand there mean."""
    cells = [cell for row in rows for cell in row.cells]
    parts = ["numbers are those of sections"]
    parts += [f"{look.signs.yes} n: in n places"] if any(cell.count for cell in cells) else []
    lost = any(cell.deviates and cell.tick != "missing" for cell in cells)
    parts += [f"{look.signs.differs} {LOST}"] if lost else []
    parts += [f"? {OPEN}"] if any(cell.current == "?" for cell in cells) else []
    return paragraph("; ".join(parts), look, style="dim")


def _rows(traced: Traced, trace: Trace) -> Iterator[Row]:
    """A row for each way in which some document takes it up."""
    for how in HOWS:
        taken = {each.document: each for each in traced.taken if each.how == how}
        if taken:
            cells = tuple(_cell(taken[p.id]) if p.id in taken else Cell() for p in trace.papers)
            yield Row(traced.title, traced.subject, cells, heading=traced.subject, label=words_of(how))


def _cell(taken: Taken) -> Cell:
    if taken.how == "missing":
        return Cell(tick="missing", deviates=True)
    if taken.how == "open":
        return Cell("?")
    named = sections(taken)
    if not named:
        return Cell(count=len(taken.facts), deviates=taken.lost)
    return Cell(_short(named), deviates=taken.lost)


def _short(named: Sequence[str]) -> str:
    """Up to three of them, and how many more there are."""
    more = f" +{len(named) - 3}" if len(named) > 3 else ""
    return ", ".join(named[:3]) + more
