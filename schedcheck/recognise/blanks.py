"""What is still to be put in: placeholders in the text, and blank cells of records whose others are filled.

Runs after tables and sentences, over plain words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain

from schedcheck.fact import NONE, Certainty
from schedcheck.place import Place
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.split import Part, Placed
from schedcheck.recognise.stretch import Stretch, stretch_of
from schedcheck.record import frozen
from schedcheck.vocabulary import Placeholder, Record, Vocabulary, compact

PLACEHOLDER, STATUS = "placeholder", "record-status"

_WRAPPED = re.compile(r"(?<=[0-9A-Z]-) (?=[0-9A-Z])")
"""The blank that a line end leaves in an id."""
_HEADER = 80
_MOST = 400
"""Blocks of one section in which records are looked for."""


def read_blanks(part: Part, page: Sequence[Stretch], vocabulary: Vocabulary, ledger: Ledger) -> None:
    """The placeholders of a document, and for each of its records whether it is filled in."""
    if part.kind and part.kind.schedule:
        return
    headings = [[compact(cell.text()) for cell in placed.block.headings] for placed in part.blocks]
    glossaries = {n for n, names in enumerate(headings) if _is_glossary(names, vocabulary)}
    for index, hoped in sorted(_hoped(page, vocabulary).items()):
        if page[index].block not in glossaries:
            _read_placeholders(page[index], hoped, ledger)
    for record in vocabulary.records:
        wanted, others = (frozenset(map(compact, names)) for names in (record.headings, record.not_beside))
        for number, (placed, names) in enumerate(zip(part.blocks, headings, strict=True)):
            for column in _columns(names, wanted) if others.isdisjoint(names) else ():
                _tell(list(_of_column(placed, number, column)), placed.section, "plain", ledger)
        for header, rows in _of_lines(page, record):
            _tell(list(rows), header.section, "inferred", ledger)


def _is_glossary(headings: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Does a table explain abbreviations? One of these may be a placeholder by its looks."""
    return not _of_acronyms(vocabulary).isdisjoint(headings)


@lru_cache(maxsize=8)
def _of_acronyms(vocabulary: Vocabulary) -> frozenset[str]:
    """The headings of columns of abbreviations."""
    columns = (column for form in vocabulary.tables for column in form.column if column.kind == "acronym")
    return frozenset(compact(heading) for column in columns for heading in column.headings)


def _hoped(page: Sequence[Stretch], vocabulary: Vocabulary) -> Mapping[int, Sequence[Placeholder]]:
    """Stretches by number, and the placeholders of which each holds a sign: looked for in all words at once."""
    whole = "\n".join(stretch.text for stretch in page)
    starts = list(accumulate((len(stretch.text) + 1 for stretch in page[:-1]), initial=0))
    found: dict[int, list[Placeholder]] = {}
    for each in vocabulary.placeholders:
        at = (bisect_right(starts, place) - 1 for sign in each.signs for place in _places(sign, whole))
        for index in set(at) if each.signs else range(len(page)):
            found.setdefault(index, []).append(each)
    return found


def _places(sign: str, text: str) -> Iterator[int]:
    """Where a sign stands in a text."""
    place = text.find(sign)
    while place >= 0:
        yield place
        place = text.find(sign, place + 1)


def _read_placeholders(stretch: Stretch, hoped: Sequence[Placeholder], ledger: Ledger) -> None:
    taken: set[int] = set()
    text = stretch.text
    for each in hoped:
        matches = each.shape.finditer(text)
        first = next(matches, None)
        if first is None or _is_explained(each, stretch):
            continue
        for found in chain((first,), matches):
            if found.end() == found.start() or found.start() in taken:
                continue
            taken.update(range(found.start(), found.end()))
            printed = stretch.printed(found.start(), found.end())
            stated = Stated(printed, printed, stretch.at(found.start(), found.end()), "current", each.certainty)
            scope = ledger.statement(stretch.section)
            ledger.add(scope, ledger.part.document, PLACEHOLDER, stated, kind="document")


def _is_explained(each: Placeholder, stretch: Stretch) -> bool:
    folded = stretch.words.casefold()
    return any(explained in folded for explained in each.not_in)


@frozen
class _Entry:
    """A record: its id, what its column holds or NONE, and where."""

    id: str
    value: str
    place: Place


def _columns(headings: Sequence[str], wanted: Collection[str]) -> list[int]:
    """The indices of the columns that are to be filled; the first one is the record's own name."""
    return [n for n, heading in enumerate(headings) if n and heading in wanted]


def _of_column(placed: Placed, number: int, column: int) -> Iterator[_Entry]:
    """The rows of a table of such records, with what one column holds."""
    for row, each in enumerate(placed.block.rows, 1):
        if each.ragged or column >= len(each.cells) or each.cells[column].merged:
            continue
        key = next((cell for cell in each.cells if cell.runs), None)
        if key is None:
            continue
        own = each.cells[column]
        stretch = stretch_of((own if own.text() else key).runs, placed, number, row, column + 1)
        yield _Entry(
            _WRAPPED.sub("", key.text())[:60], stretch.words if own.text() else NONE, stretch.at(0, len(stretch.text))
        )


def _of_lines(page: Sequence[Stretch], record: Record) -> Iterator[tuple[Stretch, Iterator[_Entry]]]:
    """The records below a header line where no ruling line is left: each starts with an id."""
    endings = tuple(record.headings)
    for index, stretch in enumerate(page):
        words = stretch.words
        header = record.id and not stretch.row and len(words) <= _HEADER and words.endswith(endings)
        if header and " " in words and words.rsplit(" ", 1)[0] and len(words.split()) > 1:
            yield stretch, _entries(page[index + 1 : index + _MOST], stretch, record)


def _entries(page: Sequence[Stretch], header: Stretch, record: Record) -> Iterator[_Entry]:
    shape = re.compile(record.id)
    words = re.compile(rf"\b(?:{'|'.join(map(re.escape, record.words)) or '(?!)'})\b")
    last: _Entry | None = None
    for stretch in page:
        if stretch.section != header.section or stretch.row:
            break
        cuts = [*shape.finditer(stretch.text)]
        ends = [*(cut.start() for cut in cuts), len(stretch.text)]
        last = _with_status(last, words, stretch.text[: ends[0]])
        for cut, end in zip(cuts, ends[1:], strict=True):
            if last:
                yield last
            id_ = "".join(cut.group().split())
            last = _with_status(
                _Entry(id_, NONE, stretch.at(cut.start(), cut.end())), words, stretch.text[cut.end() : end]
            )
    if last:
        yield last


def _with_status(entry: _Entry | None, words: re.Pattern[str], text: str) -> _Entry | None:
    found = words.search(text) if entry and entry.value == NONE else None
    return _Entry(entry.id, found.group(), entry.place) if entry and found else entry


def _tell(entries: Sequence[_Entry], section: str, certainty: Certainty, ledger: Ledger) -> None:
    """The records of one table; where none is filled, the column is not kept and says nothing."""
    if all(entry.value == NONE for entry in entries):
        return
    scope = ledger.statement(section, whole=True)
    for entry in entries:
        printed = entry.id if entry.value == NONE else entry.value
        ledger.add(
            scope, entry.id, STATUS, Stated(entry.value, printed, entry.place, "current", certainty), kind="document"
        )
