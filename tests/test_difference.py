"""Diff: what changed between two states, in facts; what that breaks; files, days and commits as states."""

from __future__ import annotations

import json
import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from schedcheck.cli import main
from schedcheck.document import Paper
from schedcheck.fact import Fact, Scope
from schedcheck.place import Place
from schedcheck.report.difference import Change, changes
from schedcheck.report.difference.pairing import paired
from tests.shared import PROJECT
from tests.test_writers import same_as

EXAMPLE = PROJECT / "schedules" / "modifications" / "secmp0053"
SCREENS = PROJECT / "tests" / "cases" / "diff"
ASSESSMENT = "annex-c-full-impact-assessment.txt"
WRONG = ("| 4 Seconds | 5595 Seconds |", "| 4 Seconds | 5590 Seconds |")
PAPERS = tuple(Paper(name, name, name, file=f"{name}.txt", sha256=name) for name in ("a", "b"))


def said(document: str, subject: str, name: str, value: str, line: int, state: str = "current") -> Fact:
    place = Place(line, 1, line)
    made = Fact(Scope(document, str(line % 3), line), subject, name, value, place=place, named=place, kind="row")
    return evolve(made, state="proposed") if state == "proposed" else made


FACTS = st.lists(
    st.builds(
        said,
        st.sampled_from("ab"),
        st.sampled_from(("1.1", "1.2")),
        st.sampled_from(("size", "colour")),
        st.sampled_from("xyz"),
        st.integers(1, 9),
        st.sampled_from(("current", "proposed")),
    ),
    max_size=12,
)


def told(found: Sequence[Change]) -> list[tuple[str, ...]]:
    return sorted(
        (c.document, c.subject, c.property, c.state, *(str(f[0].value) if f else "" for f in (c.old, c.new)))
        for c in found
    )


def of(old: Sequence[Fact], new: Sequence[Fact]) -> list[tuple[str, ...]]:
    return told(changes(old, new, paired(PAPERS, PAPERS)))


@given(FACTS)
def test_nothing_differs_from_itself(facts: list[Fact]) -> None:
    assert of(facts, facts) == []


@given(FACTS, st.integers(1, 50))
def test_what_moves_has_not_changed(facts: list[Fact], by: int) -> None:
    moved = [evolve(f, place=Place(f.place.line + by), scope=evolve(f.scope, section="9")) for f in facts]
    assert of(facts, moved) == []


@given(FACTS, FACTS)
def test_backwards_is_the_other_way_round(old: list[Fact], new: list[Fact]) -> None:
    assert of(new, old) == sorted((*row[:4], row[5], row[4]) for row in of(old, new))


@given(FACTS, FACTS)
def test_every_value_that_comes_or_goes_is_told(old: list[Fact], new: list[Fact]) -> None:
    def values(facts: Sequence[Fact]) -> set[tuple[str, ...]]:
        return {(f.document, f.subject, f.property, f.state, str(f.value)) for f in facts}

    rows = of(old, new)
    assert values(new) - values(old) <= {(*row[:4], row[5]) for row in rows}
    assert values(old) - values(new) <= {row[:5] for row in rows}


def test_one_more_of_a_kind_does_not_shift_the_others() -> None:
    def note(number: int, name: str) -> Paper:
        return Paper(name, "note", f"Note {number}", file=f"cans/{number}.toml")

    old = (note(211, "note"), note(217, "note-2"))
    new = (note(211, "note"), note(214, "note-2"), note(217, "note-3"))
    assert [(p.old and p.old.title, p.new and p.new.title) for p in paired(old, new)] == [
        ("Note 211", "Note 211"),
        (None, "Note 214"),
        ("Note 217", "Note 217"),
    ]


def test_documents_of_two_kinds_are_one_only_where_they_are_all_there_is() -> None:
    one, other, third = (Paper(name, name, name, file=f"{name}.txt") for name in ("plan", "letter", "note"))
    assert [(p.old and p.old.id, p.new and p.new.id) for p in paired((one,), (other,))] == [("plan", "letter")]
    pairs = paired((one, third), (other, third))
    assert {(p.old and p.old.id, p.new and p.new.id) for p in pairs} == {
        ("note", "note"),
        (None, "letter"),
        ("plan", None),
    }


# The example that ships


