"""Numbered lists in plain text: an entry a block; wrapped sentences and headings stay what they are."""

from __future__ import annotations

import pytest

from schedcheck.document import Block
from tests.test_readers import document

SECTION = "# Requirements\n\n"


def told(content: str) -> list[tuple[str, str, str]]:
    """(kind, number, words) of each block."""
    return [(block.kind, block.number, block.text()) for block in document(content).blocks]


def items(content: str) -> list[Block]:
    return [block for block in document(content).blocks if block.kind == "item"]


@pytest.mark.parametrize(
    ("labels", "numbers"),
    [
        (("1.", "2.", "3."), ("1", "2", "3")),
        (("1)", "2)", "3)"), ("1", "2", "3")),
        (("(1)", "(2)", "(3)"), ("1", "2", "3")),
        (("(a)", "(b)", "(c)"), ("a", "b", "c")),
        (("a.", "b.", "c."), ("a", "b", "c")),
        (("A)", "B)", "C)"), ("A", "B", "C")),
        (("(i)", "(ii)", "(iii)"), ("i", "ii", "iii")),
    ],
)
@pytest.mark.parametrize("start", [SECTION, "1 Introduction\n\n2 Requirements\n\n"])
def test_consecutive_lines_with_labels_that_count_on_are_entries(
    labels: tuple[str, ...], numbers: tuple[str, ...], start: str
) -> None:
    words = ("Each answer is sent within thirty seconds", "late ones are logged", "The log is kept for a year")
    text = start + "\n".join(f"{label} {each}" for label, each in zip(labels, words, strict=True))
    found = items(text)
    assert [block.number for block in found] == list(numbers)
    assert [block.text() for block in found] == list(words)


def test_the_words_of_an_entry_stand_behind_its_label() -> None:
    (first, second) = items(f"{SECTION}1. Answers are sent.\n2. Answers are logged.\n")
    assert (first.place.line, first.runs[0].place.offset, first.place.offset) == (3, 4, 1)
    assert (second.place.line, second.runs[0].place.offset) == (4, 4)


def test_entries_may_be_wrapped_and_named() -> None:
    text = (
        f"{SECTION}Requirement 1: Answers are sent within thirty seconds of the question,\n"
        "or of its repetition.\nRequirement 2: Answers are\nlogged.\n"
    )
    assert [block.text() for block in items(text)] == [
        "Requirement 1: Answers are sent within thirty seconds of the question, or of its repetition.",
        "Requirement 2: Answers are logged.",
    ]


def test_a_list_in_the_middle_of_a_paragraph_is_one() -> None:
    text = f"{SECTION}Each of these is met:\n1. Answers are sent in time.\n2. They are logged.\nBoth hold from June.\n"
    assert told(text)[1:] == [
        ("paragraph", "", "Each of these is met:"),
        ("item", "1", "Answers are sent in time."),
        ("item", "2", "They are logged."),
        ("paragraph", "", "Both hold from June."),
    ]


def test_a_list_within_a_list_counts_by_itself_and_the_outer_one_goes_on() -> None:
    text = f"{SECTION}1. First\n   (a) one\n   (b) two\n2. Second\n   (a) another\n   (b) one more\n3. Third\n"
    assert [block.number for block in items(text)] == ["1", "a", "b", "2", "a", "b", "3"]


def test_a_list_goes_on_after_blank_lines_and_after_a_paragraph() -> None:
    text = f"{SECTION}1. First.\n\n2. Second.\n\nMuch is said of both.\n\n3. Third.\n"
    assert [block.number for block in items(text)] == ["1", "2", "3"]


