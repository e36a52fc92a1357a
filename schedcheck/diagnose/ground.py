"""What remedies are made from: the facts by their places, and what is known of ids and names elsewhere.

Made once for the facts of a run, and each index over them when it is first asked for. Whoever changes a printed value
changes every fact that was read from it; whoever changes the id of a row changes all that the row says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from attrs import evolve

from schedcheck.check.evidence import Evidence, one_a_document
from schedcheck.check.pairing import natural
from schedcheck.check.wording import cite, cite_subject, loose, normal, subject_place
from schedcheck.diagnose.remedy import Remedy, Swap
from schedcheck.diagnose.slip import slip
from schedcheck.fact import Fact, Facts, Value
from schedcheck.finding import Citation, Edit, Finding
from schedcheck.place import NOWHERE, Place
from schedcheck.rule import Rule
from schedcheck.rule.relations import Approved, MapsTo, SameSet

Spot = tuple[str, int, int, str]


class Ground:
    """The facts, and the remedies that are made of them."""

    def __init__(self, facts: Facts, rules: Sequence[Rule]) -> None:
        self.facts, self.rules, self.evidence = facts, rules, Evidence(facts)
        self._once: dict[tuple[str, ...], list[str]] = {}
        self._having: dict[str, dict[str, list[Fact]]] = {}
        relations = [rule.relation for rule in rules]
        self.naming = tuple(dict.fromkeys(r.named_by for r in relations if isinstance(r, SameSet) and r.named_by))
        self.denied = {r.into: r.missing for r in relations if isinstance(r, MapsTo) and r.missing}
        self.leading = tuple(r for r in relations if isinstance(r, MapsTo))
        self.approving = tuple(r for r in relations if isinstance(r, Approved))
        self.listing = tuple(r for r in relations if isinstance(r, SameSet) and r.members == "subject")

    @cached_property
    def _values(self) -> dict[tuple[Spot, str], list[Fact]]:
        """The facts by the place of their value and by property."""
        found: dict[tuple[Spot, str], list[Fact]] = {}
        for fact in self.facts:
            if fact.place != NOWHERE:
                found.setdefault((_spot(fact, fact.place), fact.property), []).append(fact)
        return found

    @cached_property
    def _names(self) -> dict[Spot, dict[str, None]]:
        """The properties of the values at each place."""
        found: dict[Spot, dict[str, None]] = {}
        for spot, name in self._values:
            found.setdefault(spot, {})[name] = None
        return found

    @cached_property
    def _subjects(self) -> dict[Spot, list[Fact]]:
        """The facts by the place where their subject is named."""
        found: dict[Spot, list[Fact]] = {}
        for fact in self.facts:
            if subject_place(fact) != NOWHERE:
                found.setdefault(_spot(fact, subject_place(fact)), []).append(fact)
        return found

    def once(self, key: tuple[str, ...], make: Callable[[], list[str]]) -> list[str]:
        """A list of ids that is asked for again and again, made once."""
        if key not in self._once:
            self._once[key] = make()
        return self._once[key]

    def cited(self, finding: Finding, *roles: str) -> list[Fact]:
        """The facts, of the finding's subject or property, whose values are cited in some roles."""
        found: dict[int, Fact] = {}
        for citation in finding.citations:
            if citation.role in roles:
                found.update((id(fact), fact) for fact in self._at(citation))
        about = [f for f in found.values() if f.property == finding.property or f.subject == finding.subject]
        return about or list(found.values())

    def _at(self, citation: Citation) -> list[Fact]:
        place = citation.place
        spot = (citation.document, place.line, place.offset, place.key)
        values = [f for name in self._names.get(spot, ()) for f in self._values[spot, name]]
        return [*values, *(f for f in self._subjects.get(spot, ()) if f.subject == citation.quote)]

    def having(self, name: str, value: Value) -> list[Fact]:
        """What is said of a property with one value, however it is printed."""
        if name not in self._having:
            groups: dict[str, list[Fact]] = {}
            for fact in self.evidence.asserted(name):
                groups.setdefault(normal(fact.value), []).append(fact)
            self._having[name] = groups
        return self._having[name].get(normal(value), [])

    def is_ours(self, fact: Fact) -> bool:
        """May it be edited? What is in force is not wrong because a pack says something else."""
        return fact.document not in self.evidence.schedules

    def with_value(self, fact: Fact) -> list[Fact]:
        """Every fact that was read from the same printed value: two, where it is printed once for before and after."""
        if fact.place == NOWHERE:
            return [fact]
        same = self._values.get((_spot(fact, fact.place), fact.property), [fact])
        return [f for f in same if f.value == fact.value]

    def is_printed_once(self, fact: Fact) -> bool:
        """Does one printed value stand for before and after?"""
        return any(f.state != fact.state and f.subject == fact.subject for f in self.with_value(fact))

    def with_subject(self, fact: Fact) -> list[Fact]:
        """Every fact that was read from the same printed id."""
        if subject_place(fact) == NOWHERE:
            return [fact]
        return [f for f in self._subjects.get(_spot(fact, subject_place(fact)), [fact]) if f.subject == fact.subject]

    def says_more(self, fact: Fact) -> bool:
        """Is it a text that is not printed as it is, with other facts or other words in what is printed?"""
        if not isinstance(fact.value, str) or not fact.printed or " ".join(fact.printed.split()) == fact.value:
            return False
        if len(fact.printed.split()) > len(fact.value.split()) + 1:
            return True
        return len(self._values.get((_spot(fact, fact.place), fact.property), ())) > 1

    def row(self, fact: Fact) -> list[Fact]:
        """Every fact of the fact's table row; those of its subject in its statement where there are no rows."""
        near = self.with_subject(fact)
        if not fact.place.row:
            return [f for f in near if f.scope.number == fact.scope.number]
        return [f for f in near if (f.place.table, f.place.row) == (fact.place.table, fact.place.row)]

    def witnesses(self, name: str, subject: str, value: Value, state: str, but: str) -> tuple[Fact, ...]:
        """Those who say the same of the same, a fact a document, the highest first."""
        stated = self.evidence.stated(name).get(subject, ())
        same = [f for f in stated if f.value == value and f.state in states(state) and f.document != but]
        return tuple(one_a_document(sorted(same, key=lambda f: self.evidence.rank(f.document)), 6))

    def known_names(self, name: str, subject: str, but: str) -> list[Fact]:
        """What is said to be the name of an id elsewhere, the highest authority first."""
        stated = [f for f in self.evidence.stated(name).get(subject, ()) if f.document != but]
        return sorted(stated, key=lambda f: self.evidence.rank(f.document))

    def ids_named(self, name: str, value: str) -> list[Fact]:
        """Facts of schedules that give a name to an id, signs and letter case apart."""
        return [f for f in self.evidence.held(name) if isinstance(f.value, str) and loose(f.value) == loose(value)]


