"""The tokens of some runs with the way back to the paper: which place a token has."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from schedcheck.document import Run, View
from schedcheck.place import Place
from schedcheck.recognise.said import said_in
from schedcheck.record import frozen
from schedcheck.tokens import Tokens, tokenise
from schedcheck.vocabulary import Vocabulary


@frozen
class PlacedTokens:
    """Tokens of runs joined by line ends; `starts` holds the offset of each run in the joined text."""

    tokens: Tokens
    runs: tuple[Run, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, runs: Iterable[Run], vocabulary: Vocabulary, view: View = View.BOTH) -> PlacedTokens:
        shown = tuple(run for run in runs if view.shows(run.mark))
        if len(shown) == 1:
            return cls(tokenise(shown[0].text, vocabulary), shown, (0,))
        starts, length = [], 0
        for run in shown:
            starts.append(length)
            length += len(run.text) + 1
        return cls(tokenise("\n".join(run.text for run in shown), vocabulary), shown, tuple(starts))

    def followed_by(self, other: PlacedTokens) -> PlacedTokens:
        """Both joined by a line end, which no token may reach over."""
        start = len(self.tokens.text) + 1
        starts = (*self.starts, *(start + own for own in other.starts))
        return PlacedTokens(self.tokens.followed_by(other.tokens), (*self.runs, *other.runs), starts)

    @cached_property
    def said(self) -> frozenset[str]:
        """The words of the text, to tell in advance which patterns can match."""
        return said_in(self.tokens.text)

    def place(self, first: int, last: int | None = None) -> Place:
        """Where the tokens from `first` to `last` stand."""
        return self.place_at(self.tokens.starts[first], self.tokens.ends[first if last is None else last])

    def place_at(self, start: int, end: int) -> Place:
        """Where a stretch of the joined text stands."""
        return placed_at(self.runs, self.starts, start, end)


def placed_at(runs: Sequence[Run], starts: Sequence[int], start: int, end: int) -> Place:
    """Where a stretch of runs stands that are joined by line ends; `starts` holds the offset of each run."""
    index = bisect_right(starts, start) - 1
    run = runs[index]
    last = runs[bisect_right(starts, max(start, end - 1)) - 1].place.line
    offset = run.place.offset + start - starts[index] if run.place.offset else 0
    unmoved = (offset, last) == (run.place.offset, run.place.last)
    return run.place if unmoved else moved(run.place, offset, last)


def moved(place: Place, offset: int, last: int) -> Place:
    """The place with another offset and last line."""
    return Place(place.line, offset, last, place.page, place.table, place.row, place.column, place.key, place.by)


def in_table(place: Place, table: int, row: int, column: int) -> Place:
    """The place with its table, row and column."""
    return Place(place.line, place.offset, place.last, place.page, table, row, column, place.key, place.by)


def of_types(tokens: Tokens, letters: str) -> Sequence[int]:
    """The tokens of some types."""
    return [index for index, kind in enumerate(tokens.types) if kind in letters]


def inside(tokens: Mapping[int, object], first: int, end: int) -> Sequence[int]:
    """The tokens of a mapping between two others, ascending.

    A text has many sentences and a mapping tokens of all of them, so that only what lies between is looked at.
    """
    return [token for token in range(first, end) if token in tokens] if tokens else ()
