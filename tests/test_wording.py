"""How messages say things."""

from __future__ import annotations

import pytest

from schedcheck.check.wording import (
    count_of,
    gaps,
    like,
    listed,
    loose,
    of_subject,
    ordinal,
    quoted,
    said,
    several,
    title,
    titles,
)
from schedcheck.document import Paper
from schedcheck.quantity import Quantity
from tests.packs import LEGAL, fact


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list(words: list[str], said: str) -> None:
    assert listed(words) == said


@pytest.mark.parametrize(("number", "said"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows")])
def test_a_number_of_things(number: int, said: str) -> None:
    assert count_of(number, "row") == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "first"),
        (10, "tenth"),
        (11, "11th"),
        (13, "13th"),
        (14, "14th"),
        (20, "20th"),
        (21, "21st"),
        (22, "22nd"),
        (33, "33rd"),
        (110, "110th"),
        (111, "111th"),
        (113, "113th"),
        (114, "114th"),
    ],
)
def test_a_place_in_a_row(number: int, said: str) -> None:
    assert ordinal(number) == said


def papers(*names: str) -> list[Paper]:
    return [Paper(f"paper-{number}", "report", name) for number, name in enumerate(names)]


def test_documents_by_their_titles() -> None:
    assert titles(papers("A", "B", "C")) == "A, B and C"
    assert titles(papers("A", "B", "A")) == "A and B"
    assert titles(papers("A", "B", "C", "D")) == "4 documents"
    assert titles(papers("A", "B", "C", "D"), 4) == "A, B, C and D"
    assert title(*papers("")) == "the document"


def test_what_was_not_understood() -> None:
    whole, half = papers("A", "B")
    assert gaps([whole]) == ""
    assert gaps([whole, Paper("b", "report", half.title, gaps=("line 3", "line 9"))]) == (
        "; not understood in B: line 3 and B: line 9"
    )


@pytest.mark.parametrize(("one", "more"), [("party", "parties"), ("day", "days"), ("name", "names"), ("key", "keys")])
def test_a_name_for_several(one: str, more: str) -> None:
    assert several(one) == more


def test_a_value_as_printed_and_a_text_in_marks() -> None:
    amount, text = fact(LEGAL, "cost", "A", "£ 5"), fact(LEGAL, "name", "7.9", "Update Keys")
    assert (said(amount), quoted(amount)) == ("£ 5", "£ 5")
    assert (said(text), quoted(text)) == ("Update Keys", "‘Update Keys’")


def test_letters_and_figures_alone() -> None:
    assert loose("Add_Load – To (Boost) 2") == "addloadtoboost2"


def test_of_what() -> None:
    assert (of_subject("7.9"), of_subject("")) == (" of 7.9", "")


@pytest.mark.parametrize(
    ("printed", "made"), [("30 s", "90000 s"), ("30 seconds", "25 hours"), ("30s", "25 hours"), ("s", "25 hours")]
)
def test_an_amount_in_short_units_where_documents_print_these(printed: str, made: str) -> None:
    assert like(Quantity.exact("duration", 90000, "s"), printed) == made


def test_money_is_never_in_short_units() -> None:
    assert like(Quantity.exact("money", 5, "GBP"), "5 GBP") == "£5"
