"""`schedcheck diff`: what changed between two states of the contracts, and what that breaks."""

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
    day_option,
    reading_options,
    screen_options,
    source_options,
    waiver_options,
)

if TYPE_CHECKING:
    from schedcheck.finding import FailOn


@click.command(short_help="Show what changed between two states, and what that breaks.")
@click.argument("words", nargs=-1, required=True, type=click.Path(), metavar="OLD [NEW] [PATH]...")
@click.option("--format", "kind", type=click.Choice(["full", "json"]), default="full", help="What stdout holds.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="error",
    help="The lowest level of a new finding that makes exit code 1.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show every fact of documents that are new or gone.")
@waiver_options
@day_option
@source_options
@reading_options
@screen_options
def diff(
    words: tuple[str, ...],
    kind: str,
    fail_on: FailOn,
    verbose: bool,
    waiving: Waiving,
    today: date,
    sources: Sources,
    reading: Reading,
    screen: Screen,
) -> int:
    """Shows what changed in facts from OLD to NEW, and which rules that breaks or settles.

    \b
    schedcheck diff old.docx new.docx           two documents, or two folders
    schedcheck diff main                        a branch against the files here
    schedcheck diff main HEAD docs              two commits, in these files alone
    schedcheck diff 2020-06-24 2020-06-25       the schedules of two days

    A value that only moved has not changed. Exit code 1 where something is broken that was not, 3 where something
    could not be compared.
    """
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import printed_difference

    options = app_options(sources, reading, fail_on=fail_on, today=today, **waiving._asdict())
    with streams.progress() as tell:
        difference, remarks = app.differ(words, options, tell)
    for remark in remarks:
        streams.tell(f"{streams.NAME}: {remark}")
    text = printed_difference(difference, kind, screen.look(detail=verbose))
    return streams.put(text, difference.exit_code)
