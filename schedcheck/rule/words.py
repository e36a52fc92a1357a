"""Words of a rule that the vocabulary does not have: a rule that speaks of them would never find anything.

Runs after rules and vocabulary are loaded, before any document is read. Which slot of a relation holds a property, and
which a kind of document, its annotation says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from schedcheck.rule import Rule
from schedcheck.rule.example import Example, kind_of
from schedcheck.rule.relations import Relation, Waivers
from schedcheck.rule.relations.slots import PropertiesByKind
from schedcheck.tomlfile import did_you_mean
from schedcheck.tomlfile.lines import Path
from schedcheck.vocabulary import Vocabulary

Mistake = tuple[Path, str]
"""A key path of the rule's file, and what is wrong there."""

_OWN = ("mentioned-id", "document-version", "document-status", "open-change", "unknown-key")
"""Properties that recognition states of any document, whether the vocabulary lists them or not."""


def unknown_words(rule: Rule, vocabulary: Vocabulary) -> Iterator[Mistake]:
    """Properties and kinds of documents in the slots of a rule that no document can have."""
    if isinstance(rule.relation, Waivers):
        return
    yield from _wrong(("only",), rule.only, vocabulary.kinds, "kind of document")
    yield from _wrong(("applies_to",), rule.applies_to, vocabulary.kinds, "kind of document")
    for slot, annotation in _annotations(rule.relation):
        if annotation == "PropertiesByKind":
            yield from _in_each_kind(("relation", slot.rstrip("_")), getattr(rule.relation, slot), vocabulary)
        if annotation in _TOLD:
            value = getattr(rule.relation, slot)
            words = (value,) if isinstance(value, str) else tuple(value)
            known = vocabulary.kinds if annotation == "Kinds" else (*vocabulary.stated, *_OWN)
            what = "kind of document" if annotation == "Kinds" else "property"
            path = ("relation", slot.rstrip("_"))
            yield from _wrong(path, words, known, what, single=isinstance(value, str | Mapping))


def _in_each_kind(path: Path, by_kind: PropertiesByKind, vocabulary: Vocabulary) -> Iterator[Mistake]:
    for kind, names in by_kind.items():
        yield from _wrong((*path, kind), (kind,), vocabulary.kinds, "kind of document", single=True)
        yield from _wrong((*path, kind), names, (*vocabulary.stated, *_OWN), "property")


def unknown_in_examples(rule: Rule, vocabulary: Vocabulary) -> Iterator[Mistake]:
    """The same in the examples of a rule."""
    for index, example in enumerate(() if isinstance(rule.relation, Waivers) else rule.example):
        yield from _in_example(("example", index), example, vocabulary)


_TOLD = frozenset({"Property", "Properties", "PropertyMap", "Kinds"})


def _annotations(relation: Relation) -> Iterator[tuple[str, str]]:
    """(slot, its annotation as it is written) of a relation, those of the records that it stands on included."""
    for cls in type(relation).__mro__:
        yield from getattr(cls, "__annotations__", {}).items()


def _in_example(path: Path, example: Example, vocabulary: Vocabulary) -> Iterator[Mistake]:
    known = (*vocabulary.stated, *_OWN)
    for name in example.facts:
        yield from _wrong((*path, "facts", name), (name,), known, "property", single=True)
    for index, fact in enumerate(example.fact):
        here = (*path, "fact", index)
        yield from _wrong((*here, "property"), (fact.property,), known, "property", single=True)
        if fact.document and kind_of(fact.document, vocabulary) is None:
            yield from _wrong((*here, "document"), (fact.document,), vocabulary.kinds, "kind of document", single=True)


def _wrong(
    path: Path, words: Iterable[str], known: Sequence[str], what: str, *, single: bool = False
) -> Iterator[Mistake]:
    for index, word in enumerate(words):
        if word and word not in known:
            where = path if single else (*path, index)
            yield where, f"the vocabulary has no {what} {word}{did_you_mean(word, list(dict.fromkeys(known)))}"
