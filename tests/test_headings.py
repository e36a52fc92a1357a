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
