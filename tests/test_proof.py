"""`explain` of a finding or cause: the calculation, what is absent, what was ruled out; whole screens at two widths."""

from __future__ import annotations

from pathlib import Path

import pytest

from schedcheck.check import check
from schedcheck.cli import main
from schedcheck.fact import Fact
from schedcheck.report.proof import Proof, proof_of
from tests.packs import ASSESSMENT, LEGAL, MARGINS, NEEDS, REPORT, fact, index, listed, rule
from tests.shared import PROJECT
from tests.test_writers import same_as

EXAMPLE = PROJECT / "schedules" / "modifications" / "secmp0053"
SCREENS = Path(__file__).parent / "cases" / "explain"
WRONG_ROW = "c-t59t-xk7s"
CASES = {
    "cause-80": (WRONG_ROW, "80"),
    "cause-120": (WRONG_ROW, "120"),
    "finding-80": ("f-jch3-r26w", "80"),
    "finding-120": ("f-jch3-r26w", "120"),
}


@pytest.mark.parametrize("name", CASES)
def test_screen(name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLE)
    case, width = CASES[name]
    assert main(["explain", case, ".", "--width", width]) == 0
    screen = capsys.readouterr().out
    assert all(len(line) <= int(width) for line in screen.splitlines() if "schedcheck explain" not in line)
    same_as(SCREENS / f"{name}.txt", screen)


def test_no_screen_is_left_over() -> None:
    assert {path.stem for path in SCREENS.glob("*.txt")} == set(CASES)


def proof(name: str, *facts: Fact) -> Proof:
    pack = index(*facts)
    (result,) = check([rule(name)], pack)
    return proof_of(result.findings[0], rule(name), pack)


def test_each_term_of_a_sum_tells_what_is_too_much() -> None:
    figures = (("dcc-sm1", "30 seconds"), ("dsp-sm1.1", "4 seconds"), ("csp-sm4", "35 seconds"))
    row = [fact(ASSESSMENT, name, "7.9", value, line=n) for n, (name, value) in enumerate(figures, 1)]
    found = proof("dcc-response-time-is-the-sum-of-its-parts", *row, fact(MARGINS, "margin", "30 s", "1 second"))
    assert {(t.written, t.normal, t.residual) for t in found.terms} == {
        ("30 seconds", "30 s", "-10 s"),
        ("4 seconds", "4 s", "+10 s"),
        ("35 seconds", "35 s", "+10 s"),
        ("1 second", "1 s", "+10 s"),
    }
    assert found.absent == ()


def test_a_deviating_value_tells_by_how_much() -> None:
    pack = [*listed(LEGAL, "7.9"), *listed(NEEDS, "7.9"), *listed(REPORT, "7.9", "1 minute")]
    found = proof("target-time-is-the-same-in-every-document", *pack)
    assert next((t.document, t.residual) for t in found.terms) == (REPORT, "+30 s")
    assert {t.residual for t in found.terms[1:]} == {""}


def test_what_a_list_lacks_is_told_with_the_lists_that_were_read() -> None:
    lists = [f for document in (LEGAL, NEEDS, REPORT) for f in listed(document, "6.14.1 6.14.2")]
    found = proof("changed-services-are-the-same-everywhere", *lists, *listed(ASSESSMENT, "6.14.1 6.15.1"))
    assert [(a.what, a.document, a.looked) for a in found.absent] == [
        ("6.14.2", ASSESSMENT, ("section 1, first table",))
    ]


def test_where_another_list_of_the_document_has_it_that_is_told_too() -> None:
    """A document that names it in a sentence, and not in its table, does not lack it everywhere."""
    lists = [f for document in (LEGAL, NEEDS, REPORT) for f in listed(document, "6.14.1 6.14.2")]
    here = [
        fact(ASSESSMENT, "dcc-sm1", "6.14.2", "30 seconds", "proposed", number=2, section="2", whole=False),
        *listed(ASSESSMENT, "6.14.1 6.15.1"),
    ]
    found = proof("changed-services-are-the-same-everywhere", *lists, *here)
    assert [(a.what, a.looked, a.there) for a in found.absent] == [
        ("6.14.2", ("section 1, first table",), ("section 2",))
    ]


def test_all_values_that_were_read_from_the_same_words_are_told() -> None:
    both = [fact(REPORT, "impacted-party", "SECMP0053", party, line=7) for party in ("Large Suppliers", "DCC")]
    third = fact(LEGAL, "impacted-party", "SECMP0053", "Other SEC Parties", line=9)
    found = proof("impacted-parties-are-the-same-everywhere", *both, *both[:1], third)
    assert {term.normal for term in found.terms} <= {"Large Suppliers and DCC", "Other SEC Parties"}
    assert "Large Suppliers and DCC" in {term.normal for term in found.terms}
