"""Headings of tables: which state their words put a column in, and which columns nothing tells apart."""

from __future__ import annotations

import pytest

from schedcheck.fact import Fact
from schedcheck.recognise.headings import heading_state, said_state
from tests.listing import recognised, vocabulary

START = "<h1>Full Impact Assessment</h1><p>The purpose of this Full Impact Assessment is plain.</p>"


@pytest.mark.parametrize(
    ("heading", "state", "rest"),
    [
        ("Gate time (now)", "current", "gate time"),
        ("As-is gate time", "current", "gate time"),
        ("Gate time: existing", "current", "gate time"),
        ("Today’s gate time", "current", "gate time"),
        ("Gate time [To be]", "proposed", "gate time"),
        ("Revised gate time", "proposed", "gate time"),
        ("Gate time – future", "proposed", "gate time"),
        ("Current / proposed gate time", "both", "/ gate time"),
        ("Current/proposed gate time", "both", "gate time"),
        ("Time to open", "", "Time to open"),
        ("Time now and then", "", "Time now and then"),
        ("Now", "current", ""),
        ("Gate time until 28 February 2027", "current", "Gate time"),
        ("Gate time from 1 March 2027", "", "Gate time"),
        ("From 2027-03-01", "", ""),
    ],
)
def test_words_of_a_heading_name_its_state(heading: str, state: str, rest: str) -> None:
    assert heading_state(heading, vocabulary()) == (state, rest)


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("The current times are these", "current"),
        ("It shall now be read with the proposed times below", "proposed"),
        ("The times before the change", None),
        ("Current and proposed times", None),
    ],
)
def test_a_sentence_above_a_table_is_no_heading(sentence: str, state: str | None) -> None:
    assert said_state(sentence, vocabulary()) == state


def times(table: str) -> list[tuple[str, str, str, str]]:
    (reading,) = recognised(f"<html><body>{START}{table}</body></html>", names=["a.html"])
    return [_time(f) for f in reading.facts if f.property != "mentioned-id"]


def _time(fact: Fact) -> tuple[str, str, str, str]:
    return fact.property, fact.state, fact.printed, fact.certainty


@pytest.mark.parametrize(
    "heading",
    [
        "<tr><th rowspan=2>SRV<th colspan=2>DCC SM1</tr><tr><th>Now<th>New</tr>",
        "<tr><th rowspan=2>SRV<th>As is<th>To be</tr><tr><th>DCC SM1<th>DCC SM1</tr>",
        "<tr><th>SRV<th>DCC SM1 before<th>DCC SM1 after</tr>",
    ],
)
def test_a_row_of_headings_above_the_others_may_hold_the_states(heading: str) -> None:
    row = "<tr><td>4.1.1<td>24 hours<td>30 seconds</tr>"
    assert times(f"<table>{heading}{row}</table>") == [
        ("dcc-sm1", "current", "24 hours", "plain"),
        ("dcc-sm1", "proposed", "30 seconds", "plain"),
    ]


def test_a_heading_that_marks_turn_into_another_columns_leaves_its_values_unread_with_the_reason() -> None:
    (reading,) = recognised(
        "# MP300 Full Impact Assessment\n\n## 8. Times\n\n"
        "| SRV | [-DCC SM1-]{+DSP SM1.1+} | CSP SM4 |\n|---|---|---|\n| 2.1 | 24 hours | 3 hours |\n"
    )
    assert {fact.property for fact in reading.facts} & {"dcc-sm1", "dsp-sm1.1", "csp-sm4"} == {"csp-sm4"}
    assert [unread.printed for unread in reading.unread] == ["24 hours"]
    assert "changed from “DCC SM1” to “DSP SM1.1”" in reading.unread[0].reason
    assert len(reading.paper.gaps) == 1
    assert reading.paper.notes == ()


def test_the_reason_is_told_where_no_other_column_is_known() -> None:
    (reading,) = recognised(
        "# MP300 Full Impact Assessment\n\n## 8. Times\n\n"
        "| SRV | [-DCC SM1-]{+DSP SM1.1+} |\n|---|---|\n| 2.1 | 24 hours |\n"
    )
    assert [(u.printed, u.reason) for u in reading.unread] == [
        ("24 hours", "its heading was changed from “DCC SM1” to “DSP SM1.1”")
    ]
    assert len(reading.paper.gaps) == 1
    assert reading.paper.notes == ()


def test_a_heading_that_marks_only_word_anew_keeps_its_column() -> None:
    (reading,) = recognised(
        "# MP300 Full Impact Assessment\n\n## 8. Times\n\n| SRV | [-SM1-]{+DCC SM1+} |\n|---|---|\n| 2.1 | 24 hours |\n"
    )
    assert {fact.printed for fact in reading.facts if fact.property == "dcc-sm1"} == {"24 hours"}
    assert (reading.unread, reading.paper.gaps) == ((), ())
