"""What the words of a heading say of the state of its column: "Gate time (now)", "Revised time", "as is".

Asked while the layout of a table is found, and for the sentence above a table. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from schedcheck.fact import State
from schedcheck.quantity import DATE
from schedcheck.vocabulary import Vocabulary

HeadingState = Literal["", "current", "proposed", "both"]

_PARTING = re.compile(r"(?:[\s()\[\]{}:;,*_‐‑–—-]|(?<=[a-z])/(?=[a-z]))+")
_YEAR = re.compile(r"(?:19|20)\d\d|\d\.\d\d\.\d\d")
_OWNING = re.compile(r"[’']s$")


@lru_cache(maxsize=4096)
def heading_state(text: str, vocabulary: Vocabulary) -> tuple[HeadingState, str]:
    """The state that a heading's words put its column in, and the heading without those words.

    Words that mean a state in headings alone ("now", "after") count only where the heading starts or ends with them.
    Kept, because every form of table asks it of every heading.
    """
    if _YEAR.search(text) and (dated := _dated(text, vocabulary)):
        return dated
    words = [_OWNING.sub("", word) for word in _PARTING.split(text.casefold()) if word]
    found: list[HeadingState] = []
    for state, anywhere, at_an_end in _words(vocabulary):
        left = _without(words, anywhere, anywhere=True)
        left = _without(words, at_an_end, anywhere=False) if left is None else left
        if left is not None:
            found.append(state)
            words = left
    return ("both" if len(found) == 2 else found[0] if found else ""), (" ".join(words) if found else text)


def _dated(text: str, vocabulary: Vocabulary) -> tuple[HeadingState, str] | None:
    """The same of a heading with a date that says until or since when its column holds; None for any other."""
    date = re.search(DATE, text, re.IGNORECASE)
    before = text[: date.start()].casefold().split() if date else []
    for state, phrases in (("current", vocabulary.words.until), ("", vocabulary.words.since)):
        for parts in sorted((phrase.split() for phrase in phrases), key=len, reverse=True):
            if date and before[-len(parts) :] == parts:
                rest = [*text[: date.start()].split()[: -len(parts)], *text[date.end() :].split()]
                return ("current" if state else ""), " ".join(rest)
    return None


def said_state(text: str, vocabulary: Vocabulary) -> State | None:
    """The state that a sentence puts the values after it in; None where it names neither or both."""
    words = [word for word in _PARTING.split(text.casefold()) if word]
    said = [state for state, phrases, _ in _words(vocabulary) if _without(words, phrases, anywhere=True) is not None]
    return said[0] if len(said) == 1 else None


def _words(vocabulary: Vocabulary) -> Iterator[tuple[Literal["current", "proposed"], Sequence[str], Sequence[str]]]:
    words = vocabulary.words
    yield "current", words.current, words.current_headings
    yield "proposed", words.proposed, words.proposed_headings


def _without(words: Sequence[str], phrases: Sequence[str], *, anywhere: bool) -> list[str] | None:
    """The words without the first of the phrases that stands among them; None where none does."""
    for phrase in phrases:
        parts = phrase.split()
        last = len(words) - len(parts)
        starts = range(last + 1) if anywhere else sorted({0, last})
        for start in starts:
            if start >= 0 and list(words[start : start + len(parts)]) == parts:
                return [*words[:start], *words[start + len(parts) :]]
    return None
