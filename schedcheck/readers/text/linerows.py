"""Tables in which each line starts a row: glossaries, and costs one below the other."""

from __future__ import annotations

import re

from schedcheck.document import Row
from schedcheck.readers.text.stream import Stream
from schedcheck.vocabulary import TableForm

_ACRONYM = re.compile(r"[A-Z](?:[A-Z0-9&.\-]*[A-Z0-9&])[a-z]?[A-Z0-9]*|[A-Z]+[a-z]?[A-Z]+")
_SEPARATORS = {",", "/", "&"}


def line_rows(stream: Stream, form: TableForm, token: int) -> tuple[list[Row], int]:
    """The rows from a token on, and the index of the line after the last."""
    index = stream.line_at(token) if token < len(stream.tokens) else len(stream.lines)
    cut = _acronym_row if form.column[0].kind == "acronym" else _amount_row
    rows: list[Row] = []
    while index < len(stream.lines):
        row = cut(stream, form, index)
        if row is None and rows and _amount_alone(stream, index) and not rows[-1].cells[-1].runs:
            rows[-1] = _with_amount(stream, rows[-1], index)
            index += 1
            continue
        if row is None:
            break
        rows.append(row[0])
        index = row[1]
    return rows, index


def _acronym_row(stream: Stream, form: TableForm, index: int) -> tuple[Row, int] | None:
    """An acronym or several, then what they stand for; a line that starts without one goes on with it."""
    first, end = stream.first[index], _tokens_end(stream, index)
    split = first
    while split < end and _is_key(stream, split, split == first):
        split += 1
    if split in {first, end}:
        return None
    after = index + 1
    while after < len(stream.lines) and _continues(stream, after):
        after += 1
    last = _tokens_end(stream, after - 1) - 1
    cells = (stream.cell([(first, split - 1)], 1), stream.cell([(split, last)], 2))
    return Row(cells, stream.place(first, last)), after


def _is_key(stream: Stream, token: int, first: bool) -> bool:
    word = stream.tokens.word(token)
    if word in _SEPARATORS:
        return not first
    before = stream.tokens.word(token - 1) if token else ""
    return (first or before in _SEPARATORS) and stream.tokens.types[token] == "w" and bool(_ACRONYM.fullmatch(word))


def _continues(stream: Stream, index: int) -> bool:
    line = stream.lines[index]
    if line.fresh or line.strong or line.gap > 1:
        return False
    starts_key = _is_key(stream, stream.first[index], True)
    if line.gap == 0:
        return not starts_key
    follows = index + 1 < len(stream.lines) and _is_key(stream, stream.first[index + 1], True)
    return not starts_key and follows and line.text[0].islower()


def _amount_row(stream: Stream, form: TableForm, index: int) -> tuple[Row, int] | None:
    """Words, then an amount; words alone are a row too while they are short and no sentence."""
    line = stream.lines[index]
    first, end = stream.first[index], _tokens_end(stream, index)
    types = stream.tokens.types[first:end]
    found = re.fullmatch(r"([wnpqg]{1,12})(m?)", types)
    if not found or line.text.endswith((".", ":", ";")) or (not found.group(2) and not _is_row_label(stream, index)):
        return None
    split = first + found.end(1)
    label = stream.cell([(first, split - 1)], 1)
    amount = stream.cell([(split, split)] if found.group(2) else [], 2)
    return Row((label, amount), stream.place(first, end - 1)), index + 1


def _amount_alone(stream: Stream, index: int) -> bool:
    return stream.tokens.types[stream.first[index] : _tokens_end(stream, index)] == "m"


def _with_amount(stream: Stream, row: Row, index: int) -> Row:
    """The row with the amount that stands on the line below its label."""
    amount = stream.cell([(stream.first[index], stream.first[index])], 2)
    return Row((row.cells[0], amount), row.place)


def _is_row_label(stream: Stream, index: int) -> bool:
    """A label without an amount belongs to the table only while an amount is still to come."""
    for after in range(index + 1, min(index + 5, len(stream.lines))):
        line = stream.lines[after]
        if line.strong or line.fresh or line.text.endswith((".", ":")):
            return False
        if "m" in stream.tokens.types[stream.first[after] : _tokens_end(stream, after)]:
            return len(stream.lines[index].text) <= 60
    return False


def _tokens_end(stream: Stream, index: int) -> int:
    return stream.first[index + 1] if index + 1 < len(stream.first) else len(stream.tokens)
