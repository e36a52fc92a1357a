"""Whose a numbered part is that words refer to: the paper's own, another paper's of the pack, or something outside."""

from __future__ import annotations

import pytest

from schedcheck.check import check
from schedcheck.fact import Fact, Facts
from schedcheck.reading import Reading
from schedcheck.rule import load_rules
from tests.listing import recognised
from tests.shared import PROJECT

REPORT = """# Modification Report

This document is the Modification Report for MP217.

## 1. Summary

{}

## 2. Issue

### 2.1 Times

Some answers are late.
"""
ASSESSMENT = """# Annex C

Full Impact Assessment for MP217

## 1. Costs

It costs little.

## 7. Testing

It is tested.
"""
RULE = "what-is-referred-to-is-there.toml"


def readings(words: str) -> tuple[Reading, ...]:
    return recognised(REPORT.format(words), ASSESSMENT)


def referred(words: str) -> set[tuple[str, str]]:
    """(part, document) of each reference of the report."""
    facts: tuple[Fact, ...] = readings(words)[0].facts
    return {(fact.subject, str(fact.value)) for fact in facts if fact.property == "referred-to"}


def told(words: str) -> set[str]:
    """The parts of which it is told that they are nowhere."""
    (rule,) = load_rules([(RULE, (PROJECT / "rules" / RULE).read_bytes())])
    found = readings(words)
    (result,) = check([rule], Facts([f for r in found for f in r.facts], [r.paper for r in found]))
    return {finding.subject for finding in result.findings}


@pytest.mark.parametrize(
    "words",
    [
        "See section 4.8 and Schedule 2.2 of version 6.12 for the terms used.",
        "See section 4.8 of version 6.12.",
        "See section 4.8 of schedule 2.2.",
        "See section 4.8 of the Code.",
        "See section 4.8 (of the Smart Energy Code).",
        "Section 4.8 under the Code applies.",
        "Section 4.8 from the SEC applies.",
        "It follows section 4.8 thereof.",
        "See sections 4.8 and 4.9 of Schedule 2.2.",
        "See section 4.8 and section 4.9 of Schedule 2.2.",
        "See section 4.8, Table 7 and Annex Z of the Code.",
        "See section 4.8 or Figure 9 in Appendix E.",
        "See section 4.8 in Appendix E.",
        "See section 4.8, Schedule 2.2.",
        "See Schedule 2.2 section 4.8.",
        "See Schedule 2.2, section 4.8.",
        "See Schedule 2.2 (section 4.8).",
        "See Appendix E, at section 4.8.",
        "See version 6.12, section 4.8.",
        "The Code's section 4.8 applies.",
        "The Code’s section 4.8 applies.",
        "See Table 7 of Schedule 6.1.",
    ],
)
def test_a_part_of_what_lies_outside_is_not_looked_for_here(words: str) -> None:
    assert referred(words) == set()
    assert told(words) == set()


@pytest.mark.parametrize(
    "words",
    [
        "See section 4.8.",
        "See section 4.8 and Schedule 2.2.",
        "See section 4.8 and Schedule 2.2 for the terms used.",
        "See section 4.8, Schedule 2.2 and Appendix E.",
        "See Schedule 2.2 and section 4.8.",
        "See section 4.8 of this report.",
        "See section 4.8 under the heading on costs.",
        "As DCC says, section 4.8 has the terms.",
        "See section 4.8 from which this follows.",
        "See section 4.8 under DCC governance.",
        "Schedule 2.2 changes. Section 4.8 says how.",
        "See sections 2.1 and 4.8.",
        "It is said in section 4.8 and, by version 6.12, settled.",
    ],
)
def test_a_part_of_this_paper_that_is_not_there_is_told(words: str) -> None:
    assert told(words) == {"section 4.8"}


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        ("See section 7 of Annex C.", {("section 7", "full-impact-assessment")}),
        ("See Annex C, section 7.", {("section 7", "full-impact-assessment"), ("annex C", "pack")}),
        ("See Annex C section 7.", {("section 7", "full-impact-assessment"), ("annex C", "pack")}),
        ("See sections 1 and 7 of the Full Impact Assessment.", {("section 1", "full-impact-assessment"),
                                                                 ("section 7", "full-impact-assessment")}),
        ("See section 2.1 and section 7 of Annex C.", {("section 2.1", "modification-report"),
                                                       ("section 7", "full-impact-assessment"), ("annex C", "pack")}),
        ("See section 2.1 and Schedule 2.2 of version 6.12.", {("section 2.1", "modification-report")}),
        ("See section 2.1, Annex C.", {("section 2.1", "modification-report"), ("annex C", "pack")}),
    ],
)  # fmt: skip
def test_a_part_belongs_to_the_paper_that_is_named_beside_it(words: str, targets: set[tuple[str, str]]) -> None:
    assert referred(words) - {("annex C", "pack")} == targets - {("annex C", "pack")}
    assert told(words) == set()


@pytest.mark.parametrize("words", ["See section 8 of Annex C.", "See Annex C, section 8.", "See section 8 of the FIA."])
def test_a_part_that_the_named_paper_lacks_is_told(words: str) -> None:
    assert ("section 8", "full-impact-assessment") in referred(words)
    assert told(words) == {"section 8"}


def test_what_a_paper_holds_is_told_where_a_reference_leads_nowhere() -> None:
    found = readings("What it costs is in Annex Z.")
    held = [fact for reading in found for fact in reading.facts if fact.property == "part-holds"]
    assert {(fact.document, fact.subject) for fact in held} == {("full-impact-assessment", "annex C")}
    assert "costs" in {fact.value for fact in held}
    assert not [f for r in readings("What it costs is in Annex C.") for f in r.facts if f.property == "part-holds"]
