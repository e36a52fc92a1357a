"""How documents speak: the vocabulary's records, loaded from TOML before anything is read.

Everything here is data that a contract person can extend: kinds of document, closed lists of names, shapes
of ids, table forms, sentence forms. Readers and recognition know the words of the field from here alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import Factory, define, field, frozen

from schedcheck.errors import CannotStart
from schedcheck.fact import Mention, State
from schedcheck.pattern import check_linear
from schedcheck.tomlfile import load, structure


@frozen
class DocumentKind:
    """One kind of document and how it is told apart.

    `titles` are lines of their own near its start; `says` are phrases near its start; `arrays` are names of
    TOML arrays. `rank` is its order of authority, 0 highest. `state` is the state of a value that no mark
    and no word puts in another. An `opinion` states nothing; nor does a document when the pack holds one of the
    kind that it is `superseded_by`.
    """

    kind: str
    title: str
    short: str = ""
    rank: int = 50
    schedule: bool = False
    opinion: bool = False
    superseded_by: str = ""
    state: State = "current"
    titles: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    arrays: tuple[str, ...] = ()


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
    `label` is a word that belongs to the id ("Schedule 2.2"). `registered` ids should be in a registry.
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


@frozen
class Column:
    """One column of a table form. `kind` is what its cells hold; `property` what they state, "" for nothing.

    Kinds: id, duration, money, date, version, text, acronym, names (of the list `names`), tick, any.
    `state` puts every value of the column in that state ("Current time"); `unit` is what its bare numbers are in
    ("seconds", "£"), which a heading may say.
    """

    name: str
    kind: str
    headings: tuple[str, ...] = ()
    property: str = ""
    names: str = ""
    id: str = ""
    state: str = ""
    unit: str = ""
    optional: bool = False


@frozen
class TableForm:
    """A sort of table: which headings, in any order, mean which property, and which column is the subject.

    `headless` gives the order of columns of such a table printed without a header row. `across` names the
    list whose names stand in the header row as subjects, with `total` the headings that mean the sum.
    `rows` = "lines" says that each line starts a row. `merge` says that an empty value cell belongs to the
    figure above it. `subject` is the key column, or "modification" for the pack's own id.
    """

    name: str
    key: str = ""
    column: tuple[Column, ...] = ()
    headless: tuple[str, ...] = ()
    across: str = ""
    corner: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    property: str = ""
    total_property: str = ""
    rows: str = "cells"
    merge: bool = False
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
    """A group of tick boxes: names of a list with a mark before or after each that applies."""

    name: str
    list: str
    property: str
    unticked: str
    headings: tuple[str, ...]


@frozen
class SentenceForm:
    """A way to say something in a sentence.

    `says` is a template: words, (a|b) for either, [a] for perhaps, ... for a gap within the sentence, and
    {slot:kind} for a value. `gives` is the property. `value` is a slot or a fixed text; without it the slots
    `current` and `proposed` give the value in these states. `subject` is a slot, a kind of id, "document" or
    "pack" (the id of the change that the pack is about). `within` limits it to "title", "furniture",
    "item" or "block" (the whole block).
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


@frozen
class MentionWords:
    """Words that make a sentence something less than a statement."""

    kind: Mention
    words: tuple[str, ...]


@frozen
class Property:
    """A property's plain name, as users know it."""

    name: str
    title: str


@frozen
class Words:
    """Words of the language of documents: states, openings, list announcements."""

    current: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()


@frozen
class _File:
    """One vocabulary file: any of the arrays below."""

    document: tuple[DocumentKind, ...] = ()
    name: tuple[Name, ...] = ()
    id: tuple[IdKind, ...] = ()
    table: tuple[TableForm, ...] = ()
    ticks: tuple[TickForm, ...] = ()
    sentence: tuple[SentenceForm, ...] = ()
    mention: tuple[MentionWords, ...] = ()
    property: tuple[Property, ...] = ()
    words: Words = Factory(Words)


@define(eq=False)
class Vocabulary:
    """All vocabulary files together. Two are equal only when they are the same one, so that work can be kept."""

    documents: tuple[DocumentKind, ...] = ()
    names: tuple[Name, ...] = ()
    ids: tuple[IdKind, ...] = ()
    tables: tuple[TableForm, ...] = ()
    ticks: tuple[TickForm, ...] = ()
    sentences: tuple[SentenceForm, ...] = ()
    mentions: tuple[MentionWords, ...] = ()
    properties: tuple[Property, ...] = ()
    words: Words = field(factory=Words)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Property name -> plain name."""
        return {p.name: p.title for p in self.properties}

    def kind(self, name: str) -> DocumentKind | None:
        return next((k for k in self.documents if k.kind == name), None)

    def id_kind(self, name: str) -> IdKind | None:
        return next((k for k in self.ids if k.kind == name), None)


_OTHER = re.compile(r"[^0-9a-z]")
COLUMN_KINDS = frozenset({"id", "duration", "money", "date", "version", "text", "acronym", "names", "tick", "any"})


def load_vocabulary(files: Iterable[tuple[str, bytes]]) -> Vocabulary:
    """Every vocabulary file as one Vocabulary. CannotStart lists a file's mistakes with their lines."""
    parts: list[_File] = []
    for name, content in files:
        part = structure(load(content, name), _File)
        _check(part, name)
        parts.append(part)
    return Vocabulary(
        documents=tuple(x for p in parts for x in p.document),
        names=tuple(x for p in parts for x in p.name),
        ids=tuple(x for p in parts for x in p.id),
        tables=tuple(x for p in parts for x in p.table),
        ticks=tuple(x for p in parts for x in p.ticks),
        sentences=tuple(x for p in parts for x in p.sentence),
        mentions=tuple(x for p in parts for x in p.mention),
        properties=tuple(x for p in parts for x in p.property),
        words=Words(
            current=tuple(x for p in parts for x in p.words.current),
            proposed=tuple(x for p in parts for x in p.words.proposed),
            openings=tuple(x for p in parts for x in p.words.openings),
            follows=tuple(x for p in parts for x in p.words.follows),
        ),
    )


def _check(part: _File, file: str) -> None:
    mistakes = [*_pattern_mistakes(part), *_table_mistakes(part)]
    if mistakes:
        raise CannotStart("\n  ".join(mistakes), file, "Put these right and run again.")


def _pattern_mistakes(part: _File) -> list[str]:
    mistakes = []
    for index, kind in enumerate(part.id):
        for key, pattern in (("pattern", kind.pattern), ("alone", kind.alone)):
            problem = check_linear(pattern)
            if problem:
                mistakes.append(f"id[{index}].{key}: {problem}")
    return mistakes


def _table_mistakes(part: _File) -> list[str]:
    mistakes = []
    for index, form in enumerate(part.table):
        names = {column.name for column in form.column}
        where = f"table[{index}] ({form.name})"
        if form.key and form.key not in names:
            mistakes.append(f"{where}.key: no column is called {form.key}")
        mistakes += [f"{where}.headless: no column is called {n}" for n in form.headless if n not in names]
        mistakes += [
            f"{where}.column {c.name}: no such kind of cell: {c.kind}"
            for c in form.column
            if c.kind not in COLUMN_KINDS
        ]
    return mistakes


def compact(text: str) -> str:
    """Letters and figures alone, in lower case: how headings and phrases are compared."""
    return _OTHER.sub("", text.casefold())
