"""Writes a folder of pages that are made from something: each whole, and those that are made no more taken out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from schedcheck.app.writing import write_whole
from schedcheck.errors import CannotStart


def write_pages(folder: str, pages: Iterable[tuple[str, str]], made: str) -> tuple[str, ...]:
    """Writes (name, text) of each page; gives back the names of all that changed, sorted.

    A page that starts with `made` and is not among them is taken out; whatever else is in the folder stays.
    """
    root = Path(folder)
    if not root.is_dir():
        raise CannotStart("there is no such folder", folder, "Make the folder that shall hold the pages.")
    contents = {name: text.encode("utf-8") for name, text in pages}
    old = {path.name: path.read_bytes() for path in sorted(root.glob("*.md"))}
    for name, content in contents.items():
        if old.get(name) != content:
            write_whole(root / name, content)
    stale = [name for name, content in old.items() if name not in contents and content.startswith(made.encode("utf-8"))]
    for name in stale:
        (root / name).unlink()
    return tuple(sorted([*stale, *(name for name, content in contents.items() if old.get(name) != content)]))
