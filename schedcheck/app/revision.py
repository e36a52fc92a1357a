"""The documents, schedules and rules of a commit, laid out in a folder of their own for as long as they are looked at.

Only plain files with the names of documents are laid out, so that nothing of a commit can lead out of the folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from attrs import evolve

from schedcheck.app.files import CONFIG, has_document_name
from schedcheck.app.git import Repository
from schedcheck.app.options import Options
from schedcheck.app.workspace import find_workspace
from schedcheck.errors import CannotStart
from schedcheck.fact import Facts
from schedcheck.readers import LARGEST_PACKAGE
from schedcheck.record import frozen

_MOST = 40_000
"""So many files of a commit are laid out."""


@frozen
class Laid:
    """How to put a question to a commit: the paths and the options. `found` says whether anything is there.

    `root` is the folder in which all of it lies.
    """

    paths: tuple[str, ...]
    options: Options
    found: bool
    root: str

    def own(self, file: str) -> str:
        """The name that a file has in the commit."""
        return file.removeprefix(f"{self.root}/")

    def named(self, facts: Facts) -> Facts:
        """The facts of documents that bear the names of their files in the commit."""
        papers = tuple(evolve(paper, file=self.own(paper.file)) for paper in facts.papers.values())
        return Facts(facts, papers, facts.titles, facts.history)


@contextmanager
def laid_out(repository: Repository, commit: str, paths: Sequence[str], options: Options) -> Iterator[Laid]:
    """The same question, put to a commit."""
    with TemporaryDirectory(prefix="schedcheck-") as folder:
        root = Path(folder).resolve()
        for kept in repository.contents(list(_documents(repository, commit))):
            if len(kept.content) <= LARGEST_PACKAGE:
                _write(root, kept.path, kept.content)
        yield _put(root, repository, paths, options)


def _documents(repository: Repository, commit: str) -> Iterator[tuple[str, str]]:
    count = 0
    for path, name in repository.files(commit):
        file = PurePosixPath(path)
        if file.name != CONFIG and not has_document_name(file.name):
            continue
        if file.is_absolute() or ".." in file.parts or "\\" in path:
            continue
        count += 1
        if count > _MOST:
            raise CannotStart(f"{commit[:12]} has more than {_MOST} documents", way_out="Keep the contracts apart.")
        yield path, name


def _write(root: Path, path: str, content: bytes) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _put(root: Path, repository: Repository, paths: Sequence[str], options: Options) -> Laid:
    """Paths and options as they are in the folder; what the commit does not have is left out.

    A commit without a workspace gets an empty one, so that today's is not taken for it.
    """
    workspace = find_workspace(options.workspace, allow_empty=True)
    base = Path(_moved(root, repository, os.fspath(workspace.base)) or root)
    there = [moved for path in paths if (moved := _moved(root, repository, path)) and os.path.exists(moved)]
    has_config = (base / CONFIG).is_file()
    if not has_config:
        _write(base, CONFIG, b"")
    moved_options = evolve(
        options,
        workspace=os.fspath(base),
        registry=_there(root, repository, options.registry),
        rules=tuple(filter(None, (_there(root, repository, folder) for folder in options.rules))),
        waivers=_there(root, repository, options.waivers),
        base="",
    )
    return Laid(tuple(there), moved_options, bool(there) or (has_config and not paths), root.as_posix())


def _there(root: Path, repository: Repository, path: str) -> str:
    """The path in the commit; where it does not have it, the path as it is: it may be outside of the repository."""
    moved = _moved(root, repository, path) if path else ""
    return moved if moved and os.path.exists(moved) else path


def _moved(root: Path, repository: Repository, path: str) -> str:
    """Where a path of the checkout is in the folder; "" for one outside of the checkout."""
    whole, top = os.path.realpath(path), os.path.realpath(repository.top)
    if whole != top and not whole.startswith(top + os.sep):
        return ""
    return os.fspath(root / os.path.relpath(whole, top))
