"""Answers set out as one table: respondents down and questions across, or the other way round.

Called for each table of a consultation. A table that is neither gives nothing, and is read as answers to one question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import evolve

from schedcheck.document import Block, Cell, View
from schedcheck.names import NameList
from schedcheck.recognise.answered import Entry, Question, answer_of, category_of
from schedcheck.record import frozen
from schedcheck.vocabulary import Responses, compact

_NUMBERED = re.compile(r"(\d{1,3})\s?[.:)–—-]\s*(?=\S)")


@frozen
class _Asked:
    """A question in a row or column of its own. `text` and `number` are "" where the table gives none."""

    at: int
    number: str
    text: str
    cell: Cell
    comment: int = 0


def read_matrix(block: Block, before: Sequence[Question], names: NameList, form: Responses) -> list[Question]:
    """A question for each column or row of a matrix, with the answers; [] when the table is none.

    `before` are the questions so far: where the table gives a number alone, their words are the question's.
    """
    rows = [[*each.cells] for each in block.rows if not each.ragged]
    head = [*block.headings] or (rows.pop(0) if rows else [])
    found = list(_across(head, rows, names, form) or _down(head, rows, names, form))
    if len(found) == 1 and not found[0].number and before and not before[-1].entries:
        return []
    return [_numbered(question, number, before) for number, question in enumerate(found, 1)]


def _numbered(question: Question, number: int, before: Sequence[Question]) -> Question:
    """A question without a number has that of its words above, or is counted on."""
    same = next((q for q in before if question.text and compact(q.text) == compact(question.text)), None)
    last = max((int(q.number) for q in before), default=0) if not question.number else 0
    given = question.number or (same.number if same else str(last + number))
    said = next((q.text for q in before if q.number == given and q.text), "")
    return evolve(question, number=given, text=question.text or said)


def _across(head: Sequence[Cell], rows: Sequence[Sequence[Cell]], names: NameList, form: Responses) -> list[Question]:
    """Respondents down, questions across."""
    who, sort = _column(head, form.respondent), _column(head, form.category)
    asked = [*_asked(head, form)] if who else []
    found = [Question(each.number, each.text, each.cell.runs[0].place) for each in asked]
    for row in rows if asked else ():
        cells = {cell.column: cell for cell in row}
        if who not in cells or not cells[who].runs or _column(row, form.respondent):
            continue
        kind = cells[sort].text(View.PROPOSED) if sort in cells else ""
        for at, each in enumerate(asked):
            answer, comment = cells.get(each.at, Cell()), cells.get(each.comment, Cell())
            entry = _entry(cells[who], kind, answer, comment, names, form)
            found[at] = evolve(found[at], entries=(*found[at].entries, entry))
    return [question for question in found if question.entries]


def _down(head: Sequence[Cell], rows: Sequence[Sequence[Cell]], names: NameList, form: Responses) -> Iterator[Question]:
    """Questions down, respondents across: a row that is headed as a category gives the categories."""
    first = next((at for at, cell in enumerate(head) if compact(cell.text()) in _words(form.question)), 0)
    people = [cell for cell in head[first + 1 :] if cell.runs]
    known = _words((*form.respondent, *form.category, *form.answer, *form.comment, *form.answers))
    if len(people) < 2 or first > 1 or any(compact(cell.text()) in known or "?" in cell.text() for cell in people):
        return
    asked = [(row, each) for row in rows for each in _asked(row[: first + 1], form)]
    sorts = next(({c.column: c for c in row} for row in rows if _column(row[: first + 1], form.category)), {})
    if len(asked) + bool(sorts) < 2 and not head[first].runs:
        return
    for row, each in asked:
        cells = {cell.column: cell for cell in row}
        entries = tuple(
            _entry(who, sorts.get(who.column, Cell()).text(), cells.get(who.column, Cell()), Cell(), names, form)
            for who in people
        )
        yield Question(each.number, each.text, each.cell.runs[0].place, entries)


def _asked(cells: Sequence[Cell], form: Responses) -> Iterator[_Asked]:
    """The questions in a header row, each with the column of comments that follows it."""
    labelled, comments, others = _label(form), _words(form.comment), _words((*form.answer, *form.respondent))
    last: _Asked | None = None
    for cell in cells:
        text = cell.text(View.PROPOSED)
        found = labelled.match(text) or (_NUMBERED.match(text) if "?" in text else None)
        words = text[found.end() :].strip() if found else text
        if last and compact(words) in comments and (not found or found[1] == last.number):
            last = evolve(last, comment=cell.column)
            continue
        if last:
            yield last
        known = found or ("?" in text and compact(text) not in others)
        last = _Asked(cell.column, found[1] if found else "", words, cell) if known and cell.runs else None
    if last:
        yield last


@lru_cache(maxsize=8)
def _label(form: Responses) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, form.question))})\.?\s?(\d{{1,3}})\b\s*[:.)–—-]?\s*", re.I)


@lru_cache(maxsize=32)
def _words(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(compact(word) for word in words)


def _column(cells: Sequence[Cell], words: tuple[str, ...]) -> int:
    return next((cell.column for cell in cells if cell.runs and compact(cell.text()) in _words(words)), 0)


def _entry(who: Cell, sort: str, answer: Cell, comment: Cell, names: NameList, form: Responses) -> Entry:
    name, place = who.text(View.PROPOSED), who.runs[0].place
    said, more = answer_of(answer.text(View.PROPOSED), form)
    remark = " ".join(part for part in (more, comment.text(View.PROPOSED)) if part)
    at = answer.runs[0].place if answer.runs else place
    return Entry(name, category_of(sort, names), said, remark, place, at)
