"""Finds and reads files: the user's documents and what is built in. The only place that opens any.

A path is shown as the user gave it, with forward slashes; what is built in is shown below `builtin/`, wherever
the program is installed, so that a report does not depend on the machine.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import field

from schedcheck.document import Source
from schedcheck.errors import CannotRead, CannotStart
from schedcheck.readers import LARGEST, LARGEST_PACKAGE
from schedcheck.record import define, frozen

CONFIG = "schedcheck.toml"
BINDINGS = "schedcheck-bindings.toml"
"""Used without being named where it stands beside a schedcheck.toml."""
ENDINGS = (".csv", ".docx", ".htm", ".html", ".md", ".pdf", ".toml", ".txt", ".xlsx")
"""How the names of documents end that a folder or zip stands for."""
_OTHER_ENDINGS = (".doc", ".docm", ".odt", ".ods", ".rtf", ".xls", ".xlsb", ".xlsm")
"""Documents too: one that can not be read is then named, rather than passed over. Content tells what it is."""
_LARGEST = ((b"PK\x03\x04", LARGEST_PACKAGE), (b"%PDF-", 100 * 1024 * 1024))
"""What stands near the start of a file -> the most bytes that are read of such a file; texts have their own limit."""
_PACKAGE = Path(__file__).resolve().parents[1]


BUILTIN = "builtin/"
"""How the names of built-in files start, as they are shown."""


@frozen
class File:
    """A file: where it is, and how it is shown."""

    path: Path
    shown: str


def builtin(folder: str) -> tuple[File, ...]:
    """The TOML files of a built-in folder ("rules", "rules/vocabulary", "schedules"), sorted by name.

    They are inside an installed package; in a checkout they stand beside it.
    """
    inside = _PACKAGE / "builtin" / folder
    root = inside if inside.is_dir() else _PACKAGE.parent / folder
    return tuple(File(path, f"{BUILTIN}{folder}/{path.name}") for path in sorted(root.glob("*.toml")))


def toml_files(folder: str, base: Path) -> tuple[File, ...]:
    """The TOML files of one of the user's folders. CannotStart where there is no such folder."""
    root = base / folder
    if not root.is_dir():
        raise CannotStart("there is no such folder", _slashed(folder), "Give a folder that holds TOML files.")
    return tuple(File(path, _slashed(os.path.join(folder, path.name))) for path in sorted(root.glob("*.toml")))


def documents(paths: Sequence[str], base: Path = Path(), *, allow_empty: bool = False) -> tuple[File, ...]:
    """The files that the paths name, each once; a folder stands for the documents in it. Reports all missing ones.

    A folder without documents is missing too, unless `allow_empty`.
    """
    found: list[File] = []
    missing: list[str] = []
    for path in paths:
        if not path:
            missing.append("‘’: an empty name names no file or folder")
        elif (base / path).is_dir():
            found += _inside(path, base, missing, allow_empty=allow_empty)
        elif (base / path).exists():
            found.append(File(base / path, _slashed(path)))
        else:
            missing.append(f"{_slashed(path)}: there is no such file or folder")
    if missing:
        raise CannotStart("\n".join(missing), way_out="Check the spelling, and the folder that you are in.")
    return once(found)


def once(files: Iterable[File]) -> tuple[File, ...]:
    """Each file the first time that it is named."""
    seen: dict[str, File] = {}
    real = RealPaths()
    for file in files:
        seen.setdefault(real.of(file.path), file)
    return tuple(seen.values())


def without(files: Iterable[File], others: Iterable[File]) -> tuple[File, ...]:
    """The files that are not among the others."""
    real = RealPaths()
    taken = {real.of(file.path) for file in others}
    return tuple(file for file in files if real.of(file.path) not in taken)


@define
class RealPaths:
    """Paths of files without links. Where hundreds of files stand in one folder, it is asked for the folder's once."""

    _folders: dict[str, str] = field(factory=dict)

    def of(self, path: Path) -> str:
        folder, name = os.path.split(path)
        if name in {"", os.curdir, os.pardir} or os.path.islink(path):
            return os.path.realpath(path)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        return os.path.join(self._folders[folder], name)


def source(file: File) -> Source:
    """The file's bytes. CannotRead where it can not be opened, is no plain file or is too large."""
    try:
        status = file.path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise CannotRead("this is not a plain file", file.shown, "Give the file that holds the document's text.")
        with file.path.open("rb") as opened:
            start = opened.read(1024)
            check_size(start, status.st_size, file.shown)
            content = start + opened.read()
    except OSError as error:
        reason = f"the file could not be opened ({error.strerror or error})"
        raise CannotRead(reason, file.shown, "Check who may read it.") from None
    return Source(file.shown, content, hashlib.sha256(content).hexdigest())


def check_size(start: bytes, size: int, shown: str) -> None:
    """CannotRead where a file that starts like this is larger than what is read of its sort."""
    most = next((limit for signature, limit in _LARGEST if signature in start), LARGEST)
    if size > most:
        message = f"the file is too large to be read ({size / 1048576:.0f} MB; at most {most // 1048576} MB)"
        raise CannotRead(message, shown, "Split it into its documents, or leave out what is not contract text.")


def has_document_name(name: str) -> bool:
    """Is a file of this name in a folder a document? Office programs put locks beside the files that are open."""
    return (
        name.casefold().endswith((*ENDINGS, *_OTHER_ENDINGS))
        and name not in {CONFIG, BINDINGS}
        and not name.startswith((".", "~$"))
    )


def contents(files: Iterable[File]) -> Iterator[tuple[str, bytes]]:
    """(name shown, bytes) of files that the program can not do without: CannotStart where one can not be read."""
    for file in files:
        try:
            yield file.shown, source(file).content
        except CannotRead as error:
            raise CannotStart(error.message, error.place, error.way_out) from None


def workspace_above(folder: Path) -> Path | None:
    """The nearest schedcheck.toml from a folder upwards."""
    start = folder.resolve()
    return next((f / CONFIG for f in (start, *start.parents) if (f / CONFIG).is_file()), None)


def _inside(folder: str, base: Path, missing: list[str], *, allow_empty: bool) -> Iterator[File]:
    files = sorted(path for path in (base / folder).iterdir() if has_document_name(path.name) and path.is_file())
    if not files and not allow_empty:
        missing.append(f"{_slashed(folder)}: this folder holds no {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]} file")
    prefix = "" if folder.rstrip("/") == "." else folder
    real = RealPaths()
    for path in files:
        if not is_inside(path, base / folder, real):
            missing.append(f"{_slashed(os.path.join(prefix, path.name))}: this is a link that leads out of its folder")
    yield from (File(path, _slashed(os.path.join(prefix, path.name))) for path in files)


def is_inside(path: Path, folder: Path, real: RealPaths | None = None) -> bool:
    """Is what a path leads to below the folder? Links are followed."""
    real = real or RealPaths()
    whole, top = real.of(path), real.of(folder)
    return whole == top or whole.startswith(top.rstrip(os.sep) + os.sep)


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")
