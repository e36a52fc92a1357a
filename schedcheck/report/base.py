"""What a run is compared with: an earlier state of the same documents, and the findings that it had.

Part of a report. A finding that the earlier state has too is shown, but counts for nothing: it is not this change's.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from attrs import frozen

from schedcheck.document import Paper
from schedcheck.finding import Finding, Undecided
from schedcheck.report.recognised import Refused

Open = tuple[str, Undecided]


@frozen
class Base:
    """An earlier state: what the user calls it, its findings, and (rule, check) for what it left undecided.

    `unread` has a line for each thing in it that was not read. `problem` says why it could not be checked at all:
    then every finding counts.
    """

    name: str = ""
    commit: str = ""
    findings: tuple[Finding, ...] = ()
    undecided: frozenset[Open] = frozenset()
    unread: frozenset[str] = frozenset()
    problem: str = ""

    def __bool__(self) -> bool:
        return bool(self.name)

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(finding.id for finding in self.findings)


NO_BASE = Base()


def unread_in(refused: Iterable[Refused], papers: Iterable[Paper]) -> list[str]:
    """What was not read, in words that do not depend on where the files are."""
    files = [f"{each.file.rpartition('/')[2]}: {each.reason}" for each in refused]
    return files + [f"{paper.id}: {gap}" for paper in papers for gap in paper.gaps]
