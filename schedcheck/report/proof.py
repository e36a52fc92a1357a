"""The proof of a finding: which facts took part, how far each is off, and what was looked for in vain.

Made when one finding is explained, from the facts at the places that it cites. A writer shows it as a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schedcheck.check.wording import listed, normal, ordinal, said
from schedcheck.fact import Fact, Facts
from schedcheck.finding import Citation, Finding
from schedcheck.place import NOWHERE, Place
from schedcheck.quantity import Quantity
from schedcheck.record import frozen
from schedcheck.rule import Rule
from schedcheck.rule.relations import SameSet, Total


@frozen
class Term:
    """One fact that took part: what it is, as written, normalised, how far it is off, and where it stands."""

    name: str
    written: str
    normal: str
    residual: str
    document: str
    section: str
    place: Place


@frozen
class Absent:
    """What was looked for in vain in one document, and in which of its statements; `there` is where it does stand."""

    what: str
    document: str
    looked: tuple[str, ...]
    there: tuple[str, ...] = ()


@frozen
class Proof:
    """All of it for one finding."""

    terms: tuple[Term, ...] = ()
    absent: tuple[Absent, ...] = ()


def proof_of(finding: Finding, rule: Rule | None, facts: Facts) -> Proof:
    """What the finding rests on."""
    cited = list(_cited(finding, rule, facts))
    expected = [fact for role, fact in cited if role != "found"]
    terms = [_term(fact, _residual(fact, cited, expected, rule), facts) for _, fact in cited]
    return Proof(tuple(dict.fromkeys(terms)), tuple(_absent(finding, rule, facts)))


def _cited(finding: Finding, rule: Rule | None, facts: Facts) -> Iterator[tuple[str, Fact]]:
    """(role, fact) of each citation: the fact whose value it quotes, else those whose subject it names."""
    about = rule.relation.speaks_of() if rule else ()
    every = [fact for fact in facts if fact.document in {c.document for c in finding.citations}]
    for citation in finding.citations:
        here = [f for f in every if f.document == citation.document and _stands(f, citation)]
        quoted = [f for f in here if f.place == citation.place and _is_quoted(f, citation)]
        near = [f for f in here if f.property in about and f.state in {finding.state, "in-force"}]
        values = [f for f in quoted if f.value != f.subject]
        for fact in _of_finding(values, finding)[:1] or _of_finding(near, finding)[:1] or quoted[:1]:
            yield citation.role, fact


def _stands(fact: Fact, citation: Citation) -> bool:
    return citation.place in {fact.place, fact.named}


def _is_quoted(fact: Fact, citation: Citation) -> bool:
    return citation.quote in {fact.printed, said(fact)}


def _of_finding(facts: Sequence[Fact], finding: Finding) -> list[Fact]:
    """Those of the finding's property and state first."""
    return sorted(facts, key=lambda f: (f.property != finding.property, f.state != finding.state))


def _term(fact: Fact, residual: str, facts: Facts) -> Term:
    subject = f" of {fact.subject}" if fact.subject and fact.subject != fact.value else ""
    state = f"{fact.state} " if fact.state == "proposed" else ""
    name = f"{state}{facts.title(fact.property)}{subject}"
    values = listed(dict.fromkeys(normal(f.value) for f in facts.of(fact.property) if _is_read_with(f, fact)))
    return Term(name, fact.printed or said(fact), values, residual, fact.document, fact.section, fact.place)


def _is_read_with(fact: Fact, other: Fact) -> bool:
    """Was it read from the same words, of the same?"""
    one, two = ((f.document, f.place, f.subject, f.state) for f in (fact, other))
    return fact is other or (one == two and other.place != NOWHERE)


def _residual(fact: Fact, cited: Sequence[tuple[str, Fact]], expected: Sequence[Fact], rule: Rule | None) -> str:
    """By how much a value is off: from what the others of the sum leave for it, or from what is expected."""
    if rule and isinstance(rule.relation, Total):
        return _of_sum(fact, [each for _, each in cited], rule.relation)
    if rule and isinstance(rule.relation, SameSet):
        return ""
    others = [each.value for each in expected if each is not fact]
    if any(fact is each for each in expected) or not others:
        return ""
    value, other = fact.value, others[0]
    if isinstance(value, Quantity) and isinstance(other, Quantity) and value.unit == other.unit:
        return _signed(value, other)
    return "" if normal(value) == normal(other) else "differs"


def _of_sum(fact: Fact, every: Sequence[Fact], slots: Total) -> str:
    """What the sum leaves over or lacks, for each of its terms the same."""
    whole = [f for f in every if f.property == slots.is_]
    parts = [f.value for f in every if f.property != slots.is_ and isinstance(f.value, Quantity)]
    wanted = whole[0].value if whole else None
    if not isinstance(wanted, Quantity) or not parts or any(p.unit != wanted.unit for p in parts):
        return ""
    amount = Quantity.exact(wanted.kind, sum((p.amount for p in parts), start=parts[0].amount * 0), wanted.unit)
    return _signed(wanted, amount) if fact.property == slots.is_ else _signed(amount, wanted)


def _signed(value: Quantity, other: Quantity) -> str:
    gap = value.amount - other.amount
    if not gap:
        return ""
    return f"{'+' if gap > 0 else '-'}{Quantity.exact(value.kind, abs(gap), value.unit).normal()}"


def _absent(finding: Finding, rule: Rule | None, facts: Facts) -> Iterator[Absent]:
    """Entries that a list lacks, with the lists of the document that were read."""
    if rule is None or not isinstance(rule.relation, SameSet) or "lacks" not in finding.values:
        return
    missing = finding.values[finding.values.index("lacks") + 1 :]
    document = finding.values[0]
    read = [f for name in rule.relation.of for f in facts.of(name) if f.document == document]
    places = {c.section for c in finding.citations if c.role == "found"} if rule.relation.members == "value" else set()
    here = [f for f in read if f.state == finding.state and (not places or f.section in places)]
    by_value = rule.relation.members == "value"
    for each in missing:
        there = dict.fromkeys(_where(f) for f in here if each == (str(f.value) if by_value else f.subject))
        looked = dict.fromkeys(where for where in map(_where, here) if where not in there)
        yield Absent(each, document, tuple(looked), tuple(there))


def _where(fact: Fact) -> str:
    place, section = fact.place, fact.section
    head = f"section {section}" if section[:1].isdigit() else f"‘{section}’" if section else ""
    table = f"{ordinal(place.table)} table" if place.table else ""
    return ", ".join(filter(None, (head, table))) or "the document"
