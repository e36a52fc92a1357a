"""The trace: each requirement through every document of a pack, in a report and on every page that shows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from schedcheck.app import Options, verify
from schedcheck.report import Report
from schedcheck.report.trace import Taken, Traced
from schedcheck.writers.console import Look, write_full
from schedcheck.writers.json import write_json
from schedcheck.writers.jsonl import write_jsonl
from schedcheck.writers.markdown import write_markdown
from tests.shared import PROJECT, shared
from tests.test_writers import same_as

SCREENS = PROJECT / "tests" / "cases" / "trace"

ASKED = """# Business requirements

Made up for a test. This document contains the business requirements for SECMP0900.

## 1. What is asked for

| Ref | Requirement |
|---|---|
| BR1 | The store keeps readings of every meter for thirteen whole months |
| BR2 | Users see the oldest reading of a meter within one working day |
| BR10 | The log of the store names who has read what, and when |
"""

ASSESSED = """# Full Impact Assessment

Made up for a test. The purpose of this Full Impact Assessment (FIA) is to say what SECMP0900 takes.

## 2. Scope

BR1: The store keeps readings of every meter for thirteen months

## 3. Solution

The store is made larger, which is all that BR1 takes.

## 4. Tests

BR10 and BR1 are tested together.
"""

REPORTED = """# SECMP0900 Modification Report

Made up for a test. This document is the Modification Report for SECMP0900.

## 5. Discussion

The Working Group thought BR2 hard to meet.
"""

ANSWERED = """# Consultation responses

Made up for a test. This document contains the consultation responses for SECMP0900.

## Question 1: Do you agree with the solution?

| Respondent | Category | Response | Rationale |
|---|---|---|---|
| Northern Meters | Large Supplier | No | BR2 asks too much, and BR10 too little |
"""


def report(folder: Path, **papers: str) -> Report:
    for name, text in papers.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return verify([str(path) for path in sorted(folder.glob("*.txt"))], Options())


@pytest.fixture
def whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.chdir(tmp_path)
    return report(Path(), asked=ASKED, assessed=ASSESSED, reported=REPORTED, answered=ANSWERED)


def told(row: Traced) -> list[tuple[str, str, list[str], bool]]:
    return [(each.document, each.how, [fact.section for fact in each.facts], each.lost) for each in row.taken]


def test_each_requirement_is_traced_through_every_document(whole: Report) -> None:
    one, two, ten = whole.trace.rows
    assert [row.subject for row in (one, two, ten)] == ["Requirement 1", "Requirement 2", "Requirement 10"]
    assert told(one) == [
        ("business-requirements", "stated", ["1"], False),
        ("full-impact-assessment", "stated", ["2"], True),
        ("full-impact-assessment", "answered", ["3", "4"], False),
    ]
    assert told(two) == [
        ("consultation-responses", "mentioned", ["Question 1: Do you agree with the solution?"], False),
        ("business-requirements", "stated", ["1"], False),
        ("full-impact-assessment", "missing", [], False),
        ("modification-report", "mentioned", ["5"], False),
    ]
    assert [each.how for each in ten.taken] == ["mentioned", "stated", "answered"]
    assert (one.settled, two.settled, ten.settled) == (False, False, True)


def test_every_document_of_the_pack_has_a_column(whole: Report) -> None:
    assert len(whole.trace.columns) == len(whole.trace.papers) == 4


def test_what_was_not_read_in_full_may_have_an_answer(tmp_path: Path) -> None:
    table = "\n## 5. Costs\n\n| Colour | Shade |\n|---|---|\n| red | 5 seconds |\n"
    rows = report(tmp_path, asked=ASKED, assessed=ASSESSED + table).trace.rows
    assert [each.how for each in rows[1].taken] == ["stated", "open"]


def test_who_names_no_requirement_by_its_number_may_answer_all(tmp_path: Path) -> None:
    text = ASSESSED.split("BR1:", maxsplit=1)[0] + "All that is asked for can be had.\n"
    rows = report(tmp_path, asked=ASKED, assessed=text).trace.rows
    assert [each.how for row in rows for each in row.taken] == ["stated", "open"] * 3


def test_without_requirements_there_is_no_trace(tmp_path: Path) -> None:
    made = report(tmp_path, reported=REPORTED)
    assert made.trace.rows == ()
    assert "taken up" not in write_full(made, Look(80, detail=True)) + write_markdown(made)
    assert json.loads(write_json(made))["trace"] == []


@pytest.mark.parametrize(
    ("name", "look"),
    [("80", Look(80)), ("80-ascii-detail", Look(80, encoding="ascii", detail=True)), ("40", Look(40, detail=True))],
)
def test_screen(whole: Report, name: str, look: Look) -> None:
    screen = write_full(whole, look)
    start = screen.index("Where each requirement")
    same_as(SCREENS / f"{name}.txt", screen[start : screen.index("\nwarning ", start)])


def test_page(whole: Report) -> None:
    page = write_markdown(whole)
    same_as(SCREENS / "markdown.txt", page[page.index("### Where each requirement") :])


def test_json(whole: Report) -> None:
    read = json.loads(write_json(whole))["trace"]
    lines = [json.loads(line) for line in write_jsonl(whole).splitlines()]
    assert [line for line in lines if line["entry"] == "trace"] == [{"format": 1, "entry": "trace", **e} for e in read]
    assert [entry["subject"] for entry in read] == [row.subject for row in whole.trace.rows]
    assert set(read[0]) == {"subject", "title", "says", "taken"}
    assert set(read[0]["taken"][0]) == {"document", "how", "lost", "places"}
    places = [place for entry in read for taken in entry["taken"] for place in taken["places"]]
    assert {frozenset(place) for place in places} == {frozenset({"section", "page", "table", "row", "column", "line"})}
    assert all(place["line"] for place in places)


def test_folds_what_is_settled_unless_all_is_asked_for(whole: Report) -> None:
    assert "\nRequirement 10\n" not in write_full(whole, Look(80))
    assert "1 more (-v shows all)" in write_full(whole, Look(80))
    assert "\nRequirement 10\n" in write_full(whole, Look(80, detail=True))


def test_the_real_pack() -> None:
    rows = verify([str(shared("secmp0053.txt"))], Options()).trace.rows
    ways: list[Taken] = [each for row in rows for each in row.taken]
    assert len(rows) == 2
    assert {(each.document, each.how) for each in ways} == {
        ("business-requirements", "stated"),
        ("full-impact-assessment", "stated"),
        ("full-impact-assessment", "answered"),
        ("modification-report", "mentioned"),
        ("consultation-responses", "mentioned"),
    }
