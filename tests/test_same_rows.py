"""Schedules of several regions, and those of contract and code, list the same service requests on every day."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from schedcheck.cli import main
from tests.test_since_base import EXAMPLE, without

RULE = "schedules-list-the-same-services"
TITLES = {
    "csp-north": "CSP North service times",
    "dsp-schedule-2.2": "DSP Schedule 2.2",
    "sec-appendix-e": "SEC Appendix E",
}


@pytest.fixture
def contracts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "contracts"
    shutil.copytree(EXAMPLE / "base", folder)
    monkeypatch.chdir(folder)
    return folder


def verify(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    code = main(["verify", "--format", "json", "--no-cache", "--today", "2020-03-01", *arguments])
    return code, json.loads(capsys.readouterr().out)["findings"]


@pytest.mark.parametrize("name", TITLES)
def test_a_row_that_one_schedule_lacks_is_one_finding(
    contracts: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    without(contracts, name, "6.15.1")
    code, found = verify(capsys)
    (finding,) = found
    assert (code, finding["rule"], finding["subject"], finding["level"]) == (1, RULE, "6.15.1", "error")
    assert finding["message"].startswith(f"{TITLES[name]} has no 6.15.1, which ")


def test_a_row_that_one_region_alone_has(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("csp-central", "csp-south", "dsp-schedule-2.2"):
        without(contracts, name, "6.15.1")
    _, found = verify(capsys, "--select", RULE)
    (finding,) = found
    assert finding["message"].startswith("SEC Appendix E and CSP North service times have 6.15.1, which")


def test_a_partial_schedule_takes_no_part(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    without(contracts, "csp-north", "6.15.1")
    file = contracts / "schedules" / "csp-north.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("whole    = true", "whole = false"), encoding="utf-8")
    assert verify(capsys) == (0, [])


def test_a_row_that_ends_in_one_region_is_told_from_that_day(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = contracts / "schedules" / "csp-north.toml"
    entry = '\n[[row]]\nid = "6.15.1"\nfrom = 2020-07-01\nauthority = "CAN 500"\ndeleted = true\n'
    file.write_text(file.read_text(encoding="utf-8") + entry, encoding="utf-8")
    code, found = verify(capsys, "--select", RULE)
    (finding,) = found
    assert code == 1
    assert finding["message"].startswith("From 1 July 2020: CSP North service times has no 6.15.1, which")
