"""What the words of `diff` name: files, days, or commits of a repository. Runs before anything is read.

A path that exists wins over the name of a branch or tag; what could have been both is told.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from schedcheck.app.git import Repository
from schedcheck.app.workspace import find_workspace
from schedcheck.errors import CannotStart
from schedcheck.record import frozen

Sort = Literal["files", "day", "commit", "tree"]
_WAY_OUT = (
    "Two files or folders: schedcheck diff OLD NEW"
    "\n  Two commits or branches: schedcheck diff main HEAD    (or main alone: what you have against main)"
    "\n  Two days: schedcheck diff 2020-06-24 2020-06-25"
)


@frozen
class Asked:
    """One side of a comparison. `name` is the user's word for it.

    `files` has the path of what is compared, "day" the day whose schedules are, "commit" the id of a commit, and
    "tree" the files as they are now.
    """

    sort: Sort
    name: str
    path: str = ""
    day: date = date.min
    commit: str = ""


@frozen
class Question:
    """Two sides, the documents that are looked at in both (none where the sides are the documents), and remarks."""

    old: Asked
    new: Asked
    paths: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def asked(words: Sequence[str], workspace: str, today: date) -> Question:
    """What two states the words name. CannotStart where they name none."""
    states, paths = _split(words)
    if not states:
        return _files(paths, workspace)
    sides = [_state(word, workspace) for word in states]
    if len(sides) == 1:
        only = sides[0]
        now = Asked("day", today.isoformat(), day=today) if only.sort == "day" else Asked("tree", "the files here")
        sides.append(now)
    old, new = sides
    if "day" in {old.sort, new.sort} and old.sort != new.sort:
        raise CannotStart(f"{old.name} and {new.name} are not of one sort", way_out=_WAY_OUT)
    return Question(old, new, tuple(paths), tuple(_remarks(states, paths, workspace)))


def _split(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The first words that name states rather than files, two at most, and the paths."""
    first, *rest = words
    if not os.path.exists(first) and ".." in first and "/.." not in first and "../" not in first:
        old, _, new = first.partition("..")
        return [old or "HEAD", new.lstrip(".") or "HEAD"], rest
    states: list[str] = []
    while len(states) < 2 and len(states) < len(words) and not os.path.exists(words[len(states)]):
        states.append(words[len(states)])
    return states, list(words[len(states) :])


def _files(paths: Sequence[str], workspace: str) -> Question:
    if len(paths) != 2:
        raise CannotStart(f"two things are needed to compare, and here is {len(paths)}", way_out=_WAY_OUT)
    old, new = (Asked("files", path, path=path) for path in paths)
    return Question(old, new, remarks=tuple(_remarks(paths, (), workspace)))


def _state(word: str, workspace: str) -> Asked:
    day = _day(word)
    if day is not None:
        return Asked("day", word, day=day)
    try:
        return Asked("commit", word, commit=repository(workspace).commit(word))
    except CannotStart as error:
        raise CannotStart(f"{word}: there is no such file, folder, branch or commit", way_out=_WAY_OUT) from error


def _day(word: str) -> date | None:
    """The day that a word names; other ways to write one, such as 20200624, may be a commit's."""
    try:
        found = date.fromisoformat(word)
    except ValueError:
        return None
    return found if found.isoformat() == word else None


def _remarks(words: Sequence[str], paths: Sequence[str], workspace: str) -> list[str]:
    """What could have been taken for something else."""
    told = []
    for word in (*words, *paths):
        if os.path.exists(word) and _is_commit(word, workspace):
            told.append(f"{word} is taken for the file or folder here; write refs/heads/{word} for the branch")
    return list(dict.fromkeys(told))


def _is_commit(word: str, workspace: str) -> bool:
    if "/" in word and not word[:1].isalpha():
        return False
    try:
        return bool(repository(workspace).commit(word))
    except CannotStart:
        return False


def repository(workspace: str) -> Repository:
    """The repository that the workspace, or this folder, is in."""
    found = find_workspace(workspace)
    return Repository.around(found.base if found.file else Path())
