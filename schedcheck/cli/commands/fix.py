"""`schedcheck fix`: the edits of a cause put into texts and TOML files."""

from __future__ import annotations

import click

from schedcheck.cli import streams
from schedcheck.cli.options import Judging, judging_options


@click.command(short_help="Mend a cause in texts and TOML files.")
@click.argument("cause", metavar="CAUSE")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--diff/--apply", "only_shown", default=True, help="Show what would change (usual), or change the files.")
@judging_options
def fix(cause: str, paths: tuple[str, ...], only_shown: bool, judging: Judging) -> int:
    """Puts the edits of a cause, by its id, into the documents. Word, PDF, Excel and HTML files are never changed.

    \b
    schedcheck fix c-3kq7-m2vd docs             what would change
    schedcheck fix c-3kq7-m2vd docs --apply     the same, written into the files

    Name the same documents as for verify, which tells the id. All files are changed or none; where a run was stopped
    between them, the next one with --apply finishes what that had begun, and does no more.
    """
    with streams.loading():
        from schedcheck import app
        from schedcheck.writers.signs import clean_lines

    finished = () if only_shown else app.finish_fixing(paths, judging.options())
    for name in finished:
        streams.tell(f"schedcheck: {name} is new now: a run that was stopped had begun to write it")
    if finished:
        return 0
    with streams.progress() as tell:
        fixed = app.fix(cause, paths, judging.options(), write=not only_shown, tell=tell)
    if only_shown:
        return streams.put(clean_lines(fixed.diff), 0)
    for each in fixed.mended:
        streams.tell(f"schedcheck: changed {each.file.shown}")
    return 0
