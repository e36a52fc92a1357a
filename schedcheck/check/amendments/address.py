"""Relations over what amendments say about themselves: `addressed` and `said-once`.

Runs over the docket. An amendment that names no schedule that is there can not be applied, whatever its rows say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from schedcheck.amend import NO_DAY, Amendment, Status
from schedcheck.amend.applying import name_of
from schedcheck.amend.gathering import AMENDS, CONTRACT, EFFECTIVE, REGION, STATUS
from schedcheck.check.amendments.docket import Docket
from schedcheck.check.evidence import Evidence, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, gaps, listed, normal, said, title, titles
from schedcheck.document import Paper
from schedcheck.fact import Fact
from schedcheck.rule import Rule
from schedcheck.rule.relations import Addressed, SaidOnce
from schedcheck.tomlfile import did_you_mean


def addressed(rule: Rule, slots: Addressed, evidence: Evidence) -> Tally:
    """One finding for each amendment to a schedule, contract or region that is not there or not its own."""
    judge = {"schedule": _schedule, "contract": _contract, "region": _region}[slots.by]
    tally = Tally(rule)
    for amendment in evidence.docket.live:
        if amendment.schedule:
            judge(tally, slots, amendment, evidence)
        else:
            tally.passed_over += 1
    return tally


def _schedule(tally: Tally, slots: Addressed, amendment: Amendment, evidence: Evidence) -> None:
    name = _printed(amendment, evidence.docket)
    if evidence.docket.of_kind(amendment.schedule):
        tally.kept += 1
    elif _owner(slots, amendment, evidence):
        reason = f"{name}, which {amendment.id} changes, is not among the schedules, so nothing of it is known"
        tally.unsure(amendment.id, reason, [amendment.paper])
    elif any(paper.schedule for paper in evidence.facts.papers.values()):
        _broken(tally, AMENDS, amendment, f"{name}, and there is no such schedule", evidence)
    else:
        reason = f"no schedule is there among which {name}, which {amendment.id} changes, could be looked for"
        tally.unsure(amendment.id, reason, [amendment.paper])


def _contract(tally: Tally, slots: Addressed, amendment: Amendment, evidence: Evidence) -> None:
    """Whose the schedule is, by what the schedule itself says, or else the list of schedules and their owners."""
    held = [paper for paper in evidence.docket.of_kind(amendment.schedule) if paper.contract]
    owner = _owner(slots, amendment, evidence)
    if not owner and not evidence.docket.of_kind(amendment.schedule):
        tally.passed_over += 1
        return
    owners = list(dict.fromkeys(paper.contract for paper in held)) or ([said(owner)] if owner else [])
    if not amendment.contract or not owners:
        name = _printed(amendment, evidence.docket)
        what = f"whose {name} is" if amendment.contract else f"whose contract {amendment.id} changes"
        tally.unsure(amendment.id, f"{what} is not known", [amendment.paper])
    elif any(each.casefold() == amendment.contract.casefold() for each in owners):
        tally.kept += 1
    else:
        name = _printed(amendment, evidence.docket)
        what = f"{name} in the {amendment.contract}'s contract, but it is the {listed(owners)}'s"
        _broken(tally, CONTRACT, amendment, what, evidence, authority=[owner] if owner else [])


def _region(tally: Tally, slots: Addressed, amendment: Amendment, evidence: Evidence) -> None:
    of_kind = evidence.docket.of_kind(amendment.schedule)
    own = [p for p in of_kind if not p.contract or p.contract.casefold() == amendment.contract.casefold()]
    named = _named_itself(amendment, of_kind, evidence.docket)
    regions = list(dict.fromkeys(paper.region for paper in own if paper.region))
    if not own:
        tally.passed_over += 1
    elif named and named.region and amendment.region and name_of(named.region) != name_of(amendment.region):
        what = f"{title(named)}, which is for {named.region}, in the contract for {amendment.region}"
        _broken(tally, REGION, amendment, what, evidence, papers=[named])
    elif not amendment.region or any(name_of(each) == name_of(amendment.region) for each in regions):
        tally.kept += 1
    elif not regions and any(paper.gaps or not paper.contract for paper in own):
        tally.unsure(amendment.id, f"for which region {titles(own)} holds is not known{gaps(own)}", [amendment.paper])
    else:
        only = f"which is for {listed(regions)}" if regions else "which is for all regions alike"
        what = f"{_printed(amendment, evidence.docket)} for {amendment.region}, {only}"
        _broken(tally, REGION, amendment, what, evidence, papers=own)


def _named_itself(amendment: Amendment, papers: Sequence[Paper], docket: Docket) -> Paper | None:
    """The one schedule whose own title an amendment prints."""
    return next((p for p in papers if name_of(p.title) == name_of(_printed(amendment, docket))), None)


def _printed(amendment: Amendment, docket: Docket) -> str:
    facts = docket.said(amendment, AMENDS)
    return (facts[0].printed or said(facts[0])) if facts else amendment.schedule


def _owner(slots: Addressed, amendment: Amendment, evidence: Evidence) -> Fact | None:
    """Who owns a schedule of that name, by the list of schedules."""
    names = {name_of(amendment.schedule), name_of(_printed(amendment, evidence.docket))}
    facts = (fact for fact in evidence.held(slots.owner) if name_of(fact.subject) in names)
    return next(facts, None)


def _broken(
    tally: Tally,
    name: str,
    amendment: Amendment,
    what: str,
    evidence: Evidence,
    *,
    authority: Sequence[Fact] = (),
    papers: Sequence[Paper] = (),
) -> None:
    found = evidence.docket.words(amendment, [name, AMENDS])
    documents = {paper.id for paper in papers}
    held = [f for f in evidence.facts if f.scope.document in documents][: 1 if papers else 0]
    tally.broken(
        amendment.id,
        name,
        f"{amendment.id} changes {what}.",
        [
            *(cite(fact, "found", "not to be found so") for fact in found),
            *(cite(fact, "authority", "whose it is") for fact in (*authority, *held)),
        ],
        (amendment.id, amendment.schedule, amendment.contract, amendment.region),
        certainty=least_sure(found),
    )


def said_once(rule: Rule, slots: SaidOnce, evidence: Evidence) -> Tally:
    """One finding for each thing that an amendment says in two ways, or in words that are not known.

    What it does not say is open, unless it may be what those words stand for.
    """
    tally = Tally(rule)
    docket = evidence.docket
    for amendment in docket.every:
        strange = [fact for name in slots.nothing for fact in docket.said(amendment, name)]
        for fact in strange:
            _says_something_else(tally, amendment, fact)
        for name in slots.of:
            facts = docket.said(amendment, name)
            if len({normal(fact.value) for fact in facts}) > 1:
                _says_two_things(tally, amendment, facts, evidence)
            elif facts and _is_understood(amendment, facts[0]):
                tally.kept += 1
            elif facts:
                tally.unsure(amendment.id, _not_understood(amendment, facts[0], evidence), [facts[0].document])
            elif strange:
                tally.passed_over += 1
            else:
                paper = evidence.paper(amendment.paper)
                reason = f"{amendment.id} gives no {evidence.facts.title(name)}{gaps([paper])}"
                tally.unsure(amendment.id, reason, [amendment.paper])
    return tally


def _says_something_else(tally: Tally, amendment: Amendment, fact: Fact) -> None:
    word, _, near = str(fact.value).partition(";")
    tally.broken(
        amendment.id,
        fact.property,
        f"{amendment.id} has the key {word}, which no amendment has{';' if near else ''}{near.removesuffix('?')}"
        f"{'?' if near else '.'}",
        [cite(fact, "found", "not known as a key")],
        (amendment.id, word),
    )


def _is_understood(amendment: Amendment, fact: Fact) -> bool:
    """A day is needed and not a month, and one of the words for what became of an amendment."""
    if fact.property == EFFECTIVE:
        return amendment.effective != NO_DAY
    return fact.property != STATUS or bool(amendment.status)


def _not_understood(amendment: Amendment, fact: Fact, evidence: Evidence) -> str:
    """What it says, and what it could have said."""
    name = evidence.facts.title(fact.property)
    if fact.property == EFFECTIVE:
        return f"{amendment.id} gives {said(fact)} as its {name}, which is no day"
    known = [status for status in get_args(Status) if status]
    near = did_you_mean(said(fact).casefold(), known)
    return f"{amendment.id} gives ‘{said(fact)}’ as the {name}, which is none of {listed(known)}{near}"


def _says_two_things(tally: Tally, amendment: Amendment, facts: Sequence[Fact], evidence: Evidence) -> None:
    first = facts[0]
    others = [fact for fact in facts if normal(fact.value) != normal(first.value)]
    tally.broken(
        amendment.id,
        first.property,
        f"{amendment.id} gives {listed(dict.fromkeys(said(f) for f in facts))} as its "
        f"{evidence.facts.title(first.property)}.",
        [*(cite(fact, "found", "something else") for fact in others), cite(first, "expected", "said here first")],
        (amendment.id, *sorted({normal(fact.value) for fact in facts})),
        certainty=least_sure(facts),
    )
