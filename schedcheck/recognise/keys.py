"""Keys of an amendment in TOML or JSON that no form of amendments has. Runs when one of its tables has been read.

In such a file whoever writes it chose the keys from a closed set, so that one that is not known is a slip: what it
holds would be lost otherwise, as if it were a remark.
"""

from __future__ import annotations

from collections.abc import Iterator

from schedcheck.document import Run
from schedcheck.place import NOWHERE
from schedcheck.recognise.forms import Layout
from schedcheck.recognise.ledger import Stated
from schedcheck.recognise.table import Table
from schedcheck.tomlfile import did_you_mean
from schedcheck.vocabulary import TableForm, compact

UNKNOWN_KEY = "unknown-key"
_TAKEN = ("title", "kind", "version")
"""Keys that the reader takes for itself."""


def note_keys(table: Table, layout: Layout) -> None:
    """A gap and a fact for each key that is not known, at the first place where it stands."""
    if table.part.role != "amendment" or layout.form.role != "amendment" or all(layout.columns):
        return
    if not _is_of_records(table):
        return
    idle = {compact(word) for word in (*table.vocabulary.words.idle_headings, *_TAKEN)}
    known = list(dict.fromkeys((*_keys(layout.form, table), *_TAKEN)))
    for index, column in enumerate(layout.columns):
        key = table.block.headings[index].text()
        first = next(_runs(table, index), None)
        if column is None and first is not None and compact(key) not in idle:
            near = did_you_mean(key, known)
            told = f"{key}{near}"
            table.ledger.gap(f"line {first.place.line}, {first.place.key}: no amendment has such a key{near}")
            named = next((f.subject for f in table.ledger.facts if f.kind == "amendment"), table.part.title)
            stated = Stated(told, key, first.place, "current")
            table.ledger.add(table.scope, named, UNKNOWN_KEY, stated, kind="amendment")


def _is_of_records(table: Table) -> bool:
    """Are its headings the keys of records, which stand at no place of their own?"""
    return bool(table.block.place.key) and all(
        run.place == NOWHERE for heading in table.block.headings for run in heading.runs
    )


def _runs(table: Table, index: int) -> Iterator[Run]:
    yield from (run for row in table.block.rows for run in row.cells[index].runs)


def _keys(form: TableForm, table: Table) -> Iterator[str]:
    """The keys as they may be written; the best of each column, its first heading, come first."""
    every = (each for each in table.vocabulary.tables if each.every and each.role == form.role)
    columns = [column for each in (form, *every) for column in each.column if column.headings]
    yield from (column.headings[0] for column in columns)
    yield from (heading.casefold().replace(" ", "_") for column in columns for heading in column.headings[1:])
