"""One vocabulary file as it is written: the arrays that it may hold, in any number and order.

Loaded from TOML before anything is read; what each key means stands with its record.
"""

from __future__ import annotations

from attrs import Factory

from schedcheck.record import frozen
from schedcheck.vocabulary.papers import Claim, Count, Label, Placeholder, Record, References, StatusWords
from schedcheck.vocabulary.records import (
    DocumentKind,
    IdKind,
    MentionWords,
    Name,
    Property,
    SentenceForm,
    TableForm,
    TickForm,
    Words,
)
from schedcheck.vocabulary.speech import Acronyms, Directions, Numbered, Responses


@frozen
class VocabularyFile:
    """One vocabulary file: any of the arrays below."""

    document: tuple[DocumentKind, ...] = ()
    name: tuple[Name, ...] = ()
    id: tuple[IdKind, ...] = ()
    table: tuple[TableForm, ...] = ()
    ticks: tuple[TickForm, ...] = ()
    sentence: tuple[SentenceForm, ...] = ()
    mention: tuple[MentionWords, ...] = ()
    property: tuple[Property, ...] = ()
    label: tuple[Label, ...] = ()
    record: tuple[Record, ...] = ()
    placeholder: tuple[Placeholder, ...] = ()
    count: tuple[Count, ...] = ()
    claim: Claim = Factory(Claim)
    references: References = Factory(References)
    words: Words = Factory(Words)
    status: StatusWords = Factory(StatusWords)
    numbered: tuple[Numbered, ...] = ()
    acronyms: Acronyms = Factory(Acronyms)
    responses: Responses = Factory(Responses)
    directions: Directions = Factory(Directions)
