"""`schedcheck show`: everything that documents and schedules say of one subject."""

from __future__ import annotations

from datetime import date

import click

from schedcheck.cli import streams
from schedcheck.cli.options import (
    Reading,
    Screen,
    Sources,
    app_options,
    as_of_option,
    day_option,
    reading_options,
    screen_options,
    source_options,
)


@click.command(short_help="Show everything that is said of one subject.")
@click.argument("subject")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--format", "kind", type=click.Choice(["full", "json"]), default="full", help="What stdout holds.")
@as_of_option
@day_option
@source_options
@reading_options
@screen_options
def show(
    subject: str,
    paths: tuple[str, ...],
    kind: str,
    as_of: date | None,
    today: date,
    sources: Sources,
    reading: Reading,
    screen: Screen,
) -> int:
    """Shows every statement about a subject, documents and schedules side by side, with its history.

    \b
    schedcheck show 1.2.3 docs                a row of a schedule
    schedcheck show 1.2.3 --as-of 2020-06-25  what is in force on a day
    schedcheck show "Some Party" docs         a name

    Where there are no paths and no workspace, the schedules alone are looked at.
    """
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import printed_page

    options = app_options(sources, reading, today=today, as_of=as_of)
    with streams.progress() as tell:
        page = app.show(subject, paths, options, tell)
    return streams.put(printed_page(page, kind, screen.look(detail=True)), page.exit_code)
