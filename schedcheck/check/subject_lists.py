"""`same-set` over subjects: the pack's lists, and each document as a whole, name what most of its documents name.

Runs over the asserted facts of one state. A list is never blamed for lacking a subject of another value (one that
speaks of 30 seconds says nothing of what changes to an hour), but all lists of a document together are.
"""

from __future__ import annotations

from collections.abc import Iterator

from schedcheck.check.consensus import Consensus, SubjectList, consensus_of, lists_of
from schedcheck.check.coverage import Deviation, deviations
from schedcheck.check.evidence import Evidence, changes_to, least_sure, one_a_document, surely
from schedcheck.check.pairing import beside_kin, natural, paired
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, cite_subject, count_of, listed, normal, subject_place, title, titles
from schedcheck.fact import Fact
from schedcheck.finding import Citation, Edit
from schedcheck.rule import Rule
from schedcheck.rule.relations import SameSet


def subject_lists(rule: Rule, slots: SameSet, evidence: Evidence) -> Tally:
    """One finding for each way in which a document's lists deviate."""
    tally = Tally(rule)
    facts = surely([f for name in slots.of for f in changes_to(slots.state, evidence.judged(name, rule.only))])
    lists = list(lists_of(facts))
    if len(lists) > 1:
        consensus = consensus_of(facts, lists, evidence)
        for deviation in deviations(tally, slots, lists, consensus, evidence):
            _tell(tally, slots, deviation, lists, consensus, evidence)
    return tally


def _tell(
    tally: Tally,
    slots: SameSet,
    case: Deviation,
    lists: list[SubjectList],
    consensus: Consensus,
    evidence: Evidence,
) -> None:
    surplus = [each.facts[subject] for subject in case.extra for each in case.lists]
    first = surplus[0] if surplus else next(iter(case.lists[0].facts.values()))
    tally.broken(
        case.extra[0] if case.extra else case.missing[0],
        case.whole or first.property,
        _message(slots, case, consensus, evidence),
        [*_found(case, surplus, consensus), *_witnesses(case, consensus, evidence)],
        (case.document, *case.extra, "lacks", *case.missing),
        state=slots.state,
        certainty=least_sure(surplus),
        edits=_edits(slots, case, lists, consensus, evidence),
        at_most="warning" if case.forgot else "error",
    )


def _message(slots: SameSet, case: Deviation, consensus: Consensus, evidence: Evidence) -> str:
    where = title(evidence.paper(case.document))
    sections = {each.section for each in case.lists} if case.whole else {case.lists[0].section}
    section = next(iter(sections)) if len(sections) == 1 else ""
    start = f"{where}, section {section}," if section[:1].isdigit() else where
    parts = []
    if case.extra:
        parts.append(f"lists {listed(case.extra)}, which {_nobody(slots, case, evidence)}")
    if case.missing:
        lacks = f"proposes no {evidence.facts.title(case.whole)} of" if case.whole else "lacks"
        parts.append(f"{lacks} {listed(case.missing)}, which {_who_changes(case, consensus, evidence)}")
    return f"{start} {', and '.join(parts)}."


def _nobody(slots: SameSet, case: Deviation, evidence: Evidence) -> str:
    """Who does not change what is listed here: nobody else, or most of the pack."""
    listing = [f for name in slots.of for s in case.extra for f in evidence.stated(name).get(s, ())]
    others = {f.scope.document for f in listing if f.state == slots.state} - {case.document}
    return "most of the pack does not change" if others else "nothing else in the pack changes"


def _who_changes(case: Deviation, consensus: Consensus, evidence: Evidence) -> str:
    """The documents that name all that is missing; where it takes several for that, the rest of the pack."""
    naming = [dict.fromkeys(f.scope.document for f in consensus.facts[subject]) for subject in case.missing]
    every = [document for document in naming[0] if all(document in documents for documents in naming)]
    others = [document for document in every if document != case.document]
    if not others and any(document != case.document for documents in naming for document in documents):
        return "the rest of the pack changes"
    ranked = sorted(others or every, key=evidence.rank)
    papers = [evidence.paper(document) for document in ranked]
    return f"{titles(papers)} {'change' if len(papers) > 1 else 'changes'}"


