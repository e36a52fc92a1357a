"""Relations over what words say of times: `measured`, `directed` and `universal`.

Runs over evidence; all of it is drafting, so that findings are put together for each document or for the whole pack.
"""

from __future__ import annotations

from collections.abc import Iterable

from schedcheck.check.evidence import Evidence, by_document, by_scope, by_subject, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, count_of, listed, normal, said, titles
from schedcheck.fact import NONE, Fact
from schedcheck.quantity import Quantity
from schedcheck.rule import Rule
from schedcheck.rule.relations import Directed, Measured, Universal

_MOST = 4


def measured(rule: Rule, slots: Measured, evidence: Evidence) -> Tally:
    """One finding for all numbers without a unit in lists where others have one."""
    tally = Tally(rule)
    bare: list[Fact] = []
    beside: list[Fact] = []
    for name in slots.of:
        for scope, facts in by_scope(evidence.judged(name, rule.only)):
            without = [fact for fact in facts if fact.value == NONE]
            if len(facts) == 1:
                reason = f"nothing stands beside ‘{said(facts[0])}’ that tells whether a unit is wanted"
                tally.unsure(facts[0].subject, reason, [scope.document])
            elif without and len(without) < len(facts):
                bare += without
                beside += [fact for fact in facts if fact.value != NONE][:1]
            else:
                tally.kept += 1
    if bare:
        _has_no_unit(tally, bare, beside, evidence)
    return tally


def _has_no_unit(tally: Tally, bare: list[Fact], beside: list[Fact], evidence: Evidence) -> None:
    first = bare[0]
    numbers = listed(dict.fromkeys(fact.printed for fact in bare))
    verb = "has" if len({fact.printed for fact in bare}) == 1 else "have"
    tally.broken(
        first.subject,
        first.property,
        f"{numbers} {verb} no unit in {titles(evidence.papers(bare))}, where {beside[0].printed} beside it has one.",
        [
            *(cite(fact, "found", "no unit") for fact in bare),
            *(cite(fact, "context", "this has one") for fact in beside[:_MOST]),
        ],
        tuple(sorted({f"{fact.subject} {fact.printed}" for fact in bare})),
        state=first.state,
        certainty=least_sure(bare),
    )


def directed(rule: Rule, slots: Directed, evidence: Evidence) -> Tally:
    """One finding for each subject and direction that its figures contradict, in whichever documents it is said."""
    tally = Tally(rule)
    for name in slots.of:
        for subject, facts in by_subject(evidence.judged(name, rule.only)).items():
            old, new = _before_and_after(slots, subject, evidence)
            if old is None or new is None:
                reason = f"the old and the new time of {subject} are not both known"
                tally.unsure(subject, reason, dict.fromkeys(fact.scope.document for fact in facts))
                continue
            told = _direction(old, new)
            wrong = [fact for fact in facts if told and fact.value != told]
            tally.kept += len(facts) - len(wrong)
            if wrong:
                _other_way(tally, wrong, old, new, evidence)
    return tally


def _before_and_after(slots: Directed, subject: str, evidence: Evidence) -> tuple[Fact | None, Fact | None]:
    """What most authority says that the value is, and shall be."""
    every = [fact for name in slots.values for fact in evidence.stated(name).get(subject, []) if _is_amount(fact)]
    every.sort(key=lambda fact: evidence.rank(fact.scope.document))
    old = next((fact for fact in every if fact.state in {"current", "in-force"}), None)
    return old, next((fact for fact in every if fact.state == "proposed"), None)


def _is_amount(fact: Fact) -> bool:
    return isinstance(fact.value, Quantity)


def _direction(old: Fact, new: Fact) -> str:
    if not isinstance(old.value, Quantity) or not isinstance(new.value, Quantity):
        return ""
    if old.value.high < new.value.low:
        return "longer"
    return "shorter" if new.value.high < old.value.low else ""


