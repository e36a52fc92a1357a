"""PDF bytes -> sheets: every page with its letters, rules and notes, turned as it is shown. First step of reading.

What would take too long or too much memory is counted before it is read, and refused.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from attrs import define, evolve, field

from schedcheck.document import Source
from schedcheck.errors import CannotRead
from schedcheck.readers.pdf import pdfium
from schedcheck.readers.pdf.ink import Box, Glyph, Note, NoteKind, Rule, Sheet
from schedcheck.readers.pdf.matrix import Matrix, Point
from schedcheck.readers.pdf.pdfium import Letter, Page, Pdf, Remark, Shape

LARGEST = 100 * 1024 * 1024
"""The largest PDF that is read, in bytes."""
MOST_PAGES = 2_000
MOST_LETTERS = 200_000
MOST_OBJECTS = 100_000
"""The most letters and objects on a page."""

_THIN = 2.2
_SHORTEST = 0.6
_DOT = (1.5, 7.0)
_SIGNS = {**dict.fromkeys("☑☒✔\uf0fc\uf0fe\uf052\uf053", "✓"), **dict.fromkeys("□❏❑\uf0a8\uf06f\uf071", "☐")}
_BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf076\uf0d8\ue00c\ue009", "•")
_WINGDINGS = {**dict.fromkeys("üþýx", "✓"), **dict.fromkeys("¨oq", "☐"), **dict.fromkeys("§·vØ", "•")}
_KINDS: dict[int, NoteKind] = {
    pdfium.STRIKE_OUT: "struck",
    pdfium.UNDERLINE: "underlined",
    pdfium.CARET: "caret",
    pdfium.FREE_TEXT: "words",
    pdfium.LINK: "link",
    pdfium.WIDGET: "box",
}


def sheets_of(pdf: Pdf, source: Source) -> Iterator[Sheet]:
    """The pages in order. CannotRead names the page that is not like a page of a document."""
    for number in range(1, pdf.pages + 1):
        try:
            with pdf.page(number - 1) as page:
                yield _sheet(page, number, source.file)
        except pdfium.Broken:
            raise CannotRead(f"page {number} is broken", source.file, "Save the document as PDF again.") from None


def _sheet(page: Page, number: int, file: str) -> Sheet:
    for count, most, what in (
        (page.letter_count, MOST_LETTERS, "letters"),
        (page.object_count, MOST_OBJECTS, "objects"),
    ):
        if count > most:
            message = f"page {number} is not like a page of a document: {count:,} {what} (at most {most:,})"
            raise CannotRead(message, file, "Save the document as PDF again.")
    view = _View(page.box, page.turns)
    drawing = _Drawing(view, number, file)
    for drawn, kind, outer in page.objects():
        drawing.add(drawn, kind, outer)
    glyphs = _Glyphs(view)
    for letter in page.letters():
        glyphs.add(letter)
    return Sheet(
        number,
        view.width,
        view.height,
        tuple(glyphs.shown),
        tuple(drawing.rules),
        tuple(_notes(page, view)),
        tuple(drawing.dots),
        min(drawing.pictured / max(view.width * view.height, 1), 1.0),
        glyphs.lost,
        "".join(glyphs.sideways),
        drawing.visits,
    )


@define
class _View:
    """How a page is shown: its own box, turned by quarters."""

    box: tuple[float, float, float, float]
    turns: int

    @property
    def width(self) -> float:
        left, bottom, right, top = self.box
        return top - bottom if self.turns % 2 else right - left

    @property
    def height(self) -> float:
        left, bottom, right, top = self.box
        return right - left if self.turns % 2 else top - bottom

    def point(self, x: float, y: float) -> Point:
        left, bottom, right, top = self.box
        return ((x - left, top - y), (y - bottom, x - left), (right - x, y - bottom), (top - y, right - x))[self.turns]

    def direction(self, x: float, y: float) -> Point:
        return ((x, -y), (y, x), (-x, y), (-y, -x))[self.turns]

    def around(self, box: tuple[float, float, float, float]) -> Box:
        left, bottom, right, top = box
        return Box.around(self.point(left, bottom), self.point(right, top))

    def shows(self, box: Box) -> bool:
        return box.x1 > 0 and box.y1 > 0 and box.x0 < self.width and box.y0 < self.height


@define
class _Glyphs:
    """Letters as they are shown, collected one by one."""

    view: _View
    shown: list[Glyph] = field(factory=list)
    sideways: list[str] = field(factory=list)
    lost: int = 0

    def add(self, letter: Letter) -> None:
        face = letter.face
        along, up = self.view.direction(*face.along), self.view.direction(*face.up)
        em = (up[0] ** 2 + up[1] ** 2) ** 0.5
        box = self.view.around(letter.box)
        if not 1 <= em <= 300 or not self.view.shows(box):
            return
        text, breaks = _text(letter.code, face.symbols)
        if not text:
            self.lost += letter.code in {0, 0xFFFD}
            return
        if along[0] <= 0 or abs(along[1]) > 0.1 * along[0] or up[1] > 0:
            self.sideways.append(text)
            return
        x, y = self.view.point(*letter.origin)
        right = box.x1 if box.x1 > x else x + 0.3 * em
        for index, each in enumerate(text):
            order = len(self.shown)
            x0, x1 = (x, right) if index == 0 else (right - 0.01, right)
            self.shown.append(Glyph(each, x0, x1, y, em, order, face.bold, breaks))


def _text(code: int, symbols: bool) -> tuple[str, bool]:
    """What a code means, and whether it is a hyphen that only a line's end shows; "" for what nobody sees."""
    if code in {2, 0xFFFE}:
        return "-", True
    if code in {0, 0xFFFD} or 0xD800 <= code < 0xE000:
        return "", False
    character = chr(code)
    if code == 0xAD:
        return "\u00ad", True
    if symbols and character in _WINGDINGS:
        return _WINGDINGS[character], False
    character = _SIGNS.get(character, _BULLETS.get(character, character))
    if character.isspace() or unicodedata.category(character) == "Zs":
        return " ", False
    if unicodedata.category(character) in {"Cc", "Cf"}:
        return "", False
    return (unicodedata.normalize("NFKC", character) if 0xFB00 <= code <= 0xFB06 else character), False


