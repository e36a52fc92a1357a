"""Tables whose key has no heading of its own: ids below a heading that is for names tell it. All papers are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from schedcheck.app import Options, facts

TITLE = "# Full Impact Assessment\n\n## 5 Draft of Schedule 2.2\n\n"
HEAD = "| {heading} | {name} | DCC SM1 | DSP SM1.1 | CSP SM4 |\n|---|---|---|---|---|\n"
ROW = "| {key} | Made Up Reading | {whole} | {own} | {trip} |\n"
PARTS = {"dcc-sm1", "dsp-sm1.1", "csp-sm4"}


def read(tmp_path: Path, text: str) -> dict[tuple[str, str, str], str]:
    """(subject, property, state) -> the printed value of each figure."""
    paper = tmp_path / "paper.txt"
    paper.write_text(TITLE + text, encoding="utf-8")
    found = facts([str(paper)], Options()).facts
    return {(f.subject, f.property, f.state): f.printed for f in found if f.property in PARTS}


def table(*keys: str, heading: str = "Service Request", name: str = "Name") -> str:
    rows = (ROW.format(key=key, whole="30 seconds", own="4 seconds", trip="25 seconds") for key in keys)
    return HEAD.format(heading=heading, name=name) + "".join(rows)


@pytest.mark.parametrize(("heading", "name"), [("Service Request", "Name"), ("Service", "Description")])
def test_ids_below_a_heading_for_names_are_the_subjects(tmp_path: Path, heading: str, name: str) -> None:
    found = read(tmp_path, table("7.9", "6.14.2", heading=heading, name=name))
    assert {subject for subject, _, _ in found} == {"7.9", "6.14.2"}
    assert found["7.9", "csp-sm4", "proposed"] == "25 seconds"


def test_one_value_that_is_no_id_leaves_the_table_unread(tmp_path: Path) -> None:
    assert read(tmp_path, table("7.9", "all others")) == {}


def test_a_column_of_ids_that_has_its_heading_is_preferred(tmp_path: Path) -> None:
    text = table("7.9").replace("| Name |", "| SRV ID |").replace("Made Up Reading", "6.14.2")
    assert {subject for subject, _, _ in read(tmp_path, text)} == {"6.14.2"}


@pytest.mark.parametrize(("before", "after"), [("As it stands:", "As it will be:"), ("Current:", "Proposed:")])
def test_the_line_above_says_which_state_it_shows(tmp_path: Path, before: str, after: str) -> None:
    now = ROW.format(key="7.9", whole="24 hours", own="21 hours", trip="2 hours")
    head = HEAD.format(heading="Service Request", name="Name")
    found = read(tmp_path, f"{before}\n\n{head}{now}\n{after}\n\n{table('7.9')}")
    assert (found["7.9", "dcc-sm1", "current"], found["7.9", "dcc-sm1", "proposed"]) == ("24 hours", "30 seconds")
