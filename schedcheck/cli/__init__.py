"""The command line: arguments, choice of writer, exit codes, printing.

Starts quickly: what a command needs is imported inside it. `main` is the only place that catches everything.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from schedcheck import __version__
from schedcheck.cli import streams
from schedcheck.cli.options import (
    Reading,
    complete_rules,
    look,
    reading_options,
    screen_options,
    source_options,
    split_names,
)
from schedcheck.errors import CannotStart, SchedcheckError

if TYPE_CHECKING:
    from schedcheck.finding import Level
    from schedcheck.report import FailOn

NAME = "schedcheck"
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
FORMATS = ("full", "short", "json")
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit code. Whatever goes wrong is said on stderr, never as a traceback."""
    streams.survive_every_character()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = program.main(words, prog_name=NAME, standalone_mode=False)
        return streams.put("", code if isinstance(code, int) else 0)
    except click.ClickException as error:
        streams.tell(_usage(error))
        return 2
    except SchedcheckError as error:
        streams.tell(f"{NAME}: {error}")
        return 2
    except (KeyboardInterrupt, click.Abort):
        streams.tell(f"{NAME}: stopped")
        return INTERRUPTED
    except OSError as error:
        return _outside(error)
    except Exception as error:
        return _bug(error, debug="--debug" in words)


def _usage(error: click.ClickException) -> str:
    """What is wrong with the command, and how to see what is right."""
    context: click.Context | None = getattr(error, "ctx", None)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    message = error.format_message()
    if isinstance(error, click.BadParameter) and error.param and error.message:
        message = f"{error.param.get_error_hint(context) if context else error.param.name}: {error.message}"
    way_out = f"\n  {context.command_path} --help shows what there is." if context else ""
    return f"{NAME}: {message}{way_out}"


def _outside(error: OSError) -> int:
    """A file or folder that the system refuses; one without a name is stdout."""
    if error.filename is None:
        return streams.lost(error)
    streams.tell(f"{NAME}: {error.filename}: {error.strerror}")
    return 2


def _bug(error: Exception, *, debug: bool) -> int:
    """A fault of the program, in one line."""
    import traceback

    if debug:
        streams.tell("".join(traceback.format_exception(error)).rstrip())
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({frames[-1].name}, line {frames[-1].lineno})" if frames else ""
    what = " ".join(f"{type(error).__name__}: {error}".split())
    more = "" if debug else "; --debug shows more"
    streams.tell(f"{NAME}: a fault in the program itself, please report it: {what}{where}{more}")
    return 4


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name=NAME)
def program() -> None:
    """Checks that contract documents, schedules and amendments agree with each other.

    \b
    Exit codes: 0 consistent and everything was read, 1 findings, 2 could not start,
    3 no verdict, 4 a fault of the program.
    """


@program.command(short_help="Check documents, or the workspace.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="full", help="What stdout holds.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="error",
    help="The lowest level that makes exit code 1.",
)
@click.option(
    "--show", type=click.Choice(["error", "warning", "note"]), default="note", help="The lowest level that is shown."
)
@click.option("--select", multiple=True, shell_complete=complete_rules, help="Only these rules or families.")
@click.option("--ignore", multiple=True, shell_complete=complete_rules, help="All but these rules or families.")
@click.option("-q", "--quiet", is_flag=True, help="Only the line with the verdict.")
@click.option("-v", "--verbose", is_flag=True, help="Everything: agreeing rows, all quotes, all rules, all reasons.")
@source_options
@reading_options
@screen_options
def verify(
    paths: tuple[str, ...],
    kind: str,
    fail_on: FailOn,
    show: Level,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    quiet: bool,
    verbose: bool,
    registry: str,
    rule_folders: tuple[str, ...],
    workspace: str,
    debug: bool,
    reading: Reading,
    color: str,
    ascii_only: bool,
    width: int | None,
) -> int:
    """Checks documents, folders and zips of packs, or the workspace where no path is given."""
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import printed_report

    options = app.Options(
        fail_on,
        show,
        registry,
        rule_folders,
        workspace,
        split_names(select),
        split_names(ignore),
        app.Limits(reading.timeout, reading.memory, reading.jobs),
        reading.cache,
    )
    with streams.progress(NAME) as tell:
        report = app.verify(paths, options, tell)
    text = printed_report(report, kind, look(color, ascii_only, width, detail=verbose), quiet=quiet)
    return streams.put(text, report.exit_code)


