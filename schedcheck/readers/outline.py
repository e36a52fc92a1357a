"""Which numbered lines are headings: those whose number goes on with the outline so far.

For readers of formats that do not say what is a heading.
"""

from __future__ import annotations

import re
from typing import Protocol

from schedcheck.record import define

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})(\.?)\s+([A-Z‘'\"“(].*)")
_LONGEST = 100


class Numbered(Protocol):
    """A line or paragraph that may be a heading: `gap` counts the blank lines before it, `fresh` says that a page
    starts with it, `strong` that it stands apart from what is above."""

    @property
    def text(self) -> str: ...
    @property
    def gap(self) -> int: ...
    @property
    def strong(self) -> bool: ...
    @property
    def fresh(self) -> bool: ...


@define
class Outline:
    """The number of the last heading, () before the first."""

    last: tuple[int, ...] = ()

    def heading(self, line: Numbered) -> tuple[str, str] | None:
        """(number, title) when the line is the outline's next heading, else None. The outline moves on to it."""
        found = self.next(line)
        if found:
            self.last = tuple(int(part) for part in found[0].split("."))
        return found

    def next(self, line: Numbered) -> tuple[str, str] | None:
        """The same, leaving the outline where it is."""
        found = _NUMBERED.fullmatch(line.text)
        if not found or len(line.text) > _LONGEST:
            return None
        number, title = found.group(1), found.group(3)
        parts = tuple(int(part) for part in number.split("."))
        if not self._follows(parts, line) or (len(parts) == 1 and not _is_title(title)):
            return None
        return number, title

    def _follows(self, parts: tuple[int, ...], line: Numbered) -> bool:
        if parts == (1,):
            return not self.last or line.fresh or line.strong or line.gap >= 2
        if not self.last:
            return False
        if parts[:-1] == self.last and parts[-1] == 1:
            return True
        depth = len(parts)
        if depth > len(self.last) or parts[:-1] != self.last[: depth - 1]:
            return False
        step = parts[-1] - self.last[depth - 1]
        return step == 1 or (depth == 1 and step == 2)


def _is_title(title: str) -> bool:
    no_title = re.search(r"\b(?:will|shall|must|should)\b|\d/\d|\d\.\d+$", title)
    return len(title) <= 80 and not title.endswith((".", ",", ";")) and not no_title
