"""Redlined statements that are a document's own: where a cost or date is struck and another put in its place, the
document says the new one.

Runs over the facts of one document, after all are found. A response time has an old and a new state because a
contract has; the cost of a modification has one value, and a redline of it shows how the document came to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from schedcheck.fact import Fact
from schedcheck.vocabulary import Vocabulary


def as_revised(facts: Iterable[Fact], vocabulary: Vocabulary) -> Iterator[Fact]:
    """The facts, without what is struck of the properties that a document revises; what is put in holds."""
    for fact in facts:
        if fact.property not in vocabulary.revised:
            yield fact
        elif fact.state == "proposed":
            yield evolve(fact, state="current")
        elif not (fact.state == "current" and fact.certainty == "marked"):
            yield fact
