"""Open changes: in a document that claims to be final, and in no other. Every document here is made up."""

from __future__ import annotations

import pytest

from schedcheck.fact import Fact
from tests.listing import recognised

REPORT = """# Modification Report

{}

This document is the Modification Report for MP300.

## 1. Summary

The gate [-shall-]{{+should+}} open. Nothing else changes.

## 2. Times

| SRV | Target Response Time | Why |
|---|---|---|
| 4.1.1 | [-24 hours-]{{+30 seconds+}} | It is [-slow-]{{+late+}}. |
"""


def changes(text: str) -> list[tuple[str, str, str]]:
    (reading,) = recognised(text)
    return [_told(f) for f in reading.facts if f.property in {"document-status", "open-change"}]


def _told(fact: Fact) -> tuple[str, str, str]:
    return fact.property, fact.section, fact.printed


@pytest.mark.parametrize(
    "claim",
    [
        "Final",
        "Status: Final",
        "Version 1.0 - Final",
        "Approved",
        "Executed on 3 March 2020",
        "v1.0",
        "| Status | Approved |",
    ],
)
def test_a_final_document_with_open_changes_says_where(claim: str) -> None:
    found = changes(REPORT.format(claim))
    assert [each[0] for each in found] == ["document-status", "open-change", "open-change"]
    assert found[1:] == [("open-change", "1", "shall should"), ("open-change", "2", "slow late")]


@pytest.mark.parametrize(
    "claim",
    [
        "Draft",
        "Version 0.4",
        "Version 1.1",
        "Status: Draft for approval",
        "Signed: ____________",
        "Approved by:",
        "Final date for comment",
        "Final – not yet approved",
        "The final version follows.",
    ],
)
def test_a_draft_is_silent(claim: str) -> None:
    assert changes(REPORT.format(claim)) == []


def test_a_final_document_without_changes_says_none() -> None:
    text = REPORT.format("Final").replace("[-shall-]{+should+}", "should").replace("[-slow-]{+late+}", "late")
    assert [(name, printed) for name, _, printed in changes(text)] == [
        ("document-status", "Final"),
        ("open-change", "none"),
    ]


def test_a_redline_by_nature_is_silent() -> None:
    text = REPORT.replace("Modification Report", "Legal text").replace("is the Legal text", "contains the legal text")
    assert changes(text.format("Final")) == []


def test_a_section_that_drafts_a_change_is_silent() -> None:
    drafted = "Draft changes to Schedule 2.2 are set out below.\n\nThe gate [-shall-]"
    assert [each[1] for each in changes(REPORT.format("Final").replace("The gate [-shall-]", drafted))] == [
        "Modification Report",
        "2",
    ]
