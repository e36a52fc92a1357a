"""Lists of names, as boxes or below a sentence: one that is not understood to its end proves no absence."""

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

## 1. Parties

{}

## 4. Party Categories impacted

{}
"""
RULE = "impacted-parties-are-the-same-everywhere.toml"
IN_FULL = "The parties impacted by this change are: Large Suppliers and the DCC."


def reading(boxes: str, sentence: str = IN_FULL) -> Reading:
    return recognised(REPORT.format(sentence, boxes))[0]


def ticked(found: Reading, section: str = "4") -> list[Fact]:
    return [f for f in found.facts if f.property == "impacted-party" and f.section == section]


def names(found: Reading, section: str = "4") -> set[str]:
    return {str(fact.value) for fact in ticked(found, section)}


def whole(found: Reading, section: str = "4") -> set[bool]:
    return {fact.scope.whole for fact in ticked(found, section)}


def told(found: Reading) -> list[str]:
    (rule,) = load_rules([(RULE, (PROJECT / "rules" / RULE).read_bytes())])
    (result,) = check([rule], Facts(found.facts, [found.paper]))
    return [finding.message for finding in result.findings]


@pytest.mark.parametrize(
    "boxes",
    [
        "- ✓ Large Suppliers\n- ☐ Other SEC Parties\n- ✓ Data Communications Company (DCC)",
        "- ✓ Data Communications Company\n- ✓ Large Suppliers",
        "- ✓ DCC (Data Communications Company)\n- ✓ Large Suppliers",
        "- ✓ Large Suppliers (import and export)\n- ✓ The DCC",
        "- Large Suppliers (as in section 2) ✓\n- Other SEC Parties\n- DCC ✓",
        "☐ Other SEC Parties ✓ Large Suppliers (see section 2) ✓ DCC",
        "Tick all that apply.\n\n- ✓ Large Suppliers\n- ✓ DCC",
    ],
)
def test_a_box_is_read_whatever_stands_in_brackets_beside_its_name(boxes: str) -> None:
    found = reading(boxes)
    assert names(found) == {"Large Suppliers", "DCC"}
    assert whole(found) == {True}
    assert not found.paper.gaps
    assert not told(found)


@pytest.mark.parametrize(
    ("boxes", "known"),
    [
        ("- ✓ Large Suppliers\n- ✓ Flexible Operators\n- ✓ Small Suppliers", {"Large Suppliers", "Small Suppliers"}),
        ("- ✓ Large Suppliers\n- ✓ Flexible Operators", {"Large Suppliers"}),
        ("- ✓ Flexible Operators\n- ✓ Large Suppliers", {"Large Suppliers"}),
        ("- Large Suppliers ✓\n- Flexible Operators ✓\n- DCC", {"Large Suppliers"}),
        ("✓ Large Suppliers ✓ Flexible Operators ☐ DCC", {"Large Suppliers"}),
        ("- ✓ Large Suppliers\n- ✓ Suppliers other than Large Suppliers", {"Large Suppliers"}),
        ("- ✓ Large Suppliers\n- ✓ Everyone in the north (except the DCC)", {"Large Suppliers"}),
        ("- ✓ Large Suppliers\n- ✓ Suppliers (Small Suppliers)", {"Large Suppliers"}),
    ],
)
def test_a_ticked_box_that_nobody_knows_is_a_gap_and_proves_no_absence(boxes: str, known: set[str]) -> None:
    found = reading(boxes)
    assert names(found) == known
    assert whole(found) == {False}
    assert [gap for gap in found.paper.gaps if "no name that is known" in gap]
    assert not told(found)


def test_an_empty_box_that_nobody_knows_takes_nothing_from_the_list() -> None:
    found = reading("- ✓ Large Suppliers\n- ☐ Flexible Operators\n- ✓ DCC")
    assert names(found) == {"Large Suppliers", "DCC"}
    assert whole(found) == {True}
    assert ["☐ Flexible Operators" in unread.printed or unread.printed for unread in found.unread] == [
        "Flexible Operators"
    ]


def test_boxes_end_where_their_list_does() -> None:
    found = reading("- ✓ Large Suppliers\n- ✓ DCC\n\nThe DCC has checked this.\n\n- One remark\n- Small Suppliers")
    assert names(found) == {"Large Suppliers", "DCC"}
    assert whole(found) == {True}
    assert not found.paper.gaps


def test_a_list_that_lacks_a_party_is_still_told() -> None:
    (message,) = told(reading("- ✓ Large Suppliers\n- ☐ DCC"))
    assert message.endswith("also names DCC.")


def test_what_stands_below_a_sentence_is_one_list() -> None:
    found = reading("- ✓ Large Suppliers\n- ✓ DCC", "The parties impacted are:\n\n- Large Suppliers\n- the DCC")
    assert len({fact.scope for fact in ticked(found, "1")}) == 1
    assert whole(found, "1") == {True}
    assert not told(found)
    (message,) = told(reading("- ✓ Large Suppliers", "The parties impacted are:\n\n- Large Suppliers\n- the DCC"))
    assert message.endswith("also names DCC.")


@pytest.mark.parametrize("items", ["- Large Suppliers\n- Flexible Operators", "- Large Suppliers\n- DCC and others"])
def test_a_list_below_a_sentence_is_whole_only_where_each_item_is_understood(items: str) -> None:
    found = reading("- ✓ Large Suppliers\n- ✓ DCC", f"The parties impacted are:\n\n{items}")
    assert whole(found, "1") == {False}
    assert not told(found)


@pytest.mark.parametrize(
    ("items", "whole"),
    [
        ("- 4.1.1 Read\n- 4.2 Read", {True}),
        ("- 4.1.1 Read\n- Read Instantaneous Import Registers", {False}),
        ("- The one for registers\n- 4.1.1 Read", {False}),
    ],
)
def test_a_list_of_services_is_whole_only_where_each_item_names_one(items: str, whole: set[bool]) -> None:
    said = f"These Service Requests go from 24 hours to 30 seconds:\n\n{items}"
    found = recognised(REPORT.format(said, "- ✓ DCC"))[0].facts
    assert {f.scope.whole for f in found if f.property == "target-response-time"} == whole


@pytest.mark.parametrize(("number", "whole"), [(40, True), (199, True), (200, False)])
def test_a_long_list_is_read_to_its_end_or_is_not_whole(number: int, whole: bool) -> None:
    listed = "".join(f"- {1 + n // 90}.{1 + n % 90} Read\n" for n in range(number))
    found = recognised(REPORT.format(f"These SRVs go from 24 hours to 30 seconds:\n\n{listed}", "- ✓ DCC"))[0].facts
    times = [f for f in found if f.property == "target-response-time" and f.state == "proposed"]
    assert len(times) == number
    assert {f.scope.whole for f in times} == {whole}


def test_a_long_list_of_parties_is_not_whole() -> None:
    found = reading("- ✓ DCC", "The parties impacted are:\n\n" + "- Large Suppliers\n" * 13)
    assert whole(found, "1") == {False}


ALL = {"Large Suppliers", "Small Suppliers", "Electricity Network Operators", "DCC"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Parties impacted: Large Suppliers; Small Suppliers; Electricity Network Operators; DCC",
        "Parties impacted: Large Suppliers; Small Suppliers; Electricity Network Operators; and the DCC.",
        "The parties impacted are Suppliers; Electricity Network Operators; DCC.",
        "The parties impacted are: Large Suppliers;Small Suppliers;Electricity Network Operators;DCC",
    ],
)
def test_semicolons_part_the_names_of_a_list(sentence: str) -> None:
    found = reading("- ✓ Large Suppliers\n- ✓ DCC", sentence)
    assert names(found, "1") == ALL
    assert whole(found, "1") == {True}


@pytest.mark.parametrize(
    "sentence",
    [
        "Parties impacted: Large Suppliers; Flexible Operators; DCC",
        "Parties impacted: Large Suppliers; DCC; Flexible Operators",
        "This change impacts Large Suppliers; Small Suppliers are unaffected.",
        "Parties impacted: Large Suppliers; others (to be confirmed)",
    ],
)
def test_a_list_that_goes_on_after_a_semicolon_proves_no_absence(sentence: str) -> None:
    found = reading("- ✓ Large Suppliers\n- ✓ DCC\n- ✓ Gas Network Operators", sentence)
    assert names(found, "1") == {"Large Suppliers"}
    assert whole(found, "1") == {False}
    assert not told(found)


def boxes_of(heading: str, table: str) -> Reading:
    text = REPORT.format(IN_FULL, table).replace("## 4. Party Categories impacted", f"## 4. {heading}")
    return recognised(text)[0]


@pytest.mark.parametrize(
    ("heading", "table"),
    [
        (
            "Who is impacted",
            "| Large Suppliers | Small Suppliers | Gas Networks | DCC |\n|---|---|---|---|\n| Yes | No | No | Yes |",
        ),
        ("Parties affected", "| Large Suppliers | Electricity Networks | The DCC |\n|---|---|---|\n| ✓ | | ✓ |"),
        ("Reach", "| | Large Suppliers | Other SEC Parties | DCC |\n|---|---|---|---|\n| Impacted? | Y | N | Y |"),
        (
            "Reach",
            "| Party | Large Suppliers | Gas Network Parties | DCC |\n|---|---|---|---|\n| Affected | X | - | X |",
        ),
        (
            "Reach",
            "| | Large Suppliers | Gas Networks | DCC |\n|---|---|---|---|\n"
            "| Impacted (Y/N) | Yes | No | Yes |\n| What changes | Systems | Nothing | Reports |",
        ),
        (
            "Reach",
            "| Party | Impacted? |\n|---|---|\n"
            "| Large Suppliers | Yes |\n| Gas Networks | No |\n| DCC | Yes – reports |",
        ),
        (
            "Reach",
            "| Stakeholder | Is it affected? |\n|---|---|\n"
            "| Large Suppliers | ✓ |\n| Electricity Networks | |\n| DCC | ✓ |",
        ),
        (
            "Reach",
            "| Category | Impacted by this change? | Why |\n|---|---|---|\n| Large Suppliers | Yes | Systems |\n"
            "| DCC | Yes (reports) | Reports |\n| Other SEC Parties | No | Nothing changes |",
        ),
        (
            "Reach",
            "| Party category | Impacted |\n|---|---|\n"
            "| Large Suppliers | Medium |\n| Small Suppliers | None |\n| DCC | High |",
        ),
    ],
)
def test_a_table_of_parties_is_a_list(heading: str, table: str) -> None:
    found = boxes_of(heading, table)
    assert names(found) == {"Large Suppliers", "DCC"}
    assert whole(found) == {True}
    assert not found.paper.gaps
    assert not told(found)
    (message,) = told(
        boxes_of(
            heading,
            table.replace("| No |", "| Yes |")
            .replace("| N |", "| Y |")
            .replace("| - |", "| X |")
            .replace("| |\n", "| ✓ |\n")
            .replace("| ✓ | | ✓ |", "| ✓ | ✓ | ✓ |")
            .replace("| No | Nothing", "| Yes | Nothing")
            .replace("| None |", "| Low |"),
        )
    )
    assert "also names" in message


@pytest.mark.parametrize(
    "table",
    [
        "| Large Suppliers | Flexible Operators | DCC |\n|---|---|---|\n| Yes | Yes | No |",
        "| Large Suppliers | Small Suppliers | DCC |\n|---|---|---|\n| Yes | Perhaps | No |",
        "| Large Suppliers | Small Suppliers | DCC |\n|---|---|---|\n| | | |",
        "| Party | Impacted? |\n|---|---|\n| Large Suppliers | Yes |\n| Flexible Operators | Yes |\n| DCC | No |",
        "| Party | Impacted? |\n|---|---|\n| Large Suppliers | Yes |\n| Small Suppliers | Under review |\n| DCC | No |",
    ],
)
def test_a_table_of_parties_that_is_half_read_proves_no_absence(table: str) -> None:
    found = boxes_of("Who is impacted", table)
    assert whole(found) <= {False}
    assert found.paper.gaps
    assert not told(found)


@pytest.mark.parametrize("heading", ["Support", "Who responded", "Who agreed that parties are impacted", "Costs"])
def test_a_row_of_yes_and_no_about_something_else_is_no_list(heading: str) -> None:
    found = boxes_of(heading, "| Large Suppliers | Small Suppliers | DCC |\n|---|---|---|\n| Yes | Yes | No |")
    assert names(found) == set()
    assert not told(found)
