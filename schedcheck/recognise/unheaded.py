"""Tables of which no file says that their first row is headings: it is where each of its cells is a known heading.

Runs on a document before it is split. Readers know no words of the field, so that a table of nothing but words, with a
first row that is set like all others, comes from them without headings.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from attrs import evolve

from schedcheck.document import Block, Document
from schedcheck.vocabulary import Vocabulary, compact

_FEWEST = 2


def with_headings(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with such rows as the headings of their tables."""
    if not any(_is_open(block) for block in document.blocks):
        return document
    known = _headings(vocabulary)
    return evolve(document, blocks=tuple(_headed(block, known) for block in document.blocks))


def _is_open(block: Block) -> bool:
    return block.kind == "table" and not block.headings and not block.form and len(block.rows) >= _FEWEST


def _headed(block: Block, known: frozenset[str]) -> Block:
    if not _is_open(block) or block.rows[0].ragged:
        return block
    first, *rest = block.rows
    words = [compact(cell.text()) or cell.text() for cell in first.cells if cell.runs]
    if len(words) < _FEWEST or not known.issuperset(words):
        return block
    return evolve(block, headings=first.cells, rows=tuple(rest))


@lru_cache(maxsize=8)
def _headings(vocabulary: Vocabulary) -> frozenset[str]:
    """All headings that the vocabulary knows, letters and figures alone."""
    return frozenset(compact(words) or words for words in _every(vocabulary))


def _every(vocabulary: Vocabulary) -> Iterator[str]:
    for form in vocabulary.tables:
        yield from (*form.corner, *form.total)
        for column in form.column:
            yield from column.headings
    for kind in vocabulary.numbered:
        yield from (*kind.keys, *kind.texts)
    for record in vocabulary.records:
        yield from record.headings
    references, responses = vocabulary.references, vocabulary.responses
    yield from (*references.headings, *references.titles)
    yield from (*responses.respondent, *responses.category, *responses.answer, *responses.comment)
