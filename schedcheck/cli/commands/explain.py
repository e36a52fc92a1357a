"""`schedcheck explain`: the page of a rule, or a finding or cause in full."""

from __future__ import annotations

from datetime import date

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
    waiver_options,
)


@click.command(short_help="Explain a rule, a finding or a cause.")
@click.argument("name", shell_complete=complete_rules, metavar="RULE|FINDING|CAUSE")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@waiver_options
@day_option
@source_options
@reading_options
@screen_options
def explain(
    name: str,
    paths: tuple[str, ...],
    waiving: Waiving,
    today: date,
    sources: Sources,
    reading: Reading,
    screen: Screen,
) -> int:
    """Explains a rule; or a finding or cause, by its id, with the documents that it is about.

    \b
    schedcheck explain a-title-is-one     a rule: why, and what breaks it
    schedcheck explain f-71pa-x0ze docs   a finding: every quote, what to do
    schedcheck explain c-3kq7-m2vd docs   a cause: what it settles
    """
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import explained_case, explained_rule, is_id

    options, look = app_options(sources, reading, today=today, **waiving._asdict()), screen.look(detail=True)
    if is_id(name):
        with streams.progress() as tell:
            report = app.verify(paths, options, tell)
        return streams.put(explained_case(name, report, look), 0)
    return streams.put(explained_rule(name, app.rules(options), look), 0)
