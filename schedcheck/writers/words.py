"""Places and documents in the words of a contract person: "section 8.2, third table, second row"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schedcheck.check.wording import listed, ordinal
from schedcheck.document import Paper
from schedcheck.finding import Undecided
from schedcheck.place import Place
from schedcheck.writers import places

_ENTRY = re.compile(r"[\w-]+(?:\[|$)")
"""How the key path of a TOML file begins."""
_HEAD = ("document.", "document[")
"""How that of what such a file says of itself does, which is no list."""


def section_words(section: str, place: Place, more: Sequence[int] = ()) -> str:
    """The section, table, row and page, as far as they are known; in a TOML file the entry, or the line of its head.

    `more` are further rows of the same table.
    """
    if place.line and _ENTRY.match(place.key):
        if place.key.startswith(_HEAD):
            return f"line {place.line}"
        return _rows([place.row, *more], "entry", "entries") if place.row else ""
    parts = [_section(section)] if section else []
    if place.table:
        parts.append(f"{ordinal(place.table)} table")
    if place.row:
        parts.append(_rows([place.row, *more], "row", "rows"))
    if place.page:
        parts.append(f"page {place.page}")
    return ", ".join(parts)


def _rows(rows: Sequence[int], one: str, several: str) -> str:
    return f"{listed(map(ordinal, rows))} {one if len(rows) == 1 else several}"


def _section(section: str) -> str:
    return f"section {section}" if section[:1].isdigit() else f"“{section}”"


def document_words(paper: Paper) -> str:
    """The title with its version."""
    return f"{paper.title}, version {paper.version}" if paper.version else paper.title


def spot(paper: Paper, place: Place) -> str:
    """The file, with as much of the place in it as such a file has."""
    return places.spot(paper.file or paper.id, place)


def counted(number: int, noun: str) -> str:
    """1 -> "1 error", 2 -> "2 errors"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def open_words(undecided: Undecided) -> str:
    """What could not be decided, and why; the subject first, unless the reason begins with it."""
    about, reason = undecided.subject, undecided.reason
    return f"{about}: {reason}" if about and not reason.startswith(f"{about} ") else reason


def sentence(text: str) -> str:
    """The text with a full stop."""
    return text if text.rstrip().endswith((".", "?", "!", ":")) else f"{text.rstrip()}."
