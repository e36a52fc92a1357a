"""Lists run backwards: an entry put in place of another, a row or an entry added or taken away, a box ticked.

Runs for findings of `same-set`, `maps-to` and `shown-before`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from schedcheck.check.drafts import shown_alone
from schedcheck.check.wording import cite, subject_place
from schedcheck.diagnose.backwards.rows import Adding, all_at_once, paired, row_added
from schedcheck.diagnose.ground import Ground, inserted, rewritten, states, without_row
from schedcheck.diagnose.remedy import Remedy, Swap
from schedcheck.fact import Fact
from schedcheck.finding import Citation, Edit, Finding
from schedcheck.rule.relations import MapsTo, SameSet, ShownBefore


def subject_lists(finding: Finding, slots: SameSet, ground: Ground) -> Iterator[Remedy]:
    """Ids too many put right by those that are missing, taken away, or added."""
    here, extra, missing = _parts(finding)
    facts = [f for name in slots.of for f in ground.evidence.asserted(name) if f.state == slots.state]
    mine = [f for f in facts if f.document == here]
    surplus = [f for s in extra for f in _one_a_spot(f for f in mine if f.subject == s)]
    if surplus and missing:
        rows = [f for f in mine if f.subject not in extra]
        yield from paired(surplus, extra, missing, facts, ground, Adding(rows, finding.property, slots))
    if surplus:
        yield from all_at_once(without_row(f, ground) for f in surplus)
    else:
        for lists in (_found_in(finding, mine, ground), [mine]):
            yield from all_at_once(
                row_added(each, facts, s, finding.property, slots, ground) for s in missing for each in lists
            )


def _found_in(finding: Finding, mine: Sequence[Fact], ground: Ground) -> list[list[Fact]]:
    """The lists of the document that the finding cites: the others may have what these lack."""
    cited = {id(fact) for fact in ground.cited(finding, "found")}
    numbers = dict.fromkeys(fact.scope.number for fact in mine if id(fact) in cited)
    return [[fact for fact in mine if fact.scope.number == number] for number in numbers]


def _parts(finding: Finding) -> tuple[str, Sequence[str], Sequence[str]]:
    """The document, what it has too much and what it lacks, as the finding's identity holds them."""
    document, *rest = finding.values
    at = rest.index("lacks") if "lacks" in rest else len(rest)
    return document, rest[:at], rest[at + 1 :]


def _one_a_spot(facts: Iterable[Fact]) -> list[Fact]:
    return list({subject_place(f): f for f in reversed(list(facts))}.values())[::-1]


def shown_too(finding: Finding, slots: ShownBefore, ground: Ground) -> Iterator[Remedy]:
    """What a table of present values lacks, in place of what does not change, or added to it as it is in force."""
    here, *missing = finding.values
    names = SameSet((finding.property,), "subject", "current")
    stated = [f for f in ground.evidence.pack(finding.property) if f.document == here]
    changed = {fact.subject for fact in stated if fact.state == "proposed"}
    held = [f for f in ground.evidence.held(finding.property) if f.subject in missing]
    for table in shown_alone(stated):
        surplus = _one_a_spot(fact for fact in table if fact.subject not in changed)
        extra = list(dict.fromkeys(fact.subject for fact in surplus))
        if surplus:
            yield from paired(surplus, extra, missing, held, ground)
        elif any(fact.subject in changed for fact in table):
            yield from all_at_once(row_added(table, held, s, finding.property, names, ground) for s in missing)


def value_lists(finding: Finding, slots: SameSet, ground: Ground) -> Iterator[Remedy]:
    """Entries exchanged, added to the list that lacks them, or taken from the one that has them."""
    here, extra, missing = _parts(finding)
    stated = ground.evidence.stated(finding.property).get(finding.subject, [])
    stated = [f for f in stated if f.state in states(finding.state)]
    lists = {c.place for c in finding.citations if c.role == "found"}
    mine = [f for f in stated if f.document == here and (f.place in lists or not lists)]
    scopes = list(dict.fromkeys(f.scope.number for f in mine))
    others = [f for f in stated if f.document != here or f.scope.number not in scopes]
    for number in scopes[:1]:
        own = [f for f in stated if f.document == here and f.scope.number == number]
        yield from _entries(own, extra, missing, others, ground)
    theirs = [f for f in others if str(f.value) in missing and ground.is_ours(f) and f.scope.whole]
    if not extra and not slots.against:
        yield from all_at_once(_entry_gone(f, stated, ground) for f in theirs)


def _entries(
    own: Sequence[Fact], extra: Sequence[str], missing: Sequence[str], others: Sequence[Fact], ground: Ground
) -> Iterator[Remedy]:
    wrong = [f for f in own if str(f.value) in extra]
    right = [next((f for f in others if str(f.value) == value), None) for value in missing]
    known = [f for f in right if f]
    if len(wrong) == len(known) == 1:
        yield from all_at_once([_exchanged(wrong[0], known[0], ground)])
    if own and known and len(known) == len(missing):
        added = [_entry_added(own[-1], f, others, ground) for f in known]
        yield from all_at_once([*added, *(_entry_gone(f, own, ground) for f in wrong)])
        yield from all_at_once(added) if wrong else iter(())
    elif wrong:
        yield from all_at_once(_entry_gone(f, own, ground) for f in wrong)


