"""What a sentence speaks of: ids in its own words, in what a semicolon parts from it, in the list below it.

Asked by the reading of prose once a form has matched; the tokens of a passage are cut already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from attrs import evolve

from schedcheck.place import NOWHERE, Place
from schedcheck.recognise.passage import PassageAt, Sentence
from schedcheck.recognise.placed import inside
from schedcheck.record import frozen
from schedcheck.vocabulary import compact

LONGEST_LIST = 200
"""So many entries of a list below a sentence are read; a longer one does not count as whole."""


@frozen
class Subject:
    """What a sentence speaks of: an id or name, its kind, where it is named, and whether a list below names it."""

    name: str
    kind: str
    place: Place = NOWHERE
    listed: bool = False


def before_semicolon(kind: str, sentence: Sentence, passage: PassageAt) -> Iterator[Subject]:
    """The ids of what a semicolon parts from a sentence: both speak of the same."""
    if sentence.first and passage.placed.tokens.word(sentence.first - 1) == ";":
        before = passage.before(sentence)
        yield from ids_between(kind, passage, before.first, before.end) if before else ()


def ids_between(kind: str, passage: PassageAt, first: int, end: int) -> Iterator[Subject]:
    seen: set[str] = set()
    for token in inside(passage.ids, first, end):
        named = passage.ids[token]
        if named.kind == kind and named.id not in seen and not named.aside:
            seen.add(named.id)
            yield Subject(named.id, kind, passage.at(token, token))


def listed(kind: str, following: Sequence[PassageAt]) -> Iterator[Subject]:
    """The ids that the items of the list below start with. An item without one may name any of them in other words."""
    own = [
        list(islice(ids_between(kind, item, 0, len(item.placed.tokens)), 1))
        for item in islice(_items(following), LONGEST_LIST)
    ]
    whole = all(own) and len(own) < LONGEST_LIST
    yield from (evolve(subject, listed=whole) for found in own for subject in found)


def _items(following: Sequence[PassageAt]) -> Iterator[PassageAt]:
    for passage in following:
        if passage.kind == "paragraph" and compact(passage.placed.tokens.text) in {"and", "or"}:
            continue
        if passage.kind != "item":
            return
        yield passage
