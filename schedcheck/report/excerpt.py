"""Cited words in the line that they stand in, so that a reader sees them as the document prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from schedcheck.finding import Citation

_SHORT = 60
_RULE = "|"
"""What parts the cells of a table whose rows have a line each."""


@frozen
class Excerpt:
    """The cited `words`, with what stands before and after them on their line. Blanks are single."""

    words: str
    before: str = ""
    after: str = ""

    @property
    def line(self) -> str:
        """The whole line."""
        return self.before + self.words + self.after


def excerpt(citation: Citation, lines: Sequence[str]) -> Excerpt:
    """The citation in its line; the bare quote where the line does not show it."""
    place, quote = citation.place, " ".join(citation.quote.split())
    if not quote or not 1 <= place.line <= len(lines):
        return Excerpt(quote)
    in_table = (place.table > 0 or place.row > 0) and not place.key
    printed = _printed(lines, place.line, max(place.last, place.line), in_table=in_table)
    start = _find(quote, printed, place.offset)
    if start < 0:
        return Excerpt(quote)
    end = start + len(quote)
    return Excerpt(printed[start:end], printed[:start], printed[end:])


def _printed(lines: Sequence[str], first: int, last: int, *, in_table: bool) -> str:
    """The lines as one text with single blanks; a short table line with the lines below that belong to it."""
    text = _joined(lines[first - 1 : last])
    if _RULE in text:
        return text.strip(f"{_RULE} ")
    if in_table:
        for line in lines[last : last + 6]:
            if not line.strip() or len(text) >= _SHORT:
                break
            text = _joined((text, line))
    return text


def _joined(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).split())


def _find(quote: str, printed: str, offset: int) -> int:
    """Where the quote starts: the place nearest to `offset` among those where it stands as a word of its own."""
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(quote)}(?!\w)", printed)]
    found = found or [m.start() for m in re.finditer(re.escape(quote), printed)]
    return min(found, key=lambda start: abs(start + 1 - offset), default=-1)
