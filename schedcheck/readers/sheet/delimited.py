"""CSV and its kin -> Document: one table, its values with their physical lines."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from schedcheck.document import Document, Run, Source
from schedcheck.errors import CannotRead
from schedcheck.place import Place
from schedcheck.readers.sheet.record import LONGEST_CELL, MOST_CELLS, SheetCell
from schedcheck.readers.sheet.regions import blocks_in
from schedcheck.readers.sheet.stored import lost_zeros, without_doubtful
from schedcheck.readers.sheet.telling import DELIMITERS, SAMPLE
from schedcheck.vocabulary import Vocabulary


@frozen
class _Record:
    fields: tuple[str, ...]
    line: int


def read_delimited(source: Source, text: str, vocabulary: Vocabulary) -> Document:
    """One table, with titles above and notes below it as paragraphs."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    records = _records(source, lines)
    if not any(field.strip() for record in records for field in record.fields):
        raise CannotRead("the table is empty", source.file, "Give the file that holds the schedule.")
    if sum(len(record.fields) for record in records) > MOST_CELLS:
        raise CannotRead(f"it has more than {MOST_CELLS:,} values", source.file, "Split it into several files.")
    cells = [cell for number, record in enumerate(records, 1) for cell in _cells(number, record, lines)]
    blocks = tuple(blocks_in(cells, (), lambda _: True))
    certain = tuple(without_doubtful(blocks, {}, vocabulary))
    return Document(source.file, source.sha256, certain, gaps=tuple(lost_zeros(blocks, {}, vocabulary)))


def _records(source: Source, lines: Sequence[str]) -> list[_Record]:
    records, line = [], 1
    reader = csv.reader((f"{each}\n" for each in lines), delimiter=_delimiter(lines))
    try:
        for fields in reader:
            if any(len(field) > LONGEST_CELL for field in fields):
                raise csv.Error(f"a value is longer than {LONGEST_CELL:,} characters; perhaps a quotation mark is open")
            records.append(_Record(tuple(fields), line))
            line = reader.line_num + 1
    except csv.Error as error:
        place = f"{source.file}:{line}"
        raise CannotRead(f"the table can not be read: {error}", place, "Save it again as CSV.") from None
    return records


def _delimiter(lines: Sequence[str]) -> str:
    """The sign that parts the most lines into as many fields as their neighbours."""
    sample = [line for line in lines if line.strip()][:SAMPLE]
    return max(DELIMITERS, key=lambda sign: _evenness(sample, sign))


def _evenness(lines: Sequence[str], delimiter: str) -> int:
    counts = [line.count(delimiter) for line in lines]
    even = sum(a == b for a, b in pairwise(counts) if a)
    return 1000 * even + sum(count > 0 for count in counts)


def _cells(number: int, record: _Record, lines: Sequence[str]) -> Iterator[SheetCell]:
    """The values of a record, each where it stands on its line; a quoted value may go over several."""
    at = 0
    printed = lines[record.line - 1] if record.line <= len(lines) else ""
    for column, field in enumerate(record.fields, 1):
        words = " ".join(field.split())
        if words:
            found = printed.find(field.split("\n")[0].strip(), at)
            at = found if found >= 0 else at + 1
            place = Place(record.line, at + 1, record.line, key=f"row {number} column {column}")
            yield SheetCell(number, column, (Run(words, place),))
            at += len(field) if found >= 0 else 0
