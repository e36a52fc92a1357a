"""Keeps what was read, so that a second run need not read again. It never changes a result.

An entry is a file whose name is the digest of all that it follows from. It holds a checksum of itself and comes into
being whole or not at all. Whatever is wrong with an entry or with the folder, it is as if there were no cache.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from attrs import field

from schedcheck.record import define

_ENTRY, _HALF = ".json", ".tmp"
_HEAD = len('["",') + 64
_LARGEST = 256 * 1024 * 1024
"""The most bytes that all entries may have together; those written first go first."""
_ABANDONED = 3600
"""Seconds after which a file that was never finished is nobody's."""


@define
class Cache:
    """Entries by digest in one folder; where the folder is "", it is always empty."""

    folder: str = ""
    _swept: bool = field(default=False, init=False)

    def get(self, key: str) -> bytes | None:
        """What was put under this key, if it is whole."""
        if not self.folder:
            return None
        path = self._path(key)
        try:
            content = path.read_bytes() if path.is_file() else b""
        except OSError:
            return None
        head, value = content[:_HEAD], content[_HEAD:-1]
        return value if head == _head(key, value) and content.endswith(b"]") else None

    def put(self, key: str, value: bytes) -> None:
        """Keeps a piece of JSON, if that can be done."""
        if not self.folder or len(value) > _LARGEST // 4:
            return
        with suppress(OSError):
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            self._sweep()
            self._write(key, value)

    def _write(self, key: str, value: bytes) -> None:
        import tempfile

        handle, half = tempfile.mkstemp(_HALF, "half-", self.folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_head(key, value))
                file.write(value)
                file.write(b"]")
            os.replace(half, self._path(key))
        except BaseException:
            with suppress(OSError):
                os.unlink(half)
            raise

    def _sweep(self) -> None:
        """Once a run: takes away what was never finished, and the oldest of too much."""
        if self._swept:
            return
        self._swept = True
        entries = []
        for entry in os.scandir(self.folder):
            status = entry.stat(follow_symlinks=False)
            if entry.name.endswith(_HALF) and time.time() - status.st_mtime > _ABANDONED:
                os.unlink(entry.path)
            elif entry.name.endswith(_ENTRY):
                entries.append((status.st_mtime, status.st_size, entry.path))
        total = sum(size for _, size, _ in entries)
        for _, size, path in sorted(entries):
            if total <= _LARGEST:
                break
            os.unlink(path)
            total -= size

    def _path(self, key: str) -> Path:
        return Path(self.folder, key + _ENTRY)


def _head(key: str, value: bytes) -> bytes:
    """The opening of an entry: its checksum, which also vouches for its name."""
    whole = sha256(key.encode("ascii"))
    whole.update(value)
    return f'["{whole.hexdigest()}",'.encode("ascii")
