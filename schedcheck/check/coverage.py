"""Where lists of subjects deviate from what the pack as a whole lists: each list, and each document as a whole.

Runs after the lists of the pack were put together. A single sentence may say too much and lacks nothing, unless its
document lists elsewhere what it names and one more; all lists and sentences of a document together may lack anything:
a document that speaks of a property speaks of every subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, field

from schedcheck.check.consensus import Consensus, SubjectList
from schedcheck.check.evidence import Evidence
from schedcheck.check.tally import Tally
from schedcheck.check.wording import gaps, listed, normal, subject_place, title
from schedcheck.document import Paper
from schedcheck.record import define, frozen
from schedcheck.rule.relations import SameSet

_ALL_BUT_ONE = 3
_SOME = 2


@frozen
class Deviation:
    """Lists of one document that deviate in the same way: what they have too much, and what they lack.

    `whole` is the property of which the document as a whole lacks something; "" where a list does. What a sentence
    `forgot` its document says elsewhere, so it may have been meant to speak of some alone.
    """

    lists: tuple[SubjectList, ...]
    extra: tuple[str, ...]
    missing: tuple[str, ...]
    whole: str = ""
    forgot: bool = False

    @property
    def document(self) -> str:
        return self.lists[0].document

    def stands_for(self, value: str) -> bool:
        """Does it have a subject too much to which it gives this value?"""
        return any(normal(each.facts[subject].value) == value for subject in self.extra for each in self.lists)


def deviations(
    tally: Tally, slots: SameSet, lists: Sequence[SubjectList], consensus: Consensus, evidence: Evidence
) -> tuple[Deviation, ...]:
    """What is wrong, each missing subject of a document once; counts what is right, and what can not be told."""
    coverage = _Coverage(tally, slots, consensus, evidence)
    coverage.found = _of_lists(coverage, lists)
    by_document: dict[str, list[SubjectList]] = {}
    for each in lists:
        by_document.setdefault(each.document, []).append(each)
    for part in by_document.values():
        coverage.judge(part)
    for paper in evidence.facts.papers.values():
        coverage.judge_silence(paper)
    return tuple(coverage.found)


@define
class _Coverage:
    """What was found so far. `told` are the missing subjects of each document, `unsure` the documents left open."""

    tally: Tally
    slots: SameSet
    consensus: Consensus
    evidence: Evidence
    found: list[Deviation] = field(factory=list)
    told: dict[str, set[str]] = field(factory=dict)
    unsure: set[str] = field(factory=set)

    def leave_open(self, paper: Paper, subject: str, what: str) -> None:
        reason = f"{title(paper)} {what}, but was not understood in full{gaps([paper])}"
        self.tally.unsure(subject, reason, [paper.id])
        self.unsure.add(paper.id)

    def beyond(self, each: SubjectList) -> Iterator[str]:
        """The subjects of a list that the pack does not list; those that may stand where it was not read are open."""
        for subject in each.facts:
            if subject in self.consensus.facts:
                continue
            unread = self.consensus.open_by.get(subject, ())
            for document in unread:
                self.leave_open(self.evidence.paper(document), subject, f"does not list {subject}")
            if not unread:
                yield subject

    def forgotten(self, each: SubjectList, lists: Iterable[SubjectList]) -> Iterator[str]:
        """What sentences leave out alone of a value, where their document always names it along with what they name."""
        if any(fact.place.table for fact in each.facts.values()):
            return
        others = [other for other in lists if other.document == each.document and other is not each]
        for value in dict.fromkeys(normal(fact.value) for fact in each.facts.values()):
            named = each.with_value(value)
            lacking = self.consensus.lacking(each, [value])
            if len(lacking) != 1 or len(named) < _SOME:
                continue
            naming = [other.facts.keys() for other in others if lacking[0] in other.facts]
            paper, name = self.evidence.paper(each.document), each.facts[named[0]].property
            together = naming and all(subjects >= set(named) for subjects in naming)
            if together and not self._mentions(paper, lacking[0], name):
                yield lacking[0]

    def judge(self, lists: Sequence[SubjectList]) -> None:
        """All lists of one document together, property by property; sentences may leave things to its tables.

        Sentences that name all but one have forgotten that one, whatever the tables say.
        """
        paper = self.evidence.paper(lists[0].document)
        anywhere = {subject for each in lists for subject in each.facts}
        for name in self.slots.of:
            speaking = [each for each in lists if any(fact.property == name for fact in each.facts.values())]
            named = {s for each in speaking for s, fact in each.facts.items() if fact.property == name}
            told = self.told.setdefault(paper.id, set())
            lacking = [s for s in self.consensus.beyond(named) if s not in told] if speaking else []
            told.update(lacking)
            if not any(fact.place.table for each in speaking for fact in each.facts.values()):
                but_one = len(lacking) == 1 and len(named) >= _ALL_BUT_ONE
                lacking = [s for s in lacking if (but_one or s not in anywhere) and not self._mentions(paper, s, name)]
            if lacking and paper.gaps:
                what = f"proposes no {self.evidence.facts.title(name)} of {listed(lacking)}"
                self.leave_open(paper, lacking[0], what)
            elif lacking:
                self._lacks(speaking, lacking, name)

    def _mentions(self, paper: Paper, subject: str, name: str) -> bool:
        """Sentences that name a subject may say in other words what is missing: that can not be told."""
        mentioned = self.evidence.facts.of(self.slots.mentioned_by) if self.slots.mentioned_by else ()
        here = [f.place for f in mentioned if f.scope.document == paper.id and f.subject == subject]
        stated = [f for each in self.slots.of for f in self.evidence.stated(each).get(subject, ())] if here else []
        understood = {subject_place(f) for f in stated if f.scope.document == paper.id}
        found = any(place not in understood for place in here)
        if found:
            what = f"{title(paper)} names {subject}, but what it says of its {self.evidence.facts.title(name)}"
            self.tally.unsure(subject, f"{what} was not understood", [paper.id])
        return found

    def _lacks(self, speaking: Sequence[SubjectList], lacking: Sequence[str], name: str) -> None:
        """What is missing goes with a subject too much in whose place it may belong; the rest is told by itself."""
        rest = []
        for subject in lacking:
            index = self._in_place_of(subject, speaking)
            if index < 0:
                rest.append(subject)
            else:
                case = self.found[index]
                self.found[index] = evolve(case, missing=(*case.missing, subject))
        if rest:
            self.found.append(Deviation(tuple(speaking), (), tuple(rest), name))

    def _in_place_of(self, missing: str, speaking: Sequence[SubjectList]) -> int:
        value = self.consensus.value[missing]
        cases = (
            number
            for number, case in enumerate(self.found)
            if case.stands_for(value) and any(each is case.lists[0] for each in speaking)
        )
        return next(cases, -1)

    def judge_silence(self, paper: Paper) -> None:
        """A document that says nothing of a property may say it where it was not understood."""
        only = self.tally.rule.only
        apart = paper.schedule or paper.opinion or paper.id in self.evidence.amending_papers
        if not paper.gaps or apart or paper.id in self.unsure:
            return
        if only and paper.kind not in only:
            return
        silent = [name for name in self.slots.of if paper.id not in self.evidence.stating(name)]
        if silent:
            self.leave_open(paper, "", f"states nothing of {listed(map(self.evidence.facts.title, silent))}")


def _of_lists(coverage: _Coverage, lists: Iterable[SubjectList]) -> list[Deviation]:
    """The lists that deviate, those of one document that do so in one way together; counts the others."""
    consensus, evidence = coverage.consensus, coverage.evidence
    found: dict[tuple[str, tuple[str, ...], tuple[str, ...], bool], list[SubjectList]] = {}
    for each in lists:
        extra = tuple(coverage.beyond(each))
        missing = tuple(consensus.lacking(each, _claimed(each, consensus, evidence)))
        forgot = () if extra or missing else tuple(coverage.forgotten(each, lists))
        missing = missing or forgot
        paper = evidence.paper(each.document)
        coverage.told.setdefault(each.document, set()).update(missing)
        if missing and not extra and paper.gaps:
            coverage.leave_open(paper, missing[0], f"does not list {listed(missing)}")
        elif extra or missing:
            found.setdefault((each.document, extra, missing, bool(forgot)), []).append(each)
        else:
            coverage.tally.kept += 1
    return [Deviation(tuple(lists), extra, missing, "", it) for (_, extra, missing, it), lists in found.items()]


def _claimed(each: SubjectList, consensus: Consensus, evidence: Evidence) -> Iterable[str]:
    """The values for which a list must be complete: for all of them, if it is the authority's own table."""
    is_authority = each.document == evidence.authority
    in_table = any(fact.place.table for fact in each.facts.values())
    return consensus.by_value if is_authority and in_table and each.complete_for else each.complete_for
