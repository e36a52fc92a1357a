"""`verify --report` and what a build server sets: files whole or not at all, exit codes, mistakes and their way out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from schedcheck.cli import main
from schedcheck.cli.streams import REPORT_KINDS
from tests.test_cli import EXAMPLE, PAPER, started, verify_json

PACK = str(EXAMPLE)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_several_reports_at_once(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = [f"--report={kind}=out.{kind}" for kind in REPORT_KINDS]
    assert main(["verify", PACK, "--format", "json", *wanted]) == 1
    assert sorted(path.name for path in here.iterdir()) == sorted(f"out.{kind}" for kind in REPORT_KINDS)
    assert (here / "out.json").read_text(encoding="utf-8") == capsys.readouterr().out
    assert all(path.read_bytes() for path in here.iterdir())


def test_reports_are_the_same_from_any_folder_and_for_any_hash_seed(tmp_path: Path) -> None:
    pack = tmp_path / "clone" / "docs" / "pack"
    shutil.copytree(EXAMPLE, pack)
    subprocess.run(["git", "init", "-q", str(tmp_path / "clone")], check=True)
    runs = [(pack, "0"), (pack.parent, "1"), (Path("/"), "77")]
    seen: dict[str, set[bytes]] = {}
    for number, (folder, seed) in enumerate(runs):
        wanted = [f"--report={kind}={tmp_path / f'{number}.{kind}'}" for kind in REPORT_KINDS]
        assert started("verify", str(pack), "-q", *wanted, cwd=folder, PYTHONHASHSEED=seed).returncode == 1
        for kind in REPORT_KINDS:
            seen.setdefault(kind, set()).add((tmp_path / f"{number}.{kind}").read_bytes())
    assert {kind: len(texts) for kind, texts in seen.items()} == dict.fromkeys(REPORT_KINDS, 1)
    for kind in ("sarif", "gitlab", "github"):
        assert os.fsencode(str(tmp_path)) not in next(iter(seen[kind]))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--report", "sarfi=x"], "did you mean sarif?"),
        (["--report", "html=x"], "there is no report called html"),
        (["--report", "sarif"], "For instance: --report sarif=schedcheck.sarif"),
        (["--report", "sarif="], "For instance"),
        (["--report", "csv=x", "--report", "json=./x"], "both csv and json"),
        (["--report", "csv=legal.txt"], "legal.txt: this is one of the files"),
        (["--statistics", "--format", "json"], "--statistics"),
        (["--max", "0"], "--max"),
        (["--config", "gone.toml"], "gone.toml: there is no such file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_option(arguments: list[str], says: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "legal.txt").write_text(PAPER, encoding="utf-8")
    assert main(["verify", "legal.txt", *arguments]) == 2
    printed = capsys.readouterr()
    assert says in printed.err
    assert printed.out == ""
    assert [path.name for path in here.iterdir()] == ["legal.txt"]
    assert (here / "legal.txt").read_text(encoding="utf-8") == PAPER


def test_a_report_that_can_not_be_written_leaves_the_others(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "folder").mkdir()
    assert (
        main(["verify", PACK, "--report", "csv=none/x.csv", "--report", "json=folder", "--report", "junit=ok.xml"]) == 2
    )
    printed = capsys.readouterr()
    assert "none/x.csv: its folder does not exist" in printed.err
    assert "folder: this is not a plain file" in printed.err
    assert "Result: NOT CONSISTENT" in printed.out
    assert sorted(path.name for path in here.iterdir()) == ["folder", "ok.xml"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_a_report_does_not_follow_a_link(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "precious").write_text("mine", encoding="utf-8")
    (here / "out.sarif").symlink_to("precious")
    assert main(["verify", PACK, "-q", "--report", "sarif=out.sarif"]) == 2
    assert "out.sarif: this is a link" in capsys.readouterr().err
    assert (here / "precious").read_text(encoding="utf-8") == "mine"


def test_no_report_when_it_could_not_start(here: Path) -> None:
    assert main(["verify", "gone.txt", "--report", "json=out.json"]) == 2
    assert list(here.iterdir()) == []


def test_the_summary_of_a_step_keeps_what_stands_in_it(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "summary.md").write_text("Before", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(here / "summary.md"))
    for times in (1, 2):
        assert main(["verify", PACK, "-q", "--report", "markdown=summary.md"]) == 1
        page = (here / "summary.md").read_text(encoding="utf-8")
        assert page.startswith("Before\n## Not consistent\n")
        assert page.count("\n## Not consistent\n") == times
    monkeypatch.delenv("GITHUB_STEP_SUMMARY")
    assert main(["verify", PACK, "-q", "--report", "markdown=summary.md"]) == 1
    assert (here / "summary.md").read_text(encoding="utf-8").startswith("## Not consistent\n")


# What a build server sets


@pytest.mark.parametrize(
    ("arguments", "environment", "first"),
    [
        ([], {}, "Service"),
        ([], {"CI": "true"}, "Service"),
        ([], {"CI": "true", "GITHUB_ACTIONS": "true"}, "::error file="),
        ([], {"CI": "false", "GITHUB_ACTIONS": "true"}, "Service"),
        (["--ci"], {"GITHUB_ACTIONS": "true"}, "::error file="),
        (["--no-ci"], {"CI": "true", "GITHUB_ACTIONS": "true"}, "Service"),
        (["--format", "markdown"], {"CI": "true", "GITHUB_ACTIONS": "true"}, "## Not consistent"),
    ],
)
def test_the_format_of_a_build_server(
    arguments: list[str],
    environment: dict[str, str],
    first: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(["verify", PACK, *arguments]) == 1
    out = capsys.readouterr().out
    assert out.startswith(first) or (first == "Service" and not out.startswith(("::", "##")))


@pytest.mark.parametrize("kind", ["github", "markdown", "jsonl"])
def test_every_format_on_an_old_terminal(kind: str) -> None:
    run = started("verify", PACK, "--format", kind, PYTHONIOENCODING="ascii")
    assert run.returncode == 1
    assert run.stderr == b""
    assert run.stdout.isascii()


def test_max_shows_fewer_and_changes_nothing_else(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", PACK, "--max", "1", "--format", "short", "--report", "json=all.json"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 1
    everything = json.loads((here / "all.json").read_text(encoding="utf-8"))["findings"]
    assert len(everything) > 1
    assert main(["verify", PACK, "--max", "1"]) == 1
    assert f"{len(everything) - 1} more, beyond the number that was asked for (--max)." in capsys.readouterr().out
    assert len(verify_json(capsys, PACK, "--max", "1")[1]["findings"]) == len(everything)


def test_statistics_count_every_finding(capsys: pytest.CaptureFixture[str]) -> None:
    findings = verify_json(capsys, PACK)[1]["findings"]
    assert main(["verify", PACK, "--statistics"]) == 1
    by_rule, by_document = capsys.readouterr().out.split("\n\n")[:2]
    for block in (by_rule, by_document):
        assert sum(int(line.split()[0]) for line in block.splitlines()[1:]) == len(findings)
    assert {line.split()[2] for line in by_rule.splitlines()[1:]} == {f["rule"] for f in findings}


def test_nothing_to_check_is_right_only_when_it_is_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "docs").mkdir()
    assert main(["verify", "docs"]) == 2
    assert main(["verify", "docs", "--allow-empty"]) == 0
    (here / "schedcheck.toml").write_text('documents = ["docs/*.docx"]\n', encoding="utf-8")
    assert main(["verify"]) == 2
    assert main(["verify", "--allow-empty"]) == 0
    assert "CONSISTENT" in capsys.readouterr().out
    assert main(["verify", "gone", "--allow-empty"]) == 2


def test_a_configuration_of_another_name(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "legal.txt").write_text(PAPER, encoding="utf-8")
    (here / "ci").mkdir()
    (here / "ci" / "check.toml").write_text('documents = ["legal.txt"]\n', encoding="utf-8")
    assert main(["verify", "--config", "ci/check.toml"]) == 2
    assert "check.toml:1: documents: nothing is called legal.txt" in capsys.readouterr().err
    _, read = verify_json(capsys, "--config", "ci/check.toml", "--workspace", ".")
    assert "legal.txt" in {document["file"] for document in read["documents"]}
