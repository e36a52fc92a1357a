"""The story of `import`: a registry or schedule in any format -> a TOML schedule, and what was taken and left.

The rows are made from the facts of tables, so that any layout will do. What is written is read back before it is
given: it must state exactly what was taken.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from attrs import evolve

from schedcheck.app.likeness import check_columns, columns_of_schedules, of_another_kind
from schedcheck.app.options import Options
from schedcheck.app.reading import Tell, silent
from schedcheck.app.recognising import facts
from schedcheck.app.words import find_words
from schedcheck.app.workspace import Workspace, find_workspace
from schedcheck.app.writing import write_whole
from schedcheck.document import Paper, Source
from schedcheck.errors import CannotStart
from schedcheck.fact import Fact
from schedcheck.readers import read
from schedcheck.recognise import recognise
from schedcheck.record import frozen
from schedcheck.report import Recognised
from schedcheck.tomlfile import did_you_mean
from schedcheck.tomlfile.writing import Written, block
from schedcheck.vocabulary import Column, DocumentKind, TableForm, Vocabulary

_PLAIN_HEADING = re.compile(r"[A-Za-z][A-Za-z ]*")
_ROW = "row"
_Statement = tuple[str, str, str]


@frozen
class Wanted:
    """What to make of a source: the kind of schedule, its title, whether it is the whole of it, and where to put it.

    `contract` says whose it is, `region` of which of several contracts ("North"). `anyway` takes it for what the
    user says, whatever it looks like.
    """

    kind: str
    title: str = ""
    whole: bool = False
    contract: str = ""
    region: str = ""
    to: str = ""
    replace: bool = False
    anyway: bool = False


@frozen
class Imported:
    """A schedule as TOML, how many rows it has, the columns it has, and what was left, a line each.

    `source` are the files that it was made from; `idle` are columns that state nothing which is ever checked.
    """

    text: str
    rows: int
    columns: tuple[str, ...]
    left: tuple[str, ...]
    file: str = ""
    source: str = ""
    idle: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 where nothing was left, else 3."""
        return 3 if self.left else 0


def import_schedule(paths: Sequence[str], wanted: Wanted, options: Options, tell: Tell = silent) -> Imported:
    """The schedule that these files hold; written to a file where one was named.

    CannotStart where the kind is unknown, the files say that they are another one, nothing can be taken, or the file
    is there already.
    """
    workspace = find_workspace(options.workspace, options.config, allow_empty=True)
    words = find_words(options, workspace)
    vocabulary = words.vocabulary
    kind = _schedule_kind(wanted.kind, vocabulary)
    _check_free(wanted, paths)
    recognised = facts(paths, options, tell)
    if not recognised.papers:
        first = recognised.refused[0]
        raise CannotStart(first.reason, first.file, first.way_out)
    others = () if wanted.anyway else of_another_kind(recognised.papers, kind, vocabulary)
    recognised = _without(recognised, others)
    taken, form, left = _taken(recognised, vocabulary)
    files = list(dict.fromkeys(paper.file for paper in recognised.papers))
    if not wanted.anyway:
        known = columns_of_schedules(paths, options, words, workspace)
        for paper in recognised.papers:
            own = dict.fromkeys(fact.property for fact in taken if fact.document == paper.id)
            check_columns(paper.file, own, kind, known, vocabulary)
    rows = _rows(taken, form)
    text = _text(rows, kind, wanted, files)
    _read_back(text, taken, vocabulary)
    if wanted.to:
        write_whole(Path(wanted.to), text.encode())
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    left += [f"‘{paper.title}’: it says that it is another schedule, {paper.kind}" for paper in others]
    left += _not_read(recognised)
    return Imported(text, len(rows), columns, tuple(left), wanted.to, ", ".join(files), tuple(_idle(recognised)))


def _without(recognised: Recognised, others: Sequence[Paper]) -> Recognised:
    """What was recognised in all papers but these."""
    gone = {paper.id for paper in others}
    return evolve(
        recognised,
        papers=tuple(paper for paper in recognised.papers if paper.id not in gone),
        facts=tuple(fact for fact in recognised.facts if fact.document not in gone),
        leftovers=tuple(left for left in recognised.leftovers if left.document not in gone),
        tables={name: tables for name, tables in recognised.tables.items() if name not in gone},
    )


def _schedule_kind(name: str, vocabulary: Vocabulary) -> DocumentKind:
    kind = vocabulary.kind(name) or vocabulary.kind(vocabulary.named(name))
    if kind is None or not kind.schedule:
        known = sorted(k.kind for k in vocabulary.documents if k.schedule)
        raise CannotStart(
            f"--kind: there is no kind of schedule called {name}{did_you_mean(name, known)}",
            way_out=f"Kinds are: {', '.join(known)}.",
        )
    return kind


def built_in_schedules() -> list[str]:
    """The kinds of schedules that the built-in vocabulary knows."""
    vocabulary = find_words(Options(), Workspace()).vocabulary
    return sorted(kind.kind for kind in vocabulary.documents if kind.schedule)


def _check_free(wanted: Wanted, paths: Sequence[str]) -> None:
    if wanted.to and os.path.realpath(wanted.to) in map(os.path.realpath, paths):
        raise CannotStart("this is the file that is imported", wanted.to, "Name another file for the schedule.")
    if wanted.to and not wanted.replace and Path(wanted.to).exists():
        raise CannotStart("this file is there already", wanted.to, "Name another, or say --replace.")