@program.command(short_help="Show what was recognised, and what was not.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="full", help="What stdout holds.")
@click.option("--unread", is_flag=True, help="Only what became no fact.")
@source_options
@reading_options
@screen_options
def facts(
    paths: tuple[str, ...],
    kind: str,
    unread: bool,
    registry: str,
    rule_folders: tuple[str, ...],
    workspace: str,
    debug: bool,
    reading: Reading,
    color: str,
    ascii_only: bool,
    width: int | None,
) -> int:
    """Shows what was recognised in documents, where, and what was not."""
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import printed_facts

    limits = app.Limits(reading.timeout, reading.memory, reading.jobs)
    options = app.Options(
        registry=registry, rules=rule_folders, workspace=workspace, limits=limits, cache=reading.cache
    )
    with streams.progress(NAME) as tell:
        recognised = app.facts(paths, options, tell)
    text = printed_facts(recognised, kind, look(color, ascii_only, width), unread_only=unread)
    return streams.put(text, recognised.exit_code)


@program.command(short_help="Explain a rule, a finding or a cause.")
@click.argument("name", shell_complete=complete_rules, metavar="RULE|FINDING|CAUSE")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@source_options
@reading_options
@screen_options
def explain(
    name: str,
    paths: tuple[str, ...],
    registry: str,
    rule_folders: tuple[str, ...],
    workspace: str,
    debug: bool,
    reading: Reading,
    color: str,
    ascii_only: bool,
    width: int | None,
) -> int:
    """Explains a rule; or a finding or cause, by its id, with the documents that it is about."""
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import explained_case, explained_rule, is_id

    limits = app.Limits(reading.timeout, reading.memory, reading.jobs)
    options = app.Options(
        registry=registry, rules=rule_folders, workspace=workspace, limits=limits, cache=reading.cache
    )
    appearance = look(color, ascii_only, width, detail=True)
    if is_id(name):
        with streams.progress(NAME) as tell:
            report = app.verify(paths, options, tell)
        return streams.put(explained_case(name, report, appearance), 0)
    return streams.put(explained_rule(name, app.rules(options), appearance), 0)


@program.command("rules", short_help="List every rule.")
@click.option("--format", "kind", type=click.Choice(["full", "json"]), default="full", help="What stdout holds.")
@source_options
@screen_options
def list_rules(
    kind: str,
    registry: str,
    rule_folders: tuple[str, ...],
    workspace: str,
    debug: bool,
    color: str,
    ascii_only: bool,
    width: int | None,
) -> int:
    """Lists every rule by family, with its level and relation."""
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import printed_rules

    loaded = app.rules(app.Options(registry=registry, rules=rule_folders, workspace=workspace))
    return streams.put(printed_rules(loaded, kind, look(color, ascii_only, width)), 0)


@program.command(short_help="Print a shell's completion script.")
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> int:
    """Prints the script that completes commands in a shell.

    \b
    bash        eval "$(schedcheck completion bash)"             in ~/.bashrc
    zsh         eval "$(schedcheck completion zsh)"              in ~/.zshrc
    fish        schedcheck completion fish | source              in config.fish
    powershell  schedcheck completion powershell | Out-String | Invoke-Expression
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class("powershell" if shell == "pwsh" else shell)
    if found is None:
        raise CannotStart(f"this version of click has no completion for {shell}", way_out="Install click 8.5 or newer.")
    script = found(program, {}, NAME, f"_{NAME.upper()}_COMPLETE")
    return streams.put(script.source_template % script.source_vars(), 0)
