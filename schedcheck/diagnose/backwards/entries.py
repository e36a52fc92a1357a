"""Single entries run backwards: a row too many, a value that is lacking, an id, a name or a text that is wrong.

Runs for findings of `once`, `present`, `belongs`, `resolves`, `distinct`, `clean`, `excludes` and `owned`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import evolve

from schedcheck.check.closed import Registry
from schedcheck.check.wording import cite, like, loose, said, subject_place
from schedcheck.diagnose.ground import Ground, as_printed, deleted, inserted, renamed, rewritten, without_row
from schedcheck.diagnose.remedy import Remedy, together
from schedcheck.diagnose.slip import TINY, slip
from schedcheck.fact import Fact
from schedcheck.finding import Citation, Edit, Finding
from schedcheck.quantity import Quantity, parse
from schedcheck.rule.relations import Belongs, Clean, Distinct, Excludes, Once, Owned, Present, Resolves


def again(finding: Finding, slots: Once, ground: Ground) -> Iterator[Remedy]:
    """Either of two rows taken away, the second one first."""
    rows = ground.cited(finding, "found", "expected")
    for role in ("found", "expected"):
        other = [c for c in finding.citations if c.role != role]
        first = next(
            (f for f in rows if any(c.place == subject_place(f) for c in finding.citations if c.role == role)), None
        )
        remedy = without_row(first, ground, other) if first else None
        if remedy:
            yield remedy if role == "found" else evolve(remedy, slip=remedy.slip + 1)


def needed(finding: Finding, slots: Present, ground: Ground) -> Iterator[Remedy]:
    """The values that other documents give, added."""
    given = ground.known_names(slots.needs, finding.subject, finding.citations[0].document)
    own = [f for f in ground.facts.of(slots.needs) if f.document == finding.citations[0].document]
    after = next((f for f in ground.cited(finding, "found")), None)
    if not given or not own or after is None:
        return
    first = given[0]
    new = evolve(
        own[-1],
        subject=finding.subject,
        value=first.value,
        printed=said(first),
        kind=first.kind,
        place=after.place,
        named=after.named,
    )
    edit = Edit("insert", after.document, after.section, finding.subject, slots.needs, "", said(first), after.place)
    yield inserted([(own[-1], new)], [edit], ground, [cite(first, "authority", "given here")])


def belonging(finding: Finding, slots: Belongs, ground: Ground) -> Iterator[Remedy]:
    """The reference that others give the subject, or what the subject is below."""
    wrong = ground.cited(finding, "found")
    if not wrong:
        return
    here = {fact.document for fact in wrong}
    known = [f for f in ground.known_names(finding.property, finding.subject, "") if f.document not in here]
    above = [finding.subject.rpartition(".")[0], finding.subject]
    values = dict.fromkeys([*(str(f.value) for f in known), *filter(None, above)])
    for value in values:
        saying = [f for f in known if str(f.value) == value]
        remedy = rewritten(wrong, value, value, saying[:4], ground)
        if remedy:
            yield remedy


def resolving(finding: Finding, slots: Resolves, ground: Ground) -> Iterator[Remedy]:
    """The known id of which a name is visibly a slip of the pen."""
    registry = Registry.of(slots, ground.evidence)
    near = registry.slip_for(finding.subject) or [
        known for known in registry.ids if slip(finding.subject, known) == TINY
    ]
    wrong = [f for f in ground.cited(finding, "found") if f.asserted]
    for right in near[:4]:
        made = [renamed(f, right, ground, _registered(right, slots, ground)) for f in wrong]
        for remedy in made if len(made) == 1 else ():
            if remedy:
                yield remedy


def _registered(right: str, slots: Resolves, ground: Ground) -> list[Citation]:
    held = [f for name in slots.known_by for f in ground.evidence.held(name, slots.held_in) if f.subject == right]
    return [cite(f, "authority", "in the registry") for f in held[:1]]


def distinct(finding: Finding, slots: Distinct, ground: Ground) -> Iterator[Remedy]:
    """The name that others give one of the ids; the id that others give the name."""
    shared = ground.cited(finding, "found")
    for fact in {f.subject: f for f in reversed(shared)}.values():
        alike = [f for f in shared if f.subject == fact.subject]
        for known in ground.known_names(fact.property, fact.subject, "")[:6]:
            if isinstance(known.value, str) and loose(known.value) != loose(str(fact.value)):
                remedy = rewritten(alike, known.value, said(known), [known], ground)
                if remedy:
                    yield remedy


def cleaned(finding: Finding, slots: Clean, ground: Ground) -> Iterator[Remedy]:
    """Blanks that are too many taken out; what is stray can not be told from what is missing."""
    for fact in ground.cited(finding, "found"):
        text = fact.printed or said(fact)
        clean = " ".join(text.split())
        if clean != text and ground.is_ours(fact):
            remedy = rewritten([fact], clean, clean, (), ground)
            if remedy:
                yield remedy


def excluded(finding: Finding, slots: Excludes, ground: Ground) -> Iterator[Remedy]:
    """Nothing in place of the amount, or the words taken away that exclude it; open changes are left to a person."""
    amounts = [f for f in ground.cited(finding, "found") if isinstance(f.value, Quantity) and f.value.is_exact]
    words = [f for f in ground.cited(finding, "expected") if f.property == slots.when and ground.is_ours(f)]
    for fact in amounts[:1]:
        value = fact.value
        nothing = Quantity.exact(value.kind, Decimal(0), value.unit) if isinstance(value, Quantity) else None
        printed = like(nothing, said(fact)) if nothing else ""
        remedy = rewritten(amounts, nothing, printed, words, ground) if nothing and parse(printed) == nothing else None
        if remedy:
            yield remedy
    if amounts and words:
        parts = [
            deleted([fact], _delete(fact, slots.when), [cite(f, "expected", "more") for f in amounts]) for fact in words
        ]
        whole = together(parts)
        if whole:
            yield whole


def _delete(fact: Fact, name: str) -> Edit:
    return Edit("delete", fact.document, fact.section, fact.subject, name, as_printed(fact), "", fact.place)


def of_its_owner(finding: Finding, slots: Owned, ground: Ground) -> Iterator[Remedy]:
    """What is drafted is the only thing whose owner the figures have. Figures taken out would be judged no more."""
    _, whose, _ = finding.values
    drafts = [f for f in ground.cited(finding, "context") if f.property == slots.draft]
    held = [f for f in ground.evidence.held(slots.owner) if str(f.value) == whose]
    if len({f.subject for f in held}) == 1:
        for draft in drafts[:1]:
            remedy = renamed(draft, held[0].subject, ground, [cite(held[0], "authority", "whose it is")])
            if remedy:
                yield remedy
