"""`schedcheck facts`: shows what was recognised in documents, where, and what was not."""

from __future__ import annotations

import click

from schedcheck.cli import streams
from schedcheck.cli.options import (
    Reading,
    Screen,
    Sources,
    app_options,
    reading_options,
    screen_options,
    source_options,
)


@click.command(short_help="Show what was recognised, and what was not.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--format", "kind", type=click.Choice(streams.FORMATS), default="full", help="What stdout holds.")
@click.option("--unread", is_flag=True, help="Only what became no fact.")
@source_options
@reading_options
@screen_options
def facts(paths: tuple[str, ...], kind: str, unread: bool, sources: Sources, reading: Reading, screen: Screen) -> int:
    """Shows what was recognised in documents, where, and what was not.

    \b
    schedcheck facts report.docx             every fact with its place
    schedcheck facts docs --unread           what became no fact, and why
    schedcheck facts docs --format short     a line for each, for other programs

    Exit code 3 where a document was not read in full.
    """
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import printed_facts

    with streams.progress() as tell:
        recognised = app.facts(paths, app_options(sources, reading), tell)
    text = printed_facts(recognised, kind, screen.look(), unread_only=unread)
    return streams.put(text, recognised.exit_code)
