"""Relations over whose contract a change reaches: `settled`, `unaffected` and `drafted`.

Runs over evidence; what a document says of an impact is held against figures and drafts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from schedcheck.check.evidence import Evidence, by_document, by_subject, least_sure
from schedcheck.check.same import same
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, count_of, listed, normal, quoted, said, title, titles
from schedcheck.fact import Fact
from schedcheck.rule import Rule
from schedcheck.rule.relations import Drafted, Same, Settled, Unaffected

Change = tuple[Fact, Fact]
_MOST = 4


def unaffected(rule: Rule, slots: Unaffected, evidence: Evidence) -> Tally:
    """One finding for each document that calls somebody unaffected whose figures change."""
    tally = Tally(rule)
    for name in slots.of:
        for subject, facts in by_subject(evidence.judged(name, rule.only)).items():
            claims = [fact for fact in facts if fact.value == slots.is_]
            if claims:
                _judge_figures(tally, slots, subject, claims, evidence)
    return tally


def _judge_figures(tally: Tally, slots: Unaffected, subject: str, claims: list[Fact], evidence: Evidence) -> None:
    figures = [name for name, owner in slots.belong.items() if owner == subject]
    changes, alone = _changes([fact for name in figures for fact in evidence.asserted(name)])
    for facts in by_document(claims):
        if changes:
            _is_affected(tally, subject, facts, changes, evidence)
        elif not alone:
            tally.kept += 1
    if alone and not changes:
        each = f"{evidence.facts.title(alone[0].property)} of {listed(fact.subject for fact in alone)}"
        tally.unsure(subject, f"what {each} was before is not known", [fact.scope.document for fact in alone])


def _changes(facts: Iterable[Fact]) -> tuple[list[Change], list[Fact]]:
    """(present, proposed) of each figure that changes, and the proposed ones beside which no present one is known."""
    old: dict[tuple[str, str], Fact] = {}
    new: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        (new if fact.state == "proposed" else old).setdefault((fact.property, fact.subject), fact)
    both = [(old[key], fact) for key, fact in new.items() if key in old]
    alone = [fact for key, fact in new.items() if key not in old]
    return [(a, b) for a, b in both if normal(a.value) != normal(b.value)], alone


def _is_affected(tally: Tally, subject: str, claims: list[Fact], changes: list[Change], evidence: Evidence) -> None:
    first, told = claims[0], changes[:_MOST]
    name = evidence.facts.title(told[0][0].property)
    each = listed(f"of {new.subject} from {said(old)} to {said(new)}" for old, new in told)
    more = f" (and {count_of(len(changes) - len(told), 'more figure')})" if len(changes) > len(told) else ""
    tally.broken(
        subject,
        first.property,
        f"{title(evidence.paper(first.scope.document))} says that {subject} is {first.value}, but "
        f"{titles(evidence.papers(new for _, new in changes))} changes {name} {each}{more}.",
        [
            *(cite(fact, "found", "says so") for fact in claims),
            *(cite(new, "expected", "this figure changes") for _, new in told),
        ],
        (first.scope.document, str(first.value)),
        state=first.state,
        certainty=least_sure(claims),
    )


def settled(rule: Rule, slots: Settled, evidence: Evidence) -> Tally:
    """As `same`; and a subject of which documents only ask or quote what nobody states is not decided."""
    tally = same(rule, Same(of=slots.of), evidence)
    for name in slots.of:
        for subject, facts in by_subject(evidence.opinions(name)).items():
            open_in = [f.scope.document for f in facts if not evidence.paper(f.scope.document).opinion]
            if open_in and subject not in evidence.stated(name):
                where = titles(map(evidence.paper, dict.fromkeys(open_in)))
                tally.unsure(subject, f"{where} leaves the {evidence.facts.title(name)} of {subject} open", open_in)
    return tally


def drafted(rule: Rule, slots: Drafted, evidence: Evidence) -> Tally:
    """One finding for each contract that is said to change and is not drafted, or the other way round."""
    tally = Tally(rule)
    drafts, unknown = _drafts(slots, evidence)
    described = {fact.subject for name in slots.described for fact in evidence.pack(name)}
    for name in slots.of:
        for subject, facts in by_subject(evidence.judged(name, rule.only)).items() if drafts or unknown else ():
            wanted = slots.is_not if subject in drafts else slots.is_
            wrong = [fact for fact in facts if fact.value == wanted]
            if wanted == slots.is_ and subject in described:
                wrong = []
            if wrong and unknown and wanted == slots.is_:
                reason = f"whose {listed(dict.fromkeys(fact.subject for fact in unknown))} is, is not known"
                tally.unsure(subject, reason, dict.fromkeys(fact.scope.document for fact in unknown))
            elif wrong:
                _is_not_drafted(tally, subject, wrong, drafts, evidence)
            else:
                tally.kept += 1
    return tally


def _drafts(slots: Drafted, evidence: Evidence) -> tuple[Mapping[str, list[Fact]], list[Fact]]:
    """Owner -> the places where a schedule of it is drafted; and those where the owner is not known."""
    owners = {fact.subject: str(fact.value) for fact in evidence.asserted(slots.owner)}
    found: dict[str, list[Fact]] = {}
    unknown: list[Fact] = []
    for fact in evidence.pack(slots.draft):
        if fact.subject in owners:
            found.setdefault(owners[fact.subject], []).append(fact)
        else:
            unknown.append(fact)
    return found, unknown


def _is_not_drafted(
    tally: Tally, subject: str, wrong: list[Fact], drafts: Mapping[str, list[Fact]], evidence: Evidence
) -> None:
    first = wrong[0]
    theirs = [fact for facts in drafts.values() for fact in facts]
    what = listed(f"{facts[0].subject} of {owner}" for owner, facts in drafts.items())
    tally.broken(
        subject,
        first.property,
        f"{titles(evidence.papers(wrong))} says that {subject} is {quoted(first).strip('‘’')}, but what "
        f"{titles(evidence.papers(theirs))} drafts is {what}.",
        [
            *(cite(fact, "found", "says so") for fact in wrong),
            *(cite(fact, "expected", "this schedule is drafted") for fact in theirs[:_MOST]),
        ],
        (str(first.value), *sorted(drafts)),
        state=first.state,
        certainty=least_sure(wrong),
    )
