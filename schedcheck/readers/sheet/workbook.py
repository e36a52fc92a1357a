"""XLSX -> Document: each sheet its titles and tables, every value as the sheet shows it.

What is hidden, has no stored value, or may have lost something in being stored as a number, is said as a gap.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterator, Sequence
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from schedcheck.document import Block, Document, Run, Source
from schedcheck.errors import CannotRead
from schedcheck.place import Place
from schedcheck.readers.sheet.cells import CellReader
from schedcheck.readers.sheet.package import SheetPart, cut
from schedcheck.readers.sheet.record import SheetCell
from schedcheck.readers.sheet.regions import blocks_in
from schedcheck.readers.sheet.stored import lost_zeros, without_doubtful
from schedcheck.readers.zip import open_parts
from schedcheck.vocabulary import Vocabulary, compact

_WAY_OUT = "Open it in the program that made it and save it again as an .xlsx file."
_DEFAULT_NAME = re.compile(r"(?:Sheet|Tabelle|Feuille|Hoja|Foglio|Blad|Feuil)\s?\d{0,3}", re.IGNORECASE)
_MOST_NAMED = 8
_TITLE_LINES = 4
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    InvalidFileException,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What the library raises for a damaged file; an XML error is a SyntaxError."""


def read_workbook(source: Source, vocabulary: Vocabulary) -> Document:
    """The blocks of every sheet that is not hidden. A cell's place is its sheet and address."""
    parts = open_parts(source)
    small = cut(parts)
    workbook = _opened(small.content, source)
    gaps = [f"the embedded or linked part {name} was not read" for name in parts.unread()]
    shown = [part for part in small.sheets if not part.hidden]
    blocks: list[Block] = []
    for part in small.sheets:
        if part.hidden:
            gaps.append(f"the sheet “{part.name}” is hidden, so it was not read")
            continue
        if part.name not in workbook.sheetnames:
            raise CannotRead(f"the sheet “{part.name}” is damaged", source.file, _WAY_OUT)
        sheet = workbook[part.name]
        if isinstance(sheet, Worksheet):
            own = list(_blocks(sheet, part, source, vocabulary, gaps))
            schedule = _is_schedule(part.name, own, vocabulary)
            titled = own and (schedule or len(shown) > 1 or not _DEFAULT_NAME.fullmatch(part.name))
            blocks += [_heading(part.name, 0 if schedule else 1), *own] if titled else own
    if not blocks:
        reason = f" ({gaps[0]})" if gaps else ""
        raise CannotRead(
            f"no sheet of it shows anything{reason}", source.file, "Give the file that holds the schedule."
        )
    remarks = tuple(remark for part in shown for remark in part.remarks)
    return Document(source.file, source.sha256, tuple(blocks), whole=not gaps, gaps=tuple(gaps), remarks=remarks)


def _opened(content: bytes, source: Source) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(BytesIO(content), data_only=True, keep_links=False, rich_text=True)
    except _BROKEN as error:
        reason = (str(error).splitlines() or [""])[0][:120]
        raise CannotRead(f"the workbook is damaged ({reason})", source.file, _WAY_OUT) from None


def _is_schedule(name: str, blocks: Sequence[Block], vocabulary: Vocabulary) -> bool:
    """Does a sheet say, by its name or in its first lines, that it is a schedule in force, a document of its own?"""
    titles = {compact(title) for kind in vocabulary.documents if kind.schedule for title in kind.titles}
    lines = [block.text() for block in blocks[:_TITLE_LINES] if block.kind == "paragraph"]
    return any(compact(line) in titles for line in (name, *lines))


def _heading(name: str, level: int) -> Block:
    """The name of a sheet; at level 0 a document starts there."""
    place = Place(offset=1, key=name)
    return Block("heading", (Run(name, place),), level=level, fresh=True, place=place)


def _blocks(
    sheet: Worksheet, part: SheetPart, source: Source, vocabulary: Vocabulary, gaps: list[str]
) -> Iterator[Block]:
    cells, hidden = _visible(sheet)
    reader = CellReader(source.file, part.name, sheet.parent.epoch if sheet.parent else CellReader("", "").epoch)
    try:
        for cell in cells:
            reader.note_redline(cell)
        read = [shown for cell in cells if (shown := reader.read(cell))]
    except _BROKEN as error:
        reason = (str(error).splitlines() or [""])[0][:120]
        raise CannotRead(f"the sheet “{part.name}” is damaged ({reason})", source.file, _WAY_OUT) from None
    known = {compact(h) for form in vocabulary.tables for column in form.column for h in column.headings}
    blocks = list(blocks_in(read, part.merged, lambda text: compact(text) in known))
    gaps += [f"{part.name}: {said}" for said in hidden]
    gaps += _formulas(part)
    gaps += reader.doubts
    stored = _stored(read)
    gaps += lost_zeros(blocks, stored, vocabulary)
    yield from without_doubtful(blocks, stored, vocabulary)


def _visible(sheet: Worksheet) -> tuple[list[Cell], list[str]]:
    """The cells that hold something and are shown, in reading order, and what is said of the others."""
    columns = set(_hidden_columns(sheet))
    rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    shown: list[Cell] = []
    left_rows, left_columns = set(), set()
    for row, column in sorted(sheet._cells):
        cell = sheet._cells[row, column]
        if not isinstance(cell, Cell) or cell.value is None or not str(cell.value).strip():
            continue
        if row in rows:
            left_rows.add(row)
        elif column in columns:
            left_columns.add(column)
        else:
            shown.append(cell)
    return shown, list(_said(left_rows, left_columns))


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min and dimension.max:
            yield from range(dimension.min, min(dimension.max, 16_384) + 1)


def _said(rows: Collection[int], columns: Collection[int]) -> Iterator[str]:
    if rows:
        yield f"hidden rows were not read ({_listed([str(row) for row in sorted(rows)])})"
    if columns:
        yield f"hidden columns were not read ({_listed([get_column_letter(c) for c in sorted(columns)])})"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _formulas(part: SheetPart) -> Iterator[str]:
    if part.uncounted:
        which = _listed([f"{part.name}!{address}" for address in part.uncounted])
        yield f"a formula has no stored value, so it was not read ({which})"


def _stored(cells: Sequence[SheetCell]) -> dict[str, str]:
    return {cell.runs[0].place.key: cell.stored for cell in cells if cell.stored}
