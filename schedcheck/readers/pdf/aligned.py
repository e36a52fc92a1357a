"""Tables that no rules draw: lines whose parts stand below each other, with white gutters between the columns.

Less sure than ruled ones: a list looks like a table of two columns, so those need a heading row.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from schedcheck.readers.grid import has_headings
from schedcheck.readers.pdf.lines import Line
from schedcheck.readers.pdf.tables import Filled, FilledRow, SheetTable

_GUTTER = 0.9
_DOUBTFUL = 0.5
_MUCH = 1.3
_FARTHEST = 3.2
_LOOSER = 1.2
_LABEL = re.compile(r"[•▪◦●‣·–—o*-]|\(?[0-9A-Za-z]{1,4}[.)]|\d+(?:\.\d+)*\.?")

Gap = tuple[float, float]


def with_aligned(lines: Sequence[Line]) -> Iterator[Line | SheetTable]:
    """The lines, those that make up a table replaced by it. The lines stand on one page, nothing between them."""
    index = 0
    while index < len(lines):
        end, gutters = _extent(lines, index)
        table = _table(lines[index:end], gutters) if end - index >= 2 and gutters else None
        if table is None:
            yield lines[index]
            index += 1
        else:
            yield table
            index = end


def _extent(lines: Sequence[Line], start: int) -> tuple[int, list[Gap]]:
    """The line after the last that keeps the gutters of the first clear, and those gutters."""
    gutters = _gaps(lines[start])[1:-1]
    end = start + 1
    while gutters and end < len(lines):
        line = lines[end]
        if line.baseline - lines[end - 1].baseline > _FARTHEST * line.em:
            break
        narrowed = _clear(gutters, _gaps(line), line.em)
        if len(narrowed) < len(gutters):
            break
        gutters = narrowed
        end += 1
    while end > start + 1 and len(_gaps(lines[end - 1])) == 2 and _is_far(lines, end - 1):
        end -= 1
    return end, gutters


def _is_far(lines: Sequence[Line], index: int) -> bool:
    """Does a line with one part stand apart from the line above, as a paragraph after a table does?"""
    return lines[index].baseline - lines[index - 1].baseline > 1.6 * lines[index].em


def _gaps(line: Line) -> list[Gap]:
    """The white of a line: before it, between its parts, after it."""
    parts = line.segments(_GUTTER)
    edges = [(-1e6, parts[0].x0), *((a.x1, b.x0) for a, b in itertools.pairwise(parts))]
    return [*edges, (parts[-1].x1, 1e6)]


def _clear(gutters: Sequence[Gap], white: Sequence[Gap], em: float) -> list[Gap]:
    """What of each gutter stays white."""
    kept = []
    for low, high in gutters:
        shared = [(max(low, a), min(high, b)) for a, b in white]
        widest = max(shared, key=lambda gap: gap[1] - gap[0])
        if widest[1] - widest[0] >= _GUTTER * em:
            kept.append(widest)
    return kept


def _table(lines: Sequence[Line], gutters: Sequence[Gap]) -> SheetTable | None:
    if sum(len(_gaps(line)) > 2 for line in lines) < 2 or _is_list(lines):
        return None
    box = lines[0].box
    for line in lines[1:]:
        box = box.over(line.box)
    xs = (box.x0, *((low + high) / 2 for low, high in gutters), box.x1)
    rows = _rows([_cut(line, xs) for line in lines], lines)
    grid = [tuple(cell.slot() for cell in row) for row in rows]
    if _may_hide_gutters(rows):
        return None
    if len(rows) < 2 or (len(xs) == 3 and not (has_headings(grid) and len(rows) > 2)):
        return None
    return SheetTable(lines[0].page, box, xs, rows, aligned=True, last_page=lines[0].page)


def _may_hide_gutters(rows: Sequence[FilledRow]) -> bool:
    """Is there a gap in a cell much wider than a blank? It may be a gutter, and two cells would be read as one."""
    gaps = [gap for row in rows for cell in row for line in cell.lines for gap in line.gaps()]
    return bool(gaps) and max(gaps) > max(_DOUBTFUL, _MUCH * min(gaps))


def _is_list(lines: Sequence[Line]) -> bool:
    """Do most lines with a gap start with a bullet or label alone, and have nothing but words after it?"""
    parts = [line.segments(_GUTTER) for line in lines]
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


def _rows(cut: Sequence[FilledRow], lines: Sequence[Line]) -> tuple[FilledRow, ...]:
    """Lines as rows: one each when all are full, else by wider spaces, else by what has a first cell."""
    pitches = [b.baseline - a.baseline for a, b in itertools.pairwise(lines)]
    tight = min(pitches)
    close = [i + 1 for i, pitch in enumerate(pitches) if pitch <= _LOOSER * tight]
    spaced = max(pitches) > _LOOSER * tight and any(_is_rest(cut[i]) for i in close) and len(close) < len(pitches)
    rows: list[list[FilledRow]] = [[cut[0]]]
    for index in range(1, len(cut)):
        goes_on = index in close if spaced else not cut[index][0].lines
        if goes_on:
            rows[-1].append(cut[index])
        else:
            rows.append([cut[index]])
    return tuple(_one(group) for group in rows)


def _is_rest(row: FilledRow) -> bool:
    return not row[0].lines or sum(bool(cell.lines) for cell in row) < 2


def _one(group: Sequence[FilledRow]) -> FilledRow:
    return tuple(Filled(tuple(line for cell in column for line in cell.lines)) for column in zip(*group, strict=True))
