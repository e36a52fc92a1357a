"""What the sources of a pack state under numbers: "Requirement 1: ...", a row of a table, an entry of a list.

Asked for once for all documents of a pack, before any of them is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from schedcheck.document import Block, View
from schedcheck.recognise.listed import entries
from schedcheck.recognise.split import Part
from schedcheck.record import frozen
from schedcheck.vocabulary import Numbered, Vocabulary, compact

SHORTEST = 4
"""A statement has at least so many words."""

_SHORT = 2
"""Letters of a short label that may be a heading for many things."""
_NUMBER = r"(\d{1,3}(?:\.\d{1,2})?)(?![\d.]*\d)"


@frozen
class Statement:
    """One that a source states: its document and block and, in a table, the row and the column of its number.

    `row` and `column` are 0 where it stands in no table.
    """

    document: str
    block: int
    row: int
    column: int
    subject: str
    words: str


@frozen
class Sort:
    """A kind of numbered statement with what sources in the pack state: subject -> the words of the statement.

    One of its `labels` stands before each number; with `listed`, statements are entries of numbered lists instead.
    Those that are `titled` stand below a heading that has the number and a title of theirs.
    """

    form: Numbered
    labels: tuple[str, ...]
    pattern: re.Pattern[str]
    known: Mapping[str, frozenset[str]]
    stated: tuple[Statement, ...]
    listed: bool
    titled: tuple[Statement, ...] = ()

    def started(self, text: str) -> tuple[str, str]:
        """(subject, rest) of a text that starts with a number of the kind and a sign that parts it; ("", "") else."""
        return _started(text, self.pattern, self.form)

    def subject(self, text: str) -> str:
        """The subject that a cell is the number of, "" for none."""
        return _subject(text, self.pattern, self.form)

    def entries(self, part: Part) -> Mapping[int, str]:
        """Block -> subject of what does not name itself: entries of lists of them, what stands below their titles."""
        found = entries(part.blocks, _plural(self.form)) if self.listed else ()
        below = {each.block: each.subject for each in self.titled if each.document == part.document}
        return {**below, **{block: f"{self.form.label} {number}" for block, number in found}}


def sorts(parts: Sequence[Part], vocabulary: Vocabulary) -> tuple[Sort, ...]:
    """What the documents of a pack state under numbers; asked for once for all of them."""
    return tuple(_sort(form, parts) for form in vocabulary.numbered)


def _sort(form: Numbered, parts: Sequence[Part]) -> Sort:
    """What the sources state; short labels count only where a source uses them."""
    sources = [p for p in parts if p.kind and p.kind.kind in form.sources]
    texts = [each.block.text(View.PROPOSED) for p in sources for each in p.blocks]
    cells = [row.cells[0].text() for p in sources for each in p.blocks for row in each.block.rows if row.cells]
    used = [w for w in form.short if any(re.match(rf"{w}\s?\d", text) for text in (*texts, *cells))]
    labels = tuple(sorted((*form.says, *used), key=lambda word: (-len(word), word)))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, labels))})s?\s?{_NUMBER}")
    stated = tuple(each for p in sources for each in _statements(p, pattern, form))
    titled = tuple(_titled(sources, {each.subject for each in stated}, pattern, form))
    stated += titled
    listed = () if stated else tuple(_entries(sources, parts, pattern, form))
    known: dict[str, frozenset[str]] = {}
    for each in stated or listed:
        known.setdefault(each.subject, words_of(each.words))
    return Sort(form, labels, pattern, known, stated or listed, bool(listed), titled)


def _statements(part: Part, pattern: re.Pattern[str], form: Numbered) -> Iterator[Statement]:
    """What one source states with the number beside it: first in text, then in tables."""
    for index, each in enumerate(part.blocks):
        subject, rest = _started(each.block.text(View.PROPOSED), pattern, form)
        if subject and len(rest.split()) >= SHORTEST:
            yield Statement(part.document, index, 0, 0, subject, rest)
    for index, each in enumerate(part.blocks):
        for row, column, subject, words in _rows(each.block, pattern, form):
            yield Statement(part.document, index, row, column, subject, words)


def _titled(sources: Sequence[Part], stated: set[str], pattern: re.Pattern[str], form: Numbered) -> Iterator[Statement]:
    """What is stated in the paragraph below a heading of the number, with a title or alone, and nowhere else."""
    seen = set(stated)
    for part in sources:
        blocks = [(n, each.block) for n, each in enumerate(part.blocks) if each.block.kind != "furniture"]
        for (_, head), (number, block) in pairwise(blocks):
            subject = _title_of(head, pattern, form)
            words = block.text(View.PROPOSED)
            if not subject or subject in seen or block.kind != "paragraph" or pattern.match(words):
                continue
            if len(words.split()) >= SHORTEST:
                seen.add(subject)
                yield Statement(part.document, number, 0, 0, subject, words)


def _title_of(block: Block, pattern: re.Pattern[str], form: Numbered) -> str:
    """The subject of a heading that holds its number, and at most a title too short to be the statement."""
    text = block.text(View.PROPOSED).strip() if block.kind == "heading" else ""
    subject, title = _started(text, pattern, form)
    found = pattern.fullmatch(text)
    alone = f"{form.label} {found.group(1)}" if found else ""
    return alone or (subject if len(title.split()) < SHORTEST else "")


def _entries(
    sources: Sequence[Part], parts: Sequence[Part], pattern: re.Pattern[str], form: Numbered
) -> Iterator[Statement]:
    """Entries of numbered lists of them, in a pack that calls some of them by their number."""
    found = [(p, block, number) for p in sources for block, number in entries(p.blocks, _plural(form))]
    if found and any(pattern.search(each.block.text(View.PROPOSED)) for p in parts for each in p.blocks):
        for part, block, number in found:
            words = part.blocks[block].block.text(View.PROPOSED)
            if len(words.split()) >= SHORTEST:
                yield Statement(part.document, block, 0, 0, f"{form.label} {number}", words)


def _plural(form: Numbered) -> list[str]:
    return [f"{word}s" for word in form.says]


def _started(text: str, pattern: re.Pattern[str], form: Numbered) -> tuple[str, str]:
    found = pattern.match(text)
    parted = re.match(r"\s*[:.–—-]\s", text[found.end() :]) if found else None
    return (f"{form.label} {found.group(1)}", text[found.end() + parted.end() :]) if found and parted else ("", "")


def _rows(block: Block, pattern: re.Pattern[str], form: Numbered) -> Iterator[tuple[int, int, str, str]]:
    """(row, column of the number, subject, statement) of each row of a table that lists them."""
    key, text = columns_of(block, form)
    for number, row in enumerate(block.rows if key else (), 1):
        cells = {cell.column: cell.text(View.PROPOSED) for cell in row.cells}
        subject = _subject(cells.get(key, ""), pattern, form)
        if subject and cells.get(text):
            yield number, key, subject, cells[text]


def columns_of(block: Block, form: Numbered) -> tuple[int, int]:
    """The columns of the number and of the statement; (0, 0) where the table lists none."""
    keys, texts = ({compact(word) or word for word in words} for words in (form.keys, form.texts))
    heads = [(cell.column, compact(cell.text()) or cell.text()) for cell in block.headings]
    key = next((column for column, head in heads if head in keys), 0)
    text = next((column for column, head in heads if head in texts and column != key), 0)
    short = {compact(word) for word in form.short if len(word) > _SHORT}
    own = any(compact(form.label) in head or head in short for _, head in heads)
    return (key, text) if key and text and own else (0, 0)


def _subject(text: str, pattern: re.Pattern[str], form: Numbered) -> str:
    found = pattern.fullmatch(text.strip()) or re.fullmatch(_NUMBER, text.strip())
    return f"{form.label} {found.group(1)}" if found else ""


def words_of(text: str) -> frozenset[str]:
    """The words of a statement by which it is known again."""
    return frozenset(compact(word) for word in text.split() if len(word) > 1)
