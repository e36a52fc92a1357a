"""What a consultation holds: questions, and under each who answered what.

Made by `responses` and `matrix`; the spelling of a category and the parting of answer and comment are the same in both.
"""

from __future__ import annotations

import re
from functools import lru_cache

from schedcheck.names import NameList
from schedcheck.place import Place
from schedcheck.recognise.lines import Line
from schedcheck.record import frozen
from schedcheck.vocabulary import Responses


@frozen
class Entry:
    """One respondent's answer to one question. `comment` is what they say besides."""

    respondent: str
    category: str
    answer: str
    comment: str
    place: Place
    at_answer: Place


@frozen
class Question:
    """One question: its number and words, where it stands, the answers to it. `asked` when its words have ended."""

    number: str
    text: str
    place: Place
    entries: tuple[Entry, ...] = ()
    lines: tuple[Line, ...] = ()
    asked: bool = False


def category_of(text: str, names: NameList) -> str:
    """The one spelling of a category; its own words where the list does not know it."""
    found = next((each for _, _, each in names.find(text)), ())
    return found[0] if len(found) == 1 else " ".join(text.split())


def answer_of(text: str, form: Responses) -> tuple[str, str]:
    """(answer, comment) of a cell: "No, too early" answers "No". A cell without a letter or figure is blank."""
    found = _answers(form).match(text)
    if found:
        return found[1], text[found.end() :].strip()
    return (text, "") if re.search(r"\w", text) else ("", "")


@lru_cache(maxsize=8)
def _answers(form: Responses) -> re.Pattern[str]:
    known = "|".join(re.escape(word) for word in sorted(form.answers, key=lambda word: (-len(word), word)))
    return re.compile(rf"({known or '(?!)'})(?:\s*\Z|\s*[.,;:(]\s*|\s*[–—-]\s+)", re.IGNORECASE)
