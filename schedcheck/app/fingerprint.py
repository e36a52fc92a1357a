"""What stands for the program that reads: another program, or another vocabulary, must not use what this one kept.

Modules and libraries are told by size and time of their files, which costs a thousandth of a second and sees every
change, also one that forgot to raise the version.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from schedcheck import __version__

_LIBRARIES = ("lxml", "openpyxl", "pypdfium2", "pypdfium2_raw")
"""What readers read with."""
_PACKAGE = Path(__file__).resolve().parents[1]


def digest(*parts: str | bytes) -> str:
    """One SHA-256 of several parts, none of which can run into the next."""
    whole = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(b"%d:" % len(content))
        whole.update(content)
    return whole.hexdigest()


def digest_of_files(files: Iterable[tuple[str, bytes]]) -> str:
    return digest(*(part for file in files for part in file))


@cache
def program() -> str:
    """The digest of this program, its libraries and its Python."""
    return digest(__version__, sys.version, *sorted(_modules(os.fspath(_PACKAGE))), *map(_library, _LIBRARIES))


def _modules(folder: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _modules(entry.path)
        elif entry.name.endswith(".py"):
            yield _stamp(entry.path)


def _library(name: str) -> str:
    spec = find_spec(name)
    return f"{name} {_stamp(spec.origin)}" if spec and spec.origin else name


def _stamp(path: str) -> str:
    try:
        status = os.stat(path)
    except OSError:
        return path
    return f"{path} {status.st_size} {status.st_mtime_ns}"
