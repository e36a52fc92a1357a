"""The relation `accounted` run backwards: what an earlier state holds, put back.

Runs for findings about schedules that are other than they were. What is in force is not edited otherwise; here it is
the schedule that has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from schedcheck.check.counterparts import counterparts
from schedcheck.check.wording import said, subject_place
from schedcheck.diagnose.ground import Ground, as_printed
from schedcheck.diagnose.remedy import Remedy, Swap
from schedcheck.diagnose.slip import LARGE, WHOLE, slip
from schedcheck.fact import Earlier, Fact
from schedcheck.finding import Citation, Edit, Finding, Role
from schedcheck.rule.relations import Relation


def as_before(finding: Finding, slots: Relation, ground: Ground) -> Iterator[Remedy]:
    """The row that a finding is about, as the earlier state has it."""
    earlier = ground.facts.earlier
    document = finding.citations[0].document
    if earlier is None or document not in ground.facts.papers:
        return
    papers = [[p for p in facts.papers.values() if p.schedule] for facts in (earlier.facts, ground.facts)]
    paper = counterparts(*papers).get(document)
    if paper is None:
        return
    new = [f for f in ground.facts.history if (f.document, f.subject) == (document, finding.subject)]
    old = [f for f in earlier.facts.history if (f.document, f.subject) == (paper.id, finding.subject)]
    for remedy, facts in _ways(new, old, document, ground):
        yield evolve(remedy, witnesses=tuple(_cited(facts, earlier.spot(paper), earlier)))


def _ways(new: Sequence[Fact], old: Sequence[Fact], document: str, ground: Ground) -> _Restored:
    """None where no schedule ever had the row: an amendment put it in, and it is the amendment that has changed."""
    if new:
        return _values_back(new, old) if old else _taken_out(new)
    return _put_back(old, document, ground) if old else iter(())


def _cited(facts: Sequence[Fact], spot: str, earlier: Earlier) -> Iterator[Citation]:
    for number, fact in enumerate(facts[:4]):
        role: Role = "expected" if number else "authority"
        yield Citation(role, spot, fact.section, said(fact), f"as it is in {earlier.name}", fact.place)


_Restored = Iterator[tuple[Remedy, Sequence[Fact]]]
"""A remedy, and the earlier facts that it puts back."""


def _values_back(new: Sequence[Fact], old: Sequence[Fact]) -> _Restored:
    """Each cell that has another value than it had; nothing where cells came or went."""
    held = {(fact.property, fact.origin.since): fact for fact in old}
    if len(held) != len(old) or len(held) != len(new):
        return
    edits, swaps, restored = [], [], []
    for fact in new:
        was = held.get((fact.property, fact.origin.since))
        if was is None:
            return
        if was.value != fact.value:
            words = (as_printed(fact), said(was))
            edits.append(Edit("replace", fact.document, fact.section, fact.subject, fact.property, *words, fact.place))
            swaps.append(Swap(fact, (evolve(fact, value=was.value, printed=was.printed),)))
            restored.append(was)
    if edits:
        yield Remedy(tuple(edits), tuple(swaps), slip=max(slip(e.source, e.target) for e in edits)), restored


def _taken_out(new: Sequence[Fact]) -> _Restored:
    first = new[0]
    edit = Edit(
        "delete", first.document, first.section, first.subject, first.kind, first.subject, "", subject_place(first)
    )
    yield Remedy((edit,), tuple(Swap(fact, ()) for fact in new), slip=WHOLE), ()


def _put_back(old: Sequence[Fact], document: str, ground: Ground) -> _Restored:
    """A row that is gone, beside what the schedule says of the same properties."""
    anchors = {fact.property: fact for fact in ground.facts.history if fact.document == document}
    swaps: dict[str, Swap] = {}
    for fact in old:
        anchor = anchors.get(fact.property)
        if anchor is None:
            return
        back = evolve(fact, scope=anchor.scope)
        before = swaps.get(fact.property, Swap(anchor, (anchor,)))
        swaps[fact.property] = Swap(anchor, (*before.new, back))
    first = old[0]
    words = f"{first.subject} {', '.join(said(fact) for fact in old if fact.value != fact.subject)}".strip()
    place = next(iter(swaps.values())).old.named
    edit = Edit("insert", document, "", first.subject, first.kind, "", words, place)
    yield Remedy((edit,), tuple(swaps.values()), slip=LARGE), old[:1]
