"""Rows that each change one cell: which row, which of its columns, its old and its new value.

Runs while the rows of an amendment's table are read. The column that is named decides how the row's key and both
values are read, as if they stood in the schedule itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from attrs import evolve

from schedcheck.document import Row, View
from schedcheck.names import find_names
from schedcheck.quantity import parse
from schedcheck.recognise.forms import Layout
from schedcheck.recognise.table import Table, first_place, gap
from schedcheck.vocabulary import Column, TableForm, Vocabulary, compact

_NOTHING = frozenset({"", "none", "na", "notapplicable", "new", "nil", "norow", "nocurrentvalue", "blank"})


def edit_of(table: Table, layout: Layout, row: Row) -> tuple[Column | None, ...]:
    """The columns as this row needs them; () where the table is none of single changes."""
    index = next((i for i, c in enumerate(layout.columns) if c and c.kind == "property"), None)
    key = layout.key
    if key is None or layout.form.role != "amendment" or (index is None and layout.columns[key] is None):
        return ()
    column = layout.columns[key]
    if column is None or column.kind != "any":
        return ()
    subject = _text(row, key)
    field = _text(row, index) if index is not None else ""
    form, changed = _changed(field, subject, table.vocabulary)
    if field and changed is None:
        where = table.place(first_place(row.cells[index or 0]), 0, (index or 0) + 1)
        table.ledger.leave(table.placed.section, where, field, "no form knows a column of this name")
        gap(table, f"“{field}” is no column that any schedule is known to have, so its change was not read")
    if not field and any(c and c.kind == "any" and i != key and _text(row, i) for i, c in enumerate(layout.columns)):
        gap(table, f"the row of {subject or 'nothing'} gives values and does not say of what")
    keyed = _key_of(form, subject, table.vocabulary, column.name)
    return tuple(_as_needed(c, i, key, keyed, changed, row) for i, c in enumerate(layout.columns))


def _text(row: Row, index: int) -> str:
    cell = row.cells[index] if index < len(row.cells) else None
    return " ".join((cell.text(View.PROPOSED) or cell.text()).split()) if cell else ""


def _as_needed(
    column: Column | None, index: int, key: int, keyed: Column, changed: Column | None, row: Row
) -> Column | None:
    """The key as the schedule has it, and old and new value as values of the changed column."""
    if column is None or column.kind == "property":
        return None
    if index == key:
        return keyed
    if column.kind != "any":
        return column
    if changed is None or compact(_text(row, index)) in _NOTHING:
        return None
    return evolve(changed, state=column.state)


def _changed(field: str, subject: str, vocabulary: Vocabulary) -> tuple[TableForm | None, Column | None]:
    """The form and column that a name means; of several forms, one whose key is like the row's."""
    found = _called(vocabulary).get(compact(field), ())
    fitting = [pair for pair in found if _is_key(pair[0], subject, vocabulary)]
    return next(iter(fitting or found), (None, None))


@lru_cache(maxsize=8)
def _called(vocabulary: Vocabulary) -> Mapping[str, tuple[tuple[TableForm, Column], ...]]:
    """Each name of a column that an amendment may change -> the forms that have one of that name."""
    found: dict[str, list[tuple[TableForm, Column]]] = {}
    for form in vocabulary.plain_tables:
        for column in form.column if form.key else ():
            names = {compact(name) for name in (column.property, *column.headings)} - {""}
            for name in names if column.property and column.name != form.key else ():
                found.setdefault(name, []).append((form, column))
    return {name: tuple(pairs) for name, pairs in found.items()}


def _key_column(form: TableForm) -> Column:
    return next(column for column in form.column if column.name == form.key)


def _is_key(form: TableForm, subject: str, vocabulary: Vocabulary) -> bool:
    column = _key_column(form)
    if column.kind == "id":
        kind = vocabulary.id_kind(column.id)
        return bool(kind and re.fullmatch(kind.pattern, subject))
    if column.names:
        return any(find_names(subject, vocabulary, column.names))
    return column.kind == "text" or (column.kind == "duration" and parse(subject) is not None)


def _key_of(form: TableForm | None, subject: str, vocabulary: Vocabulary, name: str) -> Column:
    """The key as its schedule has it; without a known column, an id where it has the shape of one."""
    if form is not None and _is_key(form, subject, vocabulary):
        return evolve(_key_column(form), name=name)
    ids = [each for form in vocabulary.plain_tables if form.key and (each := _key_column(form)).kind == "id"]
    registered = next((c for c in ids if (k := vocabulary.id_kind(c.id)) and re.fullmatch(k.pattern, subject)), None)
    return evolve(registered, name=name) if registered else Column(name, "text")
