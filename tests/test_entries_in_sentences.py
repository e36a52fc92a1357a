"""Entries of glossaries in sentences and brackets, totals, contracts and decisions in sentences: found where another
place differs, silent where all agree.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.listing import broken

REPORT = """# MP0862 Modification Report

Made up for a test. This document is the modification report for MP0862.

{}
"""
ASSESSMENT = """# MP0862 Full Impact Assessment

Made up for a test. This document is the full impact assessment for MP0862.

{}
"""
GLOSSARIES = (
    "## 9. Terms used\n\nDSP means {}.\n\nUIT means User Integration Testing.",
    "## 9. Abbreviations\n\nDSP stands for {}.\n\nUIT stands for User Integration Testing.",
    "## 9. Glossary\n\n- **DSP** ({})\n- **UIT** (User Integration Testing)",
    "## 9. Short forms\n\nDSP ({}); UIT (User Integration Testing).",
)
TABLE = """## 9. Glossary

| Acronym | Definition |
|---|---|
| DSP | Data Service Provider |
| UIT | User Integration Testing |
"""
ONE_MEANING = "an-acronym-has-one-meaning"
COSTS = """## 7. Costs

| Stage | Cost |
|---|---|
| Design and build | £210,000 |
| Systems integration testing | £64,000 |
| Total | £274,000 |
"""
TOTALS = (
    "The total cost is therefore {}.",
    "The total cost of the work is thus {}.",
    "The DCC will spend {} in total.",
    "The fixed price of {} covers design, build and tests.",
)
TOTAL = "total-cost-is-the-same-everywhere"
CONTRACTS = (
    "The DSP contract and the CSP contracts have to change.",
    "The contracts of the DSP and of both CSPs must change.",
)
KEPT = (
    ("The DSP contract will change; the CSP contracts will not.", "CSP"),
    ("The contract of the DSP must change; those of the CSPs do not.", "CSP"),
)
IMPACT = "contract-impact-is-the-same-everywhere"
DRAFT = """## 5. Draft of DSP Schedule 2.2

| Service Request | Name | DCC SM1 | DSP SM1.1 |
|---|---|---|---|
| 7.9 | Add Auxiliary Load To Boost Button | [-24 hours-]{{+30 seconds+}} | [-21 hours-]{{+4 seconds+}} |

## 6. Other schedules

