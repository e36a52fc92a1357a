"""A run compared with another commit: only what this change brings counts; hostile repositories run nothing."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from schedcheck.cli import main
from tests.test_waivers import ASSESSMENT, REPORT

IDENTITY = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *IDENTITY, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def write(folder: Path, report: str = "90,000", assessment: str = "90,000", more: str = "") -> None:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "schedcheck.toml").write_text('documents = ["docs/*.txt"]\n')
    (folder / "docs" / "report.txt").write_text(REPORT.format(report=report) + more)
    (folder / "docs" / "assessment.txt").write_text(ASSESSMENT.format(assessment=assessment))


def commit(folder: Path, message: str) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose main branch is consistent, on a branch of its own."""
    folder = tmp_path / "contracts"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    write(folder)
    commit(folder, "begin")
    git(folder, "checkout", "-qb", "change")
    monkeypatch.chdir(folder)
    return folder


def verify(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any], str]:
    code = main(["verify", "--format", "json", "--no-cache", "--select", "money", *arguments])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else {}, err


def statuses(read: dict[str, Any]) -> list[str]:
    return [finding["status"] for finding in read["findings"]]


def test_a_change_that_breaks_something_fails(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(clone, assessment="80,000")
    code, read, _ = verify(capsys, "--base", "main")
    assert (code, statuses(read)) == (1, ["new"])
    assert read["base"]["commit"] == git(clone, "rev-parse", "main")


def test_what_main_has_too_does_not_fail(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(clone, "checkout", "-q", "main")
    write(clone, assessment="80,000")
    commit(clone, "an old mistake")
    git(clone, "checkout", "-qB", "change")
    write(clone, assessment="80,000", more="\nAnother sentence.\n")
    code, read, _ = verify(capsys, "--base", "main")
    assert code != 1
    assert statuses(read) == ["unchanged"]
    assert verify(capsys)[0] == 1


def test_what_main_has_too_is_not_waived_beside_it(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(clone, "checkout", "-q", "main")
    write(clone, assessment="80,000")
    commit(clone, "an old mistake")
    git(clone, "checkout", "-qB", "change")
    write(clone, assessment="80,000", more="\nMuch else is said here.\n")
    _, read, _ = verify(capsys)
    name = read["findings"][0]["id"]
    said = ["--owner", "Panel", "--approved-by", "Panel", "--no-cache"]
    reason = ["--reason", "It is settled with the next release.", "--expires", "2027-01-31", "--today", "2026-11-01"]
    assert main(["waive", name, "--base", "main", *said, *reason]) == 2
    assert f"main has {name} too, so that it counts for nothing beside it" in capsys.readouterr().err
    assert main(["waivers", "start", "--base", "main", *said]) == 0
    assert not (clone / "schedcheck-waivers.toml").exists()
    assert main(["waive", name, *said, *reason]) == 0
    assert (clone / "schedcheck-waivers.toml").exists()


def test_an_old_mistake_with_another_value_is_a_new_one(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(clone, "checkout", "-q", "main")
    write(clone, assessment="80,000")
    commit(clone, "an old mistake")
    git(clone, "checkout", "-qB", "change")
    write(clone, assessment="70,000")
    code, read, _ = verify(capsys, "--base", "main")
    assert (code, statuses(read), len(read["base"]["settled"])) == (1, ["new"], 1)


def test_moved_lines_and_files_make_nothing_new(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(clone, "checkout", "-q", "main")
    write(clone, assessment="80,000")
    commit(clone, "an old mistake")
    git(clone, "checkout", "-qB", "change")
    (clone / "docs" / "assessment.txt").rename(clone / "docs" / "moved.txt")
    text = (clone / "docs" / "report.txt").read_text()
    (clone / "docs" / "report.txt").write_text(text.replace("## 1. Summary", "\n\n\n## 1. Summary"))
    assert statuses(verify(capsys, "--base", "main")[1]) == ["unchanged"]


def test_what_both_lines_come_from_is_compared_with(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake that main has made since is not settled by a branch that never had it."""
    git(clone, "checkout", "-q", "main")
    write(clone, assessment="80,000")
    commit(clone, "a mistake made since")
    git(clone, "checkout", "-q", "change")
    code, read, _ = verify(capsys, "--base", "main")
    assert (code != 1, read["findings"], read["base"]["settled"]) == (True, [], [])


def test_documents_that_are_new_count_in_full(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(clone, "checkout", "-q", "--orphan", "empty")
    git(clone, "rm", "-rqf", ".")
    (clone / "README").write_text("Contracts.\n")
    commit(clone, "nothing yet")
    git(clone, "checkout", "-qb", "first")
    write(clone, assessment="80,000")
    code, read, _ = verify(capsys, "--base", "empty")
    assert (code, statuses(read)) == (1, ["new"])


def test_paths_are_looked_for_in_the_commit_too(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(clone, assessment="80,000")
    assert verify(capsys, "docs", "--base", "main")[0] == 1
    commit(clone, "wrong")
    assert statuses(verify(capsys, "docs", "--base", "HEAD")[1]) == ["unchanged"]


def test_a_base_that_can_not_be_checked_excuses_nothing(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(clone, "checkout", "-q", "main")
    write(clone, assessment="80,000")
    (clone / "schedcheck.toml").write_text("documents = 3\n")
    commit(clone, "a broken workspace")
    git(clone, "checkout", "-qB", "change")
    write(clone, assessment="80,000")
    code, read, _ = verify(capsys, "--base", "main")
    assert (code, statuses(read)) == (1, ["new"])
    assert "documents" in read["base"]["problem"]


@pytest.mark.parametrize(
    "name", ["nothing-here", "--upload-pack=touch ran", "-h", "main:docs/report.txt", "", "..", "main\nx"]
)
def test_a_name_that_is_none_can_not_start(clone: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, read, err = verify(capsys, f"--base={name}")
    if name:
        assert (code, read) == (2, {})
        assert "Run: git fetch" in err
    assert not (clone / "ran").exists()


def test_a_shallow_clone_says_what_to_fetch(
    clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(clone, assessment="80,000")
    commit(clone, "wrong")
    git(clone, "checkout", "-q", "main")
    write(clone, more="\nMore.\n")
    commit(clone, "on")
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", f"file://{clone}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    git(tmp_path / "shallow", "checkout", "-q", "change")
    code, _, err = verify(capsys, "--base", "origin/main")
    assert code == 2
    assert "no common commit between HEAD and origin/main" in err
    assert "Run: git fetch --unshallow origin main" in err


def test_outside_of_a_repository_there_is_no_base(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    code, _, err = verify(capsys, "--base", "main")
    assert code == 2
    assert "no git repository" in err


def test_nothing_that_a_repository_names_is_run(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """File watchers, hooks, pagers, filters, text conversion, transports and aliases of a hostile checkout."""
    trap = clone / "trap.sh"
    trap.write_text("#!/bin/sh\ntouch ran\ncat\n")
    trap.chmod(0o755)
    (clone / ".gitattributes").write_text("*.txt filter=bad diff=bad merge=bad\n")
    write(clone, assessment="80,000")
    commit(clone, "attributes")
    for name in ("core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass", "core.editor", "diff.external",
                 "filter.bad.smudge", "filter.bad.clean", "filter.bad.process", "diff.bad.textconv", "diff.bad.command",
                 "merge.bad.driver", "core.gitProxy", "gpg.program", "uploadpack.packObjectsHook"):  # fmt: skip
        git(clone, "config", name, str(trap))
    for name in ("rev-parse", "merge-base", "ls-tree", "cat-file"):
        git(clone, "config", f"alias.{name}", f"!{trap}")
    git(clone, "config", "core.hooksPath", str(clone / "hooks"))
    (clone / "hooks").mkdir()
    for hook in ("post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman"):
        (clone / "hooks" / hook).write_text(trap.read_text())
        (clone / "hooks" / hook).chmod(0o755)
    (clone / "ran").unlink(missing_ok=True)
    assert verify(capsys, "--base", "main")[0] == 1
    assert not (clone / "ran").exists()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A document beside the checkout, that it must not show."""
    path = tmp_path / "secret.txt"
    path.write_text(REPORT.format(report="123,456"))
    return path


def test_a_link_that_leads_out_is_refused(clone: Path, secret: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (clone / "docs" / "linked.txt").symlink_to(secret)
    for arguments in ((), ("docs",)):
        code = main(["verify", "--no-cache", *arguments])
        out, err = capsys.readouterr()
        assert code == 2
        assert "out of" in err
        assert "123,456" not in out + err


@pytest.mark.parametrize(
    "config",
    [
        'documents = ["../secret.txt"]',
        'documents = ["docs/../../*.txt"]',
        'documents = ["docs/*.txt"]\nregistry = "../secret.txt"',
        'documents = ["docs/*.txt"]\nbindings = "../secret.txt"',
        'documents = ["docs/*.txt"]\nwaivers = "../secret.txt"',
        'documents = ["docs/*.txt"]\nschedules = [".."]',
        'documents = ["docs/*.txt"]\nrules = [".."]',
    ],
)
def test_a_workspace_names_nothing_outside_of_it(
    clone: Path, secret: Path, capsys: pytest.CaptureFixture[str], config: str
) -> None:
    (clone / "schedcheck.toml").write_text(config + "\n")
    code = main(["verify", "--no-cache"])
    out, err = capsys.readouterr()
    assert code == 2
    assert "leads out of the folder" in err
    assert "123,456" not in out + err


def test_links_of_a_commit_are_not_followed(clone: Path, secret: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(clone, "checkout", "-q", "main")
    (clone / "docs" / "linked.txt").symlink_to(secret)
    commit(clone, "a link")
    git(clone, "checkout", "-qB", "change")
    (clone / "docs" / "linked.txt").unlink()
    code, read, err = verify(capsys, "--base", "main")
    assert code != 1
    assert "123,456" not in json.dumps(read) + err


def test_the_screen_says_what_counts(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(clone, "checkout", "-q", "main")
    write(clone, assessment="80,000")
    commit(clone, "an old mistake")
    git(clone, "checkout", "-qB", "change")
    write(clone, assessment="70,000")
    assert main(["verify", "--no-cache", "--base", "main", "--width", "88"]) == 1
    out = capsys.readouterr().out
    assert "Settled since main" in out
    assert "1 error" in out.splitlines()[-1]
    assert "1 settled" in out.splitlines()[-1]
