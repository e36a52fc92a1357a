"""One table while it is read, and how one of its cells becomes facts."""

from __future__ import annotations

import re

from attrs import evolve, field

from schedcheck.document import Block, Cell, Row
from schedcheck.fact import Scope, State
from schedcheck.place import Place
from schedcheck.recognise.cells import is_redlined, names_in, parts_in, says_only, values_in, words_in
from schedcheck.recognise.headings import said_state
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.placed import PlacedTokens, in_table, of_types
from schedcheck.recognise.split import Part, Placed
from schedcheck.record import define
from schedcheck.tokens import id_of
from schedcheck.vocabulary import Column, Vocabulary

_CHANGING = frozenset({"duration", "percent"})
_AMOUNTS = {"duration", "money", "percent", "date", "version", "any"}


@define
class Table:
    """One table while it is read.

    `bases` names the binding of each bound column, `basis` the one of the column of subjects; `done` are the
    cells (row, column) that bindings of their own have given. `repeats` says that it shows whole rows of a schedule to
    change some of their cells, so that what carries no mark stays. `held` is the one state that a subject of this row
    stands in, when marks change the row's id; `replaced` says that an id stands where an old one stood.
    """

    part: Part
    placed: Placed
    vocabulary: Vocabulary
    ledger: Ledger
    intro: str
    index: int = 0
    """Its number among the blocks of its document."""
    scope: Scope = field(init=False)
    above: str = ""
    filled: set[int] = field(factory=set)
    bases: dict[int, str] = field(factory=dict)
    basis: str = ""
    done: set[tuple[int, int]] = field(factory=set)
    repeats: bool = False
    held: dict[str, State] = field(factory=dict)
    replaced: bool = False
    redlined: bool = field(init=False)
    """Does it show old and new by marks? Then what has none holds before and after."""

    def __attrs_post_init__(self) -> None:
        self.redlined = any(is_redlined(cell) for row in self.block.rows for cell in row.cells)
        whole = self.part.source.whole and not any(row.ragged for row in self.block.rows)
        self.scope = self.ledger.statement(self.placed.section, whole=whole)

    @property
    def block(self) -> Block:
        return self.placed.block

    @property
    def where(self) -> str:
        first = next((run.place for row in self.block.rows for cell in row.cells for run in cell.runs), Place())
        if first.line and first.key.startswith(self.placed.section):  # A list of a TOML file, under its name.
            return f"the entries [[{self.placed.section}]]"
        return table_words(self.placed.section, self.placed.table)

    def place(self, place: Place, row: int, column: int) -> Place:
        return in_table(place, self.placed.table, row, column)

    def holds(self, subject: str, column: Column, stated: Stated) -> bool:
        """Is a value of the row about this subject? An old id has the old values alone, a new id the new ones."""
        only = self.held.get(subject)
        if only is None or stated.state not in {"current", "proposed"}:
            return True
        if stated.certainty == "plain" and column.kind not in _CHANGING and not column.state:
            return only == "proposed" or not self.replaced  # Words without a mark stand beside the id that stays.
        return stated.state == only

    def states(self, column: Column, row: Row) -> tuple[State, ...]:
        """The states that a single unmarked value of a column holds in; words tell only times apart."""
        kind = self.part.kind
        if kind and kind.schedule:
            return (kind.state,)
        if column.state:
            return ("current",) if column.state == "current" else ("proposed",)
        if column.kind not in _CHANGING:
            return ("current", "proposed") if self.repeats else ("current",)
        if self.redlined or self._is_changed(row):
            return ("current", "proposed")
        said = said_state(self.intro, self.vocabulary)
        if not said and kind and kind.state == "proposed":
            self.ledger.suppose(self.placed.section, self.placed.table)
        return (said or (kind.state if kind else "current"),)

    def _is_changed(self, row: Row) -> bool:
        """Does another cell of the row hold an old and a new value?"""
        return any(is_redlined(cell) or _amounts(cell, self.vocabulary) == 2 for cell in row.cells)


def _amounts(cell: Cell, vocabulary: Vocabulary) -> int:
    return len(of_types(PlacedTokens.of(cell.runs, vocabulary).tokens, vocabulary.amounts))


def table_words(section: str, table: int) -> str:
    """Where a table stands, for a person."""
    return f"section {section}, table {table}" if section else f"table {table}"


def gap(table: Table, reason: str) -> None:
    if not (table.part.kind and table.part.kind.opinion):
        table.ledger.gap(f"{table.where}: {reason}")


