"""Who states what: the facts of all documents, and an index over them."""

from __future__ import annotations

import builtins
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal

from attrs import field, frozen

from schedcheck.document import Paper
from schedcheck.place import NO_ORIGIN, NOWHERE, Origin, Place
from schedcheck.quantity import Period, Quantity

State = Literal["in-force", "current", "proposed"]
Mention = Literal["states", "proposes", "quotes", "asks", "rejects"]
Certainty = Literal["marked", "plain", "inferred", "guess"]
Value = str | Quantity | Period

CERTAINTIES: tuple[Certainty, ...] = ("marked", "plain", "inferred", "guess")
"""From the surest to the least sure: marked redline, plain words, order of two values in one cell, guess."""

NONE = "none"
"""The value of a property of which a document has nothing."""

ASSERTIONS: frozenset[Mention] = frozenset({"states", "proposes"})
"""The kinds of mention by which a document says that something is so, or shall be so."""


@frozen
class Scope:
    """One statement: a sentence, a list or a table. The facts that it gives share it.

    `document` is a Paper's id. `whole` says that the reader saw the whole list or table, so that what it
    does not name counts as absent. `number` tells the statements of one document apart, in reading order.
    `supposed` says that nothing but the kind of its document tells that it speaks of a change, so that it may name
    what stays as it is as well.
    """

    document: str
    section: str = ""
    number: int = 0
    whole: bool = False
    supposed: bool = False


@frozen
class Fact:
    """In this document, at this place, this property of this subject has this value in this state.

    `subject` is an id, never a number; `kind` is the kind of subject ("service-request").
    `printed` is the value as the document writes it. `place` is where the value stands, `named` where the
    subject is named, when that is another place. `basis` is the binding of a person that it rests on, in words;
    `origin` says by which amendment and since when the value holds. None of these takes part in equality.
    """

    scope: Scope
    subject: str
    property: str
    value: Value
    state: State = "current"
    mention: Mention = "states"
    certainty: Certainty = "plain"
    kind: str = ""
    printed: str = field(default="", eq=False)
    place: Place = field(default=NOWHERE, eq=False)
    named: Place = field(default=NOWHERE, eq=False)
    basis: str = field(default="", eq=False)
    origin: Origin = field(default=NO_ORIGIN, eq=False)

    @builtins.property
    def document(self) -> str:
        return self.scope.document

    @builtins.property
    def section(self) -> str:
        return self.scope.section

    @builtins.property
    def asserted(self) -> bool:
        """Does the document say that it is so (rather than quote, ask for or reject it)?"""
        return self.mention in ASSERTIONS


@frozen(eq=False)
class Earlier:
    """An earlier state that a run is compared with: `name` is the user's word for it, `facts` all that it stated.

    The files of its papers are named as that state has them. `problem` says why nothing is known of it, "" where it is.
    `shipped` are the ids of today's documents that are not the user's, and so no later state of one.
    """

    name: str
    facts: Facts
    problem: str = ""
    shipped: frozenset[str] = frozenset()

    def spot(self, paper: Paper) -> str:
        """The document of the earlier state, as a citation names it."""
        return f"{self.name}:{paper.file or paper.id}"


class Facts:
    """All facts of one run, in document order, found by property. Read-only once made."""

    def __init__(
        self,
        facts: Iterable[Fact],
        papers: Iterable[Paper] = (),
        titles: Mapping[str, str] | None = None,
        history: Iterable[Fact] = (),
        earlier: Earlier | None = None,
    ) -> None:
        """`titles` gives the plain name of a property, as users know it.

        `history` are the facts with all that schedules ever held, where `facts` are those of one day. `earlier` is the
        state that a run is compared with, None where it is compared with none.
        """
        self._by_property: dict[str, list[Fact]] = {}
        for fact in facts:
            self._by_property.setdefault(fact.property, []).append(fact)
        self.papers: dict[str, Paper] = {paper.id: paper for paper in papers}
        self.titles: Mapping[str, str] = titles or {}
        self._history = tuple(history)
        self.earlier = earlier

    @classmethod
    def grouped(cls, groups: Mapping[str, list[Fact]], like: Facts) -> Facts:
        """Other facts, by property, in the documents of `like`; the groups are taken as they are, without a copy."""
        facts = cls((), (), like.titles)
        facts.papers = like.papers
        facts._by_property = dict(groups)
        return facts

    def with_groups(self, groups: Mapping[str, list[Fact]]) -> Facts:
        """These facts, with those of some properties exchanged."""
        return Facts.grouped({**self._by_property, **groups}, self)

    def __iter__(self) -> Iterator[Fact]:
        for facts in self._by_property.values():
            yield from facts

    @builtins.property
    def history(self) -> tuple[Fact, ...]:
        """Every fact, with all that schedules ever held and will hold."""
        return self._history or tuple(self)

    @builtins.property
    def properties(self) -> Collection[str]:
        """The properties of which there may be facts: there is none of any other."""
        return self._by_property.keys()

    def of(self, name: str) -> list[Fact]:
        """Every fact of one property, opinions included."""
        return self._by_property.get(name, [])

    def title(self, name: str) -> str:
        """The plain name of a property."""
        return self.titles.get(name, name)

    def paper(self, document: str) -> Paper:
        """The document of that id; a bare one where it is not known."""
        return self.papers.get(document) or Paper(id=document, kind="", title=document)