@define
class _Drawing:
    """The rules of a page, collected object by object, and how much of it pictures cover."""

    view: _View
    number: int
    file: str
    rules: list[Rule] = field(factory=list)
    dots: list[Box] = field(factory=list)
    pictured: float = 0.0
    visits: int = 0

    def add(self, drawn: Any, kind: int, outer: Matrix) -> None:
        self.visits += 1
        if self.visits > MOST_OBJECTS:
            message = f"page {self.number} is not like a page of a document: more than {MOST_OBJECTS:,} objects"
            raise CannotRead(message, self.file, "Save the document as PDF again.")
        if kind == pdfium.PATH:
            self._shape(pdfium.shape(drawn, outer))
        elif kind == pdfium.IMAGE:
            box = Box.around(*(self.view.point(*point) for point in pdfium.extent(drawn, outer)))
            self.pictured += max(box.width, 0) * max(box.height, 0)

    def _shape(self, shape: Shape) -> None:
        for points, closed in shape.subpaths:
            shown = [self.view.point(*point) for point in points]
            if len(shown) < 2 or not self.view.shows(Box.around(*shown)):
                continue
            if shape.stroked and shape.thick <= 2 * _THIN:
                ends = [*shown[1:], shown[0]] if closed and len(shown) > 2 else shown[1:]
                for start, end in zip(shown, ends, strict=False):
                    self._line(Box.around(start, end), not shape.white)
            elif shape.filled:
                box = Box.around(*shown)
                self._line(box, not shape.white)
                if _DOT[0] <= min(box.width, box.height) and max(box.width, box.height) <= _DOT[1]:
                    self.dots.append(box)

    def _line(self, box: Box, seen: bool) -> None:
        if min(box.width, box.height) <= _THIN and max(box.width, box.height) >= _SHORTEST:
            self.rules.append(Rule(box.x0, box.y0, box.x1, box.y1, seen))


def _notes(page: Page, view: _View) -> Iterator[Note]:
    for remark in page.remarks():
        kind = _KINDS.get(remark.kind)
        if kind == "box":
            yield from _field(remark, view)
        elif kind:
            quads = [Box.around(*(view.point(*point) for point in quad)) for quad in remark.quads]
            yield Note(kind, tuple(quads) or (view.around(remark.box),), " ".join(remark.words.split()))


def _field(remark: Remark, view: _View) -> Iterator[Note]:
    """A field of a form as it is filled in: a box with its tick, or words."""
    note = Note("box", (view.around(remark.box),))
    if remark.state:
        yield evolve(note, text="☐" if remark.state == "Off" else "✓")
    elif remark.words:
        yield evolve(note, text=" ".join(remark.words.split()))
