"""Documents and Readings come back as they were written; whatever else is given is Unfit, never a fault."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject as Draw

from schedcheck.app.transcript import Unfit, load_document, load_readings, write_document, write_readings
from schedcheck.document import Block, BlockKind, Cell, Document, Mark, Paper, Row, Run, Source
from schedcheck.fact import CERTAINTIES, Fact, Mention, Scope, State
from schedcheck.place import NO_ORIGIN, Origin, Place
from schedcheck.quantity import Period, Quantity
from schedcheck.quantity.amount import Kind
from schedcheck.readers import read
from schedcheck.reading import How, Outcome, Reading, SeenColumn, SeenTable, Unread
from schedcheck.recognise import recognise
from tests.listing import vocabulary
from tests.shared import PROJECT

WORDS = st.text(st.characters(codec=None), max_size=8)
COUNTS = st.integers(0, 10**9)
PLACES = st.just(Place()) | st.builds(Place, *[COUNTS] * 7, WORDS, WORDS)
RUNS = st.lists(st.builds(Run, WORDS, PLACES, st.sampled_from(Mark)), max_size=3).map(tuple)
CELLS = st.lists(st.builds(Cell, RUNS, COUNTS, st.booleans()), max_size=3).map(tuple)
ROWS = st.lists(st.builds(Row, CELLS, PLACES, WORDS), max_size=3).map(tuple)
TEXTS = st.builds(
    Block,
    kind=st.sampled_from([kind for kind in get_args(BlockKind) if kind != "table"]),
    runs=RUNS,
    number=WORDS,
    level=COUNTS,
    fresh=st.booleans(),
    place=PLACES,
)
TABLES = st.builds(
    Block,
    kind=st.just("table"),
    runs=RUNS,
    number=WORDS,
    level=COUNTS,
    headings=CELLS,
    rows=ROWS,
    form=WORDS,
    fresh=st.booleans(),
    place=PLACES,
    aligned=st.booleans(),
)
NAMES = st.lists(WORDS, max_size=2).map(tuple)
DOCUMENTS = st.builds(
    Document,
    WORDS,
    WORDS,
    st.lists(TEXTS | TABLES, max_size=3).map(tuple),
    *[WORDS] * 3,
    st.booleans(),
    NAMES,
    WORDS,
    WORDS,
    NAMES,
)
DATES = st.dates(date(1900, 1, 1), date(2100, 1, 1))
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False)
VALUES = (
    WORDS
    | st.builds(Period, DATES, DATES, WORDS)
    | st.builds(Quantity, st.sampled_from(get_args(Kind)), AMOUNTS, AMOUNTS, WORDS, WORDS)
)
SCOPES = st.builds(Scope, WORDS, WORDS, COUNTS, st.booleans())
ORIGINS = st.just(NO_ORIGIN) | st.builds(Origin, WORDS, DATES, WORDS, WORDS, PLACES)
FACTS = st.builds(
    Fact,
    SCOPES,
    WORDS,
    WORDS,
    VALUES,
    st.sampled_from(get_args(State)),
    st.sampled_from(get_args(Mention)),
    st.sampled_from(CERTAINTIES),
    WORDS,
    WORDS,
    PLACES,
    PLACES,
    WORDS,
    ORIGINS,
)
FLAGS = st.booleans()
PAPERS = st.builds(Paper, *[WORDS] * 7, COUNTS, FLAGS, FLAGS, COUNTS, NAMES, NAMES, WORDS, WORDS, FLAGS)
COLUMNS = st.builds(SeenColumn, WORDS, WORDS, WORDS, st.sampled_from(get_args(How)), COUNTS, NAMES)
SEEN = st.builds(SeenTable, WORDS, COUNTS, COUNTS, WORDS, st.lists(COLUMNS, max_size=2).map(tuple))
READINGS = st.builds(
    Reading,
    PAPERS,
    st.lists(FACTS, max_size=4).map(tuple),
    st.lists(st.builds(Unread, WORDS, WORDS, PLACES, WORDS, WORDS), max_size=2).map(tuple),
    st.lists(st.builds(Outcome, WORDS, COUNTS, WORDS), max_size=2).map(tuple),
    st.lists(SEEN, max_size=2).map(tuple),
)

LISTED = {
    Place: 9,
    Run: 3,
    Cell: 3,
    Row: 3,
    Block: 10,
    Document: 11,
    Paper: 17,
    Scope: 5,
    Fact: 13,
    Origin: 5,
    Quantity: 5,
    Period: 3,
    Reading: 5,
    Unread: 5,
    Outcome: 3,
    SeenTable: 5,
    SeenColumn: 6,
}
"""How many fields of each record are written. A record that gains one must have it written, or its user loses it."""


@given(DOCUMENTS)
def test_a_document_comes_back(document: Document) -> None:
    assert inside(load_document(write_document(document))) == inside(document)


@given(st.lists(READINGS, max_size=2).map(tuple))
def test_readings_come_back(readings: tuple[Reading, ...]) -> None:
    assert inside(load_readings(write_readings(readings))) == inside(readings)


@pytest.mark.parametrize(
    "file", sorted((PROJECT / "schedules" / "modifications").glob("*/*.txt")), ids=lambda f: f.name
)
def test_a_shipped_document_comes_back(file: Path) -> None:
    document = read(Source(file.name, file.read_bytes(), "0"), vocabulary())
    assert inside(load_document(write_document(document))) == inside(document)
    readings = recognise((document,), vocabulary())
    assert inside(load_readings(write_readings(readings))) == inside(readings)
    assert readings[0].facts


@pytest.mark.parametrize("record", LISTED, ids=lambda record: record.__name__)
def test_every_field_is_written(record: type[Any]) -> None:
    assert len(attrs.fields(record)) == LISTED[record]


@given(DOCUMENTS, st.data())
def test_a_changed_document_is_unfit_or_another_document(document: Document, data: Draw) -> None:
    written = json.loads(write_document(document))
    changed = json.dumps(replaced(written, data)).encode()
    try:
        assert isinstance(load_document(changed), Document)
    except Unfit:
        return


@given(READINGS, st.data())
def test_a_changed_reading_is_unfit_or_another_reading(reading: Reading, data: Draw) -> None:
    changed = json.dumps(replaced(json.loads(write_readings([reading])), data)).encode()
    try:
        assert isinstance(load_readings(changed), tuple)
    except Unfit:
        return


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[", b"[" * 100_000, b"null", b"[1,2,3]", b'"x"', b"\xff\xfe", b"[[[[]]]]", b"NaN", b"9" * 5000],
    ids=lambda content: content[:10].decode("latin-1"),
)
def test_other_bytes_are_unfit(content: bytes) -> None:
    for load in (load_document, load_readings):
        with pytest.raises(Unfit):
            load(content)


def replaced(value: Any, data: Draw) -> Any:
    """The same JSON with one part, anywhere in it, made another."""
    if isinstance(value, list) and value and data.draw(st.booleans()):
        index = data.draw(st.integers(0, len(value) - 1))
        return [*value[:index], replaced(value[index], data), *value[index + 1 :]]
    return data.draw(st.sampled_from([None, -1, 10**9, 1.5, "x", True, [], [[]], {"a": 1}]))


def inside(value: Any) -> Any:
    """Everything in a record, also what its equality leaves out."""
    if attrs.has(type(value)):
        return [type(value).__name__, *(inside(getattr(value, f.name)) for f in attrs.fields(type(value)))]
    if isinstance(value, tuple):
        return [inside(part) for part in value]
    return str(value.as_tuple()) if isinstance(value, Decimal) else value
