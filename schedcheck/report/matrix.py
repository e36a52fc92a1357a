"""The agreement matrix: what every document says of each property of each subject, side by side.

Runs after checking. It compares values by itself and takes from the findings only which places are wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from attrs import evolve, field, frozen

from schedcheck.document import Paper
from schedcheck.fact import Fact, Facts, State, Value
from schedcheck.finding import Edit, Finding
from schedcheck.quantity import Period, Quantity
from schedcheck.report.compact import LONGEST, compact_value
from schedcheck.vocabulary import compact

Tick = Literal["", "yes", "no", "both", "missing"]
IN_FORCE = "In force"


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

    `wordings` are the texts that the letters A, B... in the cells stand for.
    """

    title: str
    subject: str
    cells: tuple[Cell, ...]
    value: str = ""
    wordings: tuple[str, ...] = ()
    agrees: bool = field(init=False)

    @agrees.default
    def _agrees(self) -> bool:
        return not any(cell.deviates for cell in self.cells)


@frozen
class Matrix:
    """Rows that disagree first. `columns` are short names of documents, the schedules together last."""

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@frozen
class _Said:
    """One fact as the matrix sees it."""

    column: int
    fact: Fact
    denied: bool = False
    marked: bool = False
    rank: int = 50

    @property
    def state(self) -> State:
        return "current" if self.fact.state == "in-force" else self.fact.state


def build_matrix(
    facts: Facts,
    findings: Iterable[Finding],
    edits: Sequence[Edit] = (),
    opposites: Mapping[str, str] | None = None,
) -> Matrix:
    """The matrix of all asserted facts. `opposites` maps a property that denies to the one that it denies."""
    papers = [p for p in facts.papers.values() if not p.schedule and not p.opinion]
    column_of = _columns(facts.papers.values())
    columns = (*_short_names(papers), IN_FORCE)
    groups = _grouped(facts, column_of, _marks(findings), opposites or {})
    lists = _list_properties(facts, opposites or {})
    rows: list[Row] = []
    for (name, subject), said in groups.items():
        make = _list_rows if name in lists else _value_rows
        rows += make(facts.title(name), subject, said, len(columns))
    rows = _with_missing(rows, edits, column_of)
    return _without_empty_last(columns, tuple(_in_order(rows)))


def _columns(papers: Iterable[Paper]) -> dict[str, int]:
    """Document id -> its column; all schedules share the last one, opinions have none."""
    papers = list(papers)
    pack = [p.id for p in papers if not p.schedule and not p.opinion]
    places = {document: index for index, document in enumerate(pack)}
    return places | {p.id: len(pack) for p in papers if p.schedule}


def _short_names(papers: Sequence[Paper]) -> list[str]:
    """A narrow name for each document, numbered where several have the same."""
    seen: Counter[str] = Counter()
    names = []
    for paper in papers:
        name = paper.short or paper.title[:8]
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return names


def _marks(findings: Iterable[Finding]) -> set[tuple[str, int, int]]:
    """Where a finding that is more than a note found something wrong: (document, line, offset)."""
    return {
        (c.document, c.place.line, c.place.offset)
        for finding in findings
        if finding.level != "note"
        for c in finding.citations
        if c.role == "found" and c.place.line
    }


def _grouped(
    facts: Facts, column_of: Mapping[str, int], marks: set[tuple[str, int, int]], opposites: Mapping[str, str]
) -> dict[tuple[str, str], list[_Said]]:
    """(property, subject) -> what is said of it, where a paper of the pack says something of it."""
    groups: dict[tuple[str, str], list[_Said]] = {}
    last = max(column_of.values(), default=0)
    for fact in facts:
        column = column_of.get(fact.document)
        if column is None or not fact.asserted or fact.value == fact.subject:
            continue
        marked = any((fact.document, p.line, p.offset) in marks for p in (fact.place, fact.named))
        denied = fact.property in opposites
        said = _Said(column, fact, denied, marked, facts.paper(fact.document).rank)
        groups.setdefault((opposites.get(fact.property, fact.property), fact.subject), []).append(said)
    pack_only = len({column_of[p.id] for p in facts.papers.values() if p.schedule and p.id in column_of}) == 0
    return {k: v for k, v in groups.items() if pack_only or any(said.column != last for said in v)}


def _list_properties(facts: Facts, opposites: Mapping[str, str]) -> set[str]:
    """The properties of which one statement gives several names, and those that can be denied."""
    names = set(opposites.values())
    seen: dict[tuple[str, str, object], str] = {}
    for fact in facts:
        if isinstance(fact.value, str) and fact.property not in names:
            key = (fact.property, fact.subject, (fact.scope, fact.state))
            if seen.setdefault(key, fact.value) != fact.value:
                names.add(fact.property)
    return names


def _value_rows(title: str, subject: str, said: Sequence[_Said], width: int) -> Iterator[Row]:
    """The row of a property with one value: none where a text stands in one document alone."""
    texts = all(isinstance(s.fact.value, str) for s in said)
    if texts and len({s.column for s in said}) < 2 and not any(s.marked for s in said):
        return
    ranked = _ranked(said)
    wrong = _wrong_columns(said, ranked)
    words = list(dict.fromkeys(compact_value(v) for values in ranked.values() for v in values))
    lettered = any(len(word) > LONGEST for word in words)
    cells = tuple(_value_cell(column, said, wrong, words if lettered else ()) for column in range(width))
    yield Row(title, subject, cells, wordings=tuple(words) if lettered and len(words) > 1 else ())