{}
"""
DESCRIBED = (
    "In the CSP schedule of measures, 7.9 moves from SM4.2 to SM4.3.",
    "The CSP contracts of both regions list 7.9 under SM4.3 from then on.",
    "In the contracts of the CSPs this service moves to SM4.3.",
)
DRAFTED = "a-contract-that-changes-is-the-one-drafted"
DECISIONS = (
    "The Board is asked to approve MP0862 no later than {}.",
    "The Panel approves MP0862 by {}.",
    "The Committee is due to vote on MP0862 on {}.",
)
IN_TIME = "work-ends-by-the-implementation-date"
PLAN = "The change is implemented on 25 June 2026. The DCC needs six months from approval to build it.\n\n"


@pytest.mark.parametrize("layout", GLOSSARIES)
def test_entries_in_words_are_those_of_a_glossary(layout: str, tmp_path: Path) -> None:
    used = "## 1. Work\n\nThe DSP takes part in UIT.\n\n"
    report = REPORT.format(used + TABLE)
    assert broken(tmp_path, report, ASSESSMENT.format(used + layout.format("Data Service Provider"))) == set()
    assert ONE_MEANING in broken(tmp_path, report, ASSESSMENT.format(used + layout.format("Device Support Platform")))


def test_brackets_in_a_sentence_below_the_heading_are_no_entries(tmp_path: Path) -> None:
    said = "## 9. Glossary\n\nDSP (which signs on Fridays); UIT (once it is over) and what comes after it."
    assert broken(tmp_path, REPORT.format(said)) == set()


@pytest.mark.parametrize("sentence", TOTALS)
def test_a_total_in_a_sentence_is_that_of_the_table(sentence: str, tmp_path: Path) -> None:
    table = ASSESSMENT.format(COSTS)
    assert broken(tmp_path, REPORT.format("## 3. Costs\n\n" + sentence.format("£274,000")), table) == set()
    assert TOTAL in broken(tmp_path, REPORT.format("## 3. Costs\n\n" + sentence.format("£247,000")), table)


@pytest.mark.parametrize("provider", ["DSP", "CSPs"])
@pytest.mark.parametrize("sentence", CONTRACTS)
def test_contracts_in_one_sentence_are_each_impacted(sentence: str, provider: str, tmp_path: Path) -> None:
    report = REPORT.format("## 3. Contracts\n\n" + sentence)
    verb = "are" if provider == "CSPs" else "is"
    assert broken(tmp_path, report, ASSESSMENT.format(f"The {provider} {verb} impacted.")) == set()
    assert IMPACT in broken(tmp_path, report, ASSESSMENT.format(f"The {provider} {verb} not impacted."))


@pytest.mark.parametrize(("sentence", "provider"), KEPT)
def test_a_contract_that_does_not_change_beside_one_that_does(sentence: str, provider: str, tmp_path: Path) -> None:
    report = REPORT.format("## 3. Contracts\n\n" + sentence)
    assert broken(tmp_path, report, ASSESSMENT.format(f"The {provider} contracts stay as they are.")) == set()
    assert IMPACT in broken(tmp_path, report, ASSESSMENT.format(f"The {provider} contracts will be amended."))


@pytest.mark.parametrize("sentence", DESCRIBED)
def test_a_contract_whose_change_is_told_in_words_needs_no_draft(sentence: str, tmp_path: Path) -> None:
    report = REPORT.format("## 3. Contracts\n\n" + CONTRACTS[0])
    assert DRAFTED not in broken(tmp_path, report, ASSESSMENT.format(DRAFT.format(sentence)))
    assert DRAFTED in broken(tmp_path, report, ASSESSMENT.format(DRAFT.format("Nothing else is drafted.")))


@pytest.mark.parametrize("sentence", DECISIONS)
def test_a_decision_on_a_named_modification_leaves_the_time_that_the_work_takes(sentence: str, tmp_path: Path) -> None:
    assert broken(tmp_path, REPORT.format(PLAN + sentence.format("12 December 2025"))) == set()
    assert IN_TIME in broken(tmp_path, REPORT.format(PLAN + sentence.format("9 January 2026")))


PHASES = (
    "Design runs from 2 March 2026 until 27 March 2026, build from 30 March 2026 until 24 April 2026 and SIT from {} "
    "until 29 May 2026.",
    "The plan is: build from 30 March 2026 to 24 April 2026, SIT from {} to 29 May 2026.",
)
IN_ORDER = "phases-start-in-their-order"


@pytest.mark.parametrize("sentence", PHASES)
def test_phases_after_the_first_of_a_sentence_have_their_dates_too(sentence: str, tmp_path: Path) -> None:
    assert broken(tmp_path, ASSESSMENT.format("## 6. Plan\n\n" + sentence.format("27 April 2026"))) == set()
    assert IN_ORDER in broken(tmp_path, ASSESSMENT.format("## 6. Plan\n\n" + sentence.format("23 March 2026")))


WEEKDAYS = (
    "Implementation is scheduled for Thursday {}.",
    "It agrees the implementation date of Thursday {}.",
    "The change goes live on Thursday {}.",
    "The change takes effect on Thursday {}.",
)
DATES = "dates-of-a-modification-are-the-same-everywhere"


@pytest.mark.parametrize("sentence", WEEKDAYS)
def test_a_day_of_the_week_before_a_date_hides_nothing(sentence: str, tmp_path: Path) -> None:
    plan = ASSESSMENT.format("The change is implemented on 25 June 2026.")
    assert broken(tmp_path, REPORT.format(sentence.format("25 June 2026")), plan) == set()
    assert DATES in broken(tmp_path, REPORT.format(sentence.format("18 June 2026")), plan)
