"""The agreement matrix: what every document says of each property of each subject, side by side.

Runs after checking. It compares values by itself and takes from the findings only which places are wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from schedcheck.document import Paper
from schedcheck.fact import Fact, Facts
from schedcheck.finding import Edit, Finding
from schedcheck.place import Place
from schedcheck.record import frozen
from schedcheck.report.rows import NOTHING, Cell, Row, Said, list_rows, value_rows

IN_FORCE = "In force"
_SORTS = ("amount", "list", "text")


@frozen
class Matrix:
    """Rows that disagree first. `columns` are short names of documents, the schedules together last."""

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def build_matrix(
    facts: Facts,
    findings: Iterable[Finding] = (),
    edits: Sequence[Edit] = (),
    opposites: Mapping[str, str] | None = None,
    together: Iterable[Sequence[str]] = (),
) -> Matrix:
    """The matrix of all asserted facts. `opposites` maps a property that denies to the one that it denies.

    `together` are properties that a rule takes as one: they share a row, so that a value that one document calls
    by one name stands beside what another calls by the other.
    """
    papers = [p for p in facts.papers.values() if not p.schedule and not p.opinion and not p.amends]
    column_of = _columns(facts.papers.values())
    columns = (*short_names(papers), IN_FORCE)
    first_of = {name: names[0] for names in together for name in names}
    groups = _grouped(facts, column_of, _marks(findings), opposites or {}, first_of)
    lists = _list_properties(facts, opposites or {})
    rows: list[Row] = []
    for (name, subject), said in groups.items():
        make = list_rows if name in lists else value_rows
        rows += make(_title(name, first_of, facts), subject, said, len(columns))
    rows = _with_missing(rows, edits, column_of)
    return _without_empty_last(columns, tuple(_in_order(_labelled(rows))))


def short_names(papers: Sequence[Paper]) -> list[str]:
    """A narrow name for each document, numbered where several have the same."""
    seen: Counter[str] = Counter()
    names = []
    for paper in papers:
        name = paper.short or paper.title[:8]
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return names


def _title(name: str, first_of: Mapping[str, str], facts: Facts) -> str:
    """The plain name of a property, with those that share its rows."""
    names = [each for each, first in first_of.items() if first == name and facts.of(each)] or [name]
    return " = ".join(facts.title(each) for each in names)


def _columns(papers: Iterable[Paper]) -> dict[str, int]:
    """Document id -> its column; all schedules share the last one with what amends them, opinions have none."""
    papers = list(papers)
    pack = [p.id for p in papers if not p.schedule and not p.opinion and not p.amends]
    places = {document: index for index, document in enumerate(pack)}
    return places | {p.id: len(pack) for p in papers if p.schedule or p.amends}


_Spot = tuple[str, int, str, int, int]


def _spot(document: str, place: Place) -> _Spot:
    return document, place.page, place.key, place.line, place.offset


def _marks(findings: Iterable[Finding]) -> dict[_Spot, set[str]]:
    """Where a finding that is more than a note found something wrong; for an error, with which property of it."""
    marks: dict[_Spot, set[str]] = {}
    for finding in findings:
        for citation in finding.citations if finding.level != "note" else ():
            place = citation.place
            if citation.role == "found" and (place.line or place.key or place.page):
                marked = finding.property if finding.level == "error" else ""
                marks.setdefault(_spot(citation.document, place), set()).add(marked)
    return marks


def _is_marked(fact: Fact, marks: Mapping[_Spot, set[str]], *, denied: bool) -> bool:
    """Is the fact's subject marked where it is named, or its value where it stands?"""
    named, place = fact.named, fact.place
    if named != place and _spot(fact.document, named) in marks:
        return True
    properties = marks.get(_spot(fact.document, place), set())
    return bool(properties) if denied else fact.property in properties


