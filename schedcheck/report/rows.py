"""Rows of the agreement matrix: what the documents say of one property of one subject, compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from attrs import evolve, field

from schedcheck.fact import Fact, State, Value
from schedcheck.quantity import Period, Quantity
from schedcheck.record import frozen
from schedcheck.report.compact import LONGEST, compact_value
from schedcheck.vocabulary import compact

Tick = Literal["", "yes", "no", "both", "missing"]
Sort = Literal["amount", "list", "text"]


@frozen
class Cell:
    """What one document says. Either values before and after, or a tick, or `count` names of a list.

    `tick` is "yes" for named, "no" for left out of a whole list, "both" where the document says both, and
    "missing" where an edit would put something. `deviates` marks the cell that stands against the others.
    """

    current: str = ""
    proposed: str = ""
    tick: Tick = ""
    count: int = 0
    deviates: bool = False

    @property
    def says_something(self) -> bool:
        return bool(self.current or self.proposed or self.tick or self.count)


NOTHING = Cell()


@frozen
class Row:
    """One property of one subject. `value` is the name that a row of ticks is about.

    `sort` is what sort of values it compares; `wordings` are the texts that letters in the cells stand for.
    `heading` and `label` are what the matrix calls it.
    """

    title: str
    subject: str
    cells: tuple[Cell, ...]
    sort: Sort = "text"
    value: str = ""
    wordings: tuple[str, ...] = ()
    heading: str = ""
    label: str = ""
    agrees: bool = field(init=False)

    @agrees.default
    def _agrees(self) -> bool:
        return not any(cell.deviates for cell in self.cells)


@frozen
class Said:
    """One fact as the matrix sees it."""

    column: int
    fact: Fact
    denied: bool = False
    marked: bool = False
    rank: int = 50

    @property
    def state(self) -> State:
        return "current" if self.fact.state == "in-force" else self.fact.state


def value_rows(title: str, subject: str, said: Sequence[Said], width: int) -> Iterator[Row]:
    """The row of a property with one value: none where a text stands in one document alone."""
    texts = all(isinstance(s.fact.value, str) for s in said)
    if texts and len({s.column for s in said}) < 2 and not any(s.marked for s in said):
        return
    ranked = _ranked(said)
    wrong = _wrong_columns(said, ranked)
    values = _distinct(value for of_state in ranked.values() for value in of_state)
    lettered = values if any(len(compact_value(value)) > LONGEST for value in values) else []
    columns = _by_column(said, width)
    cells = tuple(_value_cell(here, lettered, deviates=column in wrong) for column, here in enumerate(columns))
    wordings = tuple(compact_value(value) for value in lettered) if len(lettered) > 1 else ()
    yield Row(title, subject, cells, "text" if texts else "amount", wordings=wordings)


def _by_column(said: Sequence[Said], width: int) -> list[list[Said]]:
    columns: list[list[Said]] = [[] for _ in range(width)]
    for each in said:
        columns[each.column].append(each)
    return columns


def _ranked(said: Sequence[Said]) -> dict[State, list[Value]]:
    """Each state's distinct values, the one that most documents (and the highest of them) give first."""
    ranked: dict[State, list[Value]] = {}
    for state in ("current", "proposed"):
        here = [s for s in said if s.state == state]
        values = _distinct(s.fact.value for s in here)
        ranked[state] = sorted(values, key=lambda v: _support(v, here))
    return ranked


def _support(value: Value, said: Sequence[Said]) -> tuple[int, int, int]:
    """The lower the better: few marked by a finding, many documents, a high one among them."""
    backers = [s for s in said if _agree(s.fact.value, value)]
    marked = all(s.marked for s in backers)
    return (int(marked), -len({s.column for s in backers}), min((s.rank for s in backers), default=99))


def _wrong_columns(said: Sequence[Said], ranked: Mapping[State, Sequence[Value]]) -> set[int]:
    """The columns with a value other than the best supported one, or with a place that a finding names."""
    return {s.column for s in said if s.marked or not _agree(s.fact.value, ranked[s.state][0])}


def _value_cell(here: Sequence[Said], lettered: Sequence[Value], *, deviates: bool) -> Cell:
    if len(lettered) == 1 and here:
        return Cell(tick="yes", deviates=deviates)
    texts = {
        state: "/".join(_shown(v, lettered) for v in _distinct(s.fact.value for s in here if s.state == state))
        for state in ("current", "proposed")
    }
    return Cell(texts["current"], texts["proposed"], deviates=deviates)


def _shown(value: Value, lettered: Sequence[Value]) -> str:
    """The value, or its letter where the row's texts are too long for a cell."""
    number = next((n for n, other in enumerate(lettered) if _agree(value, other)), None)
    return compact_value(value) if number is None else letter(number)


def letter(number: int) -> str:
    """A, B... Z, AA, AB..."""
    return (letter(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def list_rows(title: str, subject: str, said: Sequence[Said], width: int) -> Iterator[Row]:
    """A row for each name that documents disagree on, and one for all that they agree on."""
    agreed: list[Row] = []
    columns = _by_column(said, width)
    for name in sorted({str(s.fact.value) for s in said}):
        row = _with_outvoted(Row(title, subject, tuple(_tick(name, here) for here in columns), "list", name))
        if row.agrees:
            agreed.append(row)
        else:
            yield row
    if agreed:
        together = zip(*(row.cells for row in agreed), strict=True)
        yield Row(title, subject, tuple(_counted(cells) for cells in together), "list")


def _tick(name: str, here: Sequence[Said]) -> Cell:
    """Named, denied, left out of a whole list, or nothing said."""
    named = [s for s in here if s.fact.value == name]
    whole = {s.fact.scope for s in here if s.fact.scope.whole and not s.denied}
    left_out = whole - {s.fact.scope for s in named}
    yes = any(not s.denied for s in named)
    no = any(s.denied for s in named) or bool(left_out)
    tick: Tick = "both" if yes and no else "yes" if yes else "no" if no else ""
    return Cell(tick=tick, deviates=tick == "both" or (tick == "no" and any(s.marked for s in named)))


def _with_outvoted(row: Row) -> Row:
    """Marks the cells that the fewer documents have, where some name it and some leave it out."""
    counts = Counter(cell.tick for cell in row.cells if cell.tick in {"yes", "no"})
    if len(counts) < 2:
        return row
    fewer: Tick = "no" if counts["no"] <= counts["yes"] else "yes"
    return evolve(row, cells=tuple(evolve(c, deviates=c.deviates or c.tick == fewer) for c in row.cells))


def _counted(cells: Sequence[Cell]) -> Cell:
    return Cell(count=sum(1 for cell in cells if cell.tick == "yes"))


def _distinct(values: Iterable[Value]) -> list[Value]:
    found: list[Value] = []
    for value in values:
        if not any(_agree(value, other) for other in found):
            found.append(value)
    return found


def _agree(one: Value, other: Value) -> bool:
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.agrees(other)
    if isinstance(one, Period) and isinstance(other, Period):
        return one.agrees(other)
    if isinstance(one, str) and isinstance(other, str):
        return one == other or (compact(one) or one) == (compact(other) or other)
    return False
