"""Table blocks -> facts, column by column; what no column explains is left over and said so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from schedcheck.document import Block, Cell, Row, View
from schedcheck.names import find_names
from schedcheck.place import NO_ORIGIN
from schedcheck.quantity import Quantity
from schedcheck.reading import SeenTable
from schedcheck.recognise.amounts import has_one_row, read_across, read_amounts_down
from schedcheck.recognise.bindings import count_bound, read_bindings, void_without_table
from schedcheck.recognise.cells import is_redlined, says_only, values_in
from schedcheck.recognise.crossed import read_crossed
from schedcheck.recognise.edits import edit_of
from schedcheck.recognise.forms import Layout, joined_names, layout_of
from schedcheck.recognise.keys import note_keys
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.pairs import with_pairs
from schedcheck.recognise.placed import PlacedTokens, of_types
from schedcheck.recognise.rowhistory import end_row, origin_of
from schedcheck.recognise.seen import seen_table
from schedcheck.recognise.split import Part, Placed
from schedcheck.recognise.sum_tables import read_matrix
from schedcheck.recognise.table import Table, first_place, gap, leave_amounts, read_cell
from schedcheck.recognise.tick_columns import read_tick_rows, tick_column
from schedcheck.recognise.tick_rows import read_names_across
from schedcheck.tokens import id_of
from schedcheck.vocabulary import Column, Vocabulary, compact


def read_tables(part: Part, vocabulary: Vocabulary, ledger: Ledger) -> tuple[SeenTable, ...]:
    """The facts of every table of a document; gives back how each was read."""
    seen: list[SeenTable] = []
    part = with_pairs(part, vocabulary)
    for index, placed in enumerate(part.blocks):
        if placed.block.kind == "table":
            intro = _intro(part.blocks, index)
            even = evolve(placed, block=_even(placed.block))
            seen.append(_read_table(Table(part, even, vocabulary, ledger, intro, index)))
    void_without_table(part, ledger)
    return tuple(seen)


def _even(block: Block) -> Block:
    """The table with empty cells where a row ends early; a row that could not be cut stays as it is."""
    width = max((len(cells) for cells in (block.headings, *(row.cells for row in block.rows))), default=0)
    if all(row.ragged or len(row.cells) == width for row in block.rows):
        return block
    return evolve(block, rows=tuple(row if row.ragged else _filled(row, width) for row in block.rows))


def _filled(row: Row, width: int) -> Row:
    missing = (Cell((), number) for number in range(len(row.cells) + 1, width + 1))
    return evolve(row, cells=(*row.cells, *missing))


def _intro(blocks: Sequence[Placed], index: int) -> str:
    """The last sentence before a table."""
    for placed in reversed(blocks[max(0, index - 3) : index]):
        if placed.block.kind in {"paragraph", "heading"}:
            text = placed.block.text(View.PROPOSED)
            return re.split(r"[.!?]\s", text)[-1]
        if placed.block.kind == "table":
            return ""
    return ""


def _read_table(table: Table) -> SeenTable:
    first = len(table.ledger.facts)
    layout = read_bindings(table, layout_of(table.block, table.vocabulary, table.part.role))
    if layout is None and not table.bases and (read_names_across(table) or read_crossed(table)):
        pass
    elif (layout is None or (layout.form.across and not has_one_row(table))) and not table.bases and _is_matrix(table):
        layout = None
    elif layout is None:
        _leave_table(table)
    elif layout.form.across:
        read_across(table, layout)
    elif layout.form.merge:
        read_amounts_down(table, layout)
    else:
        _note_unknown_columns(table, layout)
        table.repeats = table.part.role == "amendment" and not layout.form.role
        ticks = tick_column(layout)
        if ticks is not None:
            read_tick_rows(table, layout, ticks)
        for number, row in enumerate(table.block.rows if ticks is None else (), 1):
            _read_row(table, layout, number, row)
        note_keys(table, layout)
    count_bound(table)
    return seen_table(table, layout, table.ledger.facts[first:])


def _is_matrix(table: Table) -> bool:
    """Reads a table as amounts with their sums below or beside them, where it is one."""
    role = table.part.role
    return any(read_matrix(table, form) for form in table.vocabulary.tables if form.matrix and form.role in {"", role})


def _leave_table(table: Table) -> None:
    """A table that no form knows: rows that look like a known table's are lost; other cells are read as words."""
    lost = 0
    for number, row in enumerate(table.block.rows, 1):
        for column, cell in enumerate(row.cells, 1):
            if row.ragged:
                _leave_whole(table, cell, number, row.ragged)
                lost += 1
            elif _is_amount(cell, table.vocabulary):
                lost += leave_amounts(table, cell, number, column, _why_unknown(table, column))
    if lost:
        gap(table, "its headings are not known, so its values were not read")


