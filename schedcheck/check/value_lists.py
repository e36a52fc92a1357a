"""`same-set` over values: the lists of one subject name the same values.

Whole lists are compared with the fullest one, or with the list in force. Absence counts only where the reader saw
the whole list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schedcheck.check.evidence import Evidence, by_scope, by_subject, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, listed, said, several, title
from schedcheck.fact import Fact, Scope
from schedcheck.finding import Edit
from schedcheck.record import frozen
from schedcheck.rule import Rule
from schedcheck.rule.relations import SameSet


@frozen
class ValueList:
    """The values that one statement gives for one subject."""

    scope: Scope
    facts: tuple[Fact, ...]

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(fact.value) for fact in self.facts))

    def beyond(self, other: ValueList) -> tuple[Fact, ...]:
        """The facts whose values another list does not have."""
        known = set(other.values)
        return tuple({str(f.value): f for f in reversed(self.facts) if str(f.value) not in known}.values())[::-1]


def value_lists(rule: Rule, slots: SameSet, evidence: Evidence) -> Tally:
    """Lists of the pack among themselves, or against what is in force."""
    tally = Tally(rule)
    for name in slots.of:
        facts = [fact for fact in evidence.judged(name, rule.only) if fact.state == slots.state]
        for subject, group in by_subject(facts).items():
            lists = [ValueList(scope, tuple(part)) for scope, part in by_scope(group)]
            if slots.against:
                _against_held(tally, slots, subject, lists, evidence)
            else:
                _among_lists(tally, subject, [each for each in lists if each.scope.whole], evidence)
    return tally


def _among_lists(tally: Tally, subject: str, lists: list[ValueList], evidence: Evidence) -> None:
    """Each whole list against the fullest; which of two is right can not be known."""
    if len(lists) < 2:
        return
    fullest = min(lists, key=lambda each: (-len(each.values), evidence.rank(each.scope.document)))
    told: dict[tuple[str, ...], list[ValueList]] = {}
    for each in lists:
        if each is fullest or set(each.values) == set(fullest.values):
            tally.kept += each is not fullest
        else:
            told.setdefault((each.scope.document, *sorted(each.values)), []).append(each)
    for group in told.values():
        _differ(tally, subject, group, fullest, evidence)


def _differ(tally: Tally, subject: str, group: list[ValueList], fullest: ValueList, evidence: Evidence) -> None:
    each = group[0]
    missing, extra = fullest.beyond(each), each.beyond(fullest)
    name = several(evidence.facts.title(each.facts[0].property))
    other = f"{_where(fullest, evidence)} also names {listed(_values(missing))}"
    only = f", and lacks {listed(_values(extra))}" if extra else ""
    tally.broken(
        subject,
        each.facts[0].property,
        f"{_where(each, evidence)} names {listed(each.values)} as {name}; {other}{only}.",
        [
            *(cite(part.facts[0], "found", "this list is shorter") for part in group),
            *(cite(fact, "found", "only in this list") for fact in extra),
            *(cite(fact, "expected", "only in this list") for fact in missing),
        ],
        (each.scope.document, *sorted(_values(extra)), "lacks", *sorted(_values(missing))),
        state=each.facts[0].state,
        certainty=least_sure((*missing, *extra)),
    )


def _where(each: ValueList, evidence: Evidence) -> str:
    section = each.scope.section
    return title(evidence.paper(each.scope.document)) + (f", section {section}," if section[:1].isdigit() else "")


def _values(facts: Iterable[Fact]) -> list[str]:
    return [str(fact.value) for fact in facts]


def _against_held(tally: Tally, slots: SameSet, subject: str, lists: list[ValueList], evidence: Evidence) -> None:
    held = _held(slots, subject, lists[0].facts[0].property, evidence)
    if held is None:
        name = several(evidence.facts.title(lists[0].facts[0].property))
        documents = dict.fromkeys(each.scope.document for each in lists)
        tally.unsure(subject, f"the {name} of {subject} in force are not known", documents)
        return
    for each in lists:
        extra = each.beyond(held)
        missing = held.beyond(each) if each.scope.whole else ()
        if extra or missing:
            _not_as_held(tally, subject, each, held, extra, missing, evidence)
        else:
            tally.kept += 1


def _held(slots: SameSet, subject: str, name: str, evidence: Evidence) -> ValueList | None:
    """The list in force: of the first kind of schedule that knows the subject."""
    facts = [fact for fact in evidence.stated(name).get(subject, []) if fact.state == slots.against]
    for kind in slots.held_in or ("",):
        known = [f for f in facts if not kind or evidence.paper(f.scope.document).kind == kind]
        if known:
            return ValueList(known[0].scope, tuple(known))
    return None


def _not_as_held(
    tally: Tally,
    subject: str,
    each: ValueList,
    held: ValueList,
    extra: tuple[Fact, ...],
    missing: tuple[Fact, ...],
    evidence: Evidence,
) -> None:
    first = each.facts[0]
    name = several(evidence.facts.title(first.property))
    parts = [*(f"{value} is added" for value in _values(extra)), *(f"{value} is missing" for value in _values(missing))]
    here, there = (title(evidence.paper(part.scope.document)) for part in (each, held))
    tally.broken(
        subject,
        first.property,
        f"{here} gives {listed(each.values)} as the {name} of {subject}, but {there} gives {listed(held.values)}: "
        f"{listed(parts)}.",
        [
            *(cite(fact, "found", "not in force") for fact in extra or (first,)),
            *(cite(fact, "authority", "in force") for fact in (missing or held.facts)[:4]),
        ],
        (each.scope.document, *sorted(_values(extra)), "lacks", *sorted(_values(missing))),
        state=first.state,
        certainty=least_sure(extra or (first,)),
        edits=list(_edits(extra, missing)),
    )


def _edits(extra: tuple[Fact, ...], missing: tuple[Fact, ...]) -> Iterator[Edit]:
    """One value that stands in another's stead."""
    if len(extra) == 1 and len(missing) == 1:
        wrong, right = extra[0], missing[0]
        scope = wrong.scope
        yield Edit(
            "replace",
            scope.document,
            scope.section,
            wrong.subject,
            wrong.property,
            said(wrong),
            str(right.value),
            wrong.place,
        )
