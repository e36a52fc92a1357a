"""Blocks of the written dialect -> a workbook of the tables: a sheet for the title page, one for each section.

Runs by hand, from make_files. An old value is struck through within its cell and the new one underlined. Amounts of
money and dates are stored as numbers, ids as text; cells that others cover are merged.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Border, Color, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from benchmarks.formats.packing import zip_without_times
from benchmarks.formats.word import covered
from schedcheck.document import Block, Cell, Mark

_LINE = Side(style="thin")
_EDGE = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_MONEY = '"£"#,##0.00;-"£"#,##0.00', '"£"#,##0'


def as_workbook(blocks: Sequence[Block], way: str) -> bytes:
    """The tables of a document with the line before each, and its title page."""
    book = Workbook()
    book.properties.creator = "Made up"
    book.properties.created = book.properties.modified = datetime(2020, 1, 1)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Title page"
    for number, block in enumerate(_title_page(blocks), 1):
        sheet.cell(number, 1, block.text())
    for name, section in _sections(blocks):
        _fill(book.create_sheet(sheet_name(name)), section, way)
    buffer = io.BytesIO()
    book.save(buffer)
    return zip_without_times(buffer.getvalue())


def sheet_name(section: str) -> str:
    """What a sheet may be called: no more than 31 characters, and none of those that addresses are made of."""
    return re.sub(r"[][:*?/\\\\]", "", section)[:31]


def _title_page(blocks: Sequence[Block]) -> Iterator[Block]:
    """What stands before the second heading, and the paragraphs of an opening without a number."""
    for block in blocks:
        if block.kind == "heading" and block.number:
            return
        if block.kind == "heading" and block.level > 1 and not block.text().startswith("About"):
            return
        if block.kind in {"heading", "paragraph"}:
            yield block


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    """(section, its tables and the paragraph before each). A sheet is named as the section is."""
    section, name, held = "", "", list[Block]()
    numbered = ""
    for block in blocks:
        if block.kind == "heading":
            numbered = block.number or (numbered if block.level > 2 else "")
            name = numbered or block.text()
        if name != section:
            if any(each.kind == "table" for each in held):
                yield section, held
            section, held = name, []
        if block.kind in {"paragraph", "table"}:
            held.append(block)
    if any(each.kind == "table" for each in held):
        yield section, held


def _fill(sheet: Worksheet, blocks: Sequence[Block], way: str) -> None:
    line = 1
    for before, block in zip([None, *blocks], blocks, strict=False):
        if block.kind != "table":
            continue
        if before is not None and before.kind == "paragraph":
            sheet.cell(line, 1, before.text())
            line += 2
        line = _table(sheet, block, line, way) + 2
    for column in "ABCDEF":
        sheet.column_dimensions[column].width = 28


def _table(sheet: Worksheet, block: Block, line: int, way: str) -> int:
    """Writes a table from a line on; gives the line after it."""
    if block.headings:
        for column, cell in enumerate(block.headings, 1):
            head = sheet.cell(line, column, cell.text())
            head.font, head.fill, head.border = Font(bold=True), PatternFill("solid", fgColor="D9E2F3"), _EDGE
        line += 1
    hidden = covered(block)
    for number, row in enumerate(block.rows):
        for column, cell in enumerate(row.cells):
            if (number, column) not in hidden:
                _write(sheet, cell, line + number, column + 1, way)
    for number, column in hidden:
        if (number - 1, column) not in hidden:
            height = next(n for n in range(1, len(block.rows) + 1) if (number + n, column) not in hidden)
            top = line + number - 1
            sheet.merge_cells(start_row=top, end_row=top + height, start_column=column + 1, end_column=column + 1)
    return line + len(block.rows)


def _write(sheet: Worksheet, cell: Cell, row: int, column: int, way: str) -> None:
    target = sheet.cell(row, column)
    target.border = _EDGE
    runs = [run for run in cell.runs if way != "accepted" or run.mark is not Mark.DELETED]
    text = " ".join(run.text for run in runs)
    if any(run.mark is not Mark.PLAIN for run in runs) and way != "accepted":
        looks = {
            Mark.DELETED: InlineFont(strike=True, color=Color("FFC00000")),
            Mark.INSERTED: InlineFont(u="single", color=Color("FF0000FF")),
            Mark.PLAIN: InlineFont(),
        }
        pieces = [TextBlock(looks[run.mark], f"{run.text} ") for run in runs]
        target.value = CellRichText(*pieces)
    elif text.startswith("£"):
        pounds = text[1:].replace(",", "").strip()
        target.value = float(pounds) if "." in pounds else int(pounds)
        target.number_format = _MONEY[0] if "." in pounds else _MONEY[1]
    else:
        target.value = text or None
        target.number_format = "@"
