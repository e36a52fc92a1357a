"""Balloons in the margin, as word processors print them beside the text: remarks, and what was deleted.

They stand on the lines of the text and are no part of it. What is told in them alone is not read, and said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from schedcheck.readers.pdf.ink import Glyph
from schedcheck.readers.pdf.lines import Line, lines_of

_BALLOON = re.compile(r"(?:Commented|Comment) \[|(?:Deleted|Inserted|Moved|Formatted)(?: \[[^\]]*\])?:|Formatted ")
_CHANGE = re.compile(r"(?:Deleted|Inserted|Moved)\b")
_APART = 1.0
_RIGHT = 0.5


def parted(glyphs: Sequence[Glyph], page: int, width: float) -> tuple[list[Line], list[Line]]:
    """The lines of the text, and those of balloons to its right."""
    lines = lines_of(glyphs, page)
    starts = [
        part.x0
        for line in lines
        for part in line.segments(_APART)
        if part.x0 > _RIGHT * width and _BALLOON.match(part.text)
    ]
    if not starts:
        return lines, []
    edge = min(starts) - 1
    return lines_of([g for g in glyphs if g.x0 < edge], page), lines_of([g for g in glyphs if g.x0 >= edge], page)


def tells_changes(lines: Sequence[Line]) -> bool:
    """Is a change told in balloons rather than marked in the text?"""
    return any(_CHANGE.match(line.text) for line in lines)
