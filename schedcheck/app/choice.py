"""Which files a run reads: the documents that were named and the schedules that are in force."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from schedcheck.app.files import File, documents, once, without
from schedcheck.app.journal import APPLYING, FIXING, check_finished
from schedcheck.app.options import Options
from schedcheck.app.workspace import Workspace, shipped
from schedcheck.errors import CannotStart

WAIVERS = "schedcheck-waivers.toml"
_REGISTRY = "registry.toml"
"""How the names of built-in registries end."""


def chosen_documents(
    paths: Sequence[str],
    workspace: Workspace,
    *,
    allow_empty: bool = False,
    together: bool = False,
    half_written: bool = False,
) -> tuple[File, ...]:
    """The documents that the paths name, or those of the workspace, or both `together`. CannotStart without either.

    CannotStart also where the writing of some of them was stopped, but for who finishes it (`half_written`).
    """
    if not paths and not workspace.file and not allow_empty:
        raise _nothing()
    chosen = workspace.documents
    if paths:
        named = documents(paths, allow_empty=allow_empty)
        chosen = once((*named, *workspace.documents)) if together else named
    if not half_written:
        check_finished(chosen, FIXING)
    return chosen


def chosen_schedules(options: Options, workspace: Workspace, papers: Sequence[File]) -> tuple[File, ...]:
    """What is in force: built in and from the workspace. The user's registry takes the place of the built-in one."""
    registry = documents([options.registry]) if options.registry else workspace.registry
    own = [file for file in shipped("schedules", workspace) if not registry or not file.path.name.endswith(_REGISTRY)]
    check_finished(workspace.schedules, APPLYING)
    return without(once((*own, *registry, *workspace.schedules)), papers)


def check_writes(options: Options, read: Iterable[File]) -> None:
    """A report may not take the place of a file that the run reads."""
    taken = {os.path.realpath(file.path): file.shown for file in read} if options.writes else {}
    for name in options.writes:
        if shown := taken.get(os.path.realpath(name)):
            raise CannotStart("this is one of the files that are checked", shown, "Name another file for the report.")


def _nothing() -> CannotStart:
    return CannotStart(
        "there is nothing to check: no path was given, and no schedcheck.toml is here or in a folder above",
        way_out="Name documents or folders, for instance: schedcheck verify docs\n"
        '  Or write a schedcheck.toml that says where they are:  documents = ["docs/*.txt"]',
    )


def waivers_file(options: Options, workspace: Workspace) -> File:
    """Where the waivers of this run are, or would be."""
    if options.waivers:
        return File(Path(options.waivers), options.waivers.replace("\\", "/"))
    name = workspace.waivers or WAIVERS
    return File(workspace.base / name, name)
