"""PDF bytes -> sheets: every page with its letters, rules and notes, turned as it is shown. First step of reading.

What would take too long or too much memory is counted before it is read, and refused.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

from attrs import define, evolve, field, frozen

from schedcheck.document import Source
from schedcheck.errors import CannotRead
from schedcheck.readers.pdf import pdfium
from schedcheck.readers.pdf.ink import Box, Glyph, Note, NoteKind, Rule, Sheet
from schedcheck.readers.pdf.matrix import Matrix, Point
from schedcheck.readers.pdf.pdfium import Face, Letter, Page, Pdf, Remark, Shape
from schedcheck.readers.pdf.said import said_by
from schedcheck.readers.pdf.signs import is_sign

LARGEST = 100 * 1024 * 1024
"""The largest PDF that is read, in bytes."""
MOST_PAGES = 2_000
MOST_LETTERS = 200_000
MOST_OBJECTS = 100_000
"""The most letters and objects on a page."""

PICTURED = 0.1
"""The share of a page from which on a picture may be one of its text: unseen letters over it are what it says."""
LOST = "\N{REPLACEMENT CHARACTER}"
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
    pictured = min(drawing.pictured / max(view.width * view.height, 1), 1.0)
    layer = glyphs.hidden if pictured > PICTURED else []
    return Sheet(
        number,
        view.width,
        view.height,
        (*glyphs.shown, *layer),
        tuple(drawing.rules),
        tuple(_notes(page, view)),
        tuple(drawing.dots),
        pictured,
        glyphs.lost,
        "".join(glyphs.sideways),
        drawing.visits,
        0 if layer else len(glyphs.hidden),
        glyphs.clipped,
        len(layer),
        tuple(drawing.signs),
        tuple(drawing.pictures),
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


@frozen
class _Setting:
    """A face as it is shown: its size, and whether its lines run along the page."""

    em: float
    along: bool
    fits: bool

    @classmethod
    def of(cls, face: Face, view: _View) -> _Setting:
        along, up = view.direction(*face.along), view.direction(*face.up)
        em = (up[0] ** 2 + up[1] ** 2) ** 0.5
        return cls(em, along[0] > 0 and abs(along[1]) <= 0.1 * along[0] and up[1] <= 0, 1 <= em <= 300)


@define
class _Glyphs:
    """Letters as they are shown, collected one by one."""

    view: _View
    shown: list[Glyph] = field(factory=list)
    hidden: list[Glyph] = field(factory=list)
    sideways: list[str] = field(factory=list)
    lost: int = 0
    clipped: int = 0
    _settings: dict[int, _Setting] = field(factory=dict)

    def add(self, letter: Letter) -> None:
        setting = self._setting(letter.face)
        text, breaks = _text(letter.code, letter.face.symbols)
        x, y = self.view.point(*letter.origin)
        inside = 0 < x < self.view.width
        if not setting.fits or not inside or not 0 < y < self.view.height:
            self.clipped += setting.fits and not inside and 0 < y < self.view.height and not text.isspace()
            return
        self.lost += text == LOST
        if text and not setting.along:
            self.sideways.append(text)
        elif text:
            self._put(text, x, y, letter, setting.em, breaks)

    def _put(self, text: str, x: float, y: float, letter: Letter, em: float, breaks: bool) -> None:
        left, bottom, right, top = letter.box
        end = max(self.view.point(left, bottom)[0], self.view.point(right, top)[0])
        end = end if end > x else x + 0.3 * em
        for index, each in enumerate(text):
            start = end - 0.01 if index else x
            order = len(self.shown) + len(self.hidden)
            glyph = Glyph(each, start, end, y, em, order, letter.face.bold, breaks)
            (self.hidden if letter.face.hidden else self.shown).append(glyph)

    def _setting(self, face: Face) -> _Setting:
        """The faces of a page live as long as the page, so that their ids tell them apart."""
        if id(face) not in self._settings:
            self._settings[id(face)] = _Setting.of(face, self.view)
        return self._settings[id(face)]


@lru_cache(maxsize=4096)
def _text(code: int, symbols: bool) -> tuple[str, bool]:
    """What a code means, and whether it is a hyphen that only a line's end shows; "" for what nobody sees.

    A letter that the file does not name is kept as LOST, so that no figure is read without one of its digits.
    """
    if code in {2, 0xFFFE}:
        return "-", True
    if code in {0, 0xFFFD} or 0xD800 <= code < 0xE000:
        return LOST, False
    character = chr(code)
    if code == 0xAD:
        return "\u00ad", True
    if symbols and character in _WINGDINGS:
        return _WINGDINGS[character], False
    character = _SIGNS.get(character, _BULLETS.get(character, character))
    if character.isspace() or unicodedata.category(character) == "Zs":
        return " ", False
    if unicodedata.category(character) in {"Cc", "Cn"}:
        return LOST, False
    if unicodedata.category(character) == "Cf":
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
    signs: list[Box] = field(factory=list)
    pictures: list[Box] = field(factory=list)
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
            self.pictures += [box] if self.view.shows(box) else []

    def _shape(self, shape: Shape) -> None:
        boxes = []
        for points, closed in shape.subpaths:
            shown = [self.view.point(*point) for point in points]
            if len(shown) < 2 or not self.view.shows(Box.around(*shown)):
                continue
            boxes.append(Box.around(*shown))
            if is_sign(shown):
                self.signs.append(boxes[-1])
            if shape.stroked and shape.thick <= 2 * _THIN:
                ends = [*shown[1:], shown[0]] if closed and len(shown) > 2 else shown[1:]
                for start, end in zip(shown, ends, strict=False):
                    self._line(Box.around(start, end), not shape.white)
            elif shape.filled:
                self._filled(boxes[-1], not shape.white)
        if shape.filled:
            for pair in pairwise(boxes):
                inner, outer = sorted(pair, key=lambda box: box.width * box.height)
                self._ring(outer, inner, not shape.white)

    def _filled(self, box: Box, seen: bool) -> None:
        self._line(box, seen)
        if _DOT[0] <= min(box.width, box.height) and max(box.width, box.height) <= _DOT[1]:
            self.dots.append(box)

    def _ring(self, outer: Box, inner: Box, seen: bool) -> None:
        """The four sides of a frame that is filled between two rectangles."""
        sides = (inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1)
        if all(0 <= side <= _THIN for side in sides) and any(sides):
            (x0, y0), (x1, y1) = (outer.x0, outer.y0), (outer.x1, outer.y1)
            for line in (
                Box(x0, y0, x1, inner.y0),
                Box(x0, inner.y1, x1, y1),
                Box(x0, y0, inner.x0, y1),
                Box(inner.x1, y0, x1, y1),
            ):
                self._line(line, seen)

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
            yield Note(
                kind, tuple(quads) or (view.around(remark.box),), " ".join(remark.words.split()), said_by(remark)
            )


def _field(remark: Remark, view: _View) -> Iterator[Note]:
    """A field of a form as it is filled in: a box with its tick, or words."""
    note = Note("box", (view.around(remark.box),))
    if remark.state:
        yield evolve(note, text="☐" if remark.state == "Off" else "✓")
    elif remark.words:
        yield evolve(note, text=" ".join(remark.words.split()))
