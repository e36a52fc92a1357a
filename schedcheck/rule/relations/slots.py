"""What every relation has: slots that a rule fills in.

A slot that holds names of properties or kinds of documents has one of the types below: only then is it looked up in the
vocabulary whether there are such, and a rule refused that speaks of what is not.

Runs nothing; read by the loader of rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from schedcheck.record import frozen

Property = str
"""The name of a property, as the vocabulary has it; "" for none."""
Properties = tuple[str, ...]
"""Names of properties."""
PropertyMap = Mapping[str, str]
"""Something of each property, by its name."""
PropertiesByKind = Mapping[str, tuple[str, ...]]
"""Names of properties for each kind of document."""
Kinds = tuple[str, ...]
"""Kinds of documents, as the vocabulary names them."""


@frozen
class Relation:
    """The slots of one relation. A property is named as the vocabulary names it."""

    by_kind: ClassVar[Mapping[str, type[Relation]]]
    kind: ClassVar[str]

    def speaks_of(self) -> Properties:
        """The properties that the relation judges; facts of these make a rule applicable."""
        raise NotImplementedError

    def heeds_opinions(self) -> bool:
        """Does it look at opinions too, and tell what it finds there as notes?"""
        return False

    def heeds_amendments(self) -> bool:
        """Is it about amendments, so that it applies wherever there is one?"""
        return False

    def compares(self) -> bool:
        """Is it about what changed since an earlier state, so that it applies wherever there is one?"""
        return False
