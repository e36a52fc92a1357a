"""Recognition: what each case states, at which line, how surely; and what was left over."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedcheck.readers.json import is_json
from tests.listing import listing, recognised, recognised_file
from tests.mutants import HARMLESS, MUTANTS, mutated
from tests.shared import PROJECT, shared

CASES = sorted((PROJECT / "tests" / "cases" / "recognise").glob("*.txt"))
GOLDEN = PROJECT / "tests" / "golden" / "secmp0053.facts"


def test_there_are_cases() -> None:
    assert len(CASES) >= 6


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case_states_what_is_expected(case: Path) -> None:
    assert listing(recognised_file(case)) == case.with_suffix(".facts").read_text(encoding="utf-8")


def test_real_pack_states_what_was_checked_by_eye() -> None:
    readings = recognised_file(shared("secmp0053.txt"))
    assert listing(readings) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(MUTANTS))
def test_every_mutant_changes_what_is_recognised(name: str) -> None:
    text = shared("secmp0053.txt").read_text(encoding="utf-8")
    assert listing(recognised(mutated(text, MUTANTS[name]))) != listing(recognised(text))


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_harmless_changes_state_the_same(name: str) -> None:
    text = shared("secmp0053.txt").read_text(encoding="utf-8")
    assert _statements(mutated(text, HARMLESS[name])) == _statements(text)


def _statements(text: str) -> list[tuple[str, str, str, str, str]]:
    return sorted(
        (fact.document, fact.subject, fact.property, fact.state, str(fact.value))
        for reading in recognised(text)
        for fact in reading.facts
    )


def test_documents_of_one_kind_get_ids_of_their_own() -> None:
    text = "# Legal text\n\nThis document contains the legal text.\n"
    assert [r.paper.id for r in recognised(text, text)] == ["legal-text", "legal-text-2"]


@given(st.text(alphabet=st.sampled_from("aA1. \n|#-{}[]+✓£4,:;‘’()SRV"), max_size=400))
def test_any_text_is_read_and_its_facts_have_lines(text: str) -> None:
    if text.strip() and not is_json("file1.txt", text):
        for reading in recognised(text):
            assert all(1 <= fact.place.line <= text.count("\n") + 1 for fact in reading.facts)


@given(st.lists(st.sampled_from(["24 hours", "30 seconds", "£5", "4.8.1 Read", "SR 7.9", "x.", "is", "\n", "| a |"])))
def test_no_amount_is_lost(words: list[str]) -> None:
    """Every time and amount is a fact or among what was left unread."""
    text = "Start " + " ".join(words)
    readings = recognised(text)
    found = sum(len(r.unread) for r in readings) + len(
        {(f.place.line, f.place.offset) for r in readings for f in r.facts if f.property != "mentioned-id"}
    )
    assert found >= sum(words.count(amount) for amount in ("24 hours", "30 seconds", "£5"))


def test_a_preliminary_assessment_states_nothing_beside_the_full_one() -> None:
    words = "The purpose of this {} Impact Assessment is plain.\n\nThe total cost is £5.\n"
    preliminary, full = words.format("Preliminary"), words.format("Full")
    assert [f.mention for f in recognised(preliminary)[0].facts] == ["states"]
    both = recognised(preliminary, full)
    assert [(r.paper.opinion, [f.mention for f in r.facts]) for r in both] == [(True, ["asks"]), (False, ["states"])]


def test_a_row_that_ends_before_its_key_is_said_not_to_be_understood() -> None:
    (reading,) = recognised(
        "# Legal text\n\n| Name | ID | Target Response Time |\n|---|---|---|\n| Read | 4.8.1 | 30 s |\n| 24 hours |\n"
    )
    assert [unread.printed for unread in reading.unread if "24" in unread.printed] == ["24 hours"]


REDLINED_IDS = """# Full Impact Assessment

The purpose of this Full Impact Assessment is to set out the impact of MP300.

| SRV | Name | DCC SM1 | DSP SM1.1 |
|---|---|---|---|
| [-4.1.1-]{+4.2+} | Made up | [-24 hours-]{+30 seconds+} | 21 hours |
| [-4.3-] | Left out | 24 hours | 21 hours |
| {+4.4+} | Put in | 24 hours | 21 hours |
"""


def test_an_empty_box_is_nothing_that_is_still_to_be_put_in() -> None:
    text = "# Modification Report\n\nThis document is the Modification Report for MP217.\n\n## Parties\n\n{}\n"
    said = {box: recognised(text.format(f"{box} Large Suppliers"))[0].facts for box in ("[ ]", "[   ]")}
    assert [f.property for f in said["[ ]"] if f.property == "placeholder"] == []
    assert [f.property for f in said["[   ]"] if f.property == "placeholder"] == ["placeholder"]


def test_an_id_is_named_in_its_own_column() -> None:
    text = (
        "# Legal text\n\nThis document contains the legal text.\n\n"
        "| Name | SRV | TRT |\n|---|---|---|\n| Read a Log | 4.6.2 | 5 seconds |\n"
    )
    facts = [f for f in recognised(text)[0].facts if f.subject == "4.6.2"]
    columns = {f.named.column if f.property != "mentioned-id" else f.place.column for f in facts}
    assert len(facts) > 2
    assert columns == {2}


def test_what_stood_beside_an_old_id_is_not_said_of_the_new_one() -> None:
    """An old value belongs to the subject that its row had, a new one to the subject that it has."""
    (reading,) = recognised(REDLINED_IDS)
    times = {
        (f.subject, f.property, f.state, f.printed) for f in reading.facts if f.property in {"dcc-sm1", "dsp-sm1.1"}
    }
    assert times == {
        ("4.1.1", "dcc-sm1", "current", "24 hours"),
        ("4.2", "dcc-sm1", "proposed", "30 seconds"),
        ("4.1.1", "dsp-sm1.1", "current", "21 hours"),
        ("4.2", "dsp-sm1.1", "proposed", "21 hours"),
        ("4.3", "dcc-sm1", "current", "24 hours"),
        ("4.3", "dsp-sm1.1", "current", "21 hours"),
        ("4.4", "dcc-sm1", "proposed", "24 hours"),
        ("4.4", "dsp-sm1.1", "proposed", "21 hours"),
    }
    assert [(f.subject, f.printed) for f in reading.facts if f.property == "name"] == [
        ("4.2", "Made up"),
        ("4.3", "Left out"),
        ("4.4", "Put in"),
    ]
    assert [f.subject for f in reading.facts if f.property == "mentioned-id"] == ["4.2", "4.3", "4.4"]
    assert reading.unread == ()
