"""docs/write-a-rule.md: every file and every command on the page, in their order, in a folder of their own."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

from schedcheck.cli import main
from schedcheck.rule.relations import Relation
from tests.shared import PROJECT

PAGE = PROJECT / "docs" / "write-a-rule.md"
_FENCE = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@frozen
class Block:
    """A block of code: its language, the file it is about with a sign, and its text.

    Without a sign it is the whole file; "+" is put at the end of it, "-" takes the place of lines with the same keys.
    """

    language: str
    about: str
    text: str


def blocks() -> Iterator[Block]:
    for found in _FENCE.finditer(PAGE.read_text(encoding="utf-8")):
        yield Block(*found.groups())


def test_every_block_is_a_file_or_commands() -> None:
    found = list(blocks())
    assert len(found) > 12
    assert {block.language for block in found} == {"toml", "text", "console"}
    assert [block for block in found if (block.language == "console") != (not block.about)] == []
    assert PAGE.read_text(encoding="utf-8").count("```") == 2 * len(found)


def test_what_the_page_says_is_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text(encoding="utf-8")
    for block in blocks():
        if block.language == "console":
            page = page.replace(block.text, _said(block, capsys))
        elif block.about != "first-line":
            _write(block)
    if os.environ.get("SCHEDCHECK_UPDATE"):
        PAGE.write_text(page, encoding="utf-8")
    assert page == PAGE.read_text(encoding="utf-8"), (
        "a command says something else now; SCHEDCHECK_UPDATE=1 renews the page"
    )


def _said(block: Block, capsys: pytest.CaptureFixture[str]) -> str:
    """The block with what each of its commands says now, on either stream."""
    said = []
    for command in re.findall(r"^\$ schedcheck (.*)$", block.text, re.MULTILINE):
        main(shlex.split(command))
        streams = capsys.readouterr()
        said.append(f"$ schedcheck {command}\n{streams.out}{streams.err}")
    return "".join(said)


def _write(block: Block) -> None:
    name, _, sign = block.about.partition(" ")
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    old = file.read_text(encoding="utf-8") if file.is_file() else ""
    if sign == "-":
        file.write_text(_exchanged(old, block.text), encoding="utf-8")
    else:
        assert bool(sign) == bool(old), f"{name} is written twice"
        file.write_text(old + block.text, encoding="utf-8")


def _exchanged(old: str, new: str) -> str:
    """The old text with the lines of the new one, each in the place of that with its key, or else after the last."""
    lines, at = old.splitlines(), 0
    for line in new.splitlines():
        key = line.split()[0]
        same = [number for number, each in enumerate(lines) if each.split()[:1] == [key]]
        assert len(same) <= 1, f"{key} stands there more than once"
        at = same[0] if same else at + 1
        lines[at : at + len(same)] = [line]
    return "\n".join(lines) + "\n"


def test_the_relations_of_the_page_exist() -> None:
    listed = re.findall(r"^\| `([a-z-]+)` \| ", PAGE.read_text(encoding="utf-8").split("| relation |")[1], re.MULTILINE)
    assert len(listed) > 6
    assert set(listed) <= set(Relation.by_kind)


def test_the_links_of_the_page_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", PAGE.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (PAGE.parent / link).exists()] == []
    count = len(list((PROJECT / "examples" / "outsourcing" / "rules").glob("*.toml")))
    assert f"with {count} rules" in PAGE.read_text(encoding="utf-8")


def test_the_first_line_for_an_editor_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (line,) = [block.text for block in blocks() if block.about == "first-line"]
    rule = PROJECT / "rules" / "cost-basis-is-one.toml"
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / rule.name).write_text(line + rule.read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["rules", "test", "rules"]) == 0
    assert "cost-basis-is-one: 1 kept" in capsys.readouterr().out
