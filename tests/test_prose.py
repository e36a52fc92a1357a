"""Sentences: which state a target time, of which services, and which only speak of one."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedcheck.errors import CannotStart
from schedcheck.fact import Fact
from schedcheck.recognise import template
from schedcheck.recognise.ids import ids_in
from schedcheck.recognise.prose import Prose
from schedcheck.recognise.template import Passage, compile_template
from schedcheck.tokens import tokenise
from schedcheck.vocabulary import load_vocabulary
from tests.listing import recognised, vocabulary

REPORT = """# Modification Report

This document is the Modification Report for MP217.

## 1. Summary

The Target Response Times of some Service Requests change.

{}
"""


def times(sentence: str) -> list[Fact]:
    facts = recognised(REPORT.format(sentence))[0].facts
    return [f for f in facts if f.property == "target-response-time"]


def changes(sentence: str) -> set[tuple[str, str, str]]:
    """(service, old, new) of what is asserted."""
    asserted = [f for f in times(sentence) if f.asserted]
    old = {f.subject: str(f.value) for f in asserted if f.state == "current"}
    new = {f.subject: str(f.value) for f in asserted if f.state == "proposed"}
    return {(subject, old.get(subject, ""), new.get(subject, "")) for subject in {*old, *new}}


@pytest.mark.parametrize("blank", ["", "\n"])
def test_a_sentence_right_below_a_list_says_nothing_of_its_last_service(blank: str) -> None:
    text = (
        "SECMP0900 Modification Report\n\n1 Summary\n\nIt moves the Target Response Time of these from 30 seconds to "
        f"24 hours:\n\n• 11.2 Read Version\n• 11.3 Activate Version\n{blank}"
        "and that of 8.9 from 24 hours to 30 seconds, as the Working Group asked for.\n"
    )
    facts = [f for f in recognised(text)[0].facts if f.property == "target-response-time" and f.subject == "11.3"]
    assert [(f.state, str(f.value)) for f in facts] == [("current", "30 seconds"), ("proposed", "24 hours")]


def test_a_number_alone_in_an_announced_list_is_an_id() -> None:
    listed = "The Target Response Time of these SRVs changes from 24 hours to 30 seconds:\n\n- 4.2 – Read\n- 6.7\n"
    assert {subject for subject, _, _ in changes(listed)} == {"4.2", "6.7"}


@pytest.mark.parametrize(
    ("sentence", "services"),
    [
        ("SRV 4.2 moves from 24 hours to 30 seconds.", {"4.2"}),
        ("SRVs 4.1.1 and 4.2 would change from 24 hours to 30 seconds, so that nobody has to wait any longer.", None),
        ("Service Requests 4.1.1 and 4.2 change from 24 hours to 30 seconds, so that installers no longer wait.", None),
        (
            "Service Requests 2.2 (Top Up Device), 2.5 (Activate Emergency Credit) and 1.5 (Update Meter Balance) "
            "will be reduced from 24 hours to 30 seconds.",
            {"2.2", "2.5", "1.5"},
        ),
        ("Unlike Service Request 7.9, SRV 4.2 goes from 24 hours to 30 seconds.", {"4.2"}),
        ("SRV 4.2 goes from 24 hours to 30 seconds, in line with Service Request 7.9.", {"4.2"}),
        ("SRV 11.2 stays at 24 hours; SRV 4.2 moves from 24 hours to 30 seconds.", {"4.2"}),
        ("On 12.12.19 the group agreed that SRV 4.2 moves from 24 hours to 30 seconds.", {"4.2"}),
        ("At IP address 10.1.1 it was found that SRV 4.2 moves from 24 hours to 30 seconds.", {"4.2"}),
        ("SRV 4.2 will move from a Target Response Time of 24 hours to one of 30 seconds.", {"4.2"}),
        ("The change sets the TRT of SRV 4.2 to 30 seconds, in place of 24 hours.", {"4.2"}),
        ("SRV 4.2 currently has a TRT of 24 hours, which will become 30 seconds.", {"4.2"}),
        ("The current TRT of SRV 4.2 is 24 hours; the proposed TRT is 30 seconds.", {"4.2"}),
        (
            "These Service Requests move from 24 hours to 30 seconds:\n\n- 4.1.1 Read\n- 4.3 Read\n- 6.13 Read",
            {"4.1.1", "4.3", "6.13"},
        ),
        (
            "The following change:\n\n- 4.2 ‘Name’, from 24 hours to 30 seconds;\n"
            "- 4.3 ‘Other’, from 24 hours to 30 seconds.",
            {"4.2", "4.3"},
        ),
    ],
)
def test_a_statement_gives_its_services_and_no_others(sentence: str, services: set[str] | None) -> None:
    expected = services if services is not None else {"4.1.1", "4.2"}
    assert changes(sentence) == {(service, "24 hours", "30 seconds") for service in expected}


@pytest.mark.parametrize(
    "sentence",
    [
        "SRVs 6.2.1 to 6.2.5 go from 24 hours to 30 seconds.",
        "The DSP SM1.1 time of SRV 4.2 changes from 21 hours to 4 seconds.",
        "The DSP's own share for SRV 4.2 goes from 21 hours to 4 seconds.",
        "Testing of SRV 4.2 was cut from 6 weeks to 4 weeks.",
        "The retention of SRV 4.2 responses is raised from 13 months to 24 months.",
        "The archive will hold the answers of SRV 4.2 for 14 months instead of 13 months.",
        "The log of response times of SRV 4.2 is preserved for 14 months instead of 13 months.",
        "Readings of SRV 4.2 are to be kept 14 months rather than 13 months.",
        "Responses to SRV 4.2 are kept for 14 months rather than 13 months.",
        "The DCC retains the readings of SRV 4.2 for 24 months in place of the 13 months.",
        "The average response of Service Request 4.2 has risen from 30 seconds to 95 seconds since 2018.",
    ],
)
def test_another_measure_is_no_target_time(sentence: str) -> None:
    assert times(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Should SRV 4.2 move from 24 hours to 30 seconds?",
        "If the DCC were to move SRV 4.2 from 24 hours to 60 seconds, costs would rise.",
        "One respondent asked for SRV 4.2 to move from 24 hours to 60 seconds.",
        "SECMP0048 moved SRV 4.2 from 24 hours to 60 seconds in 2018.",
        "An alternative, SRV 4.2 from 24 hours to 60 seconds, was discounted.",
        "Option B would take SRV 4.2 from 24 hours to 60 seconds.",
        "A member proposed that SRV 4.2 go from 24 hours to 60 seconds.",
        "The Working Group considered whether SRV 4.2 should move from 24 hours to 60 seconds.",
    ],
)
def test_a_wish_a_question_and_history_assert_nothing(sentence: str) -> None:
    assert times(sentence)
    assert changes(sentence) == set()


def test_what_is_not_said_to_be_a_target_time_is_a_guess() -> None:
    start = "# Modification Report\n\nThis document is the Modification Report.\n\n"
    text = f"{start}SRV 7.10 goes from 24 hours to 90 seconds.\n"
    facts = [f for f in recognised(text)[0].facts if f.property == "target-response-time"]
    assert [(f.subject, f.state, f.certainty) for f in facts] == [
        ("7.10", "current", "guess"),
        ("7.10", "proposed", "guess"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Target Response Times of 6.14.1 and 7.9 will be 90 seconds.",
        "The new Target Response Time of SRVs 6.14.1 and 7.9 is 90 seconds.",
    ],
)
def test_a_new_time_alone_is_stated(sentence: str) -> None:
    assert {(f.subject, str(f.value), f.state) for f in times(sentence)} >= {("6.14.1", "90 seconds", "proposed")}


def test_a_number_out_of_all_measure_is_no_quantity() -> None:
    assert times(f"SRV 4.2 moves from {'9' * 40} hours to 30 seconds.") == []


def test_a_sentence_never_counts_as_a_whole_list_and_a_list_below_one_does() -> None:
    assert {f.scope.whole for f in times("SRVs 4.1.1 and 4.2 go from 24 hours to 30 seconds.")} == {False}
    below = times("These Service Requests go from 24 hours to 30 seconds:\n\n- 4.1.1 Read\n- 4.2 Read")
    assert {f.scope.whole for f in below} == {True}


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("This modification impacts Large Suppliers and the DCC.", {True}),
        ("The parties impacted by this change are: Large Suppliers and the DCC.", {True}),
        ("This modification would affect Large Suppliers most.", {False}),
        ("This change impacts Suppliers through their in-home displays.", {False}),
        ("This modification impacts Large Suppliers, and to a lesser extent Network Operators and the DCC.", {False}),
    ],
)
def test_only_a_sentence_that_ends_with_the_parties_names_them_in_full(sentence: str, whole: set[bool]) -> None:
    facts = [f for f in recognised(REPORT.format(sentence))[0].facts if f.property == "impacted-party"]
    assert facts
    assert {f.scope.whole for f in facts} == whole


@pytest.mark.parametrize(
    ("sentence", "total"),
    [
        ("The total cost of this modification is £4,200.", ["£4,200"]),
        ("The total cost of SIT is £4,000.", []),
        ("Total cost to Parties is approximately £100,000.", []),
        ("DCC implementation costs: £35,500 for Design and £4,000 for SIT.", []),
    ],
)
def test_only_the_whole_cost_is_the_total(sentence: str, total: list[str]) -> None:
    facts = recognised(REPORT.format(sentence))[0].facts
    assert [f.printed for f in facts if f.property == "cost-total"] == total


@pytest.mark.parametrize(
    "name",
    [
        "Retrieve Change Of Mode / Tariff Triggered Billing Data Log",
        "Update Device Configuration (daily resetting of Tariff Block Counter Matrix)",
        "Hub Status – No Fault Return",
    ],
)
def test_a_name_that_ends_its_entry_is_read_to_its_end(name: str) -> None:
    text = REPORT.format(f"The TRT of these Service Requests goes from 24 hours to 30 seconds:\n\n- SRV 4.2 – {name}")
    assert [f.value for f in recognised(text)[0].facts if f.property == "name"] == [name]


def test_what_follows_a_dash_after_a_name_in_a_sentence_is_no_part_of_it() -> None:
    facts = recognised(REPORT.format("SRV 4.2 – Top Up Device – takes 30 seconds."))[0].facts
    assert [f.value for f in facts if f.property == "name"] == ["Top Up Device"]


FILLS = {
    "duration": ["24 hours", "30"],
    "money": ["£5,000", "5,000"],
    "percent": ["5%"],
    "date": ["25 June 2020"],
    "version": ["1.2", "v1.2"],
    "marked-version": ["v1.2"],
    "code": ["SECMP0053"],
    "quoted": ["“Top Up Device”"],
    "phrase": ["Top Up Device"],
    "rest": ["Top Up Device"],
    "service-request": ["Service Request 4.8.1", "4.8.1"],
    "schedule": ["Schedule 2.2"],
    "modification": ["SECMP0053"],
}


def filled(says: str, random: Random) -> str:
    """A sentence that a template may match: a wording for each choice, something for each slot and gap."""

    def one(piece: re.Match[str]) -> str:
        text = piece.group()
        if text.startswith("{"):
            kind = text.strip("{}").rpartition(":")[2]
            names = [name.name for name in vocabulary().names if name.list == kind]
            return random.choice(names or FILLS.get(kind, ["4.8.1"]))
        if text in {"...", "$"}:
            return random.choice(["", "of both, as it is,"])
        return random.choice([*text[1:-1].split("|"), *([""] if text[0] == "[" else [])])

    return re.sub(r"\{[^}]*\}|\([^)]*\|[^)]*\)|\[[^\]]*\]|\.\.\.|\$", one, says)


@given(st.randoms(use_true_random=False), st.integers(1, 3))
def test_forms_that_are_passed_over_by_their_needs_match_nowhere(random: Random, count: int) -> None:
    prose = Prose.of(vocabulary())
    says = [random.choice(random.choice(vocabulary().sentences).says) for _ in range(count)]
    tokens = tokenise(" ".join(filled(each, random) for each in says), vocabulary())
    passage = Passage.of(tokens, ids_in(tokens, vocabulary()), prose.lists, vocabulary())
    first = random.randrange(len(tokens))
    for start, end in ((0, len(tokens)), (first, len(tokens)), (0, first)):
        kept = list(prose.candidates(passage.signs(start, end)))
        matching = [form for form in prose.forms if any(form.template.find(passage, start, end))]
        assert [form for form in matching if form not in kept] == []


def test_nearly_every_form_matches_what_is_made_by_its_template() -> None:
    """Else the test above would say little."""
    lists = Prose.of(vocabulary()).lists
    every = [says for form in vocabulary().sentences for says in form.says for _ in range(4)]
    matching = 0
    for seed, says in enumerate(every):
        tokens = tokenise(filled(says, Random(seed)), vocabulary())
        passage = Passage.of(tokens, ids_in(tokens, vocabulary(), leading=True), lists, vocabulary())
        matching += any(compile_template(says, vocabulary()).find(passage, 0, len(tokens)))
    assert matching > 0.8 * len(every)


@given(st.text("ab1.; :“-\no£", max_size=30), st.text("ab1.; :“-\no£24hour", max_size=30))
def test_an_item_below_a_colon_is_cut_as_if_it_stood_in_one_text(before: str, item: str) -> None:
    both = tokenise(f"{before}:", vocabulary()).followed_by(tokenise(item, vocabulary()))
    assert both == tokenise(f"{before}:\n{item}", vocabulary())


STEPS = 10
"""Tries for each token of a sentence; the worst form takes 5."""


@pytest.mark.parametrize("says", sorted({says for form in vocabulary().sentences for says in form.says}))
def test_a_form_takes_few_steps_for_each_token(says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all but its end over and over, of each of its parts, and of each of them many times before the next."""
    tried = 0
    match = template._match

    def counted(*arguments: Any) -> Any:
        nonlocal tried
        tried += 1
        return match(*arguments)

    monkeypatch.setattr(template, "_match", counted)
    lists = Prose.of(vocabulary()).lists
    pieces = [piece for piece in template._PIECE.findall(says) if piece not in {"...", "$"}]
    parts = [filled(piece, Random(1)) for piece in pieces]
    for words in (
        parts[:-1] or parts,
        *([part] * 2 for part in parts),
        [part for part in parts[:-1] for _ in range(9)],
    ):
        tokens = tokenise(" ".join(words * 1_000)[:4_000], vocabulary())
        passage = Passage.of(tokens, ids_in(tokens, vocabulary(), leading=True), lists, vocabulary())
        tried = 0
        list(compile_template(says, vocabulary()).find(passage, 0, len(tokens)))
        assert tried <= STEPS * len(tokens), f"{tried / len(tokens):.1f} a token"


LIKE = """
[[property]]
name = "lead-time"
title = "lead time"
[[sentence]]
name = "one"
says = ["takes {time:duration}"]
gives = "lead-time"
subject = "pack"
value = "time"
about = ["work"]
not_about = ["cost"]
[[sentence]]
name = "other"
says = ["needs {time:duration}"]
gives = "lead-time"
subject = "pack"
value = "time"
"""


def test_a_form_that_is_like_another_has_its_words() -> None:
    one, other = load_vocabulary([("a.toml", f'{LIKE}like = "one"'.encode())]).sentences
    assert (other.about, other.not_about) == (one.about, one.not_about) == (("work",), ("cost",))


@pytest.mark.parametrize("more", ['like = "none"', 'like = "other"', 'like = "one"\nabout = ["play"]'])
def test_a_form_is_like_one_that_is_there_and_has_words_of_its_own(more: str) -> None:
    with pytest.raises(CannotStart, match="sentence other: like must name a form"):
        load_vocabulary([("a.toml", f"{LIKE}{more}".encode())])
