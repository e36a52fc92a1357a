"""Which words a text holds: a pattern is tried only where one of the words stands that it can not do without.

Asked for each block and cell by what is recognised by patterns over plain words; looking words up takes no time,
and trying a pattern on a text takes as long as reading it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

IN_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")  # fmt: skip
"""Numbers in words, from one."""

_WORD = re.compile(r"\w+")


@lru_cache(maxsize=1024)
def said_in(text: str) -> frozenset[str]:
    """The words of a text without regard to case, and "", which stands in every text."""
    return frozenset(("", *_WORD.findall(_folded(text))))


def firsts(wordings: Iterable[str]) -> frozenset[str]:
    """The first word of each wording: one of them stands in a text in which one of the wordings does.

    "" for a wording that starts with a sign.
    """
    found = (_WORD.match(_folded(wording)) for wording in wordings)
    return frozenset(match.group() if match else "" for match in found)


def _folded(text: str) -> str:
    """In lower case, as patterns without regard to case take it: they take two letters more for an i than Unicode."""
    return text.replace("İ", "i").replace("ı", "i").casefold()
