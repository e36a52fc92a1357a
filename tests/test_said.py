"""Words looked up before a pattern is tried: never is one passed over that would have matched."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from schedcheck.document import Block, Run
from schedcheck.recognise.anchors import forms, standing
from schedcheck.recognise.said import firsts, said_in
from schedcheck.recognise.split import Placed
from schedcheck.recognise.stretch import stretch_of
from tests.listing import recognised, vocabulary

LETTERS = "aiIkKsSzé1_-’ .§İıſ\N{KELVIN SIGN}ß"


@given(st.text(LETTERS, min_size=1, max_size=4), st.text(LETTERS, max_size=12))
def test_a_wording_that_stands_in_a_text_has_its_first_word_there(wording: str, text: str) -> None:
    pattern = re.compile(rf"(?<!\w){re.escape(wording)}(?!\w)", re.IGNORECASE)
    for each in (text, f"{text} {wording.swapcase()} {text}"):
        assert not pattern.search(each) or firsts([wording]) & said_in(each)


def test_a_word_of_another_text_is_not_said() -> None:
    assert firsts(["Annex", "two annexes"]) == {"annex", "two"}
    assert said_in("See the Annexes (2)") == {"", "see", "the", "annexes", "2"}


@given(
    st.lists(
        st.sampled_from(["See", "SECTION", "sections", "4.8", "and", "5", "Annex", "B", "of", "(table", "3)", "\n"])
    )
)
def test_labels_are_looked_for_wherever_one_stands(words: list[str]) -> None:
    block = Block("paragraph", (Run(" ".join(words)),))
    stretch = stretch_of(block.runs, Placed(block, "1"), 1)
    for form in forms(vocabulary()):
        found = form.mention.search(stretch.text) or form.opening.match(stretch.text)
        assert not found or form in standing(stretch, vocabulary())


def test_counts_are_told_in_figures_words_and_any_case() -> None:
    for number in ("two", "Two", "2", "TWO"):
        text = f"# Report\n\nThis has {number} Annexes:\n\n- The first\n\n- The second\n\n- The third\n"
        assert [str(f.value) for f in recognised(text)[0].facts if f.property == "counted"] == ["3"]
