"""What kind of schedule a sheet says that it is, by its title or by its columns. Part of the story of `import`.

Runs after recognition. A sheet that is imported as what it is not would be believed by every later run, so that it is
refused unless somebody says that it is right.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from schedcheck.app.choice import chosen_schedules
from schedcheck.app.files import documents
from schedcheck.app.options import Options
from schedcheck.app.packs import sources
from schedcheck.app.reading import reader_for, silent
from schedcheck.app.words import Words
from schedcheck.app.workspace import Workspace
from schedcheck.check.wording import listed
from schedcheck.document import Paper
from schedcheck.errors import CannotStart
from schedcheck.vocabulary import DocumentKind, Vocabulary

Columns = Mapping[str, frozenset[str]]
"""Kind of schedule -> the properties of its rows."""

_NAMED = "mentioned-id"
_FEWEST = 2
"""So many columns a schedule must have to be known by them alone."""


def columns_of_schedules(paths: Sequence[str], options: Options, words: Words, workspace: Workspace) -> Columns:
    """What the schedules that are here, built in and of the workspace, have for columns; not those of these files."""
    files = chosen_schedules(options, workspace, documents(paths))
    readings, _ = reader_for(words, options, silent).readings(sources(files))
    found: dict[str, frozenset[str]] = {}
    for reading in readings:
        names = frozenset(fact.property for fact in reading.facts if fact.property != _NAMED)
        found[reading.paper.kind] = found.get(reading.paper.kind, frozenset()) | names
    return found


def of_another_kind(papers: Sequence[Paper], kind: DocumentKind, vocabulary: Vocabulary) -> tuple[Paper, ...]:
    """The papers that call themselves another kind of schedule, where others are of this one.

    CannotStart where there are only such.
    """
    others = tuple(p for p in papers if p.kind != kind.kind and _title(p.kind, vocabulary))
    if others and len(others) == len(papers):
        said = others[0]
        raise _refusal(said.file, f"it is called ‘{said.title}’", said.kind, kind, vocabulary)
    return others


def check_columns(
    file: str, taken: Collection[str], kind: DocumentKind, known: Columns, vocabulary: Vocabulary
) -> None:
    """CannotStart where the properties that were taken fit another schedule that is known better than this kind."""
    own = known.get(kind.kind, frozenset())
    others = {name: names for name, names in known.items() if name != kind.kind and _title(name, vocabulary)}
    best = max(sorted(others), key=lambda name: len(others[name].intersection(taken)), default="")
    if not best:
        return
    shared = others[best].intersection(taken)
    is_other = len(shared) > len(own.intersection(taken)) if own else _FEWEST <= len(others[best]) == len(shared)
    if is_other:
        titles = [vocabulary.titles.get(name, name) for name in taken if name in shared - own]
        raise _refusal(file, f"it has columns for {listed(dict.fromkeys(titles))}", best, kind, vocabulary)


def _title(kind: str, vocabulary: Vocabulary) -> str:
    """What a kind of schedule is called by others; "" for what is none."""
    found = vocabulary.kind(kind)
    return (*found.names, found.title)[0] if found and found.schedule else ""


def _refusal(file: str, why: str, like: str, kind: DocumentKind, vocabulary: Vocabulary) -> CannotStart:
    return CannotStart(
        f"this looks like {_title(like, vocabulary)}, not like {_title(kind.kind, vocabulary)}: {why}",
        file,
        f"Say --kind {like}; or add --anyway, if it is what you say. Nothing was written.",
    )
