"""`schedcheck verify`: checks documents, or a workspace."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from schedcheck.cli import streams
from schedcheck.cli.options import (
    Reading,
    Screen,
    Sources,
    Waiving,
    app_options,
    complete_rules,
    day_option,
    reading_options,
    screen_options,
    source_options,
    split_names,
    waiver_options,
)

if TYPE_CHECKING:
    from schedcheck.finding import Level
    from schedcheck.report import FailOn


@click.command(short_help="Check documents, or the workspace.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--format", "kind", type=click.Choice(streams.FORMATS), default="full", help="What stdout holds.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="error",
    help="The lowest level that makes exit code 1.",
)
@click.option(
    "--show", type=click.Choice(["error", "warning", "note"]), default="note", help="The lowest level that is shown."
)
@click.option("--select", multiple=True, shell_complete=complete_rules, help="Only these rules or families.")
@click.option("--ignore", multiple=True, shell_complete=complete_rules, help="All but these rules or families.")
@click.option("-q", "--quiet", is_flag=True, help="Only the line with the verdict.")
@click.option("-v", "--verbose", is_flag=True, help="Everything: agreeing rows, all quotes, all rules, all reasons.")
@waiver_options
@day_option
@source_options
@reading_options
@screen_options
def verify(
    paths: tuple[str, ...],
    kind: str,
    fail_on: FailOn,
    show: Level,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    quiet: bool,
    verbose: bool,
    waiving: Waiving,
    today: date,
    sources: Sources,
    reading: Reading,
    screen: Screen,
) -> int:
    """Checks documents, folders and zips of packs, or the workspace where no path is given."""
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import printed_report

    options = app_options(
        sources,
        reading,
        fail_on=fail_on,
        show=show,
        select=split_names(select),
        ignore=split_names(ignore),
        today=today,
        **waiving._asdict(),
    )
    with streams.progress() as tell:
        report = app.verify(paths, options, tell)
    text = printed_report(report, kind, screen.look(detail=verbose), quiet=quiet)
    return streams.put(text, report.exit_code)
