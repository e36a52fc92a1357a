"""What an operator makes of a pack: the pack with its error, where it is, and the edits that would put it right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Literal

from attrs import frozen

from benchmarks.seeded.pack import Pack
from benchmarks.seeded.paper import Address, Paper, Spot, Tag, Word, spot_of, walk, with_text, word_at

RANKS = {
    "legal-text": 10,
    "business-requirements": 20,
    "modification-report": 30,
    "panel-paper": 35,
    "full-impact-assessment": 40,
}
"""The kinds of paper that say what changes, the highest authority first."""


@frozen
class Repair:
    """One edit that undoes a part of the error: what stands there and what should. Insert has no source."""

    op: Literal["replace", "insert", "delete"]
    spot: Spot
    source: str
    target: str


@frozen
class Seeded:
    """A pack with an error. Without repairs more than one edit would be as good, so that no cause is expected."""

    pack: Pack
    repairs: tuple[Repair, ...]
    spots: tuple[Spot, ...]


Operator = Callable[[Pack, Random], Seeded | None]
Found = tuple[Paper, Address, Word]


def words(pack: Pack, what: str, *, kinds: tuple[str, ...] = tuple(RANKS), in_table: bool | None = None) -> list[Found]:
    """Every word of the pack that states something, in papers of these kinds."""
    return [
        (paper, at, word)
        for paper in pack.papers
        if paper.kind in kinds
        for at, word in walk(paper)
        if word.tag.what == what and (in_table is None or in_table == (at.row >= 0))
    ]


def is_decidable(pack: Pack, kind: str) -> bool:
    """Can a reader tell which paper is wrong: two others against it, or one of higher authority?"""
    others = [RANKS[paper.kind] for paper in pack.papers if paper.kind in RANKS and paper.kind != kind]
    return len(others) > 1 or any(rank < RANKS[kind] for rank in others)


def decidable(pack: Pack, found: list[Found]) -> list[Found]:
    return [each for each in found if is_decidable(pack, each[0].kind)]


def picked(rng: Random, found: list[Found]) -> Found | None:
    return rng.choice(found) if found else None


def replaced(pack: Pack, found: Found, text: str) -> Seeded:
    """The pack with another text in one place."""
    paper, at, word = found
    spot = spot_of(paper, at)
    return Seeded(pack.having(with_text(paper, at, text)), (Repair("replace", spot, text, word.text),), (spot,))


def both(first: Seeded, second: Seeded) -> Seeded:
    """Two changes that are one error; the second was made in the pack of the first."""
    return Seeded(second.pack, (*first.repairs, *second.repairs), (*first.spots, *second.spots))


def beside(paper: Paper, at: Address, what: str) -> Iterator[tuple[Address, Word]]:
    """The words of a property in the same table row, or in the same block outside tables."""
    for other, word in walk(paper):
        if (other.block, other.row) == (at.block, at.row) and word.tag.what == what:
            yield other, word


def subject_of(paper: Paper, at: Address) -> str:
    """The id that a table row is about, as its own tag has it."""
    return next((word.tag.subject for _, word in beside(paper, at, "id")), "")


def tag_at(paper: Paper, at: Address) -> Tag:
    return word_at(paper, at).tag
