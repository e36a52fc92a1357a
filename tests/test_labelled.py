"""Rows of a label and a value are read as the line that they stand for. All papers are made up."""

from __future__ import annotations

import pytest

from tests.listing import recognised

REPORT = "# SECMP0901 Modification Report\n\nVersion 1.0\n\n## 1 At a glance\n\n| | |\n|---|---|\n"


def facts(*rows: str) -> set[tuple[str, str]]:
    """(property, printed) of what such a table states."""
    text = REPORT + "".join(f"| {row} |\n" for row in rows) + "\n## 2 More\n\nWords.\n"
    return {(f.property, f.printed) for f in recognised(text)[0].facts if f.place.table}


@pytest.mark.parametrize(
    ("row", "fact"),
    [
        ("Implementation date | 3 June 2027", ("implementation-date", "3 June 2027")),
        ("Target implementation date: | 3 June 2027", ("implementation-date", "3 June 2027")),
        ("Decision due by | 12 March 2027", ("decision-deadline", "12 March 2027")),
    ],
)
def test_a_row_of_a_label_and_a_value_is_a_line(row: str, fact: tuple[str, str]) -> None:
    assert fact in facts("Stage | Decision", row, "Proposer | A made up company")


@pytest.mark.parametrize(
    "row",
    [
        "Implementation date | [-3 June 2027-]{+10 June 2027+}",
        "Implementation date | 3 June 2027 | Release",
        f"Implementation date | 3 June 2027{', if all that is said here comes about' * 3}",
        "Date of the last meeting | 3 June 2027",
        "Last implementation date | 3 June 2027",
        "Rejected implementation date | 3 June 2027",
    ],
)
def test_no_other_row_is(row: str) -> None:
    assert not any(name == "implementation-date" for name, _ in facts("Stage | Decision", row))


def test_the_place_is_that_of_the_value() -> None:
    text = f"{REPORT}| Stage | Decision |\n| Implementation date | 3 June 2027 |\n\n## 2 More\n\nWords.\n"
    (date,) = (f for f in recognised(text)[0].facts if f.property == "implementation-date")
    assert (date.place.line, date.place.row, date.place.column) == (10, 2, 2)
