"""One TOML file with the line of each of its keys.

Runs before anything else: rules, vocabulary, schedules and registries are read through here. May assume nothing
about the bytes that it is given.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

import tomli

from schedcheck.errors import CannotStart
from schedcheck.record import define
from schedcheck.tomlfile.scanner import Path, Scanner

__all__ = ["Path", "TomlFile", "load"]

_BOM = b"\xef\xbb\xbf"


@define(eq=False)
class TomlFile:
    """One TOML file: its values, and the physical line of each key path."""

    file: str
    values: dict[str, object]
    text: str

    def line(self, path: Path) -> int:
        """The line, from 1, of a key path ("row", 3, "name"); of its nearest known ancestor; 1 at worst."""
        while path:
            if path in self._lines:
                return self._lines[path]
            if path in self._as_records_spell:
                return self._as_records_spell[path]
            path = path[:-1]
        return 1

    def next_table(self, path: Path) -> int:
        """The line of the first header after those of a table; 0 where none comes after it."""
        start = self._lines.get(path, 0)
        headers = (line for name, line in self._headers if line > start and name[: len(path)] != path)
        return min(headers, default=0)

    @cached_property
    def _headers(self) -> list[tuple[Path, int]]:
        """Every path that begins on a line of its own, with that line: what is no header ends no block."""
        return list(Scanner(self.text).headers)

    @cached_property
    def _lines(self) -> dict[Path, int]:
        """As the keys are written."""
        return Scanner(self.text).lines

    @cached_property
    def _as_records_spell(self) -> dict[Path, int]:
        """With underscores for hyphens; asked for where a key is not found as it is written."""
        return {_spelled(path): line for path, line in reversed(self._lines.items())}


def load(content: bytes, file: str) -> TomlFile:
    """The file's values. CannotStart with "file:line:column" when it is no TOML or not UTF-8."""
    content = content.removeprefix(_BOM)
    try:
        text = content.decode("utf-8").replace("\r\n", "\n")
        return TomlFile(file, tomli.loads(text, parse_float=Decimal), text)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        raise CannotStart("this is not UTF-8 text", f"{file}:{line}:{column}", "Save the file as UTF-8.") from None
    except tomli.TOMLDecodeError as error:
        place = f"{file}:{error.lineno}:{error.colno}"
        reason = error.msg[:1].lower() + error.msg[1:]
        raise CannotStart(f"this is not TOML: {reason}", place) from None
    except RecursionError:
        raise CannotStart("brackets are nested too deeply", file, "Write it with fewer brackets.") from None


def _spelled(path: Path) -> Path:
    return tuple(part.replace("-", "_") if isinstance(part, str) else part for part in path)
