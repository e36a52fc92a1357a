"""Waivers: what a file may say, when a waiver holds, how the file is written, and what the commands do."""

from __future__ import annotations

import json
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedcheck.cli import main
from schedcheck.errors import CannotStart
from schedcheck.finding import Citation, Finding, Result, Undecided
from schedcheck.waiver import Accepted, Waiver, accepted, appended, judge, load_waivers, pruned

FILE = "schedcheck-waivers.toml"
RAISED = date(2026, 11, 4)
EXPIRES = date(2027, 1, 31)
REPORT = """# Modification Report

This document is the Modification Report for SECMP0100.

## 1. Summary

The total cost of this modification is £{report}.
"""
ASSESSMENT = """# Full Impact Assessment

This document is the Full Impact Assessment for SECMP0100.

## 1. Cost

The total cost of this modification is £{assessment}.
"""
SAID = ("--reason", "The two are put right in the next draft.", "--owner", "Design Authority", "--approved-by", "Panel")


def a_finding(value: str = "5595 s", subject: str = "4.8.1", rule: str = "made-up") -> Finding:
    cited = (Citation("found", "a", "1", value),)
    return Finding(rule, "error", subject, "csp-sm4", "proposed", f"{subject} is {value}.", cited, values=(value,))


def a_waiver(finding: Finding, **changed: Any) -> Waiver:
    said: dict[str, Any] = {
        "finding": finding.id,
        "rule": finding.rule,
        "accepts": accepted(finding),
        "reason": "It is put right in the next draft.",
        "owner": "Design Authority",
        "approved_by": "Panel",
        "raised": RAISED,
        "expires": EXPIRES,
    }
    return Waiver(**(said | changed))


def results(*findings: Finding, undecided: bool = False) -> list[Result]:
    open_checks = (Undecided("", "not known"),) if undecided else ()
    return [Result("made-up", "error", kept=1, findings=findings, undecided=open_checks)]


def statuses(waiver: Waiver, found: list[Result], today: date = RAISED) -> list[str]:
    return [status for _, status in judge([waiver], found, today, FILE).statuses]


def test_a_waiver_holds_from_its_first_day_to_its_last() -> None:
    finding = a_finding()
    waiver = a_waiver(finding)
    for days in range(-156, 244):
        today = RAISED + timedelta(days=days)
        judgement = judge([waiver], results(finding), today, FILE)
        assert (finding.id in judgement.waived) == (RAISED <= today <= EXPIRES), today
        assert bool(judgement.remarks) == (not RAISED <= today <= EXPIRES), today


def test_it_is_told_of_for_its_last_thirty_days() -> None:
    finding = a_finding()
    told = [
        d
        for d in range(-40, 3)
        if "ends-soon" in statuses(a_waiver(finding), results(finding), EXPIRES + timedelta(days=d))
    ]
    assert told == list(range(-30, 1))


def test_other_values_are_not_waived() -> None:
    """One finding is mended and one like it comes: the waiver of the one does not hide the other."""
    old, new = a_finding("5595 s"), a_finding("5596 s")
    judgement = judge([a_waiver(old)], results(new), RAISED, FILE)
    assert not judgement.waived
    assert [status for _, status in judgement.statuses] == ["void"]
    assert "other values" in judgement.remarks[new.id]


@pytest.mark.parametrize(
    "changed",
    [
        {"accepts": Accepted("4.8.1", "csp-sm4", "proposed", ("5596 s",))},
        {"accepts": Accepted("4.8.2", "csp-sm4", "proposed", ("5595 s",))},
        {"rule": "another"},
    ],
)
def test_what_it_accepts_must_be_what_is_there(changed: dict[str, Any]) -> None:
    finding = a_finding()
    assert statuses(a_waiver(finding, **changed), results(finding)) == ["void"]


def test_one_without_its_finding_is_unused() -> None:
    assert statuses(a_waiver(a_finding()), results(a_finding(subject="6.1.1"))) == ["unused"]


def test_it_is_not_called_unused_where_its_rule_gave_no_verdict() -> None:
    waiver = a_waiver(a_finding())
    assert statuses(waiver, results(undecided=True)) == ["not-judged"]
    assert statuses(waiver, []) == ["not-judged"]


