"""What amendments say about themselves run backwards: days, schedules, contracts, regions, what they supersede.

Runs for findings about an amendment as a whole, and about one that is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve

from schedcheck.amend import NO_DAY, Amendment
from schedcheck.amend.gathering import (
    AMENDS,
    APPROVED_BY,
    CONTRACT,
    EFFECTIVE,
    REGION,
    STATUS,
    SUPERSEDES,
)
from schedcheck.check.amendments.approval import Approval
from schedcheck.check.amendments.rewrite import Rewrite
from schedcheck.check.amendments.saying import cells, day
from schedcheck.check.wording import cite, normal, said, title
from schedcheck.diagnose.backwards.amended import amendments_of
from schedcheck.diagnose.ground import Ground, as_printed, deleted, inserted, rewritten
from schedcheck.diagnose.remedy import Remedy, together
from schedcheck.diagnose.slip import LARGE, slip
from schedcheck.document import Paper
from schedcheck.fact import Fact, Value
from schedcheck.finding import Citation, Edit, Finding
from schedcheck.quantity import Period
from schedcheck.rule.relations import Carried, Relation, SaidOnce

MOST_MISSING = 8


def other_day(finding: Finding, slots: Relation, ground: Ground) -> Iterator[Remedy]:
    """The day on which the authority starts, or the other amendments that it approves."""
    for amendment in amendments_of(finding, ground)[:1]:
        docket = ground.evidence.docket
        held = Approval(amendment.approved_by, ground.evidence).held
        days = {f.origin.since: None for f in held}
        others = [a for a in docket.approved_by(amendment.approved_by) if a.paper != amendment.paper]
        days.update((other.effective, None) for other in others if other.effective != NO_DAY)
        for when in days:
            saying = [f for other in others if other.effective == when for f in docket.said(other, EFFECTIVE)[:1]]
            witnesses = [f for f in held if f.origin.since == when][:1] + saying
            for fact in docket.said(amendment, EFFECTIVE)[:1]:
                value = Period(when, when)
                yield from _put(fact, value, _in_the_words_of(fact, when), witnesses, ground)


def _in_the_words_of(fact: Fact, when: date) -> str:
    """A day as the document writes days."""
    return when.isoformat() if fact.printed[:4].isdecimal() else day(when)


def _put(fact: Fact, value: Value, printed: str, witnesses: Sequence[Fact], ground: Ground) -> Iterator[Remedy]:
    remedy = rewritten([fact], value, printed, witnesses, ground)
    if remedy and normal(fact.value) != normal(value):
        yield remedy


def other_address(finding: Finding, slots: Relation, ground: Ground) -> Iterator[Remedy]:
    """A schedule, contract or region that is there, in place of the one that is not; a region that is too much."""
    for amendment in amendments_of(finding, ground)[:1]:
        every = [paper for paper in ground.facts.papers.values() if paper.schedule and paper.contract]
        if finding.property == AMENDS:
            yield from _schedules(amendment, every, ground)
        held = [paper for paper in every if paper.kind == amendment.schedule]
        for fact in ground.evidence.docket.said(amendment, finding.property)[:1]:
            if finding.property == CONTRACT:
                for name in dict.fromkeys(paper.contract for paper in held):
                    yield from _put(fact, name, name, _first_of(held, ground), ground)
            if finding.property == REGION:
                yield from _regions(fact, amendment, held, ground)


def _first_of(papers: Iterable[Paper], ground: Ground) -> list[Fact]:
    documents = {paper.id for paper in papers}
    return [fact for fact in ground.facts if fact.document in documents][:1]


def _schedules(amendment: Amendment, papers: Sequence[Paper], ground: Ground) -> Iterator[Remedy]:
    """The schedules of the contract that hold such rows, in the words of whoever names them."""
    docket = ground.evidence.docket
    own = {paper.kind: paper for paper in papers if paper.contract.casefold() == amendment.contract.casefold()}
    names = {rewrite.property for rewrite in docket.rewrites(amendment) if rewrite.property}
    for kind, paper in own.items():
        if not all(docket.timeline.holds(paper.id, name) for name in names):
            continue
        others = [f for other in docket.every if other.schedule == kind for f in docket.said(other, AMENDS)[:1]]
        for fact in docket.said(amendment, AMENDS)[:1]:
            printed = others[0].printed if others else title(paper)
            yield from _put(fact, kind, printed, [*others, *_first_of([paper], ground)][:2], ground)


def other_region(finding: Finding, slots: Relation, ground: Ground) -> Iterator[Remedy]:
    """Of two amendments that clash, one for a region that has none."""
    for amendment in amendments_of(finding, ground)[:2]:
        held = [p for p in ground.facts.papers.values() if p.schedule and p.kind == amendment.schedule and p.region]
        for fact in ground.evidence.docket.said(amendment, REGION)[:1] if held else ():
            yield from _regions(fact, amendment, held, ground)


def _regions(fact: Fact, amendment: Amendment, papers: Sequence[Paper], ground: Ground) -> Iterator[Remedy]:
    """A region of that contract for which there is no other amendment; no region where the contract has none."""
    taken = {a.region.casefold() for a in ground.evidence.docket.approved_by(amendment.approved_by)}
    regions = dict.fromkeys(paper.region for paper in papers if paper.region)
    for region in regions:
        if region.casefold() not in taken:
            own = [paper for paper in papers if paper.region == region]
            yield from _put(fact, region, region, _first_of(own, ground), ground)
    if not regions:
        paper = evolve(ground.facts.paper(amendment.paper), region="")
        yield evolve(taken_back(fact), papers=(paper,))


def taken_back(fact: Fact, witnesses: Iterable[Citation] = ()) -> Remedy:
    """One thing that an amendment says about itself, taken away."""
    printed = as_printed(fact)
    edit = Edit("delete", fact.document, fact.section, fact.subject, fact.property, printed, "", fact.place)
    return deleted([fact], edit, witnesses)


def other_predecessor(finding: Finding, slots: Relation, ground: Ground) -> Iterator[Remedy]:
    """An amendment whose name is a slip away, or none; of a circle, each of its parts."""
    docket = ground.evidence.docket
    for amendment in amendments_of(finding, ground):
        for fact in docket.said(amendment, SUPERSEDES):
            old = str(fact.value)
            if old not in finding.values and amendment.id != finding.subject:
                continue
            against = [c for c in finding.citations if c.role == "authority"]
            yield taken_back(fact, against)
            for name, other in docket.by_id.items() if old not in docket.by_id else ():
                if name != amendment.id and slip(old, name) < LARGE:
                    yield from _put(fact, name, name, docket.words(other), ground)


def either_word(finding: Finding, slots: SaidOnce, ground: Ground) -> Iterator[Remedy]:
    """Of two things that are said, each taken away. What is not known is not mended by that."""
    if finding.property in slots.nothing:
        return
    docket = ground.evidence.docket
    for amendment in amendments_of(finding, ground)[:1]:
        by_value: dict[str, list[Fact]] = {}
        for fact in docket.said(amendment, finding.property):
            by_value.setdefault(normal(fact.value), []).append(fact)
        for facts in by_value.values():
            whole = together(taken_back(fact) for fact in facts)
            if whole:
                yield whole


def superseding(finding: Finding, slots: Relation, ground: Ground) -> Iterator[Remedy]:
    """Of two amendments that clash, the one superseded by the other."""
    docket = ground.evidence.docket
    pair = amendments_of(finding, ground)[:2]
    for one, other in (pair, pair[::-1]) if len(pair) == 2 else ():
        after = docket.words(one, [STATUS, APPROVED_BY, EFFECTIVE])
        for fact in after:
            new = evolve(fact, property=SUPERSEDES, value=other.id, printed=other.id)
            edit = Edit("insert", one.paper, fact.section, one.id, SUPERSEDES, "", other.id, fact.place)
            yield inserted([(fact, new)], [edit], ground)


def missing_amendments(finding: Finding, slots: Carried, ground: Ground) -> Iterator[Remedy]:
    """An amendment to each schedule that goes on saying what it said, with the same changes."""
    docket = ground.evidence.docket
    citing = amendments_of(finding, ground)
    if not citing:
        return
    authority = citing[0].approved_by
    contract = next((c for c in sorted(set(slots.belong.values())) if c in finding.values), "")
    names = {name for name, whose in slots.belong.items() if whose == contract}
    others = [a for a in docket.approved_by(authority) if a.contract != contract]
    changed = [r for a in others for r in docket.rewrites(a) if r.property in names and r.changes and r.new]
    own = [a for a in docket.approved_by(authority) if a.contract == contract]
    there = {paper.id for amendment in own for paper in docket.schedules(amendment)}
    lacking = [
        paper
        for paper in ground.facts.papers.values()
        if paper.schedule and paper.contract == contract and paper.id not in there and _holds(paper, names, ground)
    ]
    parts = [_missing(citing[0], changed, paper, ground) for paper in lacking[:MOST_MISSING]] if changed else []
    whole = together(parts)
    if whole:
        yield whole


def _holds(paper: Paper, names: Iterable[str], ground: Ground) -> bool:
    return any(ground.evidence.docket.timeline.holds(paper.id, name) for name in names)


def _missing(model: Amendment, changed: Sequence[Rewrite], paper: Paper, ground: Ground) -> Remedy:
    """An amendment that makes of one schedule what another amendment makes of its own."""
    docket = ground.evidence.docket
    name = f"An amendment to {title(paper)}"
    made = evolve(
        ground.facts.paper(model.paper),
        id=f"{paper.id} amended",
        title=name,
        contract=paper.contract,
        region=paper.region,
    )
    header = [
        evolve(f, scope=evolve(f.scope, document=made.id), subject=name)
        for word in (APPROVED_BY, EFFECTIVE, STATUS)
        for f in docket.said(model, word)[:1]
    ]
    said_first = docket.said(model, AMENDS)[:1]
    header += [
        evolve(f, scope=evolve(f.scope, document=made.id), subject=name, value=paper.kind, printed=title(paper))
        for f in said_first
    ]
    rows = [evolve(f, scope=evolve(f.scope, document=made.id)) for r in changed for f in _rows(r, model, paper, ground)]
    anchor = said_first[0] if said_first else changed[0].new[0]
    starts = f" from {day(model.effective)}" if model.effective != NO_DAY else ""
    told = f"an amendment by {model.approved_by}{starts} that changes the {cells(changed, ground.evidence)}"
    edit = Edit("insert", paper.id, "", "", AMENDS, "", told)
    saying = [cite(r.new[0], "expected", f"changed to {said(r.new[0])} here") for r in changed[:4]]
    remedy = inserted([(anchor, fact) for fact in (*header, *rows)], [edit], ground, saying)
    return evolve(remedy, papers=(made,))


def _rows(rewrite: Rewrite, model: Amendment, paper: Paper, ground: Ground) -> Iterator[Fact]:
    """A cell's old value as this schedule holds it, and its new one."""
    entry = (
        ground.evidence.docket.timeline.before(paper.id, rewrite.subject, rewrite.property, model.effective, model)
        if model.effective != NO_DAY
        else None
    )
    for old in rewrite.old[:1] if entry else ():
        held = entry.facts[0] if entry else old
        yield evolve(old, value=held.value, printed=said(held))
    yield from rewrite.new
