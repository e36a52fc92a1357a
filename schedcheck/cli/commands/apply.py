"""`schedcheck apply`: what an amendment does to the schedules; checked, and written, where that is asked for."""

from __future__ import annotations

from datetime import date

import click

from schedcheck.cli import streams
from schedcheck.cli.options import (
    Reading,
    Screen,
    Sources,
    app_options,
    day_option,
    reading_options,
    screen_options,
    source_options,
)


@click.command(short_help="Show or write what an amendment changes.")
@click.argument("amendment", type=click.Path(), metavar="CAN")
@click.option("--check", is_flag=True, help="Also check what results, with the workspace, by all rules.")
@click.option("--write", is_flag=True, help="Write the changes into the schedules' TOML files.")
@day_option
@source_options
@reading_options
@screen_options
def apply(
    amendment: str, check: bool, write: bool, today: date, sources: Sources, reading: Reading, screen: Screen
) -> int:
    """Shows the plan of an amendment for every schedule that it changes. Nothing is written without --write.

    \b
    schedcheck apply amendment.toml                   what comes and goes
    schedcheck apply amendment.docx --check           and what that breaks
    schedcheck apply amendment.toml --check --write   written if nothing breaks

    Only an agreed amendment is written, once, and into schedules in TOML: all that it changes, or nothing. Exit code 1
    where something can not be applied.
    """
    with streams.loading():
        from attrs import evolve

        from schedcheck import app
        from schedcheck.writers.console import write_full
        from schedcheck.writers.console.plan import write_plan

    options, look = app_options(sources, reading, today=today), screen.look()
    for name in app.finish_writing(options) if write else ():
        streams.tell(f"schedcheck: {name} is new now: a run that was stopped had begun to write it")
    with streams.progress() as tell:
        plan = app.apply(amendment, options, tell=tell)
        report = app.verify((amendment,), evolve(options, together=True), tell) if check else None
        is_fit = plan.is_complete and (report is None or report.exit_code == 0)
        if write and is_fit:
            plan = app.apply(amendment, options, write=True, tell=tell)
    text = write_plan(plan.plans, plan.homeless, plan.titles, look)
    if report is not None:
        text += "\n" + write_full(report, look)
    for name in plan.written:
        streams.tell(f"schedcheck: changed {name}")
    if write and not is_fit:
        streams.tell("schedcheck: nothing was written")
    return streams.put(text, 0 if is_fit else report.exit_code if report and report.exit_code else 1)
