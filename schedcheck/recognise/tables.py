"""Table blocks -> facts, column by column; what no column explains is left over and said so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define, evolve, field

from schedcheck.document import Block, Cell, Row, View
from schedcheck.fact import Scope, State
from schedcheck.place import Place
from schedcheck.quantity import Quantity
from schedcheck.recognise.cells import is_redlined, names_in, other_words, values_in, words_in
from schedcheck.recognise.forms import Layout, heading_state, joined_names, layout_of
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.placed import PlacedTokens, in_table, of_types
from schedcheck.recognise.split import Part, Placed
from schedcheck.names import find_names
from schedcheck.tokens import id_of, tokenise
from schedcheck.vocabulary import Column, Vocabulary, compact

_AMOUNTS = {"duration", "money", "date", "version", "any"}


def read_tables(part: Part, vocabulary: Vocabulary, ledger: Ledger) -> None:
    """The facts of every table of a document."""
    for index, placed in enumerate(part.blocks):
        if placed.block.kind == "table":
            intro = _intro(part.blocks, index)
            _read_table(_Table(part, placed, vocabulary, ledger, intro))


def _intro(blocks: Sequence[Placed], index: int) -> str:
    """The last sentence before a table."""
    for placed in reversed(blocks[max(0, index - 3) : index]):
        if placed.block.kind in {"paragraph", "heading"}:
            text = placed.block.text(View.PROPOSED)
            return re.split(r"[.!?]\s", text)[-1]
        if placed.block.kind == "table":
            return ""
    return ""


@define
class _Table:
    """One table while it is read."""

    part: Part
    placed: Placed
    vocabulary: Vocabulary
    ledger: Ledger
    intro: str
    scope: Scope = field(init=False)
    above: str = ""

    def __attrs_post_init__(self) -> None:
        whole = self.part.source.whole and not any(row.ragged for row in self.block.rows)
        self.scope = self.ledger.statement(self.placed.section, whole=whole)

    @property
    def block(self) -> Block:
        return self.placed.block

    @property
    def where(self) -> str:
        section = f"section {self.placed.section}, " if self.placed.section else ""
        return f"{section}table {self.placed.table}"

    def place(self, place: Place, row: int, column: int) -> Place:
        return in_table(place, self.placed.table, row, column)

    def states(self, column: Column, row: Row) -> tuple[State, ...]:
        """The states that a single unmarked value of a column holds in."""
        kind = self.part.kind
        if kind and kind.schedule:
            return (kind.state,)
        if column.state:
            return ("current",) if column.state == "current" else ("proposed",)
        if self._is_changed(row):
            return ("current", "proposed")
        said, _ = heading_state(self.intro, self.vocabulary)
        both = said == "current" and any(f" {w} " in f" {self.intro.casefold()} " for w in self.vocabulary.words.proposed)
        return (said if said and not both else kind.state if kind else "current",)

    def _is_changed(self, row: Row) -> bool:
        """Does another cell of the row hold an old and a new value?"""
        return any(is_redlined(cell) or _amounts(cell, self.vocabulary) == 2 for cell in row.cells)


def _amounts(cell: Cell, vocabulary: Vocabulary) -> int:
    return len(of_types(PlacedTokens.of(cell.runs, vocabulary).tokens, "dm"))


def _read_table(table: _Table) -> None:
    layout = layout_of(table.block, table.vocabulary)
    if layout is None:
        _leave_table(table)
    elif layout.form.across:
        _read_across(table, layout)
    elif layout.form.merge:
        _read_amounts_down(table, layout)
    else:
        _note_unknown_columns(table, layout)
        for number, row in enumerate(table.block.rows, 1):
            _read_row(table, layout, number, row)


def _leave_table(table: _Table) -> None:
    """A table that no form knows: rows that look like a known table's are lost; other cells are read as words."""
    lost = 0
    for number, row in enumerate(table.block.rows, 1):
        for column, cell in enumerate(row.cells, 1):
            if row.ragged or _is_amount(cell, table.vocabulary):
                lost += _leave_amounts(table, cell, number, column, row.ragged or "no form knows this table's headings")
    if lost:
        _gap(table, "its headings are not known, so its values were not read")


def _is_amount(cell: Cell, vocabulary: Vocabulary) -> bool:
    """Does the cell hold amounts and nothing else?"""
    types = PlacedTokens.of(cell.runs, vocabulary).tokens.types
    return bool(types) and set(types) <= set("dm")


