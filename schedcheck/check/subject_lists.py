"""`same-set` over subjects: every list of the pack names the subjects that most of its documents name.

A document often spreads one list over several tables, or over neighbouring sentences, so what follows each other
without naming a subject twice is taken as one list. A list is never blamed for lacking a subject of another value:
one that speaks of 30 seconds says nothing of what changes to an hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import define, field, frozen

from schedcheck.check.evidence import Evidence, by_scope, least_sure, one_a_document
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, cite_subject, count_of, gaps, listed, normal, subject_place, title, titles
from schedcheck.document import Paper
from schedcheck.fact import Fact
from schedcheck.finding import Citation, Edit
from schedcheck.rule import Rule
from schedcheck.rule.relations import SameSet


@define
class SubjectList:
    """One list: its facts by subject, and the values of which it claims to name all subjects."""

    document: str
    section: str
    facts: dict[str, Fact] = field(factory=dict)
    complete_for: set[str] = field(factory=set)


@frozen
class Consensus:
    """What the pack as a whole lists: each subject's facts, its value, and the subjects of each value."""

    facts: Mapping[str, list[Fact]]
    value: Mapping[str, str]
    by_value: Mapping[str, tuple[str, ...]]

    def lacking(self, lists: SubjectList, values: Iterable[str]) -> list[str]:
        """The subjects of these values that a list does not name."""
        return [s for value in sorted(values) for s in self.by_value.get(value, ()) if s not in lists.facts]


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
    lists = list(_lists(facts))
    if len(lists) > 1:
        consensus = _consensus(facts, lists, evidence)
        for deviation in _deviations(tally, lists, consensus, evidence):
            _tell(tally, slots, deviation, consensus, evidence)
    return tally


def _lists(facts: Iterable[Fact]) -> Iterator[SubjectList]:
    """Statements put together to lists: tables of one property in a document, sentences in a section."""
    open_lists: dict[tuple[str, str, str], SubjectList] = {}
    for scope, group in by_scope(facts):
        in_table = group[0].place.table > 0
        key = (scope.document, "" if in_table else scope.section, group[0].property if in_table else "sentence")
        stated = {fact.subject: fact for fact in reversed(group)}
        current = open_lists.get(key)
        if current is None or not current.facts.keys().isdisjoint(stated):
            if current is not None:
                yield current
            current = open_lists[key] = SubjectList(scope.document, scope.section)
        current.facts.update(reversed(stated.items()))
        if scope.whole:
            current.complete_for.update(_values(group))
    yield from open_lists.values()


def _values(facts: list[Fact]) -> set[str]:
    """The values of some facts; most often it is one."""
    first = facts[0].value
    return {normal(first)} | {normal(fact.value) for fact in facts if fact.value != first}


def _consensus(facts: list[Fact], lists: list[SubjectList], evidence: Evidence) -> Consensus:
    """A subject belongs to it when more voices list it than leave it out; the highest one decides a tie."""
    by_subject: dict[str, list[Fact]] = {}
    for fact in facts:
        by_subject.setdefault(fact.subject, []).append(fact)
    value = {subject: _usual_value(group, evidence) for subject, group in by_subject.items()}
    voices = _Voices.of(lists, value, evidence)
    by_value: dict[str, list[str]] = {}
    for subject in by_subject:
        if voices.agree_on(subject, value[subject]):
            by_value.setdefault(value[subject], []).append(subject)
    agreed = {subject: by_subject[subject] for subjects in by_value.values() for subject in subjects}
    return Consensus(agreed, value, {name: tuple(subjects) for name, subjects in by_value.items()})


def _usual_value(facts: list[Fact], evidence: Evidence) -> str:
    """The value that most documents give a subject, the highest document's where several are as usual."""
    first = facts[0].value
    if all(fact.value == first for fact in facts):
        return normal(first)
    documents: dict[str, set[str]] = {}
    for fact in facts:
        documents.setdefault(normal(fact.value), set()).add(fact.scope.document)
    return min(documents, key=lambda v: (-len(documents[v]), min(evidence.rank(d) for d in documents[v]), v))


@define
class _Voices:
    """Who lists what. Each document is one voice; in a pack of one document, each of its lists is.

    `naming` are the voices that list a subject, `claiming` those that list all subjects of a value, and
    `knowing_all` those that list some subject of every value that several voices know.
    """

    evidence: Evidence
    documents: list[str] = field(factory=list)
    naming: dict[str, dict[int, None]] = field(factory=dict)
    claiming: dict[str, dict[int, None]] = field(factory=dict)
    common: set[str] = field(factory=set)
    knowing_all: list[int] = field(factory=list)

    @classmethod
    def of(cls, lists: list[SubjectList], value: Mapping[str, str], evidence: Evidence) -> _Voices:
        names = list(dict.fromkeys(each.document for each in lists))
        voices = cls(evidence, names if len(names) > 1 else [each.document for each in lists])
        knowing: dict[int, set[str]] = {}
        for number, each in enumerate(lists):
            voice = names.index(each.document) if len(names) > 1 else number
            for subject in each.facts:
                voices.naming.setdefault(subject, {})[voice] = None
            for name in sorted(each.complete_for):
                voices.claiming.setdefault(name, {})[voice] = None
            knowing.setdefault(voice, set()).update(value[subject] for subject in each.facts)
        voices.common = {value[s] for s, naming in voices.naming.items() if len(naming) > 1}
        voices.knowing_all = [voice for voice, known in knowing.items() if known >= voices.common]
        return voices

    def agree_on(self, subject: str, value: str) -> bool:
        """Do more voices list the subject than leave it out?"""
        naming = self.naming[subject]
        silent = [voice for voice in self.claiming.get(value, {}) if voice not in naming]
        if len(naming) == 1 and value not in self.common:
            others = [voice for voice in self.knowing_all if voice not in naming]
            silent = others if len(others) > 1 else silent
        if len(naming) != len(silent):
            return len(naming) > len(silent)
        return self._highest(naming) < self._highest(silent)

    def _highest(self, voices: Iterable[int]) -> tuple[int, int]:
        return min(self.evidence.rank(self.documents[voice]) for voice in voices)


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
