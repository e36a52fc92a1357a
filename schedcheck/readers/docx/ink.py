"""Pieces of text with their revision marks, tracked or by hand -> marked pieces as all readers make them.

Word marks single letters, and old and new ones by turns ("2" deleted, "3" inserted, "4" deleted, "0" inserted):
all that changes in one place is put together here, old before new.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal

from attrs import evolve, field, frozen

from schedcheck.document import Mark
from schedcheck.place import Place
from schedcheck.readers.pieces import Piece

_FIGURE = re.compile(r"\s*[£€$]?\d")

Hand = Literal["", "old", "new", "perhaps"]
"""What the look of text says by itself: struck; underlined in colour; only one of the two."""


@frozen
class Revision:
    """The tracked changes that a piece of text stands in. `by` is who made the innermost that says so, and when."""

    inserted: bool = False
    deleted: bool = False
    by: str = field(default="", eq=False)

    def insert(self, by: str = "") -> Revision:
        return Revision(True, self.deleted, by or self.by)

    def delete(self, by: str = "") -> Revision:
        return Revision(self.inserted, True, by or self.by)


@frozen
class Ink:
    """A piece of text as it stands in the file. Text both inserted and deleted belongs to no view."""

    text: str
    revision: Revision = field(factory=Revision)
    hand: Hand = ""
    bold: bool = False

    @property
    def mark(self) -> Mark | None:
        """Its mark; None when it was inserted and deleted again."""
        deleted = self.revision.deleted or self.hand == "old"
        inserted = self.revision.inserted or self.hand == "new"
        if deleted and inserted:
            return None
        return Mark.DELETED if deleted else Mark.INSERTED if inserted else Mark.PLAIN

    @property
    def survives(self) -> bool:
        """Does it stand in the text as proposed?"""
        return self.mark in {Mark.PLAIN, Mark.INSERTED}


def judged_by_hand(inks: Sequence[Ink]) -> list[Ink]:
    """The inks of one paragraph or cell: beside struck text, what only differs in colour or underline is new."""
    struck = any(ink.hand == "old" for ink in inks)
    sure = any(ink.hand == "new" for ink in inks)
    meant: Hand = "new" if struck and not sure else ""
    return [evolve(ink, hand=meant) if ink.hand == "perhaps" else ink for ink in inks]


def judged_by_figures(inks: Sequence[Ink]) -> list[Ink]:
    """The inks of one cell: a plain figure beside one that is struck by hand is new."""
    said = [ink for ink in inks if ink.text.strip()]
    firsts = {ink.mark: ink for ink in reversed(said)}
    struck = any(ink.hand == "old" for ink in said) and firsts.keys() == {Mark.PLAIN, Mark.DELETED}
    if not struck or not all(_FIGURE.match(ink.text) for ink in firsts.values()):
        return list(inks)
    return [evolve(ink, hand="new") if ink.mark is Mark.PLAIN else ink for ink in inks]


def pieces_of(inks: Iterable[Ink], key: str, offset: int = 1) -> list[Piece]:
    """Marked pieces in reading order; `offset` counts in the text of the spot that `key` names."""
    pieces: list[Piece] = []
    shown = (ink for ink in inks if ink.mark is not None and ink.text)
    for plain, group in groupby(shown, key=lambda ink: ink.mark is Mark.PLAIN):
        same = list(group)
        for mark in (Mark.PLAIN,) if plain else (Mark.DELETED, Mark.INSERTED):
            own = [ink for ink in same if ink.mark is mark]
            text = "".join(ink.text for ink in own)
            if text:
                by = "" if plain else next((ink.revision.by for ink in own if ink.revision.by), "")
                pieces.append(Piece(text, Place(offset=offset, key=key, by=by), mark))
                offset += len(text)
    return pieces
