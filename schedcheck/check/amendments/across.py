"""Relations over all that one authority changes: `starts-together` and `carried`.

Runs over the docket and what each authority approves. A figure that stands in several contracts is changed in all of
them, and in the code, on one day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from schedcheck.amend import NO_DAY, Amendment
from schedcheck.amend.gathering import EFFECTIVE
from schedcheck.check.agreeing import may_agree
from schedcheck.check.amendments.approval import Approval, approvals
from schedcheck.check.amendments.docket import AGREED, Docket
from schedcheck.check.amendments.rewrite import Rewrite
from schedcheck.check.amendments.saying import cells, day
from schedcheck.check.evidence import Evidence, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, gaps, listed, title, titles
from schedcheck.document import Paper
from schedcheck.fact import Fact
from schedcheck.finding import Citation
from schedcheck.quantity import Period
from schedcheck.rule import Rule
from schedcheck.rule.relations import Carried, StartsTogether


def starts_together(rule: Rule, slots: StartsTogether, evidence: Evidence) -> Tally:
    """One finding for each amendment that takes effect on another day than the code, the pack or the other ones."""
    tally = Tally(rule)
    for authority, approval in approvals(evidence).items():
        dated = []
        for amendment in evidence.docket.approved_by(authority):
            if amendment.effective == NO_DAY:
                reason = f"{amendment.id} does not say when it takes effect"
                tally.unsure(amendment.id, reason, [amendment.paper])
            else:
                dated.append(amendment)
        if dated:
            _hold_to_one_day(tally, slots, approval, dated, evidence)
    return tally


def _hold_to_one_day(
    tally: Tally, slots: StartsTogether, approval: Approval, dated: Sequence[Amendment], evidence: Evidence
) -> None:
    docket = evidence.docket
    wrong: set[str] = set()
    days = _days_of(approval, slots)
    for amendment in dated if days else ():
        if not any(_is_on(amendment, when) for _, when in days):
            wrong.add(amendment.id)
            _starts_apart(tally, amendment, approval, days, evidence)
    together = [each for each in dated if each.id not in wrong]
    usual = Counter(each.effective for each in together).most_common(1)[0][0] if together else NO_DAY
    for amendment in together:
        if amendment.effective != usual:
            other = next(each for each in together if each.effective == usual)
            _starts_beside(tally, amendment, other, evidence)
        elif days or len(together) > 1:
            tally.kept += 1
        elif amendment.status == AGREED or docket.is_in_force(amendment):
            tally.passed_over += 1
        else:
            reason = f"nothing says when {approval.authority} takes effect but {amendment.id}{gaps(approval.papers)}"
            tally.unsure(amendment.id, reason, [amendment.paper])


def _days_of(approval: Approval, slots: StartsTogether) -> list[tuple[Fact, Period]]:
    """On which day the authority changes the code; where no schedule says so, when its pack says that it will."""
    held = {f.origin.since: (f, Period(f.origin.since, f.origin.since)) for f in reversed(approval.held)}
    if held:
        return list(held.values())
    documents = {paper.id for paper in approval.papers}
    facts = (f for name in slots.dated_by for f in approval.evidence.asserted(name) if f.scope.document in documents)
    return [(fact, fact.value) for fact in facts if isinstance(fact.value, Period)]


def _is_on(amendment: Amendment, when: Period) -> bool:
    return when.first <= amendment.effective <= when.last


def _starts_apart(
    tally: Tally,
    amendment: Amendment,
    approval: Approval,
    days: Sequence[tuple[Fact, Period]],
    evidence: Evidence,
) -> None:
    sharpest = sorted(days, key=lambda each: not each[1].is_day)
    fact, when = sharpest[0]
    alike = [each for each, other in days if other == when]
    found = evidence.docket.words(amendment, [EFFECTIVE])
    tally.broken(
        amendment.id,
        EFFECTIVE,
        f"{amendment.id} takes effect on {day(amendment.effective)}, but {approval.authority} does so "
        f"{'on' if when.is_day else 'in'} {when.plain()} in {titles(evidence.papers(alike))}.",
        [
            *(cite(each, "found", "another day") for each in found),
            *(
                cite(each, "expected" if n else "authority", "the day of the change")
                for n, each in enumerate(alike[:4])
            ),
        ],
        (amendment.id, str(amendment.effective), when.normal()),
        certainty=least_sure((*found, fact)),
    )


def _starts_beside(tally: Tally, amendment: Amendment, other: Amendment, evidence: Evidence) -> None:
    docket = evidence.docket
    found, expected = (docket.words(each, [EFFECTIVE]) for each in (amendment, other))
    tally.broken(
        amendment.id,
        EFFECTIVE,
        f"{amendment.id} takes effect on {day(amendment.effective)}, but {other.id}, which {amendment.approved_by} "
        f"approves too, on {day(other.effective)}.",
        [
            *(cite(fact, "found", "another day") for fact in found),
            *(cite(fact, "expected", "the day of the others") for fact in expected),
        ],
        (amendment.id, str(amendment.effective), str(other.effective)),
        certainty=least_sure((*found, *expected)),
    )


def carried(rule: Rule, slots: Carried, evidence: Evidence) -> Tally:
    """One finding for each contract, or region of one, that lacks an amendment for figures of its own."""
    tally = Tally(rule)
    for authority, approval in approvals(evidence).items():
        amendments = evidence.docket.approved_by(authority)
        for contract in sorted(set(slots.belong.values())):
            names = tuple(name for name, whose in slots.belong.items() if whose == contract)
            changed = _changed(amendments, names, contract, evidence.docket)
            promised = _promised(approval, names) if not changed else []
            if changed or promised:
                _is_carried(tally, contract, names, amendments, changed, promised, evidence)
    for amendment in evidence.docket.live:
        names = tuple(name for name, whose in slots.belong.items() if whose != amendment.contract)
        if not amendment.approved_by and _changed([amendment], names, "", evidence.docket):
            reason = f"{amendment.id} does not say what approves it, so the amendments that go with it are not known"
            tally.unsure(amendment.id, reason, [amendment.paper])
    return tally


def _changed(amendments: Iterable[Amendment], names: Sequence[str], contract: str, docket: Docket) -> list[Rewrite]:
    """What amendments to other contracts change of these properties."""
    others = (each for each in amendments if each.contract != contract or not contract)
    return [r for each in others for r in docket.rewrites(each) if r.property in names and r.changes and r.new]


def _promised(approval: Approval, names: Sequence[str]) -> list[Fact]:
    """What the pack proposes of these properties, where it changes them."""
    facts = [f for name in names for group in approval.proposals(name).values() for f in group]
    if not facts:
        return []
    current = {
        (f.scope.document, f.property, f.subject): f
        for name in names
        for f in approval.evidence.asserted(name)
        if f.state == "current"
    }
    return [
        fact
        for fact in facts
        if fact.state == "proposed"
        and (old := current.get((fact.scope.document, fact.property, fact.subject)))
        and not may_agree(old.value, fact.value)
    ]


def _is_carried(
    tally: Tally,
    contract: str,
    names: Sequence[str],
    amendments: Sequence[Amendment],
    changed: Sequence[Rewrite],
    promised: Sequence[Fact],
    evidence: Evidence,
) -> None:
    docket = evidence.docket
    own = [each for each in amendments if each.contract.casefold() == contract.casefold()]
    if any(each.schedule and not docket.schedules(each) for each in amendments):
        tally.passed_over += 1
        return
    held = [paper for paper in docket.held if paper.contract.casefold() == contract.casefold()]
    held = [paper for paper in held if any(docket.timeline.holds(paper.id, name) for name in names)]
    lacking = [p for p in held if not any(p in docket.schedules(each) for each in own) and _differs(p, changed, docket)]
    if (held and not lacking) or (not held and own):
        tally.kept += 1
    else:
        _is_not_carried(tally, contract, lacking, changed, promised, evidence, all_of_it=len(lacking) == len(held))


def _differs(paper: Paper, changed: Sequence[Rewrite], docket: Docket) -> bool:
    """Does a schedule still hold another value of anything that is changed?"""
    for rewrite in changed:
        day_ = rewrite.amendment.effective
        entry = docket.timeline.on(paper.id, rewrite.subject, rewrite.property, day_) if day_ != NO_DAY else None
        if not entry or not may_agree(entry.facts[0].value, rewrite.new[0].value):
            return True
    return not changed


def _is_not_carried(
    tally: Tally,
    contract: str,
    lacking: Sequence[Paper],
    changed: Sequence[Rewrite],
    promised: Sequence[Fact],
    evidence: Evidence,
    *,
    all_of_it: bool,
) -> None:
    facts = [rewrite.new[0] for rewrite in changed] or list(promised)
    first = facts[0]
    regions = [paper.region or title(paper) for paper in lacking]
    where = f" for {listed(regions)}" if regions and not all_of_it else ""
    authority = changed[0].amendment.approved_by if changed else ""
    who = listed(dict.fromkeys(r.amendment.id for r in changed)) or titles(evidence.papers(facts))
    what = cells(changed, evidence) if changed else _cells_of(facts, evidence)
    by = f"approved by {authority} " if authority else ""
    tally.broken(
        changed[0].amendment.id if changed else first.subject,
        first.property,
        f"{who} {'change' if ' and ' in who else 'changes'} the {what}, which is the {contract}'s, but no amendment "
        f"{by}changes the {contract}'s contract{where}.",
        [*(cite(fact, "found", f"the {contract}'s figure") for fact in facts[:4]), *_held(lacking, first, evidence)],
        (*(r.amendment.id for r in changed[:1]), authority, contract, *sorted(regions)),
        state="proposed",
        certainty=least_sure(facts),
    )


def _cells_of(facts: Sequence[Fact], evidence: Evidence) -> str:
    return f"{evidence.facts.title(facts[0].property)} of {listed(dict.fromkeys(f.subject for f in facts))}"


def _held(papers: Sequence[Paper], first: Fact, evidence: Evidence) -> Iterator[Citation]:
    """What the contract's own schedules go on saying."""
    documents = {paper.id for paper in papers}
    for fact in evidence.stated(first.property).get(first.subject, ()):
        if fact.scope.document in documents:
            yield cite(fact, "expected", "would stay as it is")
