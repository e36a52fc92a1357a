"""What a person says of a document that the vocabulary can not: this column, or this cell, is that. From TOML.

Loaded with the vocabulary and before any document is read. A binding holds only while the words that it relies on
stand where it says; whoever reads the document looks after that.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable, Iterator

from attrs import evolve

from schedcheck.errors import CannotStart
from schedcheck.fact import State
from schedcheck.quantity import Quantity, in_unit, parse
from schedcheck.record import frozen
from schedcheck.tomlfile import TomlFile, did_you_mean, load, structure
from schedcheck.vocabulary import Column, TableForm, Vocabulary, compact

_STATES = ("", "current", "proposed")


@frozen
class Binding:
    """One statement of a person about one column or one cell.

    `document` is the id, kind or title of a document, `file` its file; one of them is needed. `table` counts within
    `section`, `column` and `row` within the table, each from 1. A column relies on its `heading`; a cell, told by its
    `row`, on its `words`, and names its `subject`. `key` says that the column names the subjects. `by` says so,
    for a `reason`. `at` is where the binding stands, "bindings.toml:12"; the loader fills it in.
    """

    table: int
    column: int
    by: str
    reason: str
    document: str = ""
    file: str = ""
    section: str = ""
    row: int = 0
    heading: str = ""
    words: str = ""
    subject: str = ""
    property: str = ""
    state: str = ""
    unit: str = ""
    key: bool = False
    at: str = ""

    @builtins.property
    def target(self) -> str:
        """The spot that it is about, in words."""
        section = f"section {self.section}, " if self.section else ""
        row = f", row {self.row}" if self.row else ""
        return f"{section}table {self.table}{row}, column {self.column}"


@frozen
class Bound:
    """What became of a binding in one run: the id of its document, how many facts it gave; `void` says why none."""

    binding: Binding
    document: str = ""
    facts: int = 0
    void: str = ""


@frozen
class _File:
    binding: tuple[Binding, ...] = ()


def load_bindings(files: Iterable[tuple[str, bytes]], vocabulary: Vocabulary) -> tuple[Binding, ...]:
    """The bindings of (file, content) pairs. CannotStart lists every mistake in all of them."""
    found: list[Binding] = []
    mistakes: list[str] = []
    for name, content in files:
        try:
            source = load(content, name)
            bindings = structure(source, _File).binding
        except CannotStart as error:
            mistakes.append(str(error))
            continue
        mistakes += _mistakes_in(source, bindings, vocabulary)
        lines = (source.line(("binding", index)) for index in range(len(bindings)))
        found += [evolve(b, at=f"{name}:{line}") for b, line in zip(bindings, lines, strict=True)]
    if mistakes:
        raise CannotStart(
            "\n".join(mistakes), way_out="schedcheck facts --unread prints bindings to paste and fill in."
        )
    return tuple(found)


def form_and_column(name: str, vocabulary: Vocabulary) -> tuple[TableForm, Column] | None:
    """The first form of table that states a property, and its column for it."""
    held = ((form, column) for form in vocabulary.tables for column in form.column if column.property == name)
    return next(held, None)


def _mistakes_in(source: TomlFile, bindings: Iterable[Binding], vocabulary: Vocabulary) -> Iterator[str]:
    seen: dict[tuple[str | int, ...], int] = {}
    for index, binding in enumerate(bindings):
        own = source.line(("binding", index))
        for key, what in _mistakes(binding, vocabulary):
            line = source.line(("binding", index, key) if key else ("binding", index))
            yield f"{source.file}:{line}: binding[{index}]{'.' if key else ''}{key}: {what}"
        spot = (binding.document, binding.file, binding.section, binding.table, binding.row, binding.column)
        if spot in seen:
            yield f"{source.file}:{own}: binding[{index}]: line {seen[spot]} binds the same {binding.target}"
        seen.setdefault(spot, own)


def _mistakes(binding: Binding, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """(key, what is wrong) of what the record alone does not say."""
    if binding.at:
        yield "at", "this is filled in by the program; leave it out"
    if not (binding.document or binding.file):
        yield "", "which document? Give its document (id, kind or title) or its file"
    for key in ("by", "reason"):
        if not getattr(binding, key).strip():
            yield key, "this is empty"
    for key in ("table", "column"):
        if getattr(binding, key) < 1:
            yield key, "this counts from 1"
    if binding.row < 0:
        yield "row", "this counts from 1"
    yield from _cell_mistakes(binding) if binding.row else _column_mistakes(binding)
    yield from _meaning_mistakes(binding, vocabulary)


def _column_mistakes(binding: Binding) -> Iterator[tuple[str, str]]:
    if not binding.heading.strip():
        yield "heading", "the words of the heading that this relies on are needed; of a table without, bind its cells"
    for key in ("words", "subject"):
        if getattr(binding, key):
            yield key, "this belongs to a cell: give its row too"


def _cell_mistakes(binding: Binding) -> Iterator[tuple[str, str]]:
    for key, what in (("words", "the words of the cell that this relies on"), ("subject", "whom the cell is about")):
        if not getattr(binding, key).strip():
            yield key, f"{what} must be said"
    if binding.key:
        yield "key", "a cell is no column of subjects"


def _meaning_mistakes(binding: Binding, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    if binding.state not in _STATES:
        yield "state", f'this must be current, proposed or left out, not "{binding.state}"'
    if binding.unit and not isinstance(parse(in_unit("1", binding.unit)), Quantity):
        yield "unit", f'"{binding.unit}" is no unit'
    if binding.key == bool(binding.property):
        yield "property", "say what is here: a property, or key = true for the column that names the subjects"
        return
    if binding.property:
        yield from _property_mistakes(binding, vocabulary)


def _property_mistakes(binding: Binding, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    held = form_and_column(binding.property, vocabulary)
    if held is None:
        known = sorted({c.property for form in vocabulary.tables for c in form.column if c.property})
        titled = {compact(vocabulary.titles.get(name, name)): name for name in known}
        meant = titled.get(compact(binding.property))
        nearest = f"; did you mean {meant}?" if meant else did_you_mean(binding.property, known)
        yield "property", f"no table holds {binding.property}{nearest} These can be bound: {', '.join(known)}"
        return
    key = next((c for c in held[0].column if c.name == held[0].key), None)
    kind = vocabulary.id_kind(key.id) if key else None
    if binding.subject and kind and not re.fullmatch(kind.pattern, binding.subject):
        yield "subject", f"{binding.subject} is no {kind.kind.replace('-', ' ')}"


def state_of(binding: Binding) -> State | None:
    """The state that it puts its values in; None where it leaves that to the document."""
    return None if not binding.state else "current" if binding.state == "current" else "proposed"
