"""What the documents of a pack say of themselves and of each other, beside what they say of their subject.

Made once for a pack, since references and quotations reach from one document into another; read last, for each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from schedcheck.recognise.blanks import read_blanks
from schedcheck.recognise.cited import read_cited
from schedcheck.recognise.counted import read_counted
from schedcheck.recognise.histories import read_histories
from schedcheck.recognise.labels import Labels
from schedcheck.recognise.ledger import Ledger
from schedcheck.recognise.numbering import Sort, sorts
from schedcheck.recognise.quoted import Quotations
from schedcheck.recognise.split import Part
from schedcheck.recognise.stretch import Stretch, stretches
from schedcheck.record import define
from schedcheck.vocabulary import Vocabulary


@define(eq=False)
class Mentions:
    """The words of each document, and what is known of them all together: looked for when the first is read."""

    parts: Sequence[Part]
    vocabulary: Vocabulary

    @cached_property
    def pages(self) -> Mapping[str, tuple[Stretch, ...]]:
        """The words of each document; none of a schedule's."""
        return {p.document: () if p.kind and p.kind.schedule else tuple(stretches(p)) for p in self.parts}

    @cached_property
    def labels(self) -> Labels:
        """The numbered parts of all documents, and the references to them."""
        return Labels.of(self.parts, self.pages, self.numbered, self.vocabulary)

    @cached_property
    def numbered(self) -> tuple[Sort, ...]:
        """The numbered statements of all documents."""
        return sorts(self.parts, self.vocabulary)

    @cached_property
    def quotations(self) -> Quotations:
        """What one document quotes of another."""
        return Quotations.of(self.parts, self.pages, self.vocabulary)

    def read(self, part: Part, ledger: Ledger) -> None:
        """What one document says of itself and of others."""
        page = self.pages[part.document]
        read_histories(part, self.vocabulary, ledger)
        read_blanks(part, page, self.vocabulary, ledger)
        read_cited(part, page, self.vocabulary, ledger)
        read_counted(page, self.parts, self.labels, self.vocabulary, ledger)
        self.labels.read(part, page, self.vocabulary, ledger)
        self.quotations.read(part, ledger)
