"""Patterns of a vocabulary: safe ones pass, those that could take far too long are refused in plain words."""

from __future__ import annotations

import pytest

from schedcheck.pattern import check_linear


@pytest.mark.parametrize(
    "pattern", [r"[0-9]{1,2}(\.[0-9]{1,2}){1,2}", r"SECMP[0-9]{4}", r"[A-Z]+[0-9]+", r"(MP|DP)[ ]?[0-9]{2,4}", ""]
)
def test_a_plain_shape_is_safe(pattern: str) -> None:
    assert check_linear(pattern) == ""


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        (r"(a+)+$", "a repeat inside a repeat"),
        (r"(\w*)*", "a repeat inside a repeat"),
        (r"(x{1,9}){1,9}", "a repeat inside a repeat"),
        (r"((a?){10}){20}", "a repeat inside a repeat"),
        (r"(a|a)+", "a choice inside a repeat"),
        (r"a+a+a+", "more than two open-ended repeats"),
        (r"[0-9]{1,1000}[0-9]{1,1000}[0-9]{1,1000}", "more than two open-ended repeats"),
        (r"(a)\1", "a reference back"),
        (r"(", "can not be read"),
        ("a" * 201, "longer than 200"),
    ],
)
def test_what_could_take_far_too_long_is_refused(pattern: str, says: str) -> None:
    assert says in check_linear(pattern)
