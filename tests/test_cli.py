"""The command line: exit codes, messages with their way out, workspaces, bad input, streams that break."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from schedcheck import app
from schedcheck.cli import main
from schedcheck.cli.commands import program
from schedcheck.cli.streams import colour
from tests.shared import PROJECT
from tests.test_writers import UPDATE, same_as

EXAMPLE = PROJECT / "schedules" / "modifications" / "secmp0053"
SCREENS = PROJECT / "tests" / "cases" / "cli"
PAPER = "# Legal text\n\nThis document contains the legal text.\n\n## 1. Scope\n\nNothing is said here.\n"
RULE = """title = "Made up"
says = "It holds."
because = "It must."
authority = "None"
level = "note"
family = "made-up"
ask = "Why?"
[relation]
kind = "same"
of = ["name"]
[[example]]
verdict = "kept"
fact = [{ document = "legal-text", property = "name", subject = "1.2.3", value = "A" },
        { document = "panel-paper", property = "name", subject = "1.2.3", value = "A" }]
[[example]]
verdict = "broken"
message = "x"
[[example]]
verdict = "undecided"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def paper(here: Path) -> str:
    """A document that can be read."""
    (here / "legal.txt").write_text(PAPER, encoding="utf-8")
    return "legal.txt"


def verify_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(["verify", "--format", "json", *arguments])
    return code, json.loads(capsys.readouterr().out)


