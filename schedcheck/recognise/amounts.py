"""Tables of money: amounts one below the other, or side by side under headings that are names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from attrs import evolve

from schedcheck.document import Cell, Row
from schedcheck.names import find_names
from schedcheck.place import Place
from schedcheck.recognise.forms import Layout, joined_names
from schedcheck.recognise.table import Table, first_place, gap, leave_amounts, read_cell
from schedcheck.tokens import id_of, tokenise
from schedcheck.vocabulary import Vocabulary, compact


def read_across(table: Table, layout: Layout) -> None:
    """One row of amounts under headings that are names: the row of the pack's own id, or the only one."""
    rows = table.block.rows
    own = [row for row in rows if _is_own(table, row)]
    for number, row in enumerate(rows, 1):
        if row.ragged:
            gap(table, f"row {number} could not be cut into its cells ({row.ragged})")
        chosen = not row.ragged and (row in own or (not own and len(rows) == 1))
        for column, cell in zip(layout.columns[1:], row.cells[1:], strict=False):
            if column is None or not chosen:
                leave_amounts(table, cell, number, cell.column, row.ragged or "this amount belongs to no known heading")
                continue
            if cell.merged:
                continue
            total = column.property == layout.form.total_property
            subject = table.part.pack if total else _spanned(layout, row, cell)
            read_cell(
                table,
                column,
                cell,
                row,
                number,
                subject,
                table.part.pack_kind if total else layout.form.across,
                Place(),
            )


def has_one_row(table: Table) -> bool:
    """Is there one row to read across: the only one, or that of the pack's own id?"""
    return len(table.block.rows) == 1 or any(not row.ragged and _is_own(table, row) for row in table.block.rows)


def _spanned(layout: Layout, row: Row, cell: Cell) -> str:
    """The names of the headings that an amount stands under: a merged cell stands under several."""
    covered = takewhile(lambda pair: pair[1].merged, list(zip(layout.columns, row.cells, strict=False))[cell.column :])
    columns = [layout.columns[cell.column - 1], *(column for column, _ in covered)]
    return joined_names([column.name for column in columns if column])


def _is_own(table: Table, row: Row) -> bool:
    """Is the row labelled with the pack's own id, in whatever spelling?"""
    kind = table.vocabulary.prefixed
    tokens = tokenise(row.cells[0].text(), table.vocabulary)
    if kind is None:
        return False
    own = id_of(kind, table.part.pack)
    return any(t == "g" and id_of(kind, tokens.word(i)) == own for i, t in enumerate(tokens.types))


def read_amounts_down(table: Table, layout: Layout) -> None:
    """Amounts one below the other; an empty amount cell belongs to the figure above it.

    Where only white space parts the rows, a figure may stand beside the middle one of several labels: what has a label
    without a figure beside it is left unread.
    """
    key = layout.key or 0
    amount = next((i for i, c in enumerate(layout.columns) if c and c.kind in {"money", "percent"}), None)
    totals = {compact(word) for word in layout.form.total}
    left_out = tuple(compact(word) for word in layout.form.left_out)
    groups: list[tuple[list[str], int, Row]] = []
    for number, row in enumerate(table.block.rows, 1):
        label = row.cells[key].text()
        value = _own_text(row, amount) if amount is not None else ""
        if value or not groups:
            groups.append(([label], number, row))
        elif label:
            groups[-1][0].append(label)
    known = any(list(find_names(label, table.vocabulary, _list(layout))) for labels, _, _ in groups for label in labels)
    for (_, _, before), (labels, number, row) in pairwise([([], 0, Row(())), *groups]):
        if amount is None or amount >= len(row.cells):
            continue
        if not known or compact(labels[0]).startswith(left_out):
            leave_amounts(table, row.cells[amount], number, amount + 1, "it is no cost of a known activity")
            continue
        if table.block.aligned and (len(labels) > 1 or _is_bare(before, amount)):
            leave_amounts(table, row.cells[amount], number, amount + 1, "it is not certain which labels it belongs to")
            gap(table, f"row {number}: it is not certain which labels its amount belongs to")
            continue
        total = compact(labels[0]) in totals
        column = layout.columns[amount]
        if column is None:
            continue
        if total:
            column = evolve(column, property=layout.form.total_property)
        subject = table.part.pack if total else _labels(labels, layout, table.vocabulary)
        named = first_place(row.cells[key])
        read_cell(
            table,
            column,
            row.cells[amount],
            row,
            number,
            subject,
            table.part.pack_kind if total else _list(layout),
            named,
        )


def _is_bare(row: Row, column: int) -> bool:
    """Does a row have a label, and no figure?"""
    return bool(row.cells) and not _own_text(row, column)


def _own_text(row: Row, column: int) -> str:
    """The words of a cell that is not covered by the one above it."""
    return row.cells[column].text() if column < len(row.cells) and not row.cells[column].merged else ""


def _labels(labels: Sequence[str], layout: Layout, vocabulary: Vocabulary) -> str:
    """The canonical names of the activities of one amount, as one subject."""
    names: list[str] = []
    for label in labels:
        found = [n for _, _, ns in find_names(label, vocabulary, _list(layout)) for n in ns]
        names += list(dict.fromkeys(found)) or [label]
    return joined_names(names)


def _list(layout: Layout) -> str:
    column = layout.columns[layout.key or 0]
    return column.names if column else ""