GOOD = appended("", [a_waiver(a_finding())])


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("expires = 2027-01-31", "expires = 2027-13-31", "this is not TOML"),
        ("expires = 2027-01-31", 'expires = "2027-01-31"', "expires: this must be a date"),
        ("expires = 2027-01-31", "expires = 2027-06-01", "at most 183"),
        ("expires = 2027-01-31", "expires = 2026-11-03", "before it was raised"),
        ("expires = 2027-01-31", "", "expires: this is needed"),
        ("expires = 2027-01-31", "expire = 2027-01-31", "did you mean expires?"),
        ('owner = "Design Authority"', 'owner = " "', "owner: this is empty"),
        ('reason = "It is put right in the next draft."', 'reason = "Because."', "fewer than 20"),
        ("version = 1", "version = 2", "version: this program reads version 1"),
        ("version = 1", "", "version: this is needed"),
        ('values = ["5595 s"]', "values = [5595]", "this must be text"),
    ],
)
def test_one_mistake_waives_nothing(old: str, new: str, what: str) -> None:
    assert old in GOOD
    with pytest.raises(CannotStart) as caught:
        load_waivers(FILE, GOOD.replace(old, new).encode())
    assert what in str(caught.value)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(CannotStart) as caught:
        load_waivers(FILE, (GOOD + GOOD.partition("version = 1\n")[2].replace('"Panel"', '""')).encode())
    assert "is waived already" in str(caught.value)
    assert "approved_by: this is empty" in str(caught.value)


LETTERS = st.characters(codec="utf-8")
NAMES = st.text(LETTERS, min_size=1).filter(lambda t: bool(t.strip()))


