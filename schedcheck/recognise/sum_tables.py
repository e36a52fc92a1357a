"""Amounts in a matrix: labels down, names across, with sums in the last row, the last column or both.

Runs for tables that no other form explains. Every row and every column that gives its sum is one list of parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from attrs import evolve

from schedcheck.document import Cell, Row, View
from schedcheck.place import Place
from schedcheck.quantity import in_unit, parse
from schedcheck.recognise.cells import is_redlined, values_in
from schedcheck.recognise.forms import bare_heading
from schedcheck.recognise.ledger import Grand, Ledger, Stated
from schedcheck.recognise.split import Placed
from schedcheck.recognise.table import Table, gap
from schedcheck.record import frozen
from schedcheck.vocabulary import Column, TableForm, Vocabulary, compact

SUM = "sum"
"""The kind of what a sum is of: a label of the matrix."""


@frozen
class _Amount:
    """What one cell gives, in each of its states; None where it can not be told, () where it gives nothing."""

    row: int
    column: int
    label: str
    stated: tuple[Stated, ...] | None


@frozen
class _Matrix:
    """A table as a matrix: its lines and columns of parts, and the row and the column of sums, -1 for none.

    `doubtful` says that some column of amounts may be no part of the sums.
    """

    table: Table
    form: TableForm
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    sum_row: int
    sum_column: int
    doubtful: bool
    unit: str

    @cached_property
    def across(self) -> tuple[int, ...]:
        """The rows that come to sums beside them: lines, sums of some lines, and the row of sums."""
        partial = (n for n, row in enumerate(self.table.block.rows) if _is_partial(row.cells[0], self.form))
        return tuple(sorted({*self.rows, *partial, *((self.sum_row,) if self.sum_row >= 0 else ())}))

    @cached_property
    def down(self) -> tuple[int, ...]:
        """The columns that come to sums below them."""
        return (*self.columns, self.sum_column) if self.sum_column >= 0 else self.columns

    @cached_property
    def labels(self) -> Sequence[str]:
        return [row.cells[0].text(View.PROPOSED) if row.cells else "" for row in self.table.block.rows]

    @cached_property
    def headings(self) -> Sequence[str]:
        return [bare_heading(heading.text(View.PROPOSED))[0] for heading in self.table.block.headings]

    def amount(self, row: int, column: int, label: str) -> _Amount:
        cells = self.table.block.rows[row].cells
        unit = bare_heading(self.table.block.headings[column].text(View.PROPOSED))[1] or self.unit
        stated = _stated(cells[column], unit, self.form, self.table.vocabulary)
        place = self.table.place
        placed = stated and tuple(s.at(place(s.place, row + 1, cells[column].column)) for s in stated)
        return _Amount(row, column, label, placed)


def read_matrix(table: Table, form: TableForm) -> bool:
    """The lists of a matrix as facts; False, and nothing done, where the table is none."""
    matrix = _matrix_of(table, form)
    if matrix is None:
        return False
    for row in matrix.across if matrix.sum_column >= 0 else ():
        parts = [matrix.amount(row, column, matrix.headings[column]) for column in matrix.columns]
        _add_list(matrix, matrix.labels[row], parts, matrix.amount(row, matrix.sum_column, ""))
    for column in matrix.down if matrix.sum_row >= 0 else ():
        parts = [matrix.amount(row, column, matrix.labels[row]) for row in matrix.rows]
        _add_list(matrix, matrix.headings[column], parts, matrix.amount(matrix.sum_row, column, ""))
    _note_grand(matrix)
    return True


def add_grand(ledger: Ledger, vocabulary: Vocabulary) -> None:
    """The one sum of all matrices of a document, where there is one, is about the pack.

    A different total that stands elsewhere in the document leaves in doubt whether it is.
    """
    form, grands = next((form for form in vocabulary.tables if form.matrix), None), ledger.grands
    if form is None or not grands:
        return
    others = {fact.value for fact in ledger.facts if fact.property == form.total_property}
    grands = [grand for grand in grands if (grand.stated.state, grand.stated.certainty) != ("current", "marked")]
    values = {grand.stated.value for grand in grands}
    if len({grand.table for grand in grands}) > 1 and len(values) > 1:
        if not others:
            ledger.gap("several tables give a sum, and which of them is the total is not told")
        return
    for grand in grands:
        sure = not others or grand.stated.value in others
        if grand.alone:
            stated = evolve(grand.stated, certainty="inferred" if sure else "guess")
            scope, part = ledger.statement(grand.table[0]), ledger.part
            ledger.add(scope, part.pack, form.total_property, stated, kind=part.pack_kind)


def _add_list(matrix: _Matrix, label: str, parts: Sequence[_Amount], whole: _Amount) -> None:
    """One row or column with its sum: a fact for each part; a gap where a part can not be told."""
    table, form = matrix.table, matrix.form
    if whole.stated == ():
        return
    along_row = bool(parts) and parts[0].row == whole.row
    labels = [part.label for part in parts if part.stated]
    if whole.stated is None or any(part.stated is None for part in parts) or len(set(labels)) < len(labels):
        gap(table, f"the sum of “{label}” can not be made, for not all of its amounts can be told")
        return
    if along_row and matrix.doubtful:
        return
    scope = table.ledger.statement(table.placed.section, whole=True)
    for part in parts:
        for stated in part.stated or ():
            table.ledger.add(scope, part.label, form.property, stated, kind=SUM, named=_named(matrix, part))
    for stated in whole.stated:
        table.ledger.add(scope, label, form.sum_property, stated, kind=SUM)


def _named(matrix: _Matrix, part: _Amount) -> Place:
    cell = matrix.table.block.rows[part.row].cells[0]
    return matrix.table.place(cell.runs[0].place, part.row + 1, 1) if cell.runs else Place()


def _note_grand(matrix: _Matrix) -> None:
    """The amount in the corner of both sums, or the sum of the only column."""
    table = matrix.table
    alone = matrix.columns[0] if len(matrix.columns) == 1 else -1
    column = matrix.sum_column if matrix.sum_column >= 0 else alone
    if matrix.sum_row < 0 or column < 0:
        return
    for stated in matrix.amount(matrix.sum_row, column, "").stated or ():
        where = (table.placed.section, table.placed.table)
        table.ledger.grands.append(Grand(where, stated, _speaks_of_all(matrix)))


def _speaks_of_all(matrix: _Matrix) -> bool:
    """Do the words over a matrix speak of such amounts, and of no share of them, such as one option's?"""
    table, form = matrix.table, matrix.form
    over = [p.block.text(View.PROPOSED) for p in table.part.blocks if _heads(p, table.placed)]
    words = f" {' '.join([*over, table.intro, *matrix.headings, *matrix.labels])} ".casefold()
    return any(word in words for word in form.about) and not any(word in words for word in form.not_about)


