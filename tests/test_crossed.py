"""Tables whose values are told by a label beside their row and a heading over their column. All papers are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from schedcheck.app import Options, facts
from schedcheck.report import Recognised
from tests.made_docx import docx, p, r, tbl, tc

OPENING = "# Full Impact Assessment of SECMP0901\n\n## 3 Figures\n\n"
PARTS = {"dcc-sm1", "dsp-sm1.1", "csp-sm4", "target-response-time"}
BOTH = {
    ("7.9", "dcc-sm1", "current"): "24 hours",
    ("7.9", "dcc-sm1", "proposed"): "30 seconds",
    ("7.9", "dsp-sm1.1", "current"): "21 hours",
    ("7.9", "dsp-sm1.1", "proposed"): "4 seconds",
}

LONG = """| SRV | Figure | {before} | {after} |
|---|---|---|---|
| 7.9 | DCC SM1 | 24 hours | 30 seconds |
| {again} | DSP SM1.1 | 21 hours | 4 seconds |
"""
WIDE = """| Measure | 7.9 (current) | 7.9 (proposed) |
|---|---|---|
| DCC SM1 | 24 hours | 30 seconds |
| DSP SM1.1 | 21 hours | 4 seconds |
"""
STATES_DOWN = """| | DCC SM1 | DSP SM1.1 |
|---|---|---|
| Existing | 24 hours | 21 hours |
| Revised | 30 seconds | 4 seconds |
"""
STATES_ACROSS = """| Part | Old | New |
|---|---|---|
| DCC SM1 | 24 hours | 30 seconds |
| DSP SM1.1 | 21 hours | 4 seconds |
"""


def read(tmp_path: Path, text: str) -> Recognised:
    paper = tmp_path / "paper.txt"
    paper.write_text(OPENING + text, encoding="utf-8")
    return facts([str(paper)], Options())


def figures(tmp_path: Path, text: str) -> dict[tuple[str, str, str], str]:
    """(subject, property, state) -> the printed value of each figure."""
    return {(f.subject, f.property, f.state): f.printed for f in read(tmp_path, text).facts if f.property in PARTS}


@pytest.mark.parametrize(
    "text",
    [
        LONG.format(before="Now", after="After", again="7.9"),
        LONG.format(before="Current", after="Proposed", again=""),
        LONG.format(before="Until 24 February 2027", after="From 25 February 2027", again="7.9"),
        WIDE,
        f"### 3.1 Service Request 7.9\n\n{STATES_DOWN}",
        f"#### 7.9 Made Up Reading\n\n{STATES_DOWN}",
        f"### 3.1 Service Request 7.9\n\n{STATES_ACROSS}",
        f"#### 7.9 Made Up Reading\n\n{STATES_ACROSS}",
    ],
)
def test_subject_property_and_state_may_stand_on_any_side(tmp_path: Path, text: str) -> None:
    assert figures(tmp_path, text) == BOTH


def test_a_label_may_name_the_property_and_the_subject(tmp_path: Path) -> None:
    rows = "| Target Response Time of 7.9 | 24 hours | 30 seconds |\n| Length of the list | 48 | 96 |\n"
    found = figures(tmp_path, f"| What | From | To |\n|---|---|---|\n{rows}")
    assert found == {
        ("7.9", "target-response-time", "current"): "24 hours",
        ("7.9", "target-response-time", "proposed"): "30 seconds",
    }


def test_dates_tell_the_states_of_known_headings_too(tmp_path: Path) -> None:
    heads = "| SRV | DCC SM1 until 28 February 2027 | DCC SM1 from 1 March 2027 |\n|---|---|---|\n"
    found = figures(tmp_path, f"{heads}| 7.9 | 24 hours | 30 seconds |\n")
    assert found == {key: value for key, value in BOTH.items() if key[1] == "dcc-sm1"}


def test_the_place_is_that_of_the_cell(tmp_path: Path) -> None:
    found = read(tmp_path, LONG.format(before="Now", after="After", again="7.9")).facts
    (own,) = (f for f in found if f.property == "dsp-sm1.1" and f.state == "proposed")
    assert (own.place.line, own.place.row, own.place.column) == (8, 2, 4)
    assert (own.named.row, own.named.column) == (2, 1)


OWN = {key: value for key, value in BOTH.items() if key[1] == "dsp-sm1.1"}


@pytest.mark.parametrize(
    ("text", "read_still"),
    [
        (
            WIDE.replace("7.9 (proposed)", "6.14.2 (proposed)").replace("| DCC SM1", "| 7.9 DCC SM1"),
            {("7.9", "dsp-sm1.1", "current"): "21 hours", ("6.14.2", "dsp-sm1.1", "proposed"): "4 seconds"},
        ),
        (f"### 3.1 Service Requests 7.9 and 6.14.2\n\n{STATES_DOWN}", {}),
        (f"### 3.1 Made up words\n\n{STATES_DOWN}", {}),
        (f"#### 3.1 Made up words\n\n{STATES_DOWN}", {}),
        (LONG.format(before="Option A", after="Option B", again="7.9"), {}),
        (f"### 3.1 Measured times of Service Request 7.9\n\n{STATES_DOWN}", {}),
        (f"### 3.1 Service Request 7.9, not taken forward\n\n{STATES_DOWN}", {}),
        (f"These are not the times of SRV 7.9.\n\n{STATES_ACROSS}", {}),
        (LONG.format(before="Current contract", after="Current performance", again="7.9"), {}),
        (LONG.format(before="Proposed (Option A)", after="Proposed (Option B)", again="7.9"), {}),
        (LONG.format(before="From 3 June 2027", after="From 4 June 2028", again="7.9"), {}),
        (LONG.format(before="Now", after="After", again="7.9").replace("| DCC SM1 |", "| DCC SM1 (retry) |"), OWN),
        (LONG.format(before="Now", after="After", again="7.9").replace("| DCC SM1 |", "| DSP SM1.1 |"), {}),
        (STATES_DOWN.replace("DCC SM1", "Alpha").replace("DSP SM1.1", "Beta"), {}),
        (LONG.format(before="Now", after="After", again="7.9").replace("| 7.9 | DCC", "| [-6.1-]{+7.9+} | DCC"), OWN),
    ],
)
def test_what_is_not_told_or_told_in_two_ways_is_not_read(
    tmp_path: Path, text: str, read_still: dict[tuple[str, str, str], str]
) -> None:
    assert figures(tmp_path, text) == read_still
    assert read(tmp_path, text).papers[0].gaps


def test_a_row_that_nothing_names_is_told_as_a_gap_and_the_others_are_read(tmp_path: Path) -> None:
    text = f"{LONG.format(before='Now', after='After', again='7.9')}| all | waiting | 2 hours | 1 hour |\n"
    assert figures(tmp_path, text) == BOTH
    assert "row 3 and its headings do not say" in " ".join(read(tmp_path, text).papers[0].gaps)


def test_a_value_without_a_unit_is_told(tmp_path: Path) -> None:
    text = LONG.format(before="Now", after="After", again="7.9").replace("4 seconds", "4")
    assert ("7.9", "dsp-sm1.1", "proposed") not in figures(tmp_path, text)
    assert "can not be read as a time" in " ".join(read(tmp_path, text).papers[0].gaps)


def test_a_first_row_that_the_file_sets_like_all_others_is_headings(tmp_path: Path) -> None:
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in WIDE.splitlines() if "---" not in line]
    table = tbl(*(tuple(tc(p(r(cell))) for cell in row) for row in cells))
    paper = tmp_path / "paper.docx"
    paper.write_bytes(docx(p(r("SECMP0901 Full Impact Assessment"), style="Heading1") + table))
    found = facts([str(paper)], Options()).facts
    assert {(f.subject, f.property, f.state): f.printed for f in found if f.property in PARTS} == BOTH
    assert {f.place.row for f in found if f.property in PARTS} == {1, 2}


def test_how_such_a_table_was_read_is_told(tmp_path: Path) -> None:
    (tables,) = read(tmp_path, WIDE).tables.values()
    assert [column.how for column in tables[0].columns] == ["words", "by-row", "by-row"]
