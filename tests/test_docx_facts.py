"""The same content gives the same facts, whether as text, as tracked Word, as redlined by hand, or accepted."""

from __future__ import annotations

import re

import pytest
from attrs import evolve

from schedcheck.document import Source
from schedcheck.fact import Fact
from schedcheck.place import Place
from schedcheck.readers import read
from schedcheck.recognise import Reading, recognise
from schedcheck.writers.json_values import place_json
from tests.listing import recognised, vocabulary
from tests.made_docx import as_word, box, docx, level, numbering, p, r, tbl, tc
from tests.shared import PROJECT

LEGAL = (PROJECT / "tests" / "cases" / "recognise" / "redlined-legal-text.txt").read_text(encoding="utf-8")
ASSESSMENT = """
# Full Impact Assessment
MP217 Full Impact Assessment – version 0.3

The purpose of this Full Impact Assessment is to set out what MP217 changes.

## 1. Contract changes

### 1.1 Schedule 2.2

Draft changes to Schedule 2.2 are set out below.

| SRV | Service Request | DCC SM1 | DSP SM1.1 | CSP SM4.3 |
|---|---|---|---|---|
| 1.1.1 | Update Import Tariff | [-24 hours-]{+30 seconds+} | [-21 hours-]{+4 seconds+} | [-2 hours-]{+25 seconds+} |
| 8.11 | Update HAN Device Log | [-24-]{+30+} [-hours-]{+seconds+} | 4 seconds | [-2-]{+25+} seconds |

The Target Response Time will change from 24 hours to [-60-]{+30+} seconds for the following:

- SRV 1.1.1
- SRV 8.11

## 2. Costs

The total cost is [-£15,000-]{+£15,000.50+}.

| Activity | Cost |
|---|---|
| Design | £12,000 |
| SIT | [-£2,000-]{+£3,000.50+} |
| Total | £15,000.50 |

## 3. Timetable

| Phase | Start | End |
|---|---|---|
| Design | 1 March 2026 | 30 April 2026 |
| SIT | May 2026 | June 2026 |
"""
TEXTS = {"legal text": LEGAL, "assessment": ASSESSMENT}


def accepted(text: str) -> str:
    return re.sub(r"\[-.*?-\]", "", text).replace("{+", "").replace("+}", "")


def from_word(content: bytes) -> tuple[Reading, ...]:
    return recognise([read(Source("file1.docx", content, ""), vocabulary())], vocabulary())


def stated(readings: tuple[Reading, ...]) -> list[tuple[str, Fact, tuple[int, int, int]]]:
    """Every fact with its words and its place in a table; lines and keys are those of a format."""
    return sorted(
        (
            (f.printed, evolve(f, place=Place(), named=Place()), (f.place.table, f.place.row, f.place.column))
            for reading in readings
            for f in reading.facts
        ),
        key=str,
    )


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("way", ["tracked", "letter by letter", "by hand", "accepted"])
def test_facts_of_a_word_file_are_those_of_the_text(name: str, way: str) -> None:
    text = accepted(TEXTS[name]) if way == "accepted" else TEXTS[name]
    expected, found = recognised(text), from_word(as_word(TEXTS[name], way))
    assert len(stated(found)) > 15
    assert stated(found) == stated(expected)
    assert [len(reading.unread) for reading in found] == [len(reading.unread) for reading in expected]


@pytest.mark.parametrize("name", TEXTS)
def test_accepted_changes_leave_no_old_value(name: str) -> None:
    facts = [f for reading in from_word(as_word(TEXTS[name], "accepted")) for f in reading.facts]
    assert not any(f.certainty == "marked" for f in facts)
    assert {f.value.normal() for f in facts if f.property == "dcc-sm1" and not isinstance(f.value, str)} <= {"30 s"}


def test_tick_boxes_numbers_and_merged_cells_come_to_facts() -> None:
    spanned = tc("24 hours", properties='<w:vMerge w:val="restart"/>')
    below = tc("", properties="<w:vMerge/>")
    body = (
        p("Annex B: Legal text", style="Title")
        + p("This document contains the redlined changes to the SEC for MP217.")
        + p("Changes", style="Heading1", list=(1, 0))
        + tbl(["SRV", "Name", "Current TRT"], ["1.1.1", "First Thing", spanned], ["1.1.2", "Second Thing", below])
        + p("Parties impacted", style="Heading1", list=(1, 0))
        + tbl([tc(p(box("1"), r(" Large Suppliers"))), tc(p(box("0"), r(" Small Suppliers")))])
    )
    (reading,) = from_word(docx(body, {"numbering.xml": numbering(level(0, "%1."))}))
    told = {(f.section, f.subject, f.property, f.printed) for f in reading.facts}
    assert {
        ("1", "1.1.1", "target-response-time", "24 hours"),
        ("1", "1.1.2", "target-response-time", "24 hours"),
        ("2", "MP217", "impacted-party", "Large Suppliers"),
        ("2", "MP217", "unticked-party", "Small Suppliers"),
    } <= told


def test_what_a_merged_cell_leaves_unread_is_told_once() -> None:
    words = tc("We need 2 months for that.", properties='<w:vMerge w:val="restart"/>')
    body = (
        p("Annex B: Legal text", style="Title")
        + p("This document contains the redlined changes to the SEC for MP217.")
        + tbl(["Who", "View"], ["A", words], ["B", tc("", properties="<w:vMerge/>")])
    )
    (reading,) = from_word(docx(body))
    assert [left.printed for left in reading.unread] == ["2 months"]


def test_a_heading_without_a_number_belongs_to_the_numbered_one_above_it() -> None:
    body = (
        p("Annex B: Legal text", style="Title")
        + p("This document contains the redlined changes to the SEC for MP217.")
        + p("Changes", style="Heading1", list=(1, 0))
        + p("Part one", style="Heading2")
        + tbl(["SRV", "Name", "Current TRT"], ["1.1.1", "First Thing", "24 hours"])
        + p("Other matters", style="Heading1")
        + tbl(["SRV", "Name", "Current TRT"], ["1.1.2", "Second Thing", "30 seconds"])
    )
    (reading,) = from_word(docx(body, {"numbering.xml": numbering(level(0, "%1."))}))
    sections = {f.subject: f.section for f in reading.facts if f.property == "target-response-time"}
    assert sections == {"1.1.1": "1", "1.1.2": "Other matters"}


def test_who_changed_a_value_is_told_with_its_fact() -> None:
    text = (PROJECT / "schedules" / "modifications" / "secmp0053" / "annex-b-legal-text.txt").read_text(
        encoding="utf-8"
    )
    (reading,) = from_word(as_word(text, "tracked"))
    changed = [fact for fact in reading.facts if fact.property == "target-response-time" and fact.certainty == "marked"]
    assert changed
    assert {fact.place.by for fact in changed} == {"Someone, 2026-01-01"}
    assert {place_json(fact.place)["by"] for fact in changed} == {"Someone, 2026-01-01"}
