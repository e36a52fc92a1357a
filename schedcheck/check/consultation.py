"""Relations over the answers to a consultation: `roll-call`, `born-out` and `reported`.

Runs over evidence. Answers are opinions and prove nothing of what they say, but that they were given is so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from schedcheck.check.evidence import Evidence, by_document, by_scope, by_subject, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, listed, title
from schedcheck.fact import Fact
from schedcheck.rule import Rule
from schedcheck.rule.relations import BornOut, Reported, RollCall

TOPIC, RESPONSE, REMARK, BLANK = "topic", "response", "remark", "blank"


def roll_call(rule: Rule, slots: RollCall, evidence: Evidence) -> Tally:
    """One finding for each list that lacks a subject of the others, and one for each subject with two values."""
    tally = Tally(rule)
    for name in slots.of:
        for facts in by_document(evidence.opinions(name)):
            lists = [part for _, part in by_scope(facts)]
            if len(lists) == 1:
                reason = f"{title(evidence.paper(facts[0].scope.document))} has answers to one question alone"
                tally.unsure("", reason, [facts[0].scope.document])
                continue
            _missing(tally, lists, evidence)
            _other_values(tally, facts, evidence)
    return tally


def _missing(tally: Tally, lists: Sequence[list[Fact]], evidence: Evidence) -> None:
    """Who answers most questions answers all; who answers fewer than half is extra where they do."""
    counts = Counter(subject for part in lists for subject in {fact.subject for fact in part})
    usual = {fact.subject: fact for part in lists for fact in part if 2 * counts[fact.subject] > len(lists)}
    for part in lists:
        named = {fact.subject for fact in part}
        gone = [fact for subject, fact in usual.items() if subject not in named]
        extra = [fact for fact in part if fact.subject not in usual and len(lists) > 2]
        tally.kept += not (gone or extra)
        if gone or extra:
            _not_the_same(tally, part, gone, extra, evidence)


def _not_the_same(tally: Tally, part: list[Fact], gone: list[Fact], extra: list[Fact], evidence: Evidence) -> None:
    first = (*extra, part[0])[0]
    parts = [f"has no answer of {listed(fact.subject for fact in gone)}"] if gone else []
    parts += [f"has one of {listed(fact.subject for fact in extra)}, who answers few others"] if extra else []
    tally.broken(
        first.section,
        first.property,
        f"{first.section} in {title(evidence.paper(first.scope.document))} {listed(parts)}.",
        [
            cite(first, "found", "answers to this question"),
            *(cite(fact, "expected", "answers other questions") for fact in gone),
        ],
        (*sorted(fact.subject for fact in gone), "extra", *sorted(fact.subject for fact in extra)),
        certainty=least_sure((*gone, first)),
    )


def _other_values(tally: Tally, facts: list[Fact], evidence: Evidence) -> None:
    for subject, own in by_subject(facts).items():
        counts = Counter(str(fact.value) for fact in own if fact.value)
        usual = max(counts, key=lambda value: (counts[value], value), default="")
        wrong = [fact for fact in own if fact.value and fact.value != usual]
        if wrong:
            right = next(fact for fact in own if fact.value == usual)
            tally.broken(
                subject,
                wrong[0].property,
                f"{subject} is {listed(dict.fromkeys(str(f.value) for f in wrong))} in "
                f"{listed(dict.fromkeys(f.section for f in wrong))}, but {usual} in the other questions.",
                [
                    *(cite(fact, "found", "another category") for fact in wrong),
                    cite(right, "expected", "as in the others"),
                ],
                (usual, *sorted({str(fact.value) for fact in wrong})),
                certainty=least_sure(own),
            )


def born_out(rule: Rule, slots: BornOut, evidence: Evidence) -> Tally:
    """One finding for each document whose claim an answer contradicts."""
    tally = Tally(rule)
    claims = [f for name in slots.of for f in evidence.judged(name, rule.only) if f.value == slots.is_]
    asked = {f.subject for f in evidence.opinions(TOPIC) if f.value == slots.topic}
    answers = [f for f in evidence.opinions(RESPONSE) if f.section in asked and str(f.value).casefold() != BLANK]
    against = [fact for fact in answers if not _bears_out(fact, slots, evidence)]
    for facts in by_document(claims):
        if not answers:
            reason = f"no question of a consultation on {slots.topic} is there to bear out ‘{slots.is_}’"
            tally.unsure(facts[0].subject, reason, [facts[0].scope.document])
        elif against:
            _not_born_out(tally, facts, against, evidence)
        else:
            tally.kept += 1
    return tally


def _bears_out(fact: Fact, slots: BornOut, evidence: Evidence) -> bool:
    if str(fact.value).casefold() in {word.casefold() for word in slots.holds}:
        return True
    own = [f for f in evidence.opinions(REMARK) if f.subject == fact.subject and f.scope.number == fact.scope.number]
    remarks = {str(f.value) for f in own if f.scope.document == fact.scope.document}
    return bool(slots.or_remark) and slots.or_remark in remarks and slots.but_remark not in remarks


def _not_born_out(tally: Tally, claims: list[Fact], against: list[Fact], evidence: Evidence) -> None:
    first = claims[0]
    who = listed(f"{fact.subject} ({fact.value})" for fact in against)
    tally.broken(
        first.subject,
        first.property,
        f"{title(evidence.paper(first.scope.document))} says of the respondents ‘{first.value}’, but "
        f"{listed(dict.fromkeys(fact.section for fact in against))} shows otherwise for {who}.",
        [
            *(cite(fact, "found", "says so of the respondents") for fact in claims),
            *(
                cite(fact, "expected", f"{fact.subject} does not" if len(fact.subject) < 30 else "does not")
                for fact in against
            ),
        ],
        (str(first.value), *sorted(f"{fact.section} {fact.subject}" for fact in against)),
        certainty=least_sure((*claims, *against)),
    )


def reported(rule: Rule, slots: Reported, evidence: Evidence) -> Tally:
    """One finding for each document that sums up a consultation and says nothing of those who disagree."""
    tally = Tally(rule)
    asked = {f.subject for f in evidence.opinions(TOPIC) if f.value == slots.topic}
    words = {word.casefold() for word in slots.against}
    answers = [f for name in slots.of for f in evidence.opinions(name) if f.section in asked]
    against = [fact for fact in answers if str(fact.value).casefold() in words]
    papers = [p for p in evidence.facts.papers.values() if p.kind in slots.in_]
    told = {f.scope.document for name in slots.told for f in evidence.asserted(name)}
    for paper in papers if answers else ():
        if against and paper.id not in told:
            _left_out(tally, against, paper.id, evidence)
        else:
            tally.kept += 1
    if answers and not papers:
        tally.unsure("", "no document is there that sums up the answers")
    return tally


def _left_out(tally: Tally, against: list[Fact], document: str, evidence: Evidence) -> None:
    by_question = {f.section: [g.subject for g in against if g.section == f.section] for f in against}
    who = listed(f"{question} ({listed(names)})" for question, names in by_question.items())
    first = against[0]
    tally.broken(
        "",
        first.property,
        f"{title(evidence.paper(document))} says nothing of those who answered ‘{first.value}’: {who}.",
        [cite(fact, "found", "not told in the summary") for fact in against],
        (document, *sorted(f"{fact.section} {fact.subject}" for fact in against)),
        certainty=least_sure(against),
    )