def states(state: str) -> frozenset[str]:
    """The states whose facts speak for a state: what is in force speaks for what is, and not for what shall be."""
    return frozenset({state} if state == "proposed" else {state, "in-force"})


def rewritten(
    facts: Iterable[Fact], value: Value, printed: str, witnesses: Iterable[Fact], ground: Ground
) -> Remedy | None:
    """Another value in place of each of some facts; None where one is printed in words that say more than its value."""
    swaps: dict[int, Swap] = {}
    edits: dict[Edit, None] = {}
    for fact in facts:
        if not ground.is_ours(fact) or not fact.asserted or id(fact) in swaps:
            continue
        if ground.says_more(fact):
            return None
        same = ground.with_value(fact)
        for each in same:
            swaps[id(each)] = Swap(each, (evolve(each, value=value, printed=printed),))
        first = min(same, key=lambda each: natural(each.subject))
        edits[_put(first, fact.property, as_printed(fact), printed, fact.place)] = None
    if not edits:
        return None
    cited = tuple(cite(f, "authority" if n == 0 else "expected", "says the same") for n, f in enumerate(witnesses))
    return Remedy(tuple(edits), tuple(swaps.values()), cited, max(slip(e.source, e.target) for e in edits))


def renamed(fact: Fact, right: str, ground: Ground, witnesses: Iterable[Citation] = ()) -> Remedy | None:
    """Another id in a fact's row, with what is known of that id put in place of what stands beside the wrong one."""
    if not ground.is_ours(fact) or not fact.asserted or right == fact.subject:
        return None
    edits = [_put(fact, fact.kind or "subject", fact.subject, right, subject_place(fact))]
    swaps: dict[int, Swap] = {}
    for each in ground.with_subject(fact):
        is_id = each.value == each.subject and not _belongs_to_ids(each, ground)
        new = evolve(
            each, subject=right, value=right if is_id else each.value, printed=right if is_id else each.printed
        )
        if is_id and each.place not in {NOWHERE, subject_place(fact)}:
            edits.append(_put(each, each.property, as_printed(each), right, each.place))
        beside = _beside(each, right, ground)
        if beside:
            new = evolve(new, value=beside.value, printed=str(beside.value))
            edits.append(_put(each, each.property, as_printed(each), str(beside.value), each.place))
        swaps[id(each)] = Swap(each, (new,))
    whole = tuple(dict.fromkeys(edits))
    return Remedy(whole, tuple(swaps.values()), tuple(witnesses), slip(fact.subject, right))


