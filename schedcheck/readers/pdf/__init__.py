"""PDF files with a text layer -> Document: letters and rules by PDFium, everything else is our own.

Pages are first read as letters, rules and notes; rules that meet make tables, others strike or underline; lines and
tables become blocks. A page that is only a picture is not read, and the document's gaps say so.

PDFium may abort its process on a hostile file: read files of strangers in a child process.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from schedcheck.document import Block, Document, Run, Source
from schedcheck.errors import CannotRead
from schedcheck.readers.pdf import pdfium
from schedcheck.readers.pdf.flow import Flow, Setting
from schedcheck.readers.pdf.furniture import furniture_of
from schedcheck.readers.pdf.ink import Sheet
from schedcheck.readers.pdf.layout import PageParts, Ruled, stitched_pages
from schedcheck.readers.pdf.lines import Line, runs, words_in
from schedcheck.readers.pdf.margin import tells_changes
from schedcheck.readers.pdf.pictures import telling
from schedcheck.readers.pdf.redline import with_plain_underlines
from schedcheck.readers.pdf.sheets import LARGEST, MOST_PAGES, PICTURED, sheets_of
from schedcheck.readers.pdf.streams import damaged_parts
from schedcheck.readers.pdf.unaligned import unread_columns
from schedcheck.readers.pictures import Picture, pictures_not_read

__all__ = ["read_pdf"]

_OUTLINED = 200
_AGAIN = "Save the document as PDF again."


def read_pdf(source: Source) -> Document:
    """The blocks of a PDF, each with its page and the box of its first line. CannotRead when it is locked or broken."""
    if len(source.content) > LARGEST:
        size = f"{len(source.content) / 1048576:.0f} MB; at most {LARGEST // 1048576} MB"
        raise CannotRead(f"the file is too large to be read ({size})", source.file, "Split it into its documents.")
    sheets, gaps = _sheets(source)
    if not any(sheet.glyphs for sheet in sheets):
        message = (
            "its pages are pictures: there is no text to read" if any(map(_is_picture, sheets)) else "it has no text"
        )
        raise CannotRead(message, source.file, "Give the file that it was made from, or let a program read the text.")
    blocks, unread = _blocks(sheets)
    return Document(source.file, source.sha256, blocks, gaps=(*unread, *gaps))


def _sheets(source: Source) -> tuple[list[Sheet], list[str]]:
    """The pages, and what of the file is not read."""
    damaged = damaged_parts(source.content, source.file)
    try:
        with pdfium.opened(source.content) as pdf:
            if not 0 < pdf.pages <= MOST_PAGES:
                message = f"it has {pdf.pages:,} pages (at most {MOST_PAGES:,})" if pdf.pages else "it has no pages"
                raise CannotRead(message, source.file, "Split it into its documents.")
            if pdf.is_dynamic_form:
                raise CannotRead("it is a form that makes its pages while it is shown", source.file, "Print it as PDF.")
            sheets = list(sheets_of(pdf, source))
            attached = pdf.attachments
    except pdfium.Locked:
        raise CannotRead("it is locked with a password", source.file, "Save it without a password.") from None
    except pdfium.Broken:
        raise CannotRead("the PDF file is broken", source.file, _AGAIN) from None
    return sheets, [*_lost(sheets), *_attached(attached), *_damaged(damaged)]


def _attached(count: int) -> Iterator[str]:
    if count:
        yield f"{count} attached file{'' if count == 1 else 's'} not read"


def _damaged(count: int) -> Iterator[str]:
    if count:
        yield f"{count} part{'' if count == 1 else 's'} of the file {'is' if count == 1 else 'are'} damaged"


def _lost(sheets: Sequence[Sheet]) -> Iterator[str]:
    """A line for each page of which some letters were not read."""
    for sheet in sheets:
        if len(sheet.glyphs) < sheet.lost * 10:
            yield f"page {sheet.number}: {sheet.lost} of its letters have no name in the file and were not read"
        if sheet.clipped:
            yield f"page {sheet.number}: words run over the edge of the page"
        if sheet.hidden:
            yield f"page {sheet.number}: hidden text was left out: {sheet.hidden} characters"
        if sheet.guessed:
            yield f"page {sheet.number} is a picture: its text is what a program took the letters for (OCR)"
        if any(character.isdigit() for character in sheet.sideways):
            yield f"page {sheet.number}: words that run sideways were not read"


def _unread(pages: Sequence[PageParts], furniture: set[int]) -> Iterator[str]:
    """A line for what is drawn on a page and not read, or for the page when it has no text but furniture."""
    for page in pages:
        if tells_changes(page.margin):
            yield f"page {page.sheet.number}: changes told in the margin were not read"
        if page.has_signs:
            yield f"page {page.sheet.number}: drawings in cells of a table, perhaps ticks, were not read"
        if page.tables or any(id(line) not in furniture for line in page.lines):
            yield from pictures_not_read(list(_pictures(page)))
            continue
        if _is_picture(page.sheet):
            yield f"page {page.sheet.number} is a picture and was not read"
        elif page.sheet.drawn >= _OUTLINED:
            yield f"page {page.sheet.number} is a drawing and was not read"


def _pictures(page: PageParts) -> Iterator[Picture]:
    """The pictures on a page of text that could hold content. One that a program read the letters of is told so."""
    if page.sheet.guessed:
        return
    inside, outside = telling(page.sheet, [table.box for table in page.tables])
    where = f"on page {page.sheet.number}"
    yield from [Picture(f"in a table {where}")] * len(inside)
    yield from [Picture(where)] * len(outside)


def _is_picture(sheet: Sheet) -> bool:
    return sheet.pictured > PICTURED


def _blocks(sheets: Sequence[Sheet]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of all pages, and which pages were not read."""
    ruled = [Ruled.of(sheet) for sheet in sheets]
    plain = with_plain_underlines([page.sheet for page in ruled])
    pages = [PageParts.of(evolve(page, sheet=sheet)) for page, sheet in zip(ruled, plain, strict=True)]
    lines = [line for page in pages for line in page.lines]
    furniture = furniture_of([(page.sheet, page.lines) for page in pages])
    cells = [line for page in pages for table in page.tables for row in table.rows for c in row for line in c.lines]
    text = [line for line in lines if id(line) not in furniture]
    flow = Flow(Setting.of(text, cells), words_in([*text, *cells]))
    stitched = stitched_pages([page.parts(furniture) for page in pages])
    for parts in stitched:
        flow.add(parts)
    beside = [line for page in pages for line in (*(x for x in page.lines if id(x) in furniture), *page.margin)]
    kept = _with_furniture(list(flow.blocks()), beside)
    columns = (f"page {n}: {gap}" for n, parts in enumerate(stitched, 1) for gap in unread_columns(parts))
    return tuple(kept), (*_unread(pages, furniture), *columns)


def _with_furniture(blocks: Sequence[Block], lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks, each page's furniture before the first heading after it, so that it parts no list and no table."""
    waiting = list(lines)
    for block in blocks:
        passed = block.place.page if block.kind == "heading" else 0
        while waiting and waiting[0].page < passed:
            yield from _furniture(waiting.pop(0))
        yield block
    for line in waiting:
        yield from _furniture(line)


def _furniture(line: Line) -> Iterator[Block]:
    shown: tuple[Run, ...] = runs([line])
    if shown:
        yield Block("furniture", shown, place=shown[0].place)
