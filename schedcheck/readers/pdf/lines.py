"""Letters -> lines of text, blanks where they are printed or where a gap shows one; lines -> marked pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from attrs import evolve, frozen

from schedcheck.document import Mark, Run
from schedcheck.place import NOWHERE, Place
from schedcheck.readers.pdf.ink import Box, Glyph
from schedcheck.readers.pieces import Piece, runs_of

_BLANK = 0.17
_SAME = 0.05
_ONE_LINE = 0.45
_SMALL = 0.8
_RAISED = 0.15
_HIGHEST, _BEHIND = 1.1, 0.3
_SLACK = 1.0
_AROUND = ".,;:!?()[]‘’“”'\""
_HYPHENS = "-\u00ad\u2010\u2011"
_FIGURES = re.compile(r"\S*\d[.,:/]?\Z")

Sign = tuple[str, Mark]


@frozen(eq=False)
class Line:
    """Letters on one baseline from left to right, each with whether a blank stands before it."""

    page: int
    glyphs: tuple[Glyph, ...]
    blanks: tuple[bool, ...]

    @property
    def text(self) -> str:
        return "".join(f" {g.text}" if b else g.text for g, b in zip(self.glyphs, self.blanks, strict=True))

    @property
    def baseline(self) -> float:
        return self.glyphs[0].baseline

    @property
    def height(self) -> float:
        """The y of the middle of its small letters."""
        return self.baseline - 0.3 * self.em

    @property
    def em(self) -> float:
        return max(glyph.em for glyph in self.glyphs)

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return max(glyph.x1 for glyph in self.glyphs)

    @property
    def bold(self) -> bool:
        return all(glyph.bold for glyph in self.glyphs if not glyph.struck)

    @property
    def box(self) -> Box:
        return Box(self.x0, self.baseline - self.em, self.x1, self.baseline + 0.25 * self.em)

    @property
    def first_word(self) -> float:
        """How wide the first word is."""
        end = next((i for i, blank in enumerate(self.blanks) if blank and i), len(self.glyphs))
        return max(glyph.x1 for glyph in self.glyphs[:end]) - self.x0

    def place(self) -> Place:
        box = self.box
        key = f"{self.page}:{box.x0:.0f},{box.y0:.0f},{box.x1:.0f},{box.y1:.0f}"
        return Place(page=self.page, offset=1, key=key)

    def gaps(self) -> list[float]:
        """How wide each blank is, in em."""
        pairs = zip(self.glyphs, self.glyphs[1:], self.blanks[1:], strict=False)
        return [(after.x0 - before.x1) / max(before.em, after.em) for before, after, blank in pairs if blank]

    def segments(self, gap: float) -> list[Line]:
        """The parts of the line that gaps wider than `gap` em part."""
        cuts = [0]
        for index in range(1, len(self.glyphs)):
            before, glyph = self.glyphs[index - 1], self.glyphs[index]
            if glyph.x0 - before.x1 > gap * max(before.em, glyph.em):
                cuts.append(index)
        ends = [*cuts[1:], len(self.glyphs)]
        return [
            Line(self.page, self.glyphs[a:b], (False, *self.blanks[a + 1 : b])) for a, b in zip(cuts, ends, strict=True)
        ]


def lines_of(glyphs: Sequence[Glyph], page: int) -> list[Line]:
    """The lines from top to bottom."""
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.baseline, g.x0)):
        if glyph.text == " " and not groups:
            continue
        if groups and glyph.baseline - groups[-1][0].baseline <= _ONE_LINE * max(glyph.em, groups[-1][0].em):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    pairs = pairwise([*groups, []])
    lines = (_line(group, page) for group, below in pairs if not _points_to_note(group, below))
    return [line for line in lines if line is not None]


def _points_to_note(group: Sequence[Glyph], below: Sequence[Glyph]) -> bool:
    """Are these nothing but small figures, raised so high that they are no part of the line that they stand behind?"""
    printed = [glyph for glyph in group if glyph.text != " "]
    if not printed or len(printed) > 2 or not all(glyph.text.isdigit() for glyph in printed):
        return False
    first = printed[0]
    return any(
        first.em < _SMALL * glyph.em and abs(first.x0 - glyph.x1) < _BEHIND * glyph.em and _is_raised(first, glyph)
        for glyph in below
        if glyph.text != " "
    )


def _is_raised(small: Glyph, glyph: Glyph) -> bool:
    return 0 < glyph.baseline - small.baseline <= _HIGHEST * glyph.em


def _line(group: Sequence[Glyph], page: int) -> Line | None:
    shown: list[Glyph] = []
    blanks: list[bool] = []
    blank = False
    for glyph in _in_order(group):
        if glyph.text == " ":
            blank = True
            continue
        before = shown[-1] if shown else None
        if before is not None and _is_drawn_twice(before, glyph):
            continue
        gap = before is not None and glyph.x0 - before.x1 > _BLANK * min(before.em, glyph.em)
        shown.append(glyph)
        blanks.append(before is not None and (blank or gap))
        blank = False
    return Line(page, tuple(shown), tuple(blanks)) if shown else None


def _in_order(group: Sequence[Glyph]) -> list[Glyph]:
    """From left to right, without the small raised figures that point to footnotes, all on the largest's baseline."""
    printed = [glyph for glyph in group if glyph.text != " "] or list(group)
    em = max(glyph.em for glyph in printed)
    base = max(glyph.baseline for glyph in printed if glyph.em >= _SMALL * em)
    kept = [g for g in group if not (g.em < _SMALL * em and base - g.baseline > _RAISED * em and g.text.isdigit())]
    return [
        evolve(g, baseline=base) if abs(g.baseline - base) > _SAME else g
        for g in sorted(kept, key=lambda g: (g.x0, g.order))
    ]


