"""Sentence templates: compiled once, matched against the tokens of a sentence in bounded time.

A template has no repeats of its own, a gap is at most GAP tokens long, and a slot takes the first thing that fits.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import field

from schedcheck.recognise.elements import Element, End, Filled, Gap, Slot, Words
from schedcheck.recognise.ids import Named
from schedcheck.recognise.phrases import SPANS
from schedcheck.recognise.placed import inside
from schedcheck.recognise.runs import runs_of_names
from schedcheck.record import frozen
from schedcheck.tokens import Tokens, tokenise
from schedcheck.vocabulary import Vocabulary, compact

GAP = 40
_FILLERS = frozenset({"the", "a", "an", "its", "their", "current", "existing", "present", "new", "proposed", "revised"})
_FILLERS |= {"all", "both", "only", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
_PIECE = re.compile(r"\{[^}]*\}|\([^)]*\|[^)]*\)|\[[^\]]*\]|\.\.\.|\S+")
_AMOUNTS = {
    "duration": "dn",
    "money": "mn",
    "percent": "c",
    "date": "t",
    "version": "iv",
    "marked-version": "v",
    "code": "g",
}


@frozen
class Match:
    """A template matched: its slots and the tokens it spans."""

    first: int
    last: int
    slots: Mapping[str, Filled]


@frozen
class Passage:
    """The tokens of a block with what templates ask of them: words, ids, and names of the closed `lists`."""

    tokens: Tokens
    words: tuple[str, ...]
    ids: Mapping[int, Named]
    lists: frozenset[str]
    vocabulary: Vocabulary
    _runs: dict[str, Mapping[int, Filled]] = field(factory=dict)

    @classmethod
    def of(cls, tokens: Tokens, ids: Mapping[int, Named], lists: frozenset[str], vocabulary: Vocabulary) -> Passage:
        return cls(tokens, _words(tokens), ids, lists, vocabulary)

    def names(self, name: str) -> Mapping[int, Filled]:
        """First token of each run of names of a list; looked for when the first template asks."""
        if name not in self._runs:
            self._runs[name] = _runs_of_names(self.tokens, name, self.vocabulary)
        return self._runs[name]

    def signs(self, first: int, end: int) -> frozenset[str]:
        """What stands between two tokens, for the needs of templates: words, and in braces letters and kinds of ids."""
        kinds = (self.ids[token].kind for token in range(first, end) if token in self.ids)
        marks = {*kinds, *self.tokens.types[first:end]}
        return frozenset((*self.words[first:end], *(f"{{{mark}}}" for mark in marks)))


@frozen
class Template:
    """A compiled template."""

    elements: tuple[Element, ...]

    @property
    def slots(self) -> Iterator[Slot]:
        return (element for element in self.elements if isinstance(element, Slot))

    def subject(self, name: str, match: Match, passage: Passage) -> tuple[str, Filled]:
        """The kind of a slot and what it took; of several names before the rest of the match the nearest to it."""
        kind = next(slot.kind for slot in self.slots if slot.name == name)
        filled = match.slots[name]
        if sum(slot.kind == kind for slot in self.slots) > 1:
            return kind, filled
        names = passage.names(kind) if kind in passage.lists else {}
        nearer = inside(names, filled.last + 1, match.last + 1)
        return kind, names[nearer[-1]] if nearer else filled

    def needs(self, lists: frozenset[str]) -> Iterator[frozenset[str]]:
        """For each part that must be there the signs of which a sentence must hold one; names are not looked for."""
        for element in self.elements:
            if isinstance(element, Words) and not element.optional:
                yield element.firsts
            elif isinstance(element, Slot) and element.kind not in lists and element.kind not in SPANS:
                yield frozenset(f"{{{mark}}}" for mark in _AMOUNTS.get(element.kind, (element.kind,)))

    def find(self, passage: Passage, first: int, end: int) -> Iterator[Match]:
        """Every match between two tokens, left to right, none overlapping."""
        reached, failed = first, set[tuple[int, int]]()
        for token in _starts(self.elements[0], passage, first, end):
            if token < reached:
                continue
            found = _match(self.elements, 0, passage, token, end, failed)
            if found:
                yield Match(token, found[0] - 1, found[1])
                reached = max(found[0], token + 1)


def compile_template(says: str, vocabulary: Vocabulary) -> Template:
    """A template's elements; optional words in front say nothing and are dropped."""
    elements = [_element(piece, vocabulary) for piece in _PIECE.findall(says)]
    while isinstance(elements[0], Words) and elements[0].optional:
        del elements[0]
    return Template(tuple(elements))


def _element(piece: str, vocabulary: Vocabulary) -> Element:
    if piece == "...":
        return Gap()
    if piece == "$":
        return End()
    if piece.startswith("{"):
        name, _, kind = piece[1:-1].partition(":")
        return Slot(name, kind or name)
    if piece.startswith("[") and piece.endswith("]") and len(piece) > 2:
        return Words(_wordings(piece[1:-1], vocabulary), optional=True)
    if piece.startswith("(") and piece.endswith(")") and len(piece) > 2:
        return Words(_wordings(piece[1:-1], vocabulary))
    return Words(_wordings(piece, vocabulary))


