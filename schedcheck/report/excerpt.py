"""Cited words in the line that they stand in, so that a reader sees them as the document prints them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schedcheck.finding import Citation
from schedcheck.place import Place
from schedcheck.record import frozen
from schedcheck.report.passage import Passages, spot, texts

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


def excerpt(citation: Citation, lines: Sequence[str] | Passages) -> Excerpt:
    """The citation in its line, or in its paragraph or row; the bare quote where none shows it."""
    quote = " ".join(citation.quote.split())
    for printed in _candidates(citation.place, lines) if quote else ():
        start = _find(quote, printed, citation.place.offset)
        if start >= 0:
            end = start + len(quote)
            return Excerpt(printed[start:end], printed[:start], printed[end:])
    return Excerpt(quote)


def _candidates(place: Place, lines: Sequence[str] | Passages) -> Iterator[str]:
    if isinstance(lines, Mapping):
        yield from texts(lines.get(spot(place), ()))
    elif 1 <= place.line <= len(lines):
        in_table = (place.table > 0 or place.row > 0) and not place.key
        yield _printed(lines, place.line, max(place.last, place.line), in_table=in_table)


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
    found = [*_starts(quote, printed, alone=True)] or [*_starts(quote, printed, alone=False)]
    return min(found, key=lambda start: abs(start + 1 - offset), default=-1)


def _starts(quote: str, printed: str, *, alone: bool) -> Iterator[int]:
    """Every place of the quote that does not overlap the one before; with `alone`, with no letter or figure beside."""
    start = printed.find(quote)
    while start >= 0:
        end = start + len(quote)
        counts = not alone or not (_is_of_a_word(printed[start - 1 : start]) or _is_of_a_word(printed[end : end + 1]))
        if counts:
            yield start
        start = printed.find(quote, end if counts else start + 1)


def _is_of_a_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
