"""Show: every statement about a subject, documents side by side, with its history and what rules say of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from schedcheck.app import Options, facts
from schedcheck.cli import main
from tests.shared import PROJECT
from tests.test_difference import AMENDMENT
from tests.test_writers import same_as

EXAMPLE = PROJECT / "schedules" / "modifications" / "secmp0053"
SCREENS = PROJECT / "tests" / "cases" / "show"
ROW = """
[[row]]
id          = "7.9"
from        = 2021-01-01
authority   = "CAN 300"
"DSP SM1.1" = "20 hours"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def page(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(["show", *arguments, "--format", "json", "--no-cache"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    "arguments",
    [
        ("4.8.1", "--width", "80"),
        ("4.8.1", "--width", "120", "--ascii"),
        ("SECMP0053", "--width", "80"),
        ("Large Suppliers", "--width", "80"),
        ("SIT",),
    ],
    ids=" ".join,
)
def test_screen_of_the_example(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLE)
    subject, *options = arguments
    assert main(["show", subject, ".", *options]) == 0
    out = capsys.readouterr().out
    same_as(SCREENS / f"{'-'.join(arguments).replace('---', '-').replace(' ', '-')}.txt", out)
    if "--width" in options:
        assert max(map(len, out.splitlines())) <= int(options[options.index("--width") + 1])


def test_nothing_that_is_said_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    said = {
        (f.document, f.property, f.state, f.printed, f.place.line)
        for f in facts([str(EXAMPLE)], Options()).facts
        if f.subject == "4.8.1" and f.property != "mentioned-id"
    }
    code, read = page(capsys, "4.8.1", str(EXAMPLE))
    told = {(f["document"], f["property"], f["state"], f["printed"], f["place"]["line"]) for f in read["facts"]}
    assert code == 0
    assert said
    assert said <= told


@pytest.mark.parametrize(("word", "subject"), [("large supplier", "Large Suppliers"), ("secmp 0053", "SECMP0053")])
def test_a_subject_by_another_wording(capsys: pytest.CaptureFixture[str], word: str, subject: str) -> None:
    assert page(capsys, word, str(EXAMPLE))[1]["subject"] == subject


@pytest.mark.parametrize(("word", "near"), [("4.8.11", "4.8.1"), ("Smal Suppliers", "Small Suppliers")])
def test_an_unknown_subject(capsys: pytest.CaptureFixture[str], word: str, near: str) -> None:
    assert main(["show", word, str(EXAMPLE)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"nothing is said of {word} here; did you mean {near}?" in err


def test_schedules_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, read = page(capsys, "4.8.1")
    assert code == 0
    assert {f["document"] for f in read["facts"]} == {
        "dsp-schedule-2.2",
        "sec-appendix-e",
        "service-request-registry",
    }


def test_history_and_amendments(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schedule = (PROJECT / "schedules" / "dsp-schedule-2.2.toml").read_text(encoding="utf-8")
    (here / "schedules").mkdir()
    (here / "schedules" / "dsp.toml").write_text(schedule + ROW, encoding="utf-8")
    (here / "can.toml").write_text(AMENDMENT, encoding="utf-8")
    (here / "schedcheck.toml").write_text('documents = ["can.toml"]\nschedules = ["schedules"]\n', encoding="utf-8")
    for day, value in (("2020-12-31", "21 hours"), ("2021-01-01", "20 hours")):
        _, read = page(capsys, "7.9", "--as-of", day)
        (history,) = read["history"]
        assert [e["from"] for e in history["entries"]] == [None, "2021-01-01"]
        assert [e["values"][0]["printed"] for e in history["entries"] if e["in_force"]] == [value]
        assert [f["printed"] for f in read["facts"] if f["property"] == "dsp-sm1.1"] == [value]
    _, read = page(capsys, "4.8.1", "--as-of", "2020-01-01")
    (amendment,) = read["amendments"]
    assert (amendment["id"], amendment["effective"], amendment["in_schedule"]) == ("CAN 217", "2020-06-25", False)
    assert [c["new"][0]["printed"] for c in amendment["changes"]] == ["5 seconds"]
    assert main(["show", "7.9", "--as-of", "2021-01-01", "--width", "80"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "from 1 January 2021: 20 hours, in force then, by CAN 300 (schedules/dsp.toml:" in out
    assert "what is in force on 1 January 2021" in out


def test_text_from_documents_is_no_markup(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (EXAMPLE / "annex-c-full-impact-assessment.txt").read_text(encoding="utf-8")
    hostile = text.replace("Update Security Credentials (KRP)", "Up\x1b[31mdate [red]x[/red] \u202eabc")
    (here / "fia.txt").write_text(hostile, encoding="utf-8")
    assert main(["show", "6.15.1", "fia.txt", "--color", "never"]) == 0
    out = capsys.readouterr().out
    assert "[red]x[/red]" in out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_what_is_not_read_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "plan.pdf").write_bytes(b"%PDF-1.4 not really")
    assert main(["show", "4.8.1", "plan.pdf"]) == 3
    assert "Could not read plan.pdf" in capsys.readouterr().out
