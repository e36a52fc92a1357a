"""What a pack as a whole lists: its lists of subjects, and the subjects that most of its documents name.

Runs before lists are judged. A document often spreads one list over several tables, or over neighbouring sentences,
so what follows each other without naming a subject twice is taken as one list.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from attrs import Factory, field

from schedcheck.check.evidence import Evidence, by_scope
from schedcheck.check.wording import normal
from schedcheck.fact import Fact
from schedcheck.record import define, frozen


@define
class SubjectList:
    """One list: its facts by subject, and the values of which it claims to name all subjects."""

    document: str
    section: str
    facts: dict[str, Fact] = field(factory=dict)
    complete_for: set[str] = field(factory=set)

    def with_value(self, value: str) -> list[str]:
        """The subjects to which it gives a value, in its own order."""
        return [subject for subject, fact in self.facts.items() if normal(fact.value) == value]


@frozen
class Consensus:
    """What the pack as a whole lists: each subject's facts, its value, and the subjects of each value.

    `open_by` holds the documents for subjects that it does not list only because these, not read in full, do not.
    """

    facts: Mapping[str, list[Fact]]
    value: Mapping[str, str]
    by_value: Mapping[str, tuple[str, ...]]
    open_by: Mapping[str, tuple[str, ...]] = Factory(dict)

    def lacking(self, lists: SubjectList, values: Iterable[str]) -> list[str]:
        """The subjects of these values that a list does not name."""
        return [s for value in sorted(values) for s in self.by_value.get(value, ()) if s not in lists.facts]

    def beyond(self, named: Container[str]) -> list[str]:
        """All subjects that are not among those named."""
        return [s for value in sorted(self.by_value) for s in self.by_value[value] if s not in named]


def lists_of(facts: Iterable[Fact]) -> Iterator[SubjectList]:
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


def consensus_of(facts: list[Fact], lists: list[SubjectList], evidence: Evidence) -> Consensus:
    """A subject belongs to it when more voices list it than leave it out; the highest one decides a tie."""
    by_subject: dict[str, list[Fact]] = {}
    for fact in facts:
        by_subject.setdefault(fact.subject, []).append(fact)
    value = {subject: _usual_value(group, evidence) for subject, group in by_subject.items()}
    voices = _Voices.of(lists, value, evidence)
    by_value: dict[str, list[str]] = {}
    open_by: dict[str, tuple[str, ...]] = {}
    for subject in by_subject:
        if voices.agree_on(subject, value[subject]):
            by_value.setdefault(value[subject], []).append(subject)
        elif unread := voices.unread_against(subject, value[subject]):
            open_by[subject] = unread
    agreed = {subject: by_subject[subject] for subjects in by_value.values() for subject in subjects}
    return Consensus(agreed, value, {name: tuple(subjects) for name, subjects in by_value.items()}, open_by)


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

    `naming` are the voices that list a subject, `claiming` those that list all subjects of a value, `knowing` those
    that list some, and `knowing_all` those that list some subject of every value that several voices know.
    """

    evidence: Evidence
    documents: list[str] = field(factory=list)
    naming: dict[str, dict[int, None]] = field(factory=dict)
    claiming: dict[str, dict[int, None]] = field(factory=dict)
    knowing: dict[str, dict[int, None]] = field(factory=dict)
    common: set[str] = field(factory=set)
    knowing_all: list[int] = field(factory=list)

    @classmethod
    def of(cls, lists: list[SubjectList], value: Mapping[str, str], evidence: Evidence) -> _Voices:
        names = list(dict.fromkeys(each.document for each in lists))
        voices = cls(evidence, names if len(names) > 1 else [each.document for each in lists])
        known_by: dict[int, set[str]] = {}
        for number, each in enumerate(lists):
            voice = names.index(each.document) if len(names) > 1 else number
            for subject in each.facts:
                voices.naming.setdefault(subject, {})[voice] = None
            for name in sorted(each.complete_for):
                voices.claiming.setdefault(name, {})[voice] = None
            for name in dict.fromkeys(value[subject] for subject in each.facts):
                voices.knowing.setdefault(name, {})[voice] = None
                known_by.setdefault(voice, set()).add(name)
        voices.common = {value[s] for s, naming in voices.naming.items() if len(naming) > 1}
        voices.knowing_all = [voice for voice, known in known_by.items() if known >= voices.common]
        return voices

    def agree_on(self, subject: str, value: str) -> bool:
        """Do more voices list the subject than leave it out? Against one alone, whoever knows its value has a say."""
        naming, silent = self.naming[subject], self._silent(subject, value)
        if len(naming) != len(silent):
            return len(naming) > len(silent)
        return self._highest(naming) < self._highest(silent)

    def unread_against(self, subject: str, value: str) -> tuple[str, ...]:
        """The documents not read in full without whose silence the subject would be agreed on; () where others do."""
        naming, silent = self.naming[subject], self._silent(subject, value)
        read = [voice for voice in silent if not self.evidence.paper(self.documents[voice]).gaps]
        if len(read) >= len(naming):
            return ()
        return tuple(dict.fromkeys(self.documents[voice] for voice in silent if voice not in read))

    def _silent(self, subject: str, value: str) -> list[int]:
        """The voices that leave a subject out and have a say in it."""
        naming = self.naming[subject]
        against = self.knowing if len(naming) == 1 else self.claiming
        silent = [voice for voice in against.get(value, {}) if voice not in naming]
        if len(naming) == 1 and value not in self.common:
            others = [voice for voice in self.knowing_all if voice not in naming]
            silent = others if len(others) > 1 else silent
        return silent

    def _highest(self, voices: Iterable[int]) -> tuple[int, int]:
        return min(self.evidence.rank(self.documents[voice]) for voice in voices)
