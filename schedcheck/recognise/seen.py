"""How each table was read: which column means what, and which one nobody knows. For people, who shall trust it or not.

Made while tables are read; no fact and no finding follows from it.
"""

from __future__ import annotations

import re

from schedcheck.document import Block, Cell
from schedcheck.reading import SeenColumn, SeenTable
from schedcheck.recognise.forms import Layout
from schedcheck.recognise.placed import PlacedTokens, of_types
from schedcheck.recognise.table import Table
from schedcheck.vocabulary import Column, Vocabulary

_KIND_OF = {"d": "duration", "m": "money", "c": "percent"}


def seen_table(table: Table, layout: Layout | None) -> SeenTable:
    block = table.block
    columns = tuple(_column(table, layout, index, heading) for index, heading in enumerate(block.headings))
    name = layout.form.name if layout else ""
    return SeenTable(table.placed.section, table.placed.table, len(block.rows), name, columns)


def _column(table: Table, layout: Layout | None, index: int, heading: Cell) -> SeenColumn:
    text = heading.text()
    column = layout.columns[index] if layout and index < len(layout.columns) else None
    if layout and column:
        return _known(table, layout, index, column, text)
    cells = _cells(table.block, index)
    figures = [letter for cell in cells for letter in _figures(cell, table.vocabulary, alone=layout is None)]
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


def _figures(cell: Cell, vocabulary: Vocabulary, *, alone: bool) -> list[str]:
    """The letters of a cell's amounts; of a table that no form knows, cells of words are read as sentences."""
    tokens = PlacedTokens.of(cell.runs, vocabulary).tokens
    if cell.merged or (alone and not set(tokens.types) <= set(vocabulary.amounts)):
        return []
    return [tokens.types[token] for token in of_types(tokens, vocabulary.amounts)]


def _is_id(cell: Cell, vocabulary: Vocabulary) -> bool:
    return any(kind.registered and re.fullmatch(kind.pattern, cell.text()) for kind in vocabulary.ids)
