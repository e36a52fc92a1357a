"""Amendments that are wrong in one way each, from workspace to finding, and one set of amendments that is right.

Each folder beside `base` says what differs from it and which one finding that gives. All of it is made up.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from attrs import Factory, frozen

from schedcheck.amend import as_of
from schedcheck.app.choice import chosen_documents, chosen_schedules
from schedcheck.app.options import Options
from schedcheck.app.packs import sources
from schedcheck.app.reading import reader_for, silent
from schedcheck.app.setting import find_setting
from schedcheck.app.verifying import _in_force
from schedcheck.check import check
from schedcheck.fact import Facts
from schedcheck.finding import Result
from schedcheck.tomlfile import load, structure

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
    """What differs from the base, and what follows: one finding, or one check that can not be made."""

    why: str
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


@frozen
class Checked:
    """All results over a workspace, and the facts that they are about."""

    results: Sequence[Result]
    facts: Facts

    @property
    def errors(self) -> list[Wanted]:
        findings = [f for result in self.results for f in result.findings if f.level == "error"]
        return [Wanted(f.rule, f.subject, self._file(f.citations[0].document), f.message) for f in findings]

    @property
    def open(self) -> list[Open]:
        return [Open(result.rule, each.reason) for result in self.results for each in result.undecided]

    def _file(self, document: str) -> str:
        return self.facts.paper(document).file


def checked(folder: Path) -> Checked:
    options = Options(workspace=str(folder))
    setting = find_setting(options)
    papers = chosen_documents((), setting.workspace)
    opened = (*sources(papers), *sources(chosen_schedules(options, setting.workspace, papers)))
    read, refused = reader_for(setting.words, options, silent).readings(opened)
    assert not refused
    readings = _in_force(read)
    every = [fact for reading in readings for fact in reading.facts]
    schedules = {reading.paper.id for reading in readings if reading.paper.schedule}
    titles = setting.words.vocabulary.titles
    history = [fact for fact in every if fact.scope.document in schedules]
    facts = Facts(as_of(every, TODAY), [reading.paper for reading in readings], titles, history)
    return Checked(check(setting.rules, facts), facts)


def test_there_are_cases_enough() -> None:
    assert len(NAMES) >= 30
    rules = {case(name).expected.rule or case(name).undecided.rule for name in NAMES}
    assert len(rules) >= 14


def test_the_right_amendments_give_no_finding(tmp_path: Path) -> None:
    found = checked(workspace(tmp_path / "base", Case("nothing differs")))
    assert found.errors == []
    assert found.open == []
    kept = {result.rule for result in found.results if result.kept}
    assert {"amendment-old-value-is-in-force", "amendment-rows-are-those-approved", "amendments-start-together"} <= kept


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_amendment_gives_its_one_finding(name: str, tmp_path: Path) -> None:
    wrong = case(name)
    found = checked(workspace(tmp_path / name, wrong))
    assert found.errors == ([wrong.expected] if wrong.expected.rule else [])
    assert found.open == ([wrong.undecided] if wrong.undecided.rule else [])
