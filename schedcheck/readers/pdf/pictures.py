"""Pictures of a page that may hold content, though the page has text besides. Pure: boxes in, boxes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from schedcheck.readers.pdf.ink import Box, Sheet
from schedcheck.readers.pictures import holds_table

_MILLIMETRES = 25.4 / 72
_SPACER = 6.0
"""The side of a picture, in points, below which it is a line or a dot even in a cell."""
_HEAD, _FOOT = 0.12, 0.9
"""The shares of a page's height above and below which a picture is a logo or the like."""
_TOUCHES = 1.0


def telling(sheet: Sheet, tables: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """The pictures in tables, whatever their size, and those outside that are large enough to hold one."""
    inside, outside = [], []
    for box in _whole(sheet.pictures):
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        if any(table.holds(x, y) for table in tables):
            inside += [box] if min(box.width, box.height) > _SPACER else []
        elif holds_table(box.width * _MILLIMETRES, box.height * _MILLIMETRES) and not _is_furniture(box, sheet):
            outside.append(box)
    return inside, outside


def _is_furniture(box: Box, sheet: Sheet) -> bool:
    return box.y1 < _HEAD * sheet.height or box.y0 > _FOOT * sheet.height


def _whole(boxes: Iterable[Box]) -> list[Box]:
    """The boxes, those that a program cut into strips or tiles put together again."""
    strips = _joined(sorted(boxes, key=lambda box: (round(box.x0), round(box.x1), box.y0)), _goes_on_below)
    return list(_joined(sorted(strips, key=lambda box: (round(box.y0), round(box.y1), box.x0)), _goes_on_beside))


def _joined(boxes: Iterable[Box], goes_on: Callable[[Box, Box], bool]) -> Iterator[Box]:
    held: Box | None = None
    for box in boxes:
        if held is not None and goes_on(held, box):
            held = Box.around((held.x0, held.y0), (held.x1, held.y1), (box.x0, box.y0), (box.x1, box.y1))
            continue
        if held is not None:
            yield held
        held = box
    if held is not None:
        yield held


def _goes_on_below(one: Box, other: Box) -> bool:
    alike = abs(one.x0 - other.x0) <= _TOUCHES and abs(one.x1 - other.x1) <= _TOUCHES
    return alike and other.y0 <= one.y1 + _TOUCHES


def _goes_on_beside(one: Box, other: Box) -> bool:
    alike = abs(one.y0 - other.y0) <= _TOUCHES and abs(one.y1 - other.y1) <= _TOUCHES
    return alike and other.x0 <= one.x1 + _TOUCHES
