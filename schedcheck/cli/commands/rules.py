"""`schedcheck rules`: lists every rule."""

from __future__ import annotations

import click

from schedcheck.cli import streams
from schedcheck.cli.options import Screen, Sources, app_options, screen_options, source_options


@click.command(short_help="List every rule.")
@click.option("--format", "kind", type=click.Choice(["full", "json"]), default="full", help="What stdout holds.")
@source_options
@screen_options
def rules(kind: str, sources: Sources, screen: Screen) -> int:
    """Lists every rule by family, with its level and relation."""
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import printed_rules

    return streams.put(printed_rules(app.rules(app_options(sources)), kind, screen.look()), 0)
