"""What an authority approves: the proposals of its own pack, and what stands in schedules' histories under its name.

Runs over evidence, before amendments are held against it. A pack that names another modification approves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from schedcheck.check.evidence import Evidence
from schedcheck.document import Paper
from schedcheck.fact import Fact


class Approval:
    """What one authority approves. `kind` of subjects is the one by which documents name modifications."""

    def __init__(self, authority: str, evidence: Evidence) -> None:
        self.authority, self.evidence = authority, evidence

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """The documents of its pack: all that name it, and those beside them that name no other."""
        docket = self.evidence.docket
        kinds = {fact.kind for fact in docket.stated_of(self.authority) if fact.kind}
        named: dict[str, set[str]] = {}
        for fact in (*docket.stated_of(self.authority), *(f for kind in kinds for f in docket.stated_of_kind(kind))):
            named.setdefault(fact.scope.document, set()).add(fact.subject)
        if not any(self.authority in subjects for subjects in named.values()):
            return ()
        own = {self.authority}
        return tuple(paper for paper in docket.pack if self.authority in named.get(paper.id, own))

    @cached_property
    def held(self) -> tuple[Fact, ...]:
        """What schedules hold under its name."""
        return self.evidence.docket.held_under(self.authority)

    @property
    def is_known(self) -> bool:
        """Is there anything that it could approve?"""
        return bool(self.papers or self.held)

    def proposals(self, name: str) -> Mapping[str, list[Fact]]:
        """Its proposed values of a property by subject, those of the highest document first."""
        if not self.is_known:
            return {}
        if name not in self._proposals:
            documents = {paper.id for paper in self.papers}
            held = [fact for fact in self.held if fact.property == name]
            said = [f for f in self.evidence.asserted(name) if f.state == "proposed" and f.scope.document in documents]
            by_subject: dict[str, list[Fact]] = {}
            for fact in sorted([*held, *said], key=lambda f: self.evidence.rank(f.scope.document)):
                by_subject.setdefault(fact.subject, []).append(fact)
            self._proposals[name] = by_subject
        return self._proposals[name]

    @cached_property
    def _proposals(self) -> dict[str, Mapping[str, list[Fact]]]:
        return {}

    def scope(self, names: tuple[str, ...]) -> dict[str, Fact]:
        """The subjects that its highest document changes in any of these properties, with the place of each."""
        facts = [fact for name in names for group in self.proposals(name).values() for fact in group]
        highest = min((self.evidence.rank(fact.scope.document) for fact in facts), default=None)
        found: dict[str, Fact] = {}
        for fact in facts:
            if self.evidence.rank(fact.scope.document) == highest:
                found.setdefault(fact.subject, fact)
        return found


def approvals(evidence: Evidence) -> Mapping[str, Approval]:
    """Those of all authorities that amendments name."""
    return {authority: Approval(authority, evidence) for authority in evidence.docket.authorities}
