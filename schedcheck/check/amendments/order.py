"""Relations between amendments: `ordered` and `supersedes`.

Runs over the docket. Two amendments that are not ordered by date and do not know of each other change one cell twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from schedcheck.amend import NO_DAY, Amendment
from schedcheck.amend.applying import name_of
from schedcheck.amend.gathering import STATUS, SUPERSEDES
from schedcheck.check.amendments.docket import WITHDRAWN, Docket
from schedcheck.check.amendments.rewrite import Rewrite
from schedcheck.check.amendments.saying import cells, day, values
from schedcheck.check.evidence import Evidence, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, listed
from schedcheck.fact import Fact
from schedcheck.finding import Citation
from schedcheck.rule import Rule
from schedcheck.rule.relations import Ordered, Supersedes

_Cell = tuple[str, str, str]


def ordered(rule: Rule, slots: Ordered, evidence: Evidence) -> Tally:
    """One finding for each two amendments that change the same cells on one day."""
    tally = Tally(rule)
    docket = evidence.docket
    by_cell = _by_cell(docket)
    clashes: dict[tuple[str, str], list[tuple[Rewrite, Rewrite]]] = {}
    open_: dict[tuple[str, str], list[tuple[Rewrite, Rewrite]]] = {}
    for rewrites in by_cell.values():
        tally.kept += 1
        for one, other in combinations(rewrites, 2):
            a, b = one.amendment, other.amendment
            if a.paper == b.paper or b.id in docket.behind(a.id) or a.id in docket.behind(b.id):
                continue
            if NO_DAY in (a.effective, b.effective):
                open_.setdefault((a.paper, b.paper), []).append((one, other))
            elif a.effective == b.effective:
                clashes.setdefault((a.paper, b.paper), []).append((one, other))
    for pairs in open_.values():
        a, b = (each.amendment for each in pairs[0])
        undated = a if a.effective == NO_DAY else b
        reason = f"{a.id} and {b.id} change the {_cells(pairs, evidence)}, and {undated.id} does not say when"
        tally.unsure(pairs[0][0].subject, reason, [a.paper, b.paper])
    for pairs in clashes.values():
        _clash(tally, pairs, evidence)
        tally.kept -= len(pairs)
    tally.kept = max(tally.kept, 0)
    return tally


def _by_cell(docket: Docket) -> dict[_Cell, list[Rewrite]]:
    """What the amendments that are still to come change, by cell; a row taken out is a change of each of its cells."""
    found: dict[_Cell, list[Rewrite]] = {}
    for amendment in docket.live:
        if docket.is_in_force(amendment):
            continue
        places = [paper.id for paper in docket.schedules(amendment)] or [f"{amendment.schedule} {amendment.region}"]
        for rewrite in docket.rewrites(amendment):
            for place in places:
                found.setdefault((place, rewrite.subject, rewrite.property), []).append(rewrite)
    for (place, subject, name), rewrites in list(found.items()):
        if not name:
            for (other_place, other, cell), group in list(found.items()):
                if (other_place, other) == (place, subject) and cell:
                    group.extend(each for each in rewrites if each not in group)
    return found


def _clash(tally: Tally, pairs: list[tuple[Rewrite, Rewrite]], evidence: Evidence) -> None:
    first, second = pairs[0]
    a, b = first.amendment, second.amendment
    facts = [rewrite.words[0] for pair in pairs for rewrite in reversed(pair) if rewrite.words]
    what = _cells(pairs, evidence)
    to = f", to {values(first.new)} and to {values(second.new)}" if len(_distinct(pairs)) == 1 and first.new else ""
    tally.broken(
        first.subject,
        first.property,
        f"{a.id} and {b.id} both change the {what} on {day(a.effective)}{to}, and neither supersedes the other.",
        [cite(f, "expected" if f.document == a.paper else "found", "changed by both") for f in _found_first(facts, b)],
        (*sorted((a.id, b.id)), *sorted({part for cell in _distinct(pairs) for part in cell})),
        state="proposed",
        certainty=least_sure(facts),
    )


def _found_first(facts: list[Fact], later: Amendment) -> list[Fact]:
    once = list({(f.document, f.subject, f.property): f for f in reversed(facts)}.values())[::-1]
    return sorted(once, key=lambda fact: fact.document != later.paper)


def _distinct(pairs: list[tuple[Rewrite, Rewrite]]) -> dict[tuple[str, str], Rewrite]:
    return {(one.subject, one.property): one for one, _ in pairs}


def _cells(pairs: list[tuple[Rewrite, Rewrite]], evidence: Evidence) -> str:
    return cells(_distinct(pairs).values(), evidence)


def supersedes(rule: Rule, slots: Supersedes, evidence: Evidence) -> Tally:
    """One finding for each superseded amendment that is not known, was withdrawn, or comes round in a circle."""
    tally = Tally(rule)
    docket = evidence.docket
    circles: set[frozenset[str]] = set()
    for amendment in docket.every:
        for fact, old in _superseded(amendment, docket):
            circle = frozenset({amendment.id, old, *docket.behind(old)})
            if amendment.id == old or amendment.id in docket.behind(old):
                if circle not in circles:
                    _goes_round(tally, amendment, old, fact, docket)
                circles.add(circle)
            elif amendment.status == WITHDRAWN:
                tally.passed_over += 1
            else:
                _judge(tally, amendment, old, fact, evidence)
    return tally


def _superseded(amendment: Amendment, docket: Docket) -> Iterator[tuple[Fact, str]]:
    facts = docket.said(amendment, SUPERSEDES)
    for old in amendment.supersedes:
        fact = next((each for each in facts if name_of(str(each.value)) == name_of(old)), None)
        yield from ((each, old) for each in ([fact] if fact else docket.words(amendment)))


def _goes_round(tally: Tally, amendment: Amendment, old: str, fact: Fact, docket: Docket) -> None:
    ways = [amendment.id]
    while old != amendment.id and old not in ways:
        ways.append(old)
        following = docket.by_id[old].supersedes
        old = next(each for each in following if each == amendment.id or amendment.id in docket.behind(each))
    chain = listed([f"{one} supersedes {other}" for one, other in zip(ways, [*ways[1:], amendment.id], strict=True)])
    message = f"{amendment.id} supersedes itself." if len(ways) == 1 else f"{chain}: none of them can be in force."
    others = [f for name in ways[1:] for f in docket.said(docket.by_id[name], SUPERSEDES)[:1]]
    tally.broken(
        amendment.id,
        SUPERSEDES,
        message,
        [cite(fact, "found", "comes round in a circle"), *(cite(f, "expected", "and so does this") for f in others)],
        tuple(sorted(ways)),
    )


def _judge(tally: Tally, amendment: Amendment, old: str, fact: Fact, evidence: Evidence) -> None:
    docket = evidence.docket
    known = docket.by_id.get(old)
    if known is None and not _is_in_a_history(old, evidence):
        what = "which is not among the amendments and in no schedule's history"
        _is_wrong(tally, amendment, old, f"{what}", [cite(fact, "found", "not known")])
    elif known is not None and known.status == WITHDRAWN:
        words = docket.words(known, [STATUS])
        cited = [cite(fact, "found", "was withdrawn"), *(cite(f, "authority", "withdrawn") for f in words)]
        _is_wrong(tally, amendment, old, "which is withdrawn", cited)
    elif known is not None and (rival := _rival(amendment, known, docket)):
        words = docket.words(rival, [SUPERSEDES])
        cited = [cite(fact, "found", "superseded already"), *(cite(f, "expected", "superseded here") for f in words)]
        _is_wrong(tally, amendment, old, f"which {rival.id} supersedes already", cited)
    elif known is not None and not known.status:
        tally.unsure(
            amendment.id, f"whether {old}, which {amendment.id} supersedes, is withdrawn is not said", [known.paper]
        )
    else:
        tally.kept += 1


def _rival(amendment: Amendment, known: Amendment, docket: Docket) -> Amendment | None:
    """An earlier amendment to the same schedule that supersedes the same one, and still counts."""
    for other in docket.live:
        if other.paper == amendment.paper or known.id not in other.supersedes or other.id in amendment.supersedes:
            continue
        if (other.schedule, other.region) == (amendment.schedule, amendment.region):
            return other if docket.every.index(other) < docket.every.index(amendment) else None
    return None


def _is_in_a_history(name: str, evidence: Evidence) -> bool:
    return any(evidence.docket.timeline.is_by(name, document) for document in evidence.schedules)


def _is_wrong(tally: Tally, amendment: Amendment, old: str, what: str, cited: list[Citation]) -> None:
    tally.broken(
        amendment.id, SUPERSEDES, f"{amendment.id} supersedes {old}, {what}.", cited, (amendment.id, old, what)
    )
