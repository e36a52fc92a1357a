"""Which dotted numbers are ids: told by the word before them, never by their shape alone.

A section, a schedule, a version and a request number look alike. A list of numbers is one chain:
what its first member is announced as, and what any member can only be, holds for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from attrs import evolve

from schedcheck.record import frozen
from schedcheck.tokens import Tokens, has_prefix, id_of
from schedcheck.vocabulary import IdKind, Vocabulary

_DASHES = {"-", "–", "—"}
_JOINERS = {"and", "or", ""}
_BETWEEN = {"are", "is", "the", "following", "namely", "these", "numbered", "being", "number", "no", "ref"}
_CARRIERS = {"of", "for", "and", "or", "also", "with"}
_LOOK_BACK = 5
_LONGEST_NAME = 20
_DOTTED = re.compile("[ix]")


@frozen
class Named:
    """An id in a text: its kind, its one spelling, and whether its shape is right."""

    kind: str
    id: str
    well_formed: bool
    aside: bool = False


def ids_in(tokens: Tokens, vocabulary: Vocabulary, *, leading: bool = False) -> Mapping[int, Named]:
    """Token index -> the id it is, for every token that is one.

    With `leading`, a number that the text starts with, as an entry of a list does, is an id by its shape.
    """
    found: dict[int, Named] = {}
    for chain in _chains(tokens):
        kind = _kind_of(tokens, chain, vocabulary) or _carried(tokens, chain, found, vocabulary)
        if kind is None and leading and chain[0] == 0:
            kind = _by_shape(tokens, chain, vocabulary)
        if kind:
            aside = _is_aside(tokens, chain[0], vocabulary)
            found |= {token: named(kind, tokens.word(token), aside) for token in chain}
    return _without_ranges(found, tokens)


def _without_ranges(found: Mapping[int, Named], tokens: Tokens) -> Mapping[int, Named]:
    """The ends of a range ("6.2.1 to 6.2.5") do not say what lies between: both are set aside."""
    ends = {
        token
        for first, second in pairwise(found)
        if second - first == 2 and (tokens.norm(first + 1) == "to" or tokens.word(first + 1) in _DASHES)
        for token in (first, second)
    }
    return {t: evolve(named, aside=True) if t in ends else named for t, named in found.items()}


def named(kind: IdKind, word: str, aside: bool = False) -> Named:
    """An id of a kind, with its label where it has one; `aside` says that it is only brought up for comparison."""
    label = f"{kind.label} " if kind.label else ""
    return Named(kind.kind, f"{label}{id_of(kind, word)}", bool(re.fullmatch(kind.pattern, word)), aside)


def _by_shape(tokens: Tokens, chain: list[int], vocabulary: Vocabulary) -> IdKind | None:
    """The registered kind of id that has this shape, when words or nothing at all follow it."""
    kinds = (k for k in vocabulary.ids if k.registered and re.fullmatch(k.pattern, tokens.word(chain[0])))
    return next(kinds, None) if tokens.types[chain[-1] + 1 : chain[-1] + 2] in {"w", "q", "p", ""} else None


def _is_aside(tokens: Tokens, token: int, vocabulary: Vocabulary) -> bool:
    """Does a word of comparison stand before the id, at most three words away: "unlike request 7"?"""
    first = max(0, token - 8)
    start = max(tokens.types.rfind("s", first, token) + 1, first)
    text = f" {' '.join(filter(None, (tokens.norm(t) for t in range(start, token))))} "
    ends = [text.rfind(f" {p} ") + len(p) + 1 for p in vocabulary.words.aside if f" {p} " in text]
    return bool(ends) and len(text[max(ends) :].split()) <= 3


def _chains(tokens: Tokens) -> Iterator[list[int]]:
    """Dotted numbers that stand in one list: parted by commas, "and" and the like alone."""
    chain: list[int] = []
    for token in (found.start() for found in _DOTTED.finditer(tokens.types)):
        if chain and not _joined(tokens, chain[-1], token):
            yield chain
            chain = []
        chain.append(token)
    if chain:
        yield chain


def _joined(tokens: Tokens, first: int, second: int) -> bool:
    """Are two numbers parted by joining words alone, names in brackets or quotation marks left out?"""
    between = _without_names(tokens, first + 1, second)
    if second - first > _LONGEST_NAME or len(between) > 3 or (not between and second - first < 3):
        return False
    return all(tokens.types[t] in "pw" and tokens.norm(t) in _JOINERS for t in between)


def _without_names(tokens: Tokens, first: int, end: int) -> list[int]:
    """The tokens between two numbers that are not inside brackets or quotation marks."""
    kept: list[int] = []
    depth, quoted = 0, False
    for token in range(first, end if end - first <= _LONGEST_NAME else first):
        word = tokens.word(token)
        if tokens.types[token] == "q":
            quoted = not quoted
        elif word in {"(", ")"}:
            depth += 1 if word == "(" else -1
        elif not depth and not quoted:
            kept.append(token)
    return kept


def _kind_of(tokens: Tokens, chain: list[int], vocabulary: Vocabulary) -> IdKind | None:
    coded = next((kind for kind in vocabulary.ids if has_prefix(kind, tokens.word(chain[0]))), None)
    if coded:
        return coded
    before = _words_before(tokens, chain[0])
    for kind in vocabulary.ids:
        if not kind.prefix and before.endswith(kind.announcing):
            return kind
    for kind in vocabulary.ids:
        excluded = not kind.alone or before.endswith(kind.announcing_others) or _is_code(tokens, chain[0])
        if not excluded and any(re.fullmatch(kind.alone, tokens.word(token)) for token in chain):
            return kind
    return None


def _carried(tokens: Tokens, chain: list[int], found: Mapping[int, Named], vocabulary: Vocabulary) -> IdKind | None:
    """The kind of the last id of the same sentence, for "... and that of 8.11"."""
    before = max((token for token in found if token < chain[0]), default=None)
    if before is None or "s" in tokens.types[before : chain[0]] or tokens.norm(chain[0] - 1) not in _CARRIERS:
        return None
    kind = vocabulary.id_kind(found[before].kind)
    fits = kind and all(re.fullmatch(kind.pattern, tokens.word(token)) for token in chain)
    return kind if fits and kind and kind.registered else None


def _is_code(tokens: Tokens, token: int) -> bool:
    """Does the number follow a slash or sign without a blank, as part of a code?"""
    return (
        token > 0
        and tokens.types[token - 1] == "p"
        and tokens.ends[token - 1] == tokens.starts[token]
        and tokens.word(token - 1) in "/-_:"
    )


def _words_before(tokens: Tokens, token: int) -> str:
    """The words before a token, a blank before each, those that only link left out: "requests are" -> " requests"."""
    words: list[str] = []
    for before in range(token - 1, max(-1, token - 1 - _LOOK_BACK), -1):
        word = tokens.norm(before)
        if tokens.types[before] in "sdmt":
            break
        if word in _BETWEEN and not words:
            continue
        if word:
            words.insert(0, word)
    return "".join(f" {word}" for word in words) or " "
