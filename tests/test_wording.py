"""How messages say things."""

from __future__ import annotations

import pytest

from schedcheck.check.wording import count_of, listed, ordinal


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
