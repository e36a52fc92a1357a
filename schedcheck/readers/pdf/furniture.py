"""Which lines are page furniture: page numbers, running titles, and whatever else stands at the same place again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from schedcheck.readers.pdf.ink import Sheet
from schedcheck.readers.pdf.lines import Line

_MARGIN = 72.0
_ZONE = 0.14
_SAME_PLACE = 4.0
_NUMBER = re.compile(r"[-–—\s]*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_PAGE = re.compile(r"\bpage\s+\d+\b", re.IGNORECASE)
_PRINTED = re.compile(
    r"(?:https?://|file://)\S+(?:\s+\d+/\d+)?|\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}.*", re.IGNORECASE
)
_LONGEST = 120
_GUTTER = 0.9
_ROW, _CELL = 2.6, 1.6
"""How far apart, in em, are two rows of a table at most, and two lines of a cell."""


@frozen
class _Seen:
    """A line near the upper or lower edge of a page: how far from it, and whether it stands in the margin."""

    page: int
    distance: float
    margin: bool
    line: int


def furniture_of(pages: Sequence[tuple[Sheet, Sequence[Line]]]) -> set[int]:
    """The ids of the lines, by id(), that are no part of the text. The lines are those outside of tables.

    In the margin a line may repeat but for a figure that counts the pages; further in, word for word and on most
    pages: a heading at the top of two pages is none.
    """
    numbers: set[int] = set()
    found: set[int] = set()
    loose: dict[tuple[str, bool, int], list[_Seen]] = defaultdict(list)
    strict: dict[tuple[str, bool], list[_Seen]] = defaultdict(list)
    for sheet, lines in pages:
        for line in lines:
            high = line.baseline < sheet.height / 2
            seen = _seen(sheet, line, high)
            if seen.distance > max(_ZONE * sheet.height, _MARGIN):
                continue
            if _says_page(line.text):
                numbers.add(id(line))
            strict[line.text, high].append(seen)
            if seen.margin:
                for text, first in _counted(line.text, sheet.number):
                    loose[text, high, first].append(seen)
    for group in loose.values():
        found |= _repeated(group, 2)
    for group in strict.values():
        found |= _repeated(group, max(3, (len(pages) + 1) // 2))
    for _, lines in pages:
        found -= _of_tables(lines, found)
    return found | numbers


def _of_tables(lines: Sequence[Line], found: set[int]) -> set[int]:
    """The lines of a page that repeat because they are headings or cells of a table that no rules draw."""
    kept: set[int] = set()
    for ordered in (lines[::-1], lines):
        columns: list[Line] = []
        for inner, outer in pairwise(ordered):
            parts = inner.segments(_GUTTER)
            columns = parts if len(parts) > 1 or not _is_near(inner, outer, _CELL) else columns or parts
            is_text = id(inner) not in found or id(inner) in kept
            if id(outer) in found and is_text and _is_in(columns, outer, inner):
                kept.add(id(outer))
    return kept


def _is_in(columns: Sequence[Line], line: Line, inner: Line) -> bool:
    """Is the line as close as a row of a table to one in columns, and do its parts stand in the same ones?"""
    parts = line.segments(_GUTTER)
    if max(len(columns), len(parts) - 1) < 2 or not _is_near(inner, line, _ROW if len(parts) > 2 else _CELL):
        return False
    met = [[part.x0 < c.x1 and part.x1 > c.x0 for c in columns] for part in parts]
    over = [sum(row) for row in met]
    under = [sum(column) for column in zip(*met, strict=True)]
    return max(over) == 1 and max(under) == 1 and sum(over) >= min(len(parts), len(columns), 2)


def _is_near(line: Line, other: Line, most: float) -> bool:
    return abs(line.baseline - other.baseline) <= most * line.em and abs(line.em - other.em) <= 0.5


def _seen(sheet: Sheet, line: Line, high: bool) -> _Seen:
    distance = line.baseline if high else sheet.height - line.baseline
    return _Seen(sheet.number, distance, distance <= _MARGIN, id(line))


def _counted(text: str, page: int) -> list[tuple[str, int]]:
    """The line as it is, and as it is but for its last number, with what that was on the page before the first."""
    found = re.match(r"(.*?)(\d{1,4})(\D*)\Z", text)
    return [(text, 0)] + ([(f"{found[1]}#{found[3]}", int(found[2]) - page)] if found else [])


def _says_page(text: str) -> bool:
    if _NUMBER.fullmatch(text) or _PRINTED.fullmatch(text):
        return True
    return bool(_PAGE.search(text)) and len(text) < _LONGEST and text[-1] != "."


def _repeated(seen: Sequence[_Seen], least: int) -> set[int]:
    """The lines that stand at one place on so many pages."""
    pages: dict[int, set[int]] = defaultdict(set)
    for each in seen:
        for place in range(-1, 2):
            pages[place + int(each.distance / _SAME_PLACE)].add(each.page)
    return {each.line for each in seen if len(pages[int(each.distance / _SAME_PLACE)]) >= least}
