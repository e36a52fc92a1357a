"""The files that bring schedcheck into other repositories: they name commands and options that there are."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from schedcheck.cli.commands import program
from schedcheck.cli.streams import REPORT_KINDS
from tests.shared import PROJECT

EXAMPLES = PROJECT / "docs" / "examples" / "merge-check"
FILES = (PROJECT / "action.yml", PROJECT / ".pre-commit-hooks.yaml", EXAMPLES / "github.yml", EXAMPLES / "gitlab.yml")


def scripts(value: object) -> Iterator[str]:
    """Every text in a YAML file that a shell would run."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"run", "entry", "script"}:
                yield from [inner] if isinstance(inner, str) else map(str, inner)
            else:
                yield from scripts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from scripts(inner)


@pytest.mark.parametrize("path", [*FILES, PROJECT / "docs" / "merge-check.md"], ids=lambda path: path.name)
def test_every_option_and_report_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    commands = (
        "\n".join(scripts(yaml.safe_load(text))) if path.suffix != ".md" else "\n".join(re.findall("`[^`]+`", text))
    )
    spoken_of = [program.commands[name] for name in ("verify", "apply")]
    known = {name for each in spoken_of for p in each.params if isinstance(p, click.Option) for name in p.opts}
    others = {"--help", "--unshallow", "--quiet"}
    assert set(re.findall(r"--[a-z-]+", commands)) - known - others == set()
    assert set(re.findall(r'--report "?(\w+)=', commands)) - {"KIND"} <= set(REPORT_KINDS)
    assert set(re.findall(r"(?:^|/|`)schedcheck(?: |\" )([a-z]+)", commands, re.MULTILINE)) <= set(program.commands)


def test_the_action_puts_no_input_into_a_script() -> None:
    for path in FILES:
        assert all("${{" not in script for script in scripts(yaml.safe_load(path.read_text(encoding="utf-8"))))


def test_the_scripts_of_the_action_are_sound() -> None:
    for script in scripts(yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))):
        assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0