def _why_unknown(table: Table, column: int) -> str:
    return _changed_heading(table.block.headings[column - 1 : column]) or "no form knows this table's headings"


def _is_amount(cell: Cell, vocabulary: Vocabulary) -> bool:
    """Does the cell hold amounts and nothing else?"""
    types = PlacedTokens.of(cell.runs, vocabulary).tokens.types
    return bool(types) and set(types) <= set(vocabulary.amounts)


def _note_unknown_columns(table: Table, layout: Layout) -> None:
    for index, column in enumerate(layout.columns):
        if column is not None:
            continue
        heading = table.block.headings[index].text() if index < len(table.block.headings) else ""
        why = f"no form knows the column “{heading}”"
        if index in layout.doubtful:
            why = f"nothing tells the column “{heading}” from another one: which state does each show?"
        elif changed := _changed_heading(table.block.headings[index : index + 1]):
            why = f"{changed}: what each value belongs to is not told"
        amounts = sum(
            leave_amounts(table, row.cells[index], number, index + 1, why)
            for number, row in enumerate(table.block.rows, 1)
            if index < len(row.cells)
        )
        lost = "does not say which state it shows" if index in layout.doubtful else "is not known"
        if amounts:
            gap(table, f"the column headed “{heading}” {lost}, so its values were not read")
        elif _matters(table, layout, heading, index):
            gap(table, f"the column headed “{heading}” is not known, so its cells were not read")


def _changed_heading(headings: Sequence[Cell]) -> str:
    """What marks made of a heading, in words, "" when they left it or made it."""
    for heading in headings:
        before, after = heading.text(View.SIGNED), heading.text(View.PROPOSED)
        if before and after and before != after:
            return f"its heading was changed from “{before}” to “{after}”"
    return ""


def _matters(table: Table, layout: Layout, heading: str, index: int) -> bool:
    """May a column of words be one that a table of ids should have? Not when it is known to say nothing of them."""
    key = layout.columns[layout.key or 0]
    if key is None or key.kind != "id" or not heading or (table.part.kind and table.part.kind.schedule):
        return False
    known = {compact(word) for word in table.vocabulary.words.idle_headings}
    words = any(index < len(row.cells) and row.cells[index].text() for row in table.block.rows)
    return words and compact(heading) not in known


def _read_row(table: Table, layout: Layout, number: int, row: Row) -> None:
    if row.ragged and len(row.cells) < len(layout.columns):
        for cell in row.cells:
            _leave_whole(table, cell, number, row.ragged)
        gap(table, f"row {number} could not be cut into its cells ({row.ragged})")
        return
    key = layout.key or 0
    origin = origin_of(table, layout, row, number)
    if origin is None:
        return
    if _is_total(layout, row):
        _read_totals(table, layout, row, number)
        return
    first = len(table.ledger.facts)
    edit = edit_of(table, layout, row)
    layout = evolve(layout, columns=edit) if edit else layout
    subjects = _subjects(table, layout, row, number)
    if not subjects:
        lost = sum(leave_amounts(table, c, number, c.column, "its row names no subject") for c in row.cells)
        if lost:
            gap(table, f"row {number} names no subject")
        return
    table.above = subjects[0][0]
    table.filled = {i for i, c in enumerate(row.cells) if c.runs and i != key and not c.merged}
    named = table.place(first_place(row.cells[key]), number, key + 1)
    for index, (column, cell) in enumerate(zip(layout.columns, row.cells, strict=False)):
        if column is not None and index != key:
            for subject, kind in subjects:
                read_cell(table, column, cell, row, number, subject, kind, named)
    if origin != NO_ORIGIN:
        end_row(table, layout, row, number, subjects)
        table.ledger.hold_since(first, origin)


def _is_total(layout: Layout, row: Row) -> bool:
    """Is the row labelled as the sum of those above it?"""
    return bool(layout.totals) and compact(row.cells[layout.key or 0].text()) in layout.totals


