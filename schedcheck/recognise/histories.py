"""The dates of a document's own history, and rows of it that lack a date or a version.

Runs after tables, whose forms tell which table is a history: one whose rows give versions of the document itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from schedcheck.document import Block
from schedcheck.fact import NONE
from schedcheck.quantity import Period, parse
from schedcheck.recognise.blanks import STATUS
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.split import Part, Placed
from schedcheck.recognise.stretch import Stretch, stretch_of
from schedcheck.tokens import tokenise
from schedcheck.vocabulary import TableForm, Vocabulary, compact

DATED = "revision-date"


def read_histories(part: Part, vocabulary: Vocabulary, ledger: Ledger) -> None:
    """The date of each row of a history in the order of the rows, and for each row whether it is complete.

    A row with neither date nor version goes on with the one above.
    """
    if part.kind and part.kind.schedule:
        return
    for number, placed in enumerate(part.blocks):
        columns = _columns(placed.block, vocabulary)
        if columns:
            _read_rows(part, placed, number, columns, vocabulary, ledger)


def _columns(block: Block, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """The columns of dates and of versions of a history."""
    headings = [compact(cell.text()) for cell in block.headings] if block.kind == "table" else []
    for form in _of_documents(vocabulary) if headings else ():
        known = [form.phrases.get(heading) for heading in headings]
        dates = [n for n, column in enumerate(known) if column and column.kind == "date"]
        versions = [n for n, column in enumerate(known) if column and column.of == "document"]
        if versions and (dates or (form.closed and all(known))):
            return (dates or versions)[0], versions[0]  # Where no column has the dates, they stand with the versions.
    return None


@lru_cache(maxsize=8)
def _of_documents(vocabulary: Vocabulary) -> tuple[TableForm, ...]:
    """The forms with a column that is about the document itself."""
    return tuple(form for form in vocabulary.tables if any(column.of == "document" for column in form.column))


def _read_rows(
    part: Part, placed: Placed, number: int, columns: tuple[int, int], vocabulary: Vocabulary, ledger: Ledger
) -> None:
    dates, entries = ledger.statement(placed.section, whole=True), ledger.statement(placed.section, whole=True)
    for row, cells in enumerate(_rows(placed, number), 1):
        filled = [cell for cell in cells if cell.words]
        if not filled:
            continue
        date, version = (cells[column] if column < len(cells) else None for column in columns)
        value = _date_in(date, vocabulary) if date else None
        if date and value:
            ledger.add(dates, part.document, DATED, _stated(date, value), kind="document")
        given = [each for each in (date, version) if each and each.words]
        if not given:
            continue
        entry = _stated(filled[0], NONE if len(given) == 1 else "complete")
        ledger.add(entries, f"row {row} of the history", STATUS, entry, kind="document")


def _date_in(cell: Stretch, vocabulary: Vocabulary) -> Period | None:
    """The date that a cell is, or the one date that it holds beside a version."""
    tokens = tokenise(cell.words, vocabulary)
    dates = [tokens.value(at) for at, letter in enumerate(tokens.types) if letter == "t"]
    value = parse(cell.words) if len(dates) != 1 else dates[0]
    return value if isinstance(value, Period) else None


def _rows(placed: Placed, number: int) -> Iterator[list[Stretch]]:
    for row, each in enumerate(placed.block.rows, 1):
        if not each.ragged:
            yield [stretch_of(cell.runs, placed, number, row, n) for n, cell in enumerate(each.cells, 1)]


def _stated(cell: Stretch, value: str | Period) -> Stated:
    return Stated(value, cell.words[:80], cell.at(0, len(cell.text)), "current")
