"""The blocks of a document as lines of text with the way back to the paper.

Used by the recognisers of what documents say in words; what is struck out is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from schedcheck.document import Mark, Run, View
from schedcheck.place import Place
from schedcheck.recognise.ledger import Ledger
from schedcheck.recognise.placed import PlacedTokens, in_table
from schedcheck.recognise.split import Part
from schedcheck.record import frozen
from schedcheck.vocabulary import Vocabulary


@frozen
class Written:
    """The text of a block or cell: its lines with a line end between. `kind` is the block's, "cell" for a cell.

    `number` counts its block in the document; `row` and `column` are those of a cell.
    """

    placed: PlacedTokens
    section: str
    kind: str
    number: int
    table: int = 0
    row: int = 0
    column: int = 0

    @property
    def text(self) -> str:
        return self.placed.tokens.text

    def at(self, start: int, end: int) -> Place:
        """The place of a stretch of the text, which is not empty."""
        return in_table(self.placed.place_at(start, end), self.table, self.row, self.column)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """(first token, end) of each sentence."""
        first, types = 0, self.placed.tokens.types
        for end in [index + 1 for index, letter in enumerate(types) if letter == "s"] + [len(types)]:
            if end > first:
                yield first, end
            first = end


def written(part: Part, vocabulary: Vocabulary, ledger: Ledger) -> Iterator[Written]:
    """Every block with words, and every cell, in reading order; page furniture apart."""
    for number, each in enumerate(part.blocks):
        block = each.block
        if block.kind == "furniture":
            continue
        if block.kind != "table":
            if block.runs:
                yield Written(_tokens(block.runs, vocabulary, ledger), each.section, block.kind, number)
            continue
        for row, line in enumerate(block.rows, 1):
            for cell in line.cells:
                if cell.runs and not cell.merged:
                    tokens = _tokens(cell.runs, vocabulary, ledger)
                    yield Written(tokens, each.section, "cell", number, each.table, row, cell.column)


def _tokens(runs: tuple[Run, ...], vocabulary: Vocabulary, ledger: Ledger) -> PlacedTokens:
    if all(run.mark is Mark.PLAIN for run in runs):
        return ledger.tokens(runs, vocabulary)
    return PlacedTokens.of(runs, vocabulary, View.PROPOSED)
