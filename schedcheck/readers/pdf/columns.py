"""Text that a page prints in two columns: the left one is read before the right one. Runs before aligned tables.

A table without rules has two columns too. Text is told from it by what it fills: line after line, both columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from schedcheck.readers.pdf.lines import Line

_GUTTER = 0.9
_FEWEST = 6
"""Lines in a row that are text in columns."""
_LETTERS = 25
"""Letters of a usual line in a column of text; a column of a table has fewer."""
_FULL = 0.7
"""The share of lines whose left part reaches the gutter."""
_FARTHEST = 3.0
"""How far lines of a column may stand apart, in em."""


def in_columns(lines: Sequence[Line]) -> list[Line]:
    """The lines of one page in reading order, those in two columns parted."""
    found: list[Line] = []
    index = 0
    while index < len(lines):
        end = _end(lines, index)
        found += _parted(lines[index:end]) if end - index >= _FEWEST else lines[index : index + 1]
        index = end if end - index >= _FEWEST else index + 1
    return found


def _end(lines: Sequence[Line], start: int) -> int:
    """The line after the last that keeps one gutter clear, if what it parts reads like text; else `start`."""
    low, high, end = 0.0, 1e6, start
    while end < len(lines) and (parts := lines[end].segments(_GUTTER)) and len(parts) <= 2:
        if end > start and lines[end].baseline - lines[end - 1].baseline > _FARTHEST * lines[end].em:
            break
        left, right = parts[0], parts[-1]
        edges = (max(low, left.x1), min(high, right.x0)) if len(parts) == 2 else (low, high)
        if edges[1] - edges[0] < _GUTTER * lines[end].em or (len(parts) == 1 and left.x0 < low and left.x1 > high):
            break
        (low, high), end = edges, end + 1
    return end if end > start and _is_text(lines[start:end], low, high) else start


def _is_text(lines: Sequence[Line], low: float, high: float) -> bool:
    both = [parts for line in lines if len(parts := line.segments(_GUTTER)) == 2]
    if len(both) < _FEWEST or len(both) < len(lines) - 2:
        return False
    left, right = ([len(parts[side].glyphs) for parts in both] for side in (0, 1))
    full = sum(low - parts[0].x1 < parts[0].first_word for parts in both) >= _FULL * len(both)
    steady = all(b.baseline - a.baseline < 2 * a.em for a, b in pairwise(lines))
    return full and steady and min(sum(left), sum(right)) >= _LETTERS * len(both)


def _parted(lines: Sequence[Line]) -> Iterator[Line]:
    parts = [part for line in lines for part in line.segments(_GUTTER)]
    middle = max(line.segments(_GUTTER)[0].x1 for line in lines if len(line.segments(_GUTTER)) == 2)
    yield from (part for part in parts if part.x0 < middle)
    yield from (part for part in parts if part.x0 >= middle)
