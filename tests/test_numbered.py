"""Requirements however they are numbered: by name, by a list, by a table; references to them lead somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from schedcheck.app import Options, verify
from tests.listing import recognised

NOWHERE = "what-is-referred-to-is-there"
UNANSWERED = "a-requirement-is-answered"

ASKED = """# Business requirements

Made up for a test. This document contains the business requirements for SECMP0900.

## 1 Introduction

What follows was agreed.

## 2 Business requirements

{requirements}
"""

ASSESSED = """# Full Impact Assessment

Made up for a test. This document contains the DCC Full Impact Assessment for SECMP0900.

## 1 Solution

Requirement 1 takes a larger store. {second} needs a new log.

## 2 Reports

Requirement 3 is met by the report there is.
"""

ONE, TWO, THREE = (
    "The store keeps the readings of every meter for thirteen whole months",
    "Whoever reads the store is named in its log, with the day and the hour, for as long as the log is kept, and nobody"
    " may change what the log says of anybody",
    "Late answers are reported",
)

NUMBERED = {
    "by name on consecutive lines": f"Requirement 1: {ONE}\nRequirement 2: {TWO}\nRequirement 3: {THREE}",
    "by name, apart": f"Requirement 1: {ONE}\n\nRequirement 2: {TWO}\n\nRequirement 3: {THREE}",
    "by short name": f"BR1: {ONE}\nBR2: {TWO}\nBR3: {THREE}",
    "by figures": f"1. {ONE}\n2. {TWO}\n3. {THREE}",
    "by figures in brackets": f"(1) {ONE}\n(2) {TWO}\n(3) {THREE}",
    "by figures and names": f"1. Requirement 1: {ONE}\n2. Requirement 2: {TWO}\n3. Requirement 3: {THREE}",
    "by figures, below a sentence": f"Not all.\n\nThe requirements are:\n1) {ONE}\n2) {TWO}\n3) {THREE}",
    "by a table": f"| No | Requirement |\n|---|---|\n| 1 | {ONE} |\n| 2 | {TWO} |\n| 3 | {THREE} |",
}


def told(tmp_path: Path, requirements: str, second: str) -> dict[str, list[str]]:
    """Rule -> messages, for the rules about numbers of requirements."""
    (tmp_path / "asked.txt").write_text(ASKED.format(requirements=requirements))
    (tmp_path / "assessed.txt").write_text(ASSESSED.format(second=second))
    report = verify([str(tmp_path)], Options())
    found: dict[str, list[str]] = {NOWHERE: [], UNANSWERED: []}
    for finding in report.findings:
        found.setdefault(finding.rule, []).append(finding.message)
    return {name: found[name] for name in (NOWHERE, UNANSWERED)}


@pytest.mark.parametrize("requirements", NUMBERED.values(), ids=NUMBERED)
def test_requirements_are_there_however_they_are_numbered(tmp_path: Path, requirements: str) -> None:
    assert told(tmp_path, requirements, "Requirement 2") == {NOWHERE: [], UNANSWERED: []}


@pytest.mark.parametrize("requirements", NUMBERED.values(), ids=NUMBERED)
def test_what_is_missing_is_told_however_they_are_numbered(tmp_path: Path, requirements: str) -> None:
    found = told(tmp_path, requirements, "Requirement 4")
    assert [message.partition(" refers ")[2] for message in found[NOWHERE]] == [
        "to requirement 4, and the pack has none."
    ]
    assert found[UNANSWERED] == ["Full Impact Assessment gives no account of Requirement 2."]


def test_a_list_of_something_else_numbers_no_requirements() -> None:
    (asked, _) = recognised(
        ASKED.format(requirements=f"Requirement 1: {ONE}\n\n## 3 Risks\n\n1. {TWO}\n2. {THREE} to nobody"),
        ASSESSED.format(second="Requirement 2"),
    )
    assert {fact.subject for fact in asked.facts if fact.property == "requirement"} == {"Requirement 1"}


def test_a_list_numbers_no_requirements_where_nobody_calls_them_by_a_number() -> None:
    (asked,) = recognised(ASKED.format(requirements=f"1. {ONE}\n2. {TWO}\n3. {THREE} to nobody"))
    assert not [fact for fact in asked.facts if fact.property == "requirement"]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("See section 8 and Schedule 2.2 of version 6.12 for the words.", False),
        ("See section 8 of version 6.12 for the words.", False),
        ("See section 8 and Schedule 2.2 of the Code for the words.", False),
        ("See section 8 and Schedule 2.2 for the words.", True),
        ("See section 8 of this document and version 6.12 for the words.", True),
    ],
)
def test_a_reference_into_an_edition_is_to_another_document(sentence: str, told: bool) -> None:
    (asked,) = recognised(ASKED.format(requirements=f"{sentence}"))
    assert ["section 8"] * told == [fact.subject for fact in asked.facts if fact.property == "referred-to"]


KEPT = "The DCC shall keep profiles that were read for 24 months."


@pytest.mark.parametrize(
    ("assessed", "wanted"),
    [
        ("the DSP enlarges its archive so that profiles stay for 24 months.", []),
        ("The DCC shall keep profiles that were read for 24 months.", []),
        ("The DCC shall keep profiles for 24 months.", ["a-requirement-keeps-its-words"]),
    ],
    ids=["answered with its figures", "repeated", "repeated with words lost"],
)
def test_what_is_done_for_it_is_no_statement_of_it(tmp_path: Path, assessed: str, wanted: list[str]) -> None:
    (tmp_path / "asked.txt").write_text(ASKED.format(requirements=f"Requirement 1: {KEPT}"))
    (tmp_path / "assessed.txt").write_text(f"{ASSESSED.partition('Requirement 1')[0]}Requirement 1: {assessed}\n")
    found = verify([str(tmp_path)], Options()).findings
    assert sorted({finding.rule for finding in found}) == wanted
