"""What changed between two states of the same contracts, as records. Made by `compare`, shown by writers as it is."""

from __future__ import annotations

import builtins
from typing import Literal

from attrs import field

from schedcheck.document import Paper
from schedcheck.fact import Fact, Mention, State
from schedcheck.finding import FailOn, Finding, Undecided
from schedcheck.reading import Refused
from schedcheck.record import frozen
from schedcheck.report.verdict import reaches

Sign = Literal["+", "-", "~"]


@frozen
class Change:
    """One property of one subject in one document, of which a value came, went or became another.

    `old` and `new` are the facts of the one value that it had and the one that it has, one for each place; one of them
    is empty where a value came or went. `breaks` and `settles` are the findings that are there since, or are gone.
    """

    document: str
    subject: str
    property: str
    state: State
    mention: Mention
    old: tuple[Fact, ...] = ()
    new: tuple[Fact, ...] = ()
    breaks: tuple[Finding, ...] = ()
    settles: tuple[Finding, ...] = ()

    @builtins.property
    def sign(self) -> Sign:
        if self.old and self.new:
            return "~"
        return "+" if self.new else "-"

    @builtins.property
    def fact(self) -> Fact:
        """The fact that tells best where it is: the new one, where there is one."""
        return (self.new or self.old)[0]

    @builtins.property
    def places(self) -> int:
        return max(len(self.old), len(self.new))


@frozen
class Pair:
    """One document before and after; None where there was none, or is none any more."""

    id: str
    old: Paper | None
    new: Paper | None

    @builtins.property
    def paper(self) -> Paper:
        found = self.new or self.old
        assert found is not None, "a pair has at least one paper"
        return found

    @builtins.property
    def is_same(self) -> bool:
        """Are both the very same bytes?"""
        return self.old is not None and self.new is not None and self.old.sha256 == self.new.sha256 != ""


@frozen
class Side:
    """One of the two states: what the user calls it, and what it was taken for ("files", "commit 1a2b3c", "day")."""

    name: str
    taken: str = ""


@frozen
class Difference:
    """What changed in facts from one state to another, and what that breaks and settles.

    `broken` and `settled` are findings that only the new or only the old state has, `unchanged` counts those of both;
    `undecided` are (rule, check) that only the new state leaves undecided. `unread` says, a line each, what could not
    be compared. `waived` are ids of broken findings that a waiver accepts.
    """

    old: Side
    new: Side
    pairs: tuple[Pair, ...] = ()
    changes: tuple[Change, ...] = ()
    broken: tuple[Finding, ...] = ()
    settled: tuple[Finding, ...] = ()
    unchanged: int = 0
    undecided: tuple[tuple[str, Undecided], ...] = ()
    refused: tuple[Refused, ...] = ()
    unread: tuple[str, ...] = ()
    waived: frozenset[str] = frozenset()
    titles: dict[str, str] = field(factory=dict)
    fail_on: FailOn = "error"

    def count(self, sign: Sign) -> int:
        return sum(1 for change in self.changes if change.sign == sign)

    @builtins.property
    def exit_code(self) -> int:
        """1 where it breaks something that counts, 3 where something could not be compared, else 0."""
        counted = [f for f in self.broken if f.id not in self.waived]
        if self.fail_on != "never" and any(reaches(f.level, self.fail_on) for f in counted):
            return 1
        return 3 if self.refused or self.unread else 0
