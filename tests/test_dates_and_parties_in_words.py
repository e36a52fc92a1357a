"""A go-live date beside a label, parties in a sentence: found where another document or the boxes differ, else not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.listing import broken

REPORT = """# MP0850 Modification Report

Made up for a test. This document is the modification report for MP0850.

## 1. Summary

The modification is implemented on 25 June 2026.
"""
PLAN = """# MP0850 Full Impact Assessment

Made up for a test. This document is the full impact assessment for MP0850.

## 2. Plan

{}
"""
LAYOUTS = (
    "- Decision: 14 November 2025\n- Go-live: {}",
    "Go live date: {}",
    "- Testing with Users ends in May\n- Planned implementation date - {}",
    "1. Drafting is done\n2. Date of go-live: {}",
)
DATES = "dates-of-a-modification-are-the-same-everywhere"
PARTIES = "impacted-parties-are-the-same-everywhere"
SAID = (
    "Parties affected by this Modification Proposal are {}.",
    "The categories of party that are impacted by the change would be {}.",
    "This proposal will have an impact on {}.",
    "Parties affected would be {}.",
)
TICKED = """# MP0850 Modification Report

Made up for a test. This document is the modification report for MP0850.

## 1. Summary

{}

## 2. Impacts

| Party Category | Impacted |
|---|---|
| Large Suppliers | Yes |
| Small Suppliers | Yes |
| Electricity Network Operators | No |
| Gas Network Operators | No |
| Other SEC Parties | No |
| DCC | Yes |
"""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_go_live_date_beside_a_label_is_that_of_the_report(layout: str, tmp_path: Path) -> None:
    assert broken(tmp_path, REPORT, PLAN.format(layout.format("25 June 2026"))) == set()
    assert DATES in broken(tmp_path, REPORT, PLAN.format(layout.format("23 July 2026")))


@pytest.mark.parametrize("sentence", SAID)
def test_parties_in_a_sentence_are_those_that_are_ticked(sentence: str, tmp_path: Path) -> None:
    right, wrong = "Large Suppliers, Small Suppliers and the DCC", "Large Suppliers and the DCC"
    assert PARTIES not in broken(tmp_path, TICKED.format(sentence.format(right)))
    assert PARTIES in broken(tmp_path, TICKED.format(sentence.format(wrong)))