def as_printed(fact: Fact) -> str:
    """The words that an edit would change."""
    return cite(fact, "found").quote


def _beside(fact: Fact, right: str, ground: Ground) -> Fact | None:
    """What belongs to the right id in place of a text that belongs to the wrong one; None where nothing changes."""
    if not isinstance(fact.value, str) or not (fact.property in ground.naming or _belongs_to_ids(fact, ground)):
        return None
    known = ground.known_names(fact.property, right, fact.document)
    if not known or any(loose(str(k.value)) == loose(fact.value) for k in known):
        return None
    return known[0]


def _belongs_to_ids(fact: Fact, ground: Ground) -> bool:
    """Is it a text of which schedules hold this one for the id, and no other?"""
    held = [f for f in ground.evidence.stated(fact.property).get(fact.subject, ()) if not ground.is_ours(f)]
    return bool(held) and all(f.value == fact.value for f in held)


def inserted(
    anchors: Sequence[tuple[Fact, Fact]], edits: Sequence[Edit], ground: Ground, witnesses: Iterable[Citation] = ()
) -> Remedy:
    """New facts, each after an anchor of its property."""
    swaps: dict[int, Swap] = {}
    for anchor, new in anchors:
        earlier = swaps.get(id(anchor), Swap(anchor, (anchor,)))
        swaps[id(anchor)] = Swap(anchor, (*earlier.new, new))
    return Remedy(tuple(edits), tuple(swaps.values()), tuple(witnesses), slip("", "new"))


def deleted(facts: Iterable[Fact], edit: Edit, witnesses: Iterable[Citation] = ()) -> Remedy:
    """Facts taken away."""
    return Remedy((edit,), tuple(Swap(fact, ()) for fact in facts), tuple(witnesses), slip("old", ""))


def without_row(fact: Fact, ground: Ground, witnesses: Iterable[Citation] = ()) -> Remedy | None:
    """A row of a table, or an id in a sentence, taken away."""
    if not ground.is_ours(fact) or not fact.asserted:
        return None
    edit = Edit(
        "delete",
        fact.document,
        fact.section,
        fact.subject,
        fact.kind or "subject",
        fact.subject,
        "",
        subject_place(fact),
    )
    return deleted(ground.with_subject(fact), edit, witnesses)


def _put(fact: Fact, name: str, source: str, target: str, place: Place) -> Edit:
    return Edit("replace", fact.document, fact.section, fact.subject, name, source, target, place)


def spoken_by(facts: Iterable[Fact], ground: Ground, label: str) -> Iterator[Citation]:
    """A citation of the subjects of some facts, a document each, the highest first."""
    ranked = sorted(facts, key=lambda fact: ground.evidence.rank(fact.document))
    for number, fact in enumerate(one_a_document(ranked, 6)):
        yield cite_subject(fact, "authority" if number == 0 else "expected", label)


def _spot(fact: Fact, place: Place) -> Spot:
    return (fact.document, place.line, place.offset, place.key)
