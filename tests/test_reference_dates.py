"""A document of a table of references without a date, where the others have one: a note, for a draft may have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from schedcheck.app import Options, verify

START = (
    "Full Impact Assessment\n\nMade up for a test. This document is the DCC Full Impact Assessment for SECMP0900.\n\n"
)
RULED = "# {start}## 1 Documents\n\n| Ref | Title | Issue date |\n|---|---|---|\n{rows}\n"
PLAIN = "{start}1 Introduction\n\n1.1 Documents\n\n# Title and Originator's Reference Source Issue Version\n\n{rows}\n"


def told(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    (tmp_path / "assessment.txt").write_text(text, encoding="utf-8")
    report = verify([str(tmp_path)], Options())
    return [(f.level, f.subject) for f in report.findings if f.rule == "nothing-is-left-to-be-filled-in"]


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ("| 1 | Design | 1 May 2019 |\n| 2 | Plan |  |\n", ["[2]"]),
        ("| 1 | Design |  |\n| 2 | Plan | 1 May 2019 |\n| 3 | Log | 2 May 2019 |\n", ["[1]"]),
        ("| 1 | Design | 1 May 2019 |\n| 2 | Plan | 3 May 2019 |\n", []),
        ("| 1 | Design | 1 May 2019 |\n| 2 | Plan | not issued |\n", []),
        ("| 1 | Design |  |\n| 2 | Plan |  |\n", []),
        ("| 1 | Design | 1 May 2019 |\n| 2 | Plan |  |\n| 3 | Log |  |\n", []),
    ],
)
def test_a_table_of_references_with_ruling_lines(rows: str, missing: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, RULED.format(start=START, rows=rows)) == [("note", each) for each in missing]


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ("1 Design of the store Operator 1.1\n\n2 Plan of the tests Operator 11/1/2019 1.0", ["[1]"]),
        ("1 Design of the store Operator 11/1/2019 1.1\n\n2 Plan of the\n\ntests Operator 11/1/2019 1.0", []),
        ("1 Design of the store Operator 1.1\n\n2 Plan of the tests Operator 1.0", []),
    ],
)
def test_extracted_text_whose_columns_are_lost(rows: str, missing: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, PLAIN.format(start=START, rows=rows)) == [("note", each) for each in missing]
