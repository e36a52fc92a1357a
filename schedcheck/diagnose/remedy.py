"""A remedy: edits that belong together, what they do to the facts, and who speaks for them.

Made while causes are looked for. A change names facts by what they are in memory, since two facts that say the same
are equal; so a remedy is good only for the Facts that it was made from.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from attrs import evolve, frozen

from schedcheck.document import Paper
from schedcheck.fact import Fact
from schedcheck.finding import Citation, Edit
from schedcheck.place import Place
from schedcheck.quantity import parse

Key = tuple[tuple[str, ...], ...]
Row = tuple[str, str, int, int, int, str]


@frozen(eq=False)
class Swap:
    """A fact and what stands in its stead: nothing, one fact, or itself and others; all of one property."""

    old: Fact
    new: tuple[Fact, ...]

    @property
    def is_addition(self) -> bool:
        """Does the fact stay as it is?"""
        return any(fact is self.old for fact in self.new)

    def then(self, later: Swap) -> Swap:
        """This one, and a later one of a fact that it leaves."""
        new = tuple(made for fact in self.new for made in (later.new if fact is later.old else (fact,)))
        return Swap(self.old, new)


@frozen(eq=False, slots=False)
class Remedy:
    """`edits` change the papers, `swaps` the facts. `witnesses` are places that say what the edits would write.

    `slip` says how small a slip of the pen it mends, 0 the smallest. `papers` are documents that are missing and that
    some of the new facts stand in. `needless` counts entries added to which nothing leads that changes.
    """

    edits: tuple[Edit, ...]
    swaps: tuple[Swap, ...]
    witnesses: tuple[Citation, ...] = ()
    slip: int = 0
    papers: tuple[Paper, ...] = ()
    needless: int = 0

    @cached_property
    def spots(self) -> frozenset[Row]:
        """The rows and lines that are edited; an id and the name beside it are one."""
        return frozenset(_row(edit) for edit in self.edits)

    @cached_property
    def key(self) -> Key:
        """What it does to the papers, and where: the same for remedies that are one, however they print a value."""
        return tuple(sorted({(*identity_of(edit)[:-1], _meant(edit), *_spot(edit.place)) for edit in self.edits}))

    @property
    def is_one(self) -> bool:
        """Does no edit change what another has changed already?"""
        spots = [(e.document, e.place, e.field, e.subject) for e in self.edits if e.op == "replace"]
        return len(set(spots)) == len(spots)

    def witnessed_by(self, other: Remedy) -> Remedy:
        """This one, with those too who speak for the same edits in another one; the smaller slip counts."""
        witnesses = one_a_place((*self.witnesses, *other.witnesses))
        return evolve(self, witnesses=witnesses, slip=min(self.slip, other.slip))

    def touches(self, other: Remedy) -> bool:
        """Do both change one fact? Adding something after it is no change of it."""
        mine = {id(swap.old) for swap in self.swaps if not swap.is_addition}
        every = {id(swap.old) for swap in self.swaps}
        return any(id(s.old) in (mine if s.is_addition else every) for s in other.swaps)

    def along_with(self, other: Remedy) -> Remedy:
        """Both together; `other` may be made from what this one leaves."""
        made = {id(fact): number for number, swap in enumerate(self.swaps) for fact in (*swap.new, swap.old)}
        swaps = list(self.swaps)
        for swap in other.swaps:
            number = made.get(id(swap.old))
            if number is None:
                swaps.append(swap)
            else:
                swaps[number] = swaps[number].then(swap)
        edits = tuple(dict.fromkeys((*self.edits, *other.edits)))
        witnesses = (*self.witnesses, *other.witnesses)
        papers = (*self.papers, *other.papers)
        needless = self.needless + other.needless
        return Remedy(edits, tuple(swaps), witnesses, max(self.slip, other.slip), papers, needless)


def one_a_place(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """The first citation of each place."""
    places: dict[tuple[str, str, Place], Citation] = {}
    for citation in citations:
        places.setdefault((citation.document, citation.section, citation.place), citation)
    return tuple(places.values())


def identity_of(edit: Edit) -> tuple[str, ...]:
    """What an edit does, without its place."""
    return (edit.op, edit.document, edit.section, edit.subject, edit.field, edit.source, edit.target)


def together(remedies: Iterable[Remedy]) -> Remedy | None:
    """All at once; None where two change one fact."""
    whole: Remedy | None = None
    for remedy in remedies:
        if whole is None:
            whole = remedy
        elif whole.touches(remedy):
            return None
        else:
            whole = whole.along_with(remedy)
    return whole


def _meant(edit: Edit) -> str:
    value = parse(edit.target)
    return edit.target if value is None else value.normal()


def _spot(place: Place) -> tuple[str, ...]:
    """A place as text that sorts as the places do."""
    numbers = (place.line, place.offset, place.page, place.table, place.row, place.column)
    return (*(f"{number:08}" for number in numbers), place.key)


def _row(edit: Edit) -> Row:
    place = edit.place
    if place.row:
        return (edit.document, edit.section, place.table, place.row, 0, "")
    return (edit.document, "" if place.line else edit.section, 0, 0, place.line, "" if place.line else place.key)