def _grouped(
    facts: Facts,
    column_of: Mapping[str, int],
    marks: Mapping[_Spot, set[str]],
    opposites: Mapping[str, str],
    first_of: Mapping[str, str],
) -> dict[tuple[str, str], list[Said]]:
    """(property, subject) -> what is said of it, where a paper of the pack says something of it.

    What a document says of itself alone has nothing to be set beside.
    """
    groups: dict[tuple[str, str], list[Said]] = {}
    last = max(column_of.values(), default=0)
    for fact in facts:
        column = column_of.get(fact.document)
        if column is None or not fact.asserted or fact.value == fact.subject or fact.kind == "document":
            continue
        if facts.paper(fact.document).amends and (fact.state != "proposed" or fact.kind == "amendment"):
            continue
        denied = fact.property in opposites
        marked = _is_marked(fact, marks, denied=denied)
        said = Said(column, fact, denied, marked, facts.paper(fact.document).rank)
        name = opposites.get(fact.property, fact.property)
        groups.setdefault((first_of.get(name, name), fact.subject), []).append(said)
    pack_only = len({column_of[p.id] for p in facts.papers.values() if p.schedule and p.id in column_of}) == 0
    amending = {paper.id for paper in facts.papers.values() if paper.amends}
    return {
        k: v
        for k, v in groups.items()
        if pack_only or any(said.column != last or said.fact.document in amending for said in v)
    }


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


def _with_missing(rows: Sequence[Row], edits: Sequence[Edit], column_of: Mapping[str, int]) -> list[Row]:
    """Marks what an edit would bring in: the cell of its target, in a document that has such cells elsewhere."""
    wanted = {(e.target, column_of[e.document]) for e in edits if e.target and e.document in column_of}
    rows = [*rows, *_wanted_rows(rows, edits, column_of)]
    filled = {(row.title, column) for row in rows for column, cell in enumerate(row.cells) if cell.says_something}
    marked = []
    for row in rows:
        cells = list(row.cells)
        for target, column in wanted:
            if row.subject == target and not cells[column].says_something and (row.title, column) in filled:
                cells[column] = Cell(tick="missing", deviates=True)
        marked.append(evolve(row, cells=tuple(cells)))
    return marked


def _wanted_rows(rows: Sequence[Row], edits: Sequence[Edit], column_of: Mapping[str, int]) -> Iterator[Row]:
    """Rows for what an edit puts in a subject's place, where nothing is said of it yet."""
    known = {(row.title, row.subject) for row in rows}
    for edit in edits:
        for row in rows if edit.source == edit.subject and edit.document in column_of else ():
            if row.subject == edit.source and not row.value and row.cells[column_of[edit.document]].says_something:
                wanted = (row.title, edit.target)
                if wanted not in known:
                    known.add(wanted)
                    yield Row(row.title, edit.target, (NOTHING,) * len(row.cells), row.sort)


def _labelled(rows: Sequence[Row]) -> list[Row]:
    """Each row with its heading and label; where rows of ticks are all about one subject, the heading names it."""
    subjects: dict[str, set[str]] = {}
    for row in rows:
        subjects.setdefault(row.title, set()).add(row.subject)
    ticked = {row.title for row in rows if row.value}
    labelled = []
    for row in rows:
        if row.title in ticked and len(subjects[row.title]) == 1:
            labelled.append(evolve(row, heading=f"{row.title}: {row.subject}", label=row.value or "the others"))
        else:
            label = f"{row.subject}: {row.value}" if row.value else row.subject
            labelled.append(evolve(row, heading=row.title, label=label))
    return labelled


def _without_empty_last(columns: tuple[str, ...], rows: tuple[Row, ...]) -> Matrix:
    """The column of the schedules goes where it says nothing."""
    if any(row.cells[-1].says_something for row in rows):
        return Matrix(columns, rows)
    return Matrix(columns[:-1], tuple(evolve(row, cells=row.cells[:-1]) for row in rows))


def _in_order(rows: Iterable[Row]) -> Iterator[Row]:
    rows = list(rows)
    titles = {title: index for index, title in enumerate(dict.fromkeys(row.title for row in rows))}

    def order(row: Row) -> tuple[object, ...]:
        return row.agrees, _SORTS.index(row.sort), titles[row.title], natural(row.subject), natural(row.value)

    yield from sorted(rows, key=order)


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """A sort key by which 1.10 comes after 1.9."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|\D+", text))
