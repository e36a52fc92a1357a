"""What a run is asked to tell, and by whom. Made by the options of a command, read by its output."""

from __future__ import annotations

from typing import NamedTuple


class File(NamedTuple):
    """One report: its kind and its file."""

    kind: str
    name: str


class Reporting(NamedTuple):
    """What to tell. `most` is how many findings a page for people may show, 0 for all of them."""

    kind: str
    files: tuple[File, ...]
    quiet: bool
    verbose: bool
    statistics: bool
    most: int


class Running(NamedTuple):
    """Who asks: a build server wants no progress; and what else counts against a run."""

    ci: bool
    strict: bool
    allow_empty: bool
