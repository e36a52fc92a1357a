"""`same-set` over subjects: every list of the pack names the subjects that most of its documents name.

Runs over the asserted facts of one state. A list is never blamed for lacking a subject of another value: one that
speaks of 30 seconds says nothing of what changes to an hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from schedcheck.check.consensus import Consensus, SubjectList, consensus_of, lists_of
from schedcheck.check.evidence import Evidence, least_sure, one_a_document
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, cite_subject, count_of, gaps, listed, normal, subject_place, title, titles
from schedcheck.document import Paper
from schedcheck.fact import Fact
from schedcheck.finding import Citation, Edit
from schedcheck.rule import Rule
from schedcheck.rule.relations import SameSet


@frozen
class Deviation:
    """Lists of one document that deviate in the same way: what they have too much, and what they lack."""

    lists: tuple[SubjectList, ...]
    extra: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def document(self) -> str:
        return self.lists[0].document


def subject_lists(rule: Rule, slots: SameSet, evidence: Evidence) -> Tally:
    """One finding for each way in which a document's lists deviate."""
    tally = Tally(rule)
    facts = [f for name in slots.of for f in evidence.judged(name, rule.only) if f.state == slots.state]
    lists = list(lists_of(facts))
    if len(lists) > 1:
        consensus = consensus_of(facts, lists, evidence)
        for deviation in _deviations(tally, lists, consensus, evidence):
            _tell(tally, slots, deviation, consensus, evidence)
    return tally


def _deviations(
    tally: Tally, lists: list[SubjectList], consensus: Consensus, evidence: Evidence
) -> Iterator[Deviation]:
    """The lists that deviate, those of one document that do so in one way together; counts the others."""
    found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[SubjectList]] = {}
    for each in lists:
        extra = tuple(subject for subject in each.facts if subject not in consensus.facts)
        missing = tuple(consensus.lacking(each, _claimed(each, consensus, evidence)))
        paper = evidence.paper(each.document)
        if missing and not extra and paper.gaps:
            reason = f"{title(paper)} does not list {listed(missing)}, but was not understood in full{gaps([paper])}"
            tally.unsure(missing[0], reason, [each.document])
        elif extra or missing:
            found.setdefault((each.document, extra, missing), []).append(each)
        else:
            tally.kept += 1
    for (_, extra, missing), group in found.items():
        yield Deviation(tuple(group), extra, missing)


def _claimed(each: SubjectList, consensus: Consensus, evidence: Evidence) -> Iterable[str]:
    """The values for which a list must be complete: for all of them, if it is the authority's own table."""
    is_authority = each.document == evidence.authority
    in_table = any(fact.place.table for fact in each.facts.values())
    return consensus.by_value if is_authority and in_table and each.complete_for else each.complete_for


def _tell(tally: Tally, slots: SameSet, case: Deviation, consensus: Consensus, evidence: Evidence) -> None:
    surplus = [each.facts[subject] for subject in case.extra for each in case.lists]
    first = surplus[0] if surplus else next(iter(case.lists[0].facts.values()))
    tally.broken(
        case.extra[0] if case.extra else case.missing[0],
        first.property,
        _message(case, consensus, evidence),
        [*_found(case, surplus, consensus), *_witnesses(case, consensus, evidence)],
        (case.document, *case.extra, "lacks", *case.missing),
        state=slots.state,
        certainty=least_sure(surplus),
        edits=_edits(slots, case, consensus, evidence),
    )


def _message(case: Deviation, consensus: Consensus, evidence: Evidence) -> str:
    where = title(evidence.paper(case.document))
    section = case.lists[0].section
    start = f"{where}, section {section}," if section[:1].isdigit() else where
    parts = []
    if case.extra:
        parts.append(f"lists {listed(case.extra)}, which nothing else in the pack changes")
    if case.missing:
        papers = _naming(case, consensus, evidence)
        parts.append(f"lacks {listed(case.missing)}, which {titles(papers)} {_verb('change', len(papers))}")
    return f"{start} {', and '.join(parts)}."


def _verb(verb: str, number: int) -> str:
    return verb if number != 1 else f"{verb}s"


def _naming(case: Deviation, consensus: Consensus, evidence: Evidence) -> list[Paper]:
    documents = dict.fromkeys(f.scope.document for s in case.missing for f in consensus.facts[s])
    ranked = sorted((d for d in documents if d != case.document), key=evidence.rank)
    return [evidence.paper(document) for document in ranked or documents]


def _found(case: Deviation, surplus: list[Fact], consensus: Consensus) -> Iterator[Citation]:
    """What is too much; where nothing is, the list that lacks something."""
    for fact in surplus:
        yield cite_subject(fact, "found", "not changed anywhere else")
    if not surplus:
        for each in case.lists:
            label = f"the list goes on without {case.missing[0]}"
            yield cite_subject(_neighbour(each, case.missing[0], consensus), "found", label)


def _neighbour(each: SubjectList, missing: str, consensus: Consensus) -> Fact:
    """The entry after which a missing one would stand: of its value where there is one, else of any."""
    value = consensus.value[missing]
    alike = [fact for fact in each.facts.values() if normal(fact.value) == value] or list(each.facts.values())
    before = [fact for fact in alike if _natural(fact.subject) < _natural(missing)]
    return max(before, key=lambda fact: _natural(fact.subject)) if before else alike[0]


def _natural(subject: str) -> tuple[tuple[int, str], ...]:
    """Ids in the order of their numbers: 6.9 before 6.14."""
    return tuple((int(part) if part.isdigit() else -1, part) for part in subject.split("."))


def _witnesses(case: Deviation, consensus: Consensus, evidence: Evidence) -> Iterator[Citation]:
    """The authority and one place of each other document: of what is missing, or else of what is listed."""
    subjects = case.missing or tuple(s for each in case.lists for s in each.facts if s in consensus.facts)
    facts = [f for s in subjects[:1] or tuple(consensus.facts)[:1] for f in consensus.facts[s]]
    others = [f for f in facts if f.scope.document != case.document] or facts
    ranked = sorted(others, key=lambda fact: evidence.rank(fact.scope.document))
    for number, fact in enumerate(one_a_document(ranked, 6)):
        label = "changed here" if case.missing else f"the list has {count_of(len(consensus.facts), 'entry')}"
        yield cite_subject(fact, "authority" if number == 0 else "expected", label)


def _edits(slots: SameSet, case: Deviation, consensus: Consensus, evidence: Evidence) -> list[Edit]:
    """Where one subject stands for another of the same value: the edits that put it right, its name included."""
    if len(case.extra) != 1 or len(case.missing) != 1:
        return []
    wrong, right = case.extra[0], case.missing[0]
    edits: list[Edit] = []
    for each in case.lists:
        fact = each.facts[wrong]
        if normal(fact.value) == consensus.value[right]:
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
