"""Amendments applied to schedules: each change becomes a later part of the history of its cell. Pure.

An edit is applied only where its old value holds on the day on which it takes effect, given all earlier ones. What is
withdrawn, superseded or in the history already changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from attrs import evolve, field

from schedcheck.amend.history import DELETE, ROW_CHANGE, as_of, changing_days
from schedcheck.amend.record import NO_DAY, Amendment, Change, Reason, Unapplied
from schedcheck.document import Paper
from schedcheck.fact import Fact, Scope, Value
from schedcheck.place import Origin
from schedcheck.record import define

_Row = tuple[str, str]


def pending(facts: Iterable[Fact], amendments: Iterable[Amendment], papers: Iterable[Paper]) -> tuple[Amendment, ...]:
    """The amendments that may still change something: neither withdrawn nor superseded nor in the history already.

    Of one that is in the history in part, the rest is left. In order of their dates; those without a date are none.
    """
    return _pending(_Histories.of(facts, papers), tuple(amendments))


def _pending(index: _Histories, amendments: Sequence[Amendment]) -> tuple[Amendment, ...]:
    superseded = _superseded(amendments)
    live = (a for a in amendments if a.status != "withdrawn" and name_of(a.id) not in superseded)
    return tuple(sorted((left for a in live if (left := index.rest_of(a)) and a.effective != NO_DAY), key=_order))


def days(
    facts: Iterable[Fact], amendments: Iterable[Amendment], after: date, papers: Iterable[Paper] = ()
) -> tuple[date, ...]:
    """Every later day on which anything changes: in the histories, or by an amendment that still may."""
    facts = tuple(facts)
    found = {*changing_days(facts), *(a.effective for a in pending(facts, amendments, papers))}
    return tuple(sorted(day for day in found if day > after))


def applied(
    facts: Iterable[Fact], amendments: Iterable[Amendment], day: date, papers: Iterable[Paper]
) -> tuple[tuple[Fact, ...], tuple[Unapplied, ...]]:
    """What schedules hold on a day under the amendments that take effect until then, and what could not be applied.

    `facts` may still hold whole histories. Facts of other papers are given back as they are.
    """
    facts, papers = tuple(facts), tuple(papers)
    index = _Histories.of(facts, papers)
    unapplied: list[Unapplied] = []
    left = [each for each in _pending(index, tuple(amendments)) if each.effective <= day]
    while left:
        amendment = left.pop(index.first(left))
        unapplied += index.apply(amendment)
    return as_of((*facts, *index.added), day), tuple(unapplied)


def targets(amendment: Amendment, papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """The schedules that an amendment changes: of its kind, and of its contract and region where both say one."""
    return tuple(_Histories.of((), papers).targets(amendment))


@lru_cache(maxsize=8192)
def name_of(identity: str) -> str:
    """An amendment's name as it is compared: however its words are parted, and in whatever case."""
    return re.sub(r"[^0-9a-z]+", " ", identity.casefold()).strip()


def _superseded(amendments: Iterable[Amendment]) -> frozenset[str]:
    return frozenset(name_of(old) for a in amendments if a.status != "withdrawn" for old in a.supersedes)


def _order(amendment: Amendment) -> tuple[date, list[tuple[int, str]]]:
    parts = re.findall(r"\d+|\D+", amendment.id)
    return amendment.effective, [(int(part), "") if part.isdigit() else (-1, part) for part in parts]


