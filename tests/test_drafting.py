"""Draft-can: what documents propose becomes amendments in TOML that state that, and nothing that is not known."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedcheck.amend import Change, amendments
from schedcheck.app import Options, Wish, draft_amendments, facts, verify
from schedcheck.cli import main
from tests.shared import PROJECT
from tests.test_writers import same_as

EXAMPLE = PROJECT / "schedules" / "modifications" / "secmp0053"
ASSESSMENT = str(EXAMPLE / "annex-c-full-impact-assessment.txt")
REPORT = str(EXAMPLE / "modification-report.txt")
BASE = PROJECT / "tests" / "cases" / "cans" / "base"
SCREENS = PROJECT / "tests" / "cases" / "draft"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def filled(text: str, number: int = 217) -> str:
    """The draft with its gaps filled in."""
    text = re.sub(r"^id        =$", f'id = "CAN {number}"', text, flags=re.MULTILINE)
    text = re.sub(r"^authority =$", 'authority = "SECMP0990"', text, flags=re.MULTILINE)
    text = re.sub(r"^effective =$", "effective = 2020-06-25", text, flags=re.MULTILINE)
    return re.sub(r"^schedule  =$", 'schedule = "Schedule 9.9"', text, flags=re.MULTILINE)


def said(changes: tuple[Change, ...]) -> set[tuple[str, ...]]:
    """Subject, property, old and new value of each change, without regard to how they are printed."""
    return {(c.subject, c.property, *(str(fs[0].value.normal()) for fs in (c.old, c.new))) for c in changes}  # type: ignore[union-attr]


def read_again(folder: Path, text: str) -> set[tuple[str, ...]]:
    (folder / "can.toml").write_text(text, encoding="utf-8")
    recognised = facts([str(folder / "can.toml")], Options())
    assert not recognised.leftovers
    (amendment,) = amendments(recognised.facts, recognised.papers)
    return said(amendment.changes)


def test_screen_of_the_example(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(EXAMPLE)
    assert main(["draft-can", "."]) == 3
    out, err = capsys.readouterr()
    same_as(SCREENS / "stdout.txt", out)
    same_as(SCREENS / "stderr.txt", err)


def test_nothing_is_typed_again(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft-can", ASSESSMENT, REPORT, "--contract", "DSP", "--id", "CAN 217"]) == 3
    read = tomllib.loads(capsys.readouterr().out)
    assert read["document"]["authority"] == "SECMP0053"
    assert read["document"]["effective"].isoformat() == "2020-06-25"
    rows = {(row["id"], row["field"]): (row["old"], row["new"]) for row in read["row"]}
    assert rows["4.8.1", "CSP SM4"] == ("25 Seconds", "5595 Seconds")
    assert ("4.8.1", "DSP SM1.1") not in rows
    assert len(rows) == len(read["row"]) == 11


def test_what_is_not_known_is_a_gap_that_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft-can", ASSESSMENT, "--contract", "DSP", "--to", "can.toml"]) == 3
    assert "to be filled in: id, effective" in capsys.readouterr().err
    text = (here / "can.toml").read_text(encoding="utf-8")
    assert "# To be filled in: the day on which this takes effect, as year-month-day\neffective =\n" in text
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)
    assert main(["verify", "can.toml"]) == 3
    assert "this is not" in capsys.readouterr().out
    assert tomllib.loads(filled(text))["document"]["id"] == "CAN 217"


@pytest.mark.parametrize("name", [ASSESSMENT, str(BASE / "pack" / "impact-assessment.txt")], ids=["example", "made-up"])
def test_a_draft_states_what_its_document_proposes(here: Path, name: str) -> None:
    recognised = facts([name], Options())
    states: dict[tuple[str, str], dict[str, str]] = {}
    for fact in recognised.facts:
        if fact.property in {"dcc-sm1", "dsp-sm1.1", "csp-sm4"} and not isinstance(fact.value, str):
            states.setdefault((fact.subject, fact.property), {})[fact.state] = fact.value.normal()
    wanted = {(*cell, s["current"], s["proposed"]) for cell, s in states.items() if s["current"] != s["proposed"]}
    (draft,) = draft_amendments([name], Wish(schedule="dsp-schedule-2.2"), Options()).drafts
    assert read_again(here, filled(draft.text)) == wanted
    assert wanted


DURATIONS = st.tuples(st.integers(1, 6000), st.sampled_from(("seconds", "secs", "s", "minutes", "hours"))).map(
    lambda pair: f"{pair[0]} {pair[1]}"
)
ROWS = st.dictionaries(st.sampled_from(("4.8.1", "6.14.1", "7.9")), st.tuples(DURATIONS, DURATIONS), min_size=1)


@settings(max_examples=20, deadline=None)
@given(ROWS)
def test_any_redline_comes_through(rows: dict[str, tuple[str, str]]) -> None:
    lines = [f"| {row} | Read Gate | [-{old}-]{{+{new}+}} |" for row, (old, new) in rows.items()]
    table = "\n".join(["| ID | Service Request | DSP SM1.1 |", "|---|---|---|", *lines])
    paper = f"# Full Impact Assessment\n\nCR0042\n\n## 8. Contracts\n\n{table}\n"
    with TemporaryDirectory() as folder:
        (Path(folder) / "fia.txt").write_text(paper, encoding="utf-8")
        found = facts([f"{folder}/fia.txt"], Options()).facts
        stated = {
            (f.subject, f.state, f.value.normal())
            for f in found
            if f.property == "dsp-sm1.1" and not isinstance(f.value, str)
        }
        changed = {s for s, state, v in stated if (s, "proposed", v) not in stated or (s, "current", v) not in stated}
        if not changed:
            assert main(["draft-can", f"{folder}/fia.txt", "--no-cache"]) == 2
            return
        (draft,) = draft_amendments([f"{folder}/fia.txt"], Wish(), Options()).drafts
        again = read_again(Path(folder), filled(draft.text))
    assert {(s, state, v) for s, state, v in stated if s in changed} == {
        row for s, _, old, new in again for row in ((s, "current", old), (s, "proposed", new))
    }


@pytest.mark.parametrize("ending", ["docx", "html", "xlsx", "libreoffice.pdf"])
def test_every_format_gives_the_same_rows(here: Path, ending: str) -> None:
    other = PROJECT / "tests" / "cases" / "formats" / "secmp0053" / f"annex-c-full-impact-assessment.redlined.{ending}"
    wish = Wish(contract="DSP", id="CAN 1")
    texts = [filled(draft_amendments([str(name)], wish, Options()).drafts[0].text) for name in (ASSESSMENT, other)]
    one, two = (tomllib.loads(text)["row"] for text in texts)
    assert one == two
    assert re.search(r"^# .*(section 8.2|8.2!|:\d+)", texts[1], re.MULTILINE)


# One for each schedule and contract


def test_one_for_each_contract_and_region_and_together_they_are_right(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(BASE, here / "work")
    monkeypatch.chdir(here / "work")
    shutil.rmtree("cans")
    os.mkdir("cans")
    pack = sorted(str(path) for path in Path("pack").iterdir())
    Path("schedcheck.toml").write_text('documents = ["pack/*.txt"]\nschedules = ["schedules"]\n', encoding="utf-8")
    assert main(["draft-can", *pack, "--to", "cans"]) == 3
    names = sorted(path.name for path in Path("cans").iterdir())
    assert names == [
        "draft-csp-schedule-central.toml",
        "draft-csp-schedule-north.toml",
        "draft-csp-schedule-south.toml",
        "draft-dsp-schedule-2.2.toml",
    ]
    for number, name in enumerate(names, 301):
        path = Path("cans") / name
        path.write_text(filled(path.read_text(encoding="utf-8"), number), encoding="utf-8")
    shutil.copy(BASE / "schedcheck.toml", "schedcheck.toml")
    report = verify((), Options())
    assert [f.message for f in report.findings if f.level == "error"] == []
    assert not report.refused
    capsys.readouterr()


def test_a_contract_whose_schedule_is_not_here(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft-can", ASSESSMENT, "--contract", "CSP", "--id", "CAN 218"]) == 3
    out, err = capsys.readouterr()
    assert "schedule  =\n" in out
    assert "which schedule of the CSP contract holds these values; none that is here does" in out
    assert "to be filled in: schedule, effective" in err
    assert set(re.findall(r'^field = "(.*)"', out, re.MULTILINE)) == {"CSP SM4"}


# What is doubtful


def test_two_values_are_left_and_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = Path(ASSESSMENT).read_text(encoding="utf-8").replace("5595 Seconds", "5590 Seconds")
    (here / "other.txt").write_text(text, encoding="utf-8")
    shutil.copy(ASSESSMENT, "one.txt")
    assert main(["draft-can", "one.txt", "other.txt", "--contract", "DSP", "--id", "CAN 1"]) == 3
    out, err = capsys.readouterr()
    assert "left CSP SM4 of 4.8.1: several values: 5595 Seconds (one.txt:327), 5590 Seconds (other.txt:327)" in err
    assert "5590" not in out
    assert "5595" not in out
    assert "5600 Seconds" in out


def test_what_stands_against_the_schedule_is_marked(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = Path(ASSESSMENT).read_text(encoding="utf-8").replace("[-21 hours-]", "[-20 hours-]")
    (here / "one.txt").write_text(text, encoding="utf-8")
    assert main(["draft-can", "one.txt", "--contract", "DSP", "--id", "CAN 1"]) == 3
    out, err = capsys.readouterr()
    assert "to be looked at: 7.9, DSP SM1.1: the value in force is 21 hours" in err
    assert '# To be looked at: the value in force is 21 hours.\n[[row]]\nid    = "7.9"' in out


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ((REPORT,), "nothing in these documents proposes a change"),
        ((ASSESSMENT, "--contract", "DSPP"), "did you mean DSP?"),
        ((ASSESSMENT, "--schedule", "dsp-schedule-2.3"), "did you mean dsp-schedule-2.2?"),
        ((ASSESSMENT, "--id", "CAN 1"), "these documents need 2"),
        ((ASSESSMENT, "--to", "new.toml"), "these are 2 amendments and one file"),
        ((ASSESSMENT, "--contract", "DSP", "--to", "there.toml"), "there already"),
    ],
)
def test_what_can_not_be_drafted(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], what: str
) -> None:
    (here / "there.toml").write_text("x = 1\n")
    assert main(["draft-can", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert what in err
    assert [path.name for path in here.iterdir()] == ["there.toml"]
    assert (here / "there.toml").read_text() == "x = 1\n"


def test_a_name_of_a_file_is_no_part_of_the_toml(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = 'a"\n[[row]]\nid = "x\u202e.txt'
    shutil.copy(ASSESSMENT, here / name)
    assert main(["draft-can", name, "--contract", "DSP", "--id", "CAN 1"]) == 3
    out = capsys.readouterr().out
    assert "\u202e" not in out
    assert len(tomllib.loads(filled(out))["row"]) == 11
