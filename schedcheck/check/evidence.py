"""The facts of a run in the forms that relations ask for, each made once and shared by all rules.

Runs over an index of facts that nothing changes any more. Opinions never take part unless they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from schedcheck.check.amendments.docket import Docket
from schedcheck.document import Paper
from schedcheck.fact import ASSERTIONS, CERTAINTIES, Certainty, Fact, Facts, Scope, State
from schedcheck.place import Place
from schedcheck.quantity import Quantity

BySubject = dict[str, list[Fact]]
Statement = dict[str, Fact]


class Evidence:
    """Facts by property and subject: of the pack, held in schedules, and of opinions."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.schedules = frozenset(paper.id for paper in facts.papers.values() if paper.schedule)
        self.amending_papers = frozenset(paper.id for paper in facts.papers.values() if paper.amends)
        self.order = {document: number for number, document in enumerate(facts.papers)}
        self._ranks: dict[str, tuple[int, int]] = {}
        self._asserted: dict[str, list[Fact]] = {}
        self._stated: dict[str, BySubject] = {}
        self._pack: dict[str, list[Fact]] = {}
        self._judged: dict[tuple[str, tuple[str, ...]], list[Fact]] = {}
        self._stating: dict[str, frozenset[str]] = {}
        self._amounts: dict[str, dict[Decimal, Fact]] = {}
        self._statements: dict[tuple[str, ...], list[Statement]] = {}
        self._authority: str | None = None

    @property
    def has_pack(self) -> bool:
        """Are there documents besides schedules and what amends them?"""
        return any(not paper.schedule and not paper.amends for paper in self.facts.papers.values())

    @cached_property
    def docket(self) -> Docket:
        """The amendments of the run."""
        return Docket(self.facts)

    def paper(self, document: str) -> Paper:
        return self.facts.paper(document)

    def of_kind(self, kind: str) -> Sequence[Paper]:
        """The documents of one kind."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> dict[str, list[Paper]]:
        found: dict[str, list[Paper]] = {}
        for paper in self.facts.papers.values():
            found.setdefault(paper.kind, []).append(paper)
        return found

    def papers(self, facts: Iterable[Fact]) -> list[Paper]:
        """The documents of some facts, each once."""
        return [self.paper(document) for document in dict.fromkeys(fact.scope.document for fact in facts)]

    def rank(self, document: str) -> tuple[int, int]:
        """The lower, the higher its authority; documents of one rank stand in the order of the pack."""
        if document not in self._ranks:
            self._ranks[document] = (self.facts.paper(document).rank, self.order.get(document, 0))
        return self._ranks[document]

    def asserted(self, name: str) -> list[Fact]:
        """What documents and schedules say of a property, in document order.

        What an amendment says is no part of it: that is judged as an amendment, and in the schedules that result.
        """
        if name not in self._asserted:
            amending = self.amending_papers
            self._asserted[name] = [
                fact
                for fact in self.facts.of(name)
                if fact.mention in ASSERTIONS and fact.scope.document not in amending
            ]
        return self._asserted[name]

    def amending(self, name: str) -> list[Fact]:
        """What amendments say of a property, those that are withdrawn apart."""
        documents = self.amending_papers
        every = self.facts.of(name) if documents else []
        return [fact for fact in every if fact.mention in ASSERTIONS and fact.scope.document in documents]

    def stated(self, name: str) -> BySubject:
        """The same by subject."""
        if name not in self._stated:
            self._stated[name] = by_subject(self.asserted(name))
        return self._stated[name]

    def statements(self, names: tuple[str, ...]) -> list[Statement]:
        """What each document gives of some properties, for each subject and state: the first fact of each."""
        if names not in self._statements:
            self._statements[names] = list(self._stated_together(names))
        return self._statements[names]

    def judged_statements(self, names: tuple[str, ...], only: tuple[str, ...] = ()) -> list[Statement]:
        """Those of the pack, or of the kinds `only`; those of schedules only where there is no pack, since its checks
        are counted. What one row says of two states is one statement.

        A schedule that holds some of them for no subject at all is another contract's, and lacks nothing.
        """
        every = list(_each_place_once(self.statements(names)))
        if only:
            return [found for found in every if self.paper(next(iter(found.values())).scope.document).kind in only]
        if not self.has_pack:
            stating = [self.stating(name) for name in names]
            return [s for s in every if all(next(iter(s.values())).scope.document in holding for holding in stating)]
        return [found for found in every if next(iter(found.values())).scope.document not in self.schedules]

    def _stated_together(self, names: tuple[str, ...]) -> Iterator[Statement]:
        parts = [(name, self.stated(name)) for name in names]
        for subject in dict.fromkeys(subject for _, groups in parts for subject in groups):
            statements: dict[tuple[str, str], Statement] = {}
            for name, groups in parts:
                for fact in groups.get(subject, ()):
                    key = (fact.scope.document, fact.state)
                    if key not in statements:
                        statements[key] = {name: fact}
                    elif name not in statements[key]:
                        statements[key][name] = fact
            yield from statements.values()

    def amounts(self, name: str) -> dict[Decimal, Fact]:
        """The first fact of a property with each exact amount."""
        if name not in self._amounts:
            found: dict[Decimal, Fact] = {}
            for fact in self.asserted(name):
                value = fact.value
                if isinstance(value, Quantity) and value.low == value.high:
                    found.setdefault(value.low, fact)
            self._amounts[name] = found
        return self._amounts[name]

    def pack(self, name: str) -> list[Fact]:
        """What the documents of the pack say of a property; what schedules hold of it where there is no pack."""
        if name not in self._pack:
            held = self.schedules if self.has_pack else frozenset()
            self._pack[name] = [fact for fact in self.asserted(name) if fact.scope.document not in held]
        return self._pack[name]

    def held(self, name: str, kinds: tuple[str, ...] = ()) -> list[Fact]:
        """What schedules hold of a property: those of some kinds, or all."""
        documents = {d for d in self.schedules if not kinds or self.paper(d).kind in kinds}
        return [fact for fact in self.asserted(name) if fact.scope.document in documents]

    def opinions(self, name: str) -> list[Fact]:
        """What is asked for, quoted or rejected."""
        every, asserted = self.facts.of(name), self.asserted(name)
        if len(every) == len(asserted):
            return []
        amending = self.amending_papers
        return [f for f in every if f.mention not in ASSERTIONS and f.scope.document not in amending]

    def judged(self, name: str, only: tuple[str, ...]) -> list[Fact]:
        """What a rule for some kinds of documents judges; without kinds, all documents of the pack."""
        if not only:
            return self.pack(name)
        if (name, only) not in self._judged:
            documents = {paper.id for paper in self.facts.papers.values() if paper.kind in only}
            facts = [*self.asserted(name), *self.amending(name)]
            self._judged[name, only] = [f for f in facts if f.scope.document in documents]
        return self._judged[name, only]

    def stating(self, name: str) -> frozenset[str]:
        """The documents that say something of a property."""
        if name not in self._stating:
            self._stating[name] = frozenset({fact.scope.document for fact in self.asserted(name)})
        return self._stating[name]

    @property
    def authority(self) -> str:
        """The document of the pack with the highest authority; "" for an empty pack."""
        if self._authority is None:
            amending = self.amending_papers
            every = self.facts.papers.values()
            pack = [p.id for p in every if not p.schedule and not p.opinion and p.id not in amending]
            self._authority = min(pack, key=self.rank, default="")
        return self._authority


def _each_place_once(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Without those of which every value stands where it does for another state: a row that stays as it is."""
    seen: set[tuple[str, str, tuple[tuple[str, Place], ...]]] = set()
    for found in statements:
        first = next(iter(found.values()))
        key = (first.scope.document, first.subject, tuple((name, fact.place) for name, fact in found.items()))
        if key not in seen or not first.place.table:
            seen.add(key)
            yield found


