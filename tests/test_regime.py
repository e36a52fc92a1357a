"""Another contract with no Python: the example of an outsourcing agreement, clean and with seeded faults.

Its folder holds TOML and documents alone; whatever it needs of the engine is general.
"""

from __future__ import annotations

import json
import shutil
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from attrs import frozen

from schedcheck.app import Options, verify
from schedcheck.cli import main
from schedcheck.report import Report
from tests.shared import PROJECT

REGIME = PROJECT / "examples" / "outsourcing"
CASES = sorted((PROJECT / "tests" / "cases" / "regime").glob("*.toml"))
DAY = Options(today=date(2026, 11, 4))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = tmp_path / "outsourcing"
    shutil.copytree(REGIME, copy)
    monkeypatch.chdir(copy)
    return copy


@frozen
class Case:
    """One seeded fault: what is exchanged in which document, and what shall be found where."""

    about: str
    file: str
    old: str
    new: str
    rules: list[str]
    line: int
    cause: str


@cache
def case_of(path: Path) -> Case:
    return Case(**tomllib.loads(path.read_text(encoding="utf-8")))


def seeded(folder: Path, case: Case) -> Report:
    """The example with one text exchanged for another, which stands there once."""
    document = folder / "documents" / case.file
    text = document.read_text(encoding="utf-8")
    assert text.count(case.old) == 1
    document.write_text(text.replace(case.old, case.new), encoding="utf-8")
    return verify([], DAY)


def test_its_folder_holds_toml_and_documents_alone() -> None:
    files = [path for path in REGIME.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".toml", ".txt"}
    assert {path.parent.name for path in files if path.suffix == ".txt"} == {"documents"}
    assert not [path for path in files if path.stat().st_mode & 0o111]


def test_every_file_says_that_it_is_made_up() -> None:
    files = [*REGIME.glob("*.toml"), *(REGIME / "in-force").glob("*"), *(REGIME / "documents").glob("*")]
    assert len(files) >= 7
    assert [path.name for path in files if "Made up" not in path.read_text(encoding="utf-8").split("\n")[0]] == []


def test_the_clean_example_is_consistent(folder: Path) -> None:
    report = verify([], DAY)
    assert (report.verdict, report.findings, report.undecided) == ("consistent", (), ())
    assert [paper.gaps for paper in report.papers if paper.gaps] == []
    assert main(["verify", "--today", "2026-11-04"]) == 0


def test_every_rule_of_its_own_has_something_to_check(folder: Path) -> None:
    kept = {tally.rule.name for tally in verify([], DAY).tallies if tally.result.kept}
    assert kept == {path.stem for path in (folder / "rules").glob("*.toml")}
    assert len(kept) >= 8


def test_nothing_of_the_built_in_contract_takes_part(folder: Path) -> None:
    report = verify([], DAY)
    assert [paper.file for paper in report.papers if paper.file.startswith("builtin/")] == []
    own = {path.stem for path in (folder / "rules").glob("*.toml")}
    assert {tally.rule.family for tally in report.tallies if tally.rule.name not in own} == {"waivers"}


def test_there_are_enough_seeded_faults() -> None:
    assert len(CASES) >= 10


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_seeded_fault_is_found_in_its_place(path: Path, folder: Path) -> None:
    case = case_of(path)
    report = seeded(folder, case)
    found = {finding.rule: finding for finding in reversed(report.findings)}
    assert sorted(found) == sorted(case.rules)
    cited = found[case.rules[0]].citations[0]
    assert (report.paper(cited.document).file, cited.place.line) == (f"documents/{case.file}", case.line)
    assert [cause.message for cause in report.causes if case.cause in cause.message] or not case.cause


def test_a_day_that_does_not_exist_makes_no_row_missing(folder: Path) -> None:
    case = Case("", "4-amendment-letter.txt", "1 April 2027", "31 April 2027", [], 0, "")
    report = seeded(folder, case)
    assert (report.verdict, report.findings) == ("undecided", ())
    assert [u.reason for _, u in report.undecided] == [
        "AL 7 gives 31 April 2027 as its effective date, which is no day"
    ]


