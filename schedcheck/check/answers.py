"""Relations over what calls for something: `answered` and `not-itself`.

Runs over evidence; each relation looks at who says something and where it is taken up.
"""

from __future__ import annotations

from collections.abc import Iterable

from schedcheck.check.evidence import Evidence, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, cite_subject, gaps, listed, title, titles
from schedcheck.document import Paper
from schedcheck.fact import CERTAINTIES, Fact
from schedcheck.rule import Rule
from schedcheck.rule.relations import Answered, NotItself


def answered(rule: Rule, slots: Answered, evidence: Evidence) -> Tally:
    """One finding for each document that should answer, or where nothing says which, for each that asks."""
    tally = Tally(rule)
    every = [fact for name in slots.of for fact in evidence.judged(name, rule.only)]
    calls = {fact.subject: fact for fact in reversed(every) if not _guessed(tally, fact, evidence)}
    answering = [p for p in evidence.facts.papers.values() if p.kind in slots.in_ and not p.opinion]
    if slots.in_ and not answering and calls:
        tally.unsure("", f"no document is there that should answer {listed(sorted(calls))}")
    for paper in answering if calls else ():
        taken = _taken_up(slots, evidence, paper.id)
        if taken & calls.keys():
            _judge(tally, slots, list(calls.values()), taken, [paper], evidence)
        else:
            tally.passed_over += 1  # It does not go by their numbers, so that none is missing.
    if not slots.in_:
        for papers in [[paper] for paper in evidence.papers(calls.values())]:
            asked = [fact for fact in calls.values() if fact.scope.document == papers[0].id]
            _judge(tally, slots, asked, _taken_up(slots, evidence, ""), papers, evidence)
    return tally


def _guessed(tally: Tally, fact: Fact, evidence: Evidence) -> bool:
    """Was it read by guesswork? Then nothing is decided by it."""
    if fact.certainty != CERTAINTIES[-1]:
        return False
    reason = f"‘{fact.printed}’ in {title(evidence.paper(fact.scope.document))} was read by guesswork"
    tally.unsure(fact.subject, reason, [fact.scope.document])
    return True


def _taken_up(slots: Answered, evidence: Evidence, document: str) -> set[str]:
    """The subjects of which something is said, in one document or anywhere."""
    every = (fact for name in slots.by for fact in evidence.asserted(name))
    return {fact.subject for fact in every if document in ("", fact.scope.document)}


def _judge(
    tally: Tally, slots: Answered, calls: list[Fact], taken: set[str], papers: list[Paper], evidence: Evidence
) -> None:
    missing = sorted((fact for fact in calls if fact.subject not in taken), key=lambda fact: fact.subject)
    tally.kept += len(calls) - len(missing)
    if not missing:
        return
    what = listed(fact.subject for fact in missing)
    message = f"{titles(papers)} gives no {evidence.facts.title(slots.by[0])} of {what}"
    if any(paper.gaps for paper in papers):
        tally.unsure(missing[0].subject, f"{message}{gaps(papers)}", [paper.id for paper in papers])
        return
    tally.broken(
        missing[0].subject,
        slots.by[0],
        f"{message}.",
        [cite_subject(fact, "found", "nothing takes this up") for fact in missing],
        (papers[0].id, *(fact.subject for fact in missing)),
        certainty=least_sure(missing),
    )


def not_itself(rule: Rule, slots: NotItself, evidence: Evidence) -> Tally:
    """One finding for each document and subject whose value it is itself."""
    tally = Tally(rule)
    for name in slots.of:
        wrong: dict[tuple[str, str], list[Fact]] = {}
        for fact in evidence.judged(name, rule.only):
            if _guessed(tally, fact, evidence):
                continue
            if str(fact.value) in _names(fact, evidence):
                wrong.setdefault((fact.scope.document, fact.subject), []).append(fact)
            else:
                tally.kept += 1
        for facts in wrong.values():
            _is_itself(tally, facts, evidence)
    return tally


def _names(fact: Fact, evidence: Evidence) -> Iterable[str]:
    """What a subject is called: its name, and the kind of a document."""
    return (fact.subject, evidence.paper(fact.subject).kind) if fact.kind == "document" else (fact.subject,)


def _is_itself(tally: Tally, facts: list[Fact], evidence: Evidence) -> None:
    first = facts[0]
    here = title(evidence.paper(first.scope.document))
    says = "leaves to itself what it should say" if first.kind == "document" else f"has {first.subject} bind itself"
    tally.broken(
        first.subject,
        first.property,
        f"{here} {says}: ‘{first.printed}’.",
        [cite(fact, "found", "meant for itself") for fact in facts],
        (first.scope.document, *(fact.printed.casefold() for fact in facts)),
        state=first.state,
        certainty=least_sure(facts),
    )
