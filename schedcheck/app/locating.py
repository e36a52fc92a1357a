"""Where the files of a run stand in their repository, so that a report can point at them. Comes before `report`.

A path is relative to the repository around the folder that the program runs in; a file outside is told relative to its
own repository, or to the folder. Links are followed: a repository shows nothing through one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import field

from schedcheck.app.files import BUILTIN, File, RealPaths
from schedcheck.app.reading import is_apart
from schedcheck.app.workspace import Workspace
from schedcheck.document import Source
from schedcheck.reading import Refused
from schedcheck.record import define
from schedcheck.report.location import Location, Site, Sites

_EXTRACTED = ".txt"
_LARGEST = 8 * 1024 * 1024
"""The most bytes of an extracted text that are looked into."""
_GIT = ("git", "--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=")
"""Runs nothing that a repository's own configuration names."""


def sites(
    files: Iterable[File], opened: Sequence[Source | Refused], cited: Iterable[str], workspace: Workspace
) -> Sites:
    """Where each file stands; what is built in stands nowhere. Texts beside the `cited` files are looked into."""
    known, tree = {file.shown: file.path for file in files}, _Tree()
    anchors = {tree.real(path): line for path, line in workspace.lines}
    config = tree.path(workspace.config) if workspace.file else ""
    wanted, found = set(cited), dict[str, Site]()
    for each in opened:
        path, whole = _path(each.file, known)
        if path is None or each.file.startswith(BUILTIN):
            continue
        lined = whole and isinstance(each, Source) and not is_apart(each)
        line = anchors.get(tree.real(path), 1)
        anchor = Location(config, line, 1, line, 2) if config else None
        extract, text = tree.extract(path) if not lined and whole and each.file in wanted else ("", ())
        found[each.file] = Site(tree.path(path), lined, anchor, extract, text)
    for shown, path in known.items():
        if shown not in found and not shown.startswith(BUILTIN) and path.is_file():
            found[shown] = Site(tree.path(path))
    return Sites(found, Location(config) if config else _fallback(found.values()))


def _path(shown: str, known: dict[str, Path]) -> tuple[Path | None, bool]:
    """The file of that name, or the zip that it is in; and whether it is a file of its own."""
    if shown in known:
        return known[shown], True
    inside = [name for name in known if shown.startswith(f"{name}/")]
    return (known[max(inside, key=len)], False) if inside else (None, False)


def _fallback(found: Iterable[Site]) -> Location:
    """A report has always something to point at: without a workspace, the first file that has a place."""
    return next((place for site in found if (place := site.whole)), Location("schedcheck.toml"))


@define
class _Tree:
    """The folders that paths are relative to."""

    here: str = field(factory=lambda: os.path.realpath("."))
    _roots: dict[str, str] = field(factory=dict)
    _real: dict[Path, str] = field(factory=dict)
    _paths: RealPaths = field(factory=RealPaths)

    def real(self, file: Path) -> str:
        """The path of a file without links, looked up once."""
        if file not in self._real:
            self._real[file] = self._paths.of(file)
        return self._real[file]

    def path(self, file: Path) -> str:
        """The path of a file for who has the repository, with slashes; "" where there is none."""
        real = self.real(file)
        for root in (self._root(self.here), self._root(os.path.dirname(real)), self.here):
            if root and real.startswith(os.path.join(root, "")):
                return os.path.relpath(real, root).replace(os.sep, "/")
        return ""

    def extract(self, file: Path) -> tuple[str, tuple[str, ...]]:
        """The text that was extracted from a document and is kept beside it in git: its path and lines."""
        for beside in (file.with_name(file.name + _EXTRACTED), file.with_suffix(_EXTRACTED)):
            if beside != file and beside.is_file() and beside.stat().st_size <= _LARGEST and self._is_tracked(beside):
                text = beside.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
                return self.path(beside), tuple(text.split("\n"))
        return "", ()

    def _root(self, folder: str) -> str:
        """The repository that a folder is in, "" for none."""
        if folder not in self._roots:
            above = (folder, *map(str, Path(folder).parents))
            self._roots[folder] = next((each for each in above if os.path.lexists(os.path.join(each, ".git"))), "")
        return self._roots[folder]

    def _is_tracked(self, file: Path) -> bool:
        folder, name = os.path.split(os.path.realpath(file))
        if not self._root(folder):
            return False
        import subprocess

        try:
            run = subprocess.run(
                [*_GIT, "ls-files", "-z", "--", name],
                cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=10, check=False,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            return False
        return run.returncode == 0 and bool(run.stdout)
