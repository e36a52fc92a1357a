"""One amendment kept as a file and as a document: it counts once, and where the two differ that is what is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from schedcheck.cli import main
from tests.test_amendment_keys import contracts

__all__ = ["contracts"]

RULE = "amendment-is-the-same-in-each-paper"
DOCUMENT = """# Contract Amendment Note CAN 502

| CAN number | Contract | Schedule amended | Contract region | Authority | Effective date | Status |
|---|---|---|---|---|---|---|
| CAN 502 | CSP | CSP service times | CSP North | SECMP0053 | 25 June 2020 | Agreed |

## 1. Changes

| Service Request | Measure | Current value | New value |
|---|---|---|---|
| 4.8.1 | CSP SM4 | 25 seconds | 5,595 seconds |
| 6.14.1 | CSP SM4 | 2 hours | 25 seconds |
| 6.14.2 | CSP SM4 | 120 minutes | 25 seconds |
| 7.9 | CSP SM4 | 2 hours | 25 seconds |
"""


def verify(folder: Path, capsys: pytest.CaptureFixture[str], document: str) -> tuple[int, list[dict[str, Any]]]:
    (folder / "cans" / "can-502.txt").write_text(document, encoding="utf-8")
    config = folder / "schedcheck.toml"
    config.write_text(config.read_text(encoding="utf-8").replace('"cans/*.toml"', '"cans/*"'), encoding="utf-8")
    code = main(["verify", "--format", "json", "--no-cache", "--today", "2020-03-01"])
    return code, json.loads(capsys.readouterr().out)["findings"]


def test_two_papers_that_say_the_same_are_one_amendment(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(contracts, capsys, DOCUMENT) == (0, [])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "5,595 seconds",
            "5,590 seconds",
            "CAN 502 gives 5,590 seconds as the new CSP SM4 of 4.8.1 in contract-amendment-note, and 5595 seconds in ",
        ),
        ("25 June 2020", "26 June 2020", "CAN 502 gives 26 June 2020 as the effective date"),
        ("120 minutes", "12 hours", "CAN 502 gives 12 hours as the old CSP SM4 of 6.14.2"),
        ("| 7.9 | CSP SM4 | 2 hours | 25 seconds |\n", "", "CAN 502 changes the CSP SM4 of 7.9 in "),
    ],
)
def test_a_difference_is_the_one_finding(
    contracts: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, message: str
) -> None:
    assert old in DOCUMENT
    code, found = verify(contracts, capsys, DOCUMENT.replace(old, new))
    assert (code, [each["rule"] for each in found]) == (1, [RULE])
    assert found[0]["message"].startswith(message.partition(" in contract")[0])
    assert len({each["document"] for each in found[0]["citations"]}) == 2


def test_one_number_in_two_contracts_is_two_amendments(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = contracts / "cans" / "can-503-csp-central.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("CAN 503", "CAN 501"), encoding="utf-8")
    code, found = verify(contracts, capsys, DOCUMENT)
    assert (code, found) == (0, [])
