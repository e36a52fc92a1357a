"""`schedcheck waive` and `waivers`: accept a finding for a time, list what is accepted, take out what is over."""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from schedcheck.cli import streams
from schedcheck.cli.options import Judging, Screen, judging_options, screen_options

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

FIRST_DAYS = 90
"""Days that a waiver lasts which is written when a team begins."""

FIRST_REASON = "start of use: found on the first day, to be settled before this ends"


_base_option = click.option(
    "--base", default="", metavar="REF", help="Only of what this branch or commit does not have."
)


@click.command(short_help="Accept a finding for a time.")
@click.argument("finding")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--reason", required=True, help="Why it is accepted, in a sentence of at least 20 characters.")
@click.option("--owner", required=True, help="Who answers for it.")
@click.option("--approved-by", required=True, help="Who approved it, and when.")
@click.option("--expires", required=True, metavar="DATE", help="The last day on which it holds: 2027-01-31.")
@click.option("--ticket", default="", help="Where it is being settled.")
@_base_option
@judging_options
def waive(
    finding: str,
    paths: tuple[str, ...],
    reason: str,
    owner: str,
    approved_by: str,
    expires: str,
    ticket: str,
    base: str,
    judging: Judging,
) -> int:
    """Adds a waiver of one finding, by its id, to the file of waivers.

    It holds while the finding's values stay as they are, and until a day that is at most 183 days off, or as the
    workspace says. Name the same documents as for verify, and the same --base.

    \b
    schedcheck waive f-71pa-x0ze docs --owner "Design Authority" \\
        --reason "Other Users may read, but only a field they can not see." \\
        --approved-by "Panel, 4 November" --expires 2027-01-31
    """
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.clock import day
        from schedcheck.cli.output import printed_waiving

    approval = app.Approval(reason, owner, approved_by, day(expires, "--expires"), ticket)
    with streams.progress() as tell:
        written = app.waive(finding, paths, approval, judging.options(base=base), tell)
    return streams.put(printed_waiving(written), 0)


class Listing(click.Group):
    """A group that lists where no command below is named: options and documents may follow it at once."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        asks = bool(set(args) & set(ctx.help_option_names)) or (ctx.resilient_parsing and not args)
        if not asks and (not args or (args[0] not in self.commands and _is_for_list(args[0]))):
            args = ["list", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands below, or the options of the list."""
        offered = super().shell_complete(ctx, incomplete)
        return offered if incomplete[:1].isalpha() else [*offered, *listing.shell_complete(ctx, incomplete)]


def _is_for_list(word: str) -> bool:
    """An option or a document; anything else is a misspelt command."""
    return word.startswith("-") or os.path.exists(word)


@click.command(cls=Listing, short_help="List the waivers, or take out what is over.")
def waivers() -> int:
    """The waivers of the workspace. Without a command below, lists them.

    \b
    schedcheck waivers --today 2027-01-01     the list as it will be on a day
    schedcheck waivers prune                  take out those that are over
    """
    return 0


@waivers.command("list", short_help="List the waivers.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--format", "kind", type=click.Choice(["full", "json"]), default="full", help="What stdout holds.")
@judging_options
@screen_options
def listing(paths: tuple[str, ...], kind: str, judging: Judging, screen: Screen) -> int:
    """Lists the waivers, those that need somebody first. Exit code 1 where one is void, over or unused."""
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import printed_waivers

    with streams.progress() as tell:
        report = app.waivers(paths, judging.options(), tell)
    code = 1 if any(status in {"void", "unused", "ended"} for _, status in report.judgement.statuses) else 0
    return streams.put(printed_waivers(report, kind, screen.look()), code)


@waivers.command(short_help="Take out what waives nothing any more.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@judging_options
def prune(paths: tuple[str, ...], judging: Judging) -> int:
    """Takes out the waivers that are unused, void or over, each with the comment above it."""
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import printed_waiving

    with streams.progress() as tell:
        written = app.prune(paths, judging.options(), tell)
    return streams.put(printed_waiving(written), 0)


@waivers.command(short_help="Waive all that is found today.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--owner", required=True, help="Who answers for them.")
@click.option("--approved-by", required=True, help="Who approved it, and when.")
@_base_option
@judging_options
def start(paths: tuple[str, ...], owner: str, approved_by: str, base: str, judging: Judging) -> int:
    """Waives all that is found today for ninety days: the one way in for a team that begins."""
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import printed_waiving

    approval = app.Approval(FIRST_REASON, owner, approved_by, _after(judging.today, FIRST_DAYS))
    with streams.progress() as tell:
        written = app.start(paths, approval, judging.options(base=base), tell)
    return streams.put(printed_waiving(written), 0)


def _after(day: date, days: int) -> date:
    """A later day; the last that there is where that would be no day."""
    return day + timedelta(days=min(days, (date.max - day).days))
