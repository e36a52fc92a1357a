"""Closed lists of names (user roles, party categories, activities) found in text.

Used by readers of text without ruling lines and by recognition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from schedcheck.record import frozen
from schedcheck.vocabulary import Vocabulary, compact


@frozen
class NameList:
    """One list: a pattern for all its wordings, and the names that each wording stands for."""

    pattern: re.Pattern[str]
    names: dict[str, tuple[str, ...]]

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """(start, end, names) of each name in the text; a group name gives its members.

        A name that is said again in brackets, as an acronym is after what it stands for, is one.
        """
        last: tuple[int, int, tuple[str, ...]] | None = None
        for found in self.pattern.finditer(text):
            start, end, names = found.start(), found.end(), self.names[compact(found.group())]
            if last and last[2] == names and text[last[1] : start].strip() == "(" and text[end : end + 1] == ")":
                last = (last[0], end + 1, names)
                continue
            if last:
                yield last
            last = (start, end, names)
        if last:
            yield last


@lru_cache(maxsize=64)
def name_list(vocabulary: Vocabulary, name: str) -> NameList:
    """The list of that name; an empty one finds nothing."""
    names: dict[str, tuple[str, ...]] = {}
    wordings: set[str] = set()
    for entry in vocabulary.names:
        if entry.list == name:
            for wording in (entry.name, *entry.aliases):
                names.setdefault(compact(wording), entry.members or (entry.name,))
                wordings.add(wording)
    return NameList(_pattern(wordings), names)


def find_names(text: str, vocabulary: Vocabulary, name: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """(start, end, names) of each name of a list in the text."""
    return name_list(vocabulary, name).find(text)


def _pattern(wordings: set[str]) -> re.Pattern[str]:
    """Short codes in capitals count only as capitals; other wordings in any case."""
    codes = [w for w in wordings if w.isupper() and len(w) <= 5]
    words = [w for w in wordings if w not in codes]
    parts = [f"(?i:{_alternatives(words)})" if words else "", _alternatives(codes)]
    body = "|".join(part for part in parts if part)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)" if body else r"(?!)")


def _alternatives(wordings: list[str]) -> str:
    ordered = sorted(wordings, key=lambda w: (-len(w), w))
    return "|".join(r"\s+".join(re.escape(part) for part in w.split()) for w in ordered)
