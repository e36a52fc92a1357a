"""The command line: what it does with whatever goes wrong. The commands are in `commands`.

`main` is the only place that catches everything.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from schedcheck.cli import streams
from schedcheck.cli.commands import program
from schedcheck.cli.streams import NAME
from schedcheck.errors import SchedcheckError

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
