"""Words that are said to be another document's, and what that document says there.

Runs once for a pack, over plain words. A quotation is long enough to be told from a name; its source is the place in
another document with which it shares most runs of words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from schedcheck.fact import NONE, Certainty, Scope
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.sources import Sources, Span, Window
from schedcheck.recognise.split import Part
from schedcheck.recognise.stretch import Stretch
from schedcheck.record import frozen
from schedcheck.vocabulary import Vocabulary

QUOTED, SOURCE = "quotation", "quoted-words"

_CLOSING = {"“": "”", "‘": "’", '"': '"'}
_OPENING = re.compile(r"(?<![^\W_])[“‘\"]")
"""After a letter or figure it is an apostrophe or closes."""
_SHORTEST, _LONGEST = 10, 300
"""Words of a quotation in quotation marks."""
_SHORTEST_CLAIMED = 5
_MOST_BLOCKS = 60
_PRINTED = 160


@frozen
class _Pair:
    """A quotation and its source. Pairs of one `statement` stand together; `left_out` is in the source alone."""

    document: str
    quotation: Span
    source: Span | None
    of: str
    statement: int
    certainty: Certainty = "plain"
    left_out: bool = False

    @property
    def subject(self) -> str:
        """Its first words, by which it is known."""
        span = self.source if self.left_out and self.source else self.quotation
        return " ".join(span.printed.split()[:6])


@frozen
class Quotations:
    """All quotations of a pack, with their sources in it; made once for all documents."""

    pairs: tuple[_Pair, ...]

    @classmethod
    def of(cls, parts: Sequence[Part], pages: Mapping[str, tuple[Stretch, ...]], vocabulary: Vocabulary) -> Quotations:
        papers = [part for part in parts if not (part.kind and part.kind.schedule)]
        sought = [(p.document, *each) for p in papers for each in _sought(pages[p.document], vocabulary)]
        if not sought:
            return cls(())
        kept = [part for part in papers if part.kind and not part.kind.opinion]
        sources = Sources.of(kept, pages, {id(span): span for _, spans, _ in sought for span in spans}.values())
        pairs: list[_Pair] = []
        for number, (document, spans, claim) in enumerate(sought, 1):
            find = _claimed_pairs if claim else _marked_pairs
            pairs += find(document, spans, claim, number, sources)
        return cls(tuple(pairs))

    def read(self, part: Part, ledger: Ledger) -> None:
        """The quotations of a document, and what others quote from it."""
        scopes: dict[tuple[bool, int], Scope] = {}
        for pair in self.pairs:
            if pair.document == part.document:
                words = NONE if pair.left_out else pair.quotation.printed
                _add(pair, pair.quotation, QUOTED, words, scopes, ledger)
            if pair.of == part.document and pair.source:
                _add(pair, pair.source, SOURCE, pair.source.printed, scopes, ledger)


def _add(pair: _Pair, span: Span, name: str, words: str, scopes: dict[tuple[bool, int], Scope], ledger: Ledger) -> None:
    key = (name == QUOTED, pair.statement)
    if key not in scopes:
        scopes[key] = ledger.statement(span.stretch.section)
    stated = Stated(words, span.printed[:_PRINTED], span.place, "current", pair.certainty)
    ledger.add(scopes[key], pair.subject, name, stated, kind="document")


def _sought(page: Sequence[Stretch], vocabulary: Vocabulary) -> Iterator[tuple[list[Span], Span | None]]:
    """(what may be quoted, the words that claim it): each long quotation, and what follows each claim."""
    every = [Span(stretch, 0, len(stretch.text)) for stretch in page]
    for index, stretch in enumerate(page):
        for span in _marked(stretch):
            yield [span], None
        claim = _claim(stretch, vocabulary)
        if claim:
            yield [*_following(every, index)], claim


def _marked(stretch: Stretch) -> Iterator[Span]:
    """The long quotations of a stretch; an apostrophe closes none."""
    text = stretch.text
    opened = [(found.start(), found.group()) for found in _OPENING.finditer(text)]
    closers = {closing: _ends(closing, text) for closing in {_CLOSING[sign] for _, sign in opened}}
    reached = 0
    for start, sign in opened:
        if start < reached:
            continue
        ends = closers[_CLOSING[sign]]
        at = bisect_left(ends, start + 1)
        if at < len(ends):
            reached = ends[at] + 1
            span = Span(stretch, start + 1, ends[at])
            if _SHORTEST <= len(span.words) <= _LONGEST:
                yield span


def _ends(closing: str, text: str) -> list[int]:
    """Where a sign closes: not before a letter or figure."""
    return [i for i, sign in enumerate(text) if sign == closing and not text[i + 1 : i + 2].isalnum()]


def _claim(stretch: Stretch, vocabulary: Vocabulary) -> Span | None:
    words = stretch.text.casefold()
    found = [(words.index(phrase), phrase) for phrase in vocabulary.claims if phrase in words]
    return Span(stretch, min(found)[0], min(found)[0] + len(min(found)[1])) if found else None


def _following(every: Sequence[Span], index: int) -> Iterator[Span]:
    """What stands below a claim in its section."""
    section = every[index].stretch.section
    return takewhile(lambda span: span.stretch.section == section, every[index + 1 : index + _MOST_BLOCKS])


def _marked_pairs(
    document: str, spans: Sequence[Span], _: Span | None, number: int, sources: Sources
) -> Iterator[_Pair]:
    window = sources.closest(spans[0], apart=document)
    if window:
        yield _Pair(document, spans[0], window.span, window.document, number)


def _claimed_pairs(
    document: str, spans: Sequence[Span], claim: Span | None, number: int, sources: Sources
) -> Iterator[_Pair]:
    """What follows a claim, with the document of which most of it is found; and what that has besides."""
    every = [span for span in spans if len(span.words) >= _SHORTEST_CLAIMED]
    of = sources.commonest(every, apart=document)
    if not of or claim is None:
        return
    found = [(span, sources.closest(span, apart=document, only=of)) for span in every]
    windows = [window for _, window in found if window]
    for span, window in found:
        if window:
            yield _Pair(document, span, window.span, of, number, "inferred")
    for span in _left_out(windows, of, sources):
        yield _Pair(document, claim, span, of, number, "inferred", left_out=True)


def _left_out(windows: Sequence[Window], of: str, sources: Sources) -> Iterator[Span]:
    """The paragraphs of the source that end a section of which the rest is quoted."""
    quoted = {window.span.stretch.block for window in windows}
    last = max(windows, key=lambda window: window.span.stretch.block, default=None)
    if last is None:
        return
    for stretch in sources.pages[of]:
        same = stretch.section == last.span.stretch.section and stretch.kind != "heading"
        if same and stretch.block > last.span.stretch.block and stretch.block not in quoted:
            yield Span(stretch, 0, len(stretch.text))
