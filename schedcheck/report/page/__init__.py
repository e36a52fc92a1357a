"""Everything that documents and schedules say of one subject, side by side, with its history and what rules say of it.

Runs over a report; pure. A subject is a thing that facts are about, or a name that they give to something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from attrs import evolve

from schedcheck.check.pairing import natural
from schedcheck.document import Paper
from schedcheck.fact import Fact, Facts, Value
from schedcheck.finding import Finding
from schedcheck.report import Report
from schedcheck.report.matrix import Matrix, build_matrix
from schedcheck.report.page.over_time import amending, histories
from schedcheck.report.page.record import Entry, Group, History, Mention, Page, Pending, Statement
from schedcheck.report.rows import Row
from schedcheck.vocabulary import compact

__all__ = ["Entry", "Group", "History", "Mention", "Page", "Pending", "Statement", "page_of", "subject_in", "subjects"]

_NAMED = "mentioned-id"
_NAME = "name"
"""The property that is what a subject is called."""


def subjects(facts: Facts) -> tuple[str, ...]:
    """Every subject that something is said of, and every name that is a value of a list of names, in order."""
    found = dict.fromkeys(fact.subject for fact in facts.history)
    lists = {fact.property for fact in facts.history if _is_name(fact)}
    found |= dict.fromkeys(f.value for f in facts.history if isinstance(f.value, str) and f.property in lists)
    return tuple(found)


def _is_name(fact: Fact) -> bool:
    """Is its value the name of something, as in a list of parties, and not a text of its own?"""
    return isinstance(fact.value, str) and fact.property not in {_NAME, _NAMED} and fact.value != fact.subject


def subject_in(word: str, facts: Facts, aliases: Mapping[str, str]) -> str:
    """The subject that the word names, however it is spelt or by another of its names; "" where there is none."""
    known = subjects(facts)
    if word in known:
        return word
    spelt = {compact(name): name for name in reversed(known) if compact(name)}
    other = aliases.get(compact(word), "")
    return spelt.get(compact(word)) or (other if other in known else spelt.get(compact(other), "") if other else "")


def page_of(subject: str, report: Report, day: date, opposites: Mapping[str, str], *, dated: bool = False) -> Page:
    """The page of a subject that the facts know. `dated` says that the user asked for this day."""
    facts = report.facts
    own = [fact for fact in facts if fact.subject == subject or fact.value == subject]
    pending = tuple(amending(subject, facts))
    apart = {each.amendment.paper for each in pending}
    stated = [f for f in own if f.property != _NAMED and f.document not in apart]
    groups = tuple(_groups(subject, stated, facts))
    findings = tuple(_findings(subject, report))
    return Page(
        subject,
        ", ".join(dict.fromkeys(fact.kind for fact in own if fact.subject == subject and fact.kind)),
        _name(own, subject, facts),
        _matrix(subject, own, facts, findings, opposites),
        groups,
        tuple(histories(subject, facts, pending, day)),
        pending,
        tuple(_mentions(own, {(f.document, f.place.line, f.place.key) for f in stated}, facts)),
        findings,
        frozenset(finding.id for finding in findings if report.waiver(finding.id)),
        tuple(paper for paper in report.papers if not paper.schedule or paper.id in {f.document for f in own}),
        report.refused,
        report.titles,
        day if dated else None,
    )


def _name(own: Iterable[Fact], subject: str, facts: Facts) -> str:
    """What it is called by the document of the highest rank."""
    names = [f for f in own if f.property == _NAME and f.subject == subject and isinstance(f.value, str)]
    best = min(names, key=lambda f: (facts.paper(f.document).rank, f.document), default=None)
    return str(best.value) if best is not None else ""


def _matrix(
    subject: str, own: Iterable[Fact], facts: Facts, findings: Iterable[Finding], opposites: Mapping[str, str]
) -> Matrix:
    """The subject's rows of the matrix; a list that it is a name of needs the whole list to tell who leaves it out."""
    lists = {(fact.subject, fact.property) for fact in own if fact.value == subject}
    wanted = [f for f in facts if f.subject == subject or (f.subject, f.property) in lists]
    speaking = {fact.document for fact in wanted}
    papers = [paper for paper in facts.papers.values() if paper.id in speaking]
    matrix = build_matrix(Facts(wanted, papers, facts.titles), findings, opposites=opposites)
    rows = [row for row in matrix.rows if subject in {row.subject, row.value}]
    return evolve(matrix, rows=tuple(evolve(r, heading=_heading(r), label=_label(r, subject)) for r in rows))


