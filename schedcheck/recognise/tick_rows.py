"""Names of a list as the columns of a table, with a row of yes and no, or of ticks, below them.

Runs for tables that no other form explains.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from schedcheck.document import Row, View
from schedcheck.names import find_names
from schedcheck.recognise.cells import other_words
from schedcheck.recognise.ledger import Stated
from schedcheck.recognise.table import Table, gap
from schedcheck.recognise.tick_columns import is_ticked
from schedcheck.vocabulary import Column, TickForm, compact


def read_names_across(table: Table) -> bool:
    """The ticked and unticked names of such a table; False, and nothing done, where it is none."""
    return any(_read(table, form) for form in table.vocabulary.ticks)


def _read(table: Table, form: TickForm) -> bool:
    columns = _columns(table, form)
    if len(columns) < 2:
        return False
    number = _row(table, form, columns)
    if number < 0:
        return False
    row, scope = table.block.rows[number], table.ledger.statement(table.placed.section, whole=True)
    cells = [row.cells[index] for index in columns]
    ticked = {index: is_ticked(row.cells[index], cells, table.vocabulary) for index in columns}
    strange = [index for index in _others(table, columns) if is_ticked(row.cells[index], cells, table.vocabulary)]
    blank = any(not cell.runs for cell in cells) and not any(ticked.values())
    if None in ticked.values() or strange or blank:
        scope = evolve(scope, whole=False)
        gap(table, f"row {number + 1} does not say of every column whether it is ticked")
    if blank:
        return True
    for index, names in columns.items():
        heading = table.block.headings[index]
        place = table.place(heading.runs[0].place, 0, index + 1)
        for name in names if ticked[index] is not None else ():
            stated = Stated(name, heading.text(), place, "current")
            name_of = form.property if ticked[index] else form.unticked
            table.ledger.add(scope, table.part.pack, name_of, stated, kind=table.part.pack_kind)
    return True


def _columns(table: Table, form: TickForm) -> Mapping[int, tuple[str, ...]]:
    """The columns headed by names of the list and nothing else."""
    column, found = Column("names", "names", names=form.list), {}
    for index, heading in enumerate(table.block.headings):
        if heading.runs and not heading.merged and not other_words(heading, column, table.vocabulary):
            text = heading.text(View.PROPOSED)
            names = (name for _, _, each in find_names(text, table.vocabulary, form.list) for name in each)
            found[index] = tuple(names)
    return found


def _others(table: Table, columns: Mapping[int, tuple[str, ...]]) -> list[int]:
    """The columns beside the first that may be headed by a name that nobody knows."""
    return [n for n, heading in enumerate(table.block.headings) if n and n not in columns and heading.runs]


def _row(table: Table, form: TickForm, columns: Mapping[int, tuple[str, ...]]) -> int:
    """The row that tells, -1 for none: by its label, or as the only one below words about such."""
    rows, labels = table.block.rows, set(map(compact, form.rows))
    if any(row.ragged or len(row.cells) != len(table.block.headings) for row in rows):
        return -1
    if 0 not in columns:
        told = [n for n, row in enumerate(rows) if compact(row.cells[0].text(View.PROPOSED)) in labels]
        if len(told) == 1:
            return told[0]
    alone = len(rows) == 1 and _is_of_signs(table, rows[0], columns) and _is_about(table, form)
    return 0 if alone else -1


def _is_of_signs(table: Table, row: Row, columns: Mapping[int, tuple[str, ...]]) -> bool:
    """Does most of a row say yes or no?"""
    cells = [row.cells[index] for index in columns]
    return 2 * sum(is_ticked(cell, cells, table.vocabulary) is not None for cell in cells) > len(cells)


def _is_about(table: Table, form: TickForm) -> bool:
    part, placed = table.part, table.placed
    headings = [
        p.block.text(View.PROPOSED) for p in part.blocks if p.block.kind == "heading" and p.section == placed.section
    ]
    over = " ".join([*headings[-1:], table.intro]).casefold()
    return any(word in over for word in form.about) and not any(word in over for word in form.not_about)
