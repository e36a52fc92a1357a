"""One slip in an amendment has one cause, also where no papers of its modification are kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from schedcheck.cli import main
from tests.test_amendment_keys import NOTE, contracts

__all__ = ["contracts"]

OTHER = "cans/can-501-dsp.toml"


@pytest.fixture
def without_papers(contracts: Path) -> Path:
    config = contracts / "schedcheck.toml"
    config.write_text(config.read_text(encoding="utf-8").replace('"pack/*.txt", ', ""), encoding="utf-8")
    return contracts


@pytest.mark.parametrize(
    ("file", "old", "new", "findings", "cause"),
    [
        (
            OTHER,
            '"6.14.2"',
            '"6.15.1"',
            4,
            "In the Contract Amendment Note CAN 501, rows 6, 7 and 8: 6.15.1 should be 6.14.2.",
        ),
        (NOTE, '"6.14.2"', '"6.14.3"', 2, "In the Contract Amendment Note CAN 502, row 3: 6.14.3 should be 6.14.2."),
        (
            NOTE,
            "North",
            "Central",
            2,
            "In the Contract Amendment Note CAN 502, line 9: the region of CAN 502 should be North, not Central; or "
            "else in the Contract Amendment Note CAN 503, line 9: the region of CAN 503 should be North, not Central. "
            "Each settles as much as the other.",
        ),
        (NOTE, '"6.14.2"', '"6.15.1"', 2, "In the Contract Amendment Note CAN 502, row 3: 6.15.1 should be 6.14.2."),
        (
            NOTE,
            '"5595 seconds"',
            '"5596 seconds"',
            2,
            "In the Contract Amendment Note CAN 502, row 1: the CSP SM4 of 4.8.1 should be 5595 seconds, not 5596 "
            "seconds.",
        ),
        (
            NOTE,
            "2020-06-25",
            "2020-07-01",
            1,
            "In the Contract Amendment Note CAN 502, line 11: the effective date of CAN 502 should be 2020-06-25, not "
            "2020-07-01.",
        ),
    ],
)
def test_what_one_slip_leads_to_is_told_together(
    without_papers: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    old: str,
    new: str,
    findings: int,
    cause: str,
) -> None:
    note = without_papers / file
    note.write_text(note.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    main(["verify", "--format", "json", "--no-cache", "--today", "2020-03-01"])
    read: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert [each["message"] for each in read["causes"]] == [cause]
    assert len(read["causes"][0]["explains"]) == len(read["findings"]) == findings