@define
class _Histories:
    """The histories of all schedules, by row; `added` are the parts that amendments have added to them."""

    papers: dict[str, Paper]
    rows: dict[_Row, list[Fact]]
    scopes: dict[str, Scope]
    by_kind: dict[str, list[Paper]]
    added: list[Fact] = field(factory=list)

    @classmethod
    def of(cls, facts: Iterable[Fact], papers: Iterable[Paper]) -> _Histories:
        schedules = {paper.id: paper for paper in papers if paper.schedule}
        rows: dict[_Row, list[Fact]] = {}
        scopes: dict[str, Scope] = {}
        for fact in facts:
            document = fact.scope.document
            if document in schedules:
                rows.setdefault((document, fact.subject), []).append(fact)
                scopes.setdefault(document, fact.scope)
        by_kind: dict[str, list[Paper]] = {}
        for paper in schedules.values():
            by_kind.setdefault(paper.kind, []).append(paper)
        return cls(schedules, rows, scopes, by_kind)

    def targets(self, amendment: Amendment) -> list[Paper]:
        """The schedules that it changes: of its kind, and of its contract and region where both say one."""
        return [
            paper
            for paper in self.by_kind.get(amendment.schedule, ())
            if _fits(amendment.contract, paper.contract) and _fits(amendment.region, paper.region)
        ]

    def rest_of(self, amendment: Amendment) -> Amendment | None:
        """What of it is not in the history yet; None where all is, or where it changes nothing."""
        targets = self.targets(amendment)
        name = name_of(amendment.id)
        left = tuple(c for c in amendment.changes if not targets or not all(self._has(t, c, name) for t in targets))
        return (amendment if left == amendment.changes else evolve(amendment, changes=left)) if left else None

    def _has(self, paper: Paper, change: Change, name: str) -> bool:
        wanted = change.property or ROW_CHANGE
        return any(
            fact.property == wanted and fact.origin.authority and name_of(fact.origin.authority) == name
            for fact in self.rows.get((paper.id, change.subject), ())
        )

    def first(self, left: Sequence[Amendment]) -> int:
        """Which is applied first: of those of the earliest day, one that can be applied in full, if there is one."""
        group = [index for index, each in enumerate(left) if each.effective == left[0].effective]
        return next((index for index in group if len(group) > 1 and self._is_applicable(left[index])), 0)

    def _is_applicable(self, amendment: Amendment) -> bool:
        for paper in self.targets(amendment):
            there = self._there(paper, amendment)
            if any(self._problem(paper, amendment, change, there) for change in amendment.changes):
                return False
        return True

    def _there(self, paper: Paper, amendment: Amendment) -> set[str]:
        """The rows that are there before it takes effect."""
        return {c.subject for c in amendment.changes if self._now(paper, c.subject, amendment.effective)}

    def apply(self, amendment: Amendment) -> list[Unapplied]:
        """Adds to the histories what it changes. Gives back what it can not change."""
        targets = self.targets(amendment)
        if not targets:
            reason: Reason = "other contract" if self.by_kind.get(amendment.schedule) else "no schedule"
            return [Unapplied(amendment, change, reason) for change in amendment.changes]
        unapplied: list[Unapplied] = []
        for paper in targets:
            there = self._there(paper, amendment)
            for change in amendment.changes:
                problem = self._problem(paper, amendment, change, there)
                if problem is not None:
                    unapplied.append(problem)
                else:
                    self._add(paper, amendment, change)
        return unapplied

    def _now(self, paper: Paper, subject: str, day: date) -> tuple[Fact, ...]:
        return as_of(self.rows.get((paper.id, subject), ()), day)

    def _problem(self, paper: Paper, amendment: Amendment, change: Change, there: set[str]) -> Unapplied | None:
        row = self._now(paper, change.subject, amendment.effective)
        held = tuple(fact for fact in row if fact.property == change.property)
        if change.op == "insert" and change.subject in there:
            return Unapplied(amendment, change, "row exists", row)
        if change.op != "insert" and change.subject not in there:
            return Unapplied(amendment, change, "no row")
        if change.op == "delete":
            wrong = [old for old in change.old if not any(_same(old, fact) for fact in row)]
            held = tuple(fact for fact in row for old in wrong if fact.property == old.property)
            return Unapplied(amendment, change, "other value" if held else "no value", held) if wrong else None
        if not change.new:
            return Unapplied(amendment, change, "no new value", held)
        if change.op == "replace":
            return _not_replaceable(amendment, change, held)
        return None

    def _add(self, paper: Paper, amendment: Amendment, change: Change) -> None:
        row = self._now(paper, change.subject, amendment.effective)
        like = next((f for f in row if f.property == change.property), row[0] if row else None)
        for new in change.new or (_ending(change),):
            fact = Fact(
                scope=like.scope if like else self.scopes.get(paper.id, Scope(paper.id)),
                subject=change.subject,
                property=new.property,
                value=new.value,
                state="in-force",
                certainty=new.certainty,
                kind=like.kind if like else change.kind,
                printed=new.printed,
                place=like.place if like else change.place,
                named=like.named if like else change.place,
                origin=Origin(amendment.id, amendment.effective, amendment.paper, amendment.file, new.place),
            )
            self.rows.setdefault((paper.id, change.subject), []).append(fact)
            self.added.append(fact)


def _fits(one: str, other: str) -> bool:
    """Is a contract or region the same, where both are said?"""
    return not one or not other or name_of(one) == name_of(other)


def _ending(change: Change) -> Fact:
    """That a row ends, as a part of its history."""
    return Fact(Scope(""), change.subject, ROW_CHANGE, DELETE, kind=change.kind, place=change.place)


def _not_replaceable(amendment: Amendment, change: Change, held: tuple[Fact, ...]) -> Unapplied | None:
    """Only what is there can be replaced. A cell that is empty takes a value without an old one."""
    if not change.old:
        if not held or _are_same(change.new, held):
            return None
        return Unapplied(amendment, change, "no old value", held)
    if not held:
        return Unapplied(amendment, change, "no value")
    return None if _are_same(change.old, held) else Unapplied(amendment, change, "other value", held)


def _are_same(some: Sequence[Fact], others: Sequence[Fact]) -> bool:
    """Do they give the same values, in whatever order?"""
    return all(any(_equal(f.value, o.value) for o in others) for f in some) and all(
        any(_equal(f.value, o.value) for o in some) for f in others
    )


def _same(one: Fact, other: Fact) -> bool:
    return one.property == other.property and _equal(one.value, other.value)


def _equal(one: Value, other: Value) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
    return one == other
