"""Options that several commands share, and what completion offers for them.

Each decorator gives its command one record for all of its options: `screen`, `sources`, `reading`, or `judging` for
several of them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import click

from schedcheck.cli import streams

if TYPE_CHECKING:
    from datetime import date

    from click.shell_completion import CompletionItem

    from schedcheck.app import Options
    from schedcheck.writers.console import Look

Command = TypeVar("Command", bound=Callable[..., Any])
Decorator = Callable[[Any], Any]


def complete_rules(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The names of the built-in rules."""
    from click.shell_completion import CompletionItem

    from schedcheck.app.files import builtin

    names = sorted(file.path.stem for file in builtin("rules"))
    return [CompletionItem(name) for name in names if name.startswith(typed)]


def complete_schedules(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The kinds of schedules of the built-in vocabulary."""
    from click.shell_completion import CompletionItem

    from schedcheck.app import built_in_schedules

    return [CompletionItem(name) for name in built_in_schedules() if name.startswith(typed)]


class Screen(NamedTuple):
    """How the screen looks."""

    color: str
    ascii_only: bool
    width: int | None

    def look(self, *, detail: bool = False) -> Look:
        """How to draw on stdout."""
        from schedcheck.writers.console import Look

        return Look(
            width=streams.width(self.width or 0, sys.stdout),
            colour=streams.colour(self.color, sys.stdout, os.environ),
            encoding=streams.encoding(sys.stdout, ascii_only=self.ascii_only),
            detail=detail,
        )


def screen_options(command: Command) -> Command:
    """How the screen looks. The command gets one `screen` for all of it."""

    @wraps(command)
    def wrapped(*, color: str, ascii_only: bool, width: int | None, **others: Any) -> int:
        return int(command(screen=Screen(color, ascii_only, width), **others))

    return with_options(
        wrapped,
        command,
        click.option(
            "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour."
        ),
        click.option("--ascii", "ascii_only", is_flag=True, help="Draw with ASCII signs alone."),
        click.option("--width", type=click.IntRange(20, 1000), default=None, help="Wrap at this many columns."),
    )


class Sources(NamedTuple):
    """What to check with, and where: a registry, folders of rules, files of bindings, the folder of a workspace."""

    registry: str
    rules: tuple[str, ...]
    workspace: str
    bindings: tuple[str, ...]
    config: str


def source_options(command: Command) -> Command:
    """What to check with, and where. The command gets one `sources` for all of it."""

    @wraps(command)
    def wrapped(
        *,
        registry: str,
        rule_folders: tuple[str, ...],
        workspace: str,
        bindings: tuple[str, ...],
        config: str,
        debug: bool,
        **others: Any,
    ) -> int:
        return int(command(sources=Sources(registry, rule_folders, workspace, bindings, config), **others))

    folder, file = click.Path(file_okay=False), click.Path(dir_okay=False)
    return with_options(
        wrapped,
        command,
        click.option("--registry", type=file, default="", help="Use this registry in place of the built-in one."),
        click.option("--rules", "rule_folders", type=folder, multiple=True, help="Add the rules of this folder."),
        click.option("--bindings", type=file, multiple=True, help="Say by this file what columns and cells mean."),
        click.option("--workspace", type=folder, default="", help="The folder of the schedcheck.toml to use."),
        click.option("--config", type=file, default="", help="Use this file in place of a schedcheck.toml."),
        click.option("--debug", is_flag=True, help="Show where in the program a fault arose."),
    )


def day_option(command: Command) -> Command:
    """The day of the run. The command gets it as `today`."""

    @wraps(command)
    def wrapped(*, day: str, **others: Any) -> int:
        from schedcheck.cli.clock import today

        return int(command(today=today(day, os.environ), **others))

    return with_options(
        wrapped,
        command,
        click.option("--today", "day", metavar="DATE", default="", help="The day of the run; else today in London."),
    )


class Waiving(NamedTuple):
    """Which file of waivers counts, "" for the workspace's own; or that none does."""

    waivers: str
    no_waivers: bool


def waiver_options(command: Command) -> Command:
    """Which waivers count. The command gets one `waiving` for all of it."""

    @wraps(command)
    def wrapped(*, waivers: str, no_waivers: bool, **others: Any) -> int:
        return int(command(waiving=Waiving(waivers, no_waivers), **others))

    return with_options(
        wrapped,
        command,
        click.option(
            "--waivers",
            type=click.Path(dir_okay=False),
            default="",
            help="Use this file; else schedcheck-waivers.toml.",
        ),
        click.option("--no-waivers", is_flag=True, help="Waive nothing."),
    )


def as_of_option(command: Command) -> Command:
    """The day whose schedules are in force. The command gets it as `as_of`, None for today."""

    @wraps(command)
    def wrapped(*, as_of_day: str, **others: Any) -> int:
        from schedcheck.cli.clock import day

        return int(command(as_of=day(as_of_day, "--as-of") if as_of_day else None, **others))

    return with_options(
        wrapped,
        command,
        click.option("--as-of", "as_of_day", metavar="DATE", default="", help="Take what is in force on this day."),
    )


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

    whole = click.IntRange
    return with_options(
        wrapped,
        command,
        click.option("--jobs", type=whole(1, 256), default=None, help="Documents read at once; else one a core."),
        click.option("--timeout", type=whole(1, 86400), default=60, help="Seconds that reading one may take."),
        click.option("--memory", type=whole(128, 1 << 20), default=1024, help="MiB that reading one may take."),
        click.option("--no-cache", is_flag=True, help="Read everything again, and keep nothing."),
        click.option("--cache-dir", type=click.Path(file_okay=False), default="", help="Keep what was read here."),
    )


class Judging(NamedTuple):
    """How documents are read and checked, on which day, and which waivers count."""

    waiving: Waiving
    today: date
    sources: Sources
    reading: Reading

    def options(self, **more: Any) -> Options:
        """What the story is told of it, with options of one command."""
        return app_options(self.sources, self.reading, today=self.today, **self.waiving._asdict(), **more)


def judging_options(command: Command) -> Command:
    """All that a run needs which judges findings and their waivers. The command gets one `judging` for it."""

    @wraps(command)
    def wrapped(*, waiving: Waiving, today: date, sources: Sources, reading: Reading, **others: Any) -> int:
        return int(command(judging=Judging(waiving, today, sources, reading), **others))

    return cast("Command", waiver_options(day_option(source_options(reading_options(wrapped)))))


def app_options(sources: Sources, reading: Reading | None = None, **more: Any) -> Options:
    """What the story is told, from the options that commands share and those of one command."""
    from schedcheck import app

    if reading is not None:
        more["limits"] = app.Limits(reading.timeout, reading.memory, reading.jobs)
        more["cache"] = reading.cache
    return app.Options(
        registry=sources.registry,
        rules=sources.rules,
        workspace=sources.workspace,
        bindings=sources.bindings,
        config=sources.config,
        **more,
    )


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


def split_names(values: tuple[str, ...]) -> tuple[str, ...]:
    """Names given several times, or in one value with commas between."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def with_options(wrapped: Any, command: Command, *options: Decorator) -> Command:
    """What wraps a command, with these options, shown in this order."""
    for option in reversed(options):
        wrapped = option(wrapped)
    return cast("Command", wrapped)
