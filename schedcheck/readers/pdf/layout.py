"""One page -> its parts in reading order: lines of text, and tables by their rules or by alignment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from schedcheck.readers.pdf.aligned import with_aligned
from schedcheck.readers.pdf.bullets import with_bullets
from schedcheck.readers.pdf.columns import in_columns
from schedcheck.readers.pdf.flow import Part
from schedcheck.readers.pdf.ink import Box, Glyph, Rule, Sheet
from schedcheck.readers.pdf.lattice import Grid, grids_of, joined
from schedcheck.readers.pdf.lines import Line
from schedcheck.readers.pdf.margin import parted
from schedcheck.readers.pdf.redline import marked
from schedcheck.readers.pdf.tables import SheetTable, ruled, stitched

_INSIDE = 1.0
_ON_BORDER = 0.8


@frozen
class Ruled:
    """A page with its letters marked, and the grids that its rules make."""

    sheet: Sheet
    grids: tuple[Grid, ...]

    @classmethod
    def of(cls, sheet: Sheet) -> Ruled:
        """What is a border is no redline, and the other way round."""
        grids = grids_of(sheet.rules)
        borders = _Borders.of(grids)
        free = [rule for rule in sheet.rules if not borders.hold(rule)]
        return cls(with_bullets(marked(sheet, free)), tuple(grids))


@frozen
class _Borders:
    """The borders of a page's tables by where they are: across or down, and at which y or x."""

    by_place: Mapping[tuple[bool, int], tuple[Rule, ...]]

    @classmethod
    def of(cls, grids: Sequence[Grid]) -> _Borders:
        found: dict[tuple[bool, int], tuple[Rule, ...]] = {}
        for border in (border for grid in grids for border in grid.borders):
            key = (border.flat, round(border.y if border.flat else border.x))
            found[key] = (*found.get(key, ()), border)
        return cls(found)

    def hold(self, rule: Rule) -> bool:
        """Is the rule a piece of a border?"""
        place = round(rule.y if rule.flat else rule.x)
        near = (b for step in (-2, -1, 0, 1, 2) for b in self.by_place.get((rule.flat, place + step), ()))
        return any(border.holds(rule, _ON_BORDER) for border in near)


@frozen(eq=False)
class PageParts:
    """The lines of a page that stand in no table, its tables, and the lines of balloons in its margin."""

    sheet: Sheet
    lines: tuple[Line, ...]
    tables: tuple[SheetTable, ...]
    margin: tuple[Line, ...] = ()

    @classmethod
    def of(cls, page: Ruled) -> PageParts:
        free, inside = _dealt(page.sheet.glyphs, page.grids)
        tables = [ruled(grid, inside[n], page.sheet.number) for n, grid in enumerate(page.grids) if n in inside]
        loose = [t for t in tables if not t.is_table]
        lines, margin = parted(free, page.sheet.number, page.sheet.width)
        lines += [line for t in loose for row in t.rows for cell in row if not cell.merged for line in cell.lines]
        shown = tuple(sorted(lines, key=lambda line: (line.baseline, line.x0)))
        return cls(page.sheet, shown, tuple(t for t in tables if t.is_table), tuple(margin))

    @property
    def has_signs(self) -> bool:
        """Is a sign drawn in a cell of a table where no letter stands?"""
        return any(self._is_in_table(sign) for sign in self.sheet.signs if not self._is_lettered(sign))

    def _is_in_table(self, sign: Box) -> bool:
        return any(table.box.holds((sign.x0 + sign.x1) / 2, (sign.y0 + sign.y1) / 2, 0) for table in self.tables)

    def _is_lettered(self, sign: Box) -> bool:
        return any(sign.holds(glyph.middle, glyph.height, _INSIDE) for glyph in self.sheet.glyphs)

    def parts(self, furniture: set[int]) -> list[Part]:
        """Lines and tables from top to bottom, without furniture. A table in a cell follows the one around it."""
        tables = sorted(self.tables, key=lambda t: (t.box.y0, -t.box.height))
        rest = [line for line in self.lines if id(line) not in furniture]
        parts: list[Part] = []
        flats = joined([rule for rule in self.sheet.rules if rule.flat and rule.seen])
        for table in tables:
            above = [line for line in rest if line.baseline <= table.box.y0 + _INSIDE]
            rest = rest[len(above) :]
            parts += [*with_aligned(in_columns(above), flats), table]
        return [*parts, *with_aligned(in_columns(rest), flats)]


def _dealt(glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> tuple[list[Glyph], dict[int, list[Glyph]]]:
    """The letters outside of all tables, and those in each: in the smallest that holds them."""
    free: list[Glyph] = []
    inside: dict[int, list[Glyph]] = {}
    sides = [(n, grid.box) for n, grid in enumerate(grids)]
    for glyph in glyphs:
        x, y, number = glyph.middle, glyph.height, -1
        for n, box in sides:
            if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1:
                number = n
                break
        if number < 0:
            free.append(glyph)
        else:
            inside.setdefault(number, []).append(glyph)
    return free, inside


def stitched_pages(pages: Sequence[Sequence[Part]]) -> list[list[Part]]:
    """The pages, each table that goes on at the top of the next page put together with its rest."""
    held: list[list[Part]] = [list(page) for page in pages]
    above = held[0] if held else []
    for below in held[1:]:
        if above and below and isinstance(above[-1], SheetTable) and isinstance(below[0], SheetTable):
            whole = stitched(above[-1], below[0])
            if whole is not None:
                above[-1] = whole
                del below[0]
        above = below or above
    return held
