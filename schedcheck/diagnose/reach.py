"""How far the judgement of a rule reaches: which facts can change what it says of a few others.

Read while changes are tried. Nearly every relation judges one subject at a time, so a change of one row is tried on
the facts of its subjects alone; what compares whole lists is always given all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from schedcheck.fact import Fact
from schedcheck.record import frozen
from schedcheck.rule.relations import (
    Answered,
    AtMost,
    Beside,
    Cites,
    Counts,
    CurrentAt,
    Directed,
    Distinct,
    Drafted,
    DraftedAgainst,
    DraftedIn,
    EndsBy,
    Excludes,
    Filled,
    Glossed,
    InOrder,
    InTime,
    MapsTo,
    Newest,
    OneOf,
    Owned,
    Present,
    Quotes,
    Refers,
    Relation,
    Resolves,
    Restated,
    Same,
    SameSet,
    ShownBefore,
    Total,
    Unaffected,
    Universal,
)

Properties = tuple[str, ...]
By = Literal["subject", "document", "value", "all"]


@frozen
class Reach:
    """`near` properties are judged by what their facts share, `by`; of `whole` ones every fact has a say.

    Of `held` properties only what schedules say is looked at; of `named` ones it matters who is named and not with
    which value. `state` is the only one in which the value of a `whole` property matters, where there is one.
    """

    by: By
    near: Properties
    whole: Properties = ()
    held: Properties = ()
    named: Properties = ()
    state: str = ""

    def heeds(self, fact: Fact, *, value_alone: bool) -> bool:
        """May it matter that this fact changes, or only its value?"""
        if fact.property in self.near:
            return True
        if fact.property in self.whole:
            return not value_alone or self.state in {"", fact.state}
        return fact.property in self.named and not value_alone

    @property
    def everything(self) -> Properties:
        """The properties of which every fact is looked at."""
        return (*self.whole, *self.named)


def reach_of(relation: Relation) -> Reach:
    """The reach of one rule's relation; one that nobody has judged yet is given every fact that it speaks of."""
    return REACHES.get(relation.kind, _unjudged)(relation)


def _unjudged(relation: Relation) -> Reach:
    return Reach("all", (), relation.speaks_of())


def _by_subject(relation: Relation) -> Reach:
    return Reach("subject", relation.speaks_of())


def _same(slots: Same) -> Reach:
    further = tuple(filter(None, (slots.drafted_against,)))
    if slots.adding_up:
        return Reach("all", (), (*slots.of, *slots.adding_up, *further))
    return Reach("subject", slots.of, further)


def _total(slots: Total) -> Reach:
    if slots.each == "document":
        return Reach("document", (*slots.of, slots.is_))
    return Reach("subject", (*slots.of, slots.is_), tuple(filter(None, (slots.agreed,))))


def _at_most(slots: AtMost) -> Reach:
    return Reach("subject", (*slots.of, slots.is_), tuple(filter(None, (slots.unless,))))


def _same_set(slots: SameSet) -> Reach:
    if slots.members == "value":
        return Reach("subject", slots.of)
    return Reach("all", (), slots.of, named=tuple(filter(None, (slots.mentioned_by,))), state=slots.state)


def _one_of(slots: OneOf) -> Reach:
    return Reach("subject", slots.of, held=(slots.among,))


def _present(slots: Present) -> Reach:
    return Reach("subject", (*slots.of, slots.needs))


def _resolves(slots: Resolves) -> Reach:
    return Reach("subject", slots.of, held=(*slots.known_by, *slots.or_as))


def _maps_to(slots: MapsTo) -> Reach:
    missing = tuple(filter(None, (slots.missing,)))
    return Reach("all", (), (*slots.of, slots.into, *missing), held=(slots.by,), named=slots.changed)


def _distinct(slots: Distinct) -> Reach:
    return Reach("value", slots.of)


def _owned(slots: Owned) -> Reach:
    return Reach("all", (), (slots.draft,), held=(slots.owner,), named=tuple(slots.belong))


