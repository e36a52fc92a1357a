"""Marked pieces of text as a file holds them -> runs as recognition reads them. Used by readers of marked formats.

A file may mark single characters ("6.", then a deleted "2", then an inserted "20"). Recognition joins the runs
of a view by a blank, so a word that is partly marked is given whole in each view.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from attrs import evolve

from schedcheck.document import Mark, Run, View
from schedcheck.place import Place
from schedcheck.record import frozen

_LAST_WORD = re.compile(r"(?<!\S)\S+\Z")
_FIGURE = re.compile(r"[£€$]?\d")
_FIRST_WORD = re.compile(r"\S+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_VIEWS = ((View.SIGNED, Mark.DELETED), (View.PROPOSED, Mark.INSERTED))


@frozen
class Piece:
    """A stretch of text with one mark. `place.offset` is where it starts; "\\n" ends a line of its own."""

    text: str
    place: Place
    mark: Mark = Mark.PLAIN


def runs_of(pieces: Sequence[Piece]) -> tuple[Run, ...]:
    """The runs of a block or cell: one for each line and mark, blanks single, every word whole in each view."""
    if len(pieces) == 1 and "\n" not in pieces[0].text:
        return tuple(_runs(pieces))
    return tuple(run for line in _lines(pieces) for run in _runs(_whole_words(_joined(line))))


def replaced(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs of a cell where only what was struck is marked: a figure left beside a struck one is new."""
    if {run.mark for run in runs} != {Mark.PLAIN, Mark.DELETED}:
        return runs
    first = (next(run.text for run in runs if run.mark is mark) for mark in (Mark.PLAIN, Mark.DELETED))
    if not all(_FIGURE.match(text) for text in first):
        return runs
    return tuple(evolve(run, mark=Mark.INSERTED) if run.mark is Mark.PLAIN else run for run in runs)


def without(runs: tuple[Run, ...], start: str) -> tuple[Run, ...]:
    """The runs without the characters that their text starts with."""
    length = len("".join(start.split()))
    left = list(runs)
    while left and length:
        text = left[0].text
        taken = 0
        while taken < len(text) and length:
            length -= not text[taken].isspace()
            taken += 1
        taken += len(text[taken:]) - len(text[taken:].lstrip())
        place = left[0].place
        left[0] = evolve(left[0], text=text[taken:], place=evolve(place, offset=place.offset + taken))
        if not left[0].text:
            del left[0]
    return tuple(left) or runs


def plain_text(text: str) -> str:
    """Text without soft hyphens and other signs that nobody sees."""
    return text.translate(_INVISIBLE)


def _lines(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    for piece in pieces:
        start = 0
        for part in re.split(r"(\n)", piece.text):
            if part == "\n":
                yield line
                line = []
            elif part:
                line.append(Piece(part, _moved(piece.place, start), piece.mark))
            start += len(part)
    yield line


def _joined(line: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one mark as one piece."""
    joined = []
    for _, group in groupby(line, key=lambda p: (p.mark, p.place.key)):
        same = list(group)
        first = same[0]
        joined.append(Piece("".join(p.text for p in same), first.place, first.mark) if len(same) > 1 else first)
    return joined


def _whole_words(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, with all that changes in one place once as it was and once as it shall be, in whole words."""
    groups = [list(group) for _, group in groupby(pieces, key=lambda p: p.mark is Mark.PLAIN)]
    change: list[Piece] = []
    for index, group in enumerate(groups):
        if group[0].mark is not Mark.PLAIN:
            change += group
            continue
        if change:
            head, group = _cut_head(change, group)
            change += head
            if not group:
                continue
            yield from _told_apart(change)
        kept, change = _cut_tail(group, groups[index + 1 : index + 3])
        yield from kept
    yield from _told_apart(change)


def _cut_head(change: Sequence[Piece], plain: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Plain text after a change: the rest of the word that the change cuts, and what follows."""
    ends = (next((p.text for p in reversed(change) if view.shows(p.mark)), "") for view, _ in _VIEWS)
    first = plain[0]
    found = _FIRST_WORD.match(first.text)
    if not found or all(not text or text[-1].isspace() for text in ends):
        return [], list(plain)
    at = found.end()
    rest = [Piece(first.text[at:], _moved(first.place, at), first.mark)] if at < len(first.text) else []
    return [Piece(first.text[:at], first.place, first.mark)], [*rest, *plain[1:]]


def _cut_tail(plain: Sequence[Piece], following: Sequence[Sequence[Piece]]) -> tuple[list[Piece], list[Piece]]:
    """Plain text before a change: what stands before the word that the change cuts, and the start of that word."""
    after = [piece for group in following for piece in group]
    starts = (next((p.text for p in after if view.shows(p.mark)), "") for view, _ in _VIEWS)
    found = _LAST_WORD.search(plain[-1].text)
    if not found or all(not text or text[0].isspace() for text in starts):
        return list(plain), []
    at = found.start()
    last = plain[-1]
    kept = [Piece(last.text[:at], last.place, last.mark)] if at else []
    return [*plain[:-1], *kept], [Piece(last.text[at:], _moved(last.place, at), last.mark)]


def _told_apart(group: Sequence[Piece]) -> Iterator[Piece]:
    """A group once as it was and once as it shall be."""
    for view, mark in _VIEWS if group else ():
        text = "".join(piece.text for piece in group if view.shows(piece.mark))
        own = next((p for p in group if p.mark is mark), None) or next(
            (p for p in group if p.mark is Mark.PLAIN), group[0]
        )
        yield Piece(text, own.place, mark)


def _runs(pieces: Iterable[Piece]) -> Iterator[Run]:
    for piece in pieces:
        text = plain_text(piece.text)
        words = " ".join(text.split())
        if words:
            yield Run(words, _moved(piece.place, len(text) - len(text.lstrip())), piece.mark)


def _moved(place: Place, by: int) -> Place:
    if not by or not place.offset:
        return place
    p = place
    return Place(p.line, p.offset + by, p.last, p.page, p.table, p.row, p.column, p.key, p.by)
