"""What a reader of a document's facts should know though nothing of it is missing.

Runs when all facts of a document are known.
"""

from __future__ import annotations

from schedcheck.document import Mark
from schedcheck.recognise.ledger import Ledger
from schedcheck.recognise.split import Part, Placed
from schedcheck.recognise.table import table_words

_MOST_NAMED = 3


def notes_of(part: Part, ledger: Ledger) -> tuple[str, ...]:
    """A line where changes may have been accepted: no marks at all, and times that only their document tells new."""
    if not ledger.supposed or any(_is_marked(placed) for placed in part.blocks):
        return ()
    named, more = ledger.supposed[:_MOST_NAMED], len(ledger.supposed) - _MOST_NAMED
    where = "; ".join(table_words(*each) for each in named) + (f"; and {more} more" if more > 0 else "")
    return (f"it has no revision marks, so it gives one state alone: the proposed one ({where})",)


def _is_marked(placed: Placed) -> bool:
    block = placed.block
    cells = (cell for each in (block.headings, *(row.cells for row in block.rows)) for cell in each)
    return any(run.mark is not Mark.PLAIN for runs in (block.runs, *(c.runs for c in cells)) for run in runs)
