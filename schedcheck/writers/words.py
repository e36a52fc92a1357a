"""Places and documents in the words of a contract person: "section 8.2, third table, second row"."""

from __future__ import annotations

import re

from schedcheck.check.wording import ordinal
from schedcheck.document import Paper
from schedcheck.place import Place
from schedcheck.writers import places

_ENTRY = re.compile(r"[\w-]+(?:\[|$)")
"""How the key path of a TOML file begins."""


def section_words(section: str, place: Place) -> str:
    """The section, table, row and page, as far as they are known; in a TOML file the entry."""
    if place.line and _ENTRY.match(place.key):
        return f"{ordinal(place.row)} entry" if place.row else ""
    parts = [_section(section)] if section else []
    if place.table:
        parts.append(f"{ordinal(place.table)} table")
    if place.row:
        parts.append(f"{ordinal(place.row)} row")
    if place.page:
        parts.append(f"page {place.page}")
    return ", ".join(parts)


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


def sentence(text: str) -> str:
    """The text with a full stop."""
    return text if text.rstrip().endswith((".", "?", "!", ":")) else f"{text.rstrip()}."