def _heads(placed: Placed, other: Placed) -> bool:
    return placed.block.kind == "heading" and placed.section == other.section


def _matrix_of(table: Table, form: TableForm) -> _Matrix | None:
    headings, rows = table.block.headings, table.block.rows
    width = len(headings)
    if width < 2 or any(row.ragged or len(row.cells) != width for row in rows):
        return None
    totals = {compact(word) for word in form.total}
    sum_rows = [n for n, row in enumerate(rows) if compact(row.cells[0].text(View.PROPOSED)) in totals]
    sums = [n for n, each in enumerate(headings) if n and compact(bare_heading(each.text())[0]) in totals]
    if len(sum_rows) > 1 or len(sums) > 1 or not (sum_rows or sums):
        return None
    sum_row, sum_column = (sum_rows or [-1])[0], (sums or [-1])[0]
    unit = bare_heading(headings[0].text(View.PROPOSED))[1]
    columns = [n for n in range(1, width) if n != sum_column and _holds_money(table, form, n, unit)]
    above = rows if sum_row < 0 else rows[:sum_row]
    lines = [n for n, row in enumerate(above) if _is_line(row, form)]
    parts = [n for n in columns if sum_column < 0 or n < sum_column]
    if len(lines) < (2 if sum_row >= 0 else 1) or not parts or (len(parts) == 1 and sum_row < 0):
        return None
    doubtful = any(_is_left_out(headings[n], form) for n in parts)
    return _Matrix(table, form, tuple(lines), tuple(parts), sum_row, sum_column, doubtful or len(parts) < 2, unit)


def _is_line(row: Row, form: TableForm) -> bool:
    """Is a row one of the parts that a sum below it is of?"""
    return bool(row.cells[0].runs) and not _is_left_out(row.cells[0], form)


def _is_partial(label: Cell, form: TableForm) -> bool:
    """Is it the sum of some lines, such as "Sub-total"? Its label ends in a label of sums, or starts with one."""
    words = label.text(View.PROPOSED).casefold().replace("-", " ").split()
    return any(compact(word) in {compact(total) for total in form.total} for word in (words[:1] + words[1:2]))


def _is_left_out(label: Cell, form: TableForm) -> bool:
    words = f" {' '.join(label.text(View.PROPOSED).casefold().replace('-', ' ').split())} "
    return any(f" {each.casefold()} " in words for each in form.left_out)


def _holds_money(table: Table, form: TableForm, column: int, unit: str) -> bool:
    """Does a column hold amounts of money, in more of its cells than it holds other words?"""
    unit = bare_heading(table.block.headings[column].text(View.PROPOSED))[1] or unit
    cells = [_stated(row.cells[column], unit, form, table.vocabulary) for row in table.block.rows]
    return sum(bool(cell) for cell in cells) > sum(cell is None for cell in cells)


def _stated(cell: Cell, unit: str, form: TableForm, vocabulary: Vocabulary) -> tuple[Stated, ...] | None:
    """The amounts of a cell; () where it says that there is none, None where that can not be told."""
    if cell.merged:
        return None
    text = cell.text(View.PROPOSED).casefold().strip(" .")
    if not is_redlined(cell) and (not text or text in form.nothing):
        return ()
    column = Column("amount", "money", property=form.property, unit=unit)
    stated = tuple(values_in(cell, column, ("current",), vocabulary))
    return stated if stated and _is_all(cell, stated, unit) else None


def _is_all(cell: Cell, stated: Sequence[Stated], unit: str) -> bool:
    """Does the cell hold its amount and nothing else? Marked ones may hold two."""
    text = " ".join(cell.text().split())
    return is_redlined(cell) or parse(text) is not None or parse(in_unit(text, unit)) is not None or not stated
