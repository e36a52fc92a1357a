"""A block or cell as tokens with its sentences, and the values that a matched form states in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from schedcheck.fact import Certainty, State
from schedcheck.place import Place
from schedcheck.quantity import Period, Quantity, with_unit_of
from schedcheck.recognise.elements import Filled
from schedcheck.recognise.ids import Named
from schedcheck.recognise.ledger import Stated
from schedcheck.recognise.placed import PlacedTokens, in_table
from schedcheck.recognise.template import Match, Passage
from schedcheck.record import frozen
from schedcheck.vocabulary import SentenceForm

CONTEXT = 4
"""How many passages before one are its context."""
LONGEST_SENTENCE = 1_000
"""Tokens."""


@frozen
class Sentence:
    """The tokens of one sentence of a passage, [first, end)."""

    first: int
    end: int


@frozen
class PassageAt:
    """A block or cell as tokens, with what it stands in; `context` holds the words shortly before it, and its own."""

    placed: PlacedTokens
    body: Passage
    section: str
    kind: str
    place: tuple[int, int, int] = (0, 0, 0)
    context: str = " "

    @property
    def ids(self) -> Mapping[int, Named]:
        return self.body.ids

    def sentences(self) -> Iterator[Sentence]:
        """What full stops part; longer than any sentence is cut, as each match in one looks at all of it."""
        first, types = 0, self.placed.tokens.types
        for end in [i + 1 for i, t in enumerate(types) if t == "s"] + [len(types)]:
            for start in range(first, end, LONGEST_SENTENCE):
                yield Sentence(start, min(start + LONGEST_SENTENCE, end))
            first = end

    def after(self, sentence: Sentence) -> Sentence | None:
        """The sentence that follows, found without looking at all others: asked for each match of a long passage."""
        first, types = sentence.end, self.placed.tokens.types
        if first >= len(types):
            return None
        stop = types.find("s", first, first + LONGEST_SENTENCE)
        return Sentence(first, stop + 1 if stop >= 0 else min(first + LONGEST_SENTENCE, len(types)))

    def before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before, found likewise."""
        types = self.placed.tokens.types
        if not sentence.first:
            return None
        first = types.rfind("s", 0, sentence.first - 1) + 1
        return Sentence(sentence.first - 1 - (sentence.first - 1 - first) % LONGEST_SENTENCE, sentence.first)

    def is_cut(self, match: Match) -> bool:
        """Does a semicolon end a match, so that what it names may go on after it?"""
        return ";" in self.body.words[match.last : match.last + 2]

    def at(self, first: int, last: int) -> Place:
        table, row, column = self.place
        return in_table(self.placed.place(first, last), table, row, column)


def in_context(passages: Sequence[PassageAt]) -> Iterator[PassageAt]:
    """Each passage with its own words and those of the few before it in its section."""
    before: list[tuple[str, str]] = []
    for passage in passages:
        near = " ".join(words for section, words in before[-CONTEXT:] if section == passage.section)
        own = " ".join(passage.body.words)
        yield PassageAt(passage.placed, passage.body, passage.section, passage.kind, passage.place, f" {near} {own} ")
        before.append((passage.section, own))


def values_of(form: SentenceForm, match: Match, passage: PassageAt) -> Iterator[Stated]:
    """The values that a match states: of its value slot or fixed text, or of its two states."""
    certainty: Certainty = "inferred" if form.certainty == "inferred" else "plain"
    state: State = "proposed" if form.state == "proposed" else "current"
    if form.value.startswith("="):
        place = passage.at(match.first, match.last)
        yield Stated(form.value[1:], passage.placed.tokens.between(match.first, match.last), place, state, certainty)
    elif form.value:
        for slot in form.value.split("|"):
            yield from _stated(match.slots.get(slot), match, passage, state, certainty)
    else:
        for each in ("current", "proposed"):
            yield from _stated(
                match.slots.get(each),
                match,
                passage,
                "current" if each == "current" else "proposed",
                certainty,
            )


def _stated(
    filled: Filled | None, match: Match, passage: PassageAt, state: State, certainty: Certainty
) -> Iterator[Stated]:
    if filled is None:
        return
    place = passage.at(filled.first, filled.last)
    printed = passage.placed.tokens.between(filled.first, filled.last)
    if filled.names:
        for name in filled.names:
            yield Stated(name, printed, place, state, certainty)
        return
    value = _amount(filled, match, passage)
    if isinstance(value, Quantity) and value.kind == "count":
        return
    if isinstance(value, Quantity | Period):
        yield Stated(evolve(value, printed=printed), printed, place, state, certainty)
    else:
        words = printed.lstrip("vV") if passage.placed.tokens.types[filled.first] == "v" else printed
        yield Stated(words, printed, place, state, certainty)


def _amount(filled: Filled, match: Match, passage: PassageAt) -> Quantity | Period | None:
    """The amount of a slot; a bare number takes the unit of the other amount of the sentence."""
    tokens = passage.placed.tokens
    letter = tokens.types[filled.first]
    if letter not in "dmtcn" or filled.first != filled.last:
        return None
    value = tokens.value(filled.first)
    if letter != "n":
        return value
    others = (tokens.value(slot.first) for slot in match.slots.values() if tokens.types[slot.first] in "dm")
    other = next((o for o in others if isinstance(o, Quantity)), None)
    return with_unit_of(tokens.word(filled.first), other) if other else value