def _other_way(tally: Tally, wrong: list[Fact], old: Fact, new: Fact, evidence: Evidence) -> None:
    first = wrong[0]
    words = listed(f"‘{word}’" for word in dict.fromkeys(fact.printed for fact in wrong))
    verb = "say" if len(evidence.papers(wrong)) > 1 else "says"
    tally.broken(
        first.subject,
        first.property,
        f"{titles(evidence.papers(wrong))} {verb} {words} of {first.subject}, whose time goes from {said(old)} to "
        f"{said(new)}.",
        [
            *(cite(fact, "found", "the other way") for fact in wrong),
            cite(new, "authority", "the new time"),
            cite(old, "context", "the old time"),
        ],
        (str(first.value), normal(old.value), normal(new.value)),
        state=first.state,
        certainty=least_sure(wrong),
    )


def universal(rule: Rule, slots: Universal, evidence: Evidence) -> Tally:
    """One finding for each claim that a value contradicts, wherever the claim is made."""
    tally = Tally(rule)
    values = [fact for name in slots.values for fact in evidence.asserted(name) if _is_amount(fact)]
    amounts = {normal(fact.value): fact for fact in values}
    claims: dict[tuple[str, ...], list[Fact]] = {}
    for name in slots.of:
        for _, facts in by_scope(evidence.judged(name, rule.only)):
            claims.setdefault(tuple(sorted({normal(fact.value) for fact in facts})), []).extend(facts)
    for claim, facts in claims.items():
        if not values:
            reason = f"no document gives a {evidence.facts.title(slots.values[0])}"
            tally.unsure("", reason, dict.fromkeys(fact.scope.document for fact in facts))
            continue
        claimed = list({normal(fact.value): fact.value for fact in facts if isinstance(fact.value, Quantity)}.values())
        holds = {amount: _holds(fact, claimed, slots) for amount, fact in amounts.items()}
        against = [fact for fact in values if not holds[normal(fact.value)]]
        if against:
            _contradicted(tally, slots, claim, facts, against, evidence)
        else:
            tally.kept += 1
    return tally


def _holds(value: Fact, claimed: list[Quantity], slots: Universal) -> bool:
    amount = value.value
    if not isinstance(amount, Quantity) or not claimed or any(each.kind != amount.kind for each in claimed):
        return True
    if slots.how == "at-most":
        return amount.low <= max(each.high for each in claimed)
    return any(amount.agrees(each) for each in claimed)


def _contradicted(
    tally: Tally, slots: Universal, claim: tuple[str, ...], facts: list[Fact], against: list[Fact], evidence: Evidence
) -> None:
    each = list({(f.subject, normal(f.value)): f for f in reversed(_by_rank(against, evidence))}.values())[::-1]
    told = listed(f"{said(fact)} of {fact.subject}" for fact in each[:_MOST])
    more = f" and {count_of(len(each) - _MOST, 'other')}" if len(each) > _MOST else ""
    words = list(dict.fromkeys(fact.printed for fact in facts))[: len(claim)]
    every = f"every {evidence.facts.title(slots.values[0])} is " + (
        f"at most {words[-1]}" if slots.how == "at-most" else " or ".join(words)
    )
    verb = "say" if len(evidence.papers(facts)) > 1 else "says"
    name, state = evidence.facts.title(each[0].property), each[0].state
    tally.broken(
        facts[0].subject,
        facts[0].property,
        f"{titles(evidence.papers(facts))} {verb} that {every}, but the {state} {name} is {told}{more}.",
        [
            *(cite(part[0], "found", "says so of all") for part in by_document(facts)),
            *(cite(fact, "expected", "another value") for fact in each[:_MOST]),
        ],
        (*claim, *sorted({f"{fact.subject} {normal(fact.value)}" for fact in each})),
        certainty=least_sure(facts),
    )


def _by_rank(facts: Iterable[Fact], evidence: Evidence) -> list[Fact]:
    return sorted(facts, key=lambda fact: evidence.rank(fact.scope.document))
