"""What is wrong with a vocabulary file: patterns that could run for ever, and words that nothing in it knows.

A form that could never state anything is refused, as it would pass in silence.

Runs once, when all vocabulary files are loaded, before anything is read. Finds what is wrong; whoever loads reports it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from schedcheck.pattern import check_linear
from schedcheck.record import frozen
from schedcheck.tomlfile import Path, did_you_mean
from schedcheck.vocabulary.file import VocabularyFile
from schedcheck.vocabulary.records import Column, IdKind, Name, Property, SentenceForm, TableForm, TickForm

SLOT_KINDS = frozenset({"duration", "money", "percent", "date", "version", "marked-version", "code"})
"""What a slot may be besides an id and a name of a list: amounts, and these."""
SPAN_KINDS = frozenset({"quoted", "phrase", "rest"})
_SLOT = re.compile(r"\{([^}]*)\}")
_ENCLOSED = re.compile(r"\{[^{}]*\}|\([^()]*\|[^()]*\)|\[[^\[\]]+\]")
_OPEN = re.compile(r"\S*\||[({\[]\S+|\S*\}")
_STATED = ("current", "proposed")

Mistake = tuple[Path, str]
"""The path of a key, and what is wrong with it."""


@frozen
class Known:
    """The names that a vocabulary has, all its files together."""

    lists: frozenset[str]
    ids: frozenset[str]
    properties: frozenset[str]

    @classmethod
    def of(cls, names: Sequence[Name], ids: Sequence[IdKind], properties: Sequence[Property]) -> Known:
        return cls(
            frozenset(name.list for name in names),
            frozenset(kind.kind for kind in ids),
            frozenset(each.name for each in properties),
        )

    @property
    def slots(self) -> frozenset[str]:
        """The kinds that a slot of a sentence may have."""
        return self.lists | self.ids | SLOT_KINDS | SPAN_KINDS


COLUMN_KINDS = frozenset(
    {"id", "duration", "money", "percent", "date", "version", "text", "acronym", "names", "tick", "any"}
    | {"several", "document", "property"}
)


def form_mistakes(part: VocabularyFile) -> Iterator[str]:
    """Patterns and tables of one file that can not be, each with its key path."""
    yield from _pattern_mistakes(part)
    yield from _table_mistakes(part)


def word_mistakes(part: VocabularyFile, known: Known) -> Iterator[Mistake]:
    """What a file speaks of that no file of the vocabulary has."""
    yield from _sentence_mistakes(part.sentence, known)
    yield from _unknown_columns(part.table, known)
    yield from _unknown_ticks(part.ticks, known)


def _sentence_mistakes(forms: Sequence[SentenceForm], known: Known) -> Iterator[Mistake]:
    """What no sentence could ever fill, or nobody could ask for, in the order of the file."""
    for number, form in enumerate(forms):
        where: Path = ("sentence", number)
        for index, says in enumerate(form.says):
            yield from _template_mistakes((*where, "says", index), says, known)
        yield from _slot_mistakes(where, form, known)
        if form.gives not in known.properties:
            yield (*where, "gives"), _unknown("property", form.gives, known.properties)
        if form.unless and form.unless not in known.lists:
            yield (*where, "unless"), _unknown("list of names", form.unless, known.lists)


def _unknown_columns(forms: Sequence[TableForm], known: Known) -> Iterator[Mistake]:
    """Columns of ids or names that the vocabulary does not have."""
    for number, form in enumerate(forms):
        if form.across and form.across not in known.lists:
            yield ("table", number, "across"), _unknown("list of names", form.across, known.lists)
        for index, column in enumerate(form.column):
            yield from _column_mistakes(("table", number, "column", index), column, known)


def _unknown_ticks(forms: Sequence[TickForm], known: Known) -> Iterator[Mistake]:
    """Boxes for names that the vocabulary does not have."""
    for number, form in enumerate(forms):
        if form.list not in known.lists:
            yield ("ticks", number, "list"), _unknown("list of names", form.list, known.lists)


def _column_mistakes(where: Path, column: Column, known: Known) -> Iterator[Mistake]:
    if column.names and column.names not in known.lists:
        yield (*where, "names"), _unknown("list of names", column.names, known.lists)
    if column.id and column.id not in known.ids:
        yield (*where, "id"), _unknown("kind of id", column.id, known.ids)


def _template_mistakes(where: Path, says: str, known: Known) -> Iterator[Mistake]:
    unclosed = _OPEN.search(_ENCLOSED.sub(" ", says))
    if unclosed:
        yield where, f"a bracket that opens or closes alone, or a stroke outside of brackets, at “{unclosed.group()}”"
        return
    for kind in (slot.partition(":")[2] or slot for slot in _SLOT.findall(says)):
        if kind not in known.slots:
            yield where, _unknown("kind of value", kind, known.slots)


def _slot_mistakes(where: Path, form: SentenceForm, known: Known) -> Iterator[Mistake]:
    """Values and subjects that not every template gives."""
    slots = [{slot.partition(":")[0] for slot in _SLOT.findall(says)} for says in form.says]
    values = form.value.split("|") if form.value and not form.value.startswith("=") else []
    for value in values:
        if not all(value in names for names in slots):
            yield (*where, "value"), f"a template of it has no slot {value}"
    if not form.value and not all(names.intersection(_STATED) for names in slots):
        yield where, "it gives no value: name one by value, or name slots current and proposed"
    apart = {"pack", "document", *known.ids}
    if form.subject not in apart and not all(form.subject in names for names in slots):
        yield (*where, "subject"), f"a template of it has no slot {form.subject}, and no kind of id is called so"


def _unknown(what: str, word: str, known: Collection[str]) -> str:
    return f"the vocabulary has no {what} {word}{did_you_mean(word, sorted(known))}"


def _pattern_mistakes(part: VocabularyFile) -> list[str]:
    mistakes = []
    for index, kind in enumerate(part.id):
        for key, pattern in (("pattern", kind.pattern), ("alone", kind.alone)):
            problem = check_linear(pattern)
            if problem:
                mistakes.append(f"id[{index}].{key}: {problem}")
    for index, paper in enumerate(part.document):
        wrong = check_linear(paper.called)
        mistakes += [f"document[{index}].called: {wrong}"] if wrong else []
    for key, pattern in _paper_patterns(part):
        wrong = check_linear(pattern)
        mistakes += [f"{key}: {wrong}"] if wrong else []
    problem = check_linear(part.status.final_version)
    return [*mistakes, f"status.final_version: {problem}"] if problem else mistakes


def _paper_patterns(part: VocabularyFile) -> Iterator[tuple[str, str]]:
    """(key path, pattern) of what tells how documents speak of documents."""
    yield from ((f"label[{index}].number", label.number) for index, label in enumerate(part.label))
    yield from ((f"record[{index}].id", record.id) for index, record in enumerate(part.record))
    yield from ((f"placeholder[{index}].pattern", each.pattern) for index, each in enumerate(part.placeholder))
    yield from ((f"references.marks[{index}]", mark) for index, mark in enumerate(part.references.marks))


def _table_mistakes(part: VocabularyFile) -> list[str]:
    mistakes = []
    for index, form in enumerate(part.table):
        names = {column.name for column in form.column}
        where = f"table[{index}] ({form.name})"
        if form.key and form.key not in names:
            mistakes.append(f"{where}.key: no column is called {form.key}")
        mistakes += [f"{where}.headless: no column is called {n}" for n in form.headless if n not in names]
        mistakes += [
            f"{where}.column {c.name}: no such kind of cell: {c.kind}"
            for c in form.column
            if c.kind not in COLUMN_KINDS
        ]
    return mistakes
