"""Writes a file whole or not at all. Runs wherever a command leaves something behind: reports, schedules, waivers.

The bytes go to a new file in the same folder, to the disk, and only then to the name that was asked for. Whoever reads
that name, or stops the program at any moment, has the old file or the new one, and never a piece of one.
"""

from __future__ import annotations

import os
import stat
import time
from contextlib import suppress
from pathlib import Path

from schedcheck.errors import CannotWrite

JOURNAL = ".schedcheck-journal.json"
"""What stands beside files that are being written together."""

_START, _END, _NEXT = ".schedcheck-", ".half", ".next"
_ABANDONED = 3600
"""Seconds after which a file that was never finished is nobody's: its program was killed."""


def write_whole(path: Path, content: bytes) -> None:
    """Makes `content` the content of the file, which keeps its permissions. CannotWrite leaves it as it was.

    A link is refused: in a folder that others can write to, it may lead anywhere. So is what is no plain file.
    """
    try:
        status = status_of(path)
        _sweep(path.parent)
        half = path.with_name(f"{_START}{os.urandom(8).hex()}{_END}")
        try:
            fill(half, content, status)
            os.replace(half, path)
        except BaseException:
            with suppress(OSError):
                half.unlink()
            raise
        settle(path.parent)
    except OSError as error:
        raise refusal(path, error) from None


def status_of(path: Path) -> os.stat_result | None:
    """What is known of the file that will be replaced; None where there is none."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(status.st_mode):
        raise CannotWrite("this is a link to another file, and was left alone", str(path), "Name that file itself.")
    if not stat.S_ISREG(status.st_mode):
        raise CannotWrite("this is not a plain file, and was left alone", str(path), "Name a file.")
    if not os.access(path, os.W_OK):
        raise PermissionError(13, "Permission denied")
    return status


def fill(half: Path, content: bytes, like: os.stat_result | None) -> None:
    """A new file with the permissions, and if possible the owner, of the one that it replaces."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(half, flags, 0o666), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if like is not None:
        if hasattr(os, "chown"):
            with suppress(OSError):
                os.chown(half, like.st_uid, like.st_gid)
        half.chmod(stat.S_IMODE(like.st_mode))


def settle(folder: Path) -> None:
    """Brings the new name itself to the disk, on systems that know how."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(folder: Path) -> None:
    """Takes away what a program that was killed has left, but for what a journal still needs."""
    ends = (_END,) if (folder / JOURNAL).exists() else (_END, _NEXT)
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_START) and entry.name.endswith(ends):
                age = time.time() - entry.stat(follow_symlinks=False).st_mtime
                if age > _ABANDONED:
                    os.unlink(entry.path)


def refusal(path: Path, error: OSError) -> CannotWrite:
    if not path.parent.is_dir():
        return CannotWrite("its folder does not exist", str(path), f"Make it first: mkdir -p {path.parent.as_posix()}")
    reason = error.strerror or str(error)
    return CannotWrite(f"the file could not be written ({reason})", str(path), "What stood there is still there.")
