"""Who made a note on a page, and when, as the note says. Pure."""

from __future__ import annotations

import re

from schedcheck.readers.pdf.pdfium import Remark

_DAY = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")
_LONGEST_NAME = 80


def said_by(remark: Remark) -> str:
    """Its author and the day of its last change, as far as they are known: "A. Author, 2024-05-01"."""
    day = _DAY.match(remark.date)
    author = " ".join(remark.author.split())[:_LONGEST_NAME]
    return ", ".join(part for part in (author, "-".join(day.groups()) if day else "") if part)
