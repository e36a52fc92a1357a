"""What no repair does, whatever the rules say of the facts after it.

Runs over each remedy before and after it is tried. The rules judge what would be stated then, and not what was done to
come there: they are content where a change is changed into none, where a row is taken out and put in again, and where
nothing is left that could be judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schedcheck.check.wording import normal
from schedcheck.diagnose.ground import Ground
from schedcheck.diagnose.remedy import Remedy
from schedcheck.diagnose.trial import Outcome
from schedcheck.fact import Fact

_OTHER = {"current": "proposed", "proposed": "current"}


def makes_sense(remedy: Remedy, ground: Ground) -> bool:
    """Does it neither put in again what it takes out, nor make a change of which documents speak a change into none?"""
    return not _puts_back(remedy) and not _undoes_a_change(remedy, ground)


def hides(remedy: Remedy, outcome: Outcome) -> bool:
    """Does it only take things away, so that a check can no longer be decided?"""
    return bool(outcome.clouded) and all(edit.op == "delete" for edit in remedy.edits)


def _puts_back(remedy: Remedy) -> bool:
    """Is one subject's row taken out and put in?"""
    gone = {(e.document, e.subject) for e in remedy.edits if e.op == "delete" and e.source == e.subject}
    return any(e.op == "insert" and e.target.partition(" ")[0] == e.subject for e in remedy.edits) and any(
        e.op == "insert" and (e.document, e.subject) in gone for e in remedy.edits
    )


def _undoes_a_change(remedy: Remedy, ground: Ground) -> bool:
    """Would documents that change a value change it into itself, against fewer others, or as many, that keep it?

    One value that is printed for before and after at once is no slip of the pen: whoever does so keeps it.
    """
    undone = {fact.document: fact for fact in _undone(remedy, ground)}
    if not undone:
        return False
    fact = next(iter(undone.values()))
    keeping = [(old, new) for old, new in _kept(fact, ground) if old.document not in undone]
    if any(old.place == new.place for old, new in keeping):
        return False
    return len(undone) >= len({old.document for old, _ in keeping})


def _undone(remedy: Remedy, ground: Ground) -> Iterator[Fact]:
    """The facts, as they would be, of changes that would be none, and are all that their row changes."""
    new = {id(swap.old): swap.new[0] for swap in remedy.swaps if len(swap.new) == 1}
    for swap in remedy.swaps:
        made, old = new.get(id(swap.old)), swap.old
        if made is None or made.subject != old.subject or made.state not in _OTHER or made.value == old.value:
            continue
        for other in ground.evidence.stated(old.property).get(old.subject, ()):
            is_pair = other.scope == old.scope and other.state == _OTHER[made.state] and other.value != old.value
            if is_pair and _after(other, new).value == made.value and not _is_changed_besides(old, ground):
                yield made


def _is_changed_besides(fact: Fact, ground: Ground) -> bool:
    """Does its row change another figure too? Then a part of it may stay as it is."""
    values: dict[str, set[str]] = {}
    for other in ground.row(fact) if fact.place.row else ():
        if other.property != fact.property and other.state in _OTHER:
            values.setdefault(other.property, set()).add(normal(other.value))
    return any(len(found) > 1 for found in values.values())


def _after(fact: Fact, new: Mapping[int, Fact]) -> Fact:
    return new.get(id(fact), fact)


def _kept(fact: Fact, ground: Ground) -> Iterator[tuple[Fact, Fact]]:
    """Those who say that a subject has a fact's value before and after, under any name that is listed along with it."""
    names = next((slots.of for slots in ground.listing if fact.property in slots.of), (fact.property,))
    for name in names:
        same = [f for f in ground.evidence.stated(name).get(fact.subject, ()) if normal(f.value) == normal(fact.value)]
        before = {f.document: f for f in same if f.state == "current"}
        yield from ((before[f.document], f) for f in same if f.state == "proposed" and f.document in before)
