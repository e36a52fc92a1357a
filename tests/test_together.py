"""Several schedules written by one amendment: all old or all new, or a journal by which they become so. Made up."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
import zipfile
from pathlib import Path

import pytest

from schedcheck.app.files import File
from schedcheck.app.journal import APPLYING, Exchange, check_finished, finish, write_together
from schedcheck.app.writing import JOURNAL
from schedcheck.cli import main
from schedcheck.errors import CannotStart, CannotWrite
from tests.shared import PROJECT

EXAMPLE = PROJECT / "docs" / "examples" / "contracts"
DAY = ("--today", "2020-03-01", "--no-cache")
NAMES = ("a/one.toml", "a/two.toml", "b/three.toml")
OLD, NEW = b"old " * 5000, b"new " * 5000


def exchanges(folder: Path, before: bytes = OLD, after: bytes = NEW) -> tuple[Exchange, ...]:
    return tuple(Exchange(File(folder / name, name), before, after) for name in NAMES)


@pytest.fixture
def three(tmp_path: Path) -> tuple[Exchange, ...]:
    made = exchanges(tmp_path)
    for each in made:
        each.file.path.parent.mkdir(exist_ok=True)
        each.file.path.write_bytes(OLD)
    return made


def files(every: tuple[Exchange, ...]) -> tuple[File, ...]:
    return tuple(each.file for each in every)


def held(every: tuple[Exchange, ...]) -> list[bytes]:
    return [each.file.path.read_bytes() for each in every]


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_all_become_new_and_nothing_is_left_beside_them(three: tuple[Exchange, ...], tmp_path: Path) -> None:
    write_together(three)
    assert held(three) == [NEW] * 3
    assert names(tmp_path) == sorted(NAMES)
    check_finished(files(three), APPLYING)


def test_one_that_has_changed_meanwhile_leaves_all_as_they_were(three: tuple[Exchange, ...], tmp_path: Path) -> None:
    three[2].file.path.write_bytes(b"mine")
    with pytest.raises(CannotWrite, match=r"three.toml: the file has changed meanwhile"):
        write_together(three)
    assert held(three) == [OLD, OLD, b"mine"]
    assert names(tmp_path) == sorted(NAMES)


@pytest.mark.parametrize("failing", range(3))
def test_one_that_can_not_be_put_in_place_takes_the_others_back(
    three: tuple[Exchange, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    true = os.replace

    def replace(source: str | Path, target: str | Path) -> None:
        if str(source).endswith(".next") and Path(target) == three[failing].file.path:
            raise OSError(28, "No space left on device", str(source), None, str(target))
        true(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(CannotWrite, match="No space left on device"):
        write_together(three)
    assert held(three) == [OLD] * 3
    assert names(tmp_path) == sorted(NAMES)


def stopped(three: tuple[Exchange, ...], monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """As a program leaves it that is killed when so many files are in place: nothing is cleared away or taken back."""
    true = os.replace
    done: list[str | Path] = []

    def replace(source: str | Path, target: str | Path) -> None:
        if str(source).endswith(".next"):
            if len(done) == after:
                os._exit(9)
            done.append(target)
        true(source, target)

    child = os.fork()
    if not child:
        monkeypatch.setattr(os, "replace", replace)
        write_together(three)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.parametrize("after", range(3))
def test_what_was_stopped_is_told_and_finished(
    three: tuple[Exchange, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    stopped(three, monkeypatch, after)
    assert held(three) == [NEW] * after + [OLD] * (3 - after)
    told = f"one.toml is {'new' if after else 'old'}, two.toml is {'new' if after > 1 else 'old'}, three.toml is old"
    with pytest.raises(CannotStart, match=rf"a/{JOURNAL}: writing these files is not finished: {told}"):
        check_finished(files(three), APPLYING)
    assert finish(files(three)) == NAMES
    assert held(three) == [NEW] * 3
    assert names(tmp_path) == sorted(NAMES)
    assert finish(files(three)) == ()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_what_somebody_changed_since_is_left_alone(
    three: tuple[Exchange, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped(three, monkeypatch, 1)
    three[1].file.path.write_bytes(b"mine")
    with pytest.raises(CannotStart, match=r"a/two.toml: it has changed since its writing was stopped"):
        finish(files(three))
    assert held(three) == [NEW, b"mine", OLD]


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ({"file": "../../outside.toml"}, "is none of these files"),
        ({"next": "../../outside.toml"}, "it has changed since"),
        ({"next": "two.toml"}, "it has changed since"),
        ({"old": 3}, "it has changed since"),
    ],
)
def test_a_journal_of_somebody_else_reaches_nothing(
    three: tuple[Exchange, ...], tmp_path: Path, entry: dict[str, object], what: str
) -> None:
    (tmp_path / "outside.toml").write_bytes(NEW)
    step = {"file": "one.toml", "next": ".schedcheck-0123456789abcdef.next", "old": "", "new": ""} | entry
    (tmp_path / "a" / JOURNAL).write_text(json.dumps({"format": 1, "files": [step]}))
    with pytest.raises(CannotStart, match=what):
        finish(files(three))
    assert held(three) == [OLD] * 3
    assert (tmp_path / "outside.toml").read_bytes() == NEW


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": 2}', '{"format": 1, "files": [3]}', "[" * 100_000])
def test_what_is_no_journal_is_named(three: tuple[Exchange, ...], tmp_path: Path, text: str) -> None:
    (tmp_path / "a" / JOURNAL).write_text(text)
    with pytest.raises(CannotStart, match="this is no journal of schedcheck"):
        check_finished(files(three), APPLYING)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_killed_at_any_moment_each_file_and_then_the_set_is_old_or_new(three: tuple[Exchange, ...]) -> None:
    """200 times; no file is ever torn, and no journal means that all are of one state."""
    folder = three[0].file.path.parents[1]
    back = exchanges(folder, NEW, OLD)
    moments, seen = random.Random(7), set()
    for _ in range(200):
        for each in three:
            each.file.path.write_bytes(OLD)
        child = os.fork()
        if not child:
            try:
                while True:
                    write_together(three)
                    write_together(back)
            finally:
                os._exit(1)
        time.sleep(moments.random() / 16)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        state = held(three)
        assert set(state) <= {OLD, NEW}
        journals = [path for path in folder.rglob(JOURNAL) if path.is_file()]
        finish(files(three))
        assert len(set(held(three))) == 1
        if not journals:
            assert len(set(state)) == 1
        seen.add((bool(journals), state == [NEW] * 3))
        assert not list(folder.rglob(JOURNAL))
    assert {True, False} == {new for _, new in seen}
    assert any(stopped_within for stopped_within, _ in seen)


# As a user meets it


@pytest.fixture
def contracts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One amendment to the schedules of three regions."""
    for part in ("base", "right"):
        shutil.copytree(EXAMPLE / part, tmp_path, dirs_exist_ok=True)
    note = tmp_path / "cans" / "can-502-csp-north.toml"
    note.write_text(note.read_text().replace('region    = "North"\n', ""))
    monkeypatch.chdir(tmp_path)
    return tmp_path