def folder(path: Path, *edits: tuple[str, str, str]) -> Path:
    """The example, with words of some of its files exchanged."""
    path.mkdir(parents=True)
    for file in sorted(EXAMPLE.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        for name, old, new in edits:
            assert name != file.name or old in text
            text = text.replace(old, new) if name == file.name else text
        (path / file.name).write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def diff_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(["diff", *arguments, "--format", "json", "--no-cache"])
    return code, json.loads(capsys.readouterr().out)


EDITS = (
    (ASSESSMENT, *WRONG),
    (ASSESSMENT, "6.15.1 | Update Security Credentials (KRP)", "6.14.2 | Update Device Configuration (Scheduler)"),
    ("modification-report.txt", "✓ Large Suppliers", "Large Suppliers"),
)


@pytest.mark.parametrize("options", [("--width", "80"), ("--width", "120", "--ascii"), ()], ids=["80", "120", "pipe"])
def test_screen(
    here: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    folder(here / "old")
    folder(here / "new", *EDITS)
    assert main(["diff", "old", "new", *options]) == 1
    same_as(SCREENS / f"{request.node.callspec.id}.txt", capsys.readouterr().out)


def test_one_value_is_one_change(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder(here / "old")
    folder(here / "new", EDITS[0])
    code, read = diff_json(capsys, "old", "new")
    (change,) = read["changes"]
    assert (code, change["op"], change["subject"], change["property"]) == (1, "change", "4.8.1", "csp-sm4")
    assert (change["old"]["value"], change["new"]["value"]) == (5595, 5590)
    assert "dcc-response-time-is-the-sum-of-its-parts" in {f["rule"] for f in read["broken"]}
    assert set(change["breaks"]) == {f["id"] for f in read["broken"]}
    assert diff_json(capsys, "new", "old")[1]["settled"] == read["broken"]


def test_new_findings_that_do_not_count(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder(here / "old")
    folder(here / "new", EDITS[0])
    assert main(["diff", "old", "new", "--fail-on", "never"]) == 0
    assert "2 findings new" in capsys.readouterr().out


def test_a_format_is_no_change(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = PROJECT / "tests" / "cases" / "formats" / "secmp0053" / "annex-c-full-impact-assessment.redlined.docx"
    assert main(["diff", str(EXAMPLE / ASSESSMENT), str(other)]) == 0
    assert "No fact has changed" in capsys.readouterr().out


def test_text_from_documents_is_no_markup(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder(here / "old")
    folder(here / "new", (ASSESSMENT, "Update Security Credentials (KRP)", "Up\x1b[31mdate [red]x[/red] \u202eabc"))
    assert main(["diff", "old", "new", "--color", "never"]) in {0, 1}
    out = capsys.readouterr().out
    assert "[red]x[/red]" in out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_what_is_not_read_is_no_agreement(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("old", "new"):
        (here / name).mkdir()
        shutil.copy(EXAMPLE / ASSESSMENT, here / name)
        (here / name / "plan.pdf").write_bytes(b"%PDF-1.4 not really")
    assert main(["diff", "old", "new"]) == 3
    assert "Could not read" in capsys.readouterr().out


# Days


AMENDMENT = """[document]
kind = "contract-amendment-note"
id = "CAN 217"
title = "CAN 217, made up"
contract = "DSP"
schedule = "Schedule 2.2"
effective = 2020-06-25
status = "agreed"

[[row]]
id = "4.8.1"
field = "DSP SM1.1"
old = "4 seconds"
new = "5 seconds"
"""


def test_two_days_of_a_schedule(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "can.toml").write_text(AMENDMENT, encoding="utf-8")
    code, read = diff_json(capsys, "2020-06-24..2020-06-25", "can.toml")
    (change,) = read["changes"]
    assert (change["document"], change["subject"], change["old"]["value"], change["new"]["value"]) == (
        "dsp-schedule-2.2",
        "4.8.1",
        4,
        5,
    )
    assert diff_json(capsys, "2020-06-25", "2020-06-26", "can.toml")[1]["changes"] == []
    assert code in {0, 1, 3}


@pytest.mark.parametrize(("wrong", "broken"), [(False, 0), (True, 2)], ids=["right", "wrong"])
def test_a_day_is_judged_by_what_holds_on_it(
    here: Path, capsys: pytest.CaptureFixture[str], wrong: bool, broken: int
) -> None:
    shutil.copytree(PROJECT / "tests" / "cases" / "cans" / "base", here / "work")
    if wrong:
        note = here / "work" / "cans" / "can-301.toml"
        text = note.read_text(encoding="utf-8").replace('new   = "4 seconds"', 'new   = "5 seconds"')
        note.write_text(text, encoding="utf-8")
    code, read = diff_json(capsys, "2020-06-24", "2020-06-25", "--workspace", "work")
    assert code == (1 if wrong else 0)
    assert len(read["changes"]) == 21
    assert {f["rule"] for f in read["broken"]} <= {"dcc-response-time-is-the-sum-of-its-parts"}
    assert len(read["broken"]) == broken
    assert main(["diff", "2020-06-24", "2020-06-25", "--workspace", "work"]) == code
    assert "from 25 June 2020 by CAN 301, cans/can-301.toml:17" in capsys.readouterr().out


@pytest.mark.parametrize("number", [301, 302, 303])
def test_what_an_amendment_writes_is_what_differs(here: Path, capsys: pytest.CaptureFixture[str], number: int) -> None:
    base = PROJECT / "tests" / "cases" / "cans" / "base"
    for name in ("old", "new"):
        shutil.copytree(base, here / name)
        text = (base / "cans" / f"can-{number}.toml").read_text(encoding="utf-8")
        agreed = text.replace('"proposed"', '"agreed"')
        (here / name / "cans" / f"can-{number}.toml").write_text(agreed, encoding="utf-8")
    note = f"cans/can-{number}.toml"
    assert main(["apply", f"new/{note}", "--write", "--workspace", "new"]) in {0, 1, 3}
    capsys.readouterr()
    rows = tomllib.loads((base / note).read_text(encoding="utf-8"))["row"]
    wanted = [(row["id"], row["field"].lower().replace(" ", "-"), row["old"], row["new"]) for row in rows]
    for sides, at in ((("old", "new"), (2, 3)), (("new", "old"), (3, 2))):
        _, read = diff_json(capsys, *sides)
        found = [(c["subject"], c["property"], c["old"]["printed"], c["new"]["printed"]) for c in read["changes"]]
        assert sorted(found) == sorted((w[0], w[1], w[at[0]], w[at[1]]) for w in wanted)
    main(["diff", "old", "new"])
    assert f"from 25 June 2020 by CAN {number}, " in capsys.readouterr().out
    main(["diff", "new", "old"])
    assert f"no longer from 25 June 2020 by CAN {number}, " in capsys.readouterr().out


# Commits


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
    )


@pytest.fixture
def repository(here: Path) -> Path:
    folder(here / "docs")
    (here / "schedcheck.toml").write_text('documents = ["docs/*.txt"]\n', encoding="utf-8")
    git(here, "init", "-q", "-b", "main")
    git(here, "add", ".")
    git(here, "commit", "-q", "-m", "one")
    shutil.rmtree(here / "docs")
    folder(here / "docs", EDITS[0])
    return here


@pytest.mark.parametrize("words", [("main",), ("HEAD", "docs"), ("main", f"docs/{ASSESSMENT}")], ids=" ".join)
def test_a_commit_against_the_files(
    repository: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code, read = diff_json(capsys, *words)
    assert code == 1
    assert [(c["subject"], c["property"]) for c in read["changes"]] == [("4.8.1", "csp-sm4")]
    files = {d["old"]["file"] for d in read["documents"] if d["kind"] == "full-impact-assessment"}
    assert files == {f"docs/{ASSESSMENT}"}


def test_two_commits(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(repository, "commit", "-q", "-a", "-m", "two")
    for words in (("main~1", "main"), ("main~1..main",), ("main~1..",)):
        assert len(diff_json(capsys, *words)[1]["changes"]) == 1
    assert diff_json(capsys, "main", "HEAD")[1]["changes"] == []


def test_a_document_that_the_commit_has_not(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(EXAMPLE / ASSESSMENT, repository / "docs" / "late.txt")
    code, read = diff_json(capsys, "main", "docs/late.txt")
    assert {c["document"] for c in read["changes"]} == {"full-impact-assessment"}
    assert {c["op"] for c in read["changes"]} == {"add"}
    assert main(["diff", "main", "docs/late.txt"]) == code
    out = capsys.readouterr().out
    assert "new document" in out
    assert "more (-v shows all)" in out


def test_from_a_folder_below(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "docs")
    assert len(diff_json(capsys, "main")[1]["changes"]) == 1
    assert len(diff_json(capsys, "main", ASSESSMENT)[1]["changes"]) == 1


def test_a_folder_wins_over_a_branch_of_its_name(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(repository, "branch", "docs")
    assert main(["diff", "docs", "docs"]) == 0
    out, err = capsys.readouterr()
    assert "No fact has changed" in out
    assert err.count("docs is taken for the file or folder here; write refs/heads/docs for the branch") == 1
    assert len(diff_json(capsys, "refs/heads/docs")[1]["changes"]) == 1


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("mian",), "mian: there is no such file, folder, branch or commit"),
        (("docs",), "two things are needed"),
        (("docs", "docs", "docs"), "two things are needed"),
        (("main", "2020-01-01"), "are not of one sort"),
        (("--", "--upload-pack=touch x", "HEAD"), "there is no such file, folder, branch or commit"),
    ],
)
def test_what_can_not_be_compared(
    repository: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], what: str
) -> None:
    assert main(["diff", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert what in err
    assert not (repository / "x").exists()
