"""The lines of a table that no rules draw -> its rows: by rules between them, by white, else by the first column.

Two lines of a cell are one value, two rows are two: where that is not beyond doubt there are no rows. What helps is
that a line ends because the next word would not have fitted, and that cells of a row start or stand beside each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from schedcheck.readers.pdf.lines import Line
from schedcheck.readers.pdf.tables import Filled, FilledRow

_LOOSER = 1.1
_WIDEST_PITCH = 1.75
_ABOVE, _BELOW = 0.7, 0.2
_BLANK = 0.25
_VALUE = re.compile(r"[£€$]?\d|[✓☐]")
_FIGURE = re.compile(r"\S*\d\S*")

Group = list[int]
"""The numbers of the lines that make up a row, from top to bottom."""


@frozen(eq=False)
class Column:
    """What each line of the table has in one column, and how wide the widest is."""

    cells: tuple[Line | None, ...]
    width: float

    @classmethod
    def of(cls, cells: Sequence[Filled]) -> Column:
        lines = [cell.lines[0] if cell.lines else None for cell in cells]
        return cls(tuple(lines), max((line.x1 - line.x0 for line in lines if line), default=0.0))

    def joins(self, group: Group) -> Iterator[tuple[int, Line, Line]]:
        """Each line that goes on with the one above it in a cell: its number, the one above, and itself."""
        filled = [(n, line) for n in group if (line := self.cells[n])]
        for (_, above), (number, line) in pairwise(filled):
            yield number, above, line

    def is_wrapped(self, above: Line, line: Line) -> bool:
        """Would the first word not have fitted on the line above? Or is the one old and the other new?"""
        room = self.width - (above.x1 - above.x0) - _BLANK * above.em
        return line.first_word > room - 0.05 * line.em or (above.glyphs[-1].struck and not line.glyphs[0].struck)


def rows_of(lines: Sequence[Line], columns: Sequence[Column], rules: Sequence[float]) -> tuple[FilledRow, ...]:
    """The rows of the lines, () when they are in doubt. `rules` are the heights of rules between rows."""
    bands = _bands(lines, rules)
    groups = _by_white(lines, columns, bands)
    if not _are_sure(groups, columns):
        groups = _by_first_column(lines, columns, bands)
    return tuple(tuple(_cell(column, group) for column in columns) for group in groups)


def _bands(lines: Sequence[Line], rules: Sequence[float]) -> list[int]:
    """Which band between rules each line stands in; bold lines at the top are a band of their own."""
    bold = next((n for n, line in enumerate(lines) if not line.bold), 0)
    return [sum(y < line.height for y in rules) * 2 + (n >= bold) for n, line in enumerate(lines)]


def _by_white(lines: Sequence[Line], columns: Sequence[Column], bands: Sequence[int]) -> list[Group]:
    """Rows as what white parts in all columns: lines of a cell stand closer to each other than cells do."""
    pitches = [pitch for column in columns for pitch in _pitches(column, lines, bands)]
    em = max(line.em for line in lines)
    close = min(_LOOSER * _tight(pitches), _WIDEST_PITCH * em)
    spans = sorted(span for column in columns for span in _spans(column, lines, bands, close))
    groups: list[Group] = []
    reach = -1.0
    for top, bottom, numbers in spans:
        if not groups or top > reach or bands[numbers[0]] != bands[groups[-1][0]]:
            groups.append([])
            reach = bottom
        reach = max(reach, bottom)
        groups[-1] += numbers
    return [sorted(set(group)) for group in groups]


def _tight(pitches: Sequence[float]) -> float:
    """The least distance of lines in a column that is no slip: one in twenty has it."""
    ordered = sorted(pitches)
    return ordered[len(ordered) // 20] if ordered else 0.0


def _pitches(column: Column, lines: Sequence[Line], bands: Sequence[int]) -> Iterator[float]:
    filled = [n for n, cell in enumerate(column.cells) if cell]
    return (lines[b].baseline - lines[a].baseline for a, b in pairwise(filled) if bands[a] == bands[b])


def _spans(
    column: Column, lines: Sequence[Line], bands: Sequence[int], close: float
) -> Iterator[tuple[float, float, tuple[int, ...]]]:
    """The cells of a column, if lines this close are of one cell: upper and lower edge, and their lines."""
    numbers: tuple[int, ...] = ()
    for n, cell in enumerate(column.cells):
        if cell is None:
            continue
        last = numbers[-1] if numbers else n
        if numbers and (bands[last] != bands[n] or lines[n].baseline - lines[last].baseline > close):
            yield _span(lines, numbers)
            numbers = ()
        numbers = (*numbers, n)
    if numbers:
        yield _span(lines, numbers)


def _span(lines: Sequence[Line], numbers: tuple[int, ...]) -> tuple[float, float, tuple[int, ...]]:
    first, last = lines[numbers[0]], lines[numbers[-1]]
    return first.baseline - _ABOVE * first.em, last.baseline + _BELOW * last.em, numbers


def _are_sure(groups: Sequence[Group], columns: Sequence[Column]) -> bool:
    """Is no row several? The first may be headings, whose lines break where people want them to."""
    if len(groups) < 2:
        return False
    rest = groups[1:] if _is_wordy(groups[0], columns) else groups
    return all(_is_one(group, columns) for group in rest) and not any(_is_stray(group, columns) for group in rest[1:-1])


def _is_stray(group: Group, columns: Sequence[Column]) -> bool:
    """Is it without a first cell and without most others? At the ends a page may have cut a row."""
    filled = [any(column.cells[n] for n in group) for column in columns]
    return not filled[0] and 2 * sum(filled) < len(columns)


def _is_wordy(group: Group, columns: Sequence[Column]) -> bool:
    return not any(_VALUE.match(line.text) for column in columns for n in group if (line := column.cells[n]))


def _is_one(group: Group, columns: Sequence[Column]) -> bool:
    first = columns[0]
    for _, above, line in first.joins(group):
        both = _FIGURE.fullmatch(above.text) and _FIGURE.fullmatch(line.text)
        if not first.is_wrapped(above, line) or (both and not above.glyphs[-1].struck):
            return False
    broken = [
        n for column in columns[1:] for n, above, line in column.joins(group) if not column.is_wrapped(above, line)
    ]
    return len(broken) == len(set(broken))


def _by_first_column(lines: Sequence[Line], columns: Sequence[Column], bands: Sequence[int]) -> list[Group]:
    """A row from each line with a first cell on, if cells of a row start side by side and lines end where they must."""
    groups: list[Group] = []
    for n in range(len(lines)):
        starts = columns[0].cells[n] is not None and not _is_rest(n, columns)
        new_band = bool(groups) and bands[n] != bands[groups[-1][0]]
        if not groups or new_band or (starts and not _is_head(n, bands)):
            groups.append([n])
        else:
            groups[-1].append(n)
    heads = groups[:1] if _is_head(groups[0][0], bands) else []
    return groups if all(_starts_level(group, columns) for group in groups[len(heads) :]) else []


def _is_head(number: int, bands: Sequence[int]) -> bool:
    """Is it a line of headings that a rule or bold letters part from the rest?"""
    return bands[number] == bands[0] and bands[0] != bands[-1] and bands.count(bands[0]) <= 5


def _is_rest(number: int, columns: Sequence[Column]) -> bool:
    """Is a line with nothing but a first cell the rest of the cell above? It is when the cell above was full."""
    first = columns[0]
    above = first.cells[number - 1] if number else None
    line = first.cells[number]
    alone = not any(column.cells[number] for column in columns[1:])
    return alone and above is not None and line is not None and first.is_wrapped(above, line)


def _starts_level(group: Group, columns: Sequence[Column]) -> bool:
    """Do all cells start on the first line, and does each of their lines end where the next word had no room?"""
    level = all(column.cells[group[0]] or not any(column.cells[n] for n in group) for column in columns)
    return level and all(column.is_wrapped(a, b) for column in columns for _, a, b in column.joins(group))


def _cell(column: Column, group: Group) -> Filled:
    return Filled(tuple(line for n in group if (line := column.cells[n])))
