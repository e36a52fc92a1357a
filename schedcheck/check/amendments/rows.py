"""Relations over the rows of amendments: `finds-its-row` and `changed-once`.

Runs over the docket. A row that a schedule does not list is wrong only where the schedule lists every row.
"""

from __future__ import annotations

from schedcheck.amend import NO_DAY
from schedcheck.check.amendments.docket import Docket
from schedcheck.check.amendments.rewrite import Rewrite, values_of
from schedcheck.check.amendments.saying import cell, values
from schedcheck.check.evidence import Evidence, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite_subject, gaps, listed, normal, title, titles
from schedcheck.document import Paper
from schedcheck.fact import Fact
from schedcheck.finding import Citation, Edit
from schedcheck.rule import Rule
from schedcheck.rule.relations import ChangedOnce, FindsItsRow

_NO_ROW, _HAS_ROW, _NO_CELL = "has no such row", "has it already", "holds none"


def finds_its_row(rule: Rule, slots: FindsItsRow, evidence: Evidence) -> Tally:
    """One finding for each row that is changed and does not exist, or put in and does."""
    tally = Tally(rule)
    docket = evidence.docket
    for amendment in docket.live:
        if amendment.effective == NO_DAY or not docket.schedules(amendment):
            tally.passed_over += 1
            continue
        by_row: dict[str, list[Rewrite]] = {}
        for rewrite in docket.rewrites(amendment):
            by_row.setdefault(rewrite.subject, []).append(rewrite)
        for rewrites in by_row.values():
            _judge_row(tally, rewrites, evidence)
    return tally


def _judge_row(tally: Tally, rewrites: list[Rewrite], evidence: Evidence) -> None:
    """One row in every schedule that the amendment changes; those in which it is wrong in one way together."""
    docket = evidence.docket
    amendment = rewrites[0].amendment
    wrong: dict[tuple[str, Rewrite], list[Paper]] = {}
    for paper in docket.schedules(amendment):
        found = _what_is_wrong(rewrites, paper, docket)
        if found is None:
            tally.kept += 1
        elif found[0] == _HAS_ROW or (docket.timeline.is_whole(paper.id) and not paper.gaps):
            wrong.setdefault(found, []).append(paper)
        else:
            reason = f"{title(paper)} is not known in full, and {_reason(*found, evidence)}{gaps([paper])}"
            tally.unsure(rewrites[0].subject, reason, [amendment.paper, paper.id])
    for (what, rewrite), papers in wrong.items():
        _does_not_fit(tally, what, rewrite, papers, evidence)


def _what_is_wrong(rewrites: list[Rewrite], paper: Paper, docket: Docket) -> tuple[str, Rewrite] | None:
    first, timeline = rewrites[0], docket.timeline
    effective = first.amendment.effective
    exists = timeline.has_row(paper.id, first.subject, effective, first.amendment)
    puts_in = first.op == "insert"
    if exists == puts_in:
        return (_HAS_ROW if puts_in else _NO_ROW), first
    strange = [each for each in rewrites if each.property and not timeline.holds(paper.id, each.property)]
    return (_NO_CELL, strange[0]) if strange else None


def _reason(what: str, rewrite: Rewrite, evidence: Evidence) -> str:
    if what == _NO_CELL:
        return f"holds no {evidence.facts.title(rewrite.property)} that is known"
    return f"lists no {rewrite.subject}"


def _does_not_fit(tally: Tally, what: str, rewrite: Rewrite, papers: list[Paper], evidence: Evidence) -> None:
    amendment = rewrite.amendment
    if what == _NO_CELL:
        did = f"changes the {cell(rewrite, evidence)}"
        but = f"holds no {evidence.facts.title(rewrite.property)}"
    else:
        did = f"{_DOES[rewrite.op]} {rewrite.subject}"
        but = what
    facts = list(rewrite.words) or evidence.docket.words(amendment)
    tally.broken(
        rewrite.subject,
        rewrite.property,
        f"{amendment.id} {did}, but {titles(papers)} {but if len(papers) == 1 else _plural(but)}.",
        [
            *(cite_subject(fact, "found", "no such row" if what == _NO_ROW else what) for fact in facts[:1]),
            *(c for paper in papers if what == _HAS_ROW for c in _row_in(paper, rewrite.subject, evidence)),
        ],
        (amendment.id, rewrite.op, what),
        certainty=least_sure(facts),
    )


_DOES = {"insert": "puts in", "delete": "takes out", "replace": "changes"}


def _plural(words: str) -> str:
    return words.replace("has ", "have ", 1).replace("holds ", "hold ", 1)


def _row_in(paper: Paper, subject: str, evidence: Evidence) -> list[Citation]:
    facts = [f for f in evidence.facts if f.scope.document == paper.id and f.subject == subject]
    return [cite_subject(fact, "authority", "the row in force") for fact in facts[:1]]


def changed_once(rule: Rule, slots: ChangedOnce, evidence: Evidence) -> Tally:
    """One finding for each cell that stands in two rows of one amendment."""
    tally = Tally(rule)
    docket = evidence.docket
    for amendment in docket.every:
        paper = evidence.paper(amendment.paper)
        doubled = [rewrite for rewrite in docket.rewrites(amendment) if rewrite.rows > 1]
        for rewrite in doubled:
            _twice(tally, rewrite, evidence)
        if not docket.rewrites(amendment):
            reason = f"{amendment.id} changes nothing that was understood{gaps([paper])}"
            tally.unsure(amendment.id, reason, [paper.id])
            continue
        if paper.gaps and not doubled:
            tally.unsure(amendment.id, f"not every row of {amendment.id} was understood{gaps([paper])}", [paper.id])
        else:
            tally.kept += len(docket.rewrites(amendment)) - len(doubled)
    return tally


def _twice(tally: Tally, rewrite: Rewrite, evidence: Evidence) -> None:
    facts = sorted(rewrite.facts, key=lambda fact: (fact.place.table, fact.place.row))
    first, again = facts[0], next(f for f in facts if f.place.row != facts[0].place.row)
    new = values_of(rewrite.new)
    to = listed(f"to {values([fact])}" for fact in {normal(f.value): f for f in rewrite.new}.values())
    tally.broken(
        rewrite.subject,
        rewrite.property,
        f"{rewrite.amendment.id} changes the {cell(rewrite, evidence)} twice, {to}.",
        [cite_subject(again, "found", "changed again"), cite_subject(first, "expected", "changed here first")],
        (rewrite.amendment.id, *sorted(normal(fact.value) for fact in rewrite.new)),
        state="proposed",
        certainty=least_sure(facts),
        edits=[_taken_out(again)] if len(new) == 1 else [],
    )


def _taken_out(fact: Fact) -> Edit:
    scope = fact.scope
    return Edit(
        "delete", scope.document, scope.section, fact.subject, fact.kind or "subject", fact.subject, "", fact.named
    )