@given(NAMES, NAMES, st.lists(st.text(LETTERS), max_size=3))
def test_what_is_written_is_read_back(owner: str, rule: str, values: list[str]) -> None:
    finding = a_finding()
    waiver = a_waiver(finding, owner=owner, rule=rule, accepts=Accepted("4.8.1", values=tuple(values)))
    (read,) = load_waivers(FILE, appended("", [waiver]).encode())
    assert (read.owner, read.rule, read.accepts) == (owner, rule, waiver.accepts)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_other_bytes_stay_when_one_is_added_and_taken_out(ending: str) -> None:
    first, second = a_waiver(a_finding()), a_waiver(a_finding(subject="6.1.1"))
    text = appended("", [first]).replace("\n", ending) + f"# a remark{ending}"
    longer = appended(text, [second])
    assert longer.startswith(text)
    assert longer.count("\n") == longer.count(ending)
    assert [w.finding for w in load_waivers(FILE, longer.encode())] == [first.finding, second.finding]
    assert [w.finding for w in load_waivers(FILE, pruned(longer, {first.finding}, FILE).encode())] == [second.finding]
    assert pruned(longer, (), FILE) == longer
    assert "# a remark" in pruned(longer, {first.finding}, FILE)


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two documents that differ in the total, and a folder to stand in."""
    monkeypatch.chdir(tmp_path)
    write_pack(tmp_path)
    return tmp_path


def write_pack(folder: Path, report: str = "90,000", assessment: str = "80,000") -> None:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / "report.txt").write_text(REPORT.format(report=report))
    (folder / "docs" / "assessment.txt").write_text(ASSESSMENT.format(assessment=assessment))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main([*arguments, "--today", "2026-11-24", "--no-cache"])
    out, err = capsys.readouterr()
    return code, out, err


def findings(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    _, out, _ = run(capsys, "verify", "docs", "--format", "json", *arguments)
    return list(json.loads(out)["findings"])


def waive(capsys: pytest.CaptureFixture[str], name: str, *more: str) -> tuple[int, str, str]:
    return run(capsys, "waive", name, "docs", *SAID, "--expires", "2027-01-31", *more)


def test_a_waived_finding_no_longer_fails_and_is_still_shown(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (finding,) = findings(capsys)
    assert waive(capsys, finding["id"])[0] == 0
    (waived,) = findings(capsys)
    assert waived["waived"]["owner"] == "Design Authority"
    assert waived["waived"]["days_left"] == 68
    code, out, _ = run(capsys, "verify", "docs")
    assert code != 1
    assert "1 waived" in out
    assert "Owner Design Authority, 68 days left (until 31 January 2027)" in out
    assert run(capsys, "verify", "docs", "--no-waivers")[0] == 1


def test_when_the_values_change_the_finding_is_back(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (finding,) = findings(capsys)
    waive(capsys, finding["id"])
    write_pack(pack, assessment="70,000")
    found = {f["rule"]: f for f in findings(capsys)}
    assert found[finding["rule"]]["waived"] is None
    assert "other values" in found[finding["rule"]]["remark"]
    assert "a-waiver-accepts-what-is-there" in found
    assert run(capsys, "verify", "docs")[0] == 1


def test_when_it_is_mended_the_waiver_is_unused_and_can_be_taken_out(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (finding,) = findings(capsys)
    waive(capsys, finding["id"])
    write_pack(pack, assessment="90,000")
    assert [f["rule"] for f in findings(capsys)] == ["a-waiver-is-used"]
    code, out, _ = run(capsys, "waivers", "list", "docs")
    assert code == 1
    assert "waives nothing any more" in out
    assert "taken out" in run(capsys, "waivers", "prune", "docs")[1]
    assert findings(capsys) == []
    assert load_waivers(FILE, (pack / FILE).read_bytes()) == ()


def test_what_is_waived_is_not_waived_again(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (finding,) = findings(capsys)
    waive(capsys, finding["id"])
    before = (pack / FILE).read_bytes()
    code, _, err = waive(capsys, finding["id"])
    assert (code, (pack / FILE).read_bytes()) == (2, before)
    assert "waived already" in err


@pytest.mark.parametrize(
    ("more", "what"),
    [
        (("--expires", "2028-01-31"), "at most 183"),
        (("--expires", "January"), "year-month-day"),
        (("--reason", "Because."), "fewer than 20"),
        (("--owner", ""), "owner: this is empty"),
    ],
)
def test_a_waiver_that_would_be_refused_is_not_written(
    pack: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], what: str
) -> None:
    (finding,) = findings(capsys)
    code, _, err = waive(capsys, finding["id"], *more)
    assert code == 2
    assert what in err
    assert not (pack / FILE).exists()


def test_an_unknown_finding_is_named(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = waive(capsys, "f-0000-0000")
    assert code == 2
    assert "give no finding f-0000-0000" in err


def test_a_team_can_begin_by_waiving_all_that_is_there(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "waivers", "start", "docs", "--owner", "Design Authority", "--approved-by", "Panel")[0] == 0
    assert all(f["waived"] for f in findings(capsys))
    (waiver,) = load_waivers(FILE, (pack / FILE).read_bytes())
    assert (waiver.expires - waiver.raised).days == 90


def test_a_file_with_a_mistake_stops_the_run(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / FILE).write_text("version = 1\n[[waiver]]\nfinding = 3\n")
    code, out, err = run(capsys, "verify", "docs")
    assert (code, out) == (2, "")
    assert f"{FILE}:3: waiver[0].finding: this must be text" in err


def test_a_file_that_was_named_must_be_there(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "verify", "docs", "--waivers", "elsewhere.toml")
    assert code == 2
    assert "there is no such file" in err


def test_two_branches_that_each_add_a_waiver_can_be_merged(tmp_path: Path) -> None:
    """With one line in .gitattributes, whatever the two waivers have in common."""

    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b", *arguments], check=True
        )

    def write(text: str, message: str) -> None:
        (tmp_path / FILE).write_text(text)
        git("add", "-A")
        git("commit", "-qm", message)

    alike = Accepted("4.8.1", "csp-sm4", "proposed", ("5595 s",))
    one, two = (a_waiver(a_finding(subject=s), where="FIA", accepts=alike) for s in ("1.1.1", "2.2.2"))
    git("init", "-q", "-b", "main")
    (tmp_path / ".gitattributes").write_text(f"{FILE} merge=union\n")
    for text in ("", appended("", [a_waiver(a_finding(subject="9.9.9"))])):
        write(text, "begin")
        git("checkout", "-qB", "other")
        write(appended(text, [one]), "one")
        git("checkout", "-q", "main")
        write(appended(text, [two]), "two")
        git("merge", "-q", "--no-edit", "other")
        merged = load_waivers(FILE, (tmp_path / FILE).read_bytes())
        assert {one.finding, two.finding} <= {waiver.finding for waiver in merged}


def test_a_refusal_names_the_options_that_were_wrong(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All of them at once, before a document is read; no line of a file that nobody has written."""
    said = ("--reason", "Because.", "--owner", " ", "--approved-by", "Panel", "--expires", "2026-11-01")
    code, out, err = run(capsys, "waive", "f-0000-0000", "docs", *said)
    assert (code, out) == (2, "")
    assert [line.partition(": ")[0] for line in err.removeprefix("schedcheck: ").splitlines()[:-1]] == [
        "--owner",
        "--reason",
        "--expires",
    ]
    assert err.splitlines()[-1].strip() == "Nothing was written."
    assert FILE not in err