def by_subject(facts: Iterable[Fact]) -> BySubject:
    """Facts by subject, in the order in which the subjects first appear."""
    groups: BySubject = {}
    for fact in facts:
        subject = fact.subject
        if subject in groups:
            groups[subject].append(fact)
        else:
            groups[subject] = [fact]
    return groups


def by_scope(facts: Iterable[Fact]) -> Iterator[tuple[Scope, list[Fact]]]:
    """Facts by the statement that gives them, in document order."""
    groups: dict[tuple[str, int], list[Fact]] = {}
    for fact in facts:
        key = (fact.scope.document, fact.scope.number)
        if key in groups:
            groups[key].append(fact)
        else:
            groups[key] = [fact]
    return ((group[0].scope, group) for group in groups.values())


def by_document(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Facts by the document that gives them."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.scope.document, []).append(fact)
    return list(groups.values())


def changes_to(state: State, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts of one state, but for those of which the same cell says that they hold in another state as well."""
    own: list[Fact] = []
    others: set[tuple[str, int, int, int, int, int, str]] = set()
    for fact in facts:
        if fact.state == state:
            own.append(fact)
        elif fact.place.table:
            others.add(_cell(fact))
    return (fact for fact in own if _cell(fact) not in others) if others else iter(own)


def _cell(fact: Fact) -> tuple[str, int, int, int, int, int, str]:
    """A fact's subject and place in a form that is quick to look up."""
    place = fact.place
    return (fact.subject, place.line, place.offset, place.table, place.row, place.column, place.key)


def surely(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, without those of a supposed change of what nobody else changes: such a table names what stays, too.

    Those that may stand for what their table lacks are kept. Where all is supposed, nothing tells one from the
    other, and all of them count.
    """
    sure = {(fact.subject, _said(fact)): None for fact in facts if not fact.scope.supposed}
    named = {subject for subject, _ in sure}
    tables: dict[tuple[Scope, str], list[Fact]] = {}
    for fact in facts:
        if fact.scope.supposed:
            tables.setdefault((fact.scope, _said(fact)), []).append(fact)
    stays: set[int] = set()
    for (_, value), rows in tables.items():
        own = {fact.subject for fact in rows}
        extra = [fact for fact in rows if fact.subject not in named]
        lacking = sum(1 for subject, other in sure if other == value and subject not in own)
        if sure and len(extra) > lacking:
            stays.update(map(id, extra))
    return [fact for fact in facts if id(fact) not in stays]


def _said(fact: Fact) -> str:
    return fact.value if isinstance(fact.value, str) else fact.value.normal()


def least_sure(facts: Iterable[Fact]) -> Certainty:
    """The least certainty of some facts; a plain one where there are none."""
    return max((fact.certainty for fact in facts), key=CERTAINTIES.index, default="plain")


def surest(facts: Iterable[Fact]) -> Certainty:
    """The best certainty of some facts."""
    return min((fact.certainty for fact in facts), key=CERTAINTIES.index, default="plain")


def one_a_document(facts: Iterable[Fact], most: int = 4) -> list[Fact]:
    """The first fact of each document, at most so many."""
    firsts: dict[str, Fact] = {}
    for fact in facts:
        firsts.setdefault(fact.scope.document, fact)
        if len(firsts) == most:
            break
    return list(firsts.values())
