"""The amendments of a run as relations ask for them: which of them count, where they apply, what held before them.

Made once over an index of facts, beside the evidence. An amendment that is withdrawn, or that another one supersedes,
changes nothing; one whose authority stands in a schedule's history already is not put in again.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from schedcheck.amend import NO_DAY, Amendment
from schedcheck.amend.applying import name_of
from schedcheck.amend.gathering import statements
from schedcheck.check.amendments.rewrite import Rewrite, rewrites_of
from schedcheck.check.amendments.timeline import Timeline
from schedcheck.document import Paper
from schedcheck.fact import Fact, Facts

WITHDRAWN, AGREED = "withdrawn", "agreed"


class Docket:
    """The amendments of a run, in document order. `statements` has those that several papers state, together."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.statements = statements(facts, facts.papers.values())
        self.every = tuple(group[0] for group in self.statements)
        self.by_id: dict[str, Amendment] = {}
        for each in self.every:
            self.by_id.setdefault(each.id, each)
        self._rewrites: dict[str, tuple[Rewrite, ...]] = {}
        self._papers: dict[tuple[str, str, str], tuple[Paper, ...]] = {}

    @cached_property
    def by_paper(self) -> dict[str, Amendment]:
        """Each amendment by the id of the document that states it."""
        return {each.paper: each for each in self.every}

    @cached_property
    def live(self) -> tuple[Amendment, ...]:
        """Those that change something: neither withdrawn nor superseded."""
        replaced = self.superseded
        return tuple(a for a in self.every if a.status != WITHDRAWN and a.id not in replaced)

    @cached_property
    def superseded(self) -> frozenset[str]:
        """The ids that an amendment which is not withdrawn supersedes, itself and circles apart."""
        return frozenset(
            old
            for a in self.every
            if a.status != WITHDRAWN
            for old in a.supersedes
            if a.id not in self.behind(old) and a.id != old
        )

    def behind(self, name: str) -> tuple[str, ...]:
        """All that an amendment supersedes, at first or second hand, the nearest first."""
        found: dict[str, None] = {}
        waiting = [name]
        while waiting:
            known = self.by_id.get(waiting.pop(0))
            news = [old for old in (known.supersedes if known else ()) if old not in found]
            found.update(dict.fromkeys(news))
            waiting += news
        return tuple(found)

    @cached_property
    def timeline(self) -> Timeline:
        """What every cell of the schedules holds from which day, with every amendment that counts."""
        dated = [a for a in self.live if a.effective != NO_DAY]
        pending = ((a, self.rewrites(a), paper) for a in dated for paper in self.schedules(a))
        return Timeline(self.facts, pending)

    def schedules(self, amendment: Amendment) -> tuple[Paper, ...]:
        """The schedules that it changes: of its kind, contract and region; several where it names no region."""
        key = (amendment.schedule, amendment.contract, amendment.region)
        if key not in self._papers:
            self._papers[key] = tuple(
                paper
                for paper in self.of_kind(amendment.schedule)
                if _fits(paper.contract, amendment.contract) and _fits(paper.region, amendment.region)
            )
        return self._papers[key]

    def of_kind(self, kind: str) -> tuple[Paper, ...]:
        """The schedules of one kind, whoever's they are."""
        return self._by_kind.get(kind, ())

    @cached_property
    def held(self) -> tuple[Paper, ...]:
        """All schedules, in document order."""
        return tuple(paper for paper in self.facts.papers.values() if paper.schedule)

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Paper, ...]]:
        kinds = dict.fromkeys(paper.kind for paper in self.held)
        return {kind: tuple(paper for paper in self.held if paper.kind == kind) for kind in kinds}

    def approved_by(self, authority: str) -> tuple[Amendment, ...]:
        """What counts and has this authority."""
        return tuple(self._by_authority.get(authority, ()))

    @cached_property
    def authorities(self) -> tuple[str, ...]:
        """What approves the amendments that count, each once."""
        return tuple(filter(None, self._by_authority))

    @cached_property
    def _by_authority(self) -> dict[str, list[Amendment]]:
        found: dict[str, list[Amendment]] = {}
        for each in self.live:
            found.setdefault(each.approved_by, []).append(each)
        return found

    def is_in_force(self, amendment: Amendment) -> bool:
        """Does it stand in the history of the schedules that it changes?"""
        return any(self.timeline.is_by(amendment.id, paper.id) for paper in self.schedules(amendment))

    def rewrites(self, amendment: Amendment) -> tuple[Rewrite, ...]:
        """What it does, a record for each cell."""
        if amendment.paper not in self._rewrites:
            self._rewrites[amendment.paper] = rewrites_of(amendment)
        return self._rewrites[amendment.paper]

    @cached_property
    def pack(self) -> tuple[Paper, ...]:
        """The documents that are neither schedules nor amendments nor opinions."""
        papers = self.facts.papers.values()
        return tuple(p for p in papers if not (p.schedule or p.opinion or p.amends))

    def stated_of(self, subject: str) -> list[Fact]:
        """What the pack says of one subject."""
        return self._pack_facts[0].get(subject, [])

    def stated_of_kind(self, kind: str) -> list[Fact]:
        """What the pack says of all subjects of one kind."""
        return self._pack_facts[1].get(kind, [])

    @cached_property
    def _pack_facts(self) -> tuple[dict[str, list[Fact]], dict[str, list[Fact]]]:
        pack = {paper.id for paper in self.pack}
        by_subject: dict[str, list[Fact]] = {}
        by_kind: dict[str, list[Fact]] = {}
        for fact in self.facts if pack else ():
            if fact.scope.document in pack:
                by_subject.setdefault(fact.subject, []).append(fact)
                by_kind.setdefault(fact.kind, []).append(fact)
        return by_subject, by_kind

    def held_under(self, authority: str) -> tuple[Fact, ...]:
        """What schedules hold, or once held, by one authority."""
        return tuple(self._held_under.get(name_of(authority), ()))

    @cached_property
    def _held_under(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.facts.history:
            if fact.origin.authority:
                found.setdefault(name_of(fact.origin.authority), []).append(fact)
        return found

    def said(self, amendment: Amendment, name: str) -> list[Fact]:
        """The facts by which an amendment says one thing about itself."""
        return self._said.get((amendment.paper, amendment.id, name), [])

    @cached_property
    def _said(self) -> dict[tuple[str, str, str], list[Fact]]:
        ids = {(a.paper, a.id) for group in self.statements for a in group}
        found: dict[tuple[str, str, str], list[Fact]] = {}
        for fact in self.facts:
            if (fact.scope.document, fact.subject) in ids:
                found.setdefault((fact.scope.document, fact.subject, fact.property), []).append(fact)
        return found

    def words(self, amendment: Amendment, names: Iterable[str] = ()) -> list[Fact]:
        """Facts to cite for an amendment as a whole: what it says of `names`, else whatever it says first."""
        wanted = [fact for name in names for fact in self.said(amendment, name)]
        about = (facts for (d, s, _), facts in self._said.items() if (d, s) == (amendment.paper, amendment.id))
        rows = [(*r.new, *r.old)[0] for r in self.rewrites(amendment) if r.new or r.old]
        return wanted[:1] or next(about, rows)[:1]


def _fits(one: str, other: str) -> bool:
    """Are two names one, or is one of them not said?"""
    return not one or not other or one.casefold() == other.casefold()
