"""What stands on a page, in the page's own measure: letters, rules and notes. The records of the PDF reader.

Points from the upper left corner of the page as it is shown, x to the right and y down: 72 to the inch.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

NoteKind = Literal["struck", "underlined", "caret", "words", "link", "box"]


@frozen
class Box:
    """A rectangle: x0 <= x1 and y0 <= y1."""

    x0: float
    y0: float
    x1: float
    y1: float

    @classmethod
    def around(cls, *points: tuple[float, float]) -> Box:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return cls(min(xs), min(ys), max(xs), max(ys))

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def holds(self, x: float, y: float, by: float = 0.0) -> bool:
        """Is the point inside, or at most `by` outside?"""
        return self.x0 - by <= x <= self.x1 + by and self.y0 - by <= y <= self.y1 + by

    def over(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


@frozen(eq=False)
class Glyph:
    """A letter, or a blank that is printed as such. `baseline` is its y, `em` the size of its font as shown.

    `order` is when it was drawn; `breaks` marks a hyphen at a line's end that the file does not print elsewhere;
    `by` is who marked it or wrote it in, where a note says so.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    em: float
    order: int = 0
    bold: bool = False
    breaks: bool = False
    struck: bool = False
    underlined: bool = False
    by: str = ""

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        """The y of the middle of a small letter."""
        return self.baseline - 0.3 * self.em


@frozen
class Rule:
    """A straight line along the page or down it, whether stroked or a thin rectangle. `seen` means not white."""

    x0: float
    y0: float
    x1: float
    y1: float
    seen: bool = True

    def holds(self, other: Rule, by: float) -> bool:
        """Does the middle of the other rule lie on this one, or at most `by` beside it?"""
        return self.x0 - by <= other.x <= self.x1 + by and self.y0 - by <= other.y <= self.y1 + by

    @property
    def flat(self) -> bool:
        return self.x1 - self.x0 >= self.y1 - self.y0

    @property
    def x(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        return (self.y0 + self.y1) / 2


@frozen
class Note:
    """A remark that a program laid over the page: where it points to, its words, and who made it when."""

    kind: NoteKind
    boxes: tuple[Box, ...]
    text: str = ""
    by: str = ""


@frozen
class Sheet:
    """One page as drawn.

    `dots` are small filled shapes; `pictured` is the share of the page that pictures cover; `lost` counts letters
    that have no name in the file; `sideways` holds words that do not run along the page; `drawn` counts shapes,
    `hidden` letters that nobody sees and that stand over no picture, `clipped` those beside the page; `guessed` are
    those over a picture, which a program took its words for; `signs` are small drawings with strokes across,
    `pictures` all that pictures cover.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()
    notes: tuple[Note, ...] = ()
    dots: tuple[Box, ...] = ()
    pictured: float = 0.0
    lost: int = 0
    sideways: str = ""
    drawn: int = 0
    hidden: int = 0
    clipped: int = 0
    guessed: int = 0
    signs: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
