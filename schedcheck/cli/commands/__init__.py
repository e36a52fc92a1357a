"""The program and its commands. Each command imports what it needs when it runs, so that the program starts quickly."""

from __future__ import annotations

import click

from schedcheck import __version__
from schedcheck.cli.commands.apply import apply
from schedcheck.cli.commands.completion import completion
from schedcheck.cli.commands.diff import diff
from schedcheck.cli.commands.drafting import draft_can
from schedcheck.cli.commands.explain import explain
from schedcheck.cli.commands.facts import facts
from schedcheck.cli.commands.fix import fix
from schedcheck.cli.commands.importing import import_
from schedcheck.cli.commands.rules import rules
from schedcheck.cli.commands.show import show
from schedcheck.cli.commands.verify import verify
from schedcheck.cli.commands.waivers import waive, waivers
from schedcheck.cli.streams import NAME


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name=NAME)
def program() -> None:
    """Checks that contract documents, schedules and amendments agree with each other.

    \b
    Exit codes: 0 consistent and everything was read, 1 findings, 2 could not start,
    3 no verdict, 4 a fault of the program.
    """


COMMANDS = (
    verify,
    facts,
    show,
    diff,
    explain,
    apply,
    fix,
    import_,
    draft_can,
    rules,
    waive,
    waivers,
    completion,
)

for command in COMMANDS:
    program.add_command(command)