def _taken(recognised: Recognised, vocabulary: Vocabulary) -> tuple[list[Fact], TableForm, list[str]]:
    """The facts that become rows, the form of table that they fit best, and what is left of the others."""
    asserted = [fact for fact in recognised.facts if fact.asserted and fact.place.row]
    form = _best_form(asserted, vocabulary)
    names = {column.property for column in form.column if column.property}
    within = [fact for fact in asserted if fact.property in names]
    held = [fact for fact in within if fact.state != "proposed"]
    left = [_proposed(fact, recognised) for fact in within if fact.state == "proposed"]
    lists = {column.property for column in form.column if column.kind == "names"}
    doubtful = dict(_doubtful(held, lists, recognised))
    left += doubtful.values()
    return [fact for fact in held if (fact.subject, fact.property) not in doubtful], form, left


def _best_form(found: Sequence[Fact], vocabulary: Vocabulary) -> TableForm:
    """The form that holds most of the facts, with the fewest columns."""

    def worth(form: TableForm) -> tuple[int, int]:
        names = {column.property for column in form.column if column.property and column.headings}
        return sum(1 for fact in found if fact.property in names), -len(form.column)

    forms = [form for form in vocabulary.tables if _key(form) and _key(form).headings]
    best = max(forms, key=worth, default=None)
    if best is None or not worth(best)[0]:
        raise CannotStart(
            "nothing in these files is known as a row of a schedule",
            way_out="See what is read of them, and what a column would have to be called:  schedcheck facts FILE",
        )
    return best


def _key(form: TableForm) -> Column:
    return next((column for column in form.column if column.name == form.key), Column("", ""))


def _proposed(fact: Fact, recognised: Recognised) -> str:
    return f"{fact.subject}: {fact.printed} is a proposed {recognised.titles.get(fact.property, fact.property)}"


def _doubtful(held: Iterable[Fact], lists: set[str], recognised: Recognised) -> Iterator[tuple[tuple[str, str], str]]:
    """What has several values, or several lists, where a row has room for one."""
    known: dict[tuple[str, str], dict[object, list[str]]] = {}
    for fact in held:
        group: object = fact.scope if fact.property in lists else None
        values = known.setdefault((fact.subject, fact.property), {})
        values.setdefault(group or str(fact.value), []).append(str(fact.value))
    for (subject, name), groups in known.items():
        if len({tuple(sorted(values)) if name in lists else values[0] for values in groups.values()}) > 1:
            title = recognised.titles.get(name, name)
            yield (subject, name), f"{subject}: it has several values of {title}, and one was expected"


def _rows(taken: Sequence[Fact], form: TableForm) -> list[dict[str, Written]]:
    """A row for each subject, in the order of the source, with the columns in the order of the form."""
    by_subject: dict[str, dict[str, list[Fact]]] = {}
    for fact in taken:
        by_subject.setdefault(fact.subject, {}).setdefault(fact.property, []).append(fact)
    return [dict(_row(subject, known, form)) for subject, known in by_subject.items()]


def _row(subject: str, known: Mapping[str, Sequence[Fact]], form: TableForm) -> Iterator[tuple[str, Written]]:
    yield _heading(_key(form)), subject
    for column in form.column:
        found = known.get(column.property, ()) if column.property and column.headings else ()
        if found and column.kind == "names":
            yield _heading(column), tuple(dict.fromkeys(str(fact.value) for fact in found))
        elif found:
            yield _heading(column), " ".join((found[0].printed or str(found[0].value)).split())


def _heading(column: Column) -> str:
    """The column's first heading, as a key that needs no quotation marks where it can be one."""
    first = column.headings[0]
    return first.casefold().replace(" ", "_") if _PLAIN_HEADING.fullmatch(first) else first


def _text(rows: Sequence[Mapping[str, Written]], kind: DocumentKind, wanted: Wanted, files: Iterable[str]) -> str:
    about: dict[str, Written] = {
        "kind": kind.kind,
        "title": wanted.title or kind.title,
        **({"contract": wanted.contract} if wanted.contract else {}),
        **({"region": wanted.region} if wanted.region else {}),
        "source": ", ".join(dict.fromkeys(file.rpartition("/")[2] for file in files)),
        "whole": wanted.whole,
    }
    array = kind.arrays[0].strip("[]") if kind.arrays else _ROW
    return "\n".join([block("[document]", about), *(block(f"[[{array}]]", row) for row in rows)])


def _read_back(text: str, taken: Sequence[Fact], vocabulary: Vocabulary) -> None:
    """What was written states what was taken, and nothing else."""
    content = text.encode()
    source = Source("imported.toml", content, hashlib.sha256(content).hexdigest())
    found = [fact for reading in recognise([read(source, vocabulary)], vocabulary) for fact in reading.facts]
    differing = sorted(_statements(taken) ^ _statements(f for f in found if f.property in {t.property for t in taken}))
    if differing:
        subject, name, value = differing[0]
        raise CannotStart(
            f"the {name} of {subject}, {value}, would not be read back as it stands",
            way_out="Nothing was written. Look at this entry in the source first.",
        )


def _statements(found: Iterable[Fact]) -> set[_Statement]:
    return {(fact.subject, fact.property, str(fact.value)) for fact in found}


def _idle(recognised: Recognised) -> Iterator[str]:
    """The headings of columns that state nothing which is ever checked."""
    columns = (column for tables in recognised.tables.values() for table in tables for column in table.columns)
    yield from dict.fromkeys(column.heading for column in columns if column.how == "words")


def _not_read(recognised: Recognised) -> Iterator[str]:
    """Columns that nobody knows, cells that became nothing, files that were not read."""
    for table in (table for tables in recognised.tables.values() for table in tables):
        for column in table.columns:
            if column.how in {"unknown", "doubtful", "key?"}:
                yield f"column ‘{column.heading}’ of table {table.table}: it is not known what it holds"
    for left in recognised.leftovers:
        yield f"{left.printed}: {left.reason}"
    for refused in recognised.refused:
        yield f"{refused.file}: {refused.reason}"
