"""What changed between two states, in facts and not in lines, and which rules that breaks or settles.

Runs over the reports of both states; pure. A value that moved to another line, page or section has not changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve

from schedcheck.check.pairing import natural
from schedcheck.fact import Fact, Mention, State, Value
from schedcheck.finding import Finding
from schedcheck.report import Report
from schedcheck.report.difference.linking import linked
from schedcheck.report.difference.pairing import paired
from schedcheck.report.difference.record import Change, Difference, Pair, Side, Sign

__all__ = ["Change", "Difference", "Pair", "Side", "Sign", "changes", "compare"]

_NAMED = "mentioned-id"
"""That a document names something: a change of its own only where it says nothing else of it."""

_Cell = tuple[str, str, str, State, Mention, date]
"""Document, subject, property, state, mention, and since when, where histories are compared."""


def compare(old: Report, new: Report, sides: tuple[Side, Side], *, by_day: bool = False) -> Difference:
    """What changed from one report to the other: in all that schedules ever hold, or, `by_day`, hold then."""
    pairs = paired(tuple(old.facts.papers.values()), tuple(new.facts.papers.values()))
    before, after = _findings(old), _findings(new)
    broken = tuple(finding for name, finding in after.items() if name not in before)
    settled = tuple(finding for name, finding in before.items() if name not in after)
    before_facts, after_facts = ((each.facts if by_day else each.facts.history) for each in (old, new))
    found = changes(before_facts, after_facts, pairs, one_day=by_day)
    known = {(rule.name, each.subject) for rule, each in old.undecided}
    return Difference(
        *sides,
        pairs=pairs,
        changes=linked(found, broken, settled),
        broken=broken,
        settled=settled,
        unchanged=sum(1 for name in after if name in before),
        undecided=tuple((r.name, u) for r, u in new.undecided if (r.name, u.subject) not in known),
        refused=tuple(dict.fromkeys((*old.refused, *new.refused))),
        unread=tuple(_unread(pairs)),
        waived=frozenset(f.id for f in broken if new.waiver(f.id)),
        titles={**old.titles, **new.titles},
        fail_on=new.fail_on,
    )


def _findings(report: Report) -> dict[str, Finding]:
    """All findings, by id, in the order in which they are shown."""
    found = {finding.id: finding for finding in report.findings}
    return found | {f.id: f for tally in report.tallies for f in tally.result.findings if f.id not in found}


def _unread(pairs: Iterable[Pair]) -> Iterator[str]:
    """What may have changed unseen: whatever was not read of a document whose bytes have changed."""
    for pair in pairs:
        for paper in (pair.old, pair.new):
            if paper is not None and not pair.is_same:
                yield from (f"{paper.file or paper.id}: {gap}" for gap in paper.gaps)


def changes(
    old: Iterable[Fact], new: Iterable[Fact], pairs: Sequence[Pair], *, one_day: bool = False
) -> tuple[Change, ...]:
    """What came, went and changed, in the order of the documents and of the places in them.

    `one_day` says that each state is that of one day, so that a value has not changed by holding since another.
    """
    old_ids = {pair.old.id: pair.id for pair in pairs if pair.old}
    new_ids = {pair.new.id: pair.id for pair in pairs if pair.new}
    before, after = _cells(old, old_ids, one_day=one_day), _cells(new, new_ids, one_day=one_day)
    lists = _lists(before) | _lists(after)
    found = [
        change
        for cell in dict.fromkeys((*before, *after))
        for change in _of_cell(cell, before.get(cell, []), after.get(cell, []), is_list=cell[2] in lists)
    ]
    earlier = _Earlier(before, lists), _Earlier(after, lists)
    found = [_continued(change, *earlier) for change in found]
    position = {pair.id: index for index, pair in enumerate(pairs)}
    return tuple(sorted(_worth_telling(found, before, after), key=lambda change: _order(change, position)))


def _cells(facts: Iterable[Fact], ids: dict[str, str], *, one_day: bool) -> dict[_Cell, list[Fact]]:
    """What each document says of each thing, in the order of the document; what it says of itself under one name."""
    cells: dict[_Cell, list[Fact]] = {}
    for fact in facts:
        subject = "" if fact.kind == "document" else fact.subject
        since = date.min if one_day else fact.origin.since
        cell = (ids[fact.document], subject, fact.property, fact.state, fact.mention, since)
        cells.setdefault(cell, []).append(fact)
    return cells


def _lists(cells: dict[_Cell, list[Fact]]) -> set[str]:
    """The properties of which one statement gives several values."""
    names: set[str] = set()
    for cell, facts in cells.items():
        scopes: dict[object, Value] = {}
        if any(scopes.setdefault((f.scope, f.place.row), f.value) != f.value for f in facts):
            names.add(cell[2])
    return names


def _of_cell(cell: _Cell, old: Sequence[Fact], new: Sequence[Fact], *, is_list: bool) -> Iterator[Change]:
    """The changes of one cell. Values that are said more or less often than before have not changed."""
    gone, come = _without(old, new), _without(new, old)
    if not is_list and gone and come:
        first, second = list(zip(gone, come, strict=False)), min(len(gone), len(come))
        yield from (_change(cell, before, after) for before, after in first)
        gone, come = gone[second:], come[second:]
    for facts in gone:
        if is_list or not _stands(facts[0].value, new):
            yield _change(cell, facts, ())
    for facts in come:
        if is_list or not _stands(facts[0].value, old):
            yield _change(cell, (), facts)


def _stands(value: Value, facts: Iterable[Fact]) -> bool:
    return any(fact.value == value for fact in facts)


def _without(some: Sequence[Fact], others: Sequence[Fact]) -> list[tuple[Fact, ...]]:
    """The facts of values that fewer of the others give, as many as they are more, by value."""
    groups: dict[Value, list[Fact]] = {}
    for fact in some:
        groups.setdefault(fact.value, []).append(fact)
    left: list[tuple[Fact, ...]] = []
    for value, group in groups.items():
        same = [fact for fact in others if fact.value == value]
        sections = [fact.section for fact in same]
        group = sorted(group, key=lambda fact: fact.section in sections)
        if len(group) > len(same):
            left.append(tuple(group[: len(group) - len(same)]))
    return left


def _change(cell: _Cell, old: Sequence[Fact], new: Sequence[Fact]) -> Change:
    document, subject, name, state, mention, _ = cell
    shown = subject or (new or old)[0].subject
    return Change(document, shown, name, state, mention, tuple(old), tuple(new))


class _Earlier:
    """What the histories of one side hold before a part of them."""

    def __init__(self, cells: dict[_Cell, list[Fact]], lists: set[str]) -> None:
        self._parts: dict[tuple[object, ...], list[tuple[date, list[Fact]]]] = {}
        for cell, facts in cells.items():
            if cell[2] not in lists:
                self._parts.setdefault(cell[:5], []).append((cell[5], facts))

    def of(self, change: Change) -> tuple[Fact, ...]:
        """The facts of the part before that of the change; none where it is the first."""
        key = (change.document, change.subject, change.property, change.state, change.mention)
        parts = [part for part in self._parts.get(key, ()) if part[0] < change.fact.origin.since]
        return tuple(max(parts, key=lambda part: part[0])[1]) if parts else ()


def _continued(change: Change, before: _Earlier, after: _Earlier) -> Change:
    """A later part of a history that comes, or goes again, changes the value of the part before it."""
    if change.sign == "+":
        return evolve(change, old=after.of(change))
    return evolve(change, new=before.of(change)) if change.sign == "-" else change


def _worth_telling(
    found: Sequence[Change], before: dict[_Cell, list[Fact]], after: dict[_Cell, list[Fact]]
) -> Iterator[Change]:
    """All but the naming of what a document says more of."""
    said = {(c[0], c[1]) for c in (*before, *after) if c[2] != _NAMED}
    for change in found:
        if change.property != _NAMED or (change.document, change.subject) not in said:
            yield change


def _order(change: Change, position: dict[str, int]) -> tuple[object, ...]:
    """By document and line; what is on one line, a row of a table, by subject."""
    page, key, spot = change.fact.place.order
    row = spot[:2] if not page[1] else ()
    column = (*key[-1:], *spot[2:])
    return position[change.document], page, key[:-1], row, natural(change.subject), column, change.property, change.sign
