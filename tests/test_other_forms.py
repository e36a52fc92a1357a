"""Forms that another contract needs: percentages, ids with a prefix, working hours, rows of totals.

Uses the vocabulary and the rules of the outsourcing example, in memory.
"""

from __future__ import annotations

import hashlib
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedcheck.check import check
from schedcheck.document import Source
from schedcheck.fact import Fact
from schedcheck.finding import Result
from schedcheck.quantity import parse
from schedcheck.readers import read
from schedcheck.recognise import Reading, recognise
from schedcheck.recognise.passage import PassageAt
from schedcheck.recognise.placed import PlacedTokens
from schedcheck.recognise.template import Passage
from schedcheck.rule import Example, ExampleFact, Rule, facts_of, load_rules
from schedcheck.tokens import tokenise
from schedcheck.vocabulary import Vocabulary, load_vocabulary
from tests.shared import PROJECT

RULES = PROJECT / "examples" / "outsourcing" / "rules"
OPENING = "# Supplier's impact assessment of CR0042\n\nCR0042\n\n## 1 Levels\n\n"


@cache
def vocabulary() -> Vocabulary:
    return load_vocabulary([(path.name, path.read_bytes()) for path in sorted(RULES.glob("vocabulary/*.toml"))])


@cache
def rule(name: str) -> Rule:
    (loaded,) = load_rules([(f"{name}.toml", (RULES / f"{name}.toml").read_bytes())])
    return loaded


def reading(text: str, words: Vocabulary | None = None) -> Reading:
    content = (OPENING + text).encode()
    source = Source("paper.txt", content, hashlib.sha256(content).hexdigest())
    known = words or vocabulary()
    (found,) = recognise([read(source, known)], known)
    return found


def said(text: str, name: str) -> list[tuple[str, str, str]]:
    return [(f.subject, f.state, str(f.value)) for f in facts(text, name)]


def facts(text: str, name: str) -> list[Fact]:
    return [fact for fact in reading(text).facts if fact.property == name]


def table(*rows: str, headings: str = "| Service level | Target |") -> str:
    return "\n".join([headings, "|---" * (headings.count("|") - 1) + "|", *rows]) + "\n"


def test_old_and_new_percentage_in_one_cell() -> None:
    found = facts(table("| SL1 | 99.5% 99.9% |"), "level-target")
    assert [(f.state, str(f.value), f.certainty) for f in found] == [
        ("current", "99.5%", "inferred"),
        ("proposed", "99.9%", "inferred"),
    ]


@pytest.mark.parametrize("cell", ["95-99%", "95% or 99%", "about right"])
def test_a_percentage_that_can_not_be_told_is_a_gap(cell: str) -> None:
    found = reading(table(f"| SL1 | {cell} |"))
    assert [fact for fact in found.facts if fact.property == "level-target"] == []
    assert [gap for gap in found.paper.gaps if f"“{cell}” can not be read as a percentage" in gap]


def test_percentages_below_a_heading_that_nobody_knows_are_a_gap() -> None:
    text = table("| SL1 | 99.9% | 98% |", headings="| Service level | Target | Stretch goal |")
    assert reading(text).paper.gaps == (
        "section 1, table 1: the column headed “Stretch goal” is not known, so its values were not read",
    )


def test_a_contract_without_percentages_makes_no_gap_of_them() -> None:
    paths = sorted((PROJECT / "rules" / "vocabulary").glob("*.toml"))
    built_in = load_vocabulary([(path.name, path.read_bytes()) for path in paths])
    assert (built_in.amounts, vocabulary().amounts) == ("dm", "dmc")


@pytest.mark.parametrize("printed", ["SL4", "SL 4", "SL-4", "SL04"])
def test_one_id_in_several_spellings(printed: str) -> None:
    assert said(f"The target of {printed} rises from 95% to 96%.", "level-target") == [
        ("SL4", "current", "95%"),
        ("SL4", "proposed", "96%"),
    ]


def test_ids_in_a_row_share_a_value() -> None:
    found = said("The targets of SL1, SL2 and SL3 rise from 95% to 96%.", "level-target")
    assert [subject for subject, state, _ in found if state == "proposed"] == ["SL1", "SL2", "SL3"]


