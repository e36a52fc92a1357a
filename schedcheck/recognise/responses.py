"""Answers to a consultation: who answered each question, of which category, and how.

Runs in documents of opinions. Where tables have ruling lines, their columns say what is what. In a text without them a
row is told by a category that stands first on its line, or after a name in capitals; a name counts only when it stands
so under several questions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import evolve

from schedcheck.document import Block, Cell, Row, Run, View
from schedcheck.names import NameList, name_list
from schedcheck.place import Place
from schedcheck.recognise.answered import Entry, Question, answer_of, category_of
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.lines import Line, rows_of
from schedcheck.recognise.matrix import read_matrix
from schedcheck.recognise.split import Part
from schedcheck.vocabulary import Responses, Topic, Vocabulary, compact

BLANK = "blank"
_LONGEST_QUESTION = 400
_SHORT_WORD = 5


def read_responses(part: Part, vocabulary: Vocabulary, ledger: Ledger) -> None:
    """The facts of every question that has answers, each question one statement."""
    form = vocabulary.responses
    if not (part.kind and part.kind.opinion and form.question and form.categories):
        return
    names = name_list(vocabulary, form.categories[0])
    questions = [_with_rows(question, names, form) for question in _questions(part, names, form)]
    for question in _with_known_names(questions):
        if question.entries:
            _add(question, form, ledger)


def _questions(part: Part, names: NameList, form: Responses) -> list[Question]:
    """Every question in order; what stands twice (a repeated heading) is one."""
    pattern = re.compile(rf"(?:{'|'.join(map(re.escape, form.question))})\s?(\d{{1,3}})\b\s*[:.–—-]?\s*")
    heads = tuple(compact(word) for word in form.respondent if len(word) > _SHORT_WORD)
    found: list[Question] = []
    for block in (each.block for each in part.blocks):
        for run in block.runs:
            started = pattern.match(run.text.strip())
            if started:
                _start(found, started.group(1), run.text.strip()[started.end() :], run.place)
            elif found:
                found[-1] = _go_on(found[-1], run, heads)
        if block.kind != "table":
            continue
        if matrix := read_matrix(block, found, names, form):
            found += matrix
        elif found:
            found[-1] = evolve(found[-1], entries=(*found[-1].entries, *_entries(block, names, form)))
    return found


def _start(found: list[Question], number: str, text: str, place: Place) -> None:
    if not found or found[-1].number != number:
        found.append(Question(number, text, place))
    else:
        found[-1] = evolve(found[-1], text=found[-1].text or text, asked=True)


def _go_on(question: Question, run: Run, heads: tuple[str, ...]) -> Question:
    """A line below a question: the rest of its words, or one that may hold an answer; `heads` start a header row."""
    asking = question.text and not question.asked and "?" not in question.text and not question.entries
    if asking and len(question.text) < _LONGEST_QUESTION and not compact(run.text).startswith(heads):
        return evolve(question, text=f"{question.text} {run.text.strip()}")
    return evolve(question, asked=True, lines=(*question.lines, Line(run.text, run.place)))


def _entries(block: Block, names: NameList, form: Responses) -> Iterator[Entry]:
    """The rows of a table with a column of respondents and one of categories or answers.

    Headings that are repeated on a new page may stand over other columns there.
    """
    columns = _columns(block.headings, form)
    if not _is_header(columns):
        return
    for row in block.rows:
        if _is_header(again := _columns(row.cells, form)):
            columns = again
        elif entry := _entry(row, columns, names, form):
            yield entry


def _columns(cells: Sequence[Cell], form: Responses) -> tuple[int, int, int, int]:
    """The columns of respondents, categories, answers and comments by their headings; 0 for none."""
    heads = {compact(cell.text()): cell.column for cell in cells}
    who, sort, answer, comment = (
        next((heads[compact(word)] for word in words if compact(word) in heads), 0)
        for words in (form.respondent, form.category, form.answer, form.comment)
    )
    return who, sort, answer, comment


def _is_header(columns: tuple[int, int, int, int]) -> bool:
    who, sort, answer, _ = columns
    return bool(who and (sort or answer))


def _entry(row: Row, columns: tuple[int, int, int, int], names: NameList, form: Responses) -> Entry | None:
    cells = {cell.column: cell for cell in row.cells}
    who, sort, answer, comment = (cells.get(column, Cell()) for column in columns)
    name = who.text(View.PROPOSED)
    if not name or not who.runs:
        return None
    place = who.runs[0].place
    said, more = answer_of(answer.text(View.PROPOSED), form)
    return Entry(
        name,
        category_of(sort.text(View.PROPOSED), names),
        said,
        " ".join(part for part in (more, comment.text(View.PROPOSED)) if part),
        place,
        answer.runs[0].place if answer.runs else place,
    )


def _with_rows(question: Question, names: NameList, form: Responses) -> Question:
    """The answers of a question whose table has no ruling lines."""
    if question.entries or not question.lines:
        return question
    rows = rows_of(question.lines, names, form)
    return evolve(
        question,
        entries=tuple(Entry(r.name, r.category, r.answer, r.rest, r.place, r.place) for r in rows),
    )


def _with_known_names(questions: Sequence[Question]) -> Iterator[Question]:
    """Answers of lines by the names that stand under several questions; a name's end stands for the name."""
    counts = Counter(name for q in questions if q.lines for name in {entry.respondent for entry in q.entries})
    known = [name for name, count in counts.items() if count > 1]
    for question in questions:
        if not question.lines:
            yield question
            continue
        named = [(entry, _known(entry.respondent, known)) for entry in question.entries]
        yield evolve(question, entries=tuple(evolve(entry, respondent=name) for entry, name in named if name))


def _known(name: str, known: Sequence[str]) -> str:
    ends = [each for each in known if name == each or name.endswith(f" {each}")]
    return min(ends, key=len, default="")


def _add(question: Question, form: Responses, ledger: Ledger) -> None:
    subject = f"{form.question[0]} {question.number}"
    scope = ledger.statement(subject, whole=True)
    text = f" {' '.join(question.text.split()).casefold()} "
    for topic in form.topic:
        if any(word.casefold() in text for word in topic.words):
            ledger.add(scope, subject, "topic", _said(topic.name, subject, question.place), kind="question")
    for entry in question.entries:
        who = entry.respondent
        answer = entry.answer or BLANK
        if entry.category:
            ledger.add(scope, who, "constituency", _said(entry.category, who, entry.place), kind="respondent")
        ledger.add(scope, who, "response", _said(answer, answer, entry.at_answer), kind="respondent")
        for remark, word in _remarks(entry.comment, form.remark):
            ledger.add(scope, who, "remark", _said(remark, word, entry.at_answer), kind="respondent")


def _said(value: str, printed: str, place: Place) -> Stated:
    return Stated(value, printed, place, "current", "inferred")


def _remarks(comment: str, remarks: Sequence[Topic]) -> Iterator[tuple[str, str]]:
    text = f" {' '.join(re.findall(r'[a-z]+', comment.casefold()))} "
    for remark in remarks:
        word = next((word for word in remark.words if f" {word} " in text), "")
        if word:
            yield remark.name, word