def _found(case: Deviation, surplus: list[Fact], consensus: Consensus) -> Iterator[Citation]:
    """What is too much; where nothing is, the list that lacks something."""
    for fact in surplus:
        yield cite_subject(fact, "found", "not changed anywhere else")
    if not surplus:
        missing = case.missing[0]
        label = f"no {missing} in this document" if case.whole else f"the list goes on without {missing}"
        alike = [each for each in case.lists if each.with_value(consensus.value[missing])]
        for each in (alike or case.lists)[:1] if case.whole else case.lists:
            yield cite_subject(_neighbour(each, missing, consensus), "found", label)


def _neighbour(each: SubjectList, missing: str, consensus: Consensus) -> Fact:
    """The entry after which a missing one would stand: of its value where there is one, in a table of its kin."""
    value = consensus.value[missing]
    every = list(each.facts.values())
    alike = beside_kin(missing, [fact for fact in every if normal(fact.value) == value] or every, every)
    before = [fact for fact in alike if natural(fact.subject) < natural(missing)]
    return max(before, key=lambda fact: natural(fact.subject)) if before else alike[0]


def _witnesses(case: Deviation, consensus: Consensus, evidence: Evidence) -> Iterator[Citation]:
    """The authority and one place of each other document: of what is missing, or else of what is listed."""
    subjects = case.missing or tuple(s for each in case.lists for s in each.facts if s in consensus.facts)
    facts = [f for s in subjects[:1] or tuple(consensus.facts)[:1] for f in consensus.facts[s]]
    others = [f for f in facts if f.scope.document != case.document] or facts
    ranked = sorted(others, key=lambda fact: evidence.rank(fact.scope.document))
    for number, fact in enumerate(one_a_document(ranked, 6)):
        label = "changed here" if case.missing else f"the list has {count_of(len(consensus.facts), 'entry')}"
        yield cite_subject(fact, "authority" if number == 0 else "expected", label)


def _edits(
    slots: SameSet, case: Deviation, lists: list[SubjectList], consensus: Consensus, evidence: Evidence
) -> list[Edit]:
    """Where subjects stand for others of the same value: the edits that put them right, names included."""
    edits: list[Edit] = []
    if not case.extra or not case.missing:
        return edits
    others = [each for each in lists if each.document != case.document]
    for each in case.lists:
        for value in dict.fromkeys(normal(each.facts[subject].value) for subject in case.extra):
            extra = [s for s in case.extra if normal(each.facts[s].value) == value]
            missing = [s for s in case.missing if consensus.value[s] == value]
            orders = (other.with_value(value) for other in others)
            for wrong, right in paired(extra, missing, each.with_value(value), orders):
                fact = each.facts[wrong]
                edits += [_subject_edit(fact, right), *_name_edits(slots, fact, right, evidence)]
    return edits


def _subject_edit(fact: Fact, right: str) -> Edit:
    field_name = fact.kind or "subject"
    scope = fact.scope
    return Edit(
        "replace", scope.document, scope.section, fact.subject, field_name, fact.subject, right, subject_place(fact)
    )


def _name_edits(slots: SameSet, fact: Fact, right: str, evidence: Evidence) -> Iterator[Edit]:
    """The name that stands beside the wrong id, and the name that schedules or the authority give the right one."""
    names = evidence.stated(slots.named_by)
    known = sorted(names.get(right, []), key=lambda f: evidence.rank(f.scope.document))
    for name in names.get(fact.subject, []):
        beside = name.scope.document == fact.scope.document and name.named == fact.named
        if known and beside and name.value != known[0].value:
            yield Edit(
                "replace",
                name.scope.document,
                name.scope.section,
                fact.subject,
                slots.named_by,
                cite(name, "found").quote,
                str(known[0].value),
                name.place,
            )
