"""The records of a vocabulary file: kinds of document, names, ids, table forms, sentence forms.

Loaded from TOML before anything is read; what each key means stands with its record.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Literal

from attrs import field

from schedcheck.fact import Mention, State
from schedcheck.record import frozen

Role = Literal["", "schedule", "amendment"]

_OTHERS = bytes(sign for sign in range(128) if not chr(sign).isdigit() and not "a" <= chr(sign) <= "z")


@lru_cache(maxsize=16_384)
def compact(text: str) -> str:
    """Letters and figures alone, in lower case: how headings and phrases are compared.

    The words of a document are few and come often, so what they become is kept.
    """
    folded = text.casefold()
    if folded.isalnum() and folded.isascii():
        return folded
    return folded.encode("ascii", "ignore").translate(None, _OTHERS).decode("ascii")


@frozen
class DocumentKind:
    """One kind of document and how it is told apart.

    `titles` are lines of their own near its start; `says` are phrases near its start; `arrays` are names of
    TOML arrays. `rank` is its order of authority, 0 highest. `state` is the state of a value that no mark
    and no word puts in another. A `redline` shows changes by its nature, so that its marks are no open changes. One
    that `amends` changes what schedules hold. An `opinion` states nothing; nor does a document when the pack holds one
    of the kind that it is `superseded_by`. `names` are what other documents call it, `called` is the shape of the
    name that each document of this kind has. `holds` is what others say that they find in it.
    """

    kind: str
    title: str
    short: str = ""
    rank: int = 50
    schedule: bool = False
    opinion: bool = False
    redline: bool = False
    amends: bool = False
    superseded_by: str = ""
    state: State = "current"
    called: str = ""
    names: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    arrays: tuple[str, ...] = ()

    @cached_property
    def bare_titles(self) -> tuple[str, ...]:
        """The titles, ready to be compared."""
        return tuple(map(compact, self.titles))


@frozen
class Name:
    """A name of a closed list (user roles, party categories, activities) with its other wordings.

    `members` makes it a name for several others: it is read as all of them.
    """

    list: str
    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@frozen
class IdKind:
    """A kind of id. `pattern` is its shape; `alone` the shape that needs no announcing word.

    `before` are words that announce one ("Service Request"), `not_before` words after which the same shape
    is something else ("section"). `prefix`, `aliases` and `digits` bring spellings of one id together;
    `label` is a word that belongs to the id ("Schedule 2.2"). `registered` ids should be in a registry; one with a
    `prefix` that is not names a change, and so the pack.
    """

    kind: str
    pattern: str
    alone: str = ""
    before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    prefix: str = ""
    aliases: tuple[str, ...] = ()
    digits: int = 0
    label: str = ""
    registered: bool = False

    @cached_property
    def announcing(self) -> tuple[str, ...]:
        """How words end, ready to be compared, that announce one."""
        return tuple(map(_ending, self.before))

    @cached_property
    def announcing_others(self) -> tuple[str, ...]:
        """How words end after which the same shape is something else."""
        return tuple(map(_ending, self.not_before))


def _ending(wording: str) -> str:
    return " " + " ".join(map(compact, wording.split()))


@frozen
class Column:
    """One column of a table form. `kind` is what its cells hold; `property` what they state, "" for nothing.

    Kinds: id, duration, money, percent, date, version, text, acronym, names (of the list `names`), tick, any; several
    (texts with commas between), document (one that is called so), property (the name of a column of another table).
    `state` puts every value of the column in that state ("Current time"); `unit` is what its bare numbers are in
    ("seconds", "£"), which a heading may say. `of` = "document" says that its values are the document's own, "row" that
    they are about its row: since when and by what authority it holds.
    `total` is the property of the sum in a row of totals; `inferred` that its state was told from the one beside it.
    `unticked` is what is stated of a name without a tick. With `only`, a cell of names must say nothing else.
    What a column that is `unsure` gives may be meant otherwise: its values are guesses.
    """

    name: str
    kind: str
    headings: tuple[str, ...] = ()
    property: str = ""
    names: str = ""
    id: str = ""
    state: str = ""
    unit: str = ""
    of: str = ""
    optional: bool = False
    inferred: bool = False
    unsure: bool = False
    unticked: str = ""
    total: str = ""
    only: bool = False


@frozen
class TableForm:
    """A sort of table: which headings, in any order, mean which property, and which column is the subject.

    `headless` gives the order of columns of such a table printed without a header row. `across` names the list whose
    names stand in the header row as subjects. `total` are the headings, or labels of a row, that mean the sum; labels
    that start with `left_out` are no part of it.
    A form with a `role` is only for schedules or amendments; with `every` its columns may stand in any of their tables.
    One of `pairs` may be printed as labels with their values, in two columns or a line each.
    A `matrix` holds amounts (`property`) with their sums (`sum_property`) below or beside them: `nothing` are cells
    without one, and its last sum is the pack's own (`total_property`) where the words round it are `about` such and
    `not_about` a share.
    `rows` = "lines" says that each line starts a row; `merge` that an empty value cell belongs to the figure above it.
    `subject` is the key column, or "modification" for the pack's own id. With `closed` every heading is one of its
    columns. A `ruled` one is looked for only where lines or marks tell the cells: its headings are common words.
    """

    name: str
    key: str = ""
    column: tuple[Column, ...] = ()
    role: Role = ""
    every: bool = False
    pairs: bool = False
    headless: tuple[str, ...] = ()
    across: str = ""
    corner: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    property: str = ""
    total_property: str = ""
    matrix: bool = False
    sum_property: str = ""
    nothing: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    not_about: tuple[str, ...] = ()
    rows: str = "cells"
    merge: bool = False
    ruled: bool = False
    closed: bool = False
    whole: bool = True
    phrases: Mapping[str, Column] = field(init=False, eq=False, repr=False)
    codes: tuple[tuple[tuple[str, ...], Column], ...] = field(init=False, eq=False, repr=False)

    @phrases.default
    def _phrases(self) -> Mapping[str, Column]:
        """Each heading, letters and figures alone -> its column."""
        return {compact(heading): c for c in self.column for heading in c.headings}

    @codes.default
    def _codes(self) -> tuple[tuple[tuple[str, ...], Column], ...]:
        """The words of each heading that holds a figure: a code, whatever words follow it."""
        coded = [(h, c) for c in self.column for h in c.headings if any(sign.isdigit() for sign in h)]
        return tuple((tuple(compact(word) for word in h.split()), c) for h, c in coded)


@frozen
class TickForm:
    """A group of tick boxes: names of a list with a mark before or after each that applies.

    `headings` stand over it. A table may have the names as its columns; `rows` are labels of the row that tells, and
    without one the words over the table are `about` such, and not `not_about` something else.
    """

    name: str
    list: str
    property: str
    unticked: str
    headings: tuple[str, ...]
    rows: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    not_about: tuple[str, ...] = ()


@frozen
class SentenceForm:
    """A way to say something in a sentence.

    `says` is a template: words, (a|b) for either, [a] for perhaps, ... for a gap within the sentence, and
    {slot:kind} for a value. `gives` is the property. `value` is a slot, several ("a|b") or a fixed text; without it the
    slots `current` and `proposed` give the value in these states. `subject` is a slot, a kind of id, "document" or
    "pack" (the id of the change that the pack is about). `within` limits it to "title", "furniture",
    "item" or "block" (the whole block). With `about`, the sentence or the words shortly before it must hold one
    of these; with `not_about`, the sentence must hold none; `unless` names a list no name of which it may hold.
    A form that is `like` another one of its file, by its name, has these two from it.
    """

    name: str
    says: tuple[str, ...]
    gives: str
    subject: str
    value: str = ""
    state: str = ""
    whole: bool = False
    certainty: str = "plain"
    within: str = ""
    mention: str = ""
    about: tuple[str, ...] = ()
    not_about: tuple[str, ...] = ()
    unless: str = ""
    like: str = ""


@frozen
class MentionWords:
    """Words that make a sentence something less than a statement."""

    kind: Mention
    words: tuple[str, ...]


@frozen
class Property:
    """A property's plain name, as users know it.

    `revised` says that a redline of it is a document's change of mind: what is put in holds, what is struck is gone.
    `own` says that documents state it of themselves, as their version, so that it is no opinion in any of them.
    """

    name: str
    title: str
    revised: bool = False
    own: bool = False


@frozen
class Words:
    """Words of the language of documents: states, openings, list announcements, comparisons.

    `current_headings` and `proposed_headings` mean a state only where a heading starts or ends with them. Before a date
    `until` means the current state, and `since` none by itself: that of the column beside it tells. `yes` and
    `no` are what the cells of a tick column say, in small letters. `kind_labels` stand before the title of the kind of
    document that a paper is.
    """

    current: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    current_headings: tuple[str, ...] = ()
    proposed_headings: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    idle_headings: tuple[str, ...] = ()
    kind_labels: tuple[str, ...] = ()
