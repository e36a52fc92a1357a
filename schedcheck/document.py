"""What a reader gives back: ordered, placed, revision-marked blocks.

A block has no bare text: it is asked for as signed (what stood before) or as proposed (what shall stand).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import attrs

from schedcheck.place import NOWHERE, Place
from schedcheck.record import frozen


class Mark(StrEnum):
    """The revision mark on a piece of text."""

    PLAIN = "plain"
    DELETED = "deleted"
    INSERTED = "inserted"


class View(StrEnum):
    """Which reading of a redlined text is wanted."""

    SIGNED = "signed"
    PROPOSED = "proposed"
    BOTH = "both"

    def shows(self, mark: Mark) -> bool:
        if self is View.BOTH or mark is Mark.PLAIN:
            return True
        return (mark is Mark.DELETED) == (self is View.SIGNED)


@attrs.frozen
class Run:
    """A piece of text with one revision mark, on one physical line."""

    text: str
    place: Place = NOWHERE
    mark: Mark = Mark.PLAIN


def words_of(runs: tuple[Run, ...], view: View) -> str:
    """The words of some runs in one view, pieces parted by one blank. Most cells and lines are one run."""
    if len(runs) == 1:
        return " ".join(runs[0].text.split()) if view.shows(runs[0].mark) else ""
    return " ".join(" ".join(run.text for run in runs if view.shows(run.mark)).split())


@attrs.frozen
class Cell:
    """One table cell: its runs; `column` counts from 1.

    A `merged` cell is covered by the one above or to the left: it has the same runs, and says nothing of its own.
    """

    runs: tuple[Run, ...] = ()
    column: int = 0
    merged: bool = False

    def text(self, view: View = View.BOTH) -> str:
        """The cell's words in one view, pieces parted by one blank."""
        return words_of(self.runs, view)


@attrs.frozen
class Row:
    """One table row. `ragged` says why a row could not be cut into its cells, "" when it could."""

    cells: tuple[Cell, ...]
    place: Place = NOWHERE
    ragged: str = ""


BlockKind = Literal["heading", "paragraph", "item", "table", "furniture"]


@attrs.frozen
class Block:
    """One heading, paragraph, list item, table or piece of page furniture.

    `number` is a heading's or item's own number ("8.2"), `level` its depth from 1. A table has `rows`, and
    `form` names the table form by which a text without ruling lines was cut, "" where the paper itself shows
    the cells; `headings` is its header row, empty where it has none. `fresh` says that a page starts with it,
    `aligned` that white space alone parts the columns of a table, so that it is read with less certainty.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    number: str = ""
    level: int = 0
    headings: tuple[Cell, ...] = ()
    rows: tuple[Row, ...] = ()
    form: str = ""
    fresh: bool = False
    place: Place = NOWHERE
    aligned: bool = False

    def text(self, view: View = View.BOTH) -> str:
        """The block's words in one view, pieces parted by one blank."""
        return words_of(self.runs, view)


@frozen
class Source:
    """One file as it came: `file` is the path as the user gave it, with forward slashes."""

    file: str
    content: bytes
    sha256: str


@frozen
class Document:
    """One file as read: blocks in reading order; it may hold several documents of a pack.

    A file that says itself what it is gives `kind`, `title` and `version`, whose it is (`contract` and `region`), and
    whether it is `whole`: whether what it does not list does not exist. `gaps` says, a line each, what of the file
    the reader left out; `remarks` what it says besides that is no part of it: people's comments on it.
    """

    file: str
    sha256: str
    blocks: tuple[Block, ...]
    kind: str = ""
    title: str = ""
    version: str = ""
    whole: bool = True
    gaps: tuple[str, ...] = ()
    contract: str = ""
    region: str = ""
    remarks: tuple[str, ...] = ()


@frozen
class Paper:
    """A document as the rules and the report know it.

    `short` is a name for a narrow column. `rank` orders documents by authority, 0 highest. `schedule` says that
    it holds what is in force rather than what a pack proposes; `opinion` that nothing in it is a statement.
    `amends` says that it changes what schedules hold. `contract` is the contract that it belongs to, `region` the
    part of the country, each "" for all of them. `whole` says that what it does not list does not exist.
    `gaps` says, a line each, what was not read or not understood; empty means read whole. `notes` says what a
    reader of its facts should know though nothing is missing: that no marks tell old from new, or what people remarked.
    """

    id: str
    kind: str
    title: str
    short: str = ""
    version: str = ""
    file: str = ""
    sha256: str = ""
    rank: int = 50
    schedule: bool = False
    opinion: bool = False
    facts: int = 0
    gaps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    contract: str = ""
    region: str = ""
    amends: bool = False
    whole: bool = False


def region_of(words: str, contract: str) -> str:
    """A region by its own name: "North" where the contract is the Carrier's and the words are "Carrier North"."""
    first, _, rest = words.partition(" ")
    return rest.strip() if rest.strip() and contract and first.casefold() == contract.casefold() else words
