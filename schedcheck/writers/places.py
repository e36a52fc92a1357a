"""Where in a file something stands, as each sort of file knows it: a line, a cell of a sheet, a page, a table row."""

from __future__ import annotations

from schedcheck.finding import Citation
from schedcheck.place import Place

_SHEET = "!"
"""What parts a sheet's name from its cell."""


def spot(file: str, place: Place) -> str:
    """`file:line`; `file:Sheet!B7`; the file alone where neither is known."""
    known = str(place.line) if place.line else _cell(place)
    return f"{file}:{known}" if known else file


def exact_spot(file: str, place: Place) -> str:
    """The same where nothing else says it: with the column, or with page, table and row where there is no line."""
    if place.line:
        return f"{file}:{place.line}:{place.offset or 1}"
    if _cell(place):
        return spot(file, place)
    page = f":page {place.page}" if place.page else ""
    return file + page + (f":table {place.table} row {place.row}" if place.table else "")


def line_of(citation: Citation) -> tuple[object, ...]:
    """What citations of one line, or of one row or paragraph where there are no lines, have in common."""
    place = citation.place
    if place.line:
        return (place.line,)
    if place.table and place.row:
        return citation.section, place.page, place.table, place.row
    return (place.page, place.key) if place.key or place.page else ()


def mark(place: Place) -> str:
    """A few letters for a narrow column: the line, the cell, the page or the table's row."""
    if place.line:
        return str(place.line)
    if cell := _cell(place):
        return cell.rpartition(_SHEET)[2]
    if place.page:
        return f"p. {place.page}"
    return f"t{place.table} r{place.row}" if place.table else ""


def _cell(place: Place) -> str:
    return place.key if _SHEET in place.key and not place.line else ""