def _ranked(said: Sequence[_Said]) -> dict[State, list[Value]]:
    """Each state's distinct values, the one that most documents (and the highest of them) give first."""
    ranked: dict[State, list[Value]] = {}
    for state in ("current", "proposed"):
        here = [s for s in said if s.state == state]
        values = _distinct(s.fact.value for s in here)
        ranked[state] = sorted(values, key=lambda v: _support(v, here))
    return ranked


def _support(value: Value, said: Sequence[_Said]) -> tuple[int, int, int]:
    """The lower the better: few marked by a finding, many documents, a high one among them."""
    backers = [s for s in said if _agree(s.fact.value, value)]
    marked = all(s.marked for s in backers)
    return (int(marked), -len({s.column for s in backers}), min((s.rank for s in backers), default=99))


def _wrong_columns(said: Sequence[_Said], ranked: Mapping[State, Sequence[Value]]) -> set[int]:
    """The columns with a value other than the best supported one, or with a place that a finding names."""
    return {s.column for s in said if s.marked or not _agree(s.fact.value, ranked[s.state][0])}


def _value_cell(column: int, said: Sequence[_Said], wrong: set[int], words: Sequence[str]) -> Cell:
    here = [s for s in said if s.column == column]
    if words and len(words) == 1 and here:
        return Cell(tick="yes", deviates=column in wrong)
    texts = {
        state: "/".join(_shown(v, words) for v in _distinct(s.fact.value for s in here if s.state == state))
        for state in ("current", "proposed")
    }
    return Cell(texts["current"], texts["proposed"], deviates=column in wrong)


def _shown(value: Value, words: Sequence[str]) -> str:
    """The value, or its letter where the row's texts are too long for a cell."""
    text = compact_value(value)
    return chr(ord("A") + words.index(text) % 26) if text in words else text


def _list_rows(title: str, subject: str, said: Sequence[_Said], width: int) -> Iterator[Row]:
    """A row for each name that documents disagree on, and one for all that they agree on."""
    agreed: list[Row] = []
    for name in sorted({str(s.fact.value) for s in said}):
        row = Row(title, subject, tuple(_tick(name, column, said) for column in range(width)), name)
        row = _with_outvoted(row)
        if row.agrees:
            agreed.append(row)
        else:
            yield row
    if len(agreed) == 1:
        yield agreed[0]
    elif agreed:
        yield Row(title, subject, tuple(_counted(cells) for cells in zip(*(r.cells for r in agreed), strict=True)))


def _tick(name: str, column: int, said: Sequence[_Said]) -> Cell:
    """Named, denied, left out of a whole list, or nothing said."""
    here = [s for s in said if s.column == column]
    named = [s for s in here if s.fact.value == name]
    whole = {s.fact.scope for s in here if s.fact.scope.whole and not s.denied}
    left_out = whole - {s.fact.scope for s in named}
    yes = any(not s.denied for s in named)
    no = any(s.denied for s in named) or bool(left_out)
    tick: Tick = "both" if yes and no else "yes" if yes else "no" if no else ""
    return Cell(tick=tick, deviates=tick == "both" or any(s.marked for s in named))


def _with_outvoted(row: Row) -> Row:
    """Marks the cells that the fewer documents have, where some name it and some leave it out."""
    counts = Counter(cell.tick for cell in row.cells if cell.tick in {"yes", "no"})
    if len(counts) < 2:
        return row
    fewer: Tick = "no" if counts["no"] <= counts["yes"] else "yes"
    return evolve(row, cells=tuple(evolve(c, deviates=c.deviates or c.tick == fewer) for c in row.cells))


def _counted(cells: Sequence[Cell]) -> Cell:
    return Cell(count=sum(1 for cell in cells if cell.tick == "yes"))


def _with_missing(rows: Sequence[Row], edits: Sequence[Edit], column_of: Mapping[str, int]) -> list[Row]:
    """Marks what an edit would bring in: the cell of its target, in a document that has such cells elsewhere."""
    wanted = {(e.target, column_of[e.document]) for e in edits if e.target and e.document in column_of}
    filled = {(row.title, column) for row in rows for column, cell in enumerate(row.cells) if cell.says_something}
    marked = []
    for row in rows:
        cells = list(row.cells)
        for target, column in wanted:
            if row.subject == target and not cells[column].says_something and (row.title, column) in filled:
                cells[column] = Cell(tick="missing", deviates=True)
        marked.append(evolve(row, cells=tuple(cells)))
    return marked


def _without_empty_last(columns: tuple[str, ...], rows: tuple[Row, ...]) -> Matrix:
    """The column of the schedules goes where it says nothing."""
    if any(row.cells[-1].says_something for row in rows):
        return Matrix(columns, rows)
    return Matrix(columns[:-1], tuple(evolve(row, cells=row.cells[:-1]) for row in rows))


def _in_order(rows: Iterable[Row]) -> Iterator[Row]:
    rows = list(rows)
    titles = {title: index for index, title in enumerate(dict.fromkeys(row.title for row in rows))}
    yield from sorted(rows, key=lambda r: (r.agrees, titles[r.title], natural(r.subject), natural(r.value)))


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """A sort key by which 4.10 comes after 4.8."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|\D+", text))


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
