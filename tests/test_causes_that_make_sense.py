"""Causes of whole papers: what is told is a repair that a person would make, and where none is known, none is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from schedcheck.app import Options, verify
from schedcheck.report import Report
from tests.shared import shared

LOAD = "Update Device Configuration (Auxiliary Load Control Description)"
TIMES = "Update Device Configuration (Auxiliary Load Control Scheduler)"
BOOST = "Add Auxiliary Load To Boost Button"
PROFILE = "Read Active Import Profile Data"
LEGAL = f"""# SECMP0900 Legal text

Annex B

| Service Reference | SRV | Name | Target Response Time |
|---|---|---|---|
| 4.8 | 4.8.1 | {PROFILE} | [-30 seconds-]{{+24 hours+}} |
| 6.14 | 6.14.1 | {LOAD} | [-24 hours-]{{+30 seconds+}} |
| 6.14 | 6.14.2 | {TIMES} | [-24 hours-]{{+30 seconds+}} |
| 7.9 | 7.9 | {BOOST} | [-24 hours-]{{+30 seconds+}} |
"""
REPORT = """# SECMP0900 Modification Report

## 1. Summary

Service Requests 6.14.1, 6.14.2 and 7.9 would be changed from 24 hours to 30 seconds. Service Request 4.8.1 would be
changed from 30 seconds to 24 hours.
"""
ASSESSMENT = f"""# SECMP0900 DCC Full Impact Assessment

Annex C

## 1. Current values

| SRV | Service Request | DCC SM1 | DSP SM1.1 | CSP SM4 |
|---|---|---|---|---|
| 4.8.1 | {PROFILE} | 30 seconds | 4 seconds | 25 seconds |
| 6.14.1 | {LOAD} | 24 hours | 21 hours | 2 hours |
| 6.14.2 | {TIMES} | 24 hours | 21 hours | 2 hours |
| 7.9 | {BOOST} | 24 hours | 21 hours | 2 hours |

## 2. Proposed values

