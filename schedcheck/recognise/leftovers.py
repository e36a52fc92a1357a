"""The quantities of a document that became no fact: what a reader of the facts must know is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schedcheck.document import Run
from schedcheck.reading import Unread
from schedcheck.recognise.ledger import Ledger, spot
from schedcheck.recognise.placed import in_table, of_types
from schedcheck.recognise.split import Part, Placed
from schedcheck.vocabulary import Vocabulary

_FIGURE = re.compile(r"\d")
_REASON = "no form says what it is"


def leftovers(part: Part, vocabulary: Vocabulary, ledger: Ledger) -> Iterator[Unread]:
    """Every time and amount of money that no fact uses, with its place.

    One that stands alone, with no words round it, is what is left of a table: the document then has a gap.
    """
    if part.kind and part.kind.schedule:
        return
    for placed in part.blocks:
        alone = list(_of_runs(placed.block.runs, placed, vocabulary, ledger, 0, 0))
        if alone and set(ledger.tokens(placed.block.runs, vocabulary).tokens.types) <= set(vocabulary.amounts):
            _tell_gap(part, placed, alone[0].printed, ledger)
        yield from alone
        for number, row in enumerate(placed.block.rows, 1):
            for cell in (cell for cell in row.cells if not cell.merged):
                yield from _of_runs(cell.runs, placed, vocabulary, ledger, number, cell.column)


def _tell_gap(part: Part, placed: Placed, printed: str, ledger: Ledger) -> None:
    if not (part.kind and part.kind.opinion):
        where = f"section {placed.section}: " if placed.section else ""
        ledger.gap(f"{where}“{printed}” stands alone, so a table round it was not understood")


def _of_runs(
    runs: tuple[Run, ...], placed: Placed, vocabulary: Vocabulary, ledger: Ledger, row: int, column: int
) -> Iterator[Unread]:
    if not any(_FIGURE.search(run.text) for run in runs):
        return
    tokens = ledger.tokens(runs, vocabulary)
    for token in of_types(tokens.tokens, "dmc"):
        place = tokens.place(token)
        if spot(place) not in ledger.used:
            where = in_table(place, placed.table, row, column)
            yield Unread(ledger.part.document, placed.section, where, tokens.tokens.between(token, token), _REASON)