def test_an_id_of_a_registry_is_no_other_change() -> None:
    stated = facts("The target of SL1 rises from 99.5% to 99.9%.", "level-target")
    other = facts("In CR0041 the target of SL1 rose from 99.5% to 99.9%.", "level-target")
    assert {fact.mention for fact in stated} == {"states"}
    assert {fact.mention for fact in other}.isdisjoint({"states", "proposes"})


def test_working_hours_are_no_hours() -> None:
    assert parse("4 working hours") == parse("four business hours")
    assert parse("4 working hours") != parse("4 hours")
    assert str(parse("1 working hour")) == "1 working hour"


def test_a_row_of_totals_is_about_the_change() -> None:
    text = table(
        "| SL1 | 99.5% | 4% |", "| Total at risk | | 4% |", headings="| Service level | Target | Service credit |"
    )
    assert said(text, "credit-cap") == [("CR0042", "current", "4%")]
    assert said(text, "mentioned-id") == [("SL1", "current", "SL1")]


def test_a_sum_that_no_form_knows_is_left_over() -> None:
    text = table(
        "| SL1 | 99.5% | 4% |", "| Total | 99.5% | 4% |", headings="| Service level | Target | Service credit |"
    )
    assert [(u.printed, u.reason) for u in reading(text).unread] == [("99.5%", "no form knows what sum this is")]


def credits_of(*values: tuple[str, str, str]) -> Result:
    """(subject, state, value) of credits, with a cap of 15%."""
    paper = "revised-schedule"
    stated = [ExampleFact(paper, "service-credit", value, subject, state) for subject, state, value in values]  # type: ignore[arg-type]
    example = Example("kept", fact=(*stated, ExampleFact(paper, "credit-cap", "15%", "CR0042", list=2)))
    (result,) = check([rule("credits-add-up-to-the-cap")], facts_of(example, vocabulary()))
    return result


def test_a_list_that_shows_old_and_new_is_summed_twice() -> None:
    both = credits_of(
        ("SL1", "current", "10%"), ("SL1", "proposed", "9%"), ("SL2", "current", "5%"), ("SL2", "proposed", "6%")
    )
    assert (both.kept, both.findings) == (2, ())
    one = credits_of(("SL1", "current", "10%"), ("SL1", "proposed", "9%"), ("SL2", "current", "5%"))
    assert one.kept == 1
    assert [finding.message for finding in one.findings] == [
        "Cap on service credits is 15%; SL1 (9%) + SL2 (5%) is 14%: 1% too little."
    ]


def test_what_stays_as_it_is_is_summed_once() -> None:
    result = credits_of(
        ("SL1", "current", "10%"), ("SL1", "proposed", "10%"), ("SL2", "current", "4%"), ("SL2", "proposed", "4%")
    )
    assert len(result.findings) == 1


EXTRACTED = """\
Supplier's impact assessment of CR0042
CR0042
1 Purpose
This impact assessment says what CR0042 does.
2 Levels
Service level Name Current target Proposed target
SL1 Availability of the payroll
service 99.5% 99.9%
SL5 Incidents resolved in time 90% 95 per cent
3 Incidents
Nothing else changes.
"""


def test_a_table_of_text_without_lines_is_restored_by_its_ids() -> None:
    content = EXTRACTED.encode()
    source = Source("paper.txt", content, hashlib.sha256(content).hexdigest())
    (found,) = recognise([read(source, vocabulary())], vocabulary())
    assert [(f.subject, f.state, str(f.value)) for f in found.facts if f.property == "level-target"] == [
        ("SL1", "current", "99.5%"),
        ("SL1", "proposed", "99.9%"),
        ("SL5", "current", "90%"),
        ("SL5", "proposed", "95 per cent"),
    ]
    assert found.unread == ()


@given(st.text(alphabet="ab.; B", max_size=60), st.integers(1, 5))
def test_the_sentence_before_and_after_is_that_of_all_sentences(text: str, longest: int) -> None:
    tokens = tokenise(text, vocabulary())
    passage = PassageAt(
        PlacedTokens(tokens, (), ()), Passage.of(tokens, {}, frozenset(), vocabulary()), "1", "paragraph"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("schedcheck.recognise.passage.LONGEST_SENTENCE", longest)
        every = list(passage.sentences())
        assert [passage.after(each) for each in every] == [*every[1:], None][: len(every)]
        assert [passage.before(each) for each in every] == [None, *every[:-1]][: len(every)]