def _gap(table: _Table, reason: str) -> None:
    if not (table.part.kind and table.part.kind.opinion):
        table.ledger.gap(f"{table.where}: {reason}")


def _leave_amounts(table: _Table, cell: Cell, row: int, column: int, reason: str) -> int:
    tokens = PlacedTokens.of(cell.runs, table.vocabulary)
    found = of_types(tokens.tokens, "dm")
    for token in found:
        place = table.place(tokens.place(token), row, column)
        table.ledger.leave(table.placed.section, place, tokens.tokens.between(token, token), reason)
    return len(found)


def _note_unknown_columns(table: _Table, layout: Layout) -> None:
    for index, column in enumerate(layout.columns):
        if column is not None:
            continue
        heading = table.block.headings[index].text() if index < len(table.block.headings) else ""
        amounts = sum(
            _leave_amounts(table, row.cells[index], number, index + 1, f"no form knows the column “{heading}”")
            for number, row in enumerate(table.block.rows, 1)
            if index < len(row.cells)
        )
        if amounts:
            _gap(table, f"the column headed “{heading}” is not known, so its values were not read")


def _read_row(table: _Table, layout: Layout, number: int, row: Row) -> None:
    if row.ragged and len(row.cells) < len(layout.columns):
        for column, cell in enumerate(row.cells, 1):
            _leave_amounts(table, cell, number, column, row.ragged)
        _gap(table, f"row {number} could not be cut into its cells ({row.ragged})")
        return
    key = layout.key or 0
    subjects = _subjects(table, layout, row, number)
    if not subjects:
        return
    table.above = subjects[0][0]
    for index, (column, cell) in enumerate(zip(layout.columns, row.cells, strict=False)):
        if column is not None and index != key:
            for subject, kind in subjects:
                _read_cell(table, column, cell, row, number, subject, kind, _first_place(row.cells[key]))


def _first_place(cell: Cell) -> Place:
    return cell.runs[0].place if cell.runs else Place()


def _subjects(table: _Table, layout: Layout, row: Row, number: int) -> list[tuple[str, str]]:
    """(subject, kind) of a row; an empty key cell goes on with the row above."""
    index = layout.key or 0
    column, cell = layout.columns[index], row.cells[index]
    text = cell.text(View.PROPOSED) or cell.text()
    if column is None or not text:
        return [(table.above, column.id if column else "")] if table.above else []
    if column.kind == "id":
        _mention(table, column, cell, number, index + 1)
        return [(text, column.id)]
    if column.kind == "names":
        names = [n for _, _, found in find_names(text, table.vocabulary, column.names) for n in found]
        return [(joined_names(names) or text, column.names)]
    if column.kind == "duration":
        stated = values_in(cell, column, ("current",), table.vocabulary)
        return [(s.value.normal(), "target") for s in stated if isinstance(s.value, Quantity)]
    if column.kind == "acronym":
        return [(part.strip(), "acronym") for part in re.split(r"[,/]", text) if part.strip()]
    return [(text, column.name)]


def _mention(table: _Table, column: Column, cell: Cell, row: int, number: int) -> None:
    if cell.runs and not (table.part.kind and table.part.kind.schedule):
        text = cell.text(View.PROPOSED) or cell.text()
        place = table.place(cell.runs[0].place, row, number)
        table.ledger.add(table.scope, text, "mentioned-id", Stated(text, text, place, "current"), kind=column.id)


def _read_cell(
    table: _Table, column: Column, cell: Cell, row: Row, number: int, subject: str, kind: str, named: Place
) -> None:
    if not cell.runs or not column.property:
        return
    states = table.states(column, row)
    stated = _stated(table, column, cell, states)
    if row.ragged:
        stated = [evolve(s, certainty="guess") for s in stated]
    if not stated:
        _leave_cell(table, column, cell, number)
    named = table.place(named, number, 1)
    if column.kind == "text" and kind == "acronym":
        stated = _one_expansion(table, stated, subject, row)
    for s in stated:
        placed = evolve(s, place=table.place(s.place, number, cell.column))
        owner = table.part.document if column.property == "document-version" else subject
        table.ledger.add(table.scope, owner, column.property, placed, kind=kind, named=named)


