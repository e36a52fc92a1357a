"""`same` against what is in force: every document's value is the one that schedules hold.

Runs within `same`. What no schedule knows is undecided, and so is what was drafted against another version than the
one that is known.
"""

from __future__ import annotations

from schedcheck.check.agreeing import agree, key, merged, replacement
from schedcheck.check.evidence import Evidence, by_subject, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, gaps, listed, normal, of_subject, quoted, said, title, titles
from schedcheck.fact import Fact
from schedcheck.rule.relations import Same


def against_schedules(tally: Tally, slots: Same, names: tuple[str, ...], evidence: Evidence) -> list[Fact]:
    """Each subject's values against those in force. Gives back a fact of each subject that no schedule knows."""
    holding = frozenset(d for d in evidence.schedules if not slots.held_in or evidence.paper(d).kind in slots.held_in)
    unknown = []
    every = merged((), names, evidence)
    if slots.loosely:
        every = by_subject([*(f for facts in every.values() for f in facts), *_named_by_amendments(names, evidence)])
    for facts in every.values():
        held = [f for f in facts if f.state == slots.against and f.scope.document in holding]
        pack = [f for f in facts if f.state != slots.against]
        if slots.states:
            pack = [f for f in pack if f.state in slots.states]
        if pack and held:
            pack = _drafted_against_it(tally, slots, pack, held[0], evidence)
        if pack and held:
            _compare(tally, slots, pack, held, evidence)
        elif pack:
            unknown.append(pack[0])
    for name in names:
        _compare_opinions(tally, slots, name, holding, evidence)
    return unknown


def _named_by_amendments(names: tuple[str, ...], evidence: Evidence) -> list[Fact]:
    """The texts that amendments print beside their ids: other values of theirs are judged as amendments."""
    return [fact for name in names for fact in evidence.amending(name)]


def _drafted_against_it(tally: Tally, slots: Same, pack: list[Fact], held: Fact, evidence: Evidence) -> list[Fact]:
    """What can be compared: the others were drafted against another version than the one that is held."""
    version = bare(evidence.paper(held.scope.document).version)
    if not version or not slots.drafted_against:
        return pack
    kept: list[Fact] = []
    others: list[Fact] = []
    for fact in pack:
        baseline = _baseline(slots, fact, evidence)
        (kept if not baseline or bare(said(baseline)) == version else others).append(fact)
    if others:
        _known_at_another(tally, slots, others, held, evidence)
    return kept


def bare(version: str) -> str:
    """A version's number: "6.12" of "v6.12"."""
    return version.strip().casefold().removeprefix("version").strip().removeprefix("v")


def _baseline(slots: Same, fact: Fact, evidence: Evidence) -> Fact | None:
    """The version that a fact's document was drafted against; what the highest document says, where it says nothing."""
    stated = evidence.pack(slots.drafted_against)
    own = [each for each in stated if each.scope.document == fact.scope.document]
    return min(own or stated, key=lambda each: evidence.rank(each.scope.document), default=None)


def _known_at_another(tally: Tally, slots: Same, others: list[Fact], held: Fact, evidence: Evidence) -> None:
    first, paper = others[0], evidence.paper(held.scope.document)
    baselines = dict.fromkeys(said(each) for fact in others if (each := _baseline(slots, fact, evidence)))
    reason = (
        f"the {evidence.facts.title(first.property)}{of_subject(first.subject)} was drafted against "
        f"{listed(baselines)}; {title(paper)} is known at {paper.version} only"
    )
    tally.unsure(first.subject, reason, dict.fromkeys(fact.scope.document for fact in others))


def _compare(tally: Tally, slots: Same, pack: list[Fact], held: list[Fact], evidence: Evidence) -> None:
    """One finding for each value that no schedule holds."""
    expected = held[0].value
    wrong: dict[str, list[Fact]] = {}
    for fact in pack:
        if fact.value == expected:
            continue
        if not any(agree(fact, each, slots) for each in held):
            wrong.setdefault(key(fact.value, slots.loosely), []).append(fact)
    for facts in wrong.values():
        _not_as_held(tally, facts, held[0], evidence)
    tally.kept += not wrong


def _not_as_held(tally: Tally, found: list[Fact], held: Fact, evidence: Evidence, *, opinion: bool = False) -> None:
    first = found[0]
    subject, name = first.subject, evidence.facts.title(first.property)
    message = (
        f"The {name}{of_subject(subject)} is {quoted(first)} in {titles(evidence.papers(found))}, "
        f"but {quoted(held)} in {titles([evidence.paper(held.scope.document)])}."
    )
    tally.broken(
        subject,
        first.property,
        message,
        [*(cite(f, "found", "not what is held") for f in found), cite(held, "authority", "what is held")],
        (normal(first.value), normal(held.value)),
        state=first.state,
        certainty=least_sure(found),
        edits=[] if opinion else [edit for f in found if (edit := replacement(f, held))],
        at_most="note" if opinion else "error",
    )


def not_held(tally: Tally, slots: Same, unknown: list[Fact], evidence: Evidence) -> None:
    """A check that can not be made, for want of what schedules hold of one subject."""
    subject = unknown[0].subject
    names = listed(evidence.facts.title(fact.property) for fact in unknown)
    papers = [p for p in evidence.facts.papers.values() if p.schedule and p.kind in slots.held_in]
    where = f" in {titles(papers)}" if papers else ""
    verb = "are" if len(unknown) > 1 else "is"
    reason = f"the {names}{of_subject(subject)} in force {verb} not known{where}{gaps(papers)}"
    tally.unsure(subject, reason, dict.fromkeys(f.scope.document for f in unknown))


def _compare_opinions(tally: Tally, slots: Same, name: str, holding: frozenset[str], evidence: Evidence) -> None:
    """What opinions say wrongly, as notes: only where texts are compared, since a wish for a value is no error."""
    if not slots.loosely:
        return
    wrong: dict[tuple[str, str], list[Fact]] = {}
    for fact in evidence.opinions(name):
        known = [f for f in evidence.stated(name).get(fact.subject, ()) if f.scope.document in holding]
        if known and not any(agree(fact, each, slots) for each in known):
            wrong.setdefault((fact.subject, key(fact.value, True)), []).append(fact)
    for (subject, _), facts in wrong.items():
        known = [f for f in evidence.stated(name)[subject] if f.scope.document in holding]
        _not_as_held(tally, facts, known[0], evidence, opinion=True)
