"""Numbered statements and where they are taken up: "Requirement 1" in headings, paragraphs and tables.

Runs after tables. A block that starts with the number and goes on with the statement states it; where a document that
numbers its own is in the pack, another one states it only if it has half of its words. Everything else takes it up,
and a document of opinions does nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from schedcheck.document import Block, Row, View
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.numbering import SHORTEST, Sort, columns_of, words_of
from schedcheck.recognise.placed import in_table
from schedcheck.recognise.split import Part
from schedcheck.recognise.written import Written
from schedcheck.vocabulary import compact

_MORE = re.compile(r"\s*(?:,|and|or|to|&|–|-)\s*(\d{1,3})(?![\d.%]|\s*(?:seconds?|hours?|minutes?|days?|s|h)\b)")
_MOST_DETAILS = 40


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


def _read(sort: Sort, part: Part, texts: Sequence[Written], ledger: Ledger) -> None:
    below, details, entries = "", 0, sort.entries(part)
    for each in (text for text in texts if not text.row):
        subject, rest = sort.started(each.text)
        if each.number in entries and _states(sort, part, entries[each.number], each.text):
            subject, rest = entries[each.number], each.text
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
    """Does it state it, rather than take it up? In another document it does with two thirds of the words.

    An answer repeats the thing and its figures, and with them half of the words: small words are in every sentence.
    """
    if _is_source(sort, part):
        return len(rest.split()) >= SHORTEST
    known = sort.known.get(subject, frozenset())
    return bool(known) and 3 * len(known & words_of(rest)) >= 2 * len(known)


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
        if len(words.split()) >= SHORTEST:
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
            subject = sort.subject(first)
            if not subject or not row.cells[0].runs or not _is_keyed(placed.block, sort, first):
                continue
            rest = max((c.text(View.PROPOSED) for c in row.cells[1:]), key=len, default="")
            if rest and (_is_source(sort, part) or subject in sort.known):
                name = sort.form.states if _is_source(sort, part) else sort.form.mentions
                place = in_table(row.cells[0].runs[0].place, placed.table, number, 1)
                value = rest if _is_source(sort, part) else first
                stated = Stated(value, first, place, "current")
                ledger.add(ledger.statement(placed.section), subject, name, stated, kind=sort.form.label.casefold())
            words = "" if _is_source(sort, part) else _restated(sort, placed.block, row, subject)
            if words:
                again = Stated(words, first, in_table(row.cells[0].runs[0].place, placed.table, number, 1), "current")
                scope = ledger.statement(placed.section)
                ledger.add(scope, subject, sort.form.states, again, kind=sort.form.label.casefold())


def _restated(sort: Sort, block: Block, row: Row, subject: str) -> str:
    """The statement in a row of another document's table of them; it has three quarters of the words, or is none."""
    column, known = columns_of(block, sort.form)[1], sort.known.get(subject, frozenset())
    words = next((cell.text(View.PROPOSED) for cell in row.cells if column and cell.column == column), "")
    return words if 4 * len(known & words_of(words)) >= 3 * len(known) > 0 else ""


def _is_keyed(block: Block, sort: Sort, first: str) -> bool:
    """Does the first column number them: by its heading, or by the word before the number?"""
    heading = compact(block.headings[0].text()) if block.headings else ""
    return (
        compact(sort.form.label) in heading or bool(columns_of(block, sort.form)[0]) or not first.strip()[:1].isdigit()
    )
