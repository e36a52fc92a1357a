"""Tables whose values are told by the labels of their row and the heading of their column together.

Runs for tables that no form knows by their headings. Subject, property and state of a value may each stand beside its
row (an id, "Gate time", "Old") or over its column; the heading over the table may give the subject. A value of which
one of the first two is not told, or of which they say two things, is left unread.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from schedcheck.document import Block, Cell, Row, View
from schedcheck.place import Place
from schedcheck.recognise.cells import is_redlined
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
    if any(map(is_redlined, block.headings)) or any(row.ragged for row in block.rows) or _is_opinion(table):
        return False
    table.placed = evolve(given, block=block)
    forms = [form for form in table.vocabulary.tables if form.role in {"", role}]
    if any(_read(table, form, key) for form in forms if (key := _key(form))):
        return True
    table.placed = given
    return False


def _is_opinion(table: Table) -> bool:
    """Do the words over it say that it shows what is asked for or rejected?"""
    near = (block for _, block in _before(table.part.blocks, table.index, _NEAR))
    heading = next((block.text(View.PROPOSED) for block in near if block.kind == "heading"), "")
    said = f"{heading} {table.intro}".casefold()
    return any(phrase in said for mention in table.vocabulary.mentions for phrase in mention.words)


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
    values = _once(list(_values(table, form, kind))) if kind else []
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


def _once(values: Sequence[_Value]) -> list[_Value]:
    """The values; where labels say the same of several, nothing tells which of them is meant."""
    keys = [(told.ids, told.column, told.state) if (told := value.told) else None for value in values]
    times = Counter(keys)
    return [evolve(value, told=None) if times[key] > 1 else value for value, key in zip(values, keys, strict=True)]


def _values(table: Table, form: TableForm, kind: IdKind) -> Iterator[_Value]:
    """Every amount of the table with what is told of it."""
    block = table.block
    columns = [n for n in range(1, len(block.headings)) if _holds_amounts(table, n)]
    if not columns:
        return
    heads = _told_apart({n: _told(table, block.headings[n], 0, form, kind) for n in columns})
    over = _over(table, kind)
    above: tuple[str, ...] = ()
    for number, row in enumerate(block.rows, 1):
        labels = row.cells[: columns[0]]
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
    states: dict[tuple[tuple[str, ...], Column | None], list[str]] = {}
    for told in heads.values():
        states.setdefault((told.ids, told.column), []).append("since" if told.dated else told.state)
    return {
        index: evolve(told, state="proposed")
        if told.dated and sorted(states[told.ids, told.column]) == ["current", "since"]
        else told
        for index, told in heads.items()
    }


def _of_value(beside: _Told | None, head: _Told, over: _Told) -> _Told | None:
    """What its row and its column tell of a value; the subject may be told over the table alone."""
    if beside is None or not beside.is_known or not head.is_known:
        return None
    told = _together([beside, head])
    if told and not told.ids:
        told = evolve(told, ids=over.ids, named=over.named)
    return told if told and told.ids and told.column and told.state in {"current", "proposed"} else None


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
    """What a label or a heading tells. Other words beside the id of a row are a name; elsewhere nobody knows them."""
    text = cell.text(View.PROPOSED)
    state, rest = heading_state(text, table.vocabulary)
    tokens = tokenise(rest, table.vocabulary)
    named = ids_in(tokens, table.vocabulary, leading=True)
    ids = {token: each.id for token, each in named.items() if each.kind == kind.kind}
    numbers = (token for token, letter in enumerate(tokens.types) if letter == "i")
    shaped = [token for token in numbers if re.fullmatch(kind.pattern, tokens.word(token))]
    words = _words(tokens, [*ids] or shaped, kind)
    column = form.phrases.get(compact(" ".join(words)))
    column = column if column and column.kind in _AMOUNTS else None
    if words and not column and not (row and ids):
        return _Told()
    if column and not ids:
        ids = {token: tokens.word(token) for token in shaped}
    place = table.place(first_place(cell), row, cell.column) if ids else Place()
    return _Told(tuple(dict.fromkeys(ids.values())), column, state, place, dated=rest != text and not state)


def _words(tokens: Tokens, ids: Sequence[int], kind: IdKind) -> list[str]:
    """The words round some ids, without those that announce or link them."""
    words = [tokens.word(token) for token in range(len(tokens)) if token not in ids]
    small = _small(kind) if ids else _LINKS
    while words and (compact(words[-1]) in small or not compact(words[-1])):
        words.pop()
    while words and (compact(words[0]) in small or not compact(words[0])):
        words.pop(0)
    return words


def _small(kind: IdKind) -> frozenset[str]:
    """The words that announce an id, and those that link it to others."""
    return _LINKS | {compact(word) for phrase in kind.before for word in phrase.split()}


def _over(table: Table, kind: IdKind) -> _Told:
    """The one id with which the heading over the table starts, in words or as its number."""
    above = _before(table.part.blocks, table.index, _NEAR)
    index, heading = next((each for each in above if each[1].kind == "heading"), (0, None))
    if heading is None:
        return _Told()
    tokens = tokenise(heading.text(View.PROPOSED), table.vocabulary)
    ids = {t: each.id for t, each in ids_in(tokens, table.vocabulary).items() if each.kind == kind.kind}
    before = {compact(tokens.word(token)) for token in range(min(ids, default=0))}
    if len(ids) == 1 and before <= _small(kind) | {""}:
        return _Told(tuple(ids.values()), named=heading.place)
    numbered = not ids and re.fullmatch(kind.pattern, heading.number)
    if numbered and not _is_outlined(index, heading, table.part.blocks):
        return _Told((heading.number,), named=heading.place)
    return _Told()


def _is_outlined(index: int, heading: Block, blocks: Sequence[Placed]) -> bool:
    """Does the number of a heading go on from that of the heading round it, so that it is no id?"""
    headings = (block for _, block in _before(blocks, index, _FAR) if block.kind == "heading" and block.number)
    around = next((block.number for block in headings if block.level < heading.level), "")
    return not around or heading.number.startswith(f"{around}.")


def _before(blocks: Sequence[Placed], index: int, most: int) -> Iterator[tuple[int, Block]]:
    """The blocks before one with their numbers, the last one first."""
    return ((number, blocks[number].block) for number in range(index - 1, max(-1, index - 1 - most), -1))