@pytest.mark.parametrize("start", [SECTION, "1 Introduction\n\n"])
@pytest.mark.parametrize(
    "sentence",
    [
        "The first of all phases of this work starts in May and lasts\n30. The next lasts\n31. The last one ends soon.",
        "The limit of each of the services that are named in this paper is\n5600. Seconds are meant.",
        "Much of the work of the first phase is planned to go on into phase\n1. The second phase has no such overlap.",
        "Of all phases of the work, the shortest by far is in any case phase\n"
        "1. It starts in June, and nobody has named a later end than of phase\n2. The third one is not planned.",
        "The questions are put to all parties on the day after that of May\n1. 2020 is the year.",
        "The paper was written by the author named above and signed by J.\nA. Smith",
    ],
)
def test_a_wrapped_sentence_is_no_list(sentence: str, start: str) -> None:
    assert [(kind, words) for kind, _, words in told(start + sentence)][1:] == [
        ("paragraph", " ".join(sentence.split()))
    ]


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_section_headings_are_no_entries(blank: str) -> None:
    text = blank.join(["1. Introduction", "This paper is short.", "2. Scope", "All of it.", "3. Costs", "None."])
    assert [block.number for block in document(text).blocks if block.kind == "heading"] == ["1", "2", "3"]


def test_a_list_right_below_a_heading_is_no_outline() -> None:
    text = "1 Requirements\n1. Answer in thirty seconds\n2. Log all answers\n3. Keep the log\n\n2 Costs\n\nNone.\n"
    assert [(kind, number) for kind, number, _ in told(text)] == [
        ("heading", "1"),
        ("item", "1"),
        ("item", "2"),
        ("item", "3"),
        ("heading", "2"),
        ("paragraph", ""),
    ]


def test_rows_of_a_table_are_no_entries() -> None:
    text = "# Requirements\n\n| No | Text |\n| --- | --- |\n| 1. | Answer |\n| 2. | Log |\n"
    assert [kind for kind, _, _ in told(text)] == ["heading", "table"]


def test_labels_that_do_not_count_on_are_no_list() -> None:
    text = f"{SECTION}1. Answers are sent.\n3. Answers are logged.\n"
    assert not items(text)


EXTRACTED = "SECMP0900 Modification Report\n\n1 Summary\n\nThis moves the times of two:\n\n"


@pytest.mark.parametrize("labels", [("•", "•"), ("-", "-"), ("   *", "   *"), ("1.", "2.")])
@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize(
    "below",
    [
        "and that of 8.9 moves from 24 hours to 30 seconds, as the Working Group has asked for.",
        "The Target Response Time of 8.9 moves from 24 hours to 30 seconds, as all have asked.",
    ],
)
def test_a_sentence_right_below_a_list_is_no_part_of_its_last_item(
    labels: tuple[str, str], blank: str, below: str
) -> None:
    """With a blank line between or without, also where it goes on in small letters with what the list is part of."""
    text = f"{EXTRACTED}{labels[0]} 11.2 Read Version\n{labels[1]} 11.3 Activate Version\n{blank}{below}\n"
    assert [words for _, _, words in told(text)][-3:] == ["11.2 Read Version", "11.3 Activate Version", below]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (
            "11.2\nRead Version of the Firmware of an Electricity Smart Meter or of a Gas Smart Meter",
            "11.3\nActivate Version of the Firmware of an Electricity Smart Meter or of one for gas",
        ),
        (
            "11.2 Read Version of the\nFirmware of a Gas Smart Meter\n",
            "11.3 Activate Version of the\nFirmware of it all\n",
        ),
        (
            "11.2 Read Version\n",
            "11.3 Activate Version of the Firmware of an Electricity Smart Meter and of each\n\ngas meter",
        ),
        ("11.2 Read Version", "11.3 Activate Version\n\nPage 3 of 9\n\nof each meter"),
    ],
)
def test_what_goes_on_with_the_last_item_of_a_list_stays_in_it(first: str, last: str) -> None:
    """Where all items break off early, where lines were full, where blank ones part all, and on the next page."""
    text = f"{EXTRACTED}• {first}\n• {last}\n"
    assert [words for kind, _, words in told(text) if kind != "furniture"][-2:] == [
        " ".join(first.split()),
        " ".join(last.replace("Page 3 of 9", "").split()),
    ]
