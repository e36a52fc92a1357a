"""Relations with closed lists that schedules hold: `one-of`, `resolves` and `maps-to`.

Runs over evidence. Whether a list is whole decides if what it lacks is wrong or only unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from schedcheck.check.evidence import Evidence, by_scope, by_subject, changes_to, least_sure, surely
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, count_of, gaps, listed, normal, of_subject, said, titles
from schedcheck.fact import Fact
from schedcheck.finding import Edit
from schedcheck.record import frozen
from schedcheck.rule import Rule
from schedcheck.rule.relations import MapsTo, OneOf, Resolves


def one_of(rule: Rule, slots: OneOf, evidence: Evidence) -> Tally:
    """One finding for each value of a subject that is not in the closed list, with every place that gives it."""
    tally = Tally(rule)
    known = evidence.held(slots.among)
    values = {fact.value for fact in known}
    whole = any(fact.scope.whole for fact in known)
    for name in slots.of:
        for subject, facts in evidence.stated(name).items():
            wrong: dict[tuple[str, str], list[Fact]] = {}
            for fact in facts:
                if fact.value in values:
                    tally.kept += 1
                else:
                    wrong.setdefault((fact.state, normal(fact.value)), []).append(fact)
            for group in wrong.values():
                if whole:
                    _not_among(tally, slots, group, known, evidence)
                else:
                    reason = (
                        f"not every {evidence.facts.title(slots.among)} is known, and {said(group[0])} is none that is"
                    )
                    tally.unsure(subject, reason, dict.fromkeys(fact.scope.document for fact in group))
    return tally


def _not_among(tally: Tally, slots: OneOf, group: list[Fact], known: list[Fact], evidence: Evidence) -> None:
    first = group[0]
    among = evidence.facts.title(slots.among)
    options = listed(dict.fromkeys(said(fact) for fact in known))
    papers = evidence.papers(group)
    tally.broken(
        first.subject,
        first.property,
        f"The {evidence.facts.title(first.property)}{of_subject(first.subject)} is {said(first)} in {titles(papers)}, "
        f"and no {among} is: these are {options}.",
        [
            *(cite(fact, "found", f"no {among}") for fact in group),
            *(cite(fact, "authority", among) for fact in known[:4]),
        ],
        (normal(first.value),),
        state=first.state,
        certainty=least_sure(group),
    )


@frozen
class Registry:
    """The ids that are known, and whether all are; `digits` finds those that differ in their dots alone."""

    ids: Mapping[str, None]
    digits: Mapping[str, tuple[str, ...]]
    whole: bool

    @classmethod
    def of(cls, slots: Resolves, evidence: Evidence) -> Registry:
        facts = [fact for name in slots.known_by for fact in evidence.held(name, slots.held_in)]
        values = [str(fact.value) for name in slots.or_as for fact in evidence.held(name, slots.held_in)]
        ids = dict.fromkeys([*(fact.subject for fact in facts), *values])
        subjects = dict.fromkeys(fact.subject for fact in facts)
        digits: dict[str, tuple[str, ...]] = {}
        for subject in subjects:
            digits[_digits(subject)] = (*digits.get(_digits(subject), ()), subject)
        return cls(ids, digits, bool(facts) and all(fact.scope.whole for fact in facts))

    def slip_for(self, name: str) -> tuple[str, ...]:
        """The known ids of which a name may be a slip of the pen."""
        return self.digits.get(_digits(name), ())


def resolves(rule: Rule, slots: Resolves, evidence: Evidence) -> Tally:
    """One finding for each id that is none; without the whole registry, only for what is visibly a slip."""
    tally = Tally(rule)
    registry = Registry.of(slots, evidence)
    pack = [f for name in slots.of for f in evidence.facts.of(name) if f.scope.document not in evidence.schedules]
    for name, facts in by_subject(pack).items():
        if name in registry.ids:
            tally.kept += 1
        elif registry.whole or not _is_well_formed(name) or registry.slip_for(name):
            _unresolved(tally, name, facts, registry, evidence)
        else:
            documents = dict.fromkeys(fact.scope.document for fact in facts)
            tally.unsure(name, f"the registry is not whole, and does not hold {name}", documents)
    return tally


def _unresolved(tally: Tally, name: str, facts: list[Fact], registry: Registry, evidence: Evidence) -> None:
    stated = [fact for fact in facts if fact.asserted]
    found = stated or facts
    near = registry.slip_for(name)
    papers = evidence.papers(found)
    kind = (found[0].kind or "id").replace("-", " ")
    wrong = "is no known" if _is_well_formed(name) else "is not written as a"
    meant = f"; {listed(near)} may be meant" if near else ""
    tally.broken(
        name,
        found[0].property,
        f"{titles(papers)} {'name' if len(papers) > 1 else 'names'} {name}, which {wrong} {kind}{meant}.",
        [cite(fact, "found", "not in the registry") for fact in found],
        (name,),
        certainty=least_sure(found),
        edits=[_put_id(fact, near[0]) for fact in stated] if len(near) == 1 else [],
        at_most="error" if stated else "note",
    )


def _put_id(fact: Fact, right: str) -> Edit:
    scope, field_name = fact.scope, fact.kind or "subject"
    return Edit("replace", scope.document, scope.section, fact.subject, field_name, said(fact), right, fact.place)


@lru_cache(maxsize=8192)
def _digits(name: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", name)


def _is_well_formed(name: str) -> bool:
    """No part of it is empty, as in "4.8." or "4..8"."""
    return all(name.split("."))


def maps_to(rule: Rule, slots: MapsTo, evidence: Evidence) -> Tally:
    """One finding for each target that nothing leads to but that a value of a changed subject needs."""
    tally = Tally(rule)
    changes = [f for name in slots.changed for f in changes_to("proposed", evidence.pack(name))]
    changed = {f.subject: None for f in surely(changes)}
    needing = [f for name in slots.of for f in evidence.pack(name) if f.subject in changed]
    targets = by_subject(evidence.held(slots.by))
    reached, whole = _reached(slots, evidence)
    if needing and not whole:
        apart = evidence.amending_papers
        every = evidence.facts.papers.values()
        papers = [p for p in every if not p.schedule and not p.opinion and p.id not in apart]
        reason = f"no document lists every {evidence.facts.title(slots.into)}{gaps(papers)}"
        tally.unsure("", reason, dict.fromkeys(fact.scope.document for fact in needing))
        return tally
    lacking: dict[str, list[Fact]] = {}
    for fact in needing:
        wanted = [str(target.value) for target in targets.get(str(fact.value), [])]
        if not wanted:
            tally.unsure(fact.subject, f"what {fact.value} leads to is not known", [fact.scope.document])
        elif any(target in reached for target in wanted):
            tally.kept += 1
        else:
            for target in wanted:
                lacking.setdefault(target, []).append(fact)
    for target, facts in lacking.items():
        _not_reached(tally, slots, target, facts, whole, evidence)
    return tally


def _reached(slots: MapsTo, evidence: Evidence) -> tuple[dict[str, None], list[Fact]]:
    """The targets of whole lists: of those that also print what they leave out, where there are any."""
    lists = [group for scope, group in by_scope(evidence.pack(slots.into)) if scope.whole]
    leaving_out = {fact.scope for fact in evidence.pack(slots.missing)} if slots.missing else set()
    lists = [group for group in lists if group[0].scope in leaving_out] or lists
    facts = [fact for group in lists for fact in group]
    return {str(fact.value): None for fact in facts}, facts


def _not_reached(
    tally: Tally, slots: MapsTo, target: str, facts: list[Fact], whole: list[Fact], evidence: Evidence
) -> None:
    printed = [fact for fact in evidence.pack(slots.missing) if str(fact.value) == target] if slots.missing else []
    place = printed[:1] or whole[:1]
    subjects = list(dict.fromkeys(fact.subject for fact in facts))
    values = listed(dict.fromkeys(str(fact.value) for fact in facts))
    how = "is printed without a tick" if printed else "is not listed"
    tally.broken(
        place[0].subject,
        slots.into,
        f"‘{target}’ {how} in {titles(evidence.paper(f.scope.document) for f in place)}, but {_open_to(facts)} "
        f"to {values}.",
        [
            *(cite(fact, "found", "no tick" if printed else "not in this list") for fact in place),
            *(cite(fact, "expected", f"may use {fact.subject}") for fact in facts[:3]),
            *(
                cite(f, "authority", f"where {facts[0].value} leads")
                for f in _leading(slots, target, facts[0], evidence)
            ),
        ],
        (target, *sorted(subjects), *sorted({str(fact.value) for fact in facts})),
        certainty=least_sure(facts),
    )


def _open_to(facts: Iterable[Fact]) -> str:
    """One or a few by their ids: "A is open"; many by their number."""
    kinds = {fact.subject: fact.kind for fact in facts}
    if len(kinds) < 4:
        return f"{listed(kinds)} {'is' if len(kinds) == 1 else 'are'} open"
    kind = next(iter(kinds.values())).replace("-", " ") or "subject"
    return f"{count_of(len(kinds), f'changed {kind}')} are open"


def _leading(slots: MapsTo, target: str, fact: Fact, evidence: Evidence) -> list[Fact]:
    known = evidence.stated(slots.by).get(str(fact.value), [])
    return [each for each in known if str(each.value) == target][:1]
