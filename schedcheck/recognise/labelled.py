"""Rows of a label and a value, "Implementation date | 3 June 2027", as the lines that they stand for.

Asked for what no form of tables explains, before sentence forms are tried on it.
"""

from __future__ import annotations

from attrs import evolve

from schedcheck.document import Cell, Mark, Row, Run
from schedcheck.recognise.ledger import Ledger, spot
from schedcheck.tokens import Tokens

_LONGEST_LABEL, _LONGEST_VALUE = 60, 80
"""Letters of a label and of what stands beside it."""

_END = ":\n"
"""Where a label ends."""

Line = tuple[tuple[Run, ...], int, str]


def lines_of(row: Row, ledger: Ledger) -> list[Line]:
    """The runs, the column and the kind of each cell that no fact uses; a label and its value are one, of kind "label".

    What a form takes of a label starts with it: "Last implementation date" is another date.
    """
    cells = [cell for cell in row.cells if cell.runs and not cell.merged and not _is_used(cell, ledger)]
    if len(row.cells) == 2 and len(cells) == 2 and _are_label_and_value(*cells):
        return [_joined(*cells)]
    return [(cell.runs, cell.column, "cell") for cell in cells]


def may_start(token: int, tokens: Tokens) -> bool:
    """May a form match from a token of such a line on: does the label start there, or is it in the value?"""
    return token == 0 or tokens.starts[token] > tokens.text.find(_END)


def _is_used(cell: Cell, ledger: Ledger) -> bool:
    return any(spot(run.place) in ledger.used for run in cell.runs)


def _are_label_and_value(label: Cell, value: Cell) -> bool:
    """Are both short and as they always were?"""
    plain = all(run.mark is Mark.PLAIN for cell in (label, value) for run in cell.runs)
    return plain and len(label.text()) <= _LONGEST_LABEL and len(value.text()) <= _LONGEST_VALUE


def _joined(label: Cell, value: Cell) -> Line:
    """A line end parts the two, so that no word of both is new."""
    last = label.runs[-1]
    colon = evolve(last, text=f"{last.text.rstrip(' :')}:")
    return (*label.runs[:-1], colon, *value.runs), value.column, "label"
