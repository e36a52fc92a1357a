"""What a run is compared with: an earlier state of the same documents, and the findings that it had.

Part of a report. A finding that the earlier state has too is shown, but counts for nothing: it is not this change's.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from attrs import evolve, field

from schedcheck.document import Paper
from schedcheck.fact import Facts
from schedcheck.finding import Finding, Undecided
from schedcheck.reading import Refused
from schedcheck.record import frozen

Open = tuple[str, Undecided]


@frozen
class Base:
    """An earlier state: what the user calls it, its findings, and (rule, check) for what it left undecided.

    `unread` has a line for each thing in it that was not read. `problem` says why it could not be checked at all:
    then every finding counts. `facts` are what its documents stated, with their files named as the commit has them.
    """

    name: str = ""
    commit: str = ""
    findings: tuple[Finding, ...] = ()
    undecided: frozenset[Open] = frozenset()
    unread: frozenset[str] = frozenset()
    problem: str = ""
    facts: Facts | None = field(default=None, eq=False, repr=False)

    def __bool__(self) -> bool:
        return bool(self.name)

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(finding.id for finding in self.findings)

    @cached_property
    def papers(self) -> dict[str, Paper]:
        """Its documents as citations name them, which are told apart from those of the run."""
        papers = self.facts.papers.values() if self.facts else ()
        named = {f"{self.name}:{paper.file or paper.id}": paper for paper in papers}
        return {name: evolve(p, id=name, file=name, title=f"{p.title} in {self.name}") for name, p in named.items()}


NO_BASE = Base()


def unread_in(refused: Iterable[Refused], papers: Iterable[Paper]) -> list[str]:
    """What was not read, in words that do not depend on where the files are."""
    files = [f"{each.file.rpartition('/')[2]}: {each.reason}" for each in refused]
    return files + [f"{paper.id}: {gap}" for paper in papers for gap in paper.gaps]
