"""Amendments that are wrong in one way each, from workspace to finding, and one set of amendments that is right.

Each folder beside `base` says what differs from it and which one finding that gives. All of it is made up.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from attrs import Factory, frozen

from schedcheck.app import Options, verify
from schedcheck.report import Report
from schedcheck.tomlfile import load, structure
from tests.listing import recognised

CASES = Path(__file__).parent / "cases" / "cans"
BASE = CASES / "base"
NAMES = sorted(path.parent.name for path in CASES.glob("*/case.toml"))
TODAY = date(2020, 3, 1)


@frozen
class Edit:
    """Words of a file that stand there once, and what stands there instead."""

    file: str
    old: str
    new: str


@frozen
class Added:
    file: str
    text: str


@frozen
class Removed:
    file: str


@frozen
class Wanted:
    """The one finding of a case: its rule, its subject, the file of its primary place, its message."""

    rule: str = ""
    subject: str = ""
    file: str = ""
    message: str = ""


@frozen
class Open:
    rule: str = ""
    reason: str = ""


@frozen
class Case:
    """What differs from the base, and what follows: one finding, or one check that can not be made.

    `cause` is what diagnosis says of the finding; `no_cause` why it can say nothing.
    """

    why: str
    cause: str = ""
    no_cause: str = ""
    edit: tuple[Edit, ...] = ()
    add: tuple[Added, ...] = ()
    remove: tuple[Removed, ...] = ()
    expected: Wanted = Factory(Wanted)
    undecided: Open = Factory(Open)


def case(name: str) -> Case:
    file = CASES / name / "case.toml"
    return structure(load(file.read_bytes(), file.name), Case)


def workspace(folder: Path, wrong: Case) -> Path:
    """The base with what differs."""
    shutil.copytree(BASE, folder)
    for edit in wrong.edit:
        text = (folder / edit.file).read_text(encoding="utf-8")
        assert text.count(edit.old) == 1, f"{edit.file} has these words {text.count(edit.old)} times: {edit.old}"
        (folder / edit.file).write_text(text.replace(edit.old, edit.new), encoding="utf-8")
    for added in wrong.add:
        assert not (folder / added.file).exists()
        (folder / added.file).write_text(added.text, encoding="utf-8")
    for removed in wrong.remove:
        (folder / removed.file).unlink()
    return folder


def checked(folder: Path) -> Report:
    return verify((), Options(workspace=str(folder), today=TODAY))


def errors(report: Report) -> list[Wanted]:
    files = {paper.id: paper.file for paper in report.papers}
    findings = [finding for finding in report.findings if finding.level == "error"]
    return [Wanted(f.rule, f.subject, files[f.citations[0].document], f.message) for f in findings]


def undecided(report: Report) -> list[Open]:
    return [Open(rule.name, each.reason) for rule, each in report.undecided]


def test_there_are_cases_enough() -> None:
    assert len(NAMES) >= 30
    rules = {case(name).expected.rule or case(name).undecided.rule for name in NAMES}
    assert len(rules) >= 14


def test_the_right_amendments_give_no_finding(tmp_path: Path) -> None:
    found = checked(workspace(tmp_path / "base", Case("nothing differs")))
    assert errors(found) == []
    assert undecided(found) == []
    kept = {tally.rule.name for tally in found.tallies if tally.result.kept}
    assert {"amendment-old-value-is-in-force", "amendment-rows-are-those-approved", "amendments-start-together"} <= kept


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_amendment_gives_its_one_finding(name: str, tmp_path: Path) -> None:
    wrong = case(name)
    found = checked(workspace(tmp_path / name, wrong))
    assert errors(found) == ([wrong.expected] if wrong.expected.rule else [])
    assert undecided(found) == ([wrong.undecided] if wrong.undecided.rule else [])
    assert [cause.message for cause in found.causes] == ([wrong.cause] if wrong.cause else [])
    assert bool(wrong.cause or wrong.no_cause) == bool(wrong.expected.rule)


def test_what_is_wrong_in_two_amendments_has_two_causes(tmp_path: Path) -> None:
    both = (case("old-value-off-by-one"), case("row-for-another"))
    wrong = Case("two cases at once", edit=(*both[0].edit, *both[1].edit))
    causes = checked(workspace(tmp_path / "both", wrong)).causes
    assert sorted(cause.message for cause in causes) == sorted(each.cause for each in both)


def test_what_settles_one_finding_about_an_amendment_and_breaks_another_rule_is_ruled_out(tmp_path: Path) -> None:
    wrong = case("new-value-is-not-the-modifications")
    (cause,) = checked(workspace(tmp_path / "wrong", wrong)).causes
    (ruled_out,) = cause.ruled_out
    assert "should be deleted here: then CAN 303 lacks 2.1.2" in ruled_out


def test_one_wrong_row_hides_nothing_of_another(tmp_path: Path) -> None:
    both = (case("old-value-off-by-one"), case("sum-that-breaks-later"))
    wrong = Case("two cases at once", edit=both[0].edit, add=both[1].add)
    assert sorted(errors(checked(workspace(tmp_path / "both", wrong))), key=str) == sorted(
        (each.expected for each in both), key=str
    )


def test_a_circle_of_three_is_told_once_and_in_full(tmp_path: Path) -> None:
    two = case("circle")
    text = two.add[0].text.replace('["CAN 301"]', '["CAN 306"]')
    third = text.replace("CAN 305", "CAN 306").replace('["CAN 306"]', '["CAN 301"]')
    added = (Added(two.add[0].file, text), Added("cans/can-306.toml", third))
    found = errors(checked(workspace(tmp_path / "three", Case("three", edit=two.edit, add=added))))
    (told,) = [error.message for error in found if error.rule == "superseded-amendment-is-known"]
    assert told == (
        "CAN 301 supersedes CAN 305, CAN 305 supersedes CAN 306 and CAN 306 supersedes CAN 301: none of them can be in "
        "force."
    )


def test_a_withdrawn_amendment_changes_nothing(tmp_path: Path) -> None:
    proposed = case("sum-that-breaks-later").add[0]
    withdrawn = Added(proposed.file, proposed.text.replace('"agreed"', '"withdrawn"'))
    assert withdrawn != proposed
    found = checked(workspace(tmp_path / "withdrawn", Case("a withdrawn one", add=(withdrawn,))))
    assert errors(found) == []


@pytest.mark.parametrize(
    "files", [("cans/can-302.toml",), ("schedules/csp-north.toml",), ("cans/can-302.toml", "schedules/csp-north.toml")]
)
def test_a_region_may_be_named_with_its_contract(files: tuple[str, ...], tmp_path: Path) -> None:
    edits = tuple(Edit(file, '"North"', '"CSP North"') for file in files)
    found = checked(workspace(tmp_path / "named", Case("the region of a contract by its full name", edit=edits)))
    assert (errors(found), undecided(found)) == ([], [])


def test_a_line_that_is_left_out_never_passes(tmp_path: Path) -> None:
    lines = (BASE / "cans" / "can-304.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    told = [number for number, line in enumerate(lines) if line.strip() and not line.startswith("Made up")]
    assert len(told) > 8
    for number in told:
        folder = workspace(tmp_path / str(number), Case("a line is left out"))
        text = "".join(lines[:number] + lines[number + 1 :])
        (folder / "cans" / "can-304.txt").write_text(text, encoding="utf-8")
        if any(sign.isalnum() for sign in lines[number]):
            assert checked(folder).verdict != "consistent", lines[number]
        else:  # The line below headings says nothing: they are known by their words.
            assert recognised(text)[0].facts == recognised("".join(lines))[0].facts
