"""One file -> the documents in it, each with its kind and with every block's section.

A new document may start where a page starts with an annex label or an opening ("About this document"), where
the section numbers start again at 1, or at a separator. A stretch that shows no kind belongs to the one before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from attrs import evolve, field

from schedcheck.binding import Binding
from schedcheck.document import Block, Document, Paper, View, region_of
from schedcheck.fact import Fact
from schedcheck.recognise.titles import kind_of_file, signs_of
from schedcheck.record import frozen
from schedcheck.vocabulary import DocumentKind, IdKind, Vocabulary, compact
from schedcheck.vocabulary.records import Role

_LABEL = re.compile(r"(?:[A-Z]{2,6}\s?\d{2,5}\s*[:–—-]?\s*)?((?:Annex|Appendix|Attachment)\s+[A-Z0-9]{1,2})\b")
_SHORT = 60
_TITLE_BLOCKS = 12
_PAGE_TOP = 9


@frozen
class Placed:
    """A block, the section it stands in, and for a table its number in that section."""

    block: Block
    section: str
    table: int = 0


@frozen
class Part:
    """One document of a file, before its facts are known. `document` is its id in this run.

    `named` are the prefixed ids that it names; `pack` is the one it names most often (the change that the whole
    pack is about) in the spelling that the pack uses most, `pack_kind` the kind of that id. `bindings` are
    those that are about it.
    """

    source: Document
    kind: DocumentKind | None
    blocks: tuple[Placed, ...]
    label: str = ""
    named: tuple[str, ...] = ()
    pack: str = ""
    pack_kind: str = ""
    document: str = ""
    bindings: tuple[Binding, ...] = ()

    @property
    def title(self) -> str:
        """Its title with the annex label before it, if that is no part of it."""
        title = self.source.title or (self.kind.title if self.kind else "") or _first_words(self.blocks)
        apart = self.label.casefold() not in title.casefold()
        return f"{self.label}: {title}" if self.label and apart else title

    @property
    def role(self) -> Role:
        """Which forms of tables it may have besides those of any document."""
        if self.kind is None:
            return ""
        return "schedule" if self.kind.schedule else "amendment" if self.kind.amends else ""

    def paper(self, facts: Sequence[Fact], gaps: tuple[str, ...], notes: tuple[str, ...] = ()) -> Paper:
        """The document as rules and reports know it."""
        kind = self.kind or DocumentKind("", "")
        versions = [f for f in facts if f.property == "document-version"]
        own = [f for f in versions if not f.place.table][:1] or versions[-1:]
        return Paper(
            id=self.document,
            kind=kind.kind,
            title=self.title,
            short=kind.short or self.title[:8],
            version=self.source.version or (str(own[0].value) if own else ""),
            file=self.source.file,
            sha256=self.source.sha256,
            rank=kind.rank,
            schedule=kind.schedule,
            opinion=kind.opinion,
            facts=len(facts),
            gaps=(*self.source.gaps, *gaps),
            notes=(*notes, *self.source.remarks),
            contract=self.source.contract,
            region=region_of(self.source.region, self.source.contract),
            amends=kind.amends,
            whole=self.source.whole,
        )


@frozen
class _Stretch:
    blocks: tuple[Block, ...]
    kind: DocumentKind | None = None
    said: bool = False
    numbered: bool = field(init=False)

    @numbered.default
    def _numbered(self) -> bool:
        return any(b.kind == "heading" and b.number for b in self.blocks)


def split(document: Document, vocabulary: Vocabulary) -> list[Part]:
    """The documents of one file, in order."""
    if document.kind:
        kind = _declared(document.kind, vocabulary)
        return [Part(document, kind, _with_sections(document.blocks))]
    if not document.blocks:
        return [_part(document, _Stretch(()), vocabulary)]
    stretches = [_judged(blocks, vocabulary) for blocks in _cut(document.blocks, vocabulary)]
    joined = [stretch for stretch in _joined(stretches, vocabulary) if stretch.blocks]
    if len(joined) == 1 and joined[0].kind is None:
        joined = [evolve(joined[0], kind=kind_of_file(document.file, vocabulary))]
    return [_part(document, stretch, vocabulary) for stretch in joined]


def _declared(name: str, vocabulary: Vocabulary) -> DocumentKind | None:
    """By the kind that the file gives, or by the name of its arrays, printed "[[name]]"."""
    found = re.fullmatch(r"\[\[(.*)\]\]", name)
    if found:
        return next((k for k in vocabulary.documents if found.group(1) in k.arrays), None)
    return vocabulary.kind(name)


def _cut(blocks: Sequence[Block], vocabulary: Vocabulary) -> list[tuple[Block, ...]]:
    openings = {compact(opening) for opening in vocabulary.words.openings}
    starts = [i for i, _ in enumerate(blocks) if i == 0 or _may_start(blocks, i, openings)]
    return [tuple(blocks[a:b]) for a, b in zip(starts, [*starts[1:], len(blocks)], strict=True)]


def _may_start(blocks: Sequence[Block], index: int, openings: set[str]) -> bool:
    block = blocks[index]
    if block.kind == "heading" and (block.level == 0 or (block.number == "1" and block.level == 1)):
        return True
    if block.kind == "heading" and block.level == 1 and not block.number and block.fresh:
        return True
    if not block.fresh:
        return False
    for after in blocks[index : index + _PAGE_TOP]:
        if after.fresh and after is not block:
            return False
        text = after.text()
        labelled = after.kind != "item" and len(text) < _SHORT and _LABEL.match(text)
        if labelled or compact(text) in openings:
            return True
    return False


def _judged(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> _Stretch:
    """The kind that the beginning of a stretch shows most signs of."""
    signs = signs_of(blocks, vocabulary)
    return _Stretch(blocks, signs.kind, signs.said)


def _joined(stretches: Sequence[_Stretch], vocabulary: Vocabulary) -> list[_Stretch]:
    joined: list[_Stretch] = []
    for stretch in stretches:
        if joined and _belongs(joined[-1], stretch):
            joined[-1] = _judged_again(joined[-1], stretch, vocabulary)
        else:
            joined.append(stretch)
    return joined


def _belongs(before: _Stretch, stretch: _Stretch) -> bool:
    """Does a stretch go on with the document before it?"""
    first = stretch.blocks[0]
    if first.kind == "heading" and first.level == 0:
        return False
    if before.blocks[-1].kind == "heading" and before.blocks[-1].level == 0:
        return True
    if stretch.kind is None:
        return True
    if _is_front_matter(before):
        return True
    return stretch.kind == before.kind and not (before.numbered and stretch.numbered)


def _is_front_matter(stretch: _Stretch) -> bool:
    """A title page with a few words of introduction: what is numbered after it belongs to it."""
    tables = any(block.kind == "table" for block in stretch.blocks)
    return not stretch.numbered and not tables and len(stretch.blocks) <= _TITLE_BLOCKS


def _judged_again(before: _Stretch, stretch: _Stretch, vocabulary: Vocabulary) -> _Stretch:
    """Two stretches as one; a kind already told by what the document says of itself stays."""
    whole = _Stretch((*before.blocks, *stretch.blocks), before.kind, before.said)
    return whole if before.said else evolve(_judged(whole.blocks, vocabulary), blocks=whole.blocks)


def _part(document: Document, stretch: _Stretch, vocabulary: Vocabulary) -> Part:
    return Part(
        document,
        stretch.kind,
        _with_sections(stretch.blocks),
        label=_label(stretch.blocks),
        named=_named(stretch.blocks, vocabulary.prefixed),
        pack_kind=vocabulary.prefixed.kind if vocabulary.prefixed else "",
    )


def _label(blocks: Sequence[Block]) -> str:
    """The annex label of a title page: "Annex B"."""
    for block in blocks[:_TITLE_BLOCKS]:
        found = _LABEL.match(block.text())
        if found and block.kind != "item" and len(block.text()) < _SHORT:
            return found.group(1)
    return ""


def _named(blocks: Sequence[Block], kind: IdKind | None) -> tuple[str, ...]:
    """Every prefixed id that a document names, as it writes it."""
    if kind is None:
        return ()
    prefixes = (kind.prefix, *kind.aliases)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, prefixes))})[ -]?\d{{1,6}}(?![-\w])")
    texts = (block.text() for block in blocks)
    naming = (text for text in texts if any(prefix in text for prefix in prefixes))
    return tuple(word for text in naming for word in pattern.findall(text))


def _with_sections(blocks: Sequence[Block]) -> tuple[Placed, ...]:
    placed: list[Placed] = []
    section, numbered = "", ""
    tables: Counter[str] = Counter()
    for block in blocks:
        if block.kind == "heading" and block.level > 0:
            numbered = block.number or (numbered if block.level > 2 else "")
            section = numbered or block.text(View.PROPOSED)
        tables[section] += block.kind == "table"
        placed.append(Placed(block, section, tables[section] if block.kind == "table" else 0))
    return tuple(placed)


def _first_words(blocks: Sequence[Placed]) -> str:
    text = next((p.block.text() for p in blocks if p.block.text()), "")
    return text[:60] or "Document"
