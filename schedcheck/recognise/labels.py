"""References to numbered parts of documents: "section 8.4", "Table 3", "Annex E".

Runs after tables and sentences, over plain words. Labels are data of the vocabulary.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from schedcheck.recognise.anchors import Anchor, Form, anchors, id_of, standing
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.numbering import Sort
from schedcheck.recognise.split import Part
from schedcheck.recognise.stretch import Stretch
from schedcheck.recognise.whose import OUTSIDE, PACK, owners
from schedcheck.record import frozen
from schedcheck.vocabulary import Vocabulary

LABELLED, REFERRED, WITHIN, CALLED = "labelled-part", "referred-to", "stands-within", "document-title"
BESIDE, HOLDS = "words-beside", "part-holds"

_NEAR = 100
_CALLED = re.compile(r"\s{1,2}(?:[‘“'\"]([^‘’“”'\"]{6,160})[’”'\"])")


@frozen
class Reference:
    """A reference as printed, to a numbered part of `target`: the id of a document, or PACK."""

    form: Form
    stretch: Stretch
    number: str
    start: int
    end: int
    first: int
    target: str

    @property
    def id(self) -> str:
        return f"{self.form.label.kind} {self.number.upper()}"


@frozen
class Labels:
    """The numbered parts of every document of a pack, and the references to them; made once for all documents."""

    anchors: Mapping[str, tuple[Anchor, ...]]
    references: Mapping[str, tuple[Reference, ...]]
    referred: frozenset[tuple[str, str]]
    """(document or PACK, kind of label) of each reference."""

    @classmethod
    def of(
        cls,
        parts: Sequence[Part],
        pages: Mapping[str, tuple[Stretch, ...]],
        numbered: Sequence[Sort],
        vocabulary: Vocabulary,
    ) -> Labels:
        own = {part.document: tuple(anchors(part, pages[part.document], numbered, vocabulary)) for part in parts}
        ids = _ids_of(own)
        references = {
            part.document: tuple(_of_document(pages[part.document], own[part.document], part, parts, ids, vocabulary))
            for part in parts
        }
        referred = {(each.target, each.form.label.kind) for found in references.values() for each in found}
        return cls(own, references, frozenset(referred))

    def read(self, part: Part, page: Sequence[Stretch], vocabulary: Vocabulary, ledger: Ledger) -> None:
        """The references of a document, within what they stand, and what of its own others refer to."""
        for stretch in page:
            for form in standing(stretch, vocabulary):
                if form.label.numbers == "elsewhere":
                    _read_titles(form, stretch, ledger)
        enclosing = _enclosing(self.anchors[part.document])
        for reference in self.references[part.document]:
            _add(reference, enclosing(reference), self._leads_nowhere(reference), ledger)
        for anchor in self.anchors[part.document]:
            if {(PACK, anchor.kind), (part.document, anchor.kind)} & self.referred:
                _label(anchor, ledger)
            if anchor.title == part.title and (PACK, anchor.kind) in self._lost:
                _tell_what_it_holds(anchor, ledger)

    def _leads_nowhere(self, reference: Reference) -> bool:
        return reference.id not in self._ids.get(reference.target, ())

    @cached_property
    def _lost(self) -> frozenset[tuple[str, str]]:
        """(document or PACK, kind of label) of each reference that leads nowhere."""
        every = (each for found in self.references.values() for each in found if self._leads_nowhere(each))
        return frozenset((each.target, each.form.label.kind) for each in every)

    @cached_property
    def _ids(self) -> Mapping[str, frozenset[str]]:
        return _ids_of(self.anchors)


def _ids_of(anchors: Mapping[str, Sequence[Anchor]]) -> Mapping[str, frozenset[str]]:
    """The ids of the numbered parts of each document, and of all of them under PACK."""
    ids = {document: frozenset(anchor.id for anchor in own) for document, own in anchors.items()}
    return {**ids, PACK: frozenset().union(*ids.values())}


def _of_document(
    page: Sequence[Stretch],
    own: Sequence[Anchor],
    part: Part,
    parts: Sequence[Part],
    ids: Mapping[str, frozenset[str]],
    vocabulary: Vocabulary,
) -> Iterator[Reference]:
    opening = {(anchor.stretch.block, anchor.stretch.row, anchor.kind) for anchor in own}
    for stretch in page:
        for reference in _references(stretch, part, parts, ids, vocabulary):
            kind = reference.form.label.kind
            if reference.start or (stretch.block, stretch.row, kind) not in opening:
                yield reference


def _enclosing(own: Sequence[Anchor]) -> Callable[[Reference], str]:
    """What tells within which part of its own kind a reference stands."""
    heads: dict[str, list[Anchor]] = {}
    for anchor in own:
        if anchor.stretch.kind == "heading":
            heads.setdefault(anchor.kind, []).append(anchor)
    blocks = {kind: [anchor.stretch.block for anchor in found] for kind, found in heads.items()}

    def around(reference: Reference) -> str:
        block, kind = reference.stretch.block, reference.form.label.kind
        at = bisect_right(blocks.get(kind, []), block)
        return heads[kind][at - 1].id if at else ""

    return around


def _read_titles(form: Form, stretch: Stretch, ledger: Ledger) -> None:
    """What a numbered part of something outside of the pack is called: its title in quotation marks."""
    for found in form.mention.finditer(stretch.text):
        called = _CALLED.match(stretch.text, found.end())
        if called:
            words = stretch.printed(*called.span(1))
            stated = Stated(words, words, stretch.at(*called.span(1)), "current")
            ledger.add(ledger.statement(stretch.section), id_of(form, found), CALLED, stated, kind="document")


def _add(reference: Reference, around: str, nowhere: bool, ledger: Ledger) -> None:
    """A reference; where it leads nowhere, the words round it, which may say what is meant."""
    stretch = reference.stretch
    scope = ledger.statement(stretch.section)
    place = stretch.at(reference.start, reference.end)
    printed = stretch.printed(reference.start, reference.end)
    stated = Stated(reference.target, printed, place, "current")
    ledger.add(scope, reference.id, REFERRED, stated, kind="document")
    if nowhere:
        words = stretch.printed(max(0, reference.start - _NEAR), reference.end + _NEAR)
        ledger.add(scope, reference.id, BESIDE, Stated(words, words, place, "current"), kind="document")
    own = reference.target == ledger.part.document
    if reference.form.label.itself and around and own and _points(reference):
        ledger.add(scope, reference.id, WITHIN, Stated(around, printed, place, "current"), kind="document")


def _points(reference: Reference) -> bool:
    """Does it point somewhere, rather than name what it stands in: "this section 5", "Section 5 describes"?"""
    before = reference.stretch.text[: reference.first].rstrip(" (\n")
    return bool(before) and not before.endswith((".", ":", ";", "?", "!")) and not before.casefold().endswith("this")


def _label(anchor: Anchor, ledger: Ledger) -> None:
    stretch = anchor.stretch
    stated = Stated(anchor.title[:80] or anchor.id, anchor.title[:80], stretch.at(0, len(stretch.text)), "current")
    ledger.add(ledger.statement(stretch.section), anchor.id, LABELLED, stated, kind="document")


def _tell_what_it_holds(anchor: Anchor, ledger: Ledger) -> None:
    """What others find in a document that is a numbered part itself, by its kind."""
    scope = ledger.statement(anchor.stretch.section)
    place = anchor.stretch.at(0, len(anchor.stretch.text))
    for words in ledger.part.kind.holds if ledger.part.kind else ():
        ledger.add(scope, anchor.id, HOLDS, Stated(words, anchor.title[:80], place, "current"), kind="document")


def _references(
    stretch: Stretch,
    part: Part,
    parts: Sequence[Part],
    ids: Mapping[str, frozenset[str]],
    vocabulary: Vocabulary,
) -> Iterator[Reference]:
    """Every reference in a stretch that is to this pack, with the id of the document that it is to."""
    for form in standing(stretch, vocabulary):
        for found in form.mention.finditer(stretch.text) if form.label.numbers != "elsewhere" else ():
            spans = [found]
            while found["word"].endswith("s") and (more := form.further.match(stretch.text, spans[-1].end())):
                spans.append(more)
            may_have = owners(form.label, stretch.text, found.start(), spans[-1].end(), part, parts, vocabulary)
            for span in spans:
                having = (document for document in may_have if id_of(form, span) in ids.get(document, ()))
                target = next(having, may_have[-1])
                first = span.start() if span is found else span.start("number")
                if target != OUTSIDE:
                    yield Reference(form, stretch, span["number"], first, span.end(), found.start(), target)
