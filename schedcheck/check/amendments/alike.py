"""`stated-alike`: one amendment that several papers state, as a document and as a file made from it.

Runs over the docket, for which the first of them counts. Each is held against that one: what it says of itself, and
what its rows change.
"""

from __future__ import annotations

from collections.abc import Sequence

from schedcheck.amend import Amendment
from schedcheck.check.agreeing import may_agree
from schedcheck.check.amendments.rewrite import Rewrite, values_of
from schedcheck.check.amendments.saying import cell, values
from schedcheck.check.evidence import Evidence, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, gaps, said, title
from schedcheck.fact import Fact
from schedcheck.finding import Citation
from schedcheck.rule import Rule
from schedcheck.rule.relations import StatedAlike

Cell = tuple[str, str]


def stated_alike(rule: Rule, slots: StatedAlike, evidence: Evidence) -> Tally:
    """One finding for each thing that a paper says otherwise than the one that counts, or that one of both lacks."""
    tally = Tally(rule)
    for first, *others in evidence.docket.statements:
        if not others:
            tally.passed_over += 1
        for other in others:
            before = len(tally.findings) + len(tally.undecided)
            _header(tally, slots, first, other, evidence)
            _rows(tally, first, other, evidence)
            tally.kept += len(tally.findings) + len(tally.undecided) == before
    return tally


def _header(tally: Tally, slots: StatedAlike, first: Amendment, other: Amendment, evidence: Evidence) -> None:
    """What either says of itself; what one of them leaves out is no contradiction."""
    for name in slots.of:
        expected, found = (evidence.docket.said(each, name) for each in (first, other))
        if expected and found and not may_agree(expected[0].value, found[0].value):
            _differs(tally, first, found[:1], expected[:1], evidence.facts.title(name), evidence)


def _rows(tally: Tally, first: Amendment, other: Amendment, evidence: Evidence) -> None:
    expected, found = (_cells(each, evidence) for each in (first, other))
    for key in dict.fromkeys((*expected, *found)):
        one, two = expected.get(key), found.get(key)
        if one is None or two is None:
            _lacks(tally, first, other, one or two, evidence, here=one is None)
        elif _new(one) != _new(two):
            _differs(tally, first, two.words[:1], one.words[:1], f"new {cell(one, evidence)}", evidence)
        elif one.old and two.old and values_of(one.old) != values_of(two.old):
            _differs(tally, first, two.old[:1], one.old[:1], f"old {cell(one, evidence)}", evidence)


def _cells(amendment: Amendment, evidence: Evidence) -> dict[Cell, Rewrite]:
    return {(r.subject, r.property): r for r in evidence.docket.rewrites(amendment)}


def _new(rewrite: Rewrite) -> tuple[str, frozenset[str]]:
    return rewrite.op, values_of(rewrite.new)


def _differs(
    tally: Tally, first: Amendment, found: Sequence[Fact], expected: Sequence[Fact], what: str, evidence: Evidence
) -> None:
    papers = [title(evidence.paper(each[0].document)) for each in (found, expected)]
    where = [_file(each[0], evidence) for each in (found, expected)]
    alike = papers[0] == papers[1]
    one, two = where if alike else papers
    tally.broken(
        found[0].subject,
        found[0].property,
        f"{first.id} gives {values(found)} as the {what} in {one}, and {values(expected)} in {two}.",
        [cite(found[0], "found", "said otherwise"), cite(expected[0], "expected", "said here")],
        (first.id, said(found[0]), said(expected[0])),
        state=found[0].state,
        certainty=least_sure((*found, *expected)),
    )


def _file(fact: Fact, evidence: Evidence) -> str:
    return evidence.paper(fact.document).file or fact.document


def _lacks(
    tally: Tally, first: Amendment, other: Amendment, rewrite: Rewrite | None, evidence: Evidence, *, here: bool
) -> None:
    """A row that one of both has; `here` says that the one that counts lacks it."""
    if rewrite is None:
        return
    lacking, having = (first, other) if here else (other, first)
    paper = evidence.paper(lacking.paper)
    what = cell(rewrite, evidence) if rewrite.property else f"row {rewrite.subject}"
    files = [evidence.paper(each.paper).file or each.paper for each in (having, lacking)]
    if paper.gaps:
        reason = f"whether {first.id} changes the {what} in {files[1]} too is open{gaps([paper])}"
        tally.unsure(rewrite.subject, reason, [lacking.paper])
        return
    tally.broken(
        rewrite.subject,
        rewrite.property,
        f"{first.id} changes the {what} in {files[0]}, and does not in {files[1]}.",
        [*(cite(fact, "found", "in one of both alone") for fact in rewrite.words[:1]), *_beside(lacking, evidence)],
        (first.id, rewrite.op, *sorted(values_of(rewrite.new))),
        state="proposed",
        certainty=least_sure(rewrite.words),
    )


def _beside(lacking: Amendment, evidence: Evidence) -> list[Citation]:
    """The other paper, by what it says of itself."""
    return [cite(fact, "expected", "has no such row") for fact in evidence.docket.words(lacking)]
