"""Is a shape a sign that is drawn rather than printed, such as a tick? Asked of each shape of a page. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from schedcheck.readers.pdf.ink import Box
from schedcheck.readers.pdf.matrix import Point

_SIDES = (3.0, 16.0)
_MOST_CORNERS = 12


def is_sign(points: Sequence[Point]) -> bool:
    """Is a shape as small as a letter drawn with strokes that run neither along the page nor down it, as a tick is?"""
    box = Box.around(*points)
    if not all(_SIDES[0] <= side <= _SIDES[1] for side in (box.width, box.height)) or len(points) > _MOST_CORNERS:
        return False
    return any(min(abs(a[0] - b[0]), abs(a[1] - b[1])) > _SIDES[0] / 2 for a, b in pairwise(points))
