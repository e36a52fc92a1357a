"""Columns of yes and no beside names: "Impacted? (Y/N)". Each row names a member of a list that is ticked or not.

Runs for a table whose form has such a column, in place of reading its cells as values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from schedcheck.document import Cell, Row, View
from schedcheck.names import find_names
from schedcheck.recognise.forms import Layout
from schedcheck.recognise.ledger import Stated
from schedcheck.recognise.table import Table, gap
from schedcheck.tokens import BOXES, TICKS
from schedcheck.vocabulary import Column, Vocabulary

_TICKED = re.compile(f"[{TICKS}]|\\[[xX]\\]")
_EMPTY = re.compile(f"[{BOXES}]|\\[ ?\\]|[-–—]?")
_NO_SIGN = re.compile("[✗✘❌]")
_REMARK = re.compile(r"(?<=[a-z])\s?[,;:(]|(?<=[a-z])\s[-–—]\s")


def tick_column(layout: Layout) -> int | None:
    """The index of the column of yes and no, None where there is none."""
    return next((i for i, column in enumerate(layout.columns) if column and column.kind == "tick"), None)


def read_tick_rows(table: Table, layout: Layout, index: int) -> None:
    """The names of every row, ticked or not. A row that can not be told leaves a gap, and the list is not whole."""
    read = [_row(table, layout, index, row, number) for number, row in enumerate(table.block.rows, 1)]
    if None in read:
        table.scope = evolve(table.scope, whole=False)
    column = layout.columns[index]
    for ticked, stated in (each for row in read for each in row or ()):
        if column:
            prop = column.property if ticked else column.unticked
            table.ledger.add(table.scope, table.part.pack, prop, stated, kind=table.part.pack_kind)


def _row(table: Table, layout: Layout, index: int, row: Row, number: int) -> list[tuple[bool, Stated]] | None:
    """Whether each name of a row is ticked; None, and a gap, where that can not be told."""
    key = layout.key or 0
    if row.ragged or max(index, key) >= len(row.cells):
        gap(table, f"row {number} could not be cut into its cells")
        return None
    name, cell = row.cells[key], row.cells[index]
    if not name.text():
        return []
    names, ticked = _names(table, layout.columns[key], name), _is_ticked(table, index, cell)
    if not names or ticked is None:
        problem = f"“{name.text()}” is no name that is known"
        gap(table, f"row {number}: {problem if not names else f'“{cell.text()}” is neither yes nor no'}")
        return None
    place = table.place(name.runs[0].place, number, name.column)
    return [(ticked, Stated(each, name.text(), place, "current")) for each in names]


def _names(table: Table, column: Column | None, cell: Cell) -> list[str]:
    text = cell.text(View.PROPOSED)
    found = find_names(text, table.vocabulary, column.names) if column else ()
    return [name for _, _, names in found for name in names]


def _is_ticked(table: Table, index: int, cell: Cell) -> bool | None:
    """Whether a cell says yes; None where it says neither. A cross is a tick, and none in a column that has ticks."""
    return is_ticked(cell, [row.cells[index] for row in table.block.rows if index < len(row.cells)], table.vocabulary)


def is_ticked(cell: Cell, beside: Sequence[Cell], vocabulary: Vocabulary) -> bool | None:
    """Whether one of several cells says yes, maybe with a remark after it; None where it says neither."""
    text = cell.text(View.PROPOSED)
    words = vocabulary.words
    plain = _REMARK.split(text.casefold().strip(" ."))[0].strip()
    if plain in words.yes or _TICKED.fullmatch(text):
        return True
    if plain in words.no or _EMPTY.fullmatch(text) or _NO_SIGN.fullmatch(text):
        return False
    if plain in {"x", "×"}:
        others = [each.text(View.PROPOSED) for each in beside]
        signs = any(_TICKED.fullmatch(other) for other in others)
        said = any(other.casefold() in (*words.yes, *words.no) for other in others)
        return None if said else not signs
    return None
