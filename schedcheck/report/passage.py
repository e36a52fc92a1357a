"""What stands around cited words in a document that has no lines: its paragraph, or its table row. Pure.

Used by excerpts. Old and new text is shown in brackets, as the written dialect has it, and also each for itself: a
value may be put together from pieces of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from schedcheck.document import Block, Cell, Document, Mark, Run, View
from schedcheck.place import Place

Spot = tuple[int, str]
Passages = Mapping[Spot, tuple[str, ...]]

_BRACKETS = {Mark.DELETED: ("[-", "-]"), Mark.INSERTED: ("{+", "+}"), Mark.PLAIN: ("", "")}
_OLD_THEN_NEW = "-] {+"
_BETWEEN = " | "


def spot(place: Place) -> Spot:
    """Where a document without lines has a place."""
    return place.page, place.key


def passages(document: Document) -> Passages:
    """Spot -> what stands there: with both states marked, as signed and as proposed; the like of them once."""
    found: dict[Spot, tuple[str, ...]] = {}
    for block in document.blocks:
        for runs, texts in _pieces(block):
            for run in runs:
                found.setdefault(spot(run.place), texts)
    return found


def _pieces(block: Block) -> Iterator[tuple[Iterable[Run], tuple[str, ...]]]:
    if block.runs:
        yield block.runs, _once(_marked(block.runs), block.text(View.SIGNED), block.text(View.PROPOSED))
    for cells in (block.headings, *(row.cells for row in block.rows)):
        own = [cell for cell in cells if not cell.merged]
        runs = [run for cell in cells for run in cell.runs]
        yield runs, _once(_joined([_marked(c.runs) for c in own]), _row(own, View.SIGNED), _row(own, View.PROPOSED))


def _row(cells: Sequence[Cell], view: View) -> str:
    return _joined([cell.text(view) for cell in cells])


def _joined(cells: Sequence[str]) -> str:
    """The row without what empty cells at its ends would leave."""
    return _BETWEEN.join(cells).strip(_BETWEEN)


def _once(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


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
