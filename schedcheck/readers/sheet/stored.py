"""Ids that a sheet stores, or once stored, as numbers or dates: which of them may not be what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from schedcheck.document import Block, Cell
from schedcheck.vocabulary import Vocabulary, compact

_MANY_PARTS = re.compile(r"\d+(?:\.\d+){2,}")
_LOST = re.compile(r"\d+\.\d")


def lost_zeros(blocks: Sequence[Block], stored: Mapping[str, str], vocabulary: Vocabulary) -> Iterator[str]:
    """What is doubtful in the columns of ids. `stored` says by address what is no text: "number" or "date".

    6.20 stored as a number is 6.2, and nobody can tell it from the 6.2 that was meant, unless other ids show it.
    """
    headings = _id_headings(vocabulary)
    for block in blocks:
        columns = list(_id_columns(block, headings))
        for number in range(len(block.rows)):
            for index in columns:
                yield from _doubt(block, number, index, columns, stored)


def without_doubtful(blocks: Sequence[Block], stored: Mapping[str, str], vocabulary: Vocabulary) -> Iterator[Block]:
    """The blocks without the ids that are doubtful: what their rows say can be said of no id."""
    headings = _id_headings(vocabulary)
    for block in blocks:
        columns = list(_id_columns(block, headings))
        doubtful = {
            (number, index)
            for number in range(len(block.rows) if columns else 0)
            for index in columns
            if any(_doubt(block, number, index, columns, stored))
        }
        rows = (
            evolve(row, cells=tuple(_certain(cell, (number, i) in doubtful) for i, cell in enumerate(row.cells)))
            for number, row in enumerate(block.rows)
        )
        yield evolve(block, rows=tuple(rows)) if doubtful else block


def _certain(cell: Cell, doubtful: bool) -> Cell:
    return evolve(cell, runs=()) if doubtful else cell


def _id_headings(vocabulary: Vocabulary) -> frozenset[str]:
    columns = (column for form in vocabulary.tables for column in form.column if column.kind == "id")
    return frozenset(compact(heading) for column in columns for heading in column.headings)


def _id_columns(block: Block, headings: frozenset[str]) -> Iterator[int]:
    """Columns whose heading says that ids stand in them, or that hold an id which can be no number."""
    width = len(block.rows[0].cells) if block.rows else 0
    for index in range(width):
        said = index < len(block.headings) and compact(block.headings[index].text()) in headings
        if said or any(_MANY_PARTS.fullmatch(row.cells[index].text()) for row in block.rows):
            yield index


def _doubt(block: Block, number: int, index: int, columns: Sequence[int], stored: Mapping[str, str]) -> Iterator[str]:
    cell = block.rows[number].cells[index]
    if cell.merged or not cell.runs:
        return
    text, key = cell.text(), cell.runs[0].place.key
    witness = _witness(block, number, index, columns) if _LOST.fullmatch(text) else ""
    if stored.get(key) == "date":
        yield f"{key}: a date ({text}) stands where an id belongs, so the id that was typed is lost"
    elif stored.get(key) == "number" and _LOST.fullmatch(text):
        yield f"{key}: the id {text} is stored as a number, so it may have lost a zero ({text}0)"
    elif witness:
        yield f"{key}: the id {text} stands beside {witness}, so it lost a zero ({text}0)"


def _witness(block: Block, number: int, index: int, columns: Sequence[int]) -> str:
    """The id that shows that the one in this cell lost a zero: a variant in its row, or the ids above and below."""
    text = block.rows[number].cells[index].text()
    beside = (block.rows[number].cells[other].text() for other in columns if other != index)
    found = next((other for other in beside if other.startswith(f"{text}0.")), "")
    whole, _, last = text.partition(".")
    above, below = f"{whole}.{int(last) * 10 - 1}", f"{whole}.{int(last) * 10 + 1}"
    near = {block.rows[n].cells[index].text() for n in (number - 1, number + 1) if 0 <= n < len(block.rows)}
    return found or next((other for other in (above, below) if other in near and int(last)), "")
