"""Histories of schedules: which of the values that a row ever had holds on a day. Pure.

A schedule's row is a history. Each value has the day from which it holds; one without an Origin has held ever since its
document has. A later value takes the place of an earlier one cell by cell: what a later part of the history does not
name stays as it was. Lists are superseded as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from schedcheck.fact import Fact

ROW_CHANGE = "row-change"
"""The property by which a paper says that a whole row comes or goes."""
DELETE, INSERT = "delete", "insert"

Cell = tuple[str, str, str]
"""A document, a subject and a property."""


def cell_of(fact: Fact) -> Cell:
    return fact.scope.document, fact.subject, fact.property


def as_of(facts: Iterable[Fact], day: date) -> tuple[Fact, ...]:
    """The facts that hold on that day, in their order. What no amendment has touched is given back as it is."""
    begun = [fact for fact in facts if fact.origin.since <= day]
    latest: dict[Cell, Fact] = {}
    ended: dict[tuple[str, str], date] = {}
    for fact in begun:
        since = fact.origin.since
        if fact.property == ROW_CHANGE and fact.state == "in-force":
            if fact.value == DELETE:
                row = cell_of(fact)[:2]
                ended[row] = max(since, ended.get(row, date.min))
            continue
        if since > date.min:
            cell = cell_of(fact)
            if cell not in latest or latest[cell].origin.since <= since:
                latest[cell] = fact
    if not latest and not ended:
        return tuple(begun)
    return tuple(fact for fact in begun if _holds(fact, latest, ended))


def _holds(fact: Fact, latest: dict[Cell, Fact], ended: dict[tuple[str, str], date]) -> bool:
    """Is it of the latest part of its cell's history, and its row not ended since?"""
    if fact.property == ROW_CHANGE and fact.state == "in-force":
        return False
    cell = cell_of(fact)
    last = latest.get(cell)
    if last is not None and (fact.origin.since, fact.origin.authority) != (last.origin.since, last.origin.authority):
        return False
    end = ended.get(cell[:2])
    return end is None or fact.origin.since > end


def changing_days(facts: Iterable[Fact]) -> tuple[date, ...]:
    """Every day on which a history changes, in order."""
    return tuple(sorted({fact.origin.since for fact in facts} - {date.min}))
