"""Options that several commands share, and what completion offers for them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import click

from schedcheck.cli import streams

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from schedcheck.writers.console import Look

Command = TypeVar("Command", bound=Callable[..., Any])


def complete_rules(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The names of the built-in rules."""
    from click.shell_completion import CompletionItem

    from schedcheck.app.files import builtin

    names = sorted(file.path.stem for file in builtin("rules"))
    return [CompletionItem(name) for name in names if name.startswith(typed)]


def screen_options(command: Command) -> Command:
    """How the screen looks."""
    for option in reversed(
        (
            click.option(
                "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour."
            ),
            click.option("--ascii", "ascii_only", is_flag=True, help="Draw with ASCII signs alone."),
            click.option("--width", type=click.IntRange(20, 1000), default=None, help="Wrap at this many columns."),
        )
    ):
        command = option(command)
    return command


def source_options(command: Command) -> Command:
    """What to check with, and where."""
    folder, file = click.Path(file_okay=False), click.Path(dir_okay=False)
    for option in reversed(
        (
            click.option("--registry", type=file, default="", help="Use this registry in place of the built-in one."),
            click.option("--rules", "rule_folders", type=folder, multiple=True, help="Add the rules of this folder."),
            click.option("--workspace", type=folder, default="", help="The folder of the schedcheck.toml to use."),
            click.option("--debug", is_flag=True, help="Show where in the program a fault arose."),
        )
    ):
        command = option(command)
    return command


class Reading(NamedTuple):
    """How documents are read: limits for each, and the folder that keeps what was read ("" for none)."""

    jobs: int
    timeout: int
    memory: int
    cache: str


def reading_options(command: Command) -> Command:
    """What reading a document may cost, and where it is kept. The command gets one `reading` for all of it."""

    @wraps(command)
    def wrapped(*, jobs: int | None, timeout: int, memory: int, no_cache: bool, cache_dir: str, **others: Any) -> int:
        cache = "" if no_cache else cache_dir or cache_folder(os.environ)
        return int(command(reading=Reading(jobs or 0, timeout, memory, cache), **others))

    with_options: Any = wrapped
    whole = click.IntRange
    for option in reversed(
        (
            click.option("--jobs", type=whole(1, 256), default=None, help="Documents read at once; else one a core."),
            click.option("--timeout", type=whole(1, 86400), default=60, help="Seconds that reading one may take."),
            click.option("--memory", type=whole(128, 1 << 20), default=1024, help="MiB that reading one may take."),
            click.option("--no-cache", is_flag=True, help="Read everything again, and keep nothing."),
            click.option("--cache-dir", type=click.Path(file_okay=False), default="", help="Keep what was read here."),
        )
    ):
        with_options = option(with_options)
    return cast("Command", with_options)


def cache_folder(environment: Mapping[str, str]) -> str:
    """Where this system keeps the caches of this user; "" where that is not known."""
    if sys.platform == "win32":
        base = environment.get("LOCALAPPDATA", "")
    elif environment.get("XDG_CACHE_HOME"):
        base = environment["XDG_CACHE_HOME"]
    else:
        home, below = environment.get("HOME", ""), "Library/Caches" if sys.platform == "darwin" else ".cache"
        base = os.path.join(home, below) if home else ""
    return os.path.join(base, "schedcheck") if os.path.isabs(base) else ""


def look(color: str, ascii_only: bool, width: int | None, *, detail: bool = False) -> Look:
    """How to draw on stdout."""
    from schedcheck.writers.console import Look

    return Look(
        width=streams.width(width or 0, sys.stdout),
        colour=streams.colour(color, sys.stdout, os.environ),
        encoding=streams.encoding(sys.stdout, ascii_only=ascii_only),
        detail=detail,
    )


def split_names(values: tuple[str, ...]) -> tuple[str, ...]:
    """Names given several times, or in one value with commas between."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())
