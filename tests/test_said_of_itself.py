"""What a document says of itself is no opinion, whatever else is one in it."""

from __future__ import annotations

from schedcheck.check import check
from schedcheck.fact import Fact, Facts
from schedcheck.reading import Reading
from schedcheck.rule import load_rules
from tests.listing import recognised
from tests.shared import PROJECT

RESPONSES = """# Annex D

Refinement Consultation responses – Version {}

MP217

## About this document

This document contains the responses received to the Refinement Consultation on MP217.

## History

| Date | Version | Changes |
|---|---|---|
| 1 May 2027 | 0.1 | First draft |
| {} | {} | All responses |

## Question 1: Do you agree?

| Respondent | Category | Response | Rationale |
|---|---|---|---|
| Supplier A | Large Supplier | Yes | The Target Response Time of SRV 4.1.1 goes from 24 hours to 30 seconds. |
"""


def responses(version: str = "0.2", date: str = "1 June 2027", newest: str = "0.2") -> Reading:
    return recognised(RESPONSES.format(version, date, newest))[0]


def facts(found: Reading, *names: str) -> list[Fact]:
    return [fact for fact in found.facts if fact.property in names]


def told(rule: str, found: Reading) -> list[str]:
    (loaded,) = load_rules([(f"{rule}.toml", (PROJECT / "rules" / f"{rule}.toml").read_bytes())])
    (result,) = check([loaded], Facts(found.facts, [found.paper]))
    return [finding.message for finding in result.findings]


def test_versions_and_dates_of_responses_are_stated_and_what_is_answered_is_not() -> None:
    found = responses()
    assert found.paper.opinion
    own = facts(found, "document-version", "revision-date")
    assert len(own) == 5
    assert {fact.mention for fact in own} == {"states"}
    answered = facts(found, "target-response-time")
    assert answered
    assert {fact.mention for fact in answered} == {"asks"}


def test_responses_that_give_two_versions_of_themselves_are_told() -> None:
    assert not told("a-document-has-one-version", responses())
    (message,) = told("a-document-has-one-version", responses(version="3.2"))
    assert message.endswith("as 3.2, but the last row of its history gives 0.2.")


def test_responses_with_a_history_out_of_order_are_told() -> None:
    assert not told("revisions-are-in-order", responses())
    assert told("revisions-are-in-order", responses(date="1 April 2027"))


def test_what_a_respondent_says_of_a_version_is_no_version_of_the_responses() -> None:
    text = (
        RESPONSES.format("0.2", "1 June 2027", "0.2")
        + "| Supplier B | Large Supplier | No | Version 0.7 was better. |\n"
    )
    found = recognised(text)[0]
    assert {str(fact.value) for fact in facts(found, "document-version")} == {"0.1", "0.2"}
