"""How many of how many answered so: "three of the five respondents".

Runs in documents that sum up others' opinions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from schedcheck.recognise.headcounts import NUMBER, number_of
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.said import firsts
from schedcheck.recognise.split import Part
from schedcheck.recognise.written import Written
from schedcheck.vocabulary import Vocabulary


def read_tallies(
    part: Part,
    texts: Sequence[Written],
    taken: frozenset[tuple[int, int, int]],
    vocabulary: Vocabulary,
    ledger: Ledger,
) -> None:
    """Each "n of m respondents" but what is `taken` (block, start, end); who answers is named as their column is."""
    whose = "|".join(sorted({re.escape(w.casefold()) for w in vocabulary.responses.respondent}, key=len, reverse=True))
    if not part.kind or part.kind.opinion or not whose:
        return
    pattern = re.compile(
        rf"\b({NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|our\s+)?({NUMBER})\s+(?:\w+\s+)?(?:{whose})s?\b", re.IGNORECASE
    )
    words = firsts(form for word in vocabulary.responses.respondent for form in (word, f"{word}s"))
    for each in (each for each in texts if not words.isdisjoint(each.placed.said)):
        for found in pattern.finditer(each.text):
            if (each.number, *found.span()) in taken:
                continue
            counted, whole = (number_of(word) for word in found.groups())
            printed = " ".join(found.group().split())
            stated = Stated(f"{counted} of {whole}", printed, each.at(*found.span()), "current", "inferred")
            ledger.add(ledger.statement(each.section), part.pack, "tally", stated, kind=part.pack_kind)
