"""Ids that a sheet stores as numbers or dates: which of them may not be what was typed."""

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

    6.20 stored as a number is 6.2, and nobody can tell it from the 6.2 that was meant.
    """
    headings = _id_headings(vocabulary)
    for block in blocks:
        for index in _id_columns(block, headings):
            for row in block.rows:
                yield from _doubt(row.cells[index], stored)


def without_doubtful(blocks: Sequence[Block], stored: Mapping[str, str], vocabulary: Vocabulary) -> Iterator[Block]:
    """The blocks without the ids that are doubtful: what their rows say can be said of no id."""
    headings = _id_headings(vocabulary)
    for block in blocks:
        columns = set(_id_columns(block, headings))
        rows = (
            evolve(row, cells=tuple(_certain(cell, i in columns, stored) for i, cell in enumerate(row.cells)))
            for row in block.rows
        )
        yield evolve(block, rows=tuple(rows)) if columns else block


def _certain(cell: Cell, holds_ids: bool, stored: Mapping[str, str]) -> Cell:
    return evolve(cell, runs=()) if holds_ids and any(_doubt(cell, stored)) else cell


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


def _doubt(cell: Cell, stored: Mapping[str, str]) -> Iterator[str]:
    if cell.merged or not cell.runs:
        return
    text, key = cell.text(), cell.runs[0].place.key
    if stored.get(key) == "date":
        yield f"{key}: a date ({text}) stands where an id belongs, so the id that was typed is lost"
    elif stored.get(key) == "number" and _LOST.fullmatch(text):
        yield f"{key}: the id {text} is stored as a number, so it may have lost a zero ({text}0)"