def test_waivers_alone_takes_what_the_list_takes(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (finding,) = findings(capsys)
    waive(capsys, finding["id"])
    for more in ((), ("docs",), ("--format", "json")):
        assert run(capsys, "waivers", *more) == run(capsys, "waivers", "list", *more)
    assert main(["waivers", "docs", "--today", "2027-02-01", "--no-cache"]) == 1
    assert "ended on 31 January 2027" in capsys.readouterr().out
    code, _, err = run(capsys, "waivers", "prun")
    assert code == 2
    assert "Did you mean 'prune'" in err


def test_where_a_waiver_is_about_has_no_name_of_a_list(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (finding,) = findings(capsys)
    waive(capsys, finding["id"])
    (waiver,) = load_waivers(FILE, (pack / FILE).read_bytes())
    assert waiver.where.endswith(", section 1")


def test_a_start_ends_when_the_workspace_allows(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "schedcheck.toml").write_text('documents = ["docs/*"]\nlongest_waiver = 10\n')
    assert run(capsys, "waivers", "start", "--owner", "DA", "--approved-by", "Panel")[0] == 0
    (waiver,) = load_waivers(FILE, (pack / FILE).read_bytes())
    assert (waiver.expires - waiver.raised).days == 10


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_byte_order_mark_and_line_ends_stay(pack: Path, capsys: pytest.CaptureFixture[str], ending: str) -> None:
    start = b"\xef\xbb\xbf# ours" + ending.encode() + b"version = 1" + ending.encode()
    (pack / FILE).write_bytes(start)
    (finding,) = findings(capsys)
    assert waive(capsys, finding["id"])[0] == 0
    assert (pack / FILE).read_bytes().startswith(start)
    write_pack(pack, assessment="90,000")
    assert run(capsys, "waivers", "prune", "docs")[0] == 0
    assert (pack / FILE).read_bytes().rstrip() == start.rstrip()


def test_a_named_file_of_waivers_may_be_new(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (finding,) = findings(capsys)
    assert waive(capsys, finding["id"], "--waivers", "ours.toml")[0] == 0
    assert not (pack / FILE).exists()
    assert all(f["waived"] for f in findings(capsys, "--waivers", "ours.toml"))
    assert run(capsys, "waivers", "--waivers", "theirs.toml", "docs")[0] == 2


def test_what_stands_where_the_file_should_is_told(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder or a link to nothing would else look like no waivers at all."""
    (pack / FILE).symlink_to("nowhere.toml")
    assert run(capsys, "verify", "docs")[0] == 2
    (pack / FILE).unlink()
    (pack / FILE).mkdir()
    code, _, err = run(capsys, "waivers", "docs")
    assert code == 2
    assert f"{FILE}: this is no file of waivers" in err


def test_a_cause_is_waived_by_its_findings(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", "docs", "--format", "json", "--today", "2026-11-24", "--no-cache"])
    read = json.loads(capsys.readouterr().out)
    code, _, err = waive(capsys, read["causes"][0]["id"])
    assert code == 2
    assert f"Waive each by itself: {read['findings'][0]['id']}." in err
