"""`schedcheck verify`: checks documents, or a workspace."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import click

from schedcheck.cli import streams
from schedcheck.cli.asked import Reporting, Running
from schedcheck.cli.options import (
    Reading,
    Screen,
    Sources,
    Waiving,
    app_options,
    as_of_option,
    complete_rules,
    day_option,
    reading_options,
    screen_options,
    source_options,
    split_names,
    waiver_options,
)
from schedcheck.cli.reporting import report_options, write_reports

if TYPE_CHECKING:
    from schedcheck.finding import FailOn, Level


@click.command(short_help="Check documents, or the workspace.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@report_options
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="error",
    help="The lowest level that makes exit code 1.",
)
@click.option(
    "--show", type=click.Choice(["error", "warning", "note"]), default="note", help="The lowest level that is shown."
)
@click.option("--base", default="", metavar="REF", help="Fail only on what this branch or commit does not have.")
@click.option("--select", multiple=True, shell_complete=complete_rules, help="Only these rules or families.")
@click.option("--ignore", multiple=True, shell_complete=complete_rules, help="All but these rules or families.")
@waiver_options
@day_option
@as_of_option
@source_options
@reading_options
@screen_options
def verify(
    paths: tuple[str, ...],
    reporting: Reporting,
    running: Running,
    fail_on: FailOn,
    show: Level,
    base: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    waiving: Waiving,
    today: date,
    as_of: date | None,
    sources: Sources,
    reading: Reading,
    screen: Screen,
) -> int:
    """Checks documents, folders and zips of packs, or the workspace where no path is given.

    \b
    schedcheck verify                            what schedcheck.toml names
    schedcheck verify docs pack.zip              a folder and a zip, by themselves
    schedcheck verify --base main                fail only on what is new here
    schedcheck verify --report markdown=out.md   a page for others to read

    What is wrong and how sure that is, what to change, what was not read, and the verdict in the last line.
    """
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import load_writer, printed_report

    options = app_options(
        sources,
        reading,
        fail_on=fail_on,
        show=show,
        base=base,
        select=split_names(select),
        ignore=split_names(ignore),
        today=today,
        as_of=as_of,
        strict=running.strict,
        allow_empty=running.allow_empty,
        writes=tuple(file.name for file in reporting.files),
        **waiving._asdict(),
    )
    with streams.progress(silent=running.ci) as tell:
        report = app.verify(paths, options, tell, meanwhile=partial(load_writer, reporting))
    failures = write_reports(report, reporting.files)
    code = streams.put(printed_report(report, reporting, screen.look(detail=reporting.verbose)), report.exit_code)
    for failure in failures:
        streams.tell(f"{streams.NAME}: {failure}")
    return streams.CANNOT_WRITE if failures else code
