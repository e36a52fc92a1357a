"""The relations: what each one finds, where it points, what it leaves alone and what it can not decide."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import evolve

from schedcheck.check import check
from schedcheck.document import Paper
from schedcheck.fact import Fact, Facts, State
from schedcheck.finding import Finding, Result
from tests.packs import (
    APPENDIX,
    ASSESSMENT,
    LEGAL,
    MARGINS,
    MEASURES,
    NEEDS,
    REGISTRY,
    REPORT,
    RESPONSES,
    all_rules,
    fact,
    findings,
    index,
    listed,
    result,
)

SCOPE = "changed-services-are-the-same-everywhere"
SAME = "target-time-is-the-same-in-every-document"
OLD = "old-value-is-the-value-in-force"
SUM = "dcc-response-time-is-the-sum-of-its-parts"
AT_MOST = "parts-do-not-exceed-the-response-time"


def places(finding: Finding, role: str) -> list[tuple[str, int]]:
    return [(c.document, c.place.line) for c in finding.citations if c.role == role]


# Scope


def test_the_wrong_row_is_one_finding_with_both_sides() -> None:
    names = [fact(ASSESSMENT, "name", "6.15.1", "Update Keys", row=2), fact(REGISTRY, "name", "6.14.2", "Update Load")]
    pack = [
        *listed(LEGAL, "6.14.1 6.14.2 7.9"),
        *listed(REPORT, "6.14.1 6.14.2 7.9"),
        *listed(NEEDS, "6.14.1 6.14.2 7.9"),
    ]
    (found,) = findings(SCOPE, *pack, *listed(ASSESSMENT, "6.14.1 6.15.1 7.9"), *names)
    assert found.subject == "6.15.1"
    assert found.values == (ASSESSMENT, "6.15.1", "lacks", "6.14.2")
    assert places(found, "found") == [(ASSESSMENT, 102)]
    assert places(found, "authority") == [(LEGAL, 102)]
    assert places(found, "expected") == [(NEEDS, 102), (REPORT, 102)]
    edits = [(edit.field, edit.source, edit.target) for edit in found.edits]
    assert edits == [("service-request", "6.15.1", "6.14.2"), ("name", "Update Keys", "Update Load")]


def test_a_list_of_one_value_lacks_nothing_of_another() -> None:
    pack = [*listed(LEGAL, "6.14.1 7.9"), *listed(LEGAL, "4.8.1", "5600 seconds", number=2)]
    report = [
        *listed(REPORT, "6.14.1 7.9", table=False),
        *listed(REPORT, "4.8.1", "5600 seconds", number=2, table=False),
    ]
    found = result(
        SCOPE, *pack, *report, *listed(NEEDS, "4.8.1", "5600 seconds"), *listed(NEEDS, "6.14.1 7.9", number=2)
    )
    assert not found.findings
    assert found.kept == 3


def test_a_row_that_keeps_its_time_is_no_change() -> None:
    new = listed(LEGAL, "1.1.1", "24 hours")
    kept = [*(evolve(each, state="current") for each in new), *new]
    changed = [*listed(LEGAL, "6.14.1 7.9", number=2), *listed(REPORT, "6.14.1 7.9")]
    assert not findings(SCOPE, *kept, *changed)
    assert findings(SCOPE, *new, *changed)


def test_several_tables_of_one_document_are_one_list() -> None:
    pieces = [*listed(LEGAL, "6.14.1 6.14.2"), *listed(LEGAL, "7.9", number=2)]
    assert not findings(SCOPE, *pieces, *listed(REPORT, "6.14.1 6.14.2 7.9"), *listed(NEEDS, "6.14.1 6.14.2 7.9"))


def test_the_legal_text_is_found_when_it_alone_lacks_a_row() -> None:
    others = [f for document in (NEEDS, REPORT, ASSESSMENT) for f in listed(document, "6.14.1 6.14.2 7.9")]
    (found,) = findings(SCOPE, *listed(LEGAL, "6.14.1 7.9"), *others)
    assert found.citations[0].document == LEGAL
    assert found.message == "Legal text, section 1, lacks 6.14.2, which Requirements, Report and Assessment change."


def test_the_legal_text_lacks_the_only_row_of_a_value() -> None:
    others = [
        f for d in (NEEDS, REPORT) for f in [*listed(d, "6.14.1 7.9"), *listed(d, "4.8.1", "5600 seconds", number=2)]
    ]
    (found,) = findings(SCOPE, *listed(LEGAL, "6.14.1 7.9"), *others)
    assert found.values == (LEGAL, "lacks", "4.8.1")


def test_a_row_that_nobody_else_has_is_too_much_whatever_its_value() -> None:
    others = [f for d in (NEEDS, REPORT) for f in listed(d, "6.14.1 7.9")]
    (found,) = findings(SCOPE, *listed(LEGAL, "6.14.1 7.9"), *others, *listed(LEGAL, "8.1", "45 seconds", number=2))
    assert found.values == (LEGAL, "8.1", "lacks")


def test_the_highest_document_decides_between_two() -> None:
    (found,) = findings(SCOPE, *listed(LEGAL, "6.14.1 6.14.2"), *listed(ASSESSMENT, "6.14.1 6.15.1"))
    assert found.citations[0].document == ASSESSMENT


def test_one_document_alone_can_disagree_with_itself() -> None:
    lists = [f for n in (1, 2) for f in listed(ASSESSMENT, "6.14.1 6.14.2", number=n, table=False)]
    (found,) = findings(SCOPE, *lists, *listed(ASSESSMENT, "6.14.1 6.15.1", number=3))
    assert found.values == (ASSESSMENT, "6.15.1", "lacks", "6.14.2")


def test_another_value_is_no_matter_of_scope() -> None:
    pack = [*listed(LEGAL, "6.14.1 6.14.2"), *listed(REPORT, "6.14.1 6.14.2")]
    other = [*listed(NEEDS, "6.14.1", "60 seconds"), *listed(NEEDS, "6.14.2", number=2)]
    assert not findings(SCOPE, *pack, *other)


def test_opinions_are_no_lists() -> None:
    wishes = listed(RESPONSES, "6.14.1 6.15.1")
    assert not findings(SCOPE, *listed(LEGAL, "6.14.1 6.14.2"), *listed(REPORT, "6.14.1 6.14.2"), *wishes)


def test_what_a_document_lacks_is_open_where_it_was_not_understood() -> None:
    gap = Paper(LEGAL, LEGAL, "Legal text", rank=10, gaps=("table 2: no heading is known",))
    others = [f for d in (NEEDS, REPORT) for f in listed(d, "6.14.1 6.14.2")]
    found = result(SCOPE, *listed(LEGAL, "6.14.1"), *others, papers=(gap,))
    assert not found.findings
    assert "table 2: no heading is known" in found.undecided[0].reason


def test_what_only_a_partly_read_document_does_not_list_is_open() -> None:
    gap = Paper(LEGAL, LEGAL, "Legal text", rank=10, gaps=("table 2: no heading is known",))
    found = result(SCOPE, *listed(LEGAL, "6.14.1"), *listed(NEEDS, "6.14.1 6.14.2"), papers=(gap,))
    assert not found.findings
    (undecided,) = found.undecided
    assert undecided.subject == "6.14.2"
    assert "Legal text does not list 6.14.2, but was not understood in full" in undecided.reason


def test_what_documents_that_were_read_do_not_list_is_too_much_whatever_others_leave_open() -> None:
    gap = Paper(LEGAL, LEGAL, "Legal text", rank=10, gaps=("table 2: no heading is known",))
    others = [*listed(LEGAL, "6.14.1"), *listed(REPORT, "6.14.1")]
    found = result(SCOPE, *others, *listed(ASSESSMENT, "6.14.1 6.15.1"), papers=(gap,))
    assert [finding.subject for finding in found.findings] == ["6.15.1"]


def sentence(document: str, subjects: str, value: str = "30 seconds", *, number: int = 1) -> list[Fact]:
    """What a single sentence says: it claims to be no whole list."""
    facts = listed(document, subjects, value, number=number, table=False)
    return [evolve(each, scope=evolve(each.scope, whole=False)) for each in facts]


def two_bands(*documents: str) -> list[Fact]:
    return [
        f for d in documents for f in [*listed(d, "6.14.1 6.14.2 7.9"), *listed(d, "4.8.1", "5600 seconds", number=2)]
    ]


def test_a_document_that_is_silent_on_a_whole_band_lacks_it_once() -> None:
    (found,) = findings(SCOPE, *two_bands(LEGAL, NEEDS, ASSESSMENT), *sentence(REPORT, "6.14.1 6.14.2 7.9"))
    assert found.values == (REPORT, "lacks", "4.8.1")
    assert found.message == (
        "Report, section 1, proposes no target response time of 4.8.1, which Legal text, Requirements and Assessment "
        "change."
    )
    assert places(found, "found") == [(REPORT, 100)]


def test_one_property_of_a_document_does_not_stand_in_for_another() -> None:
    prose = [
        evolve(each, property="target-response-time")
        for each in sentence(ASSESSMENT, "6.14.1 6.14.2 7.9 4.8.1", number=9)
    ]
    prose[-1] = evolve(prose[-1], value=listed(NEEDS, "4.8.1", "5600 seconds")[0].value)
    (found,) = findings(SCOPE, *two_bands(LEGAL, NEEDS, REPORT), *listed(ASSESSMENT, "6.14.1 6.14.2 7.9"), *prose)
    assert (found.property, found.values) == ("dcc-sm1", (ASSESSMENT, "lacks", "4.8.1"))


def test_a_subject_that_both_a_list_and_its_document_lack_is_told_once() -> None:
    wrong = [*listed(ASSESSMENT, "6.14.1 6.15.1 7.9")]
    found = findings(SCOPE, *two_bands(LEGAL, NEEDS, REPORT), *wrong)
    assert [f.values for f in found] == [
        (ASSESSMENT, "6.15.1", "lacks", "6.14.2"),
        (ASSESSMENT, "lacks", "4.8.1"),
    ]


def test_a_sentence_lacks_nothing_that_another_says() -> None:
    spread = [*sentence(REPORT, "6.14.1 6.14.2"), *sentence(REPORT, "7.9", number=2)]
    spread += sentence(REPORT, "4.8.1", "5600 seconds", number=3)
    assert not findings(SCOPE, *two_bands(LEGAL, NEEDS, ASSESSMENT), *spread)


FOUR = "4.8.1 6.14.1 6.14.2 7.9"


def test_a_sentence_lacks_what_its_document_says_of_the_same_ones_and_one_more_elsewhere() -> None:
    said = [*sentence(REPORT, FOUR), *sentence(REPORT, "4.8.1 6.14.1 7.9", number=2)]
    (found,) = findings(SCOPE, *listed(LEGAL, FOUR), *listed(NEEDS, FOUR), *said)
    assert found.values == (REPORT, "lacks", "6.14.2")
    assert found.message == "Report, section 1, lacks 6.14.2, which Legal text and Requirements change."
    assert found.level == "warning"  # It may be meant to be about some.


def test_a_sentence_lacks_nothing_that_its_document_also_says_apart() -> None:
    """One requirement for three of them and one for the fourth, beside a summary of all four."""
    whole = [*listed(LEGAL, FOUR), *listed(NEEDS, FOUR), *sentence(REPORT, FOUR, number=3)]
    for other in ("6.14.2", "6.14.2 7.9"):
        parted = [*sentence(REPORT, "4.8.1 6.14.1 7.9"), *sentence(REPORT, other, number=2)]
        parted = [evolve(f, scope=evolve(f.scope, section=f"3.{f.scope.number}")) for f in parted]
        assert not findings(SCOPE, *whole, *parted)


def test_a_sentence_that_lacks_two_is_about_some() -> None:
    five = f"{FOUR} 8.1"
    said = [*sentence(REPORT, five), *sentence(REPORT, "4.8.1 6.14.1 7.9", number=2)]
    assert not findings(SCOPE, *listed(LEGAL, five), *listed(NEEDS, five), *said)


def test_a_wrong_id_of_a_sentence_takes_the_place_of_what_its_document_lacks() -> None:
    (found,) = findings(
        SCOPE,
        *two_bands(LEGAL, NEEDS, ASSESSMENT),
        *sentence(REPORT, "6.14.1 6.15.1 7.9"),
        *sentence(REPORT, "4.8.1", "5600 seconds", number=2),
    )
    assert found.values == (REPORT, "6.15.1", "lacks", "6.14.2")
    assert [(edit.source, edit.target) for edit in found.edits] == [("6.15.1", "6.14.2")]


def test_one_voice_alone_does_not_outweigh_sentences() -> None:
    (found,) = findings(
        SCOPE, *listed(LEGAL, "6.14.1 6.1.42"), *(f for d in (NEEDS, REPORT) for f in sentence(d, "6.14.1 6.14.2"))
    )
    assert found.values == (LEGAL, "6.1.42", "lacks", "6.14.2")


def test_what_a_partly_read_document_lacks_as_a_whole_is_open() -> None:
    gap = Paper(ASSESSMENT, ASSESSMENT, "Assessment", rank=40, gaps=("table 3: a heading is not known",))
    found = result(SCOPE, *two_bands(LEGAL, NEEDS, REPORT), *listed(ASSESSMENT, "4.8.1", "5600 seconds"), papers=(gap,))
    assert not found.findings
    (undecided,) = found.undecided
    assert "proposes no DCC SM1 of 6.14.1, 6.14.2 and 7.9" in undecided.reason
    assert "table 3: a heading is not known" in undecided.reason


def test_a_partly_read_document_that_says_nothing_of_one_property_is_open() -> None:
    gap = Paper(ASSESSMENT, ASSESSMENT, "Assessment", rank=40, gaps=("table 3: a heading is not known",))
    prose = [evolve(f, property="target-response-time") for f in two_bands(ASSESSMENT)]
    found = result(SCOPE, *two_bands(LEGAL, NEEDS), *prose, papers=(gap,))
    assert [undecided.documents for undecided in found.undecided] == [(ASSESSMENT,)]
    assert "states nothing of DCC SM1" in found.undecided[0].reason


def test_only_documents_that_name_all_that_is_missing_are_counted() -> None:
    short = [f for d in (NEEDS, REPORT) for f in listed(d, "6.14.1 7.9")]
    long = [f for d in (ASSESSMENT, "panel-paper") for f in listed(d, "4.8.1", "5600 seconds")]
    (legal,) = [f for f in findings(SCOPE, *listed(LEGAL, "6.14.1"), *short, *long) if f.values[0] == LEGAL]
    assert legal.message == "Legal text, section 1, lacks 7.9 and 4.8.1, which the rest of the pack changes."


def test_a_row_that_another_document_has_too_is_not_called_the_only_one() -> None:
    most = [f for d in (LEGAL, NEEDS, "panel-paper") for f in listed(d, "6.14.1 7.9")]
    both = [f for d in (REPORT, ASSESSMENT) for f in listed(d, "6.14.1 7.9 8.1")]
    found = findings(SCOPE, *most, *both)
    assert [f.message for f in found] == [
        f"{name}, section 1, lists 8.1, which most of the pack does not change." for name in ("Report", "Assessment")
    ]


# Which wrong row is which


def two_wrong(wrong: str, right: str) -> list[tuple[str, str]]:
    others = [f for d in (LEGAL, NEEDS, REPORT) for f in listed(d, right)]
    (found,) = findings(SCOPE, *others, *listed(ASSESSMENT, wrong))
    return [(edit.source, edit.target) for edit in found.edits]


def test_two_wrong_rows_are_paired_by_their_digits() -> None:
    assert two_wrong("6.14.1 9.7 6.1.42", "6.14.1 6.14.2 7.9") == [("9.7", "7.9"), ("6.1.42", "6.14.2")]


def test_two_wrong_rows_are_paired_with_their_neighbours() -> None:
    assert two_wrong("6.14.1 7.10 6.14.3", "6.14.1 6.14.2 7.9") == [("7.10", "7.9"), ("6.14.3", "6.14.2")]


def test_two_wrong_rows_are_paired_by_the_order_of_rows() -> None:
    assert two_wrong("6.14.1 3.3 5.8 8.1", "6.14.1 6.14.2 7.9 8.1") == [("3.3", "6.14.2"), ("5.8", "7.9")]


def test_two_wrong_rows_in_no_known_order_give_no_edit() -> None:
    assert two_wrong("3.3 6.14.1 5.8", "6.14.1 6.14.2 7.9") == []


# Same


def test_one_finding_for_one_deviating_value_with_all_its_places() -> None:
    wrong = [*listed(NEEDS, "7.9", "60 seconds"), *listed(NEEDS, "7.9", "1 minute", number=2)]
    (found,) = findings(SAME, *listed(LEGAL, "7.9"), *listed(ASSESSMENT, "7.9"), *listed(REPORT, "7.9"), *wrong)
    assert places(found, "found") == [(NEEDS, 101), (NEEDS, 201)]
    assert places(found, "authority") == [(LEGAL, 101)]
    assert places(found, "expected") == [(REPORT, 101), (ASSESSMENT, 101)]
    assert {(edit.source, edit.target) for edit in found.edits} == {
        ("60 seconds", "30 seconds"),
        ("1 minute", "30 seconds"),
    }


def test_authority_decides_a_tie() -> None:
    (found,) = findings(SAME, *listed(LEGAL, "7.9"), *listed(REPORT, "7.9", "60 seconds"))
    assert found.citations[0].document == REPORT


def test_states_are_not_mixed() -> None:
    current = fact(LEGAL, "target-response-time", "7.9", "24 hours")
    assert not findings(SAME, current, *listed(LEGAL, "7.9"), *listed(REPORT, "7.9"))


def test_an_approximate_total_covers_an_exact_one_and_no_other() -> None:
    totals = [fact(REPORT, "cost-total", "M", "approximately £90,000"), fact(ASSESSMENT, "cost-total", "M", "£89,087")]
    assert result("total-cost-is-the-same-everywhere", *totals).kept == 1
    (found,) = findings("total-cost-is-the-same-everywhere", *totals, fact(LEGAL, "cost-total", "M", "£89,078"))
    assert found.values == ("GBP 89078", "GBP 89087")


def test_a_guess_lowers_the_level_and_says_so() -> None:
    guess = evolve(listed(REPORT, "7.9", "60 seconds")[0], certainty="guess")
    (found,) = findings(SAME, *listed(LEGAL, "7.9"), guess)
    assert found.level == "warning"
    assert found.certainty == "guess"
    assert found.message.endswith("; one of these was read by guesswork.")


def test_a_finding_keeps_its_id_when_lines_move() -> None:
    def at(line: int) -> str:
        (found,) = findings(
            SAME, *listed(LEGAL, "7.9"), fact(REPORT, "target-response-time", "7.9", "1 hour", "proposed", line=line)
        )
        return found.id

    assert at(10) == at(99)


def test_an_old_value_that_no_schedule_knows_is_open() -> None:
    unknown = [fact(ASSESSMENT, name, "7.9", "4 seconds") for name in ("dcc-sm1", "csp-sm4")]
    (undecided,) = result(OLD, *unknown).undecided
    assert undecided.reason == "the DCC SM1 and CSP SM4 of 7.9 in force are not known"


def test_an_opinion_has_a_wrong_name_as_a_note_and_without_an_edit() -> None:
    name, registry = fact(RESPONSES, "name", "7.9", "Boost"), fact(REGISTRY, "name", "7.9", "Add Boost")
    (found,) = findings("name-is-the-registrys", name, registry)
    assert (found.level, found.edits) == ("note", ())


TOTAL, LINE, BASIS = "total-cost-is-the-same-everywhere", "cost-line-is-the-same-everywhere", "cost-basis-is-one"
SECOND = Paper("full-impact-assessment-2", "full-impact-assessment", "Second assessment", rank=40)


def baseline(document: str, version: str) -> Fact:
    return fact(document, "baseline-version", "M", version)


def against_versions(*drafted: Fact) -> Result:
    held = Paper(APPENDIX, APPENDIX, "Appendix", "", "6.12", rank=0, schedule=True)
    old = [fact(d, "target-response-time", "7.9", "1 hour") for d in (LEGAL, REPORT)]
    known = fact(APPENDIX, "target-response-time", "7.9", "24 hours")
    return result(OLD, *old, known, *drafted, papers=(held,))


def test_an_old_value_of_another_version_is_open() -> None:
    found = against_versions(baseline(LEGAL, "7.0"))
    assert not found.findings
    (undecided,) = found.undecided
    assert undecided.reason == (
        "the target response time of 7.9 was drafted against 7.0; Appendix is known at 6.12 only"
    )
    assert undecided.documents == (LEGAL, REPORT)


def test_an_old_value_of_the_known_version_is_judged() -> None:
    assert against_versions(baseline(LEGAL, "v6.12")).findings
    assert against_versions().findings


def test_each_document_is_held_to_its_own_version() -> None:
    found = against_versions(baseline(LEGAL, "7.0"), baseline(REPORT, "6.12"))
    assert [c.document for f in found.findings for c in f.citations if c.role == "found"] == [REPORT]
    assert [undecided.documents for undecided in found.undecided] == [(LEGAL,)]


def test_two_assessments_are_not_compared_with_each_other() -> None:
    costs = [fact(ASSESSMENT, "cost", "SIT", "£50"), fact(SECOND.id, "cost", "SIT", "£40")]
    assert not result(LINE, *costs, papers=(SECOND,)).findings
    for said in ("£50", "£40", "£90"):
        found = result(LINE, *costs, fact(REPORT, "cost", "SIT", said), papers=(SECOND,))
        assert (found.kept, found.findings, found.undecided) == (1, (), ())
    assert result(LINE, *costs, fact(REPORT, "cost", "SIT", "£70"), papers=(SECOND,)).undecided


def test_one_assessment_is_compared_with_itself_beside_another() -> None:
    own = [fact(ASSESSMENT, "cost", "SIT", said, number=n) for n, said in enumerate(("£50", "£51"), 1)]
    found = result(LINE, *own, fact(SECOND.id, "cost", "SIT", "£40"), papers=(SECOND,))
    assert [f.values for f in found.findings] == [("GBP 51", "GBP 50")]


def priced(document: str, total: str, *lines: str) -> list[Fact]:
    parts = [fact(document, "cost", f"A{n}", line, row=n) for n, line in enumerate(lines, 1)]
    return [*parts, fact(document, "cost-total", "M", total, number=2)]


def test_the_total_that_its_own_lines_come_to_is_right() -> None:
    for right, wrong in ((REPORT, ASSESSMENT), (ASSESSMENT, REPORT)):
        (found,) = findings(TOTAL, *priced(right, "£9", "£4", "£5"), *priced(wrong, "£8", "£4", "£5"))
        assert (found.citations[0].document, found.values) == (wrong, ("GBP 8", "GBP 9"))


def test_the_assessment_is_right_where_both_totals_add_up_or_none_does() -> None:
    for lines in ((), ("£4", "£4")):
        pack = [*priced(ASSESSMENT, "£8", *lines), *priced(REPORT, "£9", *("£4", "£5")[: len(lines)])]
        (found,) = findings(TOTAL, *pack)
        assert (found.citations[0].document, found.values) == (REPORT, ("GBP 9", "GBP 8"))


def test_costs_without_a_basis_are_no_matter_of_bases() -> None:
    assert not result(BASIS, *priced(REPORT, "£9", "£4", "£5")).applicable


# Values


def parties(document: str, names: str, number: int, *, whole: bool) -> list[Fact]:
    return [fact(document, "impacted-party", "M", name, number=number, whole=whole) for name in names.split()]


def test_a_passing_mention_of_a_party_is_no_list_of_parties() -> None:
    name = "impacted-parties-are-the-same-everywhere"
    full = parties(REPORT, "Suppliers Networks", 1, whole=True)
    assert findings(name, *full, *parties(REPORT, "Suppliers", 2, whole=True))
    assert not findings(name, *full, *parties(REPORT, "Suppliers", 2, whole=False))
    assert not findings(name, *full, *parties(NEEDS, "Suppliers Others", 2, whole=False))


# Sums


def test_rows_of_schedules_are_no_checks_of_the_pack() -> None:
    values = {"dcc-sm1": "30 seconds", "dsp-sm1.1": "4 seconds", "csp-sm4": "25 seconds"}
    held = [fact("dsp-schedule-2.2", name, "7.9", value) for name, value in values.items()]
    schedule = Paper("dsp-schedule-2.2", "dsp-schedule-2.2", "Schedule", rank=0, schedule=True)
    found = result(SUM, *held, MARGIN, fact(ASSESSMENT, "name", "7.9", "Add Boost"), papers=(schedule,))
    assert (found.kept, len(found.undecided)) == (0, 1)


def parts(target: str, dsp: str, csp: str, subject: str = "7.9") -> list[Fact]:
    values = {"dcc-sm1": target, "dsp-sm1.1": dsp, "csp-sm4": csp}
    return [fact(ASSESSMENT, name, subject, value, row=1) for name, value in values.items()]


MARGIN = fact(MARGINS, "margin", "30 s", "1 second")


def test_the_part_that_would_make_the_sum_right_is_the_primary_place() -> None:
    right = [fact(ASSESSMENT, "csp-sm4", "6.14.1", "25 seconds", line=7)]
    (found,) = findings(SUM, *parts("30 seconds", "4 seconds", "35 seconds"), *right, MARGIN)
    assert found.citations[0].quote == "35 seconds"
    assert [(edit.source, edit.target) for edit in found.edits] == [("35 seconds", "25 seconds")]


def test_without_an_agreed_margin_only_the_upper_bound_is_checked() -> None:
    pack = parts("90 seconds", "4 seconds", "100 seconds")
    assert not result(SUM, *pack, MARGIN).applicable
    (found,) = findings(AT_MOST, *pack, MARGIN)
    assert found.message.endswith("14 seconds too much, and no margin is agreed for it.")


def test_with_an_agreed_margin_the_upper_bound_does_not_apply() -> None:
    assert not result(AT_MOST, *parts("30 seconds", "4 seconds", "25 seconds"), MARGIN).applicable


def test_amounts_of_different_units_are_not_added() -> None:
    (undecided,) = result(SUM, *parts("30 seconds", "4 seconds", "2 months"), MARGIN).undecided
    assert "not all in one unit" in undecided.reason


@pytest.mark.parametrize("gone", [0, 1, 2, 3])
def test_a_fact_that_is_taken_away_leaves_the_sum_open(gone: int) -> None:
    pack = [*parts("30 seconds", "4 seconds", "25 seconds"), MARGIN]
    assert result(SUM, *pack).kept == 1
    found = result(SUM, *pack[:gone], *pack[gone + 1 :])
    assert not found.kept
    assert not found.findings


def test_each_cost_list_has_its_own_total() -> None:
    def costs(document: str, number: int, total: str, *lines: str) -> list[Fact]:
        named = [fact(document, "cost", f"A{n}", line, number=number) for n, line in enumerate(lines)]
        return [*named, fact(document, "cost-total", f"T{number}", total, number=number)]

    name = "cost-lines-add-up-to-the-total"
    found = result(name, *costs(REPORT, 1, "£3", "£1", "£2"), *costs(REPORT, 2, "£8", "£4", "£5"))
    assert (found.kept, len(found.findings)) == (1, 1)
    assert found.findings[0].message == "Cost-total is £8; A0 (£4) + A1 (£5) is £9: £1 too much."


# Closed lists and single entries


def test_a_whole_registry_decides_what_is_unknown() -> None:
    mention = fact(REPORT, "mentioned-id", "7.10", "7.10")
    whole = fact(REGISTRY, "name", "7.9", "Add Boost")
    assert findings("service-request-is-well-formed-and-known", mention, whole)
    part = evolve(whole, scope=evolve(whole.scope, whole=False))
    assert result("service-request-is-well-formed-and-known", mention, part).undecided


def test_a_reference_is_known_beside_its_variants() -> None:
    known = [fact(REGISTRY, "name", "4.8.1", "Read"), fact(REGISTRY, "service-reference", "4.8.1", "4.8")]
    assert not findings("service-request-is-well-formed-and-known", fact(REPORT, "mentioned-id", "4.8", "4.8"), *known)


def test_an_id_that_opinions_alone_mention_is_a_note() -> None:
    known = fact(REGISTRY, "name", "4.6.1", "Read")
    (found,) = findings(
        "service-request-is-well-formed-and-known", fact(RESPONSES, "mentioned-id", "4.61", "4.61"), known
    )
    assert (found.level, found.edits) == ("note", ())


def test_a_figure_that_nobody_contracted_is_one_finding_for_all_its_places() -> None:
    target = fact(MEASURES, "contracted-target", "M1", "25 seconds")
    figures = [fact(ASSESSMENT, "csp-sm4", "7.9", "35 seconds", "proposed", number=n) for n in (1, 2)]
    (found,) = findings("csp-figure-is-a-contracted-target", *figures, target)
    assert len(places(found, "found")) == 2


@pytest.mark.parametrize(("above", "broken"), [("6.20", False), ("6.2", True), ("6", False), ("6.20.1", False)])
def test_a_variant_belongs_to_its_reference_part_by_part(above: str, broken: bool) -> None:
    assert (
        bool(findings("a-variant-belongs-to-its-reference", fact(LEGAL, "service-reference", "6.20.1", above)))
        == broken
    )


def test_a_doubled_row_is_told_once_and_can_be_deleted() -> None:
    values: tuple[tuple[str, State], ...] = (("24 hours", "current"), ("30 seconds", "proposed"))
    rows = [
        fact(LEGAL, "target-response-time", "7.9", value, state, row=row) for row in (1, 2) for value, state in values
    ]
    (found,) = findings("a-changed-service-is-listed-once", *rows)
    assert [(edit.op, edit.source) for edit in found.edits] == [("delete", "7.9")]


def test_one_figure_in_two_sentences_is_no_doubled_row() -> None:
    assert not findings("a-changed-service-is-listed-once", *listed(LEGAL, "7.9"), *listed(LEGAL, "7.9", number=2))


# Outcomes


def test_a_pack_that_says_nothing_of_it() -> None:
    assert not result("cost-basis-is-one", fact(LEGAL, "name", "7.9", "Add Boost")).applicable


def test_a_document_that_should_say_it() -> None:
    (undecided,) = result(SUM, fact(ASSESSMENT, "name", "7.9", "Add Boost")).undecided
    assert undecided.documents == (ASSESSMENT,)


def test_a_document_without_figures_is_open_once() -> None:
    """By the rule that asks for most; a rule that asks for a part tells where that part alone is missing."""
    money = [rule for rule in all_rules() if rule.family == "money"]
    silent = [fact(ASSESSMENT, "name", "7.9", "Add Boost"), fact(REPORT, "cost-total", "SECMP0053", "£89,087")]
    found = {r.rule: r.undecided for r in check(money, index(*silent)) if r.undecided}
    assert {name: len(undecided) for name, undecided in found.items()} == {"cost-lines-add-up-to-the-total": 1}
    lines = [fact(ASSESSMENT, "cost", "SIT", "£24,579"), fact(REPORT, "cost-total", "SECMP0053", "£89,087")]
    part = {r.rule for r in check(money, index(*lines)) if r.undecided}
    assert "total-cost-is-the-same-everywhere" in part


def test_every_check_is_counted() -> None:
    known = [fact(APPENDIX, "target-response-time", s, "24 hours") for s in ("1.1", "1.2")]
    pack = [
        fact(LEGAL, "target-response-time", s, v)
        for s, v in (("1.1", "24 hours"), ("1.2", "1 hour"), ("1.3", "1 hour"))
    ]
    found = result(OLD, *known, *pack)
    assert (found.kept, len(found.findings), len(found.undecided), found.expected) == (1, 1, 1, 3)


# Whatever the order


def whole_pack() -> Facts:
    names = [fact(ASSESSMENT, "name", "6.15.1", "Update Keys", row=2), fact(REGISTRY, "name", "6.14.2", "Update Load")]
    lists = [f for d in (LEGAL, NEEDS, REPORT) for f in listed(d, "6.14.1 6.14.2 7.9")]
    wrong = fact(REPORT, "target-response-time", "7.9", "1 hour", "proposed", number=9)
    return index(*lists, *listed(ASSESSMENT, "6.14.1 6.15.1 7.9"), *names, wrong)


def test_the_order_of_documents_changes_no_finding() -> None:
    pack = whole_pack()
    expected = {f.id for r in check(all_rules(), pack) for f in r.findings}
    assert expected
    facts, papers = list(pack), list(pack.papers.values())
    for seed in range(5):
        random.Random(seed).shuffle(papers)
        by_document = sorted(facts, key=lambda f: [p.id for p in papers].index(f.document))
        shuffled = Facts(by_document, papers, pack.titles)
        assert {f.id for r in check(all_rules(), shuffled) for f in r.findings} == expected


def test_the_hash_seed_changes_nothing() -> None:
    code = (
        "from schedcheck.check import check; from schedcheck.diagnose import diagnose\n"
        "from tests.test_check import whole_pack; from tests.packs import all_rules\n"
        "r = check(all_rules(), whole_pack()); print(r, diagnose(r, whole_pack(), all_rules()))"
    )
    root = Path(__file__).resolve().parents[1]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=root, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize(
    ("word", "before", "after", "told"),
    [
        ("shorter", "24 hours", "30 seconds", False),
        ("longer", "24 hours", "30 seconds", True),
        ("shorter", "30 seconds", "24 hours", True),
        ("longer", "30 seconds", "24 hours", False),
        ("shorter", "24 hours", "24 hours", False),
        ("longer", "24 hours", "24 hours", False),
        ("longer", "about 30 seconds", "25 seconds", False),
        ("longer", "about 30 seconds", "24 seconds", True),
        ("shorter", "25 seconds", "about 20 seconds", False),
        ("shorter", "about 30 seconds", "35 seconds", False),
        ("shorter", "about 30 seconds", "36 seconds", True),
    ],
)
def test_a_word_for_faster_or_slower_is_wrong_where_the_figures_surely_go_the_other_way(
    word: str, before: str, after: str, told: bool
) -> None:
    """Of a time that may stay as it is nothing is said: about 30 seconds are 25 to 35."""
    times = [
        fact(LEGAL, "target-response-time", "7.9", before),
        fact(LEGAL, "target-response-time", "7.9", after, "proposed", line=9),
    ]
    found = findings(
        "a-direction-word-agrees-with-the-figures", *times, fact(REPORT, "direction", "7.9", word, "proposed")
    )
    assert bool(found) == told


def test_each_wrong_version_is_cited_where_it_stands() -> None:
    own = [
        evolve(fact(REPORT, "document-version", REPORT, version, line=line, number=line), kind="document")
        for line, version in enumerate(("2.7", "2.8", "2.7"), 1)
    ]
    history = [evolve(fact(REPORT, "document-version", REPORT, "1.7", row=1, number=9), kind="document")]
    (finding,) = findings("a-document-has-one-version", *own, *history)
    assert [(citation.role, citation.quote, citation.place.line) for citation in finding.citations] == [
        ("found", "2.7", 1),
        ("found", "2.8", 2),
        ("expected", "1.7", 901),
    ]


def test_words_that_are_lost_are_told_without_the_small_words_after_them() -> None:
    full = fact(NEEDS, "requirement", "Requirement 1", "The provider shall keep a written log of the gates")
    short = fact(ASSESSMENT, "requirement", "Requirement 1", "The provider shall keep the gates")
    (finding,) = findings("a-requirement-keeps-its-words", full, short)
    assert finding.message == "Assessment states Requirement 1 without ‘written log’, which Requirements has."