def started(*arguments: str, cwd: Path = PROJECT, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A process of its own."""
    clean = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONUTF8"}}
    return subprocess.run(
        [sys.executable, "-m", "schedcheck", *arguments],
        cwd=cwd,
        env=clean | {"PYTHONPATH": str(PROJECT)} | environment,
        capture_output=True,
        check=False,
    )


# The example that ships


@pytest.mark.parametrize(
    "arguments",
    [
        ("verify", "--width", "80"),
        ("verify", "--width", "120", "--ascii"),
        ("verify", "--format", "short"),
        ("verify", "-q"),
        ("facts", "--width", "80"),
        ("facts", "--width", "80", "--unread"),
    ],
    ids=" ".join,
)
def test_screen_of_the_example(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLE)
    command, *options = arguments
    assert main([command, ".", *options]) in {0, 1, 3}
    name = "-".join(arguments).replace("---", "-").replace("--", "-")
    same_as(SCREENS / f"{name}.txt", capsys.readouterr().out)


def test_no_screen_is_left_over() -> None:
    assert len(list(SCREENS.glob("*.txt"))) == 6 or UPDATE


def test_the_example_is_not_consistent(capsys: pytest.CaptureFixture[str]) -> None:
    code, read = verify_json(capsys, str(EXAMPLE))
    assert (code, read["verdict"]) == (1, "inconsistent")
    assert [d["read"] for d in read["documents"] if not d["file"].startswith("builtin/")] == ["whole"] * 6


def test_fail_on_and_show(capsys: pytest.CaptureFixture[str]) -> None:
    everything = verify_json(capsys, str(EXAMPLE))[1]["findings"]
    code, read = verify_json(capsys, str(EXAMPLE), "--show", "error")
    assert code == 1
    assert {f["level"] for f in read["findings"]} == {"error"}
    assert len(read["findings"]) < len(everything)
    assert main(["verify", str(EXAMPLE), "--fail-on", "never"]) in {0, 3}
    assert main(["verify", str(EXAMPLE), "--fail-on", "note"]) == 1


def test_explain_a_finding_and_a_cause(capsys: pytest.CaptureFixture[str]) -> None:
    _, read = verify_json(capsys, str(EXAMPLE))
    rule_of = {finding["id"]: finding["rule"] for finding in read["findings"]}
    cases = {finding["id"]: finding["id"] for finding in read["findings"]}
    cases |= {cause["id"]: cause["explains"][0] for cause in read["causes"]}
    for name, finding in cases.items():
        assert main(["explain", name, str(EXAMPLE)]) == 0
        page = capsys.readouterr().out
        assert finding in page
        assert f"schedcheck explain {rule_of[finding]}\n" in page


def test_every_rule_has_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format", "json"]) == 0
    rules = json.loads(capsys.readouterr().out)["rules"]
    assert rules
    for rule in rules:
        assert main(["explain", rule["rule"]]) == 0
        page = capsys.readouterr().out
        assert rule["title"] in page
        assert all(f"Example of what is {verdict}" in page for verdict in ("kept", "broken", "undecided"))


def test_select_and_ignore(capsys: pytest.CaptureFixture[str]) -> None:
    main(["rules", "--format", "json"])
    rules = json.loads(capsys.readouterr().out)["rules"]
    one, family = rules[0]["rule"], rules[0]["family"]
    assert [r["rule"] for r in verify_json(capsys, str(EXAMPLE), "--select", one)[1]["rules"]] == [one]
    kept = verify_json(capsys, str(EXAMPLE), "--ignore", family)[1]["rules"]
    assert {r["rule"] for r in kept} == {r["rule"] for r in rules if r["family"] != family}
    code, read = verify_json(capsys, str(EXAMPLE), "--select", one, "--ignore", one)
    assert (code, read["verdict"]) == (3, "undecided")


def test_same_bytes_for_any_hash_seed_and_folder() -> None:
    outputs = {
        started("verify", str(EXAMPLE), "--format", kind, cwd=folder, PYTHONHASHSEED=seed).stdout
        for seed, folder in (("0", PROJECT), ("1", PROJECT / "tests"), ("77", Path("/")))
        for kind in ("json",)
    }
    assert len(outputs) == 1
    assert b"/schedules/" in outputs.pop()


# What the user gets wrong


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["verfy"], "Did you mean 'verify'"),
        (["fact"], "Did you mean 'facts'"),
        (["explian"], "Did you mean 'explain'"),
        (["rule"], "Did you mean 'rules'"),
        (["completon"], "Did you mean 'completion'"),
        (["verify", "--formt", "json"], "'--format'"),
        (["verify", "--fail-no", "error"], "--fail-on"),
        (["verify", "--regsitry", "x"], "Did you mean '--registry'"),
        (["verify", "--format", "xml"], "'full', 'short', 'json'"),
        (["verify", "--jobs", "0"], "--jobs"),
        (["verify", "--timeout", "soon"], "--timeout"),
        (["verify", "--memory", "1"], "--memory"),
        (["verify", "--cache-dir", __file__], "is a file"),
        (["verify", "no-such-file.txt", "nor-this.txt"], "nor-this.txt: there is no such file"),
        (["verify"], "no path was given"),
        (["verify", "--workspace", "."], "there is no schedcheck.toml"),
        (["explain"], "Missing argument"),
        (["explain", "f-0000-0000", "."], "holds no .csv, .docx"),
        ([], "Usage"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_command(arguments: list[str], says: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert says in printed.err
    assert printed.out == ""
    assert "Traceback" not in printed.err


def test_a_misspelt_rule_is_recognised(capsys: pytest.CaptureFixture[str]) -> None:
    main(["rules", "--format", "json"])
    for rule in json.loads(capsys.readouterr().out)["rules"]:
        name = rule["rule"]
        assert main(["explain", name[:5] + name[6:]]) == 2
        assert f"did you mean {name}?" in capsys.readouterr().err


def test_an_unknown_finding(paper: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "f-0000-0000", paper]) == 2
    assert "explain ID PATH" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("made-up.toml", RULE.replace("because", "becuase"), "made-up.toml:3: becuase"),
        ("vocabulary/words.toml", '[[id]]\nkind = "x"\npattern = "(a+)+b"\n', "id[0].pattern"),
        ("made-up.toml", "title = \n", "made-up.toml:1"),
    ],
)
def test_a_wrong_rule_stops_everything(
    file: str, text: str, says: str, paper: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = here / "own" / file
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    assert main(["verify", paper, "--rules", "own"]) == 2
    printed = capsys.readouterr()
    assert says in printed.err
    assert printed.out == ""


def test_two_rules_with_one_name(paper: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("one", "two"):
        (here / folder).mkdir()
        (here / folder / "made-up.toml").write_text(RULE, encoding="utf-8")
    assert main(["verify", paper, "--rules", "one", "--rules", "two"]) == 2
    printed = capsys.readouterr().err
    assert "one/made-up.toml" in printed
    assert "two/made-up.toml" in printed


def test_a_rule_of_ones_own_is_listed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "own").mkdir()
    (here / "own" / "made-up.toml").write_text(RULE, encoding="utf-8")
    assert main(["rules", "--rules", "own"]) == 0
    assert "made-up" in capsys.readouterr().out


# Documents that can not be read


UNREADABLE = {
    "empty.txt": (b"  \n", "empty"),
    "binary.txt": (b"a\0b", "not a text file"),
    "scan.pdf.txt": (b"%PDF-1.7\n", "PDF"),
    "latin.txt": ("Legal text £5\n".encode("latin-1"), "UTF-8"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_document_leaves_the_others(
    name: str, paper: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, says = UNREADABLE[name]
    (here / name).write_bytes(content)
    code, read = verify_json(capsys, paper, name)
    assert code == 3
    assert paper in {document["file"] for document in read["documents"]}
    (refused,) = (entry for entry in read["not_read"] if entry["document"] is None)
    assert refused["file"].startswith(name)
    assert says in refused["reason"]
    assert refused["way_out"]


def test_a_huge_file_costs_nothing(paper: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (here / "huge.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    code, read = verify_json(capsys, paper, "huge.txt")
    assert code == 3
    assert "200 MB" in read["not_read"][0]["reason"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs /dev/zero")
def test_an_endless_file_is_no_document(paper: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, read = verify_json(capsys, paper, "/dev/zero")
    assert code == 3
    assert "plain file" in read["not_read"][0]["reason"]


def test_a_byte_order_mark_changes_nothing(paper: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    without = verify_json(capsys, paper)[1]
    (here / paper).write_bytes(b"\xef\xbb\xbf" + PAPER.encode())
    with_mark = verify_json(capsys, paper)[1]
    for read in (without, with_mark):
        for document in read["documents"]:
            document.pop("sha256")
    assert without == with_mark


def test_a_file_named_twice_is_read_once(paper: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, read = verify_json(capsys, paper, f"./{paper}", str(here / paper), ".")
    assert [d["file"] for d in read["documents"] if not d["file"].startswith("builtin/")] == [paper]


def test_nothing_is_written(paper: str, here: Path) -> None:
    main(["verify", paper])
    assert [path.name for path in here.iterdir()] == [paper]


# Workspaces and registries


def test_a_workspace_is_found_from_below(
    paper: str, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "schedcheck.toml").write_text('documents = ["*.txt"]\n', encoding="utf-8")
    (here / "below").mkdir()
    monkeypatch.chdir(here / "below")
    _, read = verify_json(capsys)
    assert paper in {document["file"] for document in read["documents"]}
    monkeypatch.chdir("/")
    assert verify_json(capsys, "--workspace", str(here))[1] == read


def test_all_mistakes_of_a_workspace_are_reported(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "schedcheck.toml").write_text(
        'documents = ["none/*.txt"]\nrules = ["gone"]\nschedules = ["lost"]\nregistry = "r.toml"\n', encoding="utf-8"
    )
    assert main(["verify"]) == 2
    printed = capsys.readouterr().err
    for says in ("toml:1: documents", "toml:2: rules", "toml:3: schedules", "toml:4: registry"):
        assert says in printed


@pytest.mark.parametrize("key", ["documents", "rules", "schedules", "registry"])
def test_a_misspelt_key_of_a_workspace(key: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "schedcheck.toml").write_text(f"{key[:2]}{key[3:]} = []\n", encoding="utf-8")
    assert main(["verify"]) == 2
    assert f"did you mean {key}" in capsys.readouterr().err


def test_a_registry_takes_the_place_of_the_built_in_one(
    paper: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped = next((PROJECT / "schedules").glob("*registry.toml"))
    (here / "mine.toml").write_bytes(shipped.read_bytes())
    _, read = verify_json(capsys, paper, "--registry", "mine.toml")
    files = [document["file"] for document in read["documents"]]
    assert "mine.toml" in files
    assert f"builtin/schedules/{shipped.name}" not in files
    assert main(["verify", paper, "--registry", "gone.toml"]) == 2


# Streams


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [
        ("verify", str(EXAMPLE)),
        ("verify", "-q", str(EXAMPLE)),
        ("verify", "--format", "jsonl", str(EXAMPLE)),
        ("facts", str(EXAMPLE)),
        ("show", "4.8.1", str(EXAMPLE)),
        ("diff", str(EXAMPLE), str(EXAMPLE)),
        ("draft-can", str(EXAMPLE)),
        ("explain", "a-title-is-one"),
        ("waivers", str(EXAMPLE)),
        ("completion", "bash"),
        ("--help",),
        ("--version",),
        ("verify", "--help"),
        ("rules",),
    ],
    ids=lambda arguments: " ".join(arguments).replace(str(EXAMPLE), "EXAMPLE"),
)
def test_a_full_disk(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-m", "schedcheck", *arguments],
            cwd=PROJECT, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert run.returncode == 2
    *_, last = run.stderr.splitlines()
    assert last.startswith("schedcheck: stdout: it could not be written (No space left on device)")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_closed_streams() -> None:
    command = [sys.executable, "-m", "schedcheck", "verify", str(EXAMPLE)]
    run = subprocess.run(["sh", "-c", 'exec "$@" >&- 2>&-', "sh", *command], cwd=PROJECT, check=False)
    assert run.returncode == 1


def test_a_name_that_acts_on_the_screen_is_escaped(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "no\x1b[2Jfile"]) == 2
    assert "no\\x1b[2Jfile" in capsys.readouterr().err


def test_a_reader_that_goes_away() -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "schedcheck", "verify", str(EXAMPLE)],
        cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert run.stdout
    assert run.stderr
    run.stdout.close()
    assert run.stderr.read() == b""
    assert run.wait() == 1


def test_an_old_encoding_gets_plain_signs() -> None:
    run = started("verify", str(EXAMPLE), PYTHONIOENCODING="cp1252")
    assert run.returncode == 1
    assert run.stderr == b""
    text = run.stdout.decode("cp1252")
    assert "!=" in text
    assert "\\u2502" not in text


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"COLUMNS": "20"}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "0"}])
def test_no_environment_changes_what_a_pipe_gets(environment: dict[str, str]) -> None:
    plain = started("verify", str(EXAMPLE))
    assert started("verify", str(EXAMPLE), cwd=PROJECT, **environment).stdout == plain.stdout
    assert b"\x1b" not in plain.stdout


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "wanted"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"FORCE_COLOR": "false"}, False, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour(choice: str, environment: dict[str, str], terminal: bool, wanted: bool) -> None:
    assert colour(choice, Terminal() if terminal else StringIO(), environment) is wanted


# The end of a run


def test_ctrl_c(paper: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "verify", interrupted)
    assert main(["verify", paper]) == 130
    assert capsys.readouterr().err.strip() == "schedcheck: stopped"


def test_a_fault_of_the_program(
    paper: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **_named: object) -> None:
        raise ValueError("two\nlines")

    monkeypatch.setattr(app, "verify", broken)
    assert main(["verify", paper]) == 4
    printed = capsys.readouterr().err
    assert printed.count("\n") == 1
    assert "ValueError: two lines" in printed
    assert main(["verify", paper, "--debug"]) == 4
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_completion_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert "_SCHEDCHECK_COMPLETE" in capsys.readouterr().out


@pytest.mark.parametrize("name", sorted(program.commands))
def test_the_help_of_each_command_shows_how_it_is_called(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Examples that the command understands, each on a line of its own."""
    assert main([name, "--help"]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    page = out.replace(" \\\n", " ")
    examples = re.findall(rf"^  .*schedcheck {name}(?: (.*))?$", page, re.MULTILINE)
    assert examples
    known = {option for p in program.commands[name].params for option in (*p.opts, *p.secondary_opts)}
    assert set(re.findall(r" (--[a-z-]+)", " ".join(examples))) - known - {"--help", "--today"} == set()


def test_completion_of_commands_and_rules() -> None:
    run = started(COMP_WORDS="schedcheck ver", COMP_CWORD="1", _SCHEDCHECK_COMPLETE="bash_complete")
    assert run.stdout.decode().split() == ["plain,verify"]
    names = sorted(path.stem for path in (PROJECT / "rules").glob("*.toml"))
    run = started(COMP_WORDS="schedcheck explain ", COMP_CWORD="2", _SCHEDCHECK_COMPLETE="bash_complete")
    assert run.stdout.decode().split() == [f"plain,{name}" for name in names]


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    assert all(f"  {name} " in printed for name in ("verify", "facts", "explain", "rules", "completion"))


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from schedcheck.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert not {"attrs", "rich", "networkx", "tomli", "schedcheck.app"} & set(run.stderr.split())


@pytest.mark.parametrize(
    "arguments", [("verify", str(EXAMPLE), "--format", "json"), ("verify", "--help"), ("nothing",)]
)
def test_a_process_ends_when_all_is_written(arguments: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> None:
    code = main(arguments)
    out, err = capfd.readouterr()
    run = started(*arguments)
    assert (run.returncode, run.stdout.decode(), run.stderr.decode()) == (code, out, err)


def loaded(*arguments: str, cwd: Path) -> set[str]:
    """The modules that a run has loaded when it ends."""
    code = "import sys; from schedcheck.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", code, *arguments]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    run = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=True)
    return set(run.stderr.split())


def test_a_run_loads_its_own_command_and_writers_alone(paper: str, tmp_path: Path) -> None:
    first = loaded("verify", paper, "--format", "json", "--cache-dir", "kept", cwd=tmp_path)
    assert {"schedcheck.cli.commands.verify", "schedcheck.writers.json", "schedcheck.recognise"} <= first
    others = {"cli.commands.waivers", "cli.commands.diff", "app.basing", "writers.sarif", "report.difference"}
    assert not {f"schedcheck.{name}" for name in others} & first
    second = loaded("verify", paper, "--format", "json", "--cache-dir", "kept", cwd=tmp_path)
    assert first - second > {"schedcheck.recognise", "schedcheck.readers.text", "schedcheck.readers.toml"}


def test_the_screen_of_the_readme_is_a_real_one() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    shown = readme.split("```text\n")[1].split("\n```")[0]
    assert len(shown.splitlines()) > 30
    run = started("verify", "schedules/modifications/secmp0053", "--width", "88")
    assert shown in run.stdout.decode()
