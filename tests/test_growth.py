"""Work grows with the length of a text and not with its square: counted in calls, never in seconds.

What one call does in C is not counted: `python -m benchmarks.growth 1000000` measures it, and the tests at the end hold
what was found by that.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import FrameType

import pytest
from attrs import evolve

from benchmarks.growth import text_of
from schedcheck.document import Source
from schedcheck.readers import read
from schedcheck.recognise import recognise
from schedcheck.recognise.placed import inside
from schedcheck.vocabulary import Placeholder
from tests.hostile_texts import TEXTS
from tests.listing import vocabulary

LETTERS = 3000
MOST = 2.5
"""Twice the length may take so many times the calls: the square would take four."""


def calls(step: Callable[[], object]) -> int:
    """How many functions a step calls, of Python and of C."""
    count = 0

    def seen(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        step()
    finally:
        sys.setprofile(before)
    return count


def recognised(text: str) -> None:
    recognise([read(Source("a.txt", text.encode(), "0"), vocabulary())], vocabulary())


@pytest.mark.parametrize("name", TEXTS)
def test_calls_grow_with_the_length_of_a_text(name: str) -> None:
    half, whole = text_of(TEXTS[name], LETTERS), text_of(TEXTS[name], 2 * LETTERS)
    recognised(half)
    once = calls(lambda: recognised(half))
    assert calls(lambda: recognised(whole)) <= MOST * once


def test_the_square_would_be_seen() -> None:
    def square(length: int) -> None:
        for count in range(length):
            [len("") for _ in range(count)]

    assert calls(lambda: square(200)) > MOST * calls(lambda: square(100))


class Whole(dict[int, object]):
    """A mapping that is never looked through as a whole."""

    def __iter__(self) -> Iterator[int]:
        raise AssertionError("looked through for one sentence of many")


def test_the_tokens_of_one_sentence_are_found_without_those_of_all() -> None:
    found = Whole({2: "a", 5: "b", 6: "c", 9: "d"})
    assert [list(inside(found, *span)) for span in ((0, 3), (5, 9), (6, 6), (10, 12))] == [[2], [5, 6], [], []]
    assert not inside({}, 0, 10**9)


class Phrases(tuple[str, ...]):
    """Phrases that count how often they are gone through."""

    times = 0

    def __iter__(self) -> Iterator[str]:
        Phrases.times += 1
        return super().__iter__()


def test_whether_a_text_explains_its_placeholders_is_asked_once() -> None:
    """The whole text is searched for that, so that it must not be for each placeholder of a thousand."""
    words = vocabulary()
    placeholder = Placeholder(r"\bTBC\b", not_in=Phrases(["stands for"]))
    words = evolve(words, placeholders=(placeholder,))
    Phrases.times = 0
    (reading,) = recognise([read(Source("a.txt", b"TBC and " * 1000, "0"), words)], words)
    assert sum(fact.property == "placeholder" for fact in reading.facts) == 1000
    assert Phrases.times <= 2