def _is_drawn_twice(before: Glyph, glyph: Glyph) -> bool:
    """Is it the same letter in the same place, drawn again to look bold? Those of a ligature follow each other."""
    apart = abs(glyph.order - before.order) > 2
    return apart and glyph.text == before.text and abs(glyph.x0 - before.x0) < 0.1 * glyph.em


def words_in(lines: Iterable[Line]) -> frozenset[str]:
    """The words that the lines print whole: what a narrow cell cut in two is known by them."""
    return frozenset(_bare(word) for line in lines for word in "".join(_parted(line)).split())


def _bare(word: str) -> str:
    return word.casefold().strip(_AROUND)


def _parted(line: Line) -> Iterator[str]:
    """The letters of a line, with a blank also where the mark changes."""
    before = line.glyphs[0]
    for glyph, blank in zip(line.glyphs, line.blanks, strict=True):
        yield " " if blank or mark_of(glyph) is not mark_of(before) else ""
        yield glyph.text
        before = glyph


def runs(lines: Sequence[Line], width: float = 0.0, words: frozenset[str] = frozenset()) -> tuple[Run, ...]:
    """The runs of lines that follow each other.

    `width` is how much of their cell lines may fill, 0 where it is not known; `words` are those of the document.
    """
    return runs_of(list(_pieces(lines, width, words)))


def _pieces(lines: Sequence[Line], width: float, words: frozenset[str]) -> Iterator[Piece]:
    rows = [list(_signs(line)) for line in lines]
    for index, (line, after) in enumerate(pairwise(lines)):
        if _is_parted(line, after):
            _carry(rows[index], rows[index + 1], hyphen=not _is_one_word(line, after, words))
        elif _is_cut(line, after, width, words):
            _carry(rows[index], rows[index + 1])
    for line, row in zip(lines, rows, strict=True):
        place, offset = line.place(), 1
        for mark, group in groupby(row, key=lambda sign: sign[1]):
            text = "".join(sign[0] for sign in group)
            yield Piece(text, evolve(place, offset=offset, by=_by(line, mark)), mark)
            offset += len(text)
        yield Piece("\n", NOWHERE)


def _by(line: Line, mark: Mark) -> str:
    """Who marked the first letters of a line that bear a mark, where a note says so."""
    return next((g.by for g in line.glyphs if g.by and mark_of(g) is mark), "") if mark is not Mark.PLAIN else ""


def _signs(line: Line) -> Iterator[Sign]:
    """Each letter and blank with its mark. What is both struck and underlined was put in and taken out again."""
    before = Mark.PLAIN
    for glyph, blank in zip(line.glyphs, line.blanks, strict=True):
        mark = mark_of(glyph)
        if blank:
            yield " ", mark if mark is before and mark else Mark.PLAIN
        if mark:
            yield glyph.text, mark
        before = mark or before


def mark_of(glyph: Glyph) -> Mark | None:
    """The mark of a letter; None when it is in neither text."""
    if glyph.struck:
        return None if glyph.underlined else Mark.DELETED
    return Mark.INSERTED if glyph.underlined else Mark.PLAIN


def _is_parted(line: Line, after: Line) -> bool:
    """Does the last word of a line go on in the next after a hyphen?"""
    last = line.glyphs[-1]
    if len(line.glyphs) < 2 or line.blanks[-1] or last.text not in _HYPHENS or not after.glyphs[0].text.isalnum():
        return False
    before = line.glyphs[-2].text
    return before.isalpha() or (last.breaks and before.isalnum())


def _is_one_word(line: Line, after: Line, words: frozenset[str]) -> bool:
    """Does the hyphen only part a word, which the document prints elsewhere? A soft one looks like any other here."""
    head, tail = _ends(line, after)
    return _bare(head[:-1] + tail) in words


def _ends(line: Line, after: Line) -> tuple[str, str]:
    """The last word of a line and the first of the next; a change of mark ends a word."""
    return "".join(_parted(line)).rpartition(" ")[2], "".join(_parted(after)).partition(" ")[0]


def _is_cut(line: Line, after: Line, width: float, words: frozenset[str]) -> bool:
    """Did a narrow cell cut a word or a figure? Then the line is full, or the mark changes where the word ends."""
    last, first = line.glyphs[-1], after.glyphs[0]
    if not width or mark_of(last) is not mark_of(first):
        return False
    full = width - (line.x1 - line.x0) <= first.x1 - first.x0 + _SLACK
    head, tail = _ends(line, after)
    if first.text.isdigit() or first.text == ".":
        return full and not any(line.blanks) and bool(_FIGURES.match(head))
    end = len(tail)
    changes = end < len(after.glyphs) and not after.blanks[end]
    return (full or changes) and _bare(head + tail) in words and (first.text + last.text).isalpha()


def _carry(row: list[Sign], after: list[Sign], *, hyphen: bool = True) -> None:
    """Moves the first word of the next line to the end of this one; without `hyphen`, this one's last letter goes."""
    if row and not hyphen:
        row.pop()
    end = next((i for i, (text, _) in enumerate(after) if text == " "), len(after))
    row += after[:end]
    del after[: end + 1]
