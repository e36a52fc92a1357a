"""Rows of schedules that hold from a day on, by an authority: what a row's own columns say of it.

Runs while a table's rows are read. A row whose day can not be read is left out, because a value that holds since
nobody knows when would pass for one that has always held.
"""

from __future__ import annotations

from datetime import date

from schedcheck.document import Row
from schedcheck.place import NO_ORIGIN, Origin
from schedcheck.quantity import Period
from schedcheck.recognise.cells import values_in
from schedcheck.recognise.forms import Layout
from schedcheck.recognise.ledger import Stated
from schedcheck.recognise.table import Table, first_place, gap
from schedcheck.vocabulary import compact

_YES = frozenset({"true", "yes", "x", "deleted", "1", "ended", "removed"})


def origin_of(table: Table, layout: Layout, row: Row, number: int) -> Origin | None:
    """By what authority and since when a row holds; None, with a gap, where its day can not be read."""
    own = {name: index for name, index in layout.of_row.items() if index < len(row.cells)}
    if not own:
        return NO_ORIGIN
    since, authority = (row.cells[own[name]] if name in own else None for name in ("since", "authority"))
    if not (since and since.runs) and not (authority and authority.runs):
        return NO_ORIGIN
    day = date.min
    if since and since.runs:
        column = layout.columns[own["since"]]
        found = values_in(since, column, ("current",), table.vocabulary) if column else []
        value = found[0].value if found else None
        if not isinstance(value, Period) or not value.is_day:
            table.ledger.leave(table.placed.section, table.place(first_place(since), number, 1), since.text(), "no day")
            gap(table, f"row {number}: “{since.text()}” is no day, so the row was not read")
            return None
        day = value.first
    words = " ".join(authority.text().split()) if authority else ""
    said = authority if authority and authority.runs else since
    place = table.place(first_place(said), number, said.column) if said else table.place(row.place, number, 1)
    return Origin(words, day, table.part.document, table.part.source.file, place)


def end_row(table: Table, layout: Layout, row: Row, number: int, subjects: list[tuple[str, str]]) -> None:
    """The fact that a row ends, where its own column says so."""
    index = layout.of_row.get("deleted")
    if index is None or index >= len(row.cells) or compact(row.cells[index].text()) not in _YES:
        return
    place = table.place(first_place(row.cells[index]), number, index + 1)
    for subject, kind in subjects:
        stated = Stated("delete", row.cells[index].text(), place, "in-force")
        table.ledger.add(table.scope, subject, "row-change", stated, kind=kind, named=place)
