"""An id that should be another: the one that the document lacks, the one whose name stands beside it, a slip's.

Runs for findings whose row may speak of another subject than it says.
"""

from __future__ import annotations

from collections.abc import Iterator

from schedcheck.check.wording import normal, subject_place
from schedcheck.diagnose.ground import Ground, renamed, spoken_by
from schedcheck.diagnose.remedy import Remedy
from schedcheck.diagnose.slip import LARGE, slip
from schedcheck.fact import Fact
from schedcheck.finding import Finding
from schedcheck.place import Place
from schedcheck.rule.relations import Relation

MOST_ROWS = 3
MOST_IDS = 6


def other_ids(finding: Finding, slots: Relation, ground: Ground) -> Iterator[Remedy]:
    """Another id for each row that is cited as found, where one is missing or the name beside it says so."""
    places: dict[tuple[str, Place], Fact] = {}
    for fact in ground.cited(finding, "found", "expected"):
        if ground.is_ours(fact):
            places.setdefault((fact.document, subject_place(fact)), fact)
    for fact in list(places.values())[:MOST_ROWS]:
        for right in _ids_for(fact, ground)[:MOST_IDS]:
            remedy = renamed(fact, right, ground, spoken_by(_speaking(right, fact, ground), ground, "named here"))
            if remedy:
                yield remedy


def _ids_for(fact: Fact, ground: Ground) -> list[str]:
    """The smallest slip first, then what is named beside, then what most documents have."""
    beside = [f for f in ground.with_subject(fact) if f.property in ground.naming and isinstance(f.value, str)]
    named = [known.subject for f in beside for known in ground.ids_named(f.property, str(f.value))]
    called = [other for f in beside for other in ground.having(f.property, f.value)]
    here = {other.subject for other in called if other.document == fact.document}
    elsewhere = (*_left_out(fact, ground), *_not_shown(fact, ground), *missing_ids(fact, ground))
    found = dict.fromkeys([*named, *(f.subject for f in called if f.subject not in here), *elsewhere])
    found.pop(fact.subject, None)
    return sorted(found, key=lambda right: (right not in named, min(slip(fact.subject, right), LARGE)))


def _left_out(fact: Fact, ground: Ground) -> list[str]:
    """The ids to which other documents give the row's own times, and which the section of the row does not name."""
    names = [name for slots in ground.listing for name in slots.of]
    own = [f for f in ground.with_subject(fact) if f.property in names and f.state == "proposed"]
    key = ("left out", fact.document, fact.section, fact.kind, *(normal(f.value) for f in own[:1]))
    return ground.once(key, lambda: _not_here(fact, own[:1], names, ground))


def _not_here(fact: Fact, own: list[Fact], names: list[str], ground: Ground) -> list[str]:
    near = (f for name in names for f in ground.evidence.asserted(name) if f.document == fact.document)
    here = {f.subject for f in near if f.section == fact.section}
    found: dict[str, set[str]] = {}
    for mine in own:
        for other in (f for name in names for f in ground.having(name, mine.value)):
            if other.state == mine.state and other.subject not in here and other.kind == mine.kind:
                found.setdefault(other.subject, set()).add(other.document)
    return sorted(found, key=lambda subject: -len(found[subject]))


def _not_shown(fact: Fact, ground: Ground) -> list[str]:
    """The ids that the document changes and shows nowhere as they are, for which the row's own times are held."""
    names = [name for slots in ground.listing for name in slots.of]
    own = [f for f in ground.with_subject(fact) if f.property in names and f.state == "current"][:1]
    key = ("not shown", fact.document, fact.kind, *(f"{f.property} {normal(f.value)}" for f in own))
    return ground.once(key, lambda: [subject for mine in own for subject in _held_so(mine, ground)])


def _held_so(mine: Fact, ground: Ground) -> list[str]:
    near = [f for f in ground.evidence.asserted(mine.property) if f.document == mine.document and f.kind == mine.kind]
    shown = {f.subject for f in near if f.state == "current"}
    changed = {f.subject for f in near if f.state == "proposed"} - shown
    held = (f.subject for f in ground.having(mine.property, mine.value) if not ground.is_ours(f))
    return [subject for subject in dict.fromkeys(held) if subject in changed]


def missing_ids(fact: Fact, ground: Ground) -> list[str]:
    """The ids that other documents list and the fact's document does not, those of most documents first."""
    return ground.once(("missing", fact.document, fact.kind), lambda: _missing(fact, ground))


def _missing(fact: Fact, ground: Ground) -> list[str]:
    stated: dict[str, dict[str, None]] = {}
    for slots in ground.listing:
        for name in slots.of:
            for subject, facts in ground.evidence.stated(name).items():
                documents = (f.document for f in facts if f.state == slots.state and f.kind == fact.kind)
                stated.setdefault(subject, {}).update(dict.fromkeys(documents))
    here = fact.document
    lacking = {subject: documents for subject, documents in stated.items() if documents and here not in documents}
    return sorted(lacking, key=lambda subject: -len(lacking[subject]))


def _speaking(right: str, fact: Fact, ground: Ground) -> list[Fact]:
    """Who lists the right id, in other documents."""
    names = [name for slots in ground.listing for name in slots.of]
    facts = [f for name in names for f in ground.evidence.stated(name).get(right, ()) if f.document != fact.document]
    proposed = [f for f in facts if any(f.state == slots.state for slots in ground.listing)]
    return proposed or [f for name in ground.naming for f in ground.known_names(name, right, fact.document)]
