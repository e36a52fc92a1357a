"""Entries of numbered lists that are known by what is listed: the second one below "Requirements" is requirement 2.

Asked by the recognisers of numbered parts and statements, for entries that do not name themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from schedcheck.document import View
from schedcheck.recognise.split import Placed

_FIGURES = re.compile(r"\(?(\d{1,3})\)?")
_STOP = re.compile(r"[.?!]\s")


def entries(blocks: Sequence[Placed], words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """(index of the block, number) of each entry of a numbered list of what some words in the plural mean.

    The heading above the list ends with one of the words, or the sentence that announces the list holds one. Lists
    within lists and labels that are no figures count for nothing.
    """
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, words)) or '(?!)'})\b", re.IGNORECASE)
    headed = announced = False
    for index, placed in enumerate(blocks):
        block = placed.block
        if block.kind in {"heading", "paragraph"}:
            text = block.text(View.PROPOSED).rstrip()
            announced = text.endswith(":") and bool(named.search(text, _last_sentence(text)))
            headed = _ends(text, named) if block.kind == "heading" else headed
        number = _FIGURES.fullmatch(block.number) if block.kind == "item" and block.level <= 1 else None
        if number and (headed or announced):
            yield index, number[1]


def _ends(text: str, named: re.Pattern[str]) -> bool:
    return any(found.end() == len(text) for found in named.finditer(text))


def _last_sentence(text: str) -> int:
    return max((found.end() for found in _STOP.finditer(text)), default=0)
