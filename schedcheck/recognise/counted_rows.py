"""How many there are in a table beside a number of them: "The five annexes below", and the table that lists annexes.

Asked for each number of things of which no list was found. A table is counted where one of its first columns is headed
by what is counted, or holds an id of that sort in each row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from attrs import evolve

from schedcheck.document import Block, Row, View
from schedcheck.place import Place
from schedcheck.recognise.anchors import forms
from schedcheck.recognise.placed import in_table
from schedcheck.recognise.stretch import Stretch
from schedcheck.record import frozen
from schedcheck.vocabulary import Vocabulary, compact

_KEY_COLUMNS = 2
_CAPTION = 120
_POINTS = re.compile(r"\b(?:below|following|above|overleaf)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:\A|[.;]\s{1,3})(?:the|these|those|our)\s{1,3}\Z", re.IGNORECASE)
_ALL_OF_THEM = re.compile(r"\s{1,3}(?:are|were|have|can|will|form|accompany|support)\b")
_ENDINGS = (("endices", "endix"), ("ies", "y"), ("xes", "x"), ("ches", "ch"), ("sses", "ss"), ("s", ""))


@frozen
class Rows:
    """How many rows of a table are what is counted, and where the first of them stands.

    `sure` where the text points to the table, rather than standing beside it.
    """

    number: int
    place: Place
    sure: bool = True


@frozen
class Counting:
    """A number with its noun, from `start` to `end` of a stretch. `shape` is that of the ids that are counted."""

    noun: str
    start: int
    end: int
    shape: re.Pattern[str] | None = None


def rows_beside(said: Counting, index: int, page: Sequence[Stretch], vocabulary: Vocabulary) -> Rows | None:
    """The rows of the table that a number with its noun counts; None where it counts none."""
    text = page[index].text
    points = text.rstrip().endswith(":") or bool(_POINTS.search(text))
    if not points and not _speaks_of_all(said, text, vocabulary):
        return None
    for table in (_table_after(index, page, vocabulary), _table_before(index, page)):
        counted = _counted(table, said, vocabulary) if table else None
        if counted:
            return evolve(counted, sure=points)
    return None


def _speaks_of_all(said: Counting, text: str, vocabulary: Vocabulary) -> bool:
    """ "The four annexes are ...": of parts that only a pack has, and that a table right beside it lists."""
    kind = _one(said.noun)
    known = any(form.label.kind == kind and form.label.within == "pack" for form in forms(vocabulary))
    return known and bool(_ARTICLE.search(text[: said.start]) and _ALL_OF_THEM.match(text, said.end))


def _table_after(index: int, page: Sequence[Stretch], vocabulary: Vocabulary) -> Stretch | None:
    """The first cell of the table right below, under its caption if it has one."""
    for stretch in page[index + 1 : index + 3]:
        if stretch.row:
            return stretch
        if not _is_caption(stretch, vocabulary):
            return None
    return None


def _is_caption(stretch: Stretch, vocabulary: Vocabulary) -> bool:
    titled = (form for form in forms(vocabulary) if form.label.numbers == "titles")
    return len(stretch.text) < _CAPTION and any(form.opening.match(stretch.text) for form in titled)


def _table_before(index: int, page: Sequence[Stretch]) -> Stretch | None:
    """The first cell of the table right above."""
    before = page[index - 1] if index else None
    if before is None or not before.row:
        return None
    return next(stretch for stretch in page[:index] if stretch.block == before.block)


def _counted(table: Stretch, said: Counting, vocabulary: Vocabulary) -> Rows | None:
    block, shape = table.placed.block, said.shape
    column = _column_of_ids(block, shape) if shape else _column_headed(block, said.noun)
    if not column or any(row.ragged for row in block.rows):
        return None
    heading = compact(block.headings[column - 1].text()) if len(block.headings) >= column else ""
    named: dict[str, tuple[int, Row]] = {}
    keys = [(number, row, _key(row, column)) for number, row in enumerate(block.rows, 1)]
    for number, row, key in keys:
        if key and compact(key) != heading and compact(key) not in _totals(vocabulary):
            if key in named and not shape:
                return None  # What repeats itself is a property of the rows, and no row is one of them.
            named.setdefault(_id_in(key, shape), (number, row))
    if not named:
        return None
    number, row = next(iter(named.values()))
    first = next((run.place for cell in row.cells for run in cell.runs), Place())
    return Rows(len(named), in_table(first, table.placed.table, number, column))


def _key(row: Row, column: int) -> str:
    return " ".join(next((c.text(View.PROPOSED) for c in row.cells if c.column == column and not c.merged), "").split())


def _id_in(key: str, shape: re.Pattern[str] | None) -> str:
    found = shape.search(key) if shape else None
    return found.group() if found else key


def _column_of_ids(block: Block, shape: re.Pattern[str] | None) -> int:
    """The first column of which every cell with words holds an id, 0 for none."""
    for column in range(1, _KEY_COLUMNS + 1):
        keys = [key for row in block.rows if (key := _key(row, column))]
        if shape and keys and all(shape.search(key) for key in keys):
            return column
    return 0


def _column_headed(block: Block, noun: str) -> int:
    """The number of the column near the left edge that is headed by what is counted, 0 for none."""
    wanted = _one(noun.split()[-1])
    for column, cell in enumerate(block.headings[:_KEY_COLUMNS], 1):
        words = re.findall(r"[a-z]+", cell.text().casefold())
        if words and wanted in {_one(words[0]), _one(words[-1])}:
            return column
    return 0


def _one(noun: str) -> str:
    """One of what a noun means, whether it means one or several."""
    folded = noun.casefold()
    ending, single = next(((e, s) for e, s in _ENDINGS if folded.endswith(e)), ("", ""))
    return folded.removesuffix(ending) + single


@lru_cache(maxsize=8)
def _totals(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(compact(word) for form in vocabulary.tables for word in form.total)
