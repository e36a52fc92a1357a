"""The story of `verify`: read, recognise, check, diagnose, report.

A document that can not be read is left out, named in the report, and the others are still checked. What checks them is
loaded while they are read: it is as much to load as what reads them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from schedcheck.app.choice import check_writes, chosen_documents, chosen_schedules, waivers_file
from schedcheck.app.options import Options
from schedcheck.app.packs import sources
from schedcheck.app.reading import Meanwhile, Tell, reader_for, silent
from schedcheck.app.words import Words, find_words
from schedcheck.app.workspace import Workspace, find_workspace
from schedcheck.document import Source
from schedcheck.errors import CannotStart
from schedcheck.reading import Reading, Refused

if TYPE_CHECKING:
    from schedcheck.app.judging import Judging
    from schedcheck.report import Report
    from schedcheck.report.base import Base


def verify(
    paths: Sequence[str],
    options: Options,
    tell: Tell = silent,
    *,
    instead: Mapping[str, bytes] | None = None,
    meanwhile: Meanwhile | None = None,
) -> Report:
    """Checks the documents, or those of the workspace where no path is given.

    `instead` gives other bytes for some files, by their names as they are shown. `meanwhile` is what the caller has to
    do besides, for while other processes are at work; where there are none, it is left undone.
    """
    base = _base(paths, options)
    workspace = find_workspace(options.workspace, options.config, allow_empty=options.allow_empty)
    words = _words(options, workspace)
    papers = chosen_documents(paths, workspace, allow_empty=options.allow_empty, together=options.together)
    schedules = chosen_schedules(options, workspace, papers)
    files = (*papers, *schedules, waivers_file(options, workspace), *workspace.bindings)
    check_writes(options, files)
    opened = tuple(_exchanged(each, instead or {}) for each in (*sources(papers), *sources(schedules)))
    judging = cache(lambda: _judging(options, workspace, words))
    reader = reader_for(words, options, tell, [judging, meanwhile] if meanwhile else [judging])
    found = reader.readings(opened)
    _check_registry(options, found[0])
    tell("checking")
    return judging().report(files, opened, reader, found, base)


def _words(options: Options, workspace: Workspace) -> Words:
    """What is wrong with the vocabulary is told together with what is wrong with the rules."""
    try:
        return find_words(options, workspace)
    except CannotStart:
        from schedcheck.app.setting import find_setting

        return find_setting(options).words


def _judging(options: Options, workspace: Workspace, words: Words) -> Judging:
    from schedcheck.app.judging import Judging

    return Judging.of(options, workspace, words)


def _base(paths: Sequence[str], options: Options) -> Base | None:
    if not options.base:
        return None
    from schedcheck.app.basing import base_of

    return base_of(paths, options, verify)


def _exchanged(each: Source | Refused, instead: Mapping[str, bytes]) -> Source | Refused:
    content = instead.get(each.file)
    if content is None or isinstance(each, Refused):
        return each
    return Source(each.file, content, hashlib.sha256(content).hexdigest())


def _check_registry(options: Options, readings: Sequence[Reading]) -> None:
    """The file that shall stand for the registry must be a schedule of which something is known."""
    if options.registry and not any(r.paper.schedule and r.facts for r in readings if _is_file(r, options.registry)):
        raise CannotStart(
            "this is no registry: nothing in it is known as one",
            options.registry,
            "Give a TOML, spreadsheet or table of ids, references, names and roles.",
        )


def _is_file(reading: Reading, path: str) -> bool:
    return Path(reading.paper.file).name == Path(path).name
