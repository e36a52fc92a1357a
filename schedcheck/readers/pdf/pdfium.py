"""PDFium's own calls with types: the only module that knows them. Points are the page's own, y up, not yet turned.

PDFium may abort its whole process on a broken file, so whoever reads files of strangers does it in a child process.
Nothing is run, followed or fetched: no scripts, forms, links or attachments.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from attrs import define, field, frozen

from schedcheck.readers.pdf.matrix import Matrix, Point, moved, times

DEEPEST_FORM = 8
PATH, IMAGE, FORM = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM
FREE_TEXT, UNDERLINE, STRIKE_OUT = pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_STRIKEOUT
CARET, LINK, WIDGET = pdfium.FPDF_ANNOT_CARET, pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_WIDGET
_LOCKED = {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_LONGEST_WORDS = 65_536


class Locked(Exception):
    """The file asks for a password."""


class Broken(Exception):
    """The file or the page can not be made out."""


@frozen
class Face:
    """How a piece of text is set: the directions of its line and of its height, each as long as an em."""

    along: Point
    up: Point
    bold: bool
    symbols: bool
    hidden: bool


@frozen
class Letter:
    """One character: its code, where it starts on its baseline, how far its box reaches, and its face."""

    code: int
    origin: Point
    box: tuple[float, float, float, float]
    face: Face


@frozen
class Shape:
    """A path: its subpaths as corner points with whether each is closed, and how it is drawn."""

    subpaths: tuple[tuple[tuple[Point, ...], bool], ...]
    filled: bool
    stroked: bool
    thick: float
    white: bool


@frozen
class Remark:
    """An annotation: its kind as a number of PDFium's, its box, the boxes of the words it marks, its words."""

    kind: int
    box: tuple[float, float, float, float]
    quads: tuple[tuple[Point, ...], ...]
    words: str
    state: str
    author: str = ""
    date: str = ""


@contextmanager
def opened(content: bytes) -> Iterator[Pdf]:
    """The file, opened with no password. Raises Locked or Broken."""
    buffer = ctypes.create_string_buffer(content, len(content))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(content), None)
    if not document:
        raise Locked if pdfium.FPDF_GetLastError() in _LOCKED else Broken
    try:
        yield Pdf(document)
    finally:
        pdfium.FPDF_CloseDocument(document)


@frozen
class Pdf:
    """An open file."""

    handle: Any

    @property
    def pages(self) -> int:
        return int(pdfium.FPDF_GetPageCount(self.handle))

    @property
    def attachments(self) -> int:
        return int(pdfium.FPDFDoc_GetAttachmentCount(self.handle))

    @property
    def is_dynamic_form(self) -> bool:
        """Is the file an XFA form, whose pages are made by a program while they are shown?"""
        return bool(pdfium.FPDF_GetFormType(self.handle) == pdfium.FORMTYPE_XFA_FULL)

    @contextmanager
    def page(self, number: int) -> Iterator[Page]:
        """The page, counted from 0. Raises Broken."""
        handle = pdfium.FPDF_LoadPage(self.handle, number)
        if not handle:
            raise Broken
        text = pdfium.FPDFText_LoadPage(handle)
        try:
            if not text:
                raise Broken
            yield Page(handle, text)
        finally:
            pdfium.FPDFText_ClosePage(text)
            pdfium.FPDF_ClosePage(handle)


