"""`schedcheck draft-can`: amendments in TOML from what documents propose."""

from __future__ import annotations

from datetime import date

import click

from schedcheck.cli import streams
from schedcheck.cli.options import (
    Reading,
    Sources,
    app_options,
    as_of_option,
    day_option,
    reading_options,
    source_options,
)


@click.command("draft-can", short_help="Draft amendments from what documents propose.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="DOC...")
@click.option("--schedule", default="", help="Only the amendment to this schedule, by its title, kind or file.")
@click.option("--contract", default="", help="Only amendments to this contract.")
@click.option("--id", "name", default="", help="What the amendment is called; else it is left to be filled in.")
@click.option("--to", type=click.Path(), default="", help="Write to this file, or to files in this folder.")
@click.option("--replace", is_flag=True, help="Write over a file that is there.")
@as_of_option
@day_option
@source_options
@reading_options
def draft_can(
    paths: tuple[str, ...],
    schedule: str,
    contract: str,
    name: str,
    to: str,
    replace: bool,
    as_of: date | None,
    today: date,
    sources: Sources,
    reading: Reading,
) -> int:
    """Drafts amendments in TOML from an impact assessment, or any document with current and proposed values.

    One for each schedule and contract, so that nobody types figures again. What is not known is left open, and the
    file is refused until it is filled in. Name the report of the change too: it says when the change starts.

    \b
    schedcheck draft-can assessment.docx report.docx   to the screen
    schedcheck draft-can docs --to amendments          a file for each, there
    schedcheck draft-can docs --schedule "The Schedule" --to new.toml

    Exit code 3 where something was left, is to be looked at or to be filled in.
    """
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import printed_drafts, told_drafts

    wish = app.Wish(schedule, contract, name, to, replace)
    with streams.progress() as tell:
        drafted = app.draft_amendments(paths, wish, app_options(sources, reading, today=today, as_of=as_of), tell)
    streams.tell(told_drafts(drafted))
    return streams.put("" if to else printed_drafts(drafted), drafted.exit_code)
