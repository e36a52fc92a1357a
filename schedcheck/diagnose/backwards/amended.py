"""Relations over the cells and rows of amendments run backwards: old and new values, rows too many and rows missing.

Runs for findings about what amendments change. What is in force comes from the schedules, with all other amendments;
what should be changed from what approves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from attrs import evolve

from schedcheck.amend import NO_DAY, Amendment
from schedcheck.amend.gathering import SUBJECT
from schedcheck.check.agreeing import may_agree
from schedcheck.check.amendments.approval import Approval
from schedcheck.check.amendments.approved import proposed
from schedcheck.check.amendments.rewrite import Rewrite
from schedcheck.check.wording import cite, said, subject_place
from schedcheck.diagnose.ground import Ground, deleted, inserted, renamed, rewritten, spoken_by
from schedcheck.diagnose.remedy import Remedy, together
from schedcheck.document import Paper
from schedcheck.fact import Fact, State
from schedcheck.finding import Edit, Finding
from schedcheck.rule.relations import Relation

MOST_PAIRS = 3


def amendments_of(finding: Finding, ground: Ground) -> list[Amendment]:
    """The amendments that a finding cites, those that are cited as found first."""
    ranked = sorted(finding.citations, key=lambda citation: citation.role != "found")
    documents = dict.fromkeys(citation.document for citation in ranked)
    by_paper = ground.evidence.docket.by_paper
    return [by_paper[document] for document in documents if document in by_paper]


def in_force(finding: Finding, slots: Relation, ground: Ground) -> Iterator[Remedy]:
    """The value in force just before, as the old one."""
    for rewrite in _rewrites(finding, ground):
        for paper in ground.evidence.docket.schedules(rewrite.amendment):
            held = _held(rewrite.amendment, paper, rewrite.subject, rewrite.property, ground)
            if rewrite.new and held and not rewrite.old:
                yield _put_in(rewrite.new[0], held, "current", ground)
            elif len(held) == len(rewrite.old) == 1:
                yield from _some(rewritten(rewrite.old, held[0].value, said(held[0]), held, ground))


def new_values(finding: Finding, slots: Relation, ground: Ground) -> Iterator[Remedy]:
    """What is approved, as the new value."""
    for rewrite in _rewrites(finding, ground):
        wanted = _approved(rewrite.amendment, rewrite.subject, rewrite.property, ground)
        by_value: dict[str, list[Fact]] = {}
        for fact in wanted:
            by_value.setdefault(str(fact.value), []).append(fact)
        for facts in by_value.values():
            if rewrite.old and not rewrite.new:
                yield _put_in(rewrite.old[0], facts, "proposed", ground)
            elif len(rewrite.new) == 1:
                yield from _some(rewritten(rewrite.new, facts[0].value, said(facts[0]), facts[:6], ground))


def _put_in(beside: Fact, saying: Sequence[Fact], state: State, ground: Ground) -> Remedy:
    """The value that a row leaves out, beside the one that it gives."""
    words = said(saying[0])
    new = evolve(beside, value=saying[0].value, printed=words, state=state)
    edit = Edit("insert", beside.document, beside.section, beside.subject, beside.property, "", words, beside.place)
    cited = [cite(fact, "expected" if n else "authority", "given here") for n, fact in enumerate(saying[:6])]
    return inserted([(beside, new)], [edit], ground, cited)


def other_subjects(finding: Finding, slots: Relation, ground: Ground) -> Iterator[Remedy]:
    """The rows of a subject that is not to be changed, said of one that is and has none."""
    for amendment in amendments_of(finding, ground)[:1]:
        yield from _other_subjects(amendment, *_too_many_and_missing(amendment, finding, ground), ground)


def _too_many_and_missing(amendment: Amendment, finding: Finding, ground: Ground) -> tuple[list[str], list[str]]:
    """Of the subjects that a finding names, those that an amendment should not change; and all that it lacks."""
    scope = _scope(amendment, ground)
    changed = {rewrite.subject for rewrite in ground.evidence.docket.rewrites(amendment)}
    named = dict.fromkeys((finding.subject, *finding.values))
    extra = [name for name in named if name in changed and name not in scope]
    return extra, [name for name in scope if name not in changed]


def other_rows(finding: Finding, slots: Relation, ground: Ground) -> Iterator[Remedy]:
    """Rows of another subject, missing rows put in, and rows that are too many taken out."""
    for amendment in amendments_of(finding, ground)[:1]:
        rewrites = ground.evidence.docket.rewrites(amendment)
        extra, missing = _too_many_and_missing(amendment, finding, ground)
        yield from _other_subjects(amendment, extra, missing, ground)
        if extra:
            yield from _without([r for r in rewrites if r.subject in extra], ground)
        if "lacks" in finding.values and not extra:
            lacking = [name for name in missing if name in finding.values]
            yield from _rows_added(amendment, lacking, ground)


def _other_subjects(
    amendment: Amendment, extra: Sequence[str], missing: Sequence[str], ground: Ground
) -> Iterator[Remedy]:
    """Every way in which what is missing may stand where something is too much; for few ids only."""
    if not extra or max(len(extra), len(missing)) > MOST_PAIRS:
        return
    for order in permutations(missing, min(len(extra), len(missing))):
        parts = [
            part for wrong, right in zip(extra, order, strict=False) for part in _as(amendment, wrong, right, ground)
        ]
        whole = together(part for part in parts if part) if parts and all(parts) else None
        yield from _some(whole)


def _as(amendment: Amendment, wrong: str, right: str, ground: Ground) -> Iterator[Remedy | None]:
    """The rows of one subject said of another one."""
    rows = {subject_place(fact): fact for fact in reversed(_facts_of(amendment, wrong, ground))}
    saying = list(_saying(amendment, right, ground))
    for fact in reversed(rows.values()):
        yield renamed(fact, right, ground, spoken_by(saying, ground, "changed here"))


def _saying(amendment: Amendment, subject: str, ground: Ground) -> Iterator[Fact]:
    """Who approves a change of a subject, and which other amendments carry it."""
    approval = Approval(amendment.approved_by, ground.evidence)
    for name in _named(ground):
        yield from approval.proposals(name).get(subject, ())
    for other in ground.evidence.docket.approved_by(amendment.approved_by):
        if other.paper != amendment.paper:
            yield from (
                fact for r in ground.evidence.docket.rewrites(other) if r.subject == subject for fact in r.new[:1]
            )


def taken_out(finding: Finding, slots: Relation, ground: Ground) -> Iterator[Remedy]:
    """The rows of the cells that a finding is about, taken out; of two amendments that clash, those of either."""
    for amendment in amendments_of(finding, ground):
        rewrites = ground.evidence.docket.rewrites(amendment)
        own = [r for r in rewrites if r.subject in {finding.subject, *finding.values}]
        exact = [r for r in own if r.property in {finding.property, *finding.values}]
        yield from _without(exact or own, ground)


def doubled(finding: Finding, slots: Relation, ground: Ground) -> Iterator[Remedy]:
    """One of the rows of a cell that is changed twice, the later one first."""
    for rewrite in _rewrites(finding, ground):
        by_row: dict[tuple[int, int], list[Fact]] = {}
        for fact in rewrite.facts:
            by_row.setdefault((fact.place.table, fact.place.row), []).append(fact)
        for number, row in enumerate(sorted(by_row, reverse=True)):
            remedy = row_deleted(by_row[row][0], ground)
            yield evolve(remedy, slip=remedy.slip + number)


def _rewrites(finding: Finding, ground: Ground) -> Iterator[Rewrite]:
    """The cell that a finding is about, in the first amendment that it cites."""
    for amendment in amendments_of(finding, ground)[:1]:
        for rewrite in ground.evidence.docket.rewrites(amendment):
            if (rewrite.subject, rewrite.property) == (finding.subject, finding.property):
                yield rewrite


def _without(rewrites: Iterable[Rewrite], ground: Ground) -> Iterator[Remedy]:
    """All rows of some cells taken out together."""
    rows = {(f.document, f.place.table, f.place.row, f.place.line): f for r in rewrites for f in reversed(r.words)}
    once = {subject_place(fact): fact for fact in reversed(rows.values())}
    yield from _some(together(row_deleted(fact, ground) for fact in reversed(once.values())))


def row_deleted(fact: Fact, ground: Ground) -> Remedy:
    """A whole row of an amendment taken out."""
    own = [other for other in ground.facts if other.document == fact.document and _is_beside(other, fact)]
    place, kind = subject_place(fact), fact.kind or "subject"
    return deleted(own, Edit("delete", fact.document, fact.section, fact.subject, kind, fact.subject, "", place))


def _is_beside(other: Fact, fact: Fact) -> bool:
    if fact.place.row:
        return (other.section, other.place.table, other.place.row) == (fact.section, fact.place.table, fact.place.row)
    return other.subject == fact.subject and other.scope.number == fact.scope.number


def _rows_added(amendment: Amendment, subjects: Sequence[str], ground: Ground) -> Iterator[Remedy]:
    """A row for each cell of each subject in which its schedule differs from what is approved."""
    parts = [part for subject in subjects for part in _row_added(amendment, subject, ground)]
    yield from _some(together(parts) if parts else None)


def _row_added(amendment: Amendment, subject: str, ground: Ground) -> Iterator[Remedy]:
    rewrites = ground.evidence.docket.rewrites(amendment)
    models = {r.property: r for r in rewrites if r.old and r.new}
    last = max((f.place.row for r in rewrites for f in r.words), default=0)
    for number, (name, model) in enumerate(models.items(), 1):
        wanted = _approved(amendment, subject, name, ground)
        held = [
            fact
            for paper in ground.evidence.docket.schedules(amendment)
            for fact in _held(amendment, paper, subject, name, ground)
        ]
        if not wanted or not held or may_agree(held[0].value, wanted[0].value):
            continue
        old, new = (_moved(m[0], subject, f, last + number) for m, f in ((model.old, held[0]), (model.new, wanted[0])))
        after = rewrites[-1].words[0]
        target = f"{subject} {ground.facts.title(name)} ({said(held[0])} to {said(wanted[0])})"
        edit = Edit("insert", after.document, after.section, subject, after.kind, "", target, subject_place(after))
        cited = [cite(fact, "expected" if n else "authority", "approved here") for n, fact in enumerate(wanted[:4])]
        yield inserted([(model.new[0], old), (model.new[0], new)], [edit], ground, cited)


def _moved(model: Fact, subject: str, said_of: Fact, row: int) -> Fact:
    place = evolve(model.place, row=row)
    return evolve(model, subject=subject, value=said_of.value, printed=said(said_of), place=place, named=place)


def _held(amendment: Amendment, paper: Paper, subject: str, name: str, ground: Ground) -> tuple[Fact, ...]:
    """What a cell of a schedule holds just before an amendment."""
    if amendment.effective == NO_DAY:
        return ()
    entry = ground.evidence.docket.timeline.before(paper.id, subject, name, amendment.effective, amendment)
    return entry.facts if entry else ()


def _approved(amendment: Amendment, subject: str, name: str, ground: Ground) -> list[Fact]:
    """What is approved for a cell, the highest authority first; what other amendments change it to comes after that."""
    approval = Approval(amendment.approved_by, ground.evidence)
    found = [fact for slots in ground.approving[:1] for fact in proposed(slots, approval, subject, name)]
    for other in ground.evidence.docket.approved_by(amendment.approved_by):
        if other.paper != amendment.paper:
            rewrites = ground.evidence.docket.rewrites(other)
            found += [f for r in rewrites if (r.subject, r.property) == (subject, name) for f in r.new]
    return found


def _named(ground: Ground) -> tuple[str, ...]:
    return tuple(name for slots in ground.approving[:1] for name in slots.of)


def _scope(amendment: Amendment, ground: Ground) -> dict[str, Fact]:
    """The subjects that an amendment may change; where no pack says so, those that others by its authority change."""
    approved = Approval(amendment.approved_by, ground.evidence).scope(_named(ground))
    return approved or _changed_by_others(amendment, ground)


def _changed_by_others(amendment: Amendment, ground: Ground) -> dict[str, Fact]:
    docket = ground.evidence.docket
    papers = docket.schedules(amendment)
    held = {name for name in _named(ground) for paper in papers if docket.timeline.holds(paper.id, name)}
    others = [a for a in docket.approved_by(amendment.approved_by) if a.paper != amendment.paper]
    return {
        r.subject: r.new[0] for a in others for r in docket.rewrites(a) if r.new and r.changes and r.property in held
    }


def _facts_of(amendment: Amendment, subject: str, ground: Ground) -> list[Fact]:
    return [
        fact
        for fact in ground.facts
        if (fact.document, fact.subject) == (amendment.paper, subject) and fact.kind != SUBJECT
    ]


def _some(remedy: Remedy | None) -> Iterator[Remedy]:
    if remedy:
        yield remedy
