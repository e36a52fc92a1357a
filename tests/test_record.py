"""Records: compared, hashed and printed as attrs does it, though nothing is compiled for that."""

from __future__ import annotations

import attrs
import pytest
from attrs import evolve, field

from schedcheck.record import frozen


@frozen
class Named:
    """Made up: one field that is compared, one that is not, one that is not shown."""

    name: str
    size: int = field(default=0, eq=False)
    parts: tuple[str, ...] = field(default=(), repr=False)


@frozen
class Further(Named):
    further: str = ""


@frozen
class Alone:
    name: str


@frozen
class Empty:
    pass


@attrs.frozen
class Compiled:
    """As Named, made by attrs alone."""

    name: str
    size: int = field(default=0, eq=False)
    parts: tuple[str, ...] = field(default=(), repr=False)


CASES = [
    (("a",), ("a",)),
    (("a",), ("b",)),
    (("a", 1), ("a", 2)),
    (("a", 1, ("x",)), ("a", 1, ("y",))),
    (("a", 1, ("x",)), ("a", 2, ("x",))),
]


@pytest.mark.parametrize(("left", "right"), CASES)
def test_it_compares_and_hashes_as_attrs_does(left: tuple[str, ...], right: tuple[str, ...]) -> None:
    is_same = Compiled(*left) == Compiled(*right)  # type: ignore[arg-type]
    one, other = Named(*left), Named(*right)  # type: ignore[arg-type]
    assert (one == other) is is_same
    assert (one != other) is not is_same
    assert len({one, other}) == (1 if is_same else 2)


def test_records_of_two_classes_are_never_the_same() -> None:
    assert Named("a") != Further("a")
    assert Further("a") != Named("a")
    others: list[object] = ["a", Compiled("a"), Named("a")]
    assert Alone("a") not in others


def test_what_a_further_record_adds_counts() -> None:
    assert Further("a", further="x") != Further("a", further="y")
    assert Further("a", further="x") == Further("a", further="x")


def test_one_field_or_none() -> None:
    assert Alone("a") == Alone("a") != Alone("b")
    assert {Empty(), Empty()} == {Empty()}


def test_it_is_printed_as_attrs_does_it() -> None:
    assert repr(Named("a", 2, ("x",))) == repr(Compiled("a", 2, ("x",))).replace("Compiled", "Named")


def test_it_is_a_frozen_record() -> None:
    made = evolve(Named("a"), size=3)
    assert (made.name, made.size) == ("a", 3)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.name = "b"  # type: ignore[misc]
