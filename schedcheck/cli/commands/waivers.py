"""`schedcheck waive` and `waivers`: accept a finding for a time, list what is accepted, take out what is over."""

from __future__ import annotations

from datetime import date, timedelta

import click

from schedcheck.cli import streams
from schedcheck.cli.options import (
    Reading,
    Screen,
    Sources,
    Waiving,
    app_options,
    day_option,
    reading_options,
    screen_options,
    source_options,
    waiver_options,
)

FIRST_DAYS = 90
"""Days that a waiver lasts which is written when a team begins."""

FIRST_REASON = "start of use: found on the first day, to be settled before this ends"


@click.command(short_help="Accept a finding for a time.")
@click.argument("finding")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--reason", required=True, help="Why it is accepted, in a sentence.")
@click.option("--owner", required=True, help="Who answers for it.")
@click.option("--approved-by", required=True, help="Who approved it, and when.")
@click.option("--expires", required=True, metavar="DATE", help="The last day on which it holds.")
@click.option("--ticket", default="", help="Where it is being settled.")
@waiver_options
@day_option
@source_options
@reading_options
def waive(
    finding: str,
    paths: tuple[str, ...],
    reason: str,
    owner: str,
    approved_by: str,
    expires: str,
    ticket: str,
    waiving: Waiving,
    today: date,
    sources: Sources,
    reading: Reading,
) -> int:
    """Adds a waiver of one finding to the file of waivers. It holds while the finding's values stay as they are."""
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.clock import day
        from schedcheck.cli.output import printed_waiving

    options = app_options(sources, reading, today=today, **waiving._asdict())
    approval = app.Approval(reason, owner, approved_by, day(expires, "--expires"), ticket)
    with streams.progress() as tell:
        written = app.waive(finding, paths, approval, options, tell)
    return streams.put(printed_waiving(written), 0)


@click.group(invoke_without_command=True, short_help="List the waivers, or take out what is over.")
@click.pass_context
def waivers(context: click.Context) -> int:
    """The waivers of the workspace: without a command below, lists them."""
    return int(context.invoke(listing)) if context.invoked_subcommand is None else 0


@waivers.command("list", short_help="List the waivers.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--format", "kind", type=click.Choice(["full", "json"]), default="full", help="What stdout holds.")
@waiver_options
@day_option
@source_options
@reading_options
@screen_options
def listing(
    paths: tuple[str, ...],
    kind: str,
    waiving: Waiving,
    today: date,
    sources: Sources,
    reading: Reading,
    screen: Screen,
) -> int:
    """Lists the waivers, those that need somebody first. Exit code 1 where one is void, over or unused."""
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import printed_waivers

    options = app_options(sources, reading, today=today, **waiving._asdict())
    with streams.progress() as tell:
        report = app.waivers(paths, options, tell)
    code = 1 if any(status in {"void", "unused", "ended"} for _, status in report.judgement.statuses) else 0
    return streams.put(printed_waivers(report, kind, screen.look()), code)


@waivers.command(short_help="Take out what waives nothing any more.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@waiver_options
@day_option
@source_options
@reading_options
def prune(paths: tuple[str, ...], waiving: Waiving, today: date, sources: Sources, reading: Reading) -> int:
    """Takes out the waivers that are unused, void or over, each with the comment above it."""
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import printed_waiving

    options = app_options(sources, reading, today=today, **waiving._asdict())
    with streams.progress() as tell:
        written = app.prune(paths, options, tell)
    return streams.put(printed_waiving(written), 0)


@waivers.command(short_help="Waive all that is found today.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--owner", required=True, help="Who answers for them.")
@click.option("--approved-by", required=True, help="Who approved it, and when.")
@waiver_options
@day_option
@source_options
@reading_options
def start(
    paths: tuple[str, ...],
    owner: str,
    approved_by: str,
    waiving: Waiving,
    today: date,
    sources: Sources,
    reading: Reading,
) -> int:
    """Waives all that is found today for ninety days: the one way in for a team that begins."""
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import printed_waiving

    options = app_options(sources, reading, today=today, **waiving._asdict())
    approval = app.Approval(FIRST_REASON, owner, approved_by, today + timedelta(days=FIRST_DAYS))
    with streams.progress() as tell:
        written = app.start(paths, approval, options, tell)
    return streams.put(printed_waiving(written), 0)