def _heading(row: Row) -> str:
    return "Documents agree" if row.agrees else "Documents differ"


def _label(row: Row, subject: str) -> str:
    return f"{row.title}: {row.value}" if row.value and row.value != subject else row.title


def _groups(subject: str, stated: Sequence[Fact], facts: Facts) -> Iterator[Group]:
    """The statements by property: its own before those that it is a value of, first what most documents speak of."""
    by_property: dict[tuple[str, str], list[Fact]] = {}
    for fact in stated:
        of = "" if fact.subject == subject else fact.subject
        by_property.setdefault((fact.property, of), []).append(fact)
    position = {paper.id: (not paper.schedule, index) for index, paper in enumerate(facts.papers.values())}
    for (name, of), own in sorted(by_property.items(), key=_weight):
        ordered = sorted(own, key=lambda f: (position[f.document], f.place.order))
        title = f"{facts.title(name)} of {of}" if of else facts.title(name)
        yield Group(name, title, tuple(_statements(ordered, facts)), of)


def _weight(group: tuple[tuple[str, str], list[Fact]]) -> tuple[object, ...]:
    (name, of), facts = group
    return bool(of), -len({fact.document for fact in facts}), name, natural(of)


def _statements(facts: Sequence[Fact], index: Facts) -> Iterator[Statement]:
    """The facts that stand together are one statement; statements that say the same are told once."""
    together: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        together.setdefault((fact.scope, fact.place.row, fact.named), []).append(fact)
    ways: dict[tuple[object, ...], list[tuple[Fact, ...]]] = {}
    for group in together.values():
        for said in _said(group):
            ways.setdefault(_way(said), []).append(said)
    for same in ways.values():
        yield Statement(index.paper(same[0][0].document), tuple(same))


def _said(group: Sequence[Fact]) -> list[tuple[Fact, ...]]:
    """A value before and one after are told together, and so are the names of a list; anything else alone."""
    pair = tuple(sorted(group, key=lambda fact: fact.state))
    states = [fact.state for fact in pair]
    is_list = len(set(states)) == 1 and all(isinstance(fact.value, str) for fact in group)
    if states == ["current", "proposed"]:
        return [pair]
    return [tuple(group)] if is_list else [(fact,) for fact in group]


def _way(said: Sequence[Fact]) -> tuple[object, ...]:
    ways: list[tuple[str, Value, str, str, str, str]] = [
        (f.document, f.value, f.state, f.mention, f.certainty, f.basis) for f in said
    ]
    return tuple(ways)


def _mentions(own: Sequence[Fact], told: set[tuple[str, int, str]], facts: Facts) -> Iterator[Mention]:
    """Where documents only name it, on lines that state nothing of it."""
    by_paper: dict[str, list[Fact]] = {}
    for fact in own:
        if fact.property == _NAMED and (fact.document, fact.place.line, fact.place.key) not in told:
            by_paper.setdefault(fact.document, []).append(fact)
    papers: Iterable[Paper] = facts.papers.values()
    yield from (Mention(paper, tuple(by_paper[paper.id])) for paper in papers if paper.id in by_paper)


def _findings(subject: str, report: Report) -> Iterator[Finding]:
    """Those that are about it, or that count it among their values."""
    everything = [f for tally in report.tallies for f in tally.result.findings]
    shown = {finding.id: n for n, finding in enumerate(report.findings)}
    for finding in sorted(everything, key=lambda f: (shown.get(f.id, len(shown)), f.id)):
        if finding.subject == subject or subject in finding.values:
            yield finding
