"""What the user asks of a run. Made by the command line, read by every story of `app`."""

from __future__ import annotations

from datetime import date

from schedcheck.app.limits import USUAL, Limits
from schedcheck.finding import FailOn, Level
from schedcheck.record import frozen


@frozen
class Options:
    """What the user asks for. `registry` takes the place of the built-in one, `rules` are folders of more rules,
    `bindings` files of what persons say of columns and cells.

    `limits` bound the reading of one document; `cache` is the folder that keeps what was read, "" for none.
    `today` is the day of the run: nothing but the command line asks the clock. `as_of` is the day whose schedules are
    in force, if it is another one.
    `waivers` takes the place of the workspace's file of waivers, `config` that of its schedcheck.toml.
    `strict` makes errors of what is said about waivers, `allow_empty` says that there may be nothing to check, and
    `writes` are the files that will be written: none of them may be one that is read.
    `together` checks what was named beside the documents of the workspace, rather than instead of them.
    `base` names the commit of which the findings do not count.
    """

    fail_on: FailOn = "error"
    show: Level = "note"
    registry: str = ""
    rules: tuple[str, ...] = ()
    workspace: str = ""
    bindings: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    limits: Limits = USUAL
    cache: str = ""
    today: date = date.min
    as_of: date | None = None
    waivers: str = ""
    no_waivers: bool = False
    config: str = ""
    strict: bool = False
    allow_empty: bool = False
    writes: tuple[str, ...] = ()
    base: str = ""
    together: bool = False