REGIONS = ("schedules/csp-central.toml", "schedules/csp-north.toml", "schedules/csp-south.toml")
APPLY = ("apply", "cans/can-502-csp-north.toml", "--write", *DAY)


def test_an_amendment_to_three_schedules_changes_all(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(list(APPLY)) == 0
    assert capsys.readouterr().err == "".join(f"schedcheck: changed {name}\n" for name in REGIONS)
    assert all((contracts / name).read_text().count('authority = "CAN 502"') == 4 for name in REGIONS)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_no_command_judges_half_of_it_and_the_next_write_finishes(
    contracts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    every = tuple(
        Exchange(File(contracts / n, n), (contracts / n).read_bytes(), (contracts / n).read_bytes() + b"# seen\n")
        for n in REGIONS
    )
    stopped(every, monkeypatch, 1)
    for command in (["verify"], ["show", "4.8.1"], list(APPLY[:2])):
        assert main([*command, *DAY]) == 2
        assert "csp-central.toml is new, csp-north.toml is old, csp-south.toml is old" in capsys.readouterr().err
    assert main(list(APPLY)) == 0
    err = capsys.readouterr().err
    assert all(f"{name} is new now: a run that was stopped had begun to write it" in err for name in REGIONS)
    assert all(b"# seen\n" in (contracts / name).read_bytes() for name in REGIONS)
    assert main(["verify", *DAY]) in {0, 1}


def test_two_amendments_to_one_file_are_not_written_at_once(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (contracts / REGIONS[1]).read_bytes()
    note = (EXAMPLE / "right" / "cans" / "can-502-csp-north.toml").read_text()
    with zipfile.ZipFile("both.zip", "w") as pack:
        for number, row in (("601", "6.14.1"), ("602", "6.14.2")):
            head, *rows = note.replace("CAN 502", f"CAN {number}").split("\n[[row]]")
            pack.writestr(f"{number}.toml", "\n[[row]]".join([head, *(each for each in rows if row in each)]))
    assert main(["apply", "both.zip", "--write", *DAY]) == 2
    assert "csp-north.toml: both CAN 601 and CAN 602 change it" in capsys.readouterr().err
    assert (contracts / REGIONS[1]).read_bytes() == before