def _wordings(text: str, vocabulary: Vocabulary) -> tuple[tuple[str, ...], ...]:
    """Longest first, so that "will be changed" is tried before "will"."""
    found = {_wording(option, vocabulary) for option in text.split("|")}
    return tuple(sorted(filter(None, found), key=lambda wording: (-len(wording), wording)))


@lru_cache(maxsize=4096)
def _wording(option: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Many forms have the same small words."""
    return _words(tokenise(option, vocabulary))


def _words(tokens: Tokens) -> tuple[str, ...]:
    """Each token as words are compared; a sign as it is."""
    text = tokens.text
    words = (text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True))
    return tuple([compact(word) or word for word in words])


def _runs_of_names(tokens: Tokens, name: str, vocabulary: Vocabulary) -> Mapping[int, Filled]:
    """First token of each name -> the run of names from there."""
    runs: dict[int, Filled] = {}
    ends = [tokens.starts[n] for n, kind in enumerate(tokens.types) if kind == "s" and tokens.word(n) == ";"]
    for start, end, names in runs_of_names(tokens.text, name, vocabulary, ends):
        first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end) - 1
        if first <= last:
            runs[first] = Filled(first, last, names)
    return runs


def _starts(element: Element, passage: Passage, first: int, end: int) -> Iterable[int]:
    """The tokens at which a first element can match."""
    if isinstance(element, Words):
        words, firsts = passage.words, element.firsts
        return [t for t in range(first, end) if words[t] in firsts]
    if isinstance(element, Slot) and element.kind in _AMOUNTS:
        letters = _AMOUNTS[element.kind]
        return [t for t in range(first, end) if passage.tokens.types[t] in letters]
    if isinstance(element, Slot) and element.kind in passage.lists:
        return inside(passage.names(element.kind), first, end)
    if isinstance(element, Slot) and element.kind not in SPANS:
        return [t for t in inside(passage.ids, first, end) if passage.ids[t].kind == element.kind]
    return range(first, end)


def _match(
    elements: Sequence[Element], at: int, passage: Passage, token: int, end: int, failed: set[tuple[int, int]]
) -> tuple[int, dict[str, Filled]] | None:
    """The token after the match and the slots, when the elements from `at` on match at a token.

    `failed` are the gaps by number, with tokens after them at which nothing more has to be tried.
    """
    if at == len(elements):
        return token, {}
    element = elements[at]
    if isinstance(element, End):
        ended = all(passage.tokens.types[t] in "sp" for t in range(token, end))
        return _match(elements, at + 1, passage, token, end, failed) if ended else None
    if isinstance(element, Gap):
        for start in _starts(elements[at + 1], passage, token, min(end, token + GAP)):
            if (at, start) not in failed:
                found = _match(elements, at + 1, passage, start, end, failed)
                if found is not None:
                    return found
                failed.add((at, start))
        return None
    if isinstance(element, Slot):
        filled = _fill(element.kind, passage, token, end)
        rest = _match(elements, at + 1, passage, filled.last + 1, end, failed) if filled else None
        return (
            (rest[0], {**rest[1], element.name: filled.joined(rest[1].get(element.name))}) if filled and rest else None
        )
    return _match_words(element, elements, at, passage, token, end, failed)


def _match_words(
    element: Words,
    elements: Sequence[Element],
    at: int,
    passage: Passage,
    token: int,
    end: int,
    failed: set[tuple[int, int]],
) -> tuple[int, dict[str, Filled]] | None:
    for wording in element.wordings:
        after = token + len(wording)
        if after <= end and passage.words[token:after] == wording:
            found = _match(elements, at + 1, passage, after, end, failed)
            if found:
                return found
    return _match(elements, at + 1, passage, token, end, failed) if element.optional else None


def _fill(kind: str, passage: Passage, token: int, end: int) -> Filled | None:
    """What a slot takes at a token, past at most two small words."""
    if kind in SPANS:
        span = SPANS[kind](passage.tokens, token, end)
        return Filled(*span) if span else None
    for start in range(token, min(token + 3, end)):
        filled = _value(kind, passage, start, end)
        if filled:
            return filled
        if passage.words[start] not in _FILLERS:
            return None
    return None


def _value(kind: str, passage: Passage, token: int, end: int) -> Filled | None:
    if kind in _AMOUNTS:
        return Filled(token, token) if passage.tokens.types[token] in _AMOUNTS[kind] else None
    if kind in passage.lists:
        return passage.names(kind).get(token)
    return _id(kind, passage, token, end)


def _id(kind: str, passage: Passage, token: int, end: int) -> Filled | None:
    """An id, with the word that is part of it ("Schedule 2.2") or announces it."""
    for after in range(token, min(token + 4, end)):
        named = passage.ids.get(after)
        if named and named.kind == kind:
            return Filled(token, after, (named.id,))
        if passage.tokens.types[after] != "w":
            return None
    return None
