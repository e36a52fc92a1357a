"""What is shown around cited words where a document has no lines, and how its places are called."""

from __future__ import annotations

from typing import Any

import pytest

from schedcheck.document import Block, Cell, Document, Mark, Row, Run
from schedcheck.finding import Citation
from schedcheck.place import Place
from schedcheck.report.excerpt import excerpt
from schedcheck.report.passage import passages
from schedcheck.writers.places import exact_spot, line_of, mark, spot
from schedcheck.writers.words import section_words


def at(key: str, page: int = 0, **others: Any) -> Place:
    return Place(page=page, key=key, **others)


def runs(key: str, *texts: str) -> tuple[Run, ...]:
    """Runs at one place; "-old" is deleted, "+new" inserted."""
    marks = {"-": Mark.DELETED, "+": Mark.INSERTED}
    return tuple(Run(text.lstrip("+-"), at(key), marks.get(text[0], Mark.PLAIN)) for text in texts)


def shown(quote: str, place: Place, *blocks: Block) -> tuple[str, str, str]:
    """Before, words and after of a citation in a document of these blocks."""
    found = excerpt(Citation("found", "a", "1", quote, "", place), passages(Document("a.docx", "0", blocks)))
    return found.before, found.words, found.after


TABLE = Block(
    "table",
    headings=(Cell(runs("t1/r1/c1", "ID")), Cell(runs("t1/r1/c2", "Time"))),
    rows=(
        Row((Cell(runs("t1/r2/c1", "4.8.1")), Cell(runs("t1/r2/c2", "-24", "+30", "-hours", "+seconds")))),
        Row((Cell(runs("t1/r2/c1", "4.8.1"), merged=True), Cell(runs("t1/r3/c2", "1  hour")), Cell())),
    ),
)


def test_a_paragraph_is_shown_around_the_words() -> None:
    block = Block("paragraph", runs("p1", "The time of", "-24 hours", "+30 seconds", "is short."))
    assert shown("30 seconds", at("p1"), block) == ("The time of [-24 hours-]{+", "30 seconds", "+} is short.")


def test_a_value_put_together_from_pieces_is_shown_in_its_own_state() -> None:
    assert shown("24 hours", at("t1/r2/c2"), TABLE) == ("4.8.1 | ", "24 hours", "")
    assert shown("30 seconds", at("t1/r2/c2"), TABLE) == ("4.8.1 | ", "30 seconds", "")


def test_a_row_is_shown_without_cells_that_say_nothing_of_their_own() -> None:
    assert shown("1 hour", at("t1/r3/c2"), TABLE) == ("", "1 hour", "")
    assert shown("Time", at("t1/r1/c2"), TABLE) == ("ID | ", "Time", "")


@pytest.mark.parametrize(
    ("line", "offset", "before"),
    [
        ("4.8.10 and 4.8.1", 0, "4.8.10 and "),
        ("1 4.8.1 4.8.1", 9, "1 4.8.1 "),
        ("x4.8.1 4.8.1_ 4.8.1.", 0, "x4.8.1 4.8.1_ "),
        ("x4.8.1y", 0, "x"),
        ("4.8.14.8.1 x", 6, "4.8.1"),
    ],
)
def test_words_of_a_line_are_those_that_stand_alone_and_nearest(line: str, offset: int, before: str) -> None:
    found = excerpt(Citation("found", "a", "1", "4.8.1", "", Place(line=1, offset=offset)), [line])
    assert (found.before, found.words) == (before, "4.8.1")


@pytest.mark.parametrize(("quote", "place"), [("2 hours", at("t1/r2/c2")), ("4.8.1", at("gone")), ("", at("t1/r2/c2"))])
def test_words_that_do_not_stand_there_are_shown_alone(quote: str, place: Place) -> None:
    assert shown(quote, place, TABLE) == ("", quote, "")


def test_the_page_tells_places_of_one_key_apart() -> None:
    first, second = (Block("paragraph", (Run(f"page {n} says 4.8.1", at("x", n)),)) for n in (1, 2))
    assert shown("4.8.1", at("x", 2), first, second)[0] == "page 2 says "


@pytest.mark.parametrize(
    ("place", "file", "exact", "narrow"),
    [
        (Place(line=7, offset=3, table=1, row=2), "f:7", "f:7:3", "7"),
        (Place(line=7, key="table 1 row 2 cell 3"), "f:7", "f:7:1", "7"),
        (at("Times!B7", table=1, row=6), "f:Times!B7", "f:Times!B7", "B7"),
        (at("t1/r2/c3", table=1, row=2), "f", "f:table 1 row 2", "t1 r2"),
        (at("3:1,2,3,4", 3), "f", "f:page 3", "p. 3"),
        (at("3:1,2,3,4", 3, table=2, row=1), "f", "f:page 3:table 2 row 1", "p. 3"),
        (at("p12"), "f", "f", ""),
    ],
)
def test_a_place_is_called_as_its_format_has_it(place: Place, file: str, exact: str, narrow: str) -> None:
    assert (spot("f", place), exact_spot("f", place), mark(place)) == (file, exact, narrow)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(line=9, key="row[3].name", table=1, row=4), "fourth entry"),
        (Place(line=9, key="table 1 row 2 cell 3", table=1, row=2), "section 8, first table, second row"),
        (at("t1/r2/c3", table=1, row=2), "section 8, first table, second row"),
        (at("7:1,2,3,4", 7, table=3, row=1), "section 8, third table, first row, page 7"),
        (at("p12"), "section 8"),
    ],
)
def test_only_an_entry_of_a_toml_file_is_called_one(place: Place, words: str) -> None:
    assert section_words("8", place) == words


def test_cells_of_one_row_share_a_line() -> None:
    def cited(place: Place, section: str = "1") -> tuple[object, ...]:
        return line_of(Citation("found", "a", section, "x", "", place))

    row = cited(at("t1/r2/c1", table=1, row=2))
    assert row == cited(at("t1/r2/c3", table=1, row=2))
    assert row != cited(at("t2/r2/c1", table=1, row=2), section="2")
    assert cited(at("p1")) != cited(at("p2"))
    assert cited(Place(line=7)) == cited(Place(line=7, table=1, row=2))
    assert not cited(Place())
