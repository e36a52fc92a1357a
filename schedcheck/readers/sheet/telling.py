"""Is a text a table of values, CSV or its kin? Asked of every text, before the reader of such tables is loaded."""

from __future__ import annotations

import csv
from collections.abc import Sequence

DELIMITERS = ("\t", ";", "|", ",")
SAMPLE = 50
"""So many lines tell what the whole text is."""
_NAMES = (".csv", ".tsv", ".tab")
_WRITTEN = ("|", "#", "=", "[", "<", "{")


def is_csv(file: str, text: str) -> bool:
    """Is it a table of values by its name, or because all its lines have as many fields as its headings?"""
    return file.casefold().endswith(_NAMES) or _looks_delimited(text)


def _looks_delimited(text: str) -> bool:
    if text.lstrip("\ufeff \n").startswith(_WRITTEN):
        return False
    lines = [line for line in text.replace("\r", "\n").split("\n")[:SAMPLE] if line.strip()]
    for delimiter in DELIMITERS:
        fewest = 3 if delimiter == "," else 2
        if len(lines) > 2 and lines[0].count(delimiter) >= fewest - 1 and _is_even(lines, delimiter, fewest):
            return True
    return False


def _is_even(lines: Sequence[str], delimiter: str, fewest: int) -> bool:
    """Do all lines have as many fields, the first one all words, and do none read like a sentence?"""
    try:
        rows = list(csv.reader([f"{line}\n" for line in lines], delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    rows = rows[:-1] if len(lines) == SAMPLE else rows
    head = rows[0]
    even = all(len(row) == len(head) for row in rows) and len(head) >= fewest
    words = all(field.strip() and not field.strip()[0].isdigit() for field in head)
    prose = delimiter == "," and any(field.startswith(" ") for row in rows for field in row[1:])
    return even and words and not prose
