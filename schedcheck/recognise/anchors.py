"""The numbered parts of documents to which others may refer: "section 8.4", "Table 3", "Annex E", "Requirement 2".

Looked for once for a pack, over plain words. Labels are data of the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from schedcheck.recognise.listed import entries
from schedcheck.recognise.numbering import Sort
from schedcheck.recognise.said import firsts, said_in
from schedcheck.recognise.split import Part
from schedcheck.recognise.stretch import Stretch
from schedcheck.record import frozen
from schedcheck.vocabulary import Label, Vocabulary

_CAPTION = 150


@frozen
class Form:
    """A label with its patterns, each compiled when a text calls for it.

    One of its `words` stands in every text that `opening` and `mention` match.
    """

    label: Label
    words: frozenset[str]

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """At the start of a title."""
        sign = r"(?P<sign>\s{0,2}[:.–—-]|\s*\Z)"
        return re.compile(rf"(?:{self._either})\s{{1,3}}{self._number}{sign}?", re.IGNORECASE)

    @cached_property
    def mention(self) -> re.Pattern[str]:
        """Anywhere."""
        return re.compile(rf"(?<![\w-])(?P<word>{self._either})\s{{1,3}}{self._number}", re.IGNORECASE)

    @cached_property
    def further(self) -> re.Pattern[str]:
        """In a list that goes on."""
        return re.compile(rf"\s{{0,2}}(?:,|and|or|&|to|–)\s{{1,2}}{self._number}")

    @property
    def _either(self) -> str:
        return "|".join(re.escape(word) for word in sorted(self.label.words, key=lambda word: (-len(word), word)))

    @property
    def _number(self) -> str:
        return rf"(?P<number>{self.label.number})(?![\w%]|[.-]\d)"


@frozen
class Anchor:
    """A numbered part: its id ("section 8.2"), its title, and where it starts."""

    id: str
    kind: str
    title: str
    stretch: Stretch


@lru_cache(maxsize=8)
def forms(vocabulary: Vocabulary) -> tuple[Form, ...]:
    """The labels of a vocabulary."""
    return tuple(Form(label, firsts(label.words)) for label in vocabulary.labels)


def standing(stretch: Stretch, vocabulary: Vocabulary) -> list[Form]:
    """The labels that may stand in a stretch. Most stretches hold no word of any."""
    if stretch.said.isdisjoint(_words(vocabulary)):
        return []
    return [form for form in forms(vocabulary) if not form.words.isdisjoint(stretch.said)]


@lru_cache(maxsize=8)
def _words(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset().union(*(form.words for form in forms(vocabulary)))


def anchors(part: Part, every: Sequence[Stretch], numbered: Sequence[Sort], vocabulary: Vocabulary) -> Iterator[Anchor]:
    """The numbered parts of a document, its own label among them, in reading order; last those that a list counts."""
    if part.kind and part.kind.schedule:
        return
    named = tuple(_named(part, every, vocabulary))
    yield from named
    known = {anchor.id for anchor in named}
    for anchor in _counted(part, every, numbered, vocabulary):
        if anchor.id not in known:
            known.add(anchor.id)
            yield anchor


def _named(part: Part, every: Sequence[Stretch], vocabulary: Vocabulary) -> Iterator[Anchor]:
    """The parts that name themselves, and those with headings that have a number."""
    said = said_in(part.label)
    for form in forms(vocabulary):
        found = None if form.words.isdisjoint(said) else form.opening.match(part.label)
        if found and every:
            yield Anchor(id_of(form, found), form.label.kind, part.title, every[0])
    by_number = [form.label.kind for form in forms(vocabulary) if form.label.numbers == "headings"]
    for stretch in every:
        number = stretch.placed.block.number if stretch.kind == "heading" else ""
        for kind in by_number if number else ():
            yield Anchor(f"{kind} {number}", kind, stretch.words, stretch)
        for form in standing(stretch, vocabulary):
            if form.label.numbers == "titles" and (anchor := _anchor(form, stretch)):
                yield anchor


def _counted(
    part: Part, every: Sequence[Stretch], numbered: Sequence[Sort], vocabulary: Vocabulary
) -> Iterator[Anchor]:
    """The parts to which rows of tables, short labels or entries of numbered lists give their number."""
    stretches: dict[tuple[int, int, int], Stretch] = {}
    for form in forms(vocabulary):
        kind, label = form.label.kind, form.label
        own = [each for sort in numbered if sort.form.label.casefold() == kind for each in sort.stated]
        found = [((e.block, e.row, e.column), e.subject.casefold()) for e in own if e.document == part.document]
        if label.numbers == "titles":
            plural = [word for word in label.words if word.endswith("s")]
            found += [((block, 0, 0), f"{kind} {number}") for block, number in entries(part.blocks, plural)]
        if found and not stretches:
            stretches = {(stretch.block, stretch.row, stretch.column): stretch for stretch in every}
        for spot, subject in found:
            if spot in stretches:
                yield Anchor(subject, kind, stretches[spot].words, stretches[spot])


def _anchor(form: Form, stretch: Stretch) -> Anchor | None:
    found = form.opening.match(stretch.text)
    if not found:
        return None
    titled = stretch.kind in {"heading", "item"} or (found["sign"] is not None and len(stretch.text) <= _CAPTION)
    return Anchor(id_of(form, found), form.label.kind, stretch.words, stretch) if titled else None


def id_of(form: Form, found: re.Match[str]) -> str:
    return f"{form.label.kind} {found['number'].upper()}"
