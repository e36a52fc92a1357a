"""Which wrong id stands for which right one: told where there is one answer, and left open where there are two."""

from __future__ import annotations

import pytest

from schedcheck.check.pairing import natural, paired


def pairs(extra: str, missing: str, here: str = "", *others: str) -> str:
    """ "a>b c>d", from ids with blanks between them."""
    orders = [each.split() for each in others]
    return " ".join(f"{a}>{b}" for a, b in paired(extra.split(), missing.split(), here.split(), orders))


@pytest.mark.parametrize(
    ("extra", "missing", "told"),
    [
        ("1.1", "", ""),
        ("1.1", "2.2 3.3", ""),
        ("6.15.1", "6.14.2", "6.15.1>6.14.2"),
        ("6.141 7.9", "6.14.1 7.8", "6.141>6.14.1 7.9>7.8"),
        ("7.9 6.141", "6.14.1 7.8", "7.9>7.8 6.141>6.14.1"),
        ("4.18 6.9", "6.10 4.81", "4.18>4.81 6.9>6.10"),
        ("6.41.1 3.5", "6.14.1 3.7", ""),
        ("1.2 2.2", "1.3 2.3", "1.2>1.3 2.2>2.3"),
        ("1.2 1.4", "1.3 1.5", "1.2>1.3 1.4>1.5"),
        ("1.2 2.1", "1.1 2.2", ""),
        ("1.2 1.4", "1.3 9.9", ""),
        ("1.2 5.5.5", "1.3 5.5", ""),
        ("1.x 2.2", "1.y 2.3", ""),
        ("1.1 2.1 3.1 4.1 5.1 6.1", "1.2 2.2 3.2 4.2 5.2 6.2", "1.1>1.2 2.1>2.2 3.1>3.2 4.1>4.2 5.1>5.2 6.1>6.2"),
        ("1.1 2.1 3.1 4.1 5.1 6.1 7.1", "1.2 2.2 3.2 4.2 5.2 6.2 7.2", ""),
    ],
)
def test_by_how_close_ids_are(extra: str, missing: str, told: str) -> None:
    """The same signs with dots elsewhere, the same signs in another order, a neighbour; for six at most."""
    assert pairs(extra, missing) == told


def test_a_dot_elsewhere_is_closer_than_other_signs_and_these_closer_than_a_neighbour() -> None:
    assert pairs("1.23 1.32", "12.3 1.33") == "1.23>12.3 1.32>1.33"
    assert pairs("2.31 2.14", "2.13 2.15") == "2.31>2.13 2.14>2.15"


@pytest.mark.parametrize(
    ("here", "others", "told"),
    [
        ("1.1 8.1 9.9", ["1.1 3.3 5.5"], "8.1>3.3 9.9>5.5"),
        ("1.1 9.9 8.1", ["1.1 3.3 5.5"], "9.9>3.3 8.1>5.5"),
        ("1.1 8.1 9.9", ["1.1 3.3 5.5", "1.1 3.3 5.5"], "8.1>3.3 9.9>5.5"),
        ("1.1 8.1 9.9", ["1.1 3.3 5.5", "1.1 5.5 3.3"], ""),
        ("1.1 8.1 9.9", ["3.3 5.5"], ""),
        ("1.1 8.1 9.9", ["2.2 3.3 5.5"], ""),
        ("8.1 9.9 1.1", ["1.1 3.3 5.5"], ""),
        ("1.1 8.1 9.9", [], ""),
    ],
)
def test_by_the_order_of_rows(here: str, others: list[str], told: str) -> None:
    assert pairs("8.1 9.9", "3.3 5.5", here, *others) == told


def test_ids_in_the_order_of_their_numbers() -> None:
    ids = ["6.14.1", "10.1", "6.9", "6.a", "6", "x"]
    assert sorted(ids, key=natural) == ["x", "6", "6.a", "6.9", "6.14.1", "10.1"]
