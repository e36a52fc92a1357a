"""The program and its commands. A command is loaded when it is called, and what it needs when it runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

import click

from schedcheck import __version__
from schedcheck.cli.streams import NAME

_WHERE = {
    "apply": "apply",
    "completion": "completion",
    "diff": "diff",
    "draft-can": "drafting",
    "explain": "explain",
    "facts": "facts",
    "fix": "fix",
    "import": "importing",
    "rules": "rules",
    "show": "show",
    "verify": "verify",
    "waive": "waivers",
    "waivers": "waivers",
}
"""Each command and the module that holds it."""


class _Commands(Mapping[str, click.Command]):
    """The commands by their names. Only the one that is asked for is loaded."""

    def __getitem__(self, name: str) -> click.Command:
        module = import_module(f"{__name__}.{_WHERE[name]}")
        command: click.Command = next(
            each for each in vars(module).values() if isinstance(each, click.Command) and each.name == name
        )
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(_WHERE)

    def __len__(self) -> int:
        return len(_WHERE)


@click.group(commands=_Commands(), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name=NAME)
def program() -> None:
    """Checks that contract documents, schedules and amendments agree with each other.

    \b
    Exit codes: 0 consistent and everything was read, 1 findings, 2 could not start,
    3 no verdict, 4 a fault of the program.
    """
