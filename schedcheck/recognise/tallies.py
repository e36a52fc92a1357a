"""How many of how many answered so: "three of the five respondents".

Runs in documents that sum up others' opinions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.said import firsts
from schedcheck.recognise.split import Part
from schedcheck.recognise.written import Written
from schedcheck.vocabulary import Vocabulary

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")  # fmt: skip
_NUMBER = rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})"


def read_tallies(part: Part, texts: Sequence[Written], vocabulary: Vocabulary, ledger: Ledger) -> None:
    """Each "n of m respondents"; the words for who answers are the headings of their column."""
    whose = "|".join(sorted({re.escape(w.casefold()) for w in vocabulary.responses.respondent}, key=len, reverse=True))
    if not part.kind or part.kind.opinion or not whose:
        return
    pattern = re.compile(
        rf"\b{_NUMBER}\s+(?:out\s+)?of\s+(?:the\s+|our\s+)?{_NUMBER}\s+(?:\w+\s+)?(?:{whose})s?\b", re.IGNORECASE
    )
    words = firsts(form for word in vocabulary.responses.respondent for form in (word, f"{word}s"))
    for each in (each for each in texts if not words.isdisjoint(each.placed.said)):
        for found in pattern.finditer(each.text):
            counted, whole = (_number(word) for word in found.groups())
            printed = " ".join(found.group().split())
            stated = Stated(f"{counted} of {whole}", printed, each.at(*found.span()), "current", "inferred")
            ledger.add(ledger.statement(each.section), part.pack, "tally", stated, kind=part.pack_kind)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.index(word.casefold()) + 1
