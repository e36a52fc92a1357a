"""Numbered statements and where they are taken up: "Requirement 1" in headings, paragraphs and tables.

Runs after tables. A block that starts with the number and goes on with the statement states it; where a document that
numbers its own is in the pack, another one states it only if it has half of its words. Everything else takes it up,
and a document of opinions does nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from schedcheck.document import Block, View
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.placed import in_table
from schedcheck.recognise.split import Part
from schedcheck.recognise.written import Written
from schedcheck.vocabulary import Numbered, Vocabulary, compact

_NUMBER = r"(\d{1,3}(?:\.\d{1,2})?)(?![\d.]*\d)"
_PARTS = re.compile(r"\s*[:.–—-]\s*|\s+")
_MORE = re.compile(r"\s*(?:,|and|or|to|&|–|-)\s*(\d{1,3})(?![\d.%]|\s*(?:seconds?|hours?|minutes?|days?|s|h)\b)")
_SHORTEST = 4
_MOST_DETAILS = 40


@frozen
class Sort:
    """A kind of numbered statement with what sources in the pack state: subject -> the words of the statement.

    One of its `labels` stands before each number.
    """

    form: Numbered
    labels: tuple[str, ...]
    pattern: re.Pattern[str]
    known: Mapping[str, frozenset[str]]


def sorts(parts: Sequence[Part], vocabulary: Vocabulary) -> tuple[Sort, ...]:
    """What the documents of a pack state under numbers; asked for once for all of them."""
    return tuple(_sort(form, parts) for form in vocabulary.numbered)


def read_numbered(part: Part, known: Sequence[Sort], texts: Sequence[Written], ledger: Ledger) -> None:
    """The statements of a document, the sentences below each, and the places that take one up."""
    if part.kind and part.kind.schedule:
        return
    for sort in known:
        if part.kind and part.kind.opinion:
            for each in texts if sort.known else ():
                _read_mentions(sort, each, ledger)
        elif sort.known or (part.kind and part.kind.kind in sort.form.sources):
            _read(sort, part, texts, ledger)


def _sort(form: Numbered, parts: Sequence[Part]) -> Sort:
    """What the sources state; short labels count only where a source uses them."""
    sources = [p for p in parts if p.kind and p.kind.kind in form.sources]
    texts = [each.block.text(View.PROPOSED) for p in sources for each in p.blocks]
    cells = [row.cells[0].text() for p in sources for each in p.blocks for row in each.block.rows if row.cells]
    used = [w for w in form.short if any(re.match(rf"{w}\s?\d", text) for text in (*texts, *cells))]
    labels = tuple(sorted((*form.says, *used), key=lambda word: (-len(word), word)))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, labels))})s?\s?{_NUMBER}")
    known: dict[str, frozenset[str]] = {}
    for text in texts:
        subject, rest = _started(text, pattern, form)
        if subject and len(rest.split()) >= _SHORTEST:
            known.setdefault(subject, _words(rest))
    for p in sources:
        for each in p.blocks:
            for subject, rest in _rows(each.block, pattern, form):
                known.setdefault(subject, _words(rest))
    return Sort(form, labels, pattern, known)


def _started(text: str, pattern: re.Pattern[str], form: Numbered) -> tuple[str, str]:
    """(subject, rest) of a text that starts with a number of the kind and a sign that parts it; ("", "") else."""
    found = pattern.match(text)
    parted = re.match(r"\s*[:.–—-]\s", text[found.end() :]) if found else None
    return (f"{form.label} {found.group(1)}", text[found.end() + parted.end() :]) if found and parted else ("", "")


def _rows(block: Block, pattern: re.Pattern[str], form: Numbered) -> Iterator[tuple[str, str]]:
    """(subject, statement) of each row of a table that lists them."""
    columns = _columns(block, form)
    for row in block.rows if columns[0] else ():
        cells = {cell.column: cell.text(View.PROPOSED) for cell in row.cells}
        subject = _subject(cells.get(columns[0], ""), pattern, form)
        if subject and cells.get(columns[1]):
            yield subject, cells[columns[1]]


def _columns(block: Block, form: Numbered) -> tuple[int, int]:
    """The columns of the number and of the statement; (0, 0) where the table lists none."""
    keys, texts = ({compact(word) or word for word in words} for words in (form.keys, form.texts))
    heads = [(cell.column, compact(cell.text()) or cell.text()) for cell in block.headings]
    key = next((column for column, head in heads if head in keys), 0)
    text = next((column for column, head in heads if head in texts and column != key), 0)
    own = any(compact(form.label) in head for _, head in heads)
    return (key, text) if key and text and own else (0, 0)


def _subject(text: str, pattern: re.Pattern[str], form: Numbered) -> str:
    found = pattern.fullmatch(text.strip()) or re.fullmatch(_NUMBER, text.strip())
    return f"{form.label} {found.group(1)}" if found else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(compact(word) for word in text.split() if len(word) > 1)


def _read(sort: Sort, part: Part, texts: Sequence[Written], ledger: Ledger) -> None:
    below, details = "", 0
    for each in (text for text in texts if not text.row):
        subject, rest = _started(each.text, sort.pattern, sort.form)
        if subject and _states(sort, part, subject, rest):
            _add_statement(sort, each, subject, rest, ledger)
            below = subject
            continue
        if each.kind == "heading" or subject:
            below = ""
        details += _read_details(sort, each, below, ledger) if below and details < _MOST_DETAILS else 0
        if not below and not _is_source(sort, part):
            _read_mentions(sort, each, ledger)
    _read_tables(sort, part, ledger)


def _is_source(sort: Sort, part: Part) -> bool:
    return part.kind is not None and part.kind.kind in sort.form.sources


def _states(sort: Sort, part: Part, subject: str, rest: str) -> bool:
    """Does it state it, rather than take it up? In another document it does with half of the words."""
    if _is_source(sort, part):
        return len(rest.split()) >= _SHORTEST
    known = sort.known.get(subject, frozenset())
    return bool(known) and 2 * len(known & _words(rest)) >= len(known)


def _add_statement(sort: Sort, each: Written, subject: str, rest: str, ledger: Ledger) -> None:
    words = " ".join(rest.split())
    place = each.at(len(each.text) - len(rest), len(each.text)) if rest else each.at(0, len(each.text))
    stated = Stated(words, words, place, "current")
    ledger.add(ledger.statement(each.section), subject, sort.form.states, stated, kind=sort.form.label.casefold())


def _read_details(sort: Sort, each: Written, subject: str, ledger: Ledger) -> int:
    """The sentences below a statement."""
    scope, tokens, count = ledger.statement(each.section), each.placed.tokens, 0
    for first, end in each.sentences():
        start, stop = tokens.starts[first], tokens.ends[end - 1]
        words = tokens.between(first, end - 1)
        if len(words.split()) >= _SHORTEST:
            stated = Stated(words, words, each.at(start, stop), "current")
            ledger.add(scope, subject, sort.form.detail, stated, kind=sort.form.label.casefold())
            count += 1
    return count


def _read_mentions(sort: Sort, each: Written, ledger: Ledger) -> None:
    seen: set[str] = set()
    for found in sort.pattern.finditer(each.text) if any(label in each.text for label in sort.labels) else ():
        for number in _numbers(found, each.text):
            subject = f"{sort.form.label} {number}"
            if subject in sort.known and subject not in seen:
                seen.add(subject)
                printed = " ".join(found.group().split())
                stated = Stated(printed, printed, each.at(found.start(), found.end()), "current")
                ledger.add(
                    ledger.statement(each.section), subject, sort.form.mentions, stated, kind=sort.form.label.casefold()
                )


def _numbers(found: re.Match[str], text: str) -> Iterator[str]:
    """The number, and those that follow it: "Requirements 1, 2 and 3"."""
    yield found.group(1)
    more = _MORE.match(text, found.end())
    while more:
        yield more.group(1)
        more = _MORE.match(text, more.end())


def _read_tables(sort: Sort, part: Part, ledger: Ledger) -> None:
    """Rows that state one, in a source; rows that answer one, elsewhere."""
    for placed in part.blocks:
        for number, row in enumerate(placed.block.rows, 1):
            first = row.cells[0].text(View.PROPOSED) if row.cells else ""
            subject = _subject(first, sort.pattern, sort.form)
            if not subject or not row.cells[0].runs or not _is_keyed(placed.block, sort, first):
                continue
            rest = max((c.text(View.PROPOSED) for c in row.cells[1:]), key=len, default="")
            if rest and (_is_source(sort, part) or subject in sort.known):
                name = sort.form.states if _is_source(sort, part) else sort.form.mentions
                place = in_table(row.cells[0].runs[0].place, placed.table, number, 1)
                value = rest if _is_source(sort, part) else first
                stated = Stated(value, first, place, "current")
                ledger.add(ledger.statement(placed.section), subject, name, stated, kind=sort.form.label.casefold())


def _is_keyed(block: Block, sort: Sort, first: str) -> bool:
    """Does the first column number them: by its heading, or by the word before the number?"""
    heading = compact(block.headings[0].text()) if block.headings else ""
    return compact(sort.form.label) in heading or bool(_columns(block, sort.form)[0]) or not first.strip()[:1].isdigit()
