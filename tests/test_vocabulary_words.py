"""A vocabulary that speaks of what it does not have is refused: its forms would find nothing for ever."""

from __future__ import annotations

import pytest

from schedcheck.errors import CannotStart
from schedcheck.recognise.phrases import SPANS
from schedcheck.recognise.template import _AMOUNTS
from schedcheck.vocabulary import load_vocabulary
from schedcheck.vocabulary.checking import SLOT_KINDS, SPAN_KINDS

NAMED = """
[[property]]
name  = "penalty"
title = "penalty"
[[name]]
list = "party"
name = "Alpha"
[[id]]
kind    = "service"
pattern = '[0-9]{1,2}'
"""


def mistakes(more: str) -> list[str]:
    with pytest.raises(CannotStart) as caught:
        load_vocabulary([("named.toml", NAMED.encode()), ("ours.toml", more.encode())])
    return str(caught.value).split("\n")[:-1]


def sentence(says: str, gives: str = "penalty", subject: str = "pack", value: str = "due") -> str:
    return f"""[[sentence]]
name    = "what is due"
says    = ["{says}"]
gives   = "{gives}"
subject = "{subject}"
value   = "{value}"
"""


def test_what_all_files_together_know_is_accepted() -> None:
    right = sentence("{who:party} pays [a|the] penalty of {due:money} ( {day:date} ) for {service} ...", subject="who")
    assert load_vocabulary([("ours.toml", right.encode()), ("named.toml", NAMED.encode())]).sentences


@pytest.mark.parametrize(
    ("form", "line", "what"),
    [
        (sentence("penalty of {due:mony}"), 3, "the vocabulary has no kind of value mony; did you mean money?"),
        (sentence("penalty of {due}"), 3, "the vocabulary has no kind of value due"),
        (sentence("(fine|penalty of {due:money}"), 3, "a bracket that opens or closes alone"),
        (sentence("fine|penalty of {due:money}"), 3, "a stroke outside of brackets"),
        (sentence("penalty of {due:money", gives="penalty"), 3, "a bracket that opens or closes alone"),
        (sentence("penalty of {due:money}", gives="penalti"), 4, "no property penalti; did you mean penalty?"),
        (sentence("penalty of {due:money}", subject="pak"), 5, "a template of it has no slot pak"),
        (sentence("penalty of {due:money}", value="do"), 6, "a template of it has no slot do"),
        (sentence("penalty of {due:money}", value=""), 1, "it gives no value"),
        (sentence("penalty of {due:money}") + "unless = 'partie'", 7, "no list of names partie; did you mean party?"),
        ("[[ticks]]\nname='t'\nlist='parti'\nproperty='penalty'\nunticked='penalty'\nheadings=['T']", 3, "parti"),
        ("[[table]]\nname='t'\nacross='parties'", 3, "no list of names parties; did you mean party?"),
        ("[[table]]\nname='t'\n[[table.column]]\nname='a'\nkind='names'\nnames='par'", 6, "no list of names par"),
        ("[[table]]\nname='t'\n[[table.column]]\nname='a'\nkind='id'\nid='servic'", 6, "did you mean service?"),
    ],
)
def test_what_no_file_knows_is_told_with_its_line(form: str, line: int, what: str) -> None:
    told = mistakes(form)[0]
    assert told.startswith(f"ours.toml:{line}: ")
    assert what in told


def test_all_mistakes_are_told_at_once() -> None:
    assert len(mistakes(sentence("penalty of {due:mony}", gives="penalti", subject="pak", value="do"))) == 4


def test_what_a_slot_may_be_is_what_templates_fill() -> None:
    assert set(_AMOUNTS) == SLOT_KINDS
    assert set(SPANS) == SPAN_KINDS
