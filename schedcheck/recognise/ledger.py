"""What recognition has found so far in one document: facts, statements, places used, gaps."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, field

from schedcheck.binding import Binding
from schedcheck.document import Run
from schedcheck.fact import Certainty, Fact, Mention, Scope, State, Value
from schedcheck.place import NOWHERE, Origin, Place
from schedcheck.reading import Outcome, Unread
from schedcheck.recognise.placed import PlacedTokens
from schedcheck.recognise.split import Part
from schedcheck.record import define, frozen
from schedcheck.vocabulary import Vocabulary

Spot = tuple[int, int, int, str]


def spot(place: Place) -> Spot:
    """What tells two places of one document apart, whatever its format: page, line, offset and key."""
    return place.page, place.line, place.offset, place.key


@frozen
class Stated:
    """One value as recognised, before it is a fact: what it is, how it is printed and where."""

    value: Value
    printed: str
    place: Place
    state: State
    certainty: Certainty = "plain"

    def at(self, place: Place) -> Stated:
        """The same elsewhere: there is one for every cell that is read."""
        return Stated(self.value, self.printed, place, self.state, self.certainty)


@frozen
class Grand:
    """The sum of a whole matrix: section and number of its table, and whether words round it speak of no mere share."""

    table: tuple[str, int]
    stated: Stated
    alone: bool


@define
class Ledger:
    """Collects the facts of one document. `used` holds the spot of every value that became a fact.

    `supposed` are the tables whose times hold in a state that neither marks nor words tell, only what they stand in.
    `grands` are sums of which one may be the pack's.
    `own` are the properties that a document states of itself even where all else in it is opinion.
    """

    part: Part
    own: frozenset[str] = frozenset()
    facts: list[Fact] = field(factory=list)
    unread: list[Unread] = field(factory=list)
    gaps: list[str] = field(factory=list)
    supposed: list[tuple[str, int]] = field(factory=list)
    grands: list[Grand] = field(factory=list)
    used: set[Spot] = field(factory=set)
    outcomes: dict[str, Outcome] = field(factory=dict)
    _statements: int = 0
    _tokens: dict[int, tuple[tuple[Run, ...], PlacedTokens]] = field(factory=dict)

    def tokens(self, runs: tuple[Run, ...], vocabulary: Vocabulary) -> PlacedTokens:
        """The tokens of a block's or cell's runs, old and new; cut once, however often they are asked for."""
        if id(runs) not in self._tokens:
            self._tokens[id(runs)] = (runs, PlacedTokens.of(runs, vocabulary))
        return self._tokens[id(runs)][1]

    def statement(self, section: str, *, whole: bool = False) -> Scope:
        """A new statement: facts that share it were said together."""
        self._statements += 1
        return Scope(self.part.document, section, self._statements, whole)

    def add(
        self,
        scope: Scope,
        subject: str,
        name: str,
        stated: Stated,
        *,
        kind: str = "",
        mention: Mention = "states",
        named: Place = NOWHERE,
        basis: str = "",
    ) -> None:
        """One fact more; `basis` is the binding that it rests on.

        In a document of opinions nothing is a statement but what it says of itself.
        """
        if self.part.kind and self.part.kind.opinion and not (name in self.own and subject == self.part.document):
            mention = "asks"
        self.use(stated.place)
        self.facts.append(
            Fact(
                scope=scope,
                subject=subject,
                property=name,
                value=stated.value,
                state=stated.state,
                mention=mention,
                certainty=stated.certainty,
                kind=kind,
                printed=stated.printed,
                place=stated.place,
                named=named,
                basis=basis,
            )
        )

    def hold_since(self, first: int, origin: Origin) -> None:
        """The facts from that number on hold by an authority, from a day on."""
        self.facts[first:] = [evolve(fact, origin=origin) for fact in self.facts[first:]]

    def joined(self, first: int, number: int) -> None:
        """The facts from that number on, where so many items of one list gave them.

        Those that each item seemed to name in full are one statement, whole where all of the items gave some.
        """
        scopes: dict[str, dict[Scope, None]] = {}
        for fact in self.facts[first:]:
            if fact.scope.whole:
                scopes.setdefault(fact.property, {})[fact.scope] = None
        one = {name: evolve(next(iter(found)), whole=len(found) == number) for name, found in scopes.items()}
        self.facts[first:] = [
            evolve(fact, scope=one[fact.property]) if fact.scope.whole else fact for fact in self.facts[first:]
        ]

    def use(self, place: Place) -> None:
        self.used.add(spot(place))

    def leave(self, section: str, place: Place, printed: str, reason: str) -> None:
        """A value that could not become a fact."""
        self.use(place)
        self.unread.append(Unread(self.part.document, section, place, printed, reason))

    def void(self, binding: Binding, reason: str) -> None:
        """A binding that does not hold: it gives nothing, and the document has a gap where it should."""
        self.outcomes[binding.at] = Outcome(binding.at, void=reason)
        self.gap(f"{binding.target}: the binding of {binding.by} ({binding.at}) is void: {reason}")

    @property
    def stated(self) -> Iterator[Fact]:
        """The facts, those of tables whose state is supposed as such."""
        for fact in self.facts:
            supposed = fact.place.table and (fact.section, fact.place.table) in self.supposed
            yield evolve(fact, scope=evolve(fact.scope, supposed=True)) if supposed else fact

    def suppose(self, section: str, table: int) -> None:
        """A table in which nothing but the kind of the document tells the state of its times."""
        if (section, table) not in self.supposed:
            self.supposed.append((section, table))

    def gap(self, reason: str) -> None:
        """Something in the document that was not understood, so that it counts as partly read."""
        if reason not in self.gaps:
            self.gaps.append(reason)
