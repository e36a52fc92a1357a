"""Tables of references, and the numbers in the text that point into them: "[3]", "Ref 3".

Runs after tables and sentences, over plain words. Without a table of references no number is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from schedcheck.document import Cell
from schedcheck.fact import NONE, Scope
from schedcheck.quantity import DATE
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.split import Part
from schedcheck.recognise.stretch import Stretch
from schedcheck.record import frozen
from schedcheck.vocabulary import Vocabulary, compact

REFERENCE, CITED, DATED = "reference", "cited-as", "reference-date"

_NUMBER = re.compile(r"\[?([0-9]{1,2})[\].]?")
_ROW = re.compile(r"\[?([0-9]{1,2})\]?\s{1,3}(?=\S)")
_LISTED = re.compile(r"\[([0-9]{1,2})\]\s{1,3}(?=\S)")
_WORD = re.compile(r"\w[\w’'/&-]*")
_DATE = re.compile(DATE, re.IGNORECASE)
_SMALL = frozenset({"of", "and", "for", "the", "to", "in", "on"})
_NEAR = 120
_LONGEST = 300


@frozen
class _Row:
    """A row of a table of references. `date` is "" where it has none, and NONE where the table gives no dates."""

    number: str
    title: str
    stretch: Stretch
    date: str = NONE


def read_cited(part: Part, page: Sequence[Stretch], vocabulary: Vocabulary, ledger: Ledger) -> None:
    """The rows of the document's table of references, and each number that points into it."""
    rows = list(_of_tables(part, page, vocabulary)) or list(_of_lines(page, vocabulary)) or list(_of_list(page))
    if not rows:
        return
    scope = ledger.statement(rows[0].stretch.section, whole=True)
    for row in rows:
        stated = Stated(row.title, row.title[:80], row.stretch.at(0, len(row.stretch.text)), "current")
        ledger.add(scope, f"[{row.number}]", REFERENCE, stated, kind="document")
    _read_dates(rows, scope, ledger)
    own = {(row.stretch.block, row.stretch.row) for row in rows}
    for stretch in page:
        if (stretch.block, stretch.row) not in own and not _explains(stretch, vocabulary):
            _read_marks(stretch, vocabulary, ledger)


def _read_dates(rows: Sequence[_Row], scope: Scope, ledger: Ledger) -> None:
    """The date of each document where at least half of them have one; a blank may be right, so that it is a guess."""
    known = [row for row in rows if row.date != NONE]
    if 2 * sum(1 for row in known if row.date) < len(known) or all(row.date for row in known):
        return
    for row in known:
        place = row.stretch.at(0, len(row.stretch.text))
        stated = Stated(row.date or NONE, row.title[:80], place, "current", "plain" if row.date else "guess")
        ledger.add(scope, f"[{row.number}]", DATED, stated, kind="document")


def _explains(stretch: Stretch, vocabulary: Vocabulary) -> bool:
    words = stretch.words.casefold()
    return any(phrase in words for phrase in vocabulary.references.not_in)


def _of_tables(part: Part, page: Sequence[Stretch], vocabulary: Vocabulary) -> Iterator[_Row]:
    """The rows of tables with a column of numbers and one of titles."""
    cells: dict[int, dict[int, dict[int, Stretch]]] = {}
    for stretch in page:
        if stretch.row:
            cells.setdefault(stretch.block, {}).setdefault(stretch.row, {})[stretch.column] = stretch
    for block, rows in cells.items():
        headings = part.blocks[block].block.headings
        number = _column(headings, vocabulary.references.headings)
        title = number and _column(headings, vocabulary.references.titles)
        dates = number and _column(headings, vocabulary.references.dates)
        for row in rows.values() if number and title else ():
            found = _NUMBER.fullmatch(row[number].words) if number in row and title in row else None
            if found:
                date = row[dates].words if dates in row else ""
                yield _Row(found[1], row[title].words, row[title], date if dates else NONE)


def _column(headings: Sequence[Cell], known: Sequence[str]) -> int:
    """The number of the column with one of some headings; 0 for none."""
    wanted = {name.casefold() for name in known}
    texts = [" ".join(cell.text().split()).casefold() for cell in headings]
    return next((index for index, text in enumerate(texts, 1) if text in wanted), 0)


def _of_lines(page: Sequence[Stretch], vocabulary: Vocabulary) -> Iterator[_Row]:
    """The rows below a header line where no ruling line is left: each starts with the next number."""
    starts = tuple(compact(line) for line in vocabulary.references.lines)
    at = next((i for i, s in enumerate(page) if starts and compact(s.text[:_NEAR]).startswith(starts)), None)
    if at is None:
        return
    titles: list[str] = []
    first: list[Stretch] = []
    for stretch in page[at + 1 : at + 200]:
        found = _ROW.match(stretch.text)
        if stretch.section != page[at].section or stretch.text.rstrip().endswith("."):
            break
        if found and int(found[1]) == len(titles) + 1:
            titles.append(stretch.words[len(found[0].strip()) + 1 :])
            first.append(stretch)
        elif titles and len(titles[-1]) < _LONGEST:
            titles[-1] += f" {stretch.words}"
    dated = any(compact(word) in compact(page[at].text) for word in vocabulary.references.dates)
    for number, (title, stretch) in enumerate(zip(titles, first, strict=True), 1):
        date = _DATE.search(title)
        yield _Row(str(number), title, stretch, (date[0] if date else "") if dated else NONE)


def _of_list(page: Sequence[Stretch]) -> Iterator[_Row]:
    """A list of references, each entry of which starts with its number in brackets."""
    found = [(s, m) for s in page if not s.row and (m := _LISTED.match(s.text))]
    if len(found) > 1:
        yield from (_Row(m[1], s.words[len(m[0].strip()) + 1 :], s) for s, m in found)


@lru_cache(maxsize=8)
def _marks(vocabulary: Vocabulary) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(mark) for mark in vocabulary.references.marks)


def _read_marks(stretch: Stretch, vocabulary: Vocabulary, ledger: Ledger) -> None:
    for mark in _marks(vocabulary):
        for found in mark.finditer(stretch.text):
            place, printed = stretch.at(found.start(), found.end()), stretch.printed(found.start(), found.end())
            beside = name_before(stretch.text[max(0, found.start() - _NEAR) : found.start()])
            stated = Stated(beside, f"{beside} {printed}".strip(), place, "current")
            ledger.add(ledger.statement(stretch.section), f"[{found[1]}]", CITED, stated, kind="document")


def name_before(text: str) -> str:
    """The words that end a text and read as a name: capitals, and small words between them."""
    if text.rstrip().endswith((".", ":", ";", ",")):
        return ""
    words: list[str] = []
    for word in reversed(_WORD.findall(text.rstrip(" \n(‘’“”'\""))):
        if not (word[0].isupper() or word in _SMALL):
            break
        words.insert(0, word)
    while words and (words[0] in _SMALL or words[0] in {"The", "In", "See"}):
        words.pop(0)
    return " ".join(words)
