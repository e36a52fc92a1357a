"""The trace of what calls for an answer: each requirement through every document of the pack.

Runs after checking, for the rules `answered` that ask for it with `trace`. It judges nothing: whether an answer is
missing, open or given is what the rule holds to, and lost words are those that a finding names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from schedcheck.document import Paper
from schedcheck.fact import Fact, Facts
from schedcheck.finding import Finding
from schedcheck.record import frozen
from schedcheck.report.matrix import natural, short_names
from schedcheck.rule import Rule
from schedcheck.rule.relations import Answered, Restated

How = Literal["stated", "answered", "mentioned", "missing", "open"]
HOWS: tuple[How, ...] = ("stated", "answered", "mentioned", "missing", "open")
"""How a document takes up a subject. "mentioned" is by a document that does not have to answer, "missing" one that does
and says nothing, "open" one of which that is not known: it was not read in full, or goes by no numbers."""


@frozen
class Taken:
    """One way in which one document takes up a subject, with the facts that show it; `lost` where it left out words."""

    document: str
    how: How
    facts: tuple[Fact, ...] = ()
    lost: bool = False


@frozen
class Traced:
    """One subject through all documents. `title` is what sort of thing it is, `says` its words."""

    subject: str
    title: str
    says: str
    taken: tuple[Taken, ...]

    @property
    def settled(self) -> bool:
        """Is it answered, and lost on no way?"""
        hows = {each.how for each in self.taken}
        return "answered" in hows and not hows & {"missing", "open"} and not any(each.lost for each in self.taken)


@frozen
class Trace:
    """`papers` are the documents of the pack in its order, `columns` their short names."""

    papers: tuple[Paper, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Traced, ...] = ()


def build_trace(facts: Facts, rules: Sequence[Rule], findings: Iterable[Finding]) -> Trace:
    """The trace of every subject that some rule wants answered and traced."""
    papers = tuple(p for p in facts.papers.values() if not p.schedule and not p.amends)
    lost = _lost(rules, findings)
    rows = [row for rule in rules for row in _rows(rule, facts, papers, lost)]
    return Trace(papers, tuple(short_names(papers)), tuple(rows)) if rows else Trace()


def _lost(rules: Sequence[Rule], findings: Iterable[Finding]) -> frozenset[tuple[str, str]]:
    """(subject, document) where a finding says that words of a statement were lost."""
    restating = {rule.name for rule in rules if isinstance(rule.relation, Restated)}
    return frozenset(
        (finding.subject, citation.document)
        for finding in findings
        for citation in (finding.citations if finding.rule in restating else ())
        if citation.role == "found"
    )


def _rows(rule: Rule, facts: Facts, papers: Sequence[Paper], lost: frozenset[tuple[str, str]]) -> Iterator[Traced]:
    """A row for each subject that the rule calls for, in the order of their numbers."""
    slots = rule.relation
    if not isinstance(slots, Answered) or not slots.trace:
        return
    calls: dict[str, Fact] = {}
    for fact in (f for name in slots.of for f in facts.of(name) if f.asserted):
        if not rule.only or facts.paper(fact.document).kind in rule.only:
            calls.setdefault(fact.subject, fact)
    stated, taken = _placed(slots.of, facts), _placed(slots.by, facts)
    numbered = {document for document, subject in taken if subject in calls}
    for subject in sorted(calls, key=natural):
        ways: list[Taken] = []
        for paper in papers:
            spot = paper.id, subject
            if spot in stated:
                ways.append(Taken(paper.id, "stated", tuple(stated[spot]), lost=(subject, paper.id) in lost))
            due = paper.kind in slots.in_ and not paper.opinion
            if spot in taken:
                ways.append(Taken(paper.id, "answered" if due else "mentioned", tuple(taken[spot])))
            elif due:
                ways.append(Taken(paper.id, "missing" if paper.id in numbered and not paper.gaps else "open"))
        yield Traced(subject, facts.title(slots.of[0]), str(calls[subject].value), tuple(ways))


def _placed(names: Iterable[str], facts: Facts) -> dict[tuple[str, str], list[Fact]]:
    """(document, subject) -> the facts of some properties."""
    found: dict[tuple[str, str], list[Fact]] = {}
    for fact in (f for name in names for f in facts.of(name)):
        found.setdefault((fact.document, fact.subject), []).append(fact)
    return found