@define
class Page:
    """An open page."""

    handle: Any
    text: Any
    faces: dict[int, Face] = field(factory=dict)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of what is shown."""
        rect = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(self.handle, rect)
        return rect.left, rect.bottom, rect.right, rect.top

    @property
    def turns(self) -> int:
        """How many quarter turns clockwise the page is shown with."""
        return int(pdfium.FPDFPage_GetRotation(self.handle)) % 4

    @property
    def letter_count(self) -> int:
        return int(pdfium.FPDFText_CountChars(self.text))

    @property
    def object_count(self) -> int:
        return int(pdfium.FPDFPage_CountObjects(self.handle))

    def letters(self) -> Iterator[Letter]:
        """The letters in the order of drawing, without what PDFium itself put between them."""
        page, x, y, rect = self.text, ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        code_at, is_made = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_IsGenerated
        origin_of, box_of = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox
        for index in range(self.letter_count):
            code = int(code_at(page, index))
            if is_made(page, index) == 1 and code != 2:
                continue
            if origin_of(page, index, x, y) and box_of(page, index, rect):
                box = (rect.left, rect.bottom, rect.right, rect.top)
                yield Letter(code, (x.value, y.value), box, self._face(index))

    def _face(self, index: int) -> Face:
        drawn = pdfium.FPDFText_GetTextObject(self.text, index)
        key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        if key not in self.faces or not key:
            self.faces[key] = self._new_face(index, drawn)
        return self.faces[key]

    def _new_face(self, index: int, drawn: Any) -> Face:
        size = float(pdfium.FPDFText_GetFontSize(self.text, index))
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self.text, index, matrix)
        buffer, flags = ctypes.create_string_buffer(200), ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self.text, index, buffer, 200, flags)
        name = buffer.value.decode("utf-8", "replace").casefold()
        bold = any(word in name for word in ("bold", "black", "heavy")) or bool(flags.value & 0x40000)
        symbols = "wingdings" in name or "opensymbol" in name
        hidden = bool(drawn) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) in {3, 7}
        along, up = (matrix.a * size, matrix.b * size), (matrix.c * size, matrix.d * size)
        return Face(along, up, bold, symbols, hidden)

    def objects(self) -> Iterator[tuple[Any, int, Matrix]]:
        """Every object that is no text, with its kind and the matrix of what it stands in, forms opened."""
        count = self.object_count
        stack: list[tuple[Any, int, Matrix]] = [
            (pdfium.FPDFPage_GetObject(self.handle, n), 0, (1, 0, 0, 1, 0, 0)) for n in reversed(range(count))
        ]
        while stack:
            drawn, depth, outer = stack.pop()
            kind = int(pdfium.FPDFPageObj_GetType(drawn))
            if kind != FORM:
                yield drawn, kind, outer
            elif depth < DEEPEST_FORM:
                inner = times(_matrix(drawn), outer)
                inside = range(int(pdfium.FPDFFormObj_CountObjects(drawn)))
                stack += [(pdfium.FPDFFormObj_GetObject(drawn, n), depth + 1, inner) for n in reversed(inside)]

    def remarks(self) -> Iterator[Remark]:
        """The annotations that are shown."""
        for number in range(min(int(pdfium.FPDFPage_GetAnnotCount(self.handle)), 10_000)):
            note = pdfium.FPDFPage_GetAnnot(self.handle, number)
            if not note:
                continue
            if not pdfium.FPDFAnnot_GetFlags(note) & _UNSEEN:
                yield _remark(note)
            pdfium.FPDFPage_CloseAnnot(note)


def shape(drawn: Any, outer: Matrix) -> Shape:
    """A path object with its corner points in the page's own measure."""
    mode, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    pdfium.FPDFPath_GetDrawMode(drawn, mode, stroke)
    pdfium.FPDFPageObj_GetStrokeWidth(drawn, width)
    matrix = times(_matrix(drawn), outer)
    colour = pdfium.FPDFPageObj_GetStrokeColor if stroke.value else pdfium.FPDFPageObj_GetFillColor
    scale = (abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])) ** 0.5
    return Shape(
        tuple(_subpaths(drawn, matrix)),
        filled=bool(mode.value),
        stroked=bool(stroke.value),
        thick=float(width.value) * scale,
        white=_is_white(drawn, colour),
    )


def extent(drawn: Any, outer: Matrix) -> tuple[Point, ...]:
    """The corners of a picture, or of whatever else has bounds."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    return tuple(moved((x.value, y.value), outer) for x in (left, right) for y in (bottom, top))


def _matrix(drawn: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _subpaths(drawn: Any, matrix: Matrix) -> Iterator[tuple[tuple[Point, ...], bool]]:
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(min(int(pdfium.FPDFPath_CountSegments(drawn)), 100_000)):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, number)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield tuple(points), False
            points = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(moved((x.value, y.value), matrix))
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield tuple(points), True
            points = []
    if points:
        yield tuple(points), False


def _is_white(drawn: Any, colour: Any) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not colour(drawn, *parts):
        return False
    red, green, blue, opaque = (part.value for part in parts)
    return opaque < 16 or min(red, green, blue) > 240


def _remark(note: Any) -> Remark:
    rect, quad = pdfium.FS_RECTF(), pdfium.FS_QUADPOINTSF()
    pdfium.FPDFAnnot_GetRect(note, rect)
    quads = []
    for number in range(min(int(pdfium.FPDFAnnot_CountAttachmentPoints(note)), 10_000)):
        if pdfium.FPDFAnnot_GetAttachmentPoints(note, number, quad):
            quads.append(((quad.x1, quad.y1), (quad.x2, quad.y2), (quad.x3, quad.y3), (quad.x4, quad.y4)))
    box = (rect.left, rect.bottom, rect.right, rect.top)
    kind = int(pdfium.FPDFAnnot_GetSubtype(note))
    words = _words(note, b"V" if kind == WIDGET else b"Contents")
    return Remark(kind, box, tuple(quads), words, _words(note, b"AS"), _words(note, b"T"), _words(note, b"M"))


def _words(note: Any, key: bytes) -> str:
    length = int(pdfium.FPDFAnnot_GetStringValue(note, key, None, 0))
    if not 2 < length <= _LONGEST_WORDS:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    pdfium.FPDFAnnot_GetStringValue(note, key, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
