"""Records: compared, hashed and printed as attrs does it, though nothing is compiled for that."""

from __future__ import annotations

import attrs
import pytest
from attrs import evolve, field

from schedcheck.record import define, fields, frozen


@frozen
class Named:
    """Made up: one field that is compared, one that is not, one that is not shown."""

    name: str
    size: int = field(default=0, eq=False)
    parts: tuple[str, ...] = field(default=(), repr=False)


@frozen
class Further(Named):
    further: str = ""


@define
class Open:
    name: str
    parts: list[str] = field(factory=list)


@frozen(eq=False)
class Itself:
    name: str


@frozen
class Upper:
    """Made up: only the class derived from it is ever used."""

    name: str
    loud: str = field(init=False)

    @loud.default
    def _loud(self) -> str:
        return self.name.upper()


@frozen
class Lower(Upper):
    more: str = ""


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


def test_its_fields_are_known_before_one_is_made() -> None:
    assert [each.name for each in fields(Lower)] == ["name", "loud", "more"]
    assert [each.name for each in fields(Compiled)] == ["name", "size", "parts"]


def test_one_derived_from_a_record_that_nobody_made() -> None:
    assert (Lower("a", more="b").loud, Upper("c").loud) == ("A", "C")
    with pytest.raises(TypeError):
        Lower()  # type: ignore[call-arg]


def test_one_that_may_change_is_compared_and_not_hashed() -> None:
    one, other = Open("a"), Open("a")
    assert one == other
    one.parts.append("x")
    assert one != other
    one.name = "b"
    assert one.name == "b"
    with pytest.raises(TypeError):
        hash(one)


def test_one_that_is_nothing_but_itself() -> None:
    one = Itself("a")
    assert one == one
    assert one != Itself("a")
    assert len({one, Itself("a")}) == 2
