"""Entries of numbered lists that are known by what is listed: the second one below "Requirements" is requirement 2.

Asked by the recognisers of numbered parts and statements, for entries that do not name themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from schedcheck.document import Block, View
from schedcheck.recognise.split import Placed

_FIGURES = re.compile(r"\(?(\d{1,3})\)?")
_STOP = re.compile(r"[.?!]\s")


def entries(blocks: Sequence[Placed], words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """(index of the block, number) of each entry of a numbered list of what some words in the plural mean.

    The heading above the list ends with one of the words, or the sentence that announces the list holds one. Lists
    within lists and labels that are no figures count for nothing.
    """
    numbered = _numbered(blocks)
    if not numbered:
        return
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, words)) or '(?!)'})\b", re.IGNORECASE)
    for heading, text, listed in numbered:
        announced = text.endswith(":") and bool(named.search(text, _last_sentence(text)))
        if announced or any(found.end() == len(heading) for found in named.finditer(heading)):
            yield from listed


def _numbered(blocks: Sequence[Placed]) -> list[tuple[str, str, list[tuple[int, str]]]]:
    """(heading above, text right above, entries) of each numbered list."""
    found: list[tuple[str, str, list[tuple[int, str]]]] = []
    heading: Block | None = None
    above: Block | None = None
    listed: list[tuple[int, str]] | None = None
    for index, placed in enumerate(blocks):
        block = placed.block
        if block.kind in {"heading", "paragraph"}:
            above, listed = block, None
            heading = block if block.kind == "heading" else heading
        number = _FIGURES.fullmatch(block.number) if block.kind == "item" and block.level <= 1 else None
        if number and listed is None:
            listed = []
            found.append((_text(heading), _text(above), listed))
        if number and listed is not None:
            listed.append((index, number[1]))
    return found


def _text(block: Block | None) -> str:
    return block.text(View.PROPOSED).rstrip() if block else ""


def _last_sentence(text: str) -> int:
    return max((found.end() for found in _STOP.finditer(text)), default=0)