def _excludes(slots: Excludes) -> Reach:
    return Reach("subject", (*slots.of, slots.when))


def _in_time(slots: InTime) -> Reach:
    return Reach("all", (), (slots.of, slots.plus, slots.by))


def _ends_by(slots: EndsBy) -> Reach:
    return Reach("all", (), (slots.of, slots.by))


def _beside(slots: Beside) -> Reach:
    return Reach("document", (slots.of, slots.with_), held=tuple(filter(None, (slots.on,))))


def _current_at(slots: CurrentAt) -> Reach:
    return Reach("all", (), (slots.of, slots.at), held=(slots.starts,))


def _newest(slots: Newest) -> Reach:
    return Reach("document", (slots.of,))


def _counts(slots: Counts) -> Reach:
    return Reach("document", (slots.of, slots.is_))


def _in_order(slots: InOrder) -> Reach:
    return Reach("document", (*slots.of, *filter(None, (slots.along,))))


def _filled(slots: Filled) -> Reach:
    return Reach("document", (*slots.of, *slots.instead))


def _refers(slots: Refers) -> Reach:
    return Reach("all", (), tuple(filter(None, (slots.of, slots.to, slots.within, slots.beside))))


def _cites(slots: Cites) -> Reach:
    return Reach("document", (slots.of, slots.among))


def _quotes(slots: Quotes) -> Reach:
    return Reach("all", (), (slots.of, slots.source))


def _unaffected(slots: Unaffected) -> Reach:
    return Reach("all", (), (*slots.of, *slots.belong))


def _drafted(slots: Drafted) -> Reach:
    return Reach("all", (), (*slots.of, slots.draft), held=(slots.owner,))


def _drafted_in(slots: DraftedIn) -> Reach:
    return Reach("all", (), (slots.draft,), held=(slots.owner,), named=slots.of)


def _drafted_against(slots: DraftedAgainst) -> Reach:
    return Reach("all", (), (slots.of,), held=(*slots.holds, *filter(None, (slots.starts,))))


def _shown_before(slots: ShownBefore) -> Reach:
    return Reach("all", (), (), named=slots.of)


def _answered(slots: Answered) -> Reach:
    return Reach("all", (), (*slots.of, *slots.by))


def _restated(slots: Restated) -> Reach:
    return Reach("subject", (*slots.of, slots.detail))


def _glossed(slots: Glossed) -> Reach:
    return Reach("all", (), (*slots.of, slots.used, *slots.names))


def _of_values(slots: Directed | Universal) -> Reach:
    return Reach("all", (), (*slots.of, *slots.values))


REACHES: Mapping[str, Callable[[Any], Reach]] = {
    "same": _same,
    "total": _total,
    "at-most": _at_most,
    "same-set": _same_set,
    "one-of": _one_of,
    "present": _present,
    "resolves": _resolves,
    "maps-to": _maps_to,
    "distinct": _distinct,
    "owned": _owned,
    "excludes": _excludes,
    "in-order": _in_order,
    "in-time": _in_time,
    "ends-by": _ends_by,
    "beside": _beside,
    "current-at": _current_at,
    "newest": _newest,
    "counts": _counts,
    "filled": _filled,
    "refers": _refers,
    "cites": _cites,
    "quotes": _quotes,
    "waivers": _by_subject,
    "once": _by_subject,
    "belongs": _by_subject,
    "clean": _by_subject,
    "same-rows": _by_subject,
    "settled": _by_subject,
    "unaffected": _unaffected,
    "drafted": _drafted,
    "drafted-in": _drafted_in,
    "drafted-against": _drafted_against,
    "shown-before": _shown_before,
    "answered": _answered,
    "not-itself": _unjudged,
    "restated": _restated,
    "expanded": _by_subject,
    "glossed": _glossed,
    "roll-call": _unjudged,
    "tallied": _unjudged,
    "born-out": _unjudged,
    "reported": _unjudged,
    "measured": _unjudged,
    "directed": _of_values,
    "universal": _of_values,
}