def _read_totals(table: Table, layout: Layout, row: Row, number: int) -> None:
    """The sums of a row of totals are about the pack; a column that knows no sum has none to give."""
    part, named = table.part, first_place(row.cells[layout.key or 0])
    for column, cell in zip(layout.columns, row.cells, strict=False):
        if column is not None and column.total:
            read_cell(table, evolve(column, property=column.total), cell, row, number, part.pack, part.pack_kind, named)
        else:
            leave_amounts(table, cell, number, cell.column, "no form knows what sum this is")


def _leave_whole(table: Table, cell: Cell, row: int, reason: str) -> None:
    """A cell that could not be cut is left over as it stands, not only the amounts in it."""
    tokens = PlacedTokens.of(cell.runs, table.vocabulary)
    for token in of_types(tokens.tokens, table.vocabulary.amounts):
        table.ledger.use(tokens.place(token))
    place = table.place(first_place(cell), row, cell.column)
    table.ledger.leave(table.placed.section, place, cell.text(), reason)


def _subjects(table: Table, layout: Layout, row: Row, number: int) -> list[tuple[str, str]]:
    """(subject, kind) of a row; an empty key cell goes on with the row above."""
    index = layout.key or 0
    column, cell = layout.columns[index], row.cells[index]
    text = cell.text(View.PROPOSED) or cell.text()
    table.held, table.replaced = {}, False
    if column is None or not text:
        goes_on = table.above and not _has_values_of_its_own(table, layout, row)
        return [(table.above, column.id if column else "")] if goes_on else []
    if column.kind == "id":
        ids = _ids(cell, column, table.vocabulary) or [text]
        for each in ids:
            _mention(table, column, cell, each, number, index + 1)
        return [(each, column.id) for each in (*ids, *_former_ids(table, column, cell, ids))]
    if column.names:
        names = [n for _, _, found in find_names(text, table.vocabulary, column.names) for n in found]
        known = joined_names(names) if says_only(cell, column, table.vocabulary) else ""
        return [(known or text, column.names)]
    if column.kind == "duration":
        stated = values_in(cell, column, ("current",), table.vocabulary)
        return [(s.value.normal(), "target") for s in stated if isinstance(s.value, Quantity)]
    if column.kind == "acronym":
        return [(part.strip(), "acronym") for part in re.split(r"[,/]", text) if part.strip()]
    return [(" ".join(text.split()), column.name)]


def _former_ids(table: Table, column: Column, cell: Cell, ids: Sequence[str]) -> list[str]:
    """The ids that marks take out of a key cell. Notes which ids stand in one state alone."""
    if not is_redlined(cell):
        return []
    new = ids if cell.text(View.PROPOSED) else ()
    signed = cell.text(View.SIGNED)
    old = (_ids(cell, column, table.vocabulary, View.SIGNED) or [signed]) if signed else []
    former = [each for each in old if each not in new]
    table.replaced = bool(former and new)
    table.held = {**dict.fromkeys(former, "current"), **{each: "proposed" for each in new if each not in old}}
    return [each for each in former if each not in ids]


def _ids(cell: Cell, column: Column, vocabulary: Vocabulary, view: View = View.PROPOSED) -> list[str]:
    """The ids of a key cell without what announces them or follows them: a word before it, a star, several of them."""
    kind = vocabulary.id_kind(column.id)
    view = view if cell.text(view) else View.BOTH
    tokens = PlacedTokens.of(cell.runs, vocabulary, view).tokens
    words = [tokens.word(t) for t, letter in enumerate(tokens.types) if letter in "ixg"]
    fitting = kind and words and all(re.fullmatch(kind.pattern, word) for word in words)
    return [id_of(kind, word) for word in words] if kind and fitting else []


def _has_values_of_its_own(table: Table, layout: Layout, row: Row) -> bool:
    """Has a row without a key a value in a column in which the row above has one too?"""
    columns = {i for i, c in enumerate(row.cells) if i < len(layout.columns) and layout.columns[i] and c.runs}
    return bool(columns & table.filled)


def _mention(table: Table, column: Column, cell: Cell, text: str, row: int, number: int) -> None:
    if cell.runs and not (table.part.kind and table.part.kind.schedule):
        place = table.place(cell.runs[0].place, row, number)
        table.ledger.add(table.scope, text, "mentioned-id", Stated(text, text, place, "current"), kind=column.id)
