"""Rules -> the grids of a page's tables: pieces joined, borders found, the cells between them.

Borders come as whole lines, as pieces for each cell, as thin rectangles with squares at the corners. What meets
nothing (underlines, strikes, change bars in the margin) is no border.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from attrs import evolve, field, frozen

from schedcheck.readers.pdf.ink import Box, Glyph, Rule

_TOUCH = 1.5
_JOINED = 1.6
_LEVEL = 0.8
_SAME = 2.0
_NARROW = 3.2
_NEAR = 2.4
_PROTRUDES = 4.0
_COVERED = 0.6
_SMALLEST = 4.0


@frozen
class Grid:
    """A table's cells: `owner[row][column]` is the number of the cell that covers a slot.

    `xs` and `ys` are the borders of columns and rows from left to right and from top to bottom.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: tuple[tuple[int, ...], ...]
    borders: tuple[Rule, ...] = field(default=(), repr=False)

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def cells(self) -> int:
        return len({number for row in self.owner for number in row})

    def at(self, glyph: Glyph) -> int:
        """The number of the cell that a letter stands in; the table must hold it."""
        column = min(max(bisect_right(self.xs, glyph.middle) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.ys, glyph.height) - 1, 0), len(self.ys) - 2)
        return self.owner[row][column]


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """The tables of a page, the smallest first, so that a table in a cell is asked before the one around it."""
    flats = joined([rule for rule in rules if rule.flat])
    uprights = joined([rule for rule in rules if not rule.flat])
    grids = []
    for group in _groups(flats, uprights):
        own = [rule for rule in group if rule.flat], [rule for rule in group if not rule.flat]
        grid = _grid(*own)
        if grid is not None:
            grids += _unnested(grid)
    return sorted(grids, key=lambda grid: (grid.box.width * grid.box.height, grid.ys, grid.xs))


def joined(rules: Sequence[Rule]) -> list[Rule]:
    """Pieces that lie in one line and touch, as one."""
    turned = [rule if rule.flat else _turned(rule) for rule in rules]
    lines: list[Rule] = []
    open_lines: list[int] = []
    for rule in sorted(turned, key=lambda r: (r.x0, r.y, r.x1)):
        open_lines = [i for i in open_lines if lines[i].x1 + _JOINED >= rule.x0]
        match = next((i for i in open_lines if abs(lines[i].y - rule.y) <= _LEVEL), -1)
        if match < 0:
            open_lines.append(len(lines))
            lines.append(rule)
        else:
            lines[match] = evolve(lines[match], x1=max(lines[match].x1, rule.x1))
    flat = not rules or rules[0].flat
    return lines if flat else [_turned(line) for line in lines]


def _turned(rule: Rule) -> Rule:
    return Rule(rule.y0, rule.x0, rule.y1, rule.x1, rule.seen)


def _meets(flat: Rule, upright: Rule) -> bool:
    across = flat.x0 - _TOUCH <= upright.x <= flat.x1 + _TOUCH
    return across and upright.y0 - _TOUCH <= flat.y <= upright.y1 + _TOUCH


