"""What was recognised in a pack as bytes and back. Pure.

Facts of one statement share their Scope, and so they do when they come back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import get_args

from schedcheck.app.transcript.checked import (
    Unfit,
    Written,
    day,
    dumped,
    fields,
    flag,
    load_origin,
    load_place,
    loaded,
    members,
    number,
    one_of,
    strings,
    text,
    texts,
    write_origin,
    write_place,
)
from schedcheck.document import Paper
from schedcheck.fact import CERTAINTIES, Fact, Mention, Scope, State, Value
from schedcheck.quantity import Period, Quantity
from schedcheck.quantity.amount import Kind
from schedcheck.reading import How, Outcome, Reading, SeenColumn, SeenTable, Unread

_STATES: tuple[State, ...] = get_args(State)
_MENTIONS: tuple[Mention, ...] = get_args(Mention)
_HOW: tuple[How, ...] = get_args(How)
_KINDS: tuple[Kind, ...] = get_args(Kind)


def write_readings(readings: Iterable[Reading]) -> bytes:
    return dumped([_write_reading(reading) for reading in readings])


def load_readings(content: bytes) -> tuple[Reading, ...]:
    """The Readings that were written. Unfit where the bytes are none."""
    return tuple(map(_load_reading, members(loaded(content))))


def _write_reading(reading: Reading) -> Written:
    scopes = {scope: index for index, scope in enumerate(dict.fromkeys(fact.scope for fact in reading.facts))}
    return [
        _write_paper(reading.paper),
        list(map(_write_scope, scopes)),
        [_write_fact(fact, scopes[fact.scope]) for fact in reading.facts],
        [[u.document, u.section, write_place(u.place), u.printed, u.reason] for u in reading.unread],
        [[o.at, o.facts, o.void] for o in reading.outcomes],
        [[t.section, t.table, t.rows, t.form, list(map(_write_column, t.columns))] for t in reading.tables],
    ]


def _load_reading(value: object) -> Reading:
    paper, written, facts, unread, outcomes, tables = fields(value, 6)
    scopes = tuple(map(_load_scope, members(written)))
    return Reading(
        _load_paper(paper),
        tuple(_load_fact(fact, scopes) for fact in members(facts)),
        tuple(map(_load_unread, members(unread))),
        tuple(map(_load_outcome, members(outcomes))),
        tuple(map(_load_table, members(tables))),
    )


def _write_column(column: SeenColumn) -> Written:
    c = column
    return [c.heading, c.property, c.state, _HOW.index(c.how), c.figures, c.may_be]


def _load_table(value: object) -> SeenTable:
    section, table, rows, form, columns = fields(value, 5)
    return SeenTable(text(section), number(table), number(rows), text(form), tuple(map(_load_column, members(columns))))


def _load_column(value: object) -> SeenColumn:
    heading, name, state, how, figures, may_be = fields(value, 6)
    return SeenColumn(text(heading), text(name), text(state), one_of(how, _HOW), number(figures), texts(may_be))


def _load_outcome(value: object) -> Outcome:
    at, facts, void = fields(value, 3)
    return Outcome(text(at), number(facts), text(void))


def _load_unread(value: object) -> Unread:
    document, section, place, printed, reason = fields(value, 5)
    return Unread(text(document), text(section), load_place(place), text(printed), text(reason))


def _write_paper(p: Paper) -> Written:
    names = [p.id, p.kind, p.title, p.short, p.version, p.file, p.sha256]
    return [*names, p.rank, p.schedule, p.opinion, p.facts, p.gaps, p.notes, p.contract, p.region, p.amends, p.whole]


def _load_paper(value: object) -> Paper:
    *head, gaps, notes, contract, region, amends, whole = fields(value, 17)
    name, kind, title, short, version, file, sha256, rank, schedule, opinion, facts = head
    return Paper(
        text(name),
        text(kind),
        text(title),
        text(short),
        text(version),
        text(file),
        text(sha256),
        number(rank),
        flag(schedule),
        flag(opinion),
        number(facts),
        texts(gaps),
        texts(notes),
        text(contract),
        text(region),
        flag(amends),
        flag(whole),
    )


def _write_scope(scope: Scope) -> Written:
    return [scope.document, scope.section, scope.number, scope.whole, scope.supposed]


def _load_scope(value: object) -> Scope:
    document, section, count, whole, supposed = fields(value, 5)
    return Scope(text(document), text(section), number(count), flag(whole), flag(supposed))


def _write_fact(fact: Fact, scope: int) -> Written:
    f = fact
    sorts = [_STATES.index(f.state), _MENTIONS.index(f.mention), CERTAINTIES.index(f.certainty)]
    places = [write_place(f.place), write_place(f.named)]
    more = [f.basis, write_origin(f.origin)]
    return [scope, f.subject, f.property, _write_value(f.value), *sorts, f.kind, f.printed, *places, *more]


def _load_fact(value: object, scopes: Sequence[Scope]) -> Fact:
    *head, place, named, basis, origin = fields(value, 13)
    scope, subject, name, stated, state, mention, certainty, kind, printed = head
    about, name, kind, printed, basis = strings(subject, name, kind, printed, basis)
    return Fact(
        one_of(scope, scopes),
        about,
        name,
        _load_value(stated),
        one_of(state, _STATES),
        one_of(mention, _MENTIONS),
        one_of(certainty, CERTAINTIES),
        kind,
        printed,
        load_place(place),
        load_place(named),
        basis,
        load_origin(origin),
    )


def _write_value(value: Value) -> object:
    """A text as itself, a quantity as five fields, a period as three."""
    if isinstance(value, Quantity):
        return [_KINDS.index(value.kind), str(value.low), str(value.high), value.unit, value.printed]
    if isinstance(value, Period):
        return [value.first.isoformat(), value.last.isoformat(), value.printed]
    return value


def _load_value(value: object) -> Value:
    if isinstance(value, str):
        return value
    if len(members(value)) == 3:
        first, last, words = fields(value, 3)
        return Period(day(first), day(last), text(words))
    kind, low, high, unit, words = fields(value, 5)
    return _quantity(one_of(kind, _KINDS), *strings(low, high, unit, words))


@lru_cache(maxsize=256)
def _quantity(kind: Kind, low: str, high: str, unit: str, words: str) -> Quantity:
    """A schedule gives few amounts many times."""
    return Quantity(kind, _decimal(low), _decimal(high), unit, words)


def _decimal(value: str) -> Decimal:
    try:
        return Decimal(value)
    except InvalidOperation:
        raise Unfit("an amount is no amount") from None
