"""How each table was read: which column means what, and which one nobody knows. For people, who shall trust it or not.

Made while tables are read; no fact and no finding follows from it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from schedcheck.document import Block, Cell
from schedcheck.fact import Fact
from schedcheck.reading import SeenColumn, SeenTable
from schedcheck.recognise.forms import Layout
from schedcheck.recognise.ledger import Spot, spot
from schedcheck.recognise.placed import PlacedTokens, of_types
from schedcheck.recognise.table import Table
from schedcheck.vocabulary import Column, Vocabulary

_KIND_OF = {"d": "duration", "m": "money", "c": "percent"}


def seen_table(table: Table, layout: Layout | None, given: Iterable[Fact]) -> SeenTable:
    """`given` are the facts that the table gave."""
    block, read = table.block, {spot(each.place) for each in given}
    columns = tuple(_column(table, layout, index, heading, read) for index, heading in enumerate(block.headings))
    name = layout.form.name if layout else ""
    return SeenTable(table.placed.section, table.placed.table, len(block.rows), name, columns)


def _column(table: Table, layout: Layout | None, index: int, heading: Cell, read: Container[Spot]) -> SeenColumn:
    text = heading.text()
    column = layout.columns[index] if layout and index < len(layout.columns) else None
    if layout and column:
        return _known(table, layout, index, column, text)
    cells = _cells(table.block, index)
    told = [each for cell in cells for each in _figures(cell, table, read, alone=layout is None)]
    figures = [letter for letter, is_read in told if not is_read]
    if told and not figures:
        return SeenColumn(text, how="by-row")
    if figures:
        doubtful = layout is not None and index in layout.doubtful
        kind = _KIND_OF[max(sorted(set(figures)), key=figures.count)]
        known = tuple(dict.fromkeys(c.property for f in table.vocabulary.tables for c in f.column if c.kind == kind))
        may_be = tuple(name for name in known if name)
        return SeenColumn(text, "", "", "doubtful" if doubtful else "unknown", len(figures), may_be)
    ids = layout is None and bool(cells) and all(_is_id(cell, table.vocabulary) for cell in cells)
    return SeenColumn(text, how="key?" if ids else "words")


def _known(table: Table, layout: Layout, index: int, column: Column, text: str) -> SeenColumn:
    if index == layout.key:
        return SeenColumn(text, how="key")
    bound = index + 1 in table.bases
    return SeenColumn(text, column.property, column.state, "bound" if bound else "read" if column.property else "words")


def _cells(block: Block, index: int) -> list[Cell]:
    return [row.cells[index] for row in block.rows if index < len(row.cells) and row.cells[index].runs]


def _figures(cell: Cell, table: Table, read: Container[Spot], *, alone: bool) -> list[tuple[str, bool]]:
    """The letters of a cell's amounts, and whether a fact has each.

    Of a table that no form knows, cells of words are read as sentences.
    """
    placed = PlacedTokens.of(cell.runs, table.vocabulary)
    types = placed.tokens.types
    if cell.merged or (alone and not set(types) <= set(table.vocabulary.amounts)):
        return []
    return [
        (types[token], spot(placed.place(token)) in read) for token in of_types(placed.tokens, table.vocabulary.amounts)
    ]


def _is_id(cell: Cell, vocabulary: Vocabulary) -> bool:
    return any(kind.registered and re.fullmatch(kind.pattern, cell.text()) for kind in vocabulary.ids)