| SRV | Service Request | DCC SM1 | DSP SM1.1 | CSP SM4 |
|---|---|---|---|---|
| 4.8.1 | {PROFILE} | 24 hours | 21 hours | 2 hours |
| 6.14.1 | {LOAD} | 30 seconds | 4 seconds | 25 seconds |
| 6.14.2 | {TIMES} | 30 seconds | 4 seconds | 25 seconds |
| 7.9 | {BOOST} | 30 seconds | 4 seconds | 25 seconds |
"""
PAPERS = {"legal.txt": LEGAL, "report.txt": REPORT, "assessment.txt": ASSESSMENT}
Change = Callable[..., Report]


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Change:
    """The report on the papers above after words in some of them were put in place of others."""
    monkeypatch.chdir(tmp_path)

    def report(*slips: tuple[str, str, str], papers: dict[str, str] = PAPERS) -> Report:
        (tmp_path / "pack").mkdir()
        for name, text in papers.items():
            for _, old, new in (slip for slip in slips if slip[0] == name):
                assert old in text
                text = text.replace(old, new)
            (tmp_path / "pack" / name).write_text(text, encoding="utf-8")
        return verify(["pack"], Options())

    return report


def real(*slips: tuple[str, str, str]) -> dict[str, str]:
    """The real pack, with words in place of others in the first line after one that starts so."""
    lines = shared("secmp0053.txt").read_text(encoding="utf-8").split("\n")
    for start, old, new in slips:
        first = next(n for n, line in enumerate(lines) if line.startswith(start))
        number = next(n for n, line in enumerate(lines[first:], first) if old in line)
        lines[number] = lines[number].replace(old, new, 1)
    return {"pack.txt": "\n".join(lines)}


def told(report: Report) -> list[str]:
    return [cause.message for cause in report.causes]


def test_the_papers_are_consistent(changed: Change) -> None:
    assert changed().findings == ()


ROW_OF_4_8_1 = f"| 4.8.1 | {PROFILE} | 24 hours | 21 hours | 2 hours |"
ROW_OF_7_9 = f"| 7.9 | {BOOST} | 30 seconds | 4 seconds | 25 seconds |"


def test_figures_of_two_rows_that_took_each_others_place_are_the_rows_exchanged(changed: Change) -> None:
    """And not the change of 4.8.1 changed into none, in the two papers that are right."""
    slips = (
        ("assessment.txt", ROW_OF_4_8_1, f"| 4.8.1 | {PROFILE} | 30 seconds | 4 seconds | 25 seconds |"),
        ("assessment.txt", ROW_OF_7_9, f"| 7.9 | {BOOST} | 24 hours | 21 hours | 2 hours |"),
    )
    report = changed(*slips)
    assert told(report) == [
        f"In Annex C: Full Impact Assessment, section 2, first table, row 1: 4.8.1 {PROFILE} should be 7.9 {BOOST}; "
        f"in row 4: 7.9 {BOOST} should be 4.8.1 {PROFILE}."
    ]
    assert set(report.causes[0].explains) == {finding.id for finding in report.findings}


def test_no_cause_makes_a_change_of_a_value_into_itself(changed: Change) -> None:
    marks = "[-30 seconds-]{+24 hours+}"
    papers = {name: text for name, text in PAPERS.items() if name != "assessment.txt"}
    report = changed(("legal.txt", marks, "[-24 hours-]{+24 hours+}"), papers=papers)
    (cause,) = report.causes
    assert [(edit.document, edit.source, edit.target) for edit in cause.edits] == [
        ("legal-text", "24 hours", "30 seconds")
    ]


def test_a_new_value_that_was_not_marked_is_missing_beside_the_old_one(changed: Change) -> None:
    """And the row is not taken out and put in again."""
    (cause,) = changed(("legal.txt", "[-30 seconds-]{+24 hours+}", "30 seconds")).causes
    assert cause.message == (
        "In Annex B: Legal text, under ‘SECMP0900 Legal text’, first table, row 1: 24 hours is missing as proposed "
        "target response time of 4.8.1."
    )
    assert [edit.op for edit in cause.edits] == ["insert"]
    assert len(cause.explains) == 2


def test_of_values_before_and_after_each_is_told_by_its_state(changed: Change) -> None:
    (cause,) = changed(("report.txt", "from 30 seconds to 24 hours", "from 24 hours to 30 seconds")).causes
    assert cause.message == (
        "In the Modification Report, section 1, line 6: the current target response time of 4.8.1 should be 30 "
        "seconds, not 24 hours; in Modification Report, section 1, line 6: the proposed target response time of 4.8.1 "
        "should be 24 hours, not 30 seconds."
    )


def test_no_cause_takes_out_the_figures_that_a_sum_rests_on(changed: Change) -> None:
    lines = shared("secmp0053.txt").read_text(encoding="utf-8").split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("6.15.1 Update"))
    end = next(n for n, line in enumerate(lines[start:], start) if line.startswith("7.9 Add"))
    report = changed(papers={"pack.txt": "\n".join(lines[:start] + lines[end:])})
    assert not [cause.message for cause in report.causes if any(edit.field == "csp-sm4" for edit in cause.edits)]
    assert any(f"6.14.2 {TIMES} is missing" in message for message in told(report))


ROWS = "Providers. For the other impacted SRVs"


def test_two_values_are_not_asked_of_one_place(changed: Change) -> None:
    """The closed list asks for one value and the sum for another: a wrong unit is the smaller slip."""
    report = changed(papers=real(("The proposed change is:", "5595 Seconds", "5595 Minutes")))
    assert [edit.target for cause in report.causes for edit in cause.all_edits if edit.field == "csp-sm4"] == [
        "5595 seconds"
    ]


def test_no_second_cause_breaks_the_sum_that_a_first_one_mends(changed: Change) -> None:
    report = changed(papers=real(("The proposed change is:", "5600", "5060")))
    assert {e.target for c in report.causes for e in c.all_edits if e.field in {"dcc-sm1", "csp-sm4"}} == {
        "5600 seconds"
    }


def test_an_id_that_is_wrong_in_two_papers_is_put_right_in_both_and_keeps_no_name_of_the_wrong_one(
    changed: Change,
) -> None:
    first = ("second Target Response Time for Service Request", "4.8.1", "4.8.2")
    report = changed(papers=real(first, ("replace the existing 30 second Target Response Time", "4.8.1", "4.8.2")))
    wrong = [edit for cause in report.causes for edit in cause.all_edits if edit.subject == "4.8.2"]
    assert [(edit.source, edit.target) for edit in wrong] == [("4.8.2", "4.8.1")] * 2


def test_of_two_ways_to_pair_rows_that_is_meant_which_keeps_a_name(changed: Change) -> None:
    report = changed(papers=real((ROWS, "6.14.1", "6.14.3")))
    (cause,) = (c for c in report.causes if any(edit.source == "6.15.1" for edit in c.edits))
    assert [(edit.source, edit.target) for edit in cause.edits if edit.source == edit.subject] == [
        ("6.14.3", "6.14.1"),
        ("6.15.1", "6.14.2"),
    ]


def test_one_row_too_many_and_two_missing_is_one_put_right_and_one_added(changed: Change) -> None:
    """Which of the two is as good as the other, and no side is taken."""
    other = "| 6.15.1 | Update Security Credentials (KRP) | 30 seconds"
    slips = (("assessment.txt", f"| 6.14.2 | {TIMES} | 30 seconds", other), ("assessment.txt", f"{ROW_OF_7_9}\n", ""))
    report = changed(*slips)
    (cause,) = (c for c in report.causes if any(edit.source == "6.15.1" for edit in c.all_edits))
    ways = [{(edit.op, edit.subject, edit.target.split()[0]) for edit in way} for way in cause.choices or [cause.edits]]
    assert {("insert", "7.9", "7.9"), ("replace", "6.15.1", "6.14.2")} in [
        {each for each in way if each[2][0].isdigit()} for way in ways
    ]
