"""Amendments drafted from what documents propose: one for each schedule of a contract that holds such a value. Pure.

Runs over the facts of documents and of the schedules of the day. A draft says nothing that a document does not say:
what has two values is left, what is doubtful is told, and what is not known stays open.
"""

from __future__ import annotations

import builtins
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from attrs import field

from schedcheck.amend.applying import name_of
from schedcheck.document import Paper
from schedcheck.fact import CERTAINTIES, Fact, Facts
from schedcheck.record import frozen

Cell = tuple[str, str]
"""A subject and a property."""
_SURE = frozenset({"marked", "plain"})


@frozen
class Proposal:
    """One cell for which documents give a proposed value, each state with its surest fact. `old` may be absent."""

    subject: str
    property: str
    new: Fact
    old: Fact | None = None

    @builtins.property
    def is_sure(self) -> bool:
        return all(fact is None or fact.certainty in _SURE for fact in (self.old, self.new))


@frozen
class Left:
    """What is not drafted: the facts that show it, and why not."""

    subject: str
    property: str
    reason: str
    facts: tuple[Fact, ...] = ()


@frozen
class DraftRow:
    """One changed cell. `doubts` say, a phrase each, why somebody should look at it."""

    proposal: Proposal
    old: Fact | None
    doubts: tuple[str, ...] = ()


@frozen
class Draft:
    """An amendment to one schedule; `paper` is the schedule, None where none that holds these values is known."""

    contract: str
    paper: Paper | None
    rows: tuple[DraftRow, ...]

    @builtins.property
    def region(self) -> str:
        return self.paper.region if self.paper else ""


@frozen
class Owners:
    """Whose schedules and figures are: kind of schedule -> contract, and property -> contract."""

    schedules: Mapping[str, str] = field(factory=dict)
    properties: Mapping[str, str] = field(factory=dict)

    def of(self, paper: Paper) -> str:
        return paper.contract or self.schedules.get(paper.kind, "")


def proposals(facts: Facts) -> tuple[tuple[Proposal, ...], tuple[Left, ...]]:
    """What the documents propose to change, in their order, and what has more than one value."""
    cells: dict[Cell, dict[str, list[Fact]]] = {}
    for fact in _in_order(facts):
        cells.setdefault((fact.subject, fact.property), {}).setdefault(fact.state, []).append(fact)
    found: list[Proposal] = []
    left: list[Left] = []
    for (subject, name), states in cells.items():
        new, old = states.get("proposed", []), states.get("current", [])
        several = next((own for own in (new, old) if new and len({fact.value for fact in own}) > 1), [])
        if several:
            left.append(Left(subject, name, "several values", tuple(several)))
        elif new and not (old and old[0].value == new[0].value):
            found.append(Proposal(subject, name, _surest(new), _surest(old) if old else None))
    return tuple(found), tuple(left)


def _in_order(facts: Facts) -> Iterator[Fact]:
    """What documents state, each document in the order of its lines."""
    position = {paper.id: n for n, paper in enumerate(facts.papers.values()) if _drafts(paper)}
    own = [fact for fact in facts if fact.asserted and fact.document in position]
    yield from sorted(own, key=lambda f: (position[f.document], f.place.order))


def _drafts(paper: Paper) -> bool:
    """May it say what shall change: neither a schedule nor an opinion nor an amendment itself?"""
    return not (paper.schedule or paper.opinion or paper.amends)


def _surest(facts: Sequence[Fact]) -> Fact:
    return min(facts, key=lambda fact: CERTAINTIES.index(fact.certainty))


def drafts(
    proposed: Sequence[Proposal],
    facts: Facts,
    owners: Owners,
    *,
    schedules: Collection[str] = frozenset(),
    contract: str = "",
) -> tuple[tuple[Draft, ...], tuple[Left, ...]]:
    """The amendments that the proposals need, and those that no schedule of a contract holds.

    `schedules` are ids of schedules' Papers and `contract` a contract: then only these are drafted.
    """
    held = _held(facts)
    made = [
        Draft(owners.of(paper) or contract, paper, tuple(_rows(proposed, held[paper.id])))
        for paper in facts.papers.values()
        if paper.schedule and paper.id in held and _is_wanted(paper, owners, schedules, contract)
    ]
    if not schedules:
        made += _homeless(proposed, made, owners, contract)
    drafted = {(row.proposal.subject, row.proposal.property) for draft in made for row in draft.rows}
    left = [p for p in proposed if (p.subject, p.property) not in drafted]
    which = "schedule that was asked for" if schedules or contract else "contract's schedule here"
    return tuple(draft for draft in made if draft.rows), tuple(
        Left(p.subject, p.property, f"no {which} holds it", (p.new,)) for p in left
    )


def _held(facts: Facts) -> dict[str, dict[Cell, list[Fact]]]:
    """Schedule -> what it holds of each cell."""
    held: dict[str, dict[Cell, list[Fact]]] = {}
    for fact in facts:
        if facts.paper(fact.document).schedule:
            held.setdefault(fact.document, {}).setdefault((fact.subject, fact.property), []).append(fact)
    return held


def _is_wanted(paper: Paper, owners: Owners, schedules: Collection[str], contract: str) -> bool:
    owner = owners.of(paper)
    if schedules:
        return paper.id in schedules and (not contract or not owner or name_of(owner) == name_of(contract))
    return bool(owner) and (not contract or name_of(owner) == name_of(contract))


def _rows(proposed: Iterable[Proposal], held: Mapping[Cell, Sequence[Fact]]) -> Iterator[DraftRow]:
    """The proposals for columns that the schedule has, each with its old value and what is doubtful about it."""
    columns = {name for _, name in held}
    known = {subject for subject, _ in held}
    for each in proposed:
        if each.property in columns:
            now = held.get((each.subject, each.property), ())
            old = each.old or next(iter(now), None)
            yield DraftRow(each, old, tuple(_doubts(each, now, has_row=each.subject in known)))


def _doubts(proposal: Proposal, now: Sequence[Fact], *, has_row: bool) -> Iterator[str]:
    if not proposal.is_sure:
        yield "its values were told apart by their order, or guessed"
    if not has_row:
        yield "the schedule here has no row for it"
    elif proposal.old is None and not now:
        yield "no old value is known"
    elif proposal.old is not None and now and all(fact.value != proposal.old.value for fact in now):
        yield f"the value in force is {now[0].printed or now[0].value}"


def _homeless(proposed: Sequence[Proposal], made: Sequence[Draft], owners: Owners, contract: str) -> Iterator[Draft]:
    """Amendments to contracts that own a figure, and of which no schedule that holds it is here."""
    by_owner: dict[str, list[Proposal]] = {}
    for each in proposed:
        owner = owners.properties.get(each.property, "")
        has = any(
            name_of(draft.contract) == name_of(owner) and any(row.proposal == each for row in draft.rows)
            for draft in made
        )
        if owner and not has and (not contract or name_of(owner) == name_of(contract)):
            by_owner.setdefault(owner, []).append(each)
    for owner, own in by_owner.items():
        yield Draft(owner, None, tuple(DraftRow(each, each.old, tuple(_unsure(each))) for each in own))


def _unsure(proposal: Proposal) -> Iterator[str]:
    if not proposal.is_sure:
        yield "its values were told apart by their order, or guessed"
    if proposal.old is None:
        yield "no old value is known"
