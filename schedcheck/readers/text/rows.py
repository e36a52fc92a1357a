"""The shape of a table row as a pattern over token letters, and how a match is dealt out to the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from schedcheck.record import frozen
from schedcheck.tokens import Tokens
from schedcheck.vocabulary import Column

_VALUES = {"duration": "d", "money": "m", "percent": "c", "date": "t", "version": "[ivn]", "tick": "[ko]"}
_KEYS = {"id": "[ix]", "any": "[nwig]p?", "acronym": "w"}
_TEXT = "[wnpgqvi]{1,30}?"
_LOOSE = {"date"}

Spans = list[list[tuple[int, int]]]


@frozen
class RowShape:
    """A row's pattern; `groups` are runs of columns that are matched together: (kind, number of columns)."""

    pattern: re.Pattern[str]
    groups: tuple[tuple[str, int], ...]
    columns: tuple[Column, ...]

    @property
    def keyed(self) -> bool:
        """Does a row start with an id, so that its start can be told?"""
        return bool(self.groups) and self.groups[0][0] == "id"

    def cells(self, tokens: Tokens, token: int) -> tuple[Spans, int, str] | None:
        """The token spans of each cell, the token after the row, and what is doubtful; None if it is no row."""
        found = self.pattern.match(tokens.types, token)
        if not found:
            return None
        spans: Spans = []
        note = ""
        for number, (kind, count) in enumerate(self.groups, 1):
            first, last = found.span(number)
            dealt = _deal(kind, count, first, last)
            if kind in _VALUES and last - first < count:
                note = f"{last - first} value for {count} columns"
            spans += dealt
        return spans, found.end(), note


def row_shape(columns: Sequence[Column]) -> RowShape:
    """The shape of a row of these columns, in this order. Neighbours of one kind are matched together."""
    parts: list[str] = []
    groups: list[tuple[str, int]] = []
    for kind, group in groupby(columns, key=_sort):
        count = len(list(group))
        parts.append(f"({_part(kind, count, first=not parts)})")
        groups.append((kind, count))
    if len(groups) > 1 and groups[0][0] == groups[-1][0] == "duration":
        parts[-1] = f"(d{{{groups[-1][1]}}})"  # What follows are the times with which the next row starts.
    return RowShape(re.compile("".join(parts)), tuple(groups), tuple(columns))


def _sort(column: Column) -> str:
    return "text" if column.kind == "names" else column.kind


def _part(kind: str, count: int, *, first: bool) -> str:
    if kind in _LOOSE:
        return f"{_VALUES[kind]}{{1,{count}}}"
    if kind in _VALUES:
        letter = _VALUES[kind]
        loose = f"|[{letter}n]{{{count}}}" if kind == "duration" else ""
        return f"(?:{letter}{{{2 * count}}}|{letter}{{{count}}}{loose})(?!{letter})"
    if kind in _KEYS:
        return _KEYS[kind] * count
    return _TEXT


def _deal(kind: str, count: int, first: int, last: int) -> Spans:
    """Values go to the columns one each, or two each when there are twice as many: old, then new."""
    if kind in _VALUES:
        each = 2 if last - first == 2 * count and kind not in _LOOSE else 1
        spans = [[(t, t) for t in range(a, min(a + each, last))] for a in range(first, last, each)]
        return spans + [[] for _ in range(count - len(spans))]
    if kind in _KEYS:
        return [[(token, token)] for token in range(first, first + count)]
    return [[(first, last - 1)]] + [[] for _ in range(count - 1)]
