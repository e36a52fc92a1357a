"""Plain text -> Document: what a PDF extractor left, or the written dialect of people and tests."""

from __future__ import annotations

from schedcheck.document import Document, Source
from schedcheck.readers.text.extracted import read_extracted
from schedcheck.readers.text.lines import Line, cut_lines
from schedcheck.readers.text.written import is_written, read_written
from schedcheck.vocabulary import Vocabulary

__all__ = ["Line", "read_text"]


def read_text(source: Source, text: str, vocabulary: Vocabulary) -> Document:
    """The blocks of a text in either dialect, each with its physical line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = cut_lines(text)
    blocks = read_written(lines) if is_written(lines) else read_extracted(text, lines, vocabulary)
    return Document(source.file, source.sha256, blocks)
