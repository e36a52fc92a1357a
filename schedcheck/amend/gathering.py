"""The amendments that papers bring, put together from their facts. Pure; what a paper does not say stays unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import get_args

from schedcheck.amend.applying import name_of
from schedcheck.amend.history import DELETE, INSERT, ROW_CHANGE
from schedcheck.amend.record import NO_DAY, Amendment, Change, Op, Status
from schedcheck.document import Paper, region_of
from schedcheck.fact import Fact
from schedcheck.place import NOWHERE
from schedcheck.quantity import Period

SUBJECT = "amendment"
"""The kind of subject that an amendment is."""
AMENDS, CONTRACT, REGION = "amends", "amends-contract", "amends-region"
APPROVED_BY, EFFECTIVE, STATUS, SUPERSEDES = "approved-by", "effective-date", "amendment-status", "supersedes"
_HEADER = frozenset({AMENDS, CONTRACT, REGION, APPROVED_BY, EFFECTIVE, STATUS, SUPERSEDES})
_UNTOUCHED = frozenset({"mentioned-id", "document-version", ROW_CHANGE})
"""What a paper says besides the values that it changes."""

_Key = tuple[str, str]


def amendments(facts: Iterable[Fact], papers: Iterable[Paper]) -> tuple[Amendment, ...]:
    """Every amendment once, in the order of the papers, as the first paper has it of which all was understood."""
    return tuple(group[0] for group in statements(facts, papers))


def statements(facts: Iterable[Fact], papers: Iterable[Paper]) -> tuple[tuple[Amendment, ...], ...]:
    """The statements of each amendment together, that which counts first: one may be kept in several formats."""
    papers = tuple(papers)
    whole = {paper.id for paper in papers if not paper.gaps}
    groups: dict[str, list[list[Amendment]]] = {}
    for each in _stated(facts, papers):
        alike = groups.setdefault(name_of(each.id), [])
        group = next((group for group in alike if all(_is_one(each, other) for other in group)), None)
        if group is None:
            alike.append([each])
        else:
            group.append(each)
    every = (group for alike in groups.values() for group in alike)
    return tuple(tuple(sorted(group, key=lambda each: each.paper not in whole)) for group in every)


def _is_one(one: Amendment, other: Amendment) -> bool:
    """May two papers of one name be one amendment? Contracts and regions number theirs by themselves."""
    pairs = ((one.contract, other.contract), (one.schedule, other.schedule), (one.region, other.region))
    return all(not a or not b or name_of(a) == name_of(b) for a, b in pairs)


def _stated(facts: Iterable[Fact], papers: Iterable[Paper]) -> tuple[Amendment, ...]:
    """One for each amending paper, in the order of the papers."""
    files = {paper.id: paper for paper in papers if paper.amends}
    by_paper: dict[str, list[Fact]] = {name: [] for name in files}
    for fact in facts:
        if fact.scope.document in by_paper:
            by_paper[fact.scope.document].append(fact)
    return tuple(_amendment(files[name], own) for name, own in by_paper.items())


def _amendment(paper: Paper, facts: Sequence[Fact]) -> Amendment:
    header = [fact for fact in facts if fact.kind == SUBJECT]
    said = {fact.property: fact for fact in reversed(header)}
    contract = _text(said.get(CONTRACT)) or paper.contract
    return Amendment(
        id=header[0].subject if header else paper.title,
        paper=paper.id,
        file=paper.file,
        schedule=_text(said.get(AMENDS)),
        contract=contract,
        region=region_of(_text(said.get(REGION)), contract) or paper.region,
        approved_by=_text(said.get(APPROVED_BY)),
        effective=_day(said.get(EFFECTIVE)),
        status=_status(said.get(STATUS)),
        supersedes=tuple(str(fact.value) for fact in header if fact.property == SUPERSEDES),
        changes=tuple(_changes(facts)),
        place=header[0].named if header else NOWHERE,
    )


def _text(fact: Fact | None) -> str:
    return str(fact.value) if fact is not None else ""


def _day(fact: Fact | None) -> date:
    """A day that is known exactly; a month or a quarter is none."""
    value = fact.value if fact is not None else None
    return value.first if isinstance(value, Period) and value.is_day else NO_DAY


def _status(fact: Fact | None) -> Status:
    known: tuple[Status, ...] = get_args(Status)
    return next((status for status in known if fact is not None and status == fact.value), "")


def _changes(facts: Sequence[Fact]) -> Iterator[Change]:
    """A change for each cell that has an old or a new value, and one for each row that goes.

    Where a paper has tables, its sentences change nothing.
    """
    rows = {fact.subject: fact for fact in facts if fact.property == ROW_CHANGE}
    cells: dict[_Key, list[Fact]] = {}
    tables = any(fact.place.table for fact in facts)
    for fact in facts:
        of_row = fact.kind not in {SUBJECT, "document"} and fact.property not in _UNTOUCHED | _HEADER
        if of_row and (fact.place.table or not tables):
            cells.setdefault((fact.subject, fact.property), []).append(fact)
    for subject, row in rows.items():
        if row.value == DELETE:
            old = tuple(f for (name, _), own in cells.items() if name == subject for f in own)
            yield Change("delete", subject, old=old, kind=row.kind, place=row.place, row=(row,))
    for (subject, name), own in cells.items():
        change = rows.get(subject)
        if change is None or change.value != DELETE:
            yield from _cell_changes(subject, name, own, _op(change))


def _op(row: Fact | None) -> Op:
    return "insert" if row is not None and row.value == INSERT else "replace"


def _cell_changes(subject: str, name: str, facts: Sequence[Fact], op: Op) -> Iterator[Change]:
    """One change, or one for each statement where several statements change one cell."""
    scopes: dict[tuple[int, int], list[Fact]] = {}
    for fact in facts:
        scopes.setdefault((fact.scope.number, fact.place.row), []).append(fact)
    for own in scopes.values():
        old = tuple(fact for fact in own if fact.state == "current")
        new = tuple(fact for fact in own if fact.state != "current")
        if [fact.value for fact in old] == [fact.value for fact in new]:
            continue
        yield Change(op, subject, name, old, new, own[0].kind, (new or old)[0].place)
