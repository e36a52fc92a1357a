"""Rows of answers in lines without ruling lines: a name, a category of a known list, an answer, and words.

Called for each question of a consultation. Names and categories may go over several lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from schedcheck.names import NameList
from schedcheck.place import Place
from schedcheck.record import frozen
from schedcheck.vocabulary import Responses, compact

_NAME = re.compile(r"[A-Z][\w.&’'-]*(?: [A-Z&][\w.&’'-]*){0,6}")
_MOST_LINES = 3
_LONGEST_LINE = 3


@frozen
class Line:
    """One physical line of the paper."""

    text: str
    place: Place


@frozen
class Cut:
    """One row: whose, of which category, the answer ("" for none), and the words up to the next row."""

    name: str
    category: str
    answer: str
    rest: str
    place: Place


@frozen
class _Mark:
    """A category in the text, with the name before it: where the row starts, and where its category ends."""

    name: str
    category: str
    start: int
    end: int
    line: int


def rows_of(lines: Sequence[Line], names: NameList, form: Responses) -> Iterator[Cut]:
    """The rows in order. What stands before the first one belongs to no row."""
    texts = [line.text.strip() for line in lines]
    text, starts = "\n".join(texts), _starts(texts)
    heads = {compact(word) for words in (form.respondent, form.category, form.answer, form.comment) for word in words}
    marks = list(_marks(texts, text, starts, names, heads))
    answers = re.compile(rf"\s*({_either(form.answers)})(?![\w-])")
    for number, mark in enumerate(marks):
        end = marks[number + 1].start if number + 1 < len(marks) else len(text)
        answer = answers.match(text, mark.end, end)
        said = " ".join(answer.group(1).split()) if answer else ""
        rest = text[answer.end() if answer else mark.end : end]
        yield Cut(mark.name, mark.category, said, " ".join(rest.split()), lines[mark.line].place)


def _either(words: Sequence[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered) or r"(?!)"


def _starts(texts: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + 1
    return starts


def _marks(texts: Sequence[str], text: str, starts: Sequence[int], names: NameList, heads: set[str]) -> Iterator[_Mark]:
    reached = 0
    for start, end, found in names.find(text):
        line = bisect_right(starts, start) - 1
        before = text[starts[line] : start].strip()
        after = text[end : end + 1]
        follows = text[end : end + 2].strip()
        if len(found) != 1 or start < reached or (follows[:1].islower() and after != "\n"):
            continue
        name, first = (before, line) if before else _above(texts, line, heads, starts, reached)
        if name and _NAME.fullmatch(name):
            yield _Mark(name, found[0], starts[first], end, first)
            reached = end


def _above(texts: Sequence[str], line: int, heads: set[str], starts: Sequence[int], reached: int) -> tuple[str, int]:
    """A name in the short lines just above, and the line where it starts; ("", line) where none is."""
    parts: list[str] = []
    at = line
    while at and len(parts) < _MOST_LINES and starts[at - 1] >= reached and _is_of_a_name(texts[at - 1], heads):
        at -= 1
        parts.insert(0, texts[at])
    return " ".join(parts), at


def _is_of_a_name(text: str, heads: set[str]) -> bool:
    words = text.split()
    short = 0 < len(words) <= _LONGEST_LINE and bool(_NAME.fullmatch(text))
    return short and compact(text) not in heads and not text.endswith(".")
