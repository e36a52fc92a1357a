"""Documents + vocabulary -> facts: who states what, about which subject, in which state, at which place.

Runs after reading and before checking. Nothing read is lost in silence: every quantity that became no fact
is listed, and a table that was not understood makes its document "partly" read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from attrs import evolve

from schedcheck.binding import Binding
from schedcheck.document import Document, Run
from schedcheck.fact import Fact
from schedcheck.place import Place
from schedcheck.reading import Reading
from schedcheck.recognise.bound import bindings_of
from schedcheck.recognise.changes import read_changes
from schedcheck.recognise.ledger import Ledger
from schedcheck.recognise.leftovers import leftovers
from schedcheck.recognise.mentions import Mentions
from schedcheck.recognise.notes import notes_of
from schedcheck.recognise.prose import Prose
from schedcheck.recognise.revised import as_revised
from schedcheck.recognise.split import Part, split
from schedcheck.recognise.spoken import read_spoken
from schedcheck.recognise.sum_tables import add_grand
from schedcheck.recognise.tables import read_tables
from schedcheck.recognise.ticks import read_ticks
from schedcheck.recognise.unheaded import with_headings
from schedcheck.record import frozen
from schedcheck.tokens import id_of
from schedcheck.vocabulary import Vocabulary

__all__ = ["Reading", "Task", "prepare", "recognise"]


@frozen
class Task:
    """One document of a file that is to be recognised. `size` says how much there is to do, in letters."""

    file: str
    size: int
    do: Callable[[], Reading]


Perform = Callable[[Sequence[Task]], Iterable[Reading | None]]
"""Does tasks that need not wait for each other; gives one Reading for each, or None where that took too long."""


def _one_by_one(tasks: Sequence[Task]) -> Iterator[Reading]:
    return (task.do() for task in tasks)


def prepare(vocabulary: Vocabulary) -> None:
    """Compiles the vocabulary's sentence forms, which are kept: for when there is nothing to do but wait."""
    Prose.of(vocabulary)


def recognise(
    documents: Sequence[Document],
    vocabulary: Vocabulary,
    bindings: Sequence[Binding] = (),
    perform: Perform = _one_by_one,
) -> tuple[Reading, ...]:
    """One Reading for each document of the pack, but for those that `perform` gives up; a file may hold several."""
    parts = list(
        _heeded([part for document in documents for part in split(with_headings(document, vocabulary), vocabulary)])
    )
    spelling = _spelling([word for part in parts for word in part.named], vocabulary)
    pack = _commonest([spelling[word] for part in parts for word in part.named])
    prose = Prose.of(vocabulary)
    named, seen = [], Counter[str]()
    for part in parts:
        name = part.kind.kind if part.kind else "document"
        seen[name] += 1
        document = name if seen[name] == 1 else f"{name}-{seen[name]}"
        own = _commonest([spelling[word] for word in part.named]) or pack
        named.append(evolve(part, document=document, pack=own))
    mentions = Mentions(named, vocabulary)
    tasks = [
        Task(part.source.file, _size(part), partial(_reading, part, named, vocabulary, prose, mentions, bindings))
        for part in named
    ]
    return tuple(reading for reading in perform(tasks) if reading is not None)


def _size(part: Part) -> int:
    """Letters, and some for each run; a third of them for a schedule, of which tables alone are read."""
    letters = sum(len(run.text) + _FOR_A_RUN for run in _runs(part))
    return letters // 3 if part.role == "schedule" else letters


_FOR_A_RUN = 10


def _heeded(parts: Sequence[Part]) -> Iterator[Part]:
    """What a later kind of document in the pack supersedes states nothing any more."""
    kinds = {part.kind.kind for part in parts if part.kind}
    for part in parts:
        superseded = part.kind and part.kind.superseded_by in kinds
        yield evolve(part, kind=evolve(part.kind, opinion=True)) if part.kind and superseded else part


def _reading(
    part: Part,
    parts: Sequence[Part],
    vocabulary: Vocabulary,
    prose: Prose,
    mentions: Mentions,
    bindings: Sequence[Binding],
) -> Reading:
    about = bindings_of(part, parts, bindings)
    part = evolve(part, bindings=tuple(b for b in bindings if about.get(b.at) == ""))
    ledger = Ledger(part, vocabulary.own)
    for binding in bindings:
        if about.get(binding.at):
            ledger.void(binding, about[binding.at])
    tables = read_tables(part, vocabulary, ledger)
    read_ticks(part, vocabulary, ledger)
    prose.read(part, ledger)
    add_grand(ledger, vocabulary)
    read_changes(part, vocabulary, ledger)
    mentions.read(part, ledger)
    read_spoken(part, mentions, vocabulary, ledger)
    if part.kind is None and any(fact.property != "mentioned-id" for fact in ledger.facts):
        ledger.gap("what kind of document this is was not recognised, so what it should say is not known")
    order = _reading_order(part)
    facts = tuple(sorted(_asserted(part, as_revised(ledger.stated, vocabulary)), key=lambda f: order(f.place)))
    left = [*ledger.unread, *leftovers(part, vocabulary, ledger)]
    unread = tuple(sorted(left, key=lambda u: (order(u.place), u.printed)))
    paper = part.paper(facts, tuple(ledger.gaps), notes_of(part, ledger))
    return Reading(paper, facts, unread, tuple(ledger.outcomes.values()), tables)


_WITHDRAWN = ("amendment-status", "withdrawn")


def _asserted(part: Part, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts; a withdrawn amendment rejects what it would have changed."""
    facts = tuple(facts)
    withdrawn = part.role == "amendment" and any((f.property, f.value) == _WITHDRAWN for f in facts)
    for fact in facts:
        yield evolve(fact, mention="rejects") if withdrawn and fact.kind not in {"amendment", "document"} else fact


def _reading_order(part: Part) -> Callable[[Place], tuple[int, int, int]]:
    """The sort key of a place: by physical line, and where lines do not tell, by the order of the blocks."""
    known: dict[tuple[int, str], int] = {}
    for run in _runs(part):
        known.setdefault((run.place.page, run.place.key), len(known))
    return lambda place: (place.line, known.get((place.page, place.key), 0), place.offset)


def _runs(part: Part) -> Iterator[Run]:
    """The runs of a document, block by block and cell by cell."""
    for placed in part.blocks:
        yield from placed.block.runs
        for row in placed.block.rows:
            for cell in row.cells:
                yield from cell.runs


def _spelling(words: Sequence[str], vocabulary: Vocabulary) -> Mapping[str, str]:
    """Each spelling of a prefixed id -> the one that is used most for the same id."""
    kind = vocabulary.prefixed
    same: dict[str, list[str]] = {}
    for word in words:
        same.setdefault(id_of(kind, word) if kind else word, []).append(word)
    return {word: _commonest(spellings) for spellings in same.values() for word in spellings}


def _commonest(names: Sequence[str]) -> str:
    counts = Counter(name for name in names if name)
    return min(counts, key=lambda name: (-counts[name], name)) if counts else ""
