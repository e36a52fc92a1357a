"""PDF files made in tests: letters of one width at places, lines, rectangles and notes, so that a test shows its page.

Points from the upper left corner, as readers report them: 72 to the inch, 595 by 842 to a page. Letters are
0.6 em wide. Words may hold word-diff marks: "[-24 hours-]{+30 seconds+}" is struck and underlined by lines.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Sequence

from attrs import define, field, frozen

WIDTH, HEIGHT = 595.0, 842.0
LETTER = 0.6
"""How wide a letter is, in em."""

_MARKED = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}|((?:(?!\[-|\{\+).)+)")


@define
class Leaf:
    """One page, drawn piece by piece. `rotate` is how far it is shown turned; `box` its MediaBox."""

    rotate: int = 0
    box: tuple[float, float, float, float] = (0, 0, WIDTH, HEIGHT)
    drawn: list[str] = field(factory=list)
    notes: list[str] = field(factory=list)

    def text(self, x: float, y: float, words: str, size: float = 10, bold: bool = False, glued: bool = False) -> Leaf:
        """Words on the baseline y. `glued` leaves printed blanks out and moves on instead."""
        for found in _MARKED.finditer(words):
            part = found[1] or found[2] or found[3] or ""
            self._words(x, y, part, size, bold, glued)
            end = x + LETTER * size * len(part)
            if found[1]:
                self.line(x, y - 0.28 * size, end, y - 0.28 * size)
            if found[2]:
                self.line(x, y + 0.1 * size, end, y + 0.1 * size)
            x = end
        return self

    def _words(self, x: float, y: float, words: str, size: float, bold: bool, glued: bool) -> None:
        pieces = re.finditer(r"\S+", words) if glued else [re.match(r".*", words)]
        for piece in pieces:
            assert piece
            start = x + LETTER * size * piece.start()
            codes = "".join(f"{code(c):02x}" for c in piece[0])
            self.drawn.append(f"BT /{'B' if bold else 'R'} {size} Tf {start} {HEIGHT - y} Td <{codes}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.6, colour: str = "0 0 0") -> Leaf:
        """A stroked line."""
        self.drawn.append(f"{colour} RG {width} w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def rectangle(self, x0: float, y0: float, x1: float, y1: float, how: str = "f", up: bool = False) -> Leaf:
        """A rectangle, filled ("f") or stroked ("S"); `up` draws it with a negative height."""
        y, height = (HEIGHT - y0, y0 - y1) if up else (HEIGHT - y1, y1 - y0)
        self.drawn.append(f"{x0} {y} {x1 - x0} {height} re {how}")
        return self

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> Leaf:
        """A grey picture."""
        image = "BI /W 1 /H 1 /CS /G /BPC 8 ID x EI"
        self.drawn.append(f"q {x1 - x0} 0 0 {y1 - y0} {x0} {HEIGHT - y1} cm {image} Q")
        return self

    def raw(self, operators: str) -> Leaf:
        """Operators as they stand in the file."""
        self.drawn.append(operators)
        return self

    def note(self, kind: str, x0: float, y0: float, x1: float, y1: float, words: str = "", more: str = "") -> Leaf:
        """A note over the page: StrikeOut, Underline, Caret, FreeText, Link, Widget."""
        low, high = HEIGHT - y1, HEIGHT - y0
        quads = f"/QuadPoints [{x0} {high} {x1} {high} {x0} {low} {x1} {low}]"
        said = f"/Contents ({words})" if words else ""
        self.notes.append(f"<< /Type /Annot /Subtype /{kind} /Rect [{x0} {low} {x1} {high}] {quads} {said} {more} >>")
        return self

    def table(
        self,
        x: float,
        y: float,
        widths: Sequence[float],
        rows: Sequence[Sequence[str]],
        how: str = "lines",
        size: float = 10,
    ) -> float:
        """A table with borders: "lines", "pieces", "thin" rectangles with corners, "rings", "none". Its lower edge.

        A "\\n" in a cell starts a new line; a cell that is "<" goes on with the one before it.
        """
        for row in rows:
            height = 6 + 1.2 * size * max(cell.count("\n") + 1 for cell in row)
            left = x
            for index, (cell, width) in enumerate(zip(row, widths, strict=True)):
                for number, part in enumerate(cell.split("\n") if cell != "<" else []):
                    self.text(left + 4, y + size * (1.2 * number + 1.0) + 2, part, size)
                wide = width + (widths[index + 1] if row[index + 1 : index + 2] == ["<"] else 0)
                if cell != "<":
                    self.cell(left, y, left + wide, y + height, how)
                left += width
            y += height
        return y

    def cell(self, x0: float, y0: float, x1: float, y1: float, how: str) -> None:
        sides = ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
        if how == "lines":
            for side in sides:
                self.line(*side)
        elif how == "pieces":
            self.line(x0 + 0.5, y0, x1 - 0.5, y0).line(x0 + 0.5, y1, x1 - 0.5, y1)
            self.line(x0, y0 + 0.5, x0, y1 - 0.5).line(x1, y0 + 0.5, x1, y1 - 0.5)
        elif how == "thin":
            for a, b, c, d in sides:
                self.rectangle(a + (a < c) * 0.5, b + (b < d) * 0.5, max(c, a + 0.5), max(d, b + 0.5), up=a < c)
            for a, b in ((x0, y0), (x1, y0), (x0, y1), (x1, y1)):
                self.rectangle(a, b, a + 0.5, b + 0.5)
        elif how == "rings":
            inner = f"{x0 + 0.8} {HEIGHT - y1 + 0.8} {x1 - x0 - 1.6} {y1 - y0 - 1.6} re"
            self.raw(f"{inner} {x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re f*")


SPECIAL = "’‘“”–—•✓☐☒\u00a0\u00ad\ufb01\ufb00\ufffe\uf0fc\uf0b7£✔⁠−é"
"""Letters beyond ASCII that a test may print, in the order of their codes."""


def code(letter: str) -> int:
    """The byte that stands for a letter; 255 is one without a name."""
    return (
        255
        if letter == "\N{REPLACEMENT CHARACTER}"
        else ord(letter)
        if ord(letter) < 128
        else 128 + SPECIAL.index(letter)
    )


def _names() -> str:
    """What each byte means."""
    rows = [f"<{n:02x}> <{n:04x}>" for n in range(32, 127)]
    rows += [f"<{128 + n:02x}> <{_utf16(c)}>" for n, c in enumerate(SPECIAL)] + ["<ff> <fffd>"]
    blocks = [rows[n : n + 100] for n in range(0, len(rows), 100)]
    listed = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /N def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{listed}\nendcmap end end"
    )


def _utf16(letter: str) -> str:
    return letter.encode("utf-16-be").hex()


@frozen
class _Stream:
    content: bytes
    more: str = ""


def pdf(*leaves: Leaf, extra: Iterable[str] = (), trailer: str = "", root: str = "", key: bytes = b"") -> bytes:
    """A file with these pages. `extra` are further objects, numbered from 6 on."""
    fonts = [_font("Courier"), _font("Courier-Bold")]
    objects: list[str | _Stream] = [f"<< /Type /Catalog /Pages 2 0 R {root} >>", "", *fonts, _Stream(_names().encode())]
    objects += extra
    kids = []
    for leaf in leaves:
        objects.append(_Stream("\n".join(leaf.drawn).encode("latin-1")))
        content = len(objects)
        box = " ".join(map(str, leaf.box))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Rotate {leaf.rotate} /Contents {content} 0 R"
            f" /Resources << /Font << /R 3 0 R /B 4 0 R >> >> /Annots [{' '.join(leaf.notes)}] >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return assembled(objects, trailer, key)


def _font(name: str) -> str:
    widths = " ".join(["600"] * 256)
    return (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /ToUnicode 5 0 R /FirstChar 0 /LastChar 255"
        f" /Widths [{widths}] /Encoding /WinAnsiEncoding >>"
    )


def assembled(objects: Sequence[str | _Stream], trailer: str = "", key: bytes = b"") -> bytes:
    """A file of these objects, the first its catalogue; with a `key`, its streams are encrypted."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode()
        if isinstance(each, _Stream):
            packed = zlib.compress(each.content)
            if key:
                packed = _rc4(hashlib.md5(key + number.to_bytes(3, "little") + bytes(2)).digest()[:10], packed)
            out += f"<< /Length {len(packed)} /Filter /FlateDecode {each.more} >>\nstream\n".encode()
            out += packed + b"\nendstream"
        else:
            out += each.encode("latin-1")
        out += b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream(content: bytes, more: str = "") -> _Stream:
    """A packed stream, as an object for `assembled`."""
    return _Stream(content, more)


_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def encrypted(leaf: Leaf, password: str) -> bytes:
    """The page in a file that is locked the old way (40 bits), or that opens where the password is empty."""
    secret = (password.encode("latin-1") + _PADDING)[:32]
    owner, name = bytes(range(32)), b"0123456789abcdef"
    key = hashlib.md5(secret + owner + (-4).to_bytes(4, "little", signed=True) + name).digest()[:5]
    lock = f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{_rc4(key, _PADDING).hex()}> /P -4 >>"
    trailer = f"/ID [<{name.hex()}> <{name.hex()}>] /Encrypt 6 0 R"
    return pdf(leaf, extra=[lock], trailer=trailer, key=key)


def _rc4(key: bytes, content: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
