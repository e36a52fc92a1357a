"""`schedcheck import`: a registry or schedule in any format -> a TOML schedule."""

from __future__ import annotations

import click

from schedcheck.cli import streams
from schedcheck.cli.options import Reading, Sources, app_options, complete_schedules, reading_options, source_options


@click.command("import", short_help="Make a TOML schedule from a spreadsheet, page or document.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@click.option(
    "--kind",
    required=True,
    shell_complete=complete_schedules,
    help="What it is: the kind of schedule, or a name of it, such as service-request-registry.",
)
@click.option("--title", default="", help="What it is called; else what its kind is called.")
@click.option("--whole", is_flag=True, help="It is the whole list: what it does not name does not exist.")
@click.option("--contract", default="", help="Whose contract it belongs to; amendments are matched by it.")
@click.option("--region", default="", help="The region of that contract, where there are several.")
@click.option("--to", type=click.Path(dir_okay=False), default="", help="Write it to this file; else to the screen.")
@click.option("--replace", is_flag=True, help="Write over a file that is there.")
@click.option("--anyway", is_flag=True, help="It is of this kind, though its title or columns say otherwise.")
@source_options
@reading_options
def import_(
    paths: tuple[str, ...],
    kind: str,
    title: str,
    whole: bool,
    contract: str,
    region: str,
    to: str,
    replace: bool,
    anyway: bool,
    sources: Sources,
    reading: Reading,
) -> int:
    """Makes a TOML schedule from a spreadsheet, page, document or JSON file, and says what it took and what it left.

    \b
    schedcheck import all.xlsx --kind KIND --whole     to the screen, to look at
    schedcheck import north.xlsx --kind KIND --contract "The Contract" \\
        --region North --to schedules/north.toml       to a file, one of several

    A sheet that looks like another kind of schedule is refused. Exit code 3 where something was left. The schedule
    goes to the screen, or with --to to a file.
    """
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import told_import

    wanted = app.Wanted(kind, title, whole, contract, region, to, replace, anyway)
    with streams.progress() as tell:
        imported = app.import_schedule(paths, wanted, app_options(sources, reading), tell)
    streams.tell(told_import(imported))
    return streams.put("" if to else imported.text, imported.exit_code)