def leave_amounts(table: Table, cell: Cell, row: int, column: int, reason: str) -> int:
    if cell.merged or (row, column) in table.done:
        return 0
    tokens = PlacedTokens.of(cell.runs, table.vocabulary)
    found = of_types(tokens.tokens, table.vocabulary.amounts)
    for token in found:
        place = table.place(tokens.place(token), row, column)
        table.ledger.leave(table.placed.section, place, tokens.tokens.between(token, token), reason)
    return len(found)


def first_place(cell: Cell) -> Place:
    return cell.runs[0].place if cell.runs else Place()


def read_cell(
    table: Table, column: Column, cell: Cell, row: Row, number: int, subject: str, kind: str, named: Place
) -> None:
    if not cell.runs or not column.property or (number, cell.column) in table.done:
        return
    states = table.states(column, row)
    stated = stated_in(table, column, cell, states)
    if row.ragged or column.unsure:
        stated = [evolve(s, certainty="guess") for s in stated]
    elif table.block.aligned or column.inferred:
        stated = [evolve(s, certainty="inferred") for s in stated]
    if not stated and table.part.kind and table.part.kind.amends:
        stated = words_in(cell, states)  # What is no such value is still what the amendment puts in.
    basis = table.bases.get(cell.column, table.basis)
    stated = [resting(s) for s in stated] if basis else stated
    if not stated:
        _leave_cell(table, column, cell, number)
    named = table.place(named, number, named.column or 1)
    if column.kind == "text" and kind == "acronym":
        stated = _one_expansion(table, stated, subject, row)
    for s in stated:
        if not table.holds(subject, column, s):
            continue
        placed = s.at(table.place(s.place, number, cell.column))
        of_itself = column.of == "document"
        owner, sort = (table.part.document, "document") if of_itself else (subject, kind)
        table.ledger.add(table.scope, owner, column.property, placed, kind=sort, named=named, basis=basis)


def resting(stated: Stated) -> Stated:
    """A value that rests on somebody's word: no surer than what is inferred."""
    return evolve(stated, certainty="inferred") if stated.certainty in {"marked", "plain"} else stated


def _one_expansion(table: Table, stated: list[Stated], subject: str, row: Row) -> list[Stated]:
    """Several acronyms in one cell share several expansions, one each, when the numbers are equal."""
    keys = [part.strip() for part in re.split(r"[,/]", row.cells[0].text()) if part.strip()]
    if len(keys) < 2:
        return stated
    result = []
    for s in stated:
        parts = [part.strip() for part in str(s.value).split(",")]
        if len(parts) == len(keys) and subject in keys:
            own = parts[keys.index(subject)]
            result.append(evolve(s, value=own, printed=own))
    return result


def stated_in(table: Table, column: Column, cell: Cell, states: tuple[State, ...]) -> list[Stated]:
    if column.kind in _AMOUNTS:
        return values_in(cell, column, states, table.vocabulary)
    if column.kind == "names":
        return names_in(cell, column, states, table.vocabulary) if says_only(cell, column, table.vocabulary) else []
    if column.kind == "several":
        return [part for state in states for part in parts_in(cell, state)]
    stated = words_in(cell, states)
    return [evolve(s, value=_known_as(str(s.value), column, table)) for s in stated]


def _known_as(text: str, column: Column, table: Table) -> str:
    """A name in the one spelling that it has: of an id with a prefix, of a kind of document."""
    if column.kind == "document":
        return table.vocabulary.named(text, table.part.source.contract) or text
    kind = table.vocabulary.id_kind(column.id) if column.kind == "id" else None
    return id_of(kind, text) if kind else text


def _leave_cell(table: Table, column: Column, cell: Cell, row: int) -> None:
    """A cell that should hold a value of its column's kind and does not, or holds too many."""
    text = cell.text()
    lost = leave_amounts(table, cell, row, cell.column, "its values can not be told apart")
    if not lost and text.strip("-–—/ ").casefold() not in {"", "na", "n/a", "tbc", "none"}:
        place = table.place(cell.runs[0].place, row, cell.column)
        table.ledger.leave(table.placed.section, place, text, f"this is not {_plain_kind(column)}")
    if text.strip("-–—/ ") and column.kind in _PLAIN:
        gap(table, f"row {row}: “{text}” can not be read as {_plain_kind(column)}")


def _plain_kind(column: Column) -> str:
    if column.kind == "names":
        return f"known {column.names.replace('-', ' ')}"
    return _PLAIN.get(column.kind, column.kind)


_PLAIN = {"duration": "a time with its unit", "money": "an amount of money", "percent": "a percentage"}
