"""What of the columns on a page became no table or no whole row, so that it is said. Runs on stitched pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from schedcheck.readers.pdf.aligned import FARTHEST, GUTTER, is_list
from schedcheck.readers.pdf.lines import Line
from schedcheck.readers.pdf.tables import FilledRow, SheetTable

_TICKS = frozenset("✓☐")
_ID = re.compile(r"\d+(?:\.\d+)+")
_FEWEST = 3
"""Lines in columns that are no table and are told, at least."""


def unread_columns(parts: Sequence[Line | SheetTable]) -> Iterator[str]:
    """What of a page's columns was not read, a line each: figures in no table, rows that miss most of their cells.

    A list is no table, and neither is a table of contents.
    """
    runs = (run for loose, group in groupby(parts, key=_is_line) if loose for run in _runs(list(group)))
    if any(map(_is_unread_table, runs)):
        yield "figures or ticks that stand in columns without borders were not read as a table"
    tables = [part for part in parts if isinstance(part, SheetTable) and part.aligned]
    if any(_is_stray(row) for table in tables for row in table.rows[table is not parts[0] :]):
        yield "a row of a table without borders could not be put together"


def _is_line(part: Line | SheetTable) -> bool:
    return isinstance(part, Line)


def _is_stray(row: FilledRow) -> bool:
    return not row[0].lines and 2 * sum(bool(cell.lines) for cell in row) < len(row)


def _runs(lines: Sequence[Line | SheetTable]) -> Iterator[list[Line]]:
    """Lines with several parts that follow each other, at most one line with a single part between them."""
    run: list[Line] = []
    alone = 0
    for line in lines:
        assert isinstance(line, Line)
        several = len(line.segments(GUTTER)) > 1
        alone = 0 if several else alone + 1
        if run and (alone > 1 or line.baseline - run[-1].baseline > 2 * FARTHEST * line.em):
            yield run
            run = []
        if several:
            run.append(line)
    yield run


def _is_unread_table(lines: Sequence[Line]) -> bool:
    parts = [[part.text for part in line.segments(GUTTER)] for line in lines]
    ticked = [row for row in parts if any(text in _TICKS for text in row[1:])]
    figured = [row for row in parts if any(any(c.isdigit() or c in _TICKS for c in text) for text in row[1:])]
    if len(lines) < _FEWEST or 2 * len(figured) <= len(parts) or is_list(lines):
        return False
    if ticked:
        return True
    if all(row[-1].isdigit() for row in figured) and _is_rising([int(row[-1]) for row in figured]):
        return False
    return any(len(row) > 2 or _ID.match(row[0]) for row in parts)


def _is_rising(pages: Sequence[int]) -> bool:
    """Are the figures those of pages in a table of contents?"""
    return all(a <= b for a, b in pairwise(pages))