def test_without_a_day_a_row_is_still_missing(folder: Path) -> None:
    row = "| P2 | Resolution time | 8 hours | 6 hours |"
    letter = folder / "documents" / "4-amendment-letter.txt"
    letter.write_text(letter.read_text(encoding="utf-8").replace(row, ""), encoding="utf-8")
    report = seeded(folder, Case("", letter.name, "1 April 2027", "31 April 2027", [], 0, ""))
    assert [finding.message for finding in report.findings] == ["AL 7 lacks P2, which Schedule 3 as revised changes."]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (
            "The total charge for the change is £48,500.",
            "Altogether the change costs £45,800.",
            "total-charge-is-the-same-everywhere",
        ),
        (
            "The change affects People, Finance and Operations.",
            "Finance and Operations are affected by it.",
            "affected-units-are-the-same-everywhere",
        ),
    ],
)
def test_other_words_for_the_charge_and_the_units_are_read(folder: Path, old: str, new: str, rule: str) -> None:
    report = seeded(folder, Case("", "1-change-request.txt", old, new, [], 0, ""))
    assert [finding.rule for finding in report.findings] == [rule]


def test_every_rule_is_broken_by_some_fault() -> None:
    fired = {rule for path in CASES for rule in case_of(path).rules}
    assert {path.stem for path in (REGIME / "rules").glob("*.toml")} - fired == set()


def test_facts_show_and_explain_work_on_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "documents/2-impact-assessment.txt", "--format", "json"]) == 0
    facts = json.loads(capsys.readouterr().out)["facts"]
    assert {"property": "level-target", "value": 99.9, "unit": "%"}.items() <= next(
        fact for fact in facts if fact["subject"] == "SL1" and fact["state"] == "proposed"
    ).items()
    assert main(["show", "SL1", "--today", "2026-11-04"]) == 0
    assert "99.5% → 99.9%" in capsys.readouterr().out
    assert main(["explain", "credits-add-up-to-the-cap"]) == 0
    assert "Below the cap" in capsys.readouterr().out
    report = seeded(folder, case_of(PROJECT / "tests" / "cases" / "regime" / "charge-one-pound-more.toml"))
    for name in (report.findings[0].id, report.causes[0].id):
        assert main(["explain", name, "--today", "2026-11-04"]) == 0
        assert "£6,501" in capsys.readouterr().out


def test_a_letter_is_applied_and_drafted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = folder / "documents" / "4-amendment-letter.txt"
    assert main(["apply", "documents/4-amendment-letter.txt"]) == 0
    assert "~ P2   resolution time  8 hours -> 6 hours" in capsys.readouterr().out
    letter.unlink()
    papers = [f"documents/{path.name}" for path in sorted((folder / "documents").iterdir())]
    assert main(["draft-can", *papers]) == 3, "the letter's own number and day are still to be filled in"
    drafted = capsys.readouterr().out
    for row in ('"99.5%"\nnew   = "99.9%"', '"90%"\nnew   = "95%"', '"8 hours"\nnew   = "6 hours"'):
        assert f"old   = {row}" in drafted


def test_built_in_rules_come_back_when_the_line_is_left_out(folder: Path) -> None:
    config = folder / "schedcheck.toml"
    config.write_text(config.read_text(encoding="utf-8").replace("builtin   = false\n", ""), encoding="utf-8")
    shipped = {path.stem for path in (PROJECT / "rules").glob("*.toml")}
    twice = {"old-value-is-the-value-in-force"}
    assert twice <= shipped
    assert main(["verify"]) == 2


def test_leaving_out_what_is_built_in_needs_rules_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "schedcheck.toml").write_text("builtin = false\n", encoding="utf-8")
    assert main(["verify"]) == 2
    assert "schedcheck.toml:1: builtin: without what is built in, folders of rules" in capsys.readouterr().err
