"""`same-rows`: schedules that list the same things list all of them, on every day.

Runs over what schedules hold on one day; rules over time ask again for each later one. A schedule that says itself that
it is not whole takes no part. A document that is no schedule is asked only whether it lacks what schedules list: what
it adds or strikes is its proposal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import Factory

from schedcheck.check.evidence import Evidence, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite_subject, gaps, titles
from schedcheck.document import Paper
from schedcheck.fact import Fact
from schedcheck.finding import Citation
from schedcheck.record import define
from schedcheck.rule import Rule
from schedcheck.rule.relations import SameRows

_SURE = 2
"""So many schedules against one leave little doubt which of them is wrong."""
_MOST = 5
"""So many schedules are named, and more are counted."""


@define
class _Rows:
    """Who holds a row of one subject, by the fact that shows it, and who lacks one."""

    held: dict[str, Fact] = Factory(dict)
    lacking: dict[str, Paper] = Factory(dict)


def same_rows(rule: Rule, slots: SameRows, evidence: Evidence) -> Tally:
    """One finding for each subject that some of the schedules list and others lack."""
    tally = Tally(rule)
    whole = [p for p in evidence.facts.papers.values() if p.whole and p.kind in slots.of]
    for subject, rows in _by_subject(slots, whole, evidence).items():
        lacking = list(rows.lacking.values())
        if not lacking:
            tally.kept += 1
        elif doubtful := [paper for paper in lacking if paper.gaps]:
            reason = f"whether {titles(doubtful)} {_has(doubtful)} {subject} is open{gaps(doubtful)}"
            tally.unsure(subject, reason, [paper.id for paper in doubtful])
        else:
            _tell(tally, subject, rows, evidence)
    return tally


def _by_subject(slots: SameRows, papers: Sequence[Paper], evidence: Evidence) -> dict[str, _Rows]:
    """Each subject with the schedules that hold a figure of it which others hold or lack."""
    found: dict[str, _Rows] = {}
    for names in _figures(slots):
        taking = [paper for paper in papers if names & set(slots.of[paper.kind])]
        ids = {paper.id for paper in taking}
        by_subject: dict[str, dict[str, Fact]] = {}
        for name in sorted(names):
            for fact in evidence.asserted(name):
                if fact.document in ids:
                    by_subject.setdefault(fact.subject, {}).setdefault(fact.document, fact)
        stating = {document for facts in by_subject.values() for document in facts}
        taking = [paper for paper in taking if paper.schedule or paper.id in stating]
        schedules = {paper.id for paper in taking if paper.schedule}
        for subject, facts in by_subject.items():
            rows = found.setdefault(subject, _Rows())
            for document, fact in facts.items():
                if document in schedules:
                    rows.held.setdefault(document, fact)
            rows.lacking.update((paper.id, paper) for paper in taking if paper.id not in facts)
    for rows in found.values():
        rows.held = {document: fact for document, fact in rows.held.items() if document not in rows.lacking}
    return {subject: rows for subject, rows in found.items() if rows.held}


def _figures(slots: SameRows) -> list[frozenset[str]]:
    """The properties that stand for one figure, together."""
    groups: dict[str, set[str]] = {}
    for names in slots.of.values():
        for name in names:
            groups.setdefault(slots.also.get(name, name), set()).add(name)
    return [frozenset(group) for group in groups.values()]


def _tell(tally: Tally, subject: str, rows: _Rows, evidence: Evidence) -> None:
    lacking, held = list(rows.lacking.values()), evidence.papers(rows.held.values())
    few = len(lacking) <= len(held)
    if few:
        message = f"{titles(lacking)} {_has(lacking)} no {subject}, which {titles(held, _MOST)} {_has(held)}."
    else:
        does = "do" if len(lacking) > 1 else "does"
        message = f"{titles(held)} {_has(held)} {subject}, which {titles(lacking, _MOST)} {does} not have."
    alike = {paper.kind for paper in lacking} & {paper.kind for paper in held}
    clear = min(len(lacking), len(held)) == 1 and max(len(lacking), len(held)) >= _SURE
    tally.broken(
        subject,
        next(iter(rows.held.values())).property,
        message,
        [*_citations(rows, few=few)],
        sorted(part for paper in lacking for part in (paper.kind, paper.contract, paper.region)),
        state="in-force",
        certainty=least_sure(rows.held.values()),
        at_most="error" if alike or clear else "warning",
    )


def _citations(rows: _Rows, *, few: bool) -> Iterator[Citation]:
    """The fewer first: they are what is found."""
    without = [Citation("found" if few else "expected", name, "", "", "has no such row") for name in rows.lacking]
    having = [cite_subject(f, "expected" if few else "found", "has such a row") for f in rows.held.values()]
    yield from (*without, *having[:4]) if few else (*having, *without[:4])


def _has(papers: Sequence[Paper]) -> str:
    return "have" if len(papers) > 1 else "has"