def _groups(flats: Sequence[Rule], uprights: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that hang together: each flat one ends at uprights or crosses one."""
    uprights = sorted(uprights, key=lambda rule: rule.x)
    places = [rule.x for rule in uprights]
    groups: dict[int, int] = {}
    members: list[list[Rule]] = []
    for flat in flats:
        low = bisect_right(places, flat.x0 - _TOUCH)
        high = bisect_right(places, flat.x1 + _TOUCH)
        met = [n for n in range(low, high) if _meets(flat, uprights[n])]
        if _is_border(flat, [uprights[n] for n in met]):
            _unite(groups, members, flat, met, uprights)
    return [group for group in members if group]


def _is_border(flat: Rule, met: Sequence[Rule]) -> bool:
    if not met or flat.x1 - flat.x0 < _SMALLEST:
        return False
    crossed = [u for u in met if flat.x0 + _PROTRUDES < u.x < flat.x1 - _PROTRUDES]
    return bool(crossed) or met[-1].x - met[0].x > _SAME


def _unite(
    groups: dict[int, int], members: list[list[Rule]], flat: Rule, met: Sequence[int], uprights: Sequence[Rule]
) -> None:
    """The flat rule and all that it meets as one group, with the groups that they were in."""
    old = sorted({groups[n] for n in met if n in groups})
    target = old[0] if old else len(members)
    if not old:
        members.append([])
    members[target] += [flat, *(uprights[n] for n in met if n not in groups)]
    for other in old[1:]:
        members[target] += members[other]
        members[other] = []
        groups.update({n: target for n, group in groups.items() if group == other})
    groups.update(dict.fromkeys(met, target))


def _grid(flats: Sequence[Rule], uprights: Sequence[Rule]) -> Grid | None:
    """The cells between the borders. A side that is not drawn is where the other borders end."""
    left, right = min(f.x0 for f in flats), max(f.x1 for f in flats)
    top, bottom = min(u.y0 for u in uprights), max(u.y1 for u in uprights)
    xs = _clustered([*(u.x for u in uprights), *_ends(left, right, [u.x for u in uprights])])
    ys = _clustered([*(f.y for f in flats), *_ends(top, bottom, [f.y for f in flats])])
    if len(xs) < 2 or len(ys) < 2:
        return None
    owner = _owners(xs, ys, flats, uprights)
    return _without_idle(Grid(tuple(xs), tuple(ys), owner, (*flats, *uprights)))


def _ends(low: float, high: float, known: Sequence[float]) -> list[float]:
    return [end for end, at in ((low, min(known)), (high, max(known))) if abs(end - at) > _PROTRUDES]


def _clustered(places: Iterable[float]) -> list[float]:
    """Places that differ by less than a column is wide as one: double borders, and frames beside frames."""
    clusters: list[list[float]] = []
    for place in sorted(places):
        if clusters and place - clusters[-1][0] <= _NARROW:
            clusters[-1].append(place)
        else:
            clusters.append([place])
    return [sum(cluster) / len(cluster) for cluster in clusters]


def _owners(
    xs: Sequence[float], ys: Sequence[float], flats: Sequence[Rule], uprights: Sequence[Rule]
) -> tuple[tuple[int, ...], ...]:
    """Which slots are one cell: those with no border between them."""
    width, height = len(xs) - 1, len(ys) - 1
    parents = list(range(width * height))
    by_x = {j: [u for u in uprights if abs(u.x - xs[j]) <= _NEAR] for j in range(1, width)}
    by_y = {i: [f for f in flats if abs(f.y - ys[i]) <= _NEAR] for i in range(1, height)}
    for i in range(height):
        for j in range(width):
            slot = i * width + j
            if j and not _covers([(u.y0, u.y1) for u in by_x[j]], ys[i], ys[i + 1]):
                _link(parents, slot - 1, slot)
            if i and not _covers([(f.x0, f.x1) for f in by_y[i]], xs[j], xs[j + 1]):
                _link(parents, slot - width, slot)
    return tuple(tuple(_root(parents, i * width + j) for j in range(width)) for i in range(height))


def _covers(spans: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    covered = sum(max(min(b, end) - max(a, start), 0) for a, b in spans)
    return covered >= _COVERED * (end - start)


def _root(parents: list[int], slot: int) -> int:
    while parents[slot] != slot:
        parents[slot] = parents[parents[slot]]
        slot = parents[slot]
    return slot


def _link(parents: list[int], first: int, second: int) -> None:
    a, b = _root(parents, first), _root(parents, second)
    parents[max(a, b)] = min(a, b)


def _unnested(grid: Grid) -> list[Grid]:
    """The grid without tables in its cells, and these: a cell that is no rectangle has a table in what it lacks."""
    slots: dict[int, list[tuple[int, int]]] = {}
    for i, row in enumerate(grid.owner):
        for j, number in enumerate(row):
            slots.setdefault(number, []).append((i, j))
    for number, own in sorted(slots.items()):
        rows, columns = [i for i, _ in own], [j for _, j in own]
        around = range(min(rows), max(rows) + 1), range(min(columns), max(columns) + 1)
        inner = {grid.owner[i][j] for i in around[0] for j in around[1]} - {number}
        inside = all(i in around[0] and j in around[1] for other in inner for i, j in slots[other])
        if inner and inside and (nested := _nested(grid, [slot for other in inner for slot in slots[other]])):
            owner = tuple(
                tuple(number if i in around[0] and j in around[1] else n for j, n in enumerate(row))
                for i, row in enumerate(grid.owner)
            )
            return [*_unnested(_without_idle(evolve(grid, owner=owner))), *_unnested(nested)]
    return [grid]


def _nested(grid: Grid, slots: Sequence[tuple[int, int]]) -> Grid | None:
    """The table that slots of a grid make, when they are a rectangle of several cells."""
    rows, columns = [i for i, _ in slots], [j for _, j in slots]
    top, bottom, left, right = min(rows), max(rows) + 1, min(columns), max(columns) + 1
    if len(slots) < 2 or (bottom - top) * (right - left) != len(slots):
        return None
    owner = tuple(row[left:right] for row in grid.owner[top:bottom])
    return _without_idle(Grid(grid.xs[left : right + 1], grid.ys[top : bottom + 1], owner))


def _without_idle(grid: Grid) -> Grid:
    """The grid without columns and rows that part nothing."""
    columns = [j for j in range(len(grid.xs) - 1) if not j or any(row[j] != row[j - 1] for row in grid.owner)]
    rows = [
        i
        for i in range(len(grid.ys) - 1)
        if not i or any(a != b for a, b in zip(grid.owner[i], grid.owner[i - 1], strict=True))
    ]
    return evolve(
        grid,
        xs=(*(grid.xs[j] for j in columns), grid.xs[-1]),
        ys=(*(grid.ys[i] for i in rows), grid.ys[-1]),
        owner=tuple(tuple(grid.owner[i][j] for j in columns) for i in rows),
    )
