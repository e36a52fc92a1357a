"""pdfplumber, on another PDF library with other code for tables, reads the same cells from the committed PDF files.

It knows of no redline, so that the words of a cell are compared as they are printed, old and new ones together.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest

from schedcheck.document import Source, View
from schedcheck.readers.pdf import read_pdf
from tests.shared import PROJECT

FORMATS = PROJECT / "tests" / "cases" / "formats"
FILES = sorted([*FORMATS.glob("*/annex-b*.pdf"), *FORMATS.glob("*/impact-assessment.redlined.*.pdf")])
"""A legal text and an assessment whose table goes over three pages, from each producer."""
_SIGNS = str.maketrans({"\uf0fe": "✓", "\uf0a8": "☐", "\u00ad": "", "\ufffe": ""})


def test_there_are_files_of_each_producer() -> None:
    assert {file.name.split(".")[-2] for file in FILES} >= {"libreoffice", "weasyprint", "chromium"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_both_read_the_same_cells(file: Path) -> None:
    content = file.read_bytes()
    ours, theirs = set(_ours(content)), set(_theirs(content))
    assert len(theirs) > 15
    assert theirs - ours == set()
    assert 100 * len(ours - theirs) <= len(ours), ours - theirs


def _ours(content: bytes) -> Iterator[str]:
    for block in read_pdf(Source("pack.pdf", content, "")).blocks:
        for cells in (block.headings, *(row.cells for row in block.rows)):
            yield from (_letters(cell.text(View.BOTH)) for cell in cells if cell.runs and not cell.merged)


def _theirs(content: bytes) -> Iterator[str]:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                yield from (letters for row in table for cell in row if (letters := _letters(cell or "")))


def _letters(text: str) -> str:
    """Words without blanks and with the letters of ligatures: where a line ends in a cell is not compared."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_SIGNS).split()).replace("-", "")
