"""Tables whose values are told by the labels of their row and the heading of their column together.

Runs for tables that no form knows by their headings. Subject, property and state of a value may each stand beside its
row (an id, "Gate time", "Old") or over its column; the heading over the table may give the subject. A value of which
one of the first two is not told, or of which they say two things, is left unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from schedcheck.document import Block, Cell, Row, View
from schedcheck.place import Place
from schedcheck.recognise.cells import is_redlined
from schedcheck.recognise.forms import column_of
from schedcheck.recognise.headings import HeadingState, heading_state
from schedcheck.recognise.ids import ids_in
from schedcheck.recognise.split import Placed
from schedcheck.recognise.table import Table, first_place, gap, leave_amounts, read_cell
from schedcheck.record import frozen
from schedcheck.tokens import Tokens, tokenise
from schedcheck.vocabulary import Column, IdKind, TableForm, compact

_AMOUNTS = {"duration": "d", "percent": "c"}
_LINKS = frozenset({"of", "for", "the", "in", "a"})
_FEWEST = 2
_NEAR, _FAR = 20, 400
"""Blocks among which the heading over a table is looked for, and the one round that."""


@frozen
class _Told:
    """What some words tell: the ids of subjects and where they stand, a column of the form, a state.

    What is `dated` says since when it holds, and its state follows from the column beside it.
    """

    ids: tuple[str, ...] = ()
    column: Column | None = None
    state: HeadingState = ""
    named: Place = Place()
    dated: bool = False

    @property
    def is_known(self) -> bool:
        return bool(self.ids or self.column or self.state or self.dated)


@frozen
class _Value:
    """A cell that holds an amount, its row, and what is told of it; None where it is not told, or in two ways."""

    number: int
    row: Row
    cell: Cell
    told: _Told | None


def read_crossed(table: Table) -> bool:
    """The facts of such a table; False, and nothing done, where it is none.

    Where the file does not say that the first row is headings, it is where it is read as such.
    """
    given, role, block = table.placed, table.part.role, _headed(table.block)
    if any(map(is_redlined, block.headings)) or any(row.ragged for row in block.rows):
        return False
    table.placed = evolve(given, block=block)
    forms = [form for form in table.vocabulary.tables if form.role in {"", role}]
    if any(_read(table, form, key) for form in forms if (key := _key(form))):
        return True
    table.placed = given
    return False


def _headed(block: Block) -> Block:
    if block.headings or not block.rows:
        return block
    return evolve(block, headings=block.rows[0].cells, rows=block.rows[1:])


def _key(form: TableForm) -> Column | None:
    """The column of ids of a form for amounts of what they name."""
    amounts = any(column.kind in _AMOUNTS and column.headings for column in form.column)
    return next((c for c in form.column if c.name == form.key and c.kind == "id"), None) if amounts else None


def _read(table: Table, form: TableForm, key: Column) -> bool:
    kind = table.vocabulary.id_kind(key.id)
    values = list(_values(table, form, kind)) if kind else []
    told = [value for value in values if value.told]
    if len(told) < _FEWEST:
        return False
    for value in values:
        if value.told and value.told.column:
            column = evolve(value.told.column, state=value.told.state or value.told.column.state)
            for subject in value.told.ids:
                read_cell(table, column, value.cell, value.row, value.number, subject, key.id, value.told.named)
        elif leave_amounts(table, value.cell, value.number, value.cell.column, "its labels do not say what it is"):
            gap(table, f"row {value.number} and its headings do not say what its values are")
    return True


def _values(table: Table, form: TableForm, kind: IdKind) -> Iterator[_Value]:
    """Every amount of the table with what is told of it."""
    block = table.block
    columns = [n for n in range(1, len(block.headings)) if _holds_amounts(table, n)]
    if not columns:
        return
    heads = _told_apart({n: _told(table, block.headings[n], 0, form, kind) for n in columns})
    over = _Told(ids=tuple(_over(table, kind)))
    above: tuple[str, ...] = ()
    for number, row in enumerate(block.rows, 1):
        labels = [cell for n, cell in enumerate(row.cells) if n not in columns]
        changed = any(is_redlined(cell) for cell in labels)
        beside = None if changed else _together(_told(table, cell, number, form, kind) for cell in labels)
        if beside and not beside.ids and labels and not labels[0].runs:
            beside = evolve(beside, ids=above)
        above = beside.ids if beside else ()
        for index in columns:
            cell = row.cells[index]
            if cell.runs and not cell.merged:
                yield _Value(number, row, cell, _of_value(beside, heads[index], over))


def _told_apart(heads: Mapping[int, _Told]) -> Mapping[int, _Told]:
    """The headings; one that says since when, beside one of the same that holds till then, is the proposed state."""
    before = [(told.ids, told.column) for told in heads.values() if told.state == "current"]
    return {
        index: evolve(told, state="proposed") if told.dated and (told.ids, told.column) in before else told
        for index, told in heads.items()
    }


def _of_value(beside: _Told | None, head: _Told, over: _Told) -> _Told | None:
    """What its row and its column tell of a value; the subject may be told over the table alone."""
    if beside is None or not beside.is_known or not head.is_known:
        return None
    told = _together([beside, head])
    if told and not told.ids and over.ids:
        column = told.column and evolve(told.column, inferred=True)
        told = evolve(told, ids=over.ids, column=column)
    return told if told and told.ids and told.column and told.state != "both" else None


def _holds_amounts(table: Table, index: int) -> bool:
    """Does each cell of a column start with an amount or, beside one, with a number, if it holds anything?"""
    cells = [row.cells[index] for row in table.block.rows if index < len(row.cells) and row.cells[index].runs]
    starts = {tokenise(cell.text(), table.vocabulary).types[:1] for cell in cells}
    full = all(index < len(row.cells) for row in table.block.rows)
    amounts = set(_AMOUNTS.values())
    return full and bool(starts & amounts) and starts <= amounts | {"n"}


def _together(every: Iterable[_Told]) -> _Told | None:
    """What several words tell together; None where two tell different things."""
    whole = _Told()
    for told in every:
        columns = {column.name for column in (whole.column, told.column) if column}
        if len(columns) > 1 or (told.ids and whole.ids) or (told.state and whole.state):
            return None
        named = told.named if told.ids else whole.named
        whole = evolve(
            whole,
            ids=whole.ids or told.ids,
            column=whole.column or told.column,
            state=whole.state or told.state,
            named=named,
        )
    return whole


def _told(table: Table, cell: Cell, row: int, form: TableForm, kind: IdKind) -> _Told:
    """What a label or a heading tells. Other words beside an id are a name."""
    text = cell.text(View.PROPOSED)
    state, rest = heading_state(text, table.vocabulary)
    tokens = tokenise(rest, table.vocabulary)
    ids = {
        token: named.id
        for token, named in ids_in(tokens, table.vocabulary, leading=True).items()
        if named.kind == kind.kind
    }
    shaped = [
        t for t, letter in enumerate(tokens.types) if letter == "i" and re.fullmatch(kind.pattern, tokens.word(t))
    ]
    column = _column(form, tokens, [*ids] or shaped, kind)
    if column and not ids:
        ids = {token: tokens.word(token) for token in shaped}
    place = table.place(first_place(cell), row, cell.column) if ids else Place()
    return _Told(tuple(dict.fromkeys(ids.values())), column, state, place, dated=rest != text and not state)


def _column(form: TableForm, tokens: Tokens, ids: Sequence[int], kind: IdKind) -> Column | None:
    """The column of amounts that the words round some ids name."""
    words = [tokens.word(t) for t in range(len(tokens)) if t not in ids]
    announcing = {compact(word) for phrase in kind.before for word in phrase.split()} if ids else set()
    while words and (compact(words[-1]) in _LINKS | announcing or not compact(words[-1])):
        words.pop()
    while words and (compact(words[0]) in _LINKS | announcing or not compact(words[0])):
        words.pop(0)
    found = column_of(form, " ".join(words)) if words else None
    return found if found and found.kind in _AMOUNTS else None


def _over(table: Table, kind: IdKind) -> Iterator[str]:
    """The one id that the sentence or the heading right over the table names."""
    above = _before(table.part.blocks, table.index, _NEAR)
    heading = next((each for each in above if each[1].kind == "heading"), None)
    for text in [table.intro, *([heading[1].text(View.PROPOSED)] if heading else [])]:
        named = ids_in(tokenise(text, table.vocabulary), table.vocabulary).values()
        ids = dict.fromkeys(each.id for each in named if each.kind == kind.kind and not each.aside)
        if ids:
            yield from ids if len(ids) == 1 else ()
            return
    if heading and re.fullmatch(kind.pattern, heading[1].number) and not _is_outlined(*heading, table.part.blocks):
        yield heading[1].number


def _is_outlined(index: int, heading: Block, blocks: Sequence[Placed]) -> bool:
    """Does the number of a heading go on from that of the heading round it, so that it is no id?"""
    headings = (block for _, block in _before(blocks, index, _FAR) if block.kind == "heading" and block.number)
    around = next((block.number for block in headings if block.level < heading.level), "")
    return not around or heading.number.startswith(f"{around}.")


def _before(blocks: Sequence[Placed], index: int, most: int) -> Iterator[tuple[int, Block]]:
    """The blocks before one with their numbers, the last one first."""
    return ((number, blocks[number].block) for number in range(index - 1, max(-1, index - 1 - most), -1))
