"""The one thing a user is told: a rule that the facts break, with every fact that took part."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal

import attrs
from attrs import field

from schedcheck.fact import Certainty
from schedcheck.place import NO_ORIGIN, NOWHERE, Origin, Place
from schedcheck.record import frozen

Level = Literal["error", "warning", "note"]
FailOn = Literal["error", "warning", "note", "never"]
"""The lowest level that makes a run fail."""
LEVELS: tuple[Level, ...] = ("error", "warning", "note")
Verdict = Literal["consistent", "inconsistent", "undecided"]
Role = Literal["found", "expected", "authority", "context"]


@attrs.frozen
class Citation:
    """Words of one document at one place. `label` says, in at most eight words, what they show.

    `basis` is the binding of a person that they are read by, in words; "" where the vocabulary alone reads them.
    `origin` is that of an amended value: its amendment, with the place that the words have there.
    """

    role: Role
    document: str
    section: str
    quote: str
    label: str = ""
    place: Place = NOWHERE
    basis: str = ""
    origin: Origin = NO_ORIGIN


@attrs.frozen
class Edit:
    """One change to one document. `source` and `target` are printed values; one is "" in insert and delete."""

    op: Literal["replace", "insert", "delete"]
    document: str
    section: str
    subject: str
    field: str
    source: str
    target: str
    place: Place = NOWHERE


@attrs.frozen
class Finding:
    """A broken rule. The first citation is the primary one; `edits` is what would settle it, where known.

    `values` are the normalised values that make this case this case: with rule, subject and property they are
    its identity, so that the id stays when lines, pages and file names move.
    """

    rule: str
    level: Level
    subject: str
    property: str
    state: str
    message: str
    citations: tuple[Citation, ...]
    values: tuple[str, ...] = ()
    certainty: Certainty = "plain"
    edits: tuple[Edit, ...] = ()
    id: str = field(init=False)

    @id.default
    def _id(self) -> str:
        return identity("f", (self.rule, self.subject, self.property, self.state, *self.values))


@frozen
class Undecided:
    """A check that could not be made, and why. `documents` are the ids of those that should have said it."""

    subject: str
    reason: str
    documents: tuple[str, ...] = ()


@frozen
class Result:
    """What one rule found: `kept` checks, broken ones as findings, undecided ones with their reasons.

    `applicable` is False when the pack holds nothing that the rule speaks of.
    """

    rule: str
    level: Level
    kept: int = 0
    findings: tuple[Finding, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    applicable: bool = True

    @property
    def expected(self) -> int:
        return self.kept + len(self.findings) + len(self.undecided)


def identity(letter: str, parts: Iterable[str]) -> str:
    """A short id made from what a finding or cause says, for instance "f-3kq7-m2vd"."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    code = "".join("0123456789abcdefghjkmnpqrstvwxyz"[byte & 31] for byte in digest[:8])
    return f"{letter}-{code[:4]}-{code[4:]}"
