"""Which dotted numbers are ids: told by the word before them, never by their shape alone.

A section, a schedule, a version and a request number look alike. A list of numbers is one chain:
what its first member is announced as, and what any member can only be, holds for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import frozen

from schedcheck.tokens import Tokens
from schedcheck.vocabulary import IdKind, Vocabulary, compact

_JOINERS = {"and", "or", "", "to"}
_BETWEEN = {"are", "is", "the", "following", "namely", "these", "numbered", "being", "number", "no", "ref"}
_CARRIERS = {"of", "for", "and", "or", "also", "with"}
_LOOK_BACK = 5


@frozen
class Named:
    """An id in a text: its kind, its one spelling, and whether its shape is right."""

    kind: str
    id: str
    well_formed: bool


def ids_in(tokens: Tokens, vocabulary: Vocabulary) -> Mapping[int, Named]:
    """Token index -> the id it is, for every token that is one."""
    found: dict[int, Named] = {}
    for chain in _chains(tokens):
        kind = _kind_of(tokens, chain, vocabulary) or _carried(tokens, chain, found, vocabulary)
        if kind:
            found |= {token: named(kind, tokens.word(token)) for token in chain}
    return found


def named(kind: IdKind, word: str) -> Named:
    """An id of a kind, with its label where it has one."""
    label = f"{kind.label} " if kind.label else ""
    return Named(kind.kind, f"{label}{word}", bool(re.fullmatch(kind.pattern, word)))


def _chains(tokens: Tokens) -> Iterator[list[int]]:
    """Dotted numbers that stand in one list: parted by commas, "and" and the like alone."""
    chain: list[int] = []
    for token, letter in enumerate(tokens.types):
        if letter not in "ix":
            continue
        if chain and not _joined(tokens, chain[-1], token):
            yield chain
            chain = []
        chain.append(token)
    if chain:
        yield chain


def _joined(tokens: Tokens, first: int, second: int) -> bool:
    between = range(first + 1, second)
    if not 1 <= len(between) <= 3:
        return False
    return all(tokens.types[t] in "pw" and tokens.norm(t) in _JOINERS and tokens.word(t) not in "()" for t in between)


def _kind_of(tokens: Tokens, chain: list[int], vocabulary: Vocabulary) -> IdKind | None:
    before = _words_before(tokens, chain[0])
    for kind in vocabulary.ids:
        if not kind.prefix and _ends_with(before, kind.before):
            return kind
    for kind in vocabulary.ids:
        excluded = not kind.alone or _ends_with(before, kind.not_before) or _is_code(tokens, chain[0])
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
    """The words before a token, those that only link left out: "service requests are" -> "servicerequests"."""
    words: list[str] = []
    for before in range(token - 1, max(-1, token - 1 - _LOOK_BACK), -1):
        word = tokens.norm(before)
        if tokens.types[before] in "sdmt":
            break
        if word in _BETWEEN and not words:
            continue
        if word:
            words.insert(0, word)
    return " ".join(words)


def _ends_with(before: str, wordings: tuple[str, ...]) -> bool:
    return any(f" {before}".endswith(" " + " ".join(compact(w) for w in wording.split())) for wording in wordings)
