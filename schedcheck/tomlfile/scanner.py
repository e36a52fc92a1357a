"""Finds the line of every key of a TOML text.

Runs when a line is first asked for, over text that the TOML reader has accepted: it may assume that the text is
well formed.
"""

from __future__ import annotations

import re
from typing import cast

import tomli

Path = tuple[str | int, ...]

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEYS = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_LINE = re.compile(rf"[ \t]*(?:(?P<open>\[\[?)[ \t]*(?P<header>{_KEYS})[ \t]*\]|(?P<key>{_KEYS})[ \t]*=)")
_PLAIN = re.compile(
    r"""[ \t]*(?:(?P<key>[A-Za-z0-9_-]+)|"(?P<quoted>[^"\\\n]*)")[ \t]*=[ \t]*"""
    r"""(?:"[^"\\\n]+"|[A-Za-z0-9+:._-]+)[ \t]*\n"""
)
"""A line as nearly all are: one key, and a value that neither reads on nor holds others."""
_PART = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*'
    r"|[\[\]{},\n]|[^\s\[\]{},\"'#]+",
    re.S,
)


class Scanner:
    """Walks over well-formed TOML once and notes on which line each table, key and list element starts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}
        self.headers: list[tuple[Path, int]] = []
        self.table: Path = ()
        self.line = 1
        position = 0
        while position < len(text):
            position = self._step(position)

    def _step(self, position: int) -> int:
        """Reads one header, one key with its value, or one blank line; gives where the next line starts."""
        plain = _PLAIN.match(self.text, position)
        if plain:
            self.lines.setdefault((*self.table, plain["key"] or plain["quoted"]), self.line)
            self.line += 1
            return plain.end()
        found = _LINE.match(self.text, position)
        end = found.end() if found else position
        if found and found["header"]:
            self._enter(_parts(found["header"]), found["open"] == "[[")
        elif found:
            end = self._value((*self.table, *self._note(self.table, _parts(found["key"]))), end)
        newline = self.text.find("\n", end)
        self.line += 1
        return len(self.text) if newline < 0 else newline + 1

    def _enter(self, parts: Path, many: bool) -> None:
        """A header: goes to the last element of each array of tables on its way."""
        path: Path = ()
        for index, part in enumerate(parts, 1):
            path = (*path, part)
            if many and index == len(parts):
                self.counts[path] = self.counts.get(path, -1) + 1
            self.lines.setdefault(path, self.line)
            if path in self.counts:
                path = (*path, self.counts[path])
        self.lines.setdefault(path, self.line)
        self.headers.append((path, self.line))
        self.table = path

    def _note(self, table: Path, parts: Path) -> Path:
        for index in range(1, len(parts) + 1):
            self.lines.setdefault((*table, *parts[:index]), self.line)
        return parts

    def _value(self, path: Path, position: int) -> int:
        """Walks over one value, noting the elements of its lists; gives the position after it."""
        frames: list[Path | None] = []
        index: list[int] = []
        while found := _PART.search(self.text, position):
            part = found.group()
            if part == "\n" and not frames:
                return found.start()
            position = found.end()
            self._element(path, frames, index, part)
            if part in "[{":
                frames.append(() if part == "[" else None)
                index.append(0)
            elif part in "]}":
                frames.pop()
                index.pop()
            elif part == "," and frames:
                index[-1] += 1
            self.line += part.count("\n")
        return len(self.text)

    def _element(self, path: Path, frames: list[Path | None], index: list[int], part: str) -> None:
        inside_lists_only = frames and None not in frames
        if inside_lists_only and part[0] not in "]},\n#":
            self.lines.setdefault((*path, *index), self.line)


def _parts(keys: str) -> Path:
    return tuple(_bare(key) for key in re.findall(_KEY, keys))


def _bare(key: str) -> str:
    if key[0] == '"' and "\\" in key:
        return cast("str", tomli.loads(f"k = {key}")["k"])
    return key[1:-1] if key[0] in "\"'" else key
