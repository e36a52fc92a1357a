"""What a screen looks like: width, colour, signs; and its lines as pieces of text with a style each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal

from attrs import evolve
from rich.cells import cell_len

from schedcheck.record import define, frozen
from schedcheck.writers.signs import Signs, fit, signs_for

Style = Literal[
    "", "strong", "dim", "error", "warning", "note", "found", "expected", "authority", "context", "good", "bad"
]

NARROWEST = 40
WIDEST = 100
QUOTE = 200
"""The widest text: above, lines are hard to follow. A quote is cut at QUOTE where nothing wraps."""


@frozen
class Span:
    """A piece of one line."""

    text: str
    style: Style = ""


Line = tuple[Span, ...]


@define
class Look:
    """How to draw. `width` 0 means a pipe: nothing wraps. `encoding` is the stream's; `detail` shows everything."""

    width: int = 0
    colour: bool = False
    encoding: str = "utf-8"
    detail: bool = False

    @cached_property
    def signs(self) -> Signs:
        return signs_for(self.encoding)

    @property
    def columns(self) -> int:
        """The whole width of the screen, 0 on a pipe."""
        return max(self.width, NARROWEST) if self.width else 0

    @property
    def text_width(self) -> int:
        """The width of running text, 0 on a pipe."""
        return min(self.columns, WIDEST)

    def fit(self, text: str) -> str:
        """Text that came from outside, safe and in signs that the stream can show."""
        return fit(text, self.encoding)


def line(*pieces: Span | str) -> Line:
    return tuple(Span(piece) if isinstance(piece, str) else piece for piece in pieces)


def size(text: str) -> int:
    """The width of a text on a screen: a wide character takes two cells."""
    return len(text) if text.isascii() else cell_len(text)


def pad(text: str, width: int) -> str:
    return text + " " * (width - size(text))


def wrap(text: str, width: int, indent: int = 0) -> list[str]:
    """The text in pieces of at most `width` cells less `indent`; one piece where `width` is 0."""
    room = width - indent
    words = text.split()
    if width <= 0 or not words:
        return [" ".join(words)]
    lines = [""]
    for word in (piece for w in words for piece in _pieces(w, room)):
        longer = f"{lines[-1]} {word}".strip()
        if size(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return [each for each in lines if each] or [""]


def _pieces(word: str, room: int) -> Iterator[str]:
    """A word that is wider than a whole line, cut."""
    while size(word) > room:
        end = max(fitting(word, room), 1)
        yield word[:end]
        word = word[end:]
    yield word


def cut(text: str, room: int) -> str:
    """The text, its end replaced by dots where it is wider than `room`."""
    if size(text) <= room:
        return text
    return text[: fitting(text, room - 3)].rstrip() + "..."


def fitting(text: str, room: int, *, from_end: bool = False) -> int:
    """How many of the first characters, or of the last ones, are no wider than `room`."""
    fits, most = 0, len(text)
    while fits < most:
        middle = (fits + most + 1) // 2
        if size(text[-middle:] if from_end else text[:middle]) <= room:
            fits = middle
        else:
            most = middle - 1
    return fits


def hanging(label: str, texts: Iterable[str], look: Look, *, left: int, style: Style = "") -> list[Line]:
    """A label in the left margin, and each text beside it, wrapped and hanging."""
    lines: list[Line] = []
    margin = pad(f"  {label}", left)
    for text in texts:
        for piece in wrap(look.fit(text), look.text_width, left):
            lines.append(line(Span(margin, "strong" if margin.strip() else ""), Span(piece, style)))
            margin = " " * left
    return lines


def paragraph(text: str, look: Look, indent: int = 0, style: Style = "") -> list[Line]:
    """Running text, wrapped."""
    return [line(" " * indent, Span(piece, style)) for piece in wrap(look.fit(text), look.text_width, indent)]


def plain(lines: Sequence[Line]) -> str:
    """The lines without colour."""
    return "".join("".join(span.text for span in each).rstrip() + "\n" for each in lines)


def stripped(each: Line) -> Line:
    """The line without blanks at its end."""
    spans = list(each)
    while spans and not spans[-1].text.rstrip():
        spans.pop()
    return (*spans[:-1], evolve(spans[-1], text=spans[-1].text.rstrip())) if spans else ()
