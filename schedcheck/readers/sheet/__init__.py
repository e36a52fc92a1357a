"""Spreadsheets -> Document: XLSX files, and tables of values as text.

Runs on the bytes of a file that was told by its content. Numbers are read as the sheet shows them.
"""

from __future__ import annotations

from schedcheck.document import Document, Source
from schedcheck.readers.sheet.telling import is_csv
from schedcheck.vocabulary import Vocabulary

__all__ = ["is_csv", "read_csv", "read_xlsx"]


def read_csv(source: Source, text: str, vocabulary: Vocabulary) -> Document:
    """One table of values, with titles above and notes below it."""
    from schedcheck.readers.sheet.delimited import read_delimited

    return read_delimited(source, text, vocabulary)


def read_xlsx(source: Source, vocabulary: Vocabulary) -> Document:
    """The blocks of every sheet that is not hidden. The library is loaded when a file asks for it."""
    from schedcheck.readers.sheet.workbook import read_workbook

    return read_workbook(source, vocabulary)
