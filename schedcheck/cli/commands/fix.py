"""`schedcheck fix`: the edits of a cause put into texts and TOML files."""

from __future__ import annotations

import click

from schedcheck.cli import streams
from schedcheck.cli.options import Reading, Sources, app_options, reading_options, source_options


@click.command(short_help="Mend a cause in texts and TOML files.")
@click.argument("cause", metavar="CAUSE")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--diff/--apply", "only_shown", default=True, help="Show what would change (usual), or change the files.")
@source_options
@reading_options
def fix(cause: str, paths: tuple[str, ...], only_shown: bool, sources: Sources, reading: Reading) -> int:
    """Puts the edits of a cause, by its id, into the documents. Word, PDF, Excel and HTML files are never changed."""
    with streams.loading():
        from schedcheck import app
        from schedcheck.writers.signs import clean_lines

    with streams.progress() as tell:
        fixed = app.fix(cause, paths, app_options(sources, reading), write=not only_shown, tell=tell)
    if only_shown:
        return streams.put(clean_lines(fixed.diff), 0)
    for each in fixed.mended:
        streams.tell(f"schedcheck: changed {each.file.shown}")
    return 0
