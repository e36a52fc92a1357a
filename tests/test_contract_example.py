"""The example of contracts in git: built as a real repository with real branches, and checked as a merge check does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from schedcheck.cli import main
from tests.shared import PROJECT
from tests.test_base import commit, git

EXAMPLE = PROJECT / "docs" / "examples" / "contracts"
BRANCHES = ("right", "wrong", "dsp-alone")
TODAY = "2020-03-01"


@pytest.fixture
def contracts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with the example's main branch and its other branches."""
    folder = tmp_path / "contracts"
    shutil.copytree(EXAMPLE / "base", folder)
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "The contracts in force")
    for branch in BRANCHES:
        git(folder, "checkout", "-q", "-b", branch, "main")
        shutil.copytree(EXAMPLE / branch, folder, dirs_exist_ok=True)
        commit(folder, f"Amend: {branch}")
    monkeypatch.chdir(folder)
    return folder


def verify(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(["verify", "--format", "json", "--no-cache", "--today", TODAY, *arguments])
    return code, json.loads(capsys.readouterr().out)


def test_the_contracts_in_force_are_consistent(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(contracts, "checkout", "-q", "main")
    code, read = verify(capsys)
    assert (code, read["verdict"], read["findings"]) == (0, "consistent", [])


def test_the_right_amendments_pass(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(contracts, "checkout", "-q", "right")
    for arguments in ((), ("--base", "main")):
        code, read = verify(capsys, *arguments)
        assert (code, read["verdict"], read["findings"]) == (0, "consistent", [])


def test_the_wrong_row_fails_for_that_reason_alone(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(contracts, "checkout", "-q", "wrong")
    code, read = verify(capsys, "--base", "main")
    (finding,) = read["findings"]
    assert (code, finding["level"], finding["status"]) == (1, "error", "new")
    assert finding["rule"] == "amendment-rows-are-those-approved"
    assert "6.15.1" in finding["message"]
    assert "6.14.2" in finding["message"]
    (cause,) = read["causes"]
    assert cause["message"] == "In the Contract Amendment Note CAN 501, rows 6, 7 and 8: 6.15.1 should be 6.14.2."
    assert cause["explains"] == [finding["id"]]
    assert len(cause["witnesses"]) == 6


def test_without_the_other_contract_it_fails(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(contracts, "checkout", "-q", "dsp-alone")
    code, read = verify(capsys, "--base", "main")
    (finding,) = read["findings"]
    assert (code, finding["rule"]) == (1, "changed-figure-is-changed-in-its-contract")
    (cause,) = read["causes"]
    assert "an amendment by SECMP0053 from 25 June 2020 that changes the CSP SM4 of" in cause["message"]
    assert {edit["op"] for edit in cause["edits"]} == {"insert"}
    assert len(cause["edits"]) == 3


def test_what_main_holds_wrong_already_is_not_blamed_on_a_branch(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(contracts, "checkout", "-q", "wrong")
    (contracts / "docs.md").write_text("Something else.\n")
    commit(contracts, "Something else")
    code, read = verify(capsys, "--base", "HEAD~1")
    assert [finding["status"] for finding in read["findings"]] == ["unchanged"]
    assert code == 0


def test_the_page_of_the_example_says_what_is_true() -> None:
    text = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    for folder in ("base", *BRANCHES):
        assert f"{folder}/ " in text
        assert (EXAMPLE / folder / "cans").is_dir()


def applied(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["apply", *arguments, "--no-cache", "--today", TODAY])
    return code, capsys.readouterr().out


def test_an_amendment_is_checked_together_with_the_workspace(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = "cans/can-501-dsp.toml"
    git(contracts, "checkout", "-q", "right")
    code, out = applied(capsys, note, "--check")
    assert code == 0
    assert "CONSISTENT (exit code 0)" in out
    git(contracts, "checkout", "-q", "wrong")
    code, out = applied(capsys, note, "--check")
    assert code == 1
    assert "6.15.1" in out


def test_what_is_applied_stays_consistent(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(contracts, "checkout", "-q", "right")
    for note in sorted((contracts / "cans").glob("*.toml")):
        if note.name != "can-500-csp-measures.toml":
            assert applied(capsys, f"cans/{note.name}", "--write")[0] == 0
            assert applied(capsys, f"cans/{note.name}", "--write")[0] != 0
    code, read = verify(capsys)
    assert (code, read["verdict"], read["findings"]) == (0, "consistent", [])
    assert "5595 seconds" in (contracts / "schedules" / "csp-north.toml").read_text(encoding="utf-8")
