"""Documents + vocabulary -> facts: who states what, about which subject, in which state, at which place.

Runs after reading and before checking. Nothing read is lost in silence: every quantity that became no fact
is listed, and a table that was not understood makes its document "partly" read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from schedcheck.document import Document, Paper
from schedcheck.fact import Fact
from schedcheck.recognise.ledger import Ledger, Unread
from schedcheck.recognise.leftovers import leftovers
from schedcheck.recognise.prose import Prose
from schedcheck.recognise.split import Part, split
from schedcheck.recognise.tables import read_tables
from schedcheck.recognise.ticks import read_ticks
from schedcheck.vocabulary import Vocabulary

__all__ = ["Reading", "Unread", "recognise"]


@frozen
class Reading:
    """One document as recognised: its facts in reading order and what became none."""

    paper: Paper
    facts: tuple[Fact, ...]
    unread: tuple[Unread, ...]


def recognise(documents: Sequence[Document], vocabulary: Vocabulary) -> tuple[Reading, ...]:
    """One Reading for each document of the pack; a file may hold several."""
    parts = [part for document in documents for part in split(document, vocabulary)]
    pack = _commonest([part.pack for part in parts])
    prose = Prose.of(vocabulary)
    readings, seen = [], Counter[str]()
    for part in parts:
        name = part.kind.kind if part.kind else "document"
        seen[name] += 1
        document = name if seen[name] == 1 else f"{name}-{seen[name]}"
        named = evolve(part, document=document, pack=part.pack or pack)
        readings.append(_reading(named, vocabulary, prose))
    return tuple(readings)


def _reading(part: Part, vocabulary: Vocabulary, prose: Prose) -> Reading:
    ledger = Ledger(part)
    read_tables(part, vocabulary, ledger)
    read_ticks(part, vocabulary, ledger)
    prose.read(part, ledger)
    facts = tuple(sorted(ledger.facts, key=lambda f: (f.place.line, f.place.offset)))
    unread = tuple(_in_order([*ledger.unread, *leftovers(part, vocabulary, ledger)]))
    return Reading(part.paper(facts, tuple(ledger.gaps)), facts, unread)


def _in_order(unread: Sequence[Unread]) -> Iterator[Unread]:
    yield from sorted(unread, key=lambda u: (u.place.line, u.place.offset, u.printed))


def _commonest(names: Sequence[str]) -> str:
    counts = Counter(name for name in names if name)
    return min(counts, key=lambda name: (-counts[name], name)) if counts else ""
