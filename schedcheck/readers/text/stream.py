"""An extractor's text as lines and tokens side by side, for the code that cuts it into blocks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from attrs import field

from schedcheck.document import Cell, Run
from schedcheck.place import Place
from schedcheck.readers.text.lines import Line
from schedcheck.record import define
from schedcheck.tokens import Tokens, tokenise
from schedcheck.vocabulary import Vocabulary

FULL = 65
"""A line of so many letters may go on in the next."""

_SEVERAL = 3


@define
class Stream:
    """The lines that are text (no furniture), the tokens of them all, and the way between the two."""

    lines: Sequence[Line]
    tokens: Tokens
    first: list[int] = field(factory=list)
    _line_starts: list[int] = field(factory=list)
    after_page: frozenset[int] = frozenset()
    """The indices of the lines that only page furniture parts from the line before."""
    dense: bool = False
    """Do lines follow each other without blank ones inside a paragraph, so that a blank line ends it?"""

    def line_at(self, token: int) -> int:
        """The index of the line in which a token starts."""
        return bisect_right(self._line_starts, self.tokens.starts[token]) - 1

    def starts_line(self, token: int) -> bool:
        """Does a token stand first on its line? The one after the last does not."""
        return token < len(self.tokens.types) and self.first[self.line_at(token)] == token

    def next_line(self, token: int) -> int:
        """The index of the first line that starts after a token ends."""
        return bisect_right(self._line_starts, self.tokens.ends[token] - 1)

    def place(self, first: int, last: int) -> Place:
        """Where the tokens from `first` to `last` stand."""
        start, end = self.lines[self.line_at(first)], self.lines[self.next_line(last) - 1]
        return Place(start.number, start.offset + self.tokens.starts[first] - start.start, end.number)

    def runs(self, first: int, last: int) -> Iterator[Run]:
        """The text of some tokens, one run for each physical line."""
        token = first
        while token <= last:
            line = self.line_at(token)
            end = token
            while end < last and self.line_at(end + 1) == line:
                end += 1
            yield from self._pieces(token, end)
            token = end + 1

    def _pieces(self, first: int, last: int) -> Iterator[Run]:
        """Tokens that start on one line; the last may wrap, and then each part is a run of its own."""
        start, end = self.tokens.starts[first], self.tokens.ends[last]
        for index in range(self.line_at(first), self.next_line(last)):
            line = self.lines[index]
            a, b = max(start, line.start), min(end, line.start + len(line.text))
            if a < b and (text := self.tokens.text[a:b].strip()):
                yield Run(text, Place(line.number, line.offset + a - line.start, line.number))

    def cell(self, spans: Sequence[tuple[int, int]], column: int) -> Cell:
        return Cell(tuple(run for a, b in spans for run in self.runs(a, b)), column)


def stream_of(text: str, lines: Sequence[Line], vocabulary: Vocabulary) -> Stream:
    """Furniture is blanked before the text is cut, so that a footer inside a cell does not part it."""
    body = [line for line in lines if not line.furniture]
    tokens = tokenise(_without_furniture(text, lines), vocabulary)
    starts = [line.start for line in body]
    first = [bisect_left(tokens.starts, start) for start in starts]
    return Stream(body, tokens, first, starts, _after_furniture(lines), _is_dense(body))


def _is_dense(lines: Sequence[Line]) -> bool:
    """Do small letters, with which a paragraph surely goes on, hardly ever start a line after a blank one?

    Where all lines stand apart, several long ones, none of which goes on so, are paragraphs of one line each.
    """
    gaps = [line.gap for line in lines[1:] if line.text[0].islower()]
    if not any(line.gap == 0 for line in lines[1:]):
        return not gaps and sum(len(line.text) >= FULL for line in lines) >= _SEVERAL
    return sum(gap > 0 for gap in gaps) * 10 <= len(gaps)


def _after_furniture(lines: Sequence[Line]) -> frozenset[int]:
    body = [number for number, line in enumerate(lines) if not line.furniture]
    return frozenset(index for index, number in enumerate(body) if number and lines[number - 1].furniture)


def _without_furniture(text: str, lines: Sequence[Line]) -> str:
    pieces, end = [], 0
    for line in lines:
        if line.furniture:
            pieces += [text[end : line.start], " " * len(line.text)]
            end = line.start + len(line.text)
    return "".join([*pieces, text[end:]])
