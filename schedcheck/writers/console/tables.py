"""How each table of a document was read, on a screen: its columns in words, and bindings to paste for unknown ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schedcheck.document import Paper
from schedcheck.place import NOWHERE
from schedcheck.reading import SeenColumn, SeenTable
from schedcheck.writers.console.look import Line, Look, Span, hanging, line, paragraph
from schedcheck.writers.words import counted, section_words

_UNREAD = {"unknown", "doubtful"}


def table_lines(tables: Sequence[SeenTable], titles: Mapping[str, str], look: Look) -> Iterator[Line]:
    """Each table with its rows, and its columns with what they mean; without tables of words alone."""
    by_row = [table for table in tables if any(column.how == "by-row" for column in table.columns)]
    shown = [table for table in tables if table.columns and (table.form or _unknown(table) or table in by_row)]
    if not shown:
        return
    yield ()
    yield line("  ", Span("how its tables were read", "strong"))
    for table in shown:
        read = sum(1 for column in table.columns if column.how in {"key", "read", "bound", "by-row"})
        section = f"{section_words(table.section, NOWHERE)}, " if table.section else ""
        head = (
            f"{section}table {table.table}: {counted(table.rows, 'row')}, {read} of {len(table.columns)} columns read: "
        )
        columns = "; ".join(_column(column, titles) for column in table.columns)
        yield from hanging("", [f"{head}{columns}"], look, left=4)
    if any(_unknown(table) for table in shown):
        yield from hanging("", ["facts --unread prints what to fill in for columns that are not known"], look, left=4)


def binding_blocks(paper: Paper, tables: Sequence[SeenTable], look: Look) -> Iterator[Line]:
    """For each column of figures that nobody knows, the binding that says what it is. Lines to paste are not broken."""
    wanted = [(table, number) for table in tables for number in _unknown(table)]
    if not wanted:
        return
    yield ()
    yield from paragraph(
        "If you know what a column is, paste its block into schedcheck-bindings.toml, beside schedcheck.toml or"
        " given by --bindings, and fill in what is empty:",
        look,
        2,
    )
    for table, number in wanted:
        yield ()
        for text in _block(paper, table, number):
            yield line("  ", Span(look.fit(text), "dim" if text.startswith("#") else ""))


def _unknown(table: SeenTable) -> list[int]:
    """The numbers of the columns to bind: those of figures, and with them the one of ids where no form knows it."""
    figures = [n for n, column in enumerate(table.columns, 1) if column.how in _UNREAD]
    ids = [n for n, column in enumerate(table.columns, 1) if column.how == "key?"] if not table.form else []
    return [*ids[:1], *figures] if figures else []


def _column(column: SeenColumn, titles: Mapping[str, str]) -> str:
    name = f"“{column.heading}”"
    meaning = titles.get(column.property, column.property)
    state = f"{column.state} " if column.state else ""
    match column.how:
        case "key":
            return f"{name} names the subjects"
        case "read":
            return f"{name} is {state}{meaning}"
        case "bound":
            return f"{name} is {state}{meaning} by a binding"
        case "by-row":
            return f"{name} is read by the labels of its rows"
        case "words":
            return f"{name} states nothing that is checked"
        case "key?":
            return f"{name} holds ids, not known as subjects"
        case "doubtful":
            return f"{name} IS LIKE ANOTHER COLUMN, {counted(column.figures, 'figure')} not read"
    return f"{name} IS NOT KNOWN, {counted(column.figures, 'figure')} not read"


def _block(paper: Paper, table: SeenTable, number: int) -> Iterator[str]:
    column = table.columns[number - 1]
    yield "[[binding]]"
    yield f"document = {_quoted(paper.id)}"
    yield f"section  = {_quoted(table.section)}"
    yield f"table    = {table.table}"
    yield f"column   = {number}"
    yield f"heading  = {_quoted(column.heading)}"
    if column.how == "key?":
        yield "key      = true"
    else:
        yield 'property = ""'
        yield f"# one of: {', '.join(column.may_be)}"
        yield 'state    = ""  # "current", "proposed", or leave it empty where the cells show both'
    yield 'by       = ""'
    yield 'reason   = ""'


def _quoted(text: str) -> str:
    """A TOML string on one line."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
