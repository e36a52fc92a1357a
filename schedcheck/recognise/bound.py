"""Bindings -> the documents and tables that they are about; those whose words have changed are void.

Runs when a pack is recognised: first each binding finds its document, then each table of it asks for its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from posixpath import basename

from attrs import evolve

from schedcheck.binding import Binding
from schedcheck.document import Block, Cell, View
from schedcheck.recognise.forms import Layout, columns_of, told_apart
from schedcheck.recognise.split import Part, Placed
from schedcheck.vocabulary import Column, TableForm, Vocabulary, compact


def bindings_of(part: Part, parts: Sequence[Part], bindings: Iterable[Binding]) -> dict[str, str]:
    """`at` of each binding that is about a document -> why it can not be told from others, "" where it can."""
    found: dict[str, str] = {}
    for binding in bindings:
        if not _is_about(binding, part):
            continue
        same = [other for other in parts if _is_about(binding, other)]
        exact = [other for other in same if other.document == binding.document]
        if len(exact or same) == 1:
            found |= {binding.at: ""} if part in exact or not exact else {}
        else:
            names = ", ".join(f"{other.document} ({other.source.file})" for other in same)
            found[binding.at] = f"more than one document is meant: {names}; give the file or the id"
    return found


def _is_about(binding: Binding, part: Part) -> bool:
    file = part.source.file
    if binding.file and binding.file not in {file, basename(file)}:
        return False
    names = {part.document, part.kind.kind if part.kind else "", file, basename(file)}
    return not binding.document or binding.document in names or compact(binding.document) == compact(part.title)


def void_of(binding: Binding, placed: Placed) -> str:
    """Why a binding does not hold for its table: what stands there now. "" where it holds."""
    block = placed.block
    if binding.column > len(block.headings) and not binding.row:
        return f"the table has {len(block.headings)} columns with headings"
    if binding.heading:
        there = block.headings[binding.column - 1] if binding.column <= len(block.headings) else Cell()
        if _plain(binding.heading) not in {_plain(there.text()), _plain(there.text(View.PROPOSED))}:
            return f"it relies on the heading “{binding.heading}”, and “{there.text()}” stands there now"
    if not binding.row:
        return ""
    if binding.row > len(block.rows):
        return f"the table has {len(block.rows)} rows"
    cell = cell_at(block, binding)
    if cell is None:
        return f"row {binding.row} has no such cell"
    same = _plain(cell.text()) == _plain(binding.words)
    return "" if same else f"it relies on “{binding.words}”, and “{cell.text()}” stands there now"


def cell_at(block: Block, binding: Binding) -> Cell | None:
    cells = block.rows[binding.row - 1].cells
    return next((cell for cell in cells if cell.column == binding.column), None)


def _plain(text: str) -> str:
    """Words as they are compared: case and white space apart, and nothing else."""
    return " ".join(text.casefold().split())


def with_bindings(
    layout: Layout | None, bindings: Sequence[Binding], block: Block, vocabulary: Vocabulary
) -> Layout | None:
    """The layout of a table with its bound columns; None where no form has them all and a column of subjects."""
    forms = [layout.form, *vocabulary.tables] if layout else list(vocabulary.tables)
    layouts = (_bound_layout(form, bindings, block, vocabulary) for form in forms)
    return next((found for found in layouts if found), None)


def _bound_layout(form: TableForm, bindings: Sequence[Binding], block: Block, vocabulary: Vocabulary) -> Layout | None:
    columns = columns_of(form, block.headings, vocabulary)
    bound = {b.column - 1: column for b in bindings if (column := _column(form, b))}
    if len(bound) < len(bindings):
        return None
    told = {(column.name, column.state) for column in bound.values()}
    apart = [None if c and (c.name, c.state) in told else c for c in columns]
    whole = [bound.get(index, column) for index, column in enumerate(apart)]
    found = told_apart(form, whole)
    return found if found.key is not None else None


def _column(form: TableForm, binding: Binding) -> Column | None:
    """The form's column that a binding means."""
    if binding.key:
        return next((c for c in form.column if c.name == form.key), None)
    column = next((c for c in form.column if c.property == binding.property), None)
    return evolve(column, state=binding.state, unit=binding.unit or column.unit) if column else None
