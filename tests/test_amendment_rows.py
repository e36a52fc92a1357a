"""Rows that an amendment takes out: each finding about one is told at that row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from schedcheck.cli import main
from tests.test_amendment_keys import NOTE, contracts

__all__ = ["contracts"]

LAST = 'id    = "7.9"\nfield = "CSP SM4"\nold   = "2 hours"\nnew   = "25 seconds"'
TAKES_OUT = 'id     = "{}"\nchange = "delete"'


def verify(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    main(["verify", "--format", "json", "--no-cache", "--today", "2020-03-01"])
    read: dict[str, Any] = json.loads(capsys.readouterr().out)
    return read


@pytest.mark.parametrize(
    ("subject", "message"),
    [
        ("6.15.1", "CAN 502 takes out 6.15.1, which Annex B: Legal text does not change."),
        ("6.15.9", "CAN 502 takes out 6.15.9, but CSP North service times has no such row."),
    ],
)
def test_a_row_too_many_is_told_where_it_stands(
    contracts: Path, capsys: pytest.CaptureFixture[str], subject: str, message: str
) -> None:
    text = (contracts / NOTE).read_text(encoding="utf-8")
    (contracts / NOTE).write_text(f"{text}\n[[row]]\n{TAKES_OUT.format(subject)}\n", encoding="utf-8")
    (finding,) = verify(capsys)["findings"]
    cited = finding["citations"][0]
    assert finding["message"] == message
    assert (cited["line"], cited["quote"]) == (text.count("\n") + 3, subject)


def test_an_approved_row_that_goes_is_told_where_it_stands(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (contracts / NOTE).read_text(encoding="utf-8")
    assert LAST in text
    (contracts / NOTE).write_text(text.replace(LAST, TAKES_OUT.format("7.9")), encoding="utf-8")
    (finding,) = verify(capsys)["findings"]
    cited = finding["citations"][0]
    assert "takes out the row of 7.9" in finding["message"]
    assert (cited["line"], cited["quote"]) == (text[: text.index(LAST)].count("\n") + 1, "7.9")


def test_a_row_is_missing_where_another_goes(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The last row has no values of its own after which a missing one could be put."""
    text = (contracts / NOTE).read_text(encoding="utf-8")
    text = text.replace('id    = "6.14.2"', 'id    = "6.14.1"').replace(LAST, TAKES_OUT.format("7.9"))
    (contracts / NOTE).write_text(text, encoding="utf-8")
    assert {f["rule"] for f in verify(capsys)["findings"]} >= {"amendment-rows-are-those-approved"}
