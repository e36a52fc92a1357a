"""The bindings of one table: bound columns become part of its layout, bound cells become facts, others are void.

Runs for each table before its rows are read, and once more after them, to count what each binding gave.
"""

from __future__ import annotations

from attrs import evolve

from schedcheck.binding import Binding, form_and_column, state_of
from schedcheck.reading import Outcome
from schedcheck.recognise.bound import cell_at, void_of, with_bindings
from schedcheck.recognise.cells import is_redlined
from schedcheck.recognise.forms import Layout
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.split import Part, Placed
from schedcheck.recognise.table import Table, resting, stated_in
from schedcheck.vocabulary import Column


def read_bindings(table: Table, layout: Layout | None) -> Layout | None:
    """The layout with the bound columns in it; bound cells are read at once."""
    columns: list[Binding] = []
    for binding in _own(table.part, table.placed):
        reason = void_of(binding, table.placed)
        if reason:
            table.ledger.void(binding, reason)
        elif binding.row:
            _read_cell(table, binding)
        else:
            columns.append(binding)
    return _bound(table, layout, columns) if columns else layout


def void_without_table(part: Part, ledger: Ledger) -> None:
    """Every binding whose table is not there is void."""
    for binding in part.bindings:
        if binding.at not in ledger.outcomes:
            tables = sum(1 for p in part.blocks if p.table and p.section == binding.section)
            known = any(p.section == binding.section for p in part.blocks)
            there = f"there are {tables} tables in it" if known else f"there is no section “{binding.section}”"
            ledger.void(binding, f"this table is not there: {there}")


def count_bound(table: Table) -> None:
    """Counts the facts that rest on each binding of the table."""
    facts = [fact for fact in table.ledger.facts if fact.scope == table.scope and fact.basis]
    for binding in _own(table.part, table.placed):
        if binding.at not in table.ledger.outcomes:
            number = sum(1 for fact in facts if fact.basis == basis_of(binding))
            table.ledger.outcomes[binding.at] = Outcome(binding.at, number)


def basis_of(binding: Binding) -> str:
    """The binding as a fact that rests on it names it."""
    return f"the binding of {binding.by} ({binding.at})"


def _own(part: Part, placed: Placed) -> list[Binding]:
    return [b for b in part.bindings if (b.section, b.table) == (placed.section, placed.table)]


def _bound(table: Table, layout: Layout | None, columns: list[Binding]) -> Layout | None:
    found = with_bindings(layout, columns, table.block, table.vocabulary)
    if found is None:
        why = "which column names the subjects of this table is not known; bind that one too, with key = true"
        for binding in columns:
            table.ledger.void(binding, why)
        return layout
    for binding in columns:
        if binding.key:
            table.basis = basis_of(binding)
        else:
            table.bases[binding.column] = basis_of(binding)
    return found


def _read_cell(table: Table, binding: Binding) -> None:
    cell, held = cell_at(table.block, binding), form_and_column(binding.property, table.vocabulary)
    if cell is None or held is None:
        return
    form, column = held
    key = next((c for c in form.column if c.name == form.key), Column("", ""))
    column = evolve(column, state=binding.state, unit=binding.unit or column.unit)
    stated = stated_in(table, column, cell, table.states(column, table.block.rows[binding.row - 1]))
    stated = [s for s in stated if s.state == (state_of(binding) or s.state) or not is_redlined(cell)]
    if not stated:
        table.ledger.void(binding, f"no {column.kind} can be read in “{cell.text()}”")
        return
    for each in stated:
        _add(table, binding, each, key.id or key.names)
    table.done.add((binding.row, binding.column))
    table.ledger.outcomes[binding.at] = Outcome(binding.at, len(stated))


def _add(table: Table, binding: Binding, stated: Stated, kind: str) -> None:
    """A bound cell is a statement of its own: no list that it stands in is more whole for it."""
    scope = table.ledger.statement(table.placed.section)
    placed = resting(stated).at(table.place(stated.place, binding.row, binding.column))
    table.ledger.add(scope, binding.subject, binding.property, placed, kind=kind, basis=basis_of(binding))
