"""Bullets that a program draws as small shapes rather than prints as letters: dots before the first word of a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from schedcheck.readers.pdf.ink import Box, Glyph, Sheet

_BEFORE = 3.0
_HEIGHTS = (0.1, 0.6)
_SMALLER = 0.7


def with_bullets(sheet: Sheet) -> Sheet:
    """The page with a bullet for each dot that stands before a line as bullets do."""
    bullets = tuple(_bullets(sheet.dots, sheet.glyphs))
    return evolve(sheet, glyphs=(*sheet.glyphs, *bullets)) if bullets else sheet


def _bullets(dots: Sequence[Box], glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    for number, dot in enumerate(dots):
        middle = (dot.y0 + dot.y1) / 2
        line = [g for g in glyphs if _HEIGHTS[0] <= (g.baseline - middle) / g.em <= _HEIGHTS[1]]
        after = [g for g in line if g.x0 >= dot.x1 - 0.5 and g.text != " "]
        if not after or not 0.5 < dot.width / max(dot.height, 0.1) < 2:
            continue
        first = min(after, key=lambda g: g.x0)
        stands = first.x0 - dot.x1 < _BEFORE * first.em and dot.width < _SMALLER * first.em
        if stands and not any(g.x1 > dot.x0 - _BEFORE * g.em and g.x0 < dot.x0 for g in line):
            yield Glyph("•", dot.x0, dot.x1, first.baseline, first.em, -1 - number)
