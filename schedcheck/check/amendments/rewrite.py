"""What one amendment does to one cell: all values that it takes out and puts in, wherever its rows stand.

Runs over the changes of an amendment. A cell may hold a list, so a rewrite has several values on each side.
"""

from __future__ import annotations

import builtins

from schedcheck.amend import Amendment, Op
from schedcheck.check.wording import normal
from schedcheck.fact import Fact
from schedcheck.record import frozen


@frozen
class Rewrite:
    """One cell of one row. `op` says whether its row is changed, put in or out; `property` is "" for all of it.

    `row` is the fact by which the amendment says that all of the row goes.
    """

    amendment: Amendment
    op: Op
    subject: str
    property: str
    old: tuple[Fact, ...] = ()
    new: tuple[Fact, ...] = ()
    row: tuple[Fact, ...] = ()

    @builtins.property
    def cell(self) -> tuple[str, str, str]:
        """Its amendment's document, its subject and its property."""
        return (self.amendment.paper, self.subject, self.property)

    @builtins.property
    def facts(self) -> tuple[Fact, ...]:
        return (*self.new, *self.old)

    @builtins.property
    def words(self) -> tuple[Fact, ...]:
        """Where the amendment speaks of it: the values, or that the row comes or goes."""
        return self.facts or self.row

    @builtins.property
    def changes(self) -> bool:
        """Does it put in something else than it takes out?"""
        return self.op != "replace" or values_of(self.old) != values_of(self.new)

    @builtins.property
    def rows(self) -> int:
        """How many rows of the amendment's own table speak of this cell."""
        return len({(f.place.table, f.place.row) for f in self.facts if f.place.row}) or 1


def values_of(facts: tuple[Fact, ...]) -> frozenset[str]:
    """The values of a cell, however they are printed and in whatever order."""
    return frozenset(normal(fact.value) for fact in facts)


def rewrites_of(amendment: Amendment) -> tuple[Rewrite, ...]:
    """One for each cell, in the order of the amendment's rows."""
    cells: dict[tuple[str, str], list[Rewrite]] = {}
    for c in amendment.changes:
        part = Rewrite(amendment, c.op, c.subject, c.property, c.old, c.new, c.row)
        cells.setdefault((c.subject, c.property), []).append(part)
    return tuple(_together(parts) for parts in cells.values())


def _together(parts: list[Rewrite]) -> Rewrite:
    first = parts[0]
    old = tuple(fact for part in parts for fact in part.old)
    new = tuple(fact for part in parts for fact in part.new)
    return Rewrite(first.amendment, first.op, first.subject, first.property, old, new, first.row)
