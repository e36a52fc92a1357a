"""How documents speak: the vocabulary's records, loaded from TOML before anything is read.

Everything here is data that a contract person can extend: kinds of document, closed lists of names, shapes
of ids, table forms, sentence forms. Readers and recognition know the words of the field from here alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from attrs import evolve, field

from schedcheck.errors import CannotStart
from schedcheck.record import define, fields
from schedcheck.tomlfile import TomlFile, load, structure
from schedcheck.vocabulary.checking import COLUMN_KINDS, Known, form_mistakes, word_mistakes
from schedcheck.vocabulary.file import VocabularyFile
from schedcheck.vocabulary.papers import Claim, Count, Label, Placeholder, Record, References, StatusWords
from schedcheck.vocabulary.records import (
    Column,
    DocumentKind,
    IdKind,
    MentionWords,
    Name,
    Property,
    SentenceForm,
    TableForm,
    TickForm,
    Words,
    compact,
)
from schedcheck.vocabulary.speech import Acronyms, Directions, Numbered, Responses, Stance, Topic

__all__ = [
    "COLUMN_KINDS",
    "Acronyms",
    "Claim",
    "Column",
    "Count",
    "Directions",
    "DocumentKind",
    "IdKind",
    "Label",
    "MentionWords",
    "Name",
    "Numbered",
    "Placeholder",
    "Property",
    "Record",
    "References",
    "Responses",
    "SentenceForm",
    "Stance",
    "StatusWords",
    "TableForm",
    "TickForm",
    "Topic",
    "Vocabulary",
    "VocabularyFile",
    "Words",
    "compact",
    "load_vocabulary",
]


T = TypeVar("T", Words, Acronyms, Responses, Directions)


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
    labels: tuple[Label, ...] = ()
    records: tuple[Record, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    counts: tuple[Count, ...] = ()
    claims: tuple[str, ...] = ()
    references: References = field(factory=References)
    words: Words = field(factory=Words)
    status: StatusWords = field(factory=StatusWords)
    numbered: tuple[Numbered, ...] = ()
    acronyms: Acronyms = field(factory=Acronyms)
    responses: Responses = field(factory=Responses)
    directions: Directions = field(factory=Directions)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Property name -> plain name."""
        return {p.name: p.title for p in self.properties}

    def named(self, text: str, contract: str = "") -> str:
        """The kind of document that others call so, first with the contract before it; "" for none."""
        for wording in (f"{contract} {text}", text) if contract else (text,):
            if kind := self._kinds_by_name.get(compact(wording), ""):
                return kind
        return ""

    @cached_property
    def _kinds_by_name(self) -> Mapping[str, str]:
        """Letters and figures of each name -> the first kind of document that has it."""
        named = ((name, k.kind) for k in self.documents for name in (k.kind, k.title, *k.names, *k.titles))
        found: dict[str, str] = {}
        for name, kind in named:
            found.setdefault(compact(name), kind)
        return found

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of documents."""
        return tuple(dict.fromkeys(kind.kind for kind in self.documents))

    @cached_property
    def stated(self) -> tuple[str, ...]:
        """Every property that a document can state by a form, or that has a plain name."""
        columns = (c for form in self.tables for c in form.column)
        names = [p.name for p in self.properties]
        names += [name for c in columns for name in (c.property, c.total, c.unticked)]
        names += [name for form in self.tables for name in (form.property, form.total_property)]
        names += [name for tick in self.ticks for name in (tick.property, tick.unticked)]
        names += [form.gives for form in self.sentences]
        return tuple(dict.fromkeys(filter(None, names)))

    def kind(self, name: str) -> DocumentKind | None:
        return next((k for k in self.documents if k.kind == name), None)

    @cached_property
    def plain_tables(self) -> tuple[TableForm, ...]:
        """The forms that a table of any document may have."""
        return tuple(form for form in self.tables if not form.role)

    @cached_property
    def revised(self) -> frozenset[str]:
        """The properties of which a redline shows a document's change of mind."""
        return frozenset(property.name for property in self.properties if property.revised)

    @cached_property
    def own(self) -> frozenset[str]:
        """The properties that documents state of themselves."""
        return frozenset(property.name for property in self.properties if property.own)

    @cached_property
    def prefixed(self) -> IdKind | None:
        """The kind of id by which a change, and so a pack, is named: no registry holds these."""
        return next((k for k in self.ids if k.prefix and not k.registered), None)

    @cached_property
    def amounts(self) -> str:
        """The token letters of amounts that columns hold: times and money always, percentages where one is of them."""
        percent = any(column.kind == "percent" for form in self.tables for column in form.column)
        return "dmc" if percent else "dm"

    @cached_property
    def registered(self) -> frozenset[str]:
        """The kinds of ids that a registry lists."""
        return frozenset(kind.kind for kind in self.ids if kind.registered)

    def id_kind(self, name: str) -> IdKind | None:
        return next((k for k in self.ids if k.kind == name), None)


