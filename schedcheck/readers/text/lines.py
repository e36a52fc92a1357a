"""Physical lines of a text, with what their surroundings tell: gaps, page starts, page furniture."""

from __future__ import annotations

import re
from collections import Counter

from attrs import evolve, frozen

from schedcheck.document import Mark, Run
from schedcheck.place import Place

_PAGE = re.compile(r"\bpage\s+\d+\b(?:\s+of\s+\d+)?", re.IGNORECASE)
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
_RUNNING = re.compile(r"confidential|classifi|copyright|©|all rights reserved", re.IGNORECASE)
_FIGURES = re.compile(r"\d+")
_REPEATED = 3
_LONG_ENOUGH = 12


@frozen
class Line:
    """One line that is not blank. `number` counts from 1, `start` is its offset in the whole text.

    `gap` is how many blank lines stand before it; `strong` that one of them held blanks, or a page ended
    there; `fresh` that it looks like the first line of a page; `furniture` that it is no part of the text.
    """

    number: int
    text: str
    start: int
    offset: int
    gap: int
    strong: bool
    fresh: bool
    furniture: bool = False

    @property
    def place(self) -> Place:
        return Place(line=self.number, offset=self.offset, last=self.number)

    def run(self, mark: Mark = Mark.PLAIN) -> Run:
        return Run(self.text, self.place, mark)


def cut_lines(text: str) -> list[Line]:
    """Every line that is not blank."""
    lines: list[Line] = []
    start, gap, strong, page = 0, 0, False, True
    for number, raw in enumerate(text.split("\n"), 1):
        page = page or raw.startswith("\f")
        body = raw.strip()
        if body:
            offset = len(raw) - len(raw.lstrip())
            fresh = page or (offset == 1 and gap == 0) or raw.startswith(" ")
            lines.append(Line(number, body, start + offset, offset + 1, gap, strong or page, fresh))
            gap, strong, page = 0, False, False
        else:
            gap, strong = gap + 1, strong or bool(raw)
        start += len(raw) + 1
    return _with_furniture(lines)


def _with_furniture(lines: list[Line]) -> list[Line]:
    """Marks page numbers, addresses and running titles: lines that repeat but for their figures."""
    keys = [_FIGURES.sub("#", line.text.casefold()) for line in lines]
    counts = Counter(key for key in keys if len(key) >= _LONG_ENOUGH)
    marked = [
        evolve(line, furniture=True) if _is_furniture(line, key, counts[key]) else line
        for line, key in zip(lines, keys, strict=True)
    ]
    return _with_neighbours(marked)


def _is_furniture(line: Line, key: str, count: int) -> bool:
    if "page" in key and _PAGE.search(line.text) and len(line.text) < 120 and not line.text.endswith("."):
        return True
    if _ADDRESS.match(line.text):
        return True
    return count >= _REPEATED and len(line.text) < 90 and bool(_RUNNING.search(line.text))


def _with_neighbours(lines: list[Line]) -> list[Line]:
    """Lines beside a page number that read as a running title are furniture too.

    A line is one when it says so (an annex label above the number, a classification), or when it holds no figure
    and stands beside a page number each time that it occurs.
    """
    beside = {
        index: line.number for number, line in enumerate(lines) if _is_page(line) for index in _beside(lines, number)
    }
    always = Counter(lines[index].text for index in beside)
    counts = Counter(line.text for line in lines)
    return [
        evolve(line, furniture=True)
        if index in beside and (_is_titled(line, beside[index]) or _repeats(line, always, counts))
        else line
        for index, line in enumerate(lines)
    ]


def _is_page(line: Line) -> bool:
    return line.furniture and bool(_PAGE.search(line.text))


def _beside(lines: list[Line], index: int) -> list[int]:
    """The lines up to three above and one below that only single blank lines part from a page number."""
    above: list[int] = []
    while len(above) < 3 and index - len(above) > 0 and lines[index - len(above)].gap <= 1:
        above.append(index - len(above) - 1)
    below = [index + 1] if index + 1 < len(lines) and lines[index + 1].gap <= 2 else []
    return [*above, *below]


def _is_titled(line: Line, page: int) -> bool:
    """Does it say that it is one? What starts with the label of an annex and ends as a sentence does is a sentence."""
    if len(line.text) >= 90:
        return False
    labelled = line.number < page and re.match(r"(?:Annex|Appendix)\b|[A-Z]{2,}[_-]\d", line.text)
    labelled = labelled if not line.text.endswith((".", ",", ";", ":", "?", "!")) else None
    return bool(labelled or re.search(r"classifi|confidential|copyright|©", line.text, re.IGNORECASE))


def _repeats(line: Line, always: Counter[str], counts: Counter[str]) -> bool:
    number = counts[line.text]
    words = not re.search(r"\d", line.text) and not line.text.startswith(("|", "#")) and len(line.text) < 90
    return number >= _REPEATED and always[line.text] == number and words
