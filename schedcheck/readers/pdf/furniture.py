"""Which lines are page furniture: page numbers, running titles, and whatever else stands at the same place again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from schedcheck.readers.pdf.ink import Sheet
from schedcheck.readers.pdf.lines import Line

_ZONE = 0.14
_SAME_PLACE = 4.0
_NUMBER = re.compile(r"[-–—\s]*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_PAGE = re.compile(r"\bpage\s+\d+\b", re.IGNORECASE)
_LONGEST = 120


def furniture_of(pages: Sequence[tuple[Sheet, Sequence[Line]]]) -> set[int]:
    """The ids of the lines, by id(), that are no part of the text. The lines are those outside of tables."""
    found: set[int] = set()
    places: dict[tuple[str, bool], list[tuple[int, float, int]]] = defaultdict(list)
    for sheet, lines in pages:
        for line in lines:
            high, low = _zones(sheet, line)
            if not high and not low:
                continue
            if _says_page(line.text):
                found.add(id(line))
            distance = line.baseline if high else sheet.height - line.baseline
            places[re.sub(r"\d+", "#", line.text.casefold()), high].append((sheet.number, distance, id(line)))
    for seen in places.values():
        found |= _repeated(seen)
    return found


def _zones(sheet: Sheet, line: Line) -> tuple[bool, bool]:
    return line.baseline < _ZONE * sheet.height, line.baseline > (1 - _ZONE) * sheet.height


def _says_page(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) or (bool(_PAGE.search(text)) and len(text) < _LONGEST and text[-1] != ".")


def _repeated(seen: Sequence[tuple[int, float, int]]) -> set[int]:
    """The lines that stand at one place on two pages or more."""
    return {
        line
        for page, distance, line in seen
        if any(page != other and abs(distance - at) <= _SAME_PLACE for other, at, _ in seen)
    }