def load_vocabulary(files: Iterable[tuple[str, bytes]], sound: Collection[str] = ()) -> Vocabulary:
    """Every vocabulary file as one Vocabulary. CannotStart lists a file's mistakes with their lines.

    The forms and patterns of the files in `sound` are not checked, their words are.
    """
    parts: list[VocabularyFile] = []
    sources: list[TomlFile] = []
    for name, content in files:
        sources.append(load(content, name))
        parts.append(structure(sources[-1], VocabularyFile))
        if name not in sound:
            _check(parts[-1], name)
    _check_words(sources, parts)
    return Vocabulary(
        documents=tuple(x for p in parts for x in p.document),
        names=tuple(x for p in parts for x in p.name),
        ids=tuple(x for p in parts for x in p.id),
        tables=tuple(x for p in parts for x in p.table),
        ticks=tuple(x for p in parts for x in p.ticks),
        sentences=tuple(_alike(x, p.sentence) for p in parts for x in p.sentence),
        mentions=tuple(x for p in parts for x in p.mention),
        properties=tuple(x for p in parts for x in p.property),
        labels=tuple(x for p in parts for x in p.label),
        records=tuple(x for p in parts for x in p.record),
        placeholders=tuple(x for p in parts for x in p.placeholder),
        counts=tuple(x for p in parts for x in p.count),
        claims=tuple(x for p in parts for x in p.claim.words),
        references=References(
            *(tuple(x for p in parts for x in getattr(p.references, each.name)) for each in fields(References)),
        ),
        words=_joined(Words, [p.words for p in parts]),
        numbered=tuple(x for p in parts for x in p.numbered),
        acronyms=_joined(Acronyms, [p.acronyms for p in parts]),
        responses=_joined(Responses, [p.responses for p in parts]),
        directions=_joined(Directions, [p.directions for p in parts]),
        status=StatusWords(
            tuple(x for p in parts for x in p.status.final),
            tuple(x for p in parts for x in p.status.labels),
            tuple(x for p in parts for x in p.status.draft),
            tuple(x for p in parts for x in p.status.drafting),
            next((p.status.final_version for p in reversed(parts) if p.status.final_version), ""),
        ),
    )


def _joined(record: type[T], parts: Sequence[T]) -> T:
    """One record of lists of words, each list holding what all files give."""
    return record(*(tuple(x for part in parts for x in getattr(part, each.name)) for each in fields(record)))


def _alike(form: SentenceForm, others: Sequence[SentenceForm]) -> SentenceForm:
    """The form with what it has from the one that it is like."""
    like = next((other for other in others if other.name == form.like and form.like), form)
    return evolve(form, about=like.about, not_about=like.not_about)


def _check(part: VocabularyFile, file: str) -> None:
    names = {form.name for form in part.sentence if not form.like}
    unlike = [x for x in part.sentence if x.like and (x.like not in names or x.about or x.not_about)]
    mistakes = list(form_mistakes(part))
    mistakes += [f"sentence {x.name}: like must name a form with words of its own, and then has none" for x in unlike]
    if mistakes:
        raise CannotStart("\n  ".join(mistakes), file, "Put these right and run again.")


def _check_words(sources: Sequence[TomlFile], parts: Sequence[VocabularyFile]) -> None:
    """A form that speaks of what no file has would find nothing for ever: CannotStart names it."""
    known = Known.of(
        [x for p in parts for x in p.name], [x for p in parts for x in p.id], [x for p in parts for x in p.property]
    )
    wrong = [
        f"{source.file}:{source.line(path)}: {what}"
        for source, part in zip(sources, parts, strict=True)
        for path, what in word_mistakes(part, known)
    ]
    if wrong:
        raise CannotStart("\n".join(wrong), way_out="Put these right and run again.")