def _one_expansion(table: _Table, stated: list[Stated], subject: str, row: Row) -> list[Stated]:
    """Several acronyms in one cell share several expansions, one each, when the numbers are equal."""
    keys = [part.strip() for part in re.split(r"[,/]", row.cells[0].text()) if part.strip()]
    if len(keys) < 2:
        return stated
    result = []
    for s in stated:
        parts = [part.strip() for part in str(s.value).split(",")]
        if len(parts) == len(keys) and subject in keys:
            own = parts[keys.index(subject)]
            result.append(evolve(s, value=own, printed=own))
    return result


def _stated(table: _Table, column: Column, cell: Cell, states: tuple[State, ...]) -> list[Stated]:
    if column.kind in _AMOUNTS:
        fixed: tuple[State, ...] = states if column.kind == "duration" else states[:1]
        return values_in(cell, column, fixed, table.vocabulary)
    first: tuple[State, ...] = states if table.part.kind and table.part.kind.schedule else ("current",)
    if column.kind == "names":
        return names_in(cell, column, first, table.vocabulary)
    return words_in(cell, first)


def _leave_cell(table: _Table, column: Column, cell: Cell, row: int) -> None:
    """A cell that should hold a value of its column's kind and does not, or holds too many."""
    text = cell.text()
    lost = _leave_amounts(table, cell, row, cell.column, "its values can not be told apart")
    if not lost and text.strip("-–—/ ").casefold() not in {"", "na", "n/a", "tbc", "none"}:
        place = table.place(cell.runs[0].place, row, cell.column)
        table.ledger.leave(table.placed.section, place, text, f"this is no {_plain_kind(column)}")
    if text.strip("-–—/ ") and column.kind in {"duration", "money"}:
        _gap(table, f"row {row}: “{text}” can not be read as {_plain_kind(column)}")


def _plain_kind(column: Column) -> str:
    if column.kind == "names":
        return f"known {column.names.replace('-', ' ')}"
    return {"duration": "a time with its unit", "money": "an amount of money"}.get(column.kind, column.kind)


def _read_across(table: _Table, layout: Layout) -> None:
    """One row of amounts under headings that are names: the row of the pack's own id, or the only one."""
    rows = table.block.rows
    own = [row for row in rows if _row_id(table, row) == table.part.pack]
    for number, row in enumerate(rows, 1):
        if row.ragged:
            _gap(table, f"row {number} could not be cut into its cells ({row.ragged})")
        chosen = not row.ragged and (row in own or (not own and len(rows) == 1))
        for column, cell in zip(layout.columns[1:], row.cells[1:], strict=False):
            if column is None or not chosen:
                _leave_amounts(table, cell, number, cell.column, row.ragged or "this amount belongs to no known heading")
                continue
            total = column.property == layout.form.total_property
            subject = table.part.pack if total else column.name
            _read_cell(table, column, cell, row, number, subject, table.part.pack_kind if total else layout.form.across, Place())


def _row_id(table: _Table, row: Row) -> str:
    text = row.cells[0].text()
    prefixed = [k for k in table.vocabulary.ids if k.prefix]
    tokens = tokenise(text, table.vocabulary)
    found = next((i for i, t in enumerate(tokens.types) if t == "g"), None)
    return id_of(prefixed[0], tokens.word(found)) if prefixed and found is not None else ""


def _read_amounts_down(table: _Table, layout: Layout) -> None:
    """Amounts one below the other; an empty amount cell belongs to the figure above it."""
    key = layout.key or 0
    amount = next((i for i, c in enumerate(layout.columns) if c and c.kind == "money"), None)
    totals = {compact(word) for word in layout.form.total}
    groups: list[tuple[list[str], int, Row]] = []
    for number, row in enumerate(table.block.rows, 1):
        label = row.cells[key].text()
        value = row.cells[amount].text() if amount is not None and amount < len(row.cells) else ""
        if value or not groups:
            groups.append(([label], number, row))
        elif label:
            groups[-1][0].append(label)
    for labels, number, row in groups:
        if amount is None or amount >= len(row.cells):
            continue
        total = compact(labels[0]) in totals
        column = layout.columns[amount]
        if column is None:
            continue
        if total:
            column = evolve(column, property=layout.form.total_property)
        subject = table.part.pack if total else _labels(labels, layout, table.vocabulary)
        named = _first_place(row.cells[key])
        _read_cell(table, column, row.cells[amount], row, number, subject, table.part.pack_kind if total else _list(layout), named)


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
