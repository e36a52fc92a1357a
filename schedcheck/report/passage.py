"""What stands around cited words in a document that has no lines: its paragraph, or its table row. Pure.

Used by excerpts. Old and new text is shown in brackets, as the written dialect has it, and also each for itself: a
value may be put together from pieces of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schedcheck.document import Block, Cell, Document, Mark, Run, View
from schedcheck.place import Place

Spot = tuple[int, str]
Passage = tuple[Cell, ...]
"""The cells of a row; a paragraph is one cell."""
Passages = Mapping[Spot, Passage]

_BRACKETS = {Mark.DELETED: ("[-", "-]"), Mark.INSERTED: ("{+", "+}"), Mark.PLAIN: ("", "")}
_OLD_THEN_NEW = "-] {+"
_BETWEEN = " | "


def spot(place: Place) -> Spot:
    """Where a document without lines has a place."""
    return place.page, place.key


def passages(document: Document) -> Passages:
    """Spot -> what stands around it."""
    found: dict[Spot, Passage] = {}
    for block in document.blocks:
        for passage in _passages(block):
            for cell in passage:
                for run in cell.runs:
                    found.setdefault(spot(run.place), passage)
    return found


def texts(passage: Passage) -> tuple[str, ...]:
    """The words of a passage: with both states marked, as signed and as proposed; the like of them once."""
    own = [cell for cell in passage if not cell.merged]
    marked = _joined([_marked(cell.runs) for cell in own])
    views = [_joined([cell.text(view) for cell in own]) for view in (View.SIGNED, View.PROPOSED)]
    return tuple(dict.fromkeys((marked, *views)))


def _passages(block: Block) -> Iterator[Passage]:
    if block.runs:
        yield (Cell(block.runs),)
    yield block.headings
    yield from (row.cells for row in block.rows)


def _joined(cells: Sequence[str]) -> str:
    """The row without what empty cells at its ends would leave."""
    return _BETWEEN.join(cells).strip(_BETWEEN)


def _marked(runs: Sequence[Run]) -> str:
    """All text, neighbours with one mark in one pair of brackets."""
    pieces: list[tuple[Mark, str]] = []
    for run in runs:
        if pieces and pieces[-1][0] is run.mark:
            pieces[-1] = run.mark, f"{pieces[-1][1]} {run.text}"
        else:
            pieces.append((run.mark, run.text))
    words = " ".join(_bracketed(mark, " ".join(text.split())) for mark, text in pieces if text.strip())
    return words.replace(_OLD_THEN_NEW, _OLD_THEN_NEW.replace(" ", ""))


def _bracketed(mark: Mark, text: str) -> str:
    opening, closing = _BRACKETS[mark]
    return f"{opening}{text}{closing}"