def _exchanged(wrong: Fact, right: Fact, ground: Ground) -> Remedy | None:
    return rewritten([wrong], right.value, str(right.value), [right], ground)


def _entry_added(last: Fact, known: Fact, others: Sequence[Fact], ground: Ground) -> Remedy | None:
    """One entry more, after the last; where the list prints it without a tick, a tick."""
    if not ground.is_ours(last):
        return None
    unticked = _unticked(last, str(known.value), ground)
    place = unticked.place if unticked else last.place
    new = evolve(last, value=known.value, printed=str(known.value), place=place)
    edit = Edit("insert", last.document, last.section, last.subject, last.property, "", str(known.value), place)
    witnesses = [f for f in others if f.value == known.value]
    cited = [cite(f, "authority" if n == 0 else "expected", "named here") for n, f in enumerate(witnesses[:4])]
    value, into = str(known.value), last.property
    remedy = inserted([(last, new)], [edit], ground, [*cited, *_needing(value, into, ground)])
    remedy = evolve(remedy, needless=int(any(_needless(value, into, ground))))
    return evolve(remedy, swaps=(*remedy.swaps, Swap(unticked, ()))) if unticked else remedy


def _needing(value: str, into: str, ground: Ground) -> Iterator[Citation]:
    """What leads to an entry, of a subject that is changed."""
    for slots in ground.leading:
        roles = _roles(value, into, slots, ground)
        users = [f for f in _users(slots, ground) if str(f.value) in roles]
        yield from (cite(f, "expected", f"may use {f.subject}") for f in users[:2])


def _needless(value: str, into: str, ground: Ground) -> Iterator[Citation]:
    """What would lead to an entry, if any changed subject were open to it; nothing where that is not known of each."""
    for slots in ground.leading:
        roles, users = _roles(value, into, slots, ground), _users(slots, ground)
        is_known = _changed(slots, ground) <= {f.subject for f in users}
        if roles and users and is_known and not any(str(f.value) in roles for f in users):
            yield cite(next(iter(roles.values())), "expected", "and nothing that changes is open to it")


def _roles(value: str, into: str, slots: MapsTo, ground: Ground) -> dict[str, Fact]:
    """What leads to an entry, with where that is said; the first first."""
    if slots.into != into:
        return {}
    return {str(f.subject): f for f in ground.evidence.held(slots.by) if str(f.value) == value}


def _users(slots: MapsTo, ground: Ground) -> list[Fact]:
    """What the pack says of the changed subjects, and what is in force of those of which it says nothing."""
    changed = _changed(slots, ground)
    said = [f for name in slots.of for f in ground.evidence.pack(name) if f.subject in changed]
    rest = changed - {f.subject for f in said}
    return [*said, *(f for name in slots.of for f in ground.evidence.held(name) if f.subject in rest)]


def _changed(slots: MapsTo, ground: Ground) -> set[str]:
    return {f.subject for name in slots.changed for f in ground.evidence.pack(name) if f.state == "proposed"}


def _unticked(last: Fact, value: str, ground: Ground) -> Fact | None:
    """Where the statement prints a value and leaves it out."""
    denied = ground.evidence.asserted(ground.denied.get(last.property, ""))
    return next((f for f in denied if f.scope == last.scope and str(f.value) == value), None)


def _entry_gone(fact: Fact, near: Sequence[Fact], ground: Ground) -> Remedy | None:
    """One entry less; not where other entries were read from the same words."""
    if not ground.is_ours(fact) or ground.says_more(fact):
        return None
    edit = Edit(
        "delete", fact.document, fact.section, fact.subject, fact.property, cite(fact, "found").quote, "", fact.place
    )
    naming = {(f.document, f.scope.number) for f in near if f.value == fact.value}
    lists = {(f.document, f.scope.number): f for f in reversed(near) if f.scope.whole}
    cited = [cite(f, "expected", "not named here") for key, f in reversed(lists.items()) if key not in naming]
    cited += _needless(str(fact.value), fact.property, ground)
    return Remedy((edit,), tuple(Swap(f, ()) for f in ground.with_value(fact)), tuple(cited), slip=3)


def ticks(finding: Finding, slots: MapsTo, ground: Ground) -> Iterator[Remedy]:
    """The value that something leads to, added to the list that lacks it."""
    target, place = finding.values[0], finding.citations[0]
    into = [f for f in ground.evidence.pack(slots.into) if f.document == place.document and f.scope.whole]
    leading = [c for c in finding.citations if c.role in {"expected", "authority"}]
    for scope in dict.fromkeys(f.scope for f in into if f.section == place.section):
        last = [f for f in into if f.scope == scope][-1]
        unticked = _unticked(last, target, ground)
        where = unticked.place if unticked else last.place
        new = evolve(last, value=target, printed=target, place=where)
        edit = Edit("insert", last.document, last.section, last.subject, slots.into, "", target, where)
        remedy = inserted([(last, new)], [edit], ground, leading)
        yield evolve(remedy, swaps=(*remedy.swaps, Swap(unticked, ()))) if unticked else remedy
