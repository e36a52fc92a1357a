"""Marked pieces of text as a file holds them -> runs as recognition reads them. Used by readers of marked formats.

A file may mark single characters ("6.", then a deleted "2", then an inserted "20"). Recognition joins the runs
of a view by a blank, so a word that is partly marked is given whole in each view.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from attrs import evolve, frozen

from schedcheck.document import Mark, Run, View
from schedcheck.place import Place

_ENDS_IN_WORD = re.compile(r"\w[.,:/’'‑-]?\Z")
_STARTS_AS_WORD = re.compile(r"[.,:/’'‑-]?\w")
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
    """The pieces, with each word that is partly marked once as it was and once as it shall be."""
    rest = list(pieces)
    start = 0
    while start < len(rest):
        end = _group_end(rest, start)
        if end == start + 1:
            yield rest[start]
            start = end
            continue
        before, word = _cut(rest[start], _LAST_WORD)
        last, after = _cut(rest[end - 1], _FIRST_WORD)
        yield before
        yield from _told_apart([word, *rest[start + 1 : end - 1], last])
        rest[end - 1] = after
        start = end - 1


def _group_end(pieces: Sequence[Piece], start: int) -> int:
    """The index after the last piece that hangs together with the first by words that a mark cuts through."""
    end = start + 1
    while end < len(pieces):
        reached = [_next_shown(pieces, end, view) for view, _ in _VIEWS if _is_cut_word(pieces, start, end, view)]
        if not reached:
            break
        end = max(reached) + 1
        if pieces[end - 1].mark is Mark.PLAIN and re.search(r"\s", pieces[end - 1].text):
            break
    return end


def _is_cut_word(pieces: Sequence[Piece], start: int, end: int, view: View) -> bool:
    """Does a word go on, in this view, from the pieces before `end` to those after it?"""
    before = next((i for i in range(end - 1, start - 1, -1) if view.shows(pieces[i].mark)), -1)
    after = _next_shown(pieces, end, view)
    if before < 0 or after == len(pieces) or pieces[before].mark is pieces[after].mark:
        return False
    between = "".join(piece.text for piece in pieces[before + 1 : after])
    if between != between.strip():
        return False
    return bool(_ENDS_IN_WORD.search(pieces[before].text) and _STARTS_AS_WORD.match(pieces[after].text))


def _next_shown(pieces: Sequence[Piece], start: int, view: View) -> int:
    return next((i for i in range(start, len(pieces)) if view.shows(pieces[i].mark)), len(pieces))


def _cut(piece: Piece, pattern: re.Pattern[str]) -> tuple[Piece, Piece]:
    """A plain piece before and from its last word on, or to the end of its first word and after it."""
    found = pattern.search(piece.text) if piece.mark is Mark.PLAIN else None
    if pattern is _LAST_WORD:
        at = found.start() if found else (len(piece.text) if piece.mark is Mark.PLAIN else 0)
    else:
        at = found.end() if found and not found.start() else (0 if piece.mark is Mark.PLAIN else len(piece.text))
    text, place, mark = piece.text, piece.place, piece.mark
    return Piece(text[:at], place, mark), Piece(text[at:], _moved(place, at), mark)


def _told_apart(group: Sequence[Piece]) -> Iterator[Piece]:
    """A group once as it was and once as it shall be."""
    for view, mark in _VIEWS:
        text = "".join(piece.text for piece in group if view.shows(piece.mark))
        own = next((piece.place for piece in group if piece.mark is mark), group[-1].place)
        yield Piece(text, own, mark)


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
    return Place(p.line, p.offset + by, p.last, p.page, p.table, p.row, p.column, p.key)
