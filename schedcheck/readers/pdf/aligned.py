"""Tables that no upright rules part: lines whose words stand below each other, with white gutters between the columns.

Runs on the lines of one page that stand in no ruled table. Such a table is less sure than a ruled one, so that it is
taken only where columns and rows are beyond doubt; lines in columns that are no table are told as not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from schedcheck.readers.grid import has_headings
from schedcheck.readers.pdf.alignedrows import Column, rows_of
from schedcheck.readers.pdf.ink import Rule
from schedcheck.readers.pdf.lines import Line
from schedcheck.readers.pdf.tables import Filled, FilledRow, Gap, SheetTable

GUTTER = 0.9
_NARROW = 0.5
_WIDER = 1.6
_MANY = 5
"""So many lines with a gap at one place make a narrow gutter: blanks between words do not stand below each other."""
_DOUBTFUL = 0.5
_MUCH = 1.3
FARTHEST = 3.2
_APART = 1.6
_CUT = 2.6
_HEADING_LINES = 5
_LABEL = re.compile(r"[•▪◦●‣·–—o*✓☐-]|\(?[0-9A-Za-z]{1,4}[.)]|\d+(?:\.\d+)*\.?")


def with_aligned(lines: Sequence[Line], rules: Sequence[Rule] = ()) -> Iterator[Line | SheetTable]:
    """The lines of a page, nothing between them, those that make up a table replaced by it. `rules` may part rows."""
    index = 0
    narrow = max(_NARROW, _WIDER * _usual_blank(lines))
    while index < len(lines):
        table, end = _starting(lines, index, rules, narrow)
        if table is None:
            yield lines[index]
            index += 1
        else:
            yield table
            index = end


def _usual_blank(lines: Sequence[Line]) -> float:
    """How wide a blank between words is, in em: what is narrower than most gaps."""
    gaps = sorted(gap for line in lines for gap in line.gaps())
    return gaps[len(gaps) // 4] if gaps else 0.0


def _starting(lines: Sequence[Line], index: int, rules: Sequence[Rule], narrow: float) -> tuple[SheetTable | None, int]:
    """The table whose first line is this one, and the line after its last."""
    if not (_is_close(lines, index) or len(lines[index].segments(GUTTER)) > 1):
        return None, index
    ways = [(GUTTER, 2), (narrow, _MANY)] if narrow < GUTTER else [(GUTTER, 2)]
    found = [_between(lines, index, rules, gutter, fewest) for gutter, fewest in ways]
    table, end = max(found, key=lambda each: (each[0] is not None, each[1]))
    if table is not None:
        return table, end
    if index + 1 < len(lines) and _is_close(lines, index) and _crosses(lines[index], lines[index + 1]):
        return _below_a_common_heading(lines, index, rules, narrow)
    return None, index


def _between(
    lines: Sequence[Line], index: int, rules: Sequence[Rule], gutter: float, fewest: int
) -> tuple[SheetTable | None, int]:
    """The table whose columns so much white parts, on so many lines at least; and the line after its last."""
    end, gutters = _extent(lines, index, gutter)
    if not gutters or sum(len(line.segments(gutter)) > 1 for line in lines[index:end]) < fewest:
        return None, index
    return _table(lines[index:end], gutters, rules, gutter), end


def _below_a_common_heading(
    lines: Sequence[Line], index: int, rules: Sequence[Rule], narrow: float
) -> tuple[SheetTable | None, int]:
    """The table of the next line, with this one as headings that stand over several of its columns."""
    table, end = _starting(lines, index + 1, rules, narrow)
    row = _common_heading(lines[index], table) if table else ()
    if table is None or not row:
        return None, index
    box = table.box.over(lines[index].box)
    return SheetTable(table.page, box, table.xs, (row, *table.rows), True, table.last_page, table.gutters), end


def _crosses(line: Line, below: Line) -> bool:
    """Does the line start beside the first words of the next one, or have several parts?"""
    first = below.segments(GUTTER)[0]
    return line.x0 > first.x1 or len(line.segments(GUTTER)) > 1


def _common_heading(line: Line, table: SheetTable) -> FilledRow:
    """The parts of the line over the columns that they cover; () unless one covers several."""
    row = [Filled() for _ in table.xs[1:]]
    spans = False
    for part in line.segments(GUTTER):
        covered = [
            column
            for column, (left, right) in enumerate(_sides(table))
            if part.x1 > left + 0.1 * line.em and part.x0 < right - 0.1 * line.em
        ]
        if not covered or any(row[column].lines for column in covered):
            return ()
        spans = spans or len(covered) > 1
        for column in covered:
            row[column] = Filled((part,), "left" if column > covered[0] else "")
    return tuple(row) if spans else ()


def _sides(table: SheetTable) -> Iterator[Gap]:
    """Where the words of each column may stand."""
    lefts = (table.xs[0], *(high for _, high in table.gutters))
    rights = (*(low for low, _ in table.gutters), table.xs[-1])
    return zip(lefts, rights, strict=True)


def _is_close(lines: Sequence[Line], index: int) -> bool:
    """May the next line be of the same heading, or, at the top of the page, of the row after one that was cut?"""
    after = lines[index + 1] if index + 1 < len(lines) else None
    if after is None:
        return False
    most = _CUT if index < _HEADING_LINES else _APART
    return 0 < after.baseline - lines[index].baseline <= most * max(after.em, lines[index].em) + 2


def _extent(lines: Sequence[Line], start: int, gutter: float) -> tuple[int, list[Gap]]:
    """The line after the last that keeps clear the gutters of the headings, and those gutters."""
    gutters, end = _headed_gutters(lines, start, gutter)
    while gutters and end < len(lines):
        line = lines[end]
        if not 0 < line.baseline - lines[end - 1].baseline <= FARTHEST * line.em:
            break
        narrowed = _clear(gutters, _gaps(line, gutter), gutter * line.em)
        if len(narrowed) < len(gutters):
            break
        gutters = narrowed
        end += 1
    while end > start + 1 and len(_gaps(lines[end - 1], gutter)) == 2 and _is_far(lines, end - 1):
        end -= 1
    return end, _white(lines[start:end], gutter) if gutters else []


def _white(lines: Sequence[Line], gutter: float) -> list[Gap]:
    """What no line covers, between their first and last words."""
    em = max(line.em for line in lines)
    found, reach = [], 1e6
    for part in sorted((part for line in lines for part in line.segments(gutter)), key=lambda part: part.x0):
        if part.x0 - reach >= gutter * em:
            found.append((reach, part.x0))
        reach = max(reach, part.x1) if reach < 1e6 else part.x1
    return found


def _headed_gutters(lines: Sequence[Line], start: int, gutter: float) -> tuple[list[Gap], int]:
    """The gutters of the first lines: of the one with most parts, kept clear by all above it; and the line after it."""
    end = start + 1
    while end < min(len(lines), start + _HEADING_LINES) and _is_close(lines, end - 1):
        end += 1
    counts = [len(_gaps(line, gutter)) for line in lines[start:end]]
    seed = start + counts.index(max(counts))
    gutters = _gaps(lines[seed], gutter)[1:-1]
    for line in lines[start:seed]:
        narrowed = _clear(gutters, _gaps(line, gutter), gutter * line.em)
        if len(narrowed) < len(gutters) or (len(_gaps(line, gutter)) == 2 and line.x0 < narrowed[0][0]):
            return _gaps(lines[start], gutter)[1:-1], start + 1
        gutters = narrowed
    return gutters, seed + 1


def _is_far(lines: Sequence[Line], index: int) -> bool:
    """Does a line with one part stand apart from the line above, as a paragraph after a table does?

    Not when the rows above stand as far apart: it is a row with nothing but a first cell.
    """
    line, above = lines[index], lines[index - 1]
    pitch = line.baseline - above.baseline
    usual = above.baseline - lines[index - 2].baseline if index > 1 else 0.0
    alike = abs(pitch - usual) < 0.5 and abs(line.x0 - above.x0) < 1 and line.bold is above.segments(GUTTER)[0].bold
    return pitch > _APART * line.em and not alike


def _gaps(line: Line, gutter: float) -> list[Gap]:
    """The white of a line: before it, between its parts, after it."""
    parts = line.segments(gutter)
    edges = [(-1e6, parts[0].x0), *((a.x1, b.x0) for a, b in pairwise(parts))]
    return [*edges, (parts[-1].x1, 1e6)]


def _clear(gutters: Sequence[Gap], white: Sequence[Gap], least: float) -> list[Gap]:
    """What of each gutter stays white."""
    kept = []
    for low, high in gutters:
        shared = [(max(low, a), min(high, b)) for a, b in white]
        widest = max(shared, key=lambda gap: gap[1] - gap[0])
        if widest[1] - widest[0] >= least:
            kept.append(widest)
    return kept


def _table(lines: Sequence[Line], gutters: Sequence[Gap], rules: Sequence[Rule], gutter: float) -> SheetTable | None:
    if is_list(lines):
        return None
    box = lines[0].box
    for line in lines[1:]:
        box = box.over(line.box)
    xs = (box.x0, *((low + high) / 2 for low, high in gutters), box.x1)
    cut = [_cut(line, xs) for line in lines]
    if _may_hide_gutters(cut, gutter):
        return None
    rows = rows_of(lines, [Column.of([row[n] for row in cut]) for n in range(len(xs) - 1)], _parting(rules, gutters))
    grid = [tuple(cell.slot() for cell in row) for row in rows]
    if len(rows) < 2 or (len(xs) == 3 and not (has_headings(grid) and len(rows) > 2)):
        return None
    return SheetTable(lines[0].page, box, xs, rows, True, lines[0].page, tuple(gutters))


def _parting(rules: Sequence[Rule], gutters: Sequence[Gap]) -> list[float]:
    """The heights of the rules that run on through all columns."""
    return [rule.y for rule in rules if rule.x0 <= gutters[0][0] and rule.x1 >= gutters[-1][1]]


def _may_hide_gutters(rows: Sequence[FilledRow], gutter: float) -> bool:
    """Is there a gap in a cell much wider than a blank? It may be a gutter, and two cells would be read as one."""
    gaps = [gap for row in rows for cell in row for line in cell.lines for gap in line.gaps()]
    return bool(gaps) and max(gaps) > max(min(_DOUBTFUL, gutter), _MUCH * min(gaps))


def is_list(lines: Sequence[Line]) -> bool:
    """Do most lines with a gap start with a bullet or label alone, and have nothing but words after it?"""
    parts = [line.segments(GUTTER) for line in lines]
    several = [part for part in parts if len(part) > 1]
    labelled = [part for part in several if len(part) == 2 and _LABEL.fullmatch(part[0].text)]
    return 2 * len(labelled) > len(several) and len(labelled) == len(several)


def _cut(line: Line, xs: Sequence[float]) -> FilledRow:
    """The parts of a line in their columns."""
    cells: list[list[int]] = [[] for _ in xs[1:]]
    for index, glyph in enumerate(line.glyphs):
        column = sum(glyph.middle > x for x in xs[1:-1])
        cells[column].append(index)
    return tuple(_part(line, indexes) for indexes in cells)


def _part(line: Line, indexes: Sequence[int]) -> Filled:
    if not indexes:
        return Filled()
    glyphs = tuple(line.glyphs[i] for i in indexes)
    return Filled((Line(line.page, glyphs, (False, *(line.blanks[i] for i in indexes[1:]))),))
