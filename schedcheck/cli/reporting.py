"""What `verify` is asked to tell and where: the format of stdout, reports in files, and what a build server wants."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from schedcheck.cli import streams
from schedcheck.cli.asked import File, Reporting, Running
from schedcheck.cli.options import Command, with_options
from schedcheck.errors import CannotStart, CannotWrite

if TYPE_CHECKING:
    from schedcheck.report import Report

_SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable that names the file of a step's summary, to which every command of the step adds."""


def report_options(command: Command) -> Command:
    """What to tell, and to whom. The command gets one `reporting` and one `running` for all of it."""

    @wraps(command)
    def wrapped(
        *,
        kind: str | None,
        reports: tuple[str, ...],
        quiet: bool,
        verbose: bool,
        statistics: bool,
        most: int | None,
        ci: bool | None,
        strict: bool,
        allow_empty: bool,
        **others: Any,
    ) -> int:
        served = is_build(os.environ) if ci is None else ci
        shown = kind or ("github" if served and os.environ.get("GITHUB_ACTIONS") == "true" else "full")
        if statistics and shown not in {"full", "short"}:
            raise CannotStart(f"--statistics counts for people, and {shown} is for programs", "--statistics")
        reporting = Reporting(shown, files_of(reports), quiet, verbose, statistics, most or 0)
        running = Running(served, strict or served, allow_empty)
        return int(command(reporting=reporting, running=running, **others))

    return with_options(
        wrapped,
        command,
        click.option("--format", "kind", type=click.Choice(streams.REPORT_FORMATS), help="What stdout holds; full."),
        click.option("--report", "reports", multiple=True, metavar="KIND=FILE", help=_REPORT_HELP),
        click.option("-q", "--quiet", is_flag=True, help="Only the line with the verdict."),
        click.option("-v", "--verbose", is_flag=True, help="Everything: agreeing rows, all quotes, rules and reasons."),
        click.option("--statistics", is_flag=True, help="Counts by rule and document in place of the findings."),
        click.option("--max", "most", type=click.IntRange(1), help="At most so many findings on a page for people."),
        click.option("--ci/--no-ci", default=None, help="As a build server wants it; on where CI is set."),
        click.option("--strict", is_flag=True, help="Waivers that are unused, ended or end soon fail; on with --ci."),
        click.option("--allow-empty", is_flag=True, help="It is right that there is nothing to check."),
    )


_REPORT_HELP = f"Write a report as well: {', '.join(streams.REPORT_KINDS)}."


def is_build(environment: Mapping[str, str]) -> bool:
    """Does a build server run this?"""
    return environment.get("CI", "").casefold() not in {"", "0", "false", "no"}


def files_of(values: Sequence[str]) -> tuple[File, ...]:
    """The reports that KIND=FILE options ask for. CannotStart where one is none, or two would share a file."""
    files: dict[str, File] = {}
    for value in values:
        file = _file(value)
        real = os.path.realpath(file.name)
        if real in files:
            raise CannotStart(
                f"both {files[real].kind} and {file.kind} would be written to it", file.name, "Name a file for each."
            )
        files[real] = file
    return tuple(files.values())


def write_reports(report: Report, files: Sequence[File]) -> list[CannotWrite]:
    """Writes each report, whole or not at all; what could not be written is given back, and the others are."""
    if not files:
        return []
    from schedcheck.app import write_whole
    from schedcheck.cli.output import report_text

    failures = []
    for file in files:
        content = report_text(report, file.kind).encode("utf-8", "backslashreplace")
        try:
            write_whole(Path(file.name), _before(file) + content)
        except CannotWrite as error:
            failures.append(error)
    return failures


def _file(value: str) -> File:
    kind, sign, name = value.partition("=")
    kind = kind.strip()
    if not sign or not name.strip():
        raise CannotStart("this is no KIND=FILE", f"--report {value}", "For instance: --report sarif=schedcheck.sarif")
    if kind not in streams.REPORT_KINDS:
        from schedcheck.tomlfile import did_you_mean

        near = did_you_mean(kind, list(streams.REPORT_KINDS))
        known = f"There are {', '.join(streams.REPORT_KINDS)}."
        raise CannotStart(f"there is no report called {kind}{near}", f"--report {value}", known)
    return File(kind, name)


def _before(file: File) -> bytes:
    """What stands in the summary of a step already: another command's page, which stays. All else is replaced."""
    summary = os.environ.get(_SUMMARY)
    if file.kind != "markdown" or not summary or os.path.realpath(summary) != os.path.realpath(file.name):
        return b""
    path = Path(file.name)
    content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
    return content if not content or content.endswith(b"\n") else content + b"\n"
