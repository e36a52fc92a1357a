"""How small a slip of the pen is: by this the likelier of two equal ways out is told."""

from __future__ import annotations

import pytest

from schedcheck.diagnose.slip import LARGE, SMALL, TINY, WHOLE, slip


@pytest.mark.parametrize(
    ("written", "meant", "size"),
    [
        ("30 seconds", "30 seconds", TINY),
        ("30 seconds", "31 seconds", TINY),
        ("30 seconds", "300 seconds", TINY),
        ("300 seconds", "30 seconds", TINY),
        ("5600 seconds", "6500 seconds", TINY),
        ("6.14.1", "6.41.1", TINY),
        ("4.8.1", "4.8.2", TINY),
        ("Update keys", "Update Keys", TINY),
        (" Update Keys", "Update Keys ", TINY),
        ("Update-Keys", "Update Keys", TINY),
        ("30 seconds", "30 hours", TINY),
        ("1,440 minutes", "1440 seconds", TINY),
        ("1.5 days", "15 days", TINY),
        ("seconds", "hours", LARGE),
        ("3.9.9", "3.10.9", SMALL),
        ("3.10.9", "3.9.9", SMALL),
        ("6.14.9", "6.14.10", SMALL),
        ("6.14.8", "6.14.10", LARGE),
        ("6.9.9", "6.10.10", LARGE),
        ("6.14.9", "6.14", LARGE),
        ("6.14.9", "7.14.10", LARGE),
        ("6.19", "6.2", LARGE),
        ("Annex 9", "Section 10", LARGE),
        ("1999", "2000", SMALL),
        ("99999999999", "100000000000", LARGE),
        ("9999999999", "10000000000", SMALL),
        ("24 hours", "5600 seconds", LARGE),
        ("123 seconds", "321 seconds", LARGE),
        ("", "30 seconds", WHOLE),
        ("30 seconds", "", WHOLE),
    ],
)
def test_how_small_a_slip_is(written: str, meant: str, size: int) -> None:
    assert slip(written, meant) == size


def test_a_smaller_slip_is_likelier_and_something_too_much_is_the_largest() -> None:
    assert TINY < SMALL < LARGE < WHOLE


def test_figures_without_end_are_no_neighbours() -> None:
    """What no number can be made of is not compared as a number."""
    assert slip("9" * 5000, "1" + "0" * 5000) == LARGE
