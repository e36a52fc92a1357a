"""Whose a numbered part is that words refer to: of the paper that they stand in, of another one, or of none here.

Runs for each reference, over the plain words on both sides of it. "section 4.8 of the Code" and "Schedule 2.2 (section
4.8)" say whose it is. "section 4.8 and Schedule 2.2 of version 6.12" does not say whether both are, nor whether
"Schedule 2.2, section 4.8" names one thing or two: then a part that its own paper has is taken for that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from schedcheck.recognise.split import Part
from schedcheck.record import frozen
from schedcheck.vocabulary import Label, Vocabulary

PACK = "pack"
"""What a reference is to that reaches over all documents."""
OUTSIDE = ""
"""What a reference is to that leads out of the pack."""

_NEAR = 60
_WORD = re.compile(r"(\w[\w’'-]{0,30})[\s(]{0,3}\Z")
_ACRONYM = re.compile(r"[A-Z]{2,}[a-z]?(?:[’']s)?")
_POSSESSIVE = re.compile(r"[’']s\Z")
_BOUNDARY = re.compile(r"\b")
_THEREOF = re.compile(r"\s{1,2}(?:thereof|therein)\b", re.IGNORECASE)
_OF = re.compile(
    r"\s{1,2}\(?(?P<by>of|in|to|within|under|from|at|inside)\s{1,2}"
    r"(?:(?P<which>this|these|the|that|those|an?|its|their|our)\s{1,2})?(?P<words>\w[^\n.;:()]{0,60})",
    re.IGNORECASE,
)
_PLAIN = frozenset({"of", "in", "to", "within"})
_OWN = frozenset({"this", "these"})
_JOINT = r"\s{0,2}(?:,|;|&|/|–|\b(?:and|or|to)\b|,\s{1,2}(?:and|or)\b)\s{0,2}"
_NUMBER = r"(?:v?[A-Z]{0,2}[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}|[A-Z])(?!\w|\.[0-9])"
_BESIDE = r"(?:(?P<sign>,)\s{1,2}| {1,2}\(?|\s{1,2}\()"
_MOST_JOINED = 6


@frozen
class Around:
    """Patterns of what may stand beside a reference: parts of `things`, each of which has a number or a letter.

    `joined` are further parts that may share what follows them, `after` and `before` the thing that holds one.
    """

    outside: frozenset[str]
    every: tuple[str, ...]

    @classmethod
    @lru_cache(maxsize=64)
    def of(cls, label: Label, vocabulary: Vocabulary) -> Around:
        every = (*label.outside, *(word for each in vocabulary.labels for word in each.words))
        return cls(frozenset(label.outside), every)

    def before(self, text: str) -> re.Match[str] | None:
        """At the end of a text."""
        return self._before.search(text) if self._may_hold(text) else None

    def after(self, text: str, start: int) -> re.Match[str] | None:
        """From a place in a text on."""
        return self._after.match(text, start) if self._may_hold(text[start : start + _NEAR]) else None

    def _may_hold(self, text: str) -> bool:
        """Does a word of `outside` stand in it? Patterns are compiled when one does."""
        folded = text.casefold()
        return any(word.partition(" ")[0] in folded for word in self._folded)

    @cached_property
    def joined(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self._joint}){{1,{_MOST_JOINED}}}")

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        return tuple(word.casefold() for word in self.outside)

    @cached_property
    def _joint(self) -> str:
        return rf"{_JOINT}(?i:(?:the\s{{1,2}})?(?:{_alternatives(self.every)})\s{{1,3}})?{_NUMBER}"

    @cached_property
    def _thing(self) -> str:
        return rf"(?P<thing>(?i:{_alternatives(sorted(self.outside))})\s{{1,3}}{_NUMBER})"

    @cached_property
    def _after(self) -> re.Pattern[str]:
        return re.compile(rf"{_BESIDE}{self._thing}(?!{self._joint})")

    @cached_property
    def _before(self) -> re.Pattern[str]:
        return re.compile(rf"\b{self._thing}{_BESIDE}(?:(?i:at|in|under)\s{{1,2}})?\Z")


def owners(
    label: Label, text: str, start: int, end: int, part: Part, parts: Sequence[Part], vocabulary: Vocabulary
) -> tuple[str, ...]:
    """The ids of the documents that may have the part which a text refers to: the first one that has it is meant.

    PACK stands for all, OUTSIDE for none. Where none has it, the last one should.
    """
    own = PACK if label.within == PACK else part.document
    around = Around.of(label, vocabulary)
    word = _WORD.search(text, max(0, start - _NEAR), start)
    if word and (_base(word[1]) in around.outside or _ACRONYM.fullmatch(word[1])):
        return (_named(word[1], parts),)
    before = around.before(text[max(0, start - _NEAR) : start])
    if before:
        return (own, _named(before["thing"], parts)) if before["sign"] else (_named(before["thing"], parts),)
    return _by_what_follows(own, around, text, end, parts)


def _by_what_follows(own: str, around: Around, text: str, end: int, parts: Sequence[Part]) -> tuple[str, ...]:
    if _THEREOF.match(text, end):
        return (OUTSIDE,)
    for holder in _held_by(around, text, end, parts):
        return (holder,)
    after = around.after(text, end)
    if after:
        return (own, _named(after["thing"], parts)) if after["sign"] else (_named(after["thing"], parts),)
    joined = around.joined.match(text, end)
    if joined:
        return (own, *_held_by(around, text, joined.end(), parts))
    return (own,)


def _held_by(around: Around, text: str, end: int, parts: Sequence[Part]) -> Iterator[str]:
    """What the words say that a part is of, in or under; nothing where they do not, or where it is this paper."""
    after = _OF.match(text, end)
    if not after or (after["which"] or "").casefold() in _OWN:
        return
    words = after["words"]
    named = _named(words, parts)
    plain = after["by"].casefold() in _PLAIN and (after["which"] or words[:1].isupper())
    if plain or named or _holds(words, bool(after["which"]), around):
        yield named


def _holds(words: str, definite: bool, around: Around) -> bool:
    """Is one of the first few words a thing that has numbered parts, or is it "the" with an acronym?"""
    first = words.split()[:4]
    acronym = definite and around.outside and _ACRONYM.fullmatch(first[0])
    return bool(acronym) or any(word.casefold().rstrip(",") in around.outside for word in first)


def _base(word: str) -> str:
    return _POSSESSIVE.sub("", word).casefold()


def _named(words: str, parts: Sequence[Part]) -> str:
    """The document of the pack that some words start with: its label, its short name or its title."""
    said = " ".join(words.casefold().split())
    for part in parts:
        kind = part.kind
        names = (part.label, *((kind.title, kind.short, *kind.titles) if kind else ()))
        if any(name and _starts_with(said, name.casefold()) for name in names):
            return part.document
    return OUTSIDE


def _starts_with(text: str, name: str) -> bool:
    return text.startswith(name) and bool(_BOUNDARY.match(text, len(name)))


def _alternatives(words: Sequence[str]) -> str:
    ordered = sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))
    return "|".join(r"\s{1,3}".join(map(re.escape, word.split())) for word in ordered)
