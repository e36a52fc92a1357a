"""The agreement matrix as a table drawn with blanks: in bands where it is wider than the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schedcheck.record import frozen
from schedcheck.report import Cell, Matrix, Row
from schedcheck.report.rows import letter
from schedcheck.writers.console.look import Line, Look, Span, Style, cut, line, pad, size, wrap

AGREEING = 20
"""So many rows that agree are shown unless all are asked for."""

_LABEL = 22
_SHORT_LABEL = 8
"""Labels get as much as the columns leave, between these widths; a longer one stands on a line above its row."""

_LEGEND_INDENT = 4


@frozen
class _Band:
    """Some columns that fit side by side: their numbers and widths."""

    columns: tuple[int, ...]
    widths: tuple[int, ...]
    gap: int


def matrix_lines(matrix: Matrix, look: Look) -> list[Line]:
    """The whole matrix with a line that explains its signs; nothing where there is no row."""
    if not matrix.rows:
        return []
    rows, left_out = _chosen(matrix.rows, look)
    lines = [line(Span("What the documents say", "strong")), *_legend(rows, look), ()]
    lines += grid_lines(matrix.columns, rows, look)
    if left_out:
        more = f"{left_out} more {'row agrees' if left_out == 1 else 'rows agree'} (-v shows all)"
        lines[-1:] = [line(Span(more, "dim")), ()]
    return lines


def grid_lines(columns: Sequence[str], rows: Sequence[Row], look: Look, *, apart: bool = True) -> list[Line]:
    """The rows in bands. With `apart` rows that agree stand under a heading of their own."""
    label = _label_width(columns, rows, look)
    lines: list[Line] = []
    for band in _bands(columns, rows, label, look):
        lines += [*_header(columns, band, label, look), *_body(rows, band, label, look, apart=apart), ()]
    return lines


def _chosen(rows: Sequence[Row], look: Look) -> tuple[tuple[Row, ...], int]:
    """All rows that disagree and those that agree in most documents, still in order."""
    agreeing = [row for row in rows if row.agrees]
    if look.detail or len(agreeing) <= AGREEING:
        return tuple(rows), 0
    first = sorted(agreeing, key=lambda r: (r.sort == "text", -sum(cell.says_something for cell in r.cells)))
    kept = {id(row) for row in first[:AGREEING]}
    return tuple(r for r in rows if not r.agrees or id(r) in kept), len(agreeing) - AGREEING


def _legend(rows: Sequence[Row], look: Look) -> Iterator[Line]:
    signs, cells = look.signs, [cell for row in rows for cell in row.cells]
    parts = [f"{signs.differs} differs"] if any(cell.deviates for cell in cells) else []
    if any(cell.current and cell.proposed for cell in cells):
        parts.append(f"a{signs.arrow}b from a to b")
    if any(cell.tick in {"no", "both"} for cell in cells):
        parts.append(f"{signs.yes} named, {signs.no} left out")
    elif any(cell.tick == "yes" for cell in cells):
        parts.append(f"{signs.yes} says the same")
    if any(cell.count for cell in cells):
        parts.append(f"{signs.yes} n: n names, the same")
    for piece in wrap("; ".join(parts), look.columns) if parts else ():
        yield line(Span(piece, "dim"))


def _label_width(columns: Sequence[str], rows: Sequence[Row], look: Look) -> int:
    """As wide as the longest label, unless a narrower one lets all columns stand side by side."""
    margin = size(look.signs.differs) + 1
    longest = max(size(look.fit(row.label)) for row in rows)
    wanted = min(_LABEL, longest) + margin
    left = look.columns - sum(width + 1 for width in _widths(columns, rows, look)) + 1
    return left if _SHORT_LABEL + margin <= left < wanted else wanted


def _widths(columns: Sequence[str], rows: Sequence[Row], look: Look) -> list[int]:
    """The width of each column: a heading of several words may stand on several lines."""
    return [
        max(_heading_width(name), *(size(cell_text(row.cells[i], look)) for row in rows))
        for i, name in enumerate(columns)
    ]


def _widened(columns: Sequence[str], widths: Sequence[int], room: int) -> list[int]:
    """Wide enough for whole headings, if there is room for that (any where it is 0)."""
    whole = [max(width, size(name)) for name, width in zip(columns, widths, strict=True)]
    return whole if not room or sum(width + 2 for width in whole) - 2 <= room else list(widths)


def _bands(columns: Sequence[str], rows: Sequence[Row], label: int, look: Look) -> Iterator[_Band]:
    """As many columns as fit, with a narrow gap rather than a further band."""
    room = max(look.columns - label, 1) if look.columns else 0
    widths = _widened(columns, _widths(columns, rows, look), room)
    if not look.columns:
        yield _Band(tuple(range(len(columns))), tuple(widths), 2)
        return
    gap = 2 if label + sum(w + 2 for w in widths) - 2 <= look.columns else 1
    first = 0
    while first < len(columns):
        last, used = first + 1, label + widths[first]
        while last < len(columns) and used + gap + widths[last] <= look.columns:
            used += gap + widths[last]
            last += 1
        yield _Band(tuple(range(first, last)), tuple(widths[first:last]), gap)
        first = last


def _heading_width(name: str) -> int:
    return max((size(word) for word in name.split()), default=1)


def _header(columns: Sequence[str], band: _Band, label: int, look: Look) -> Iterator[Line]:
    """The names of documents, on as many lines as the longest needs."""
    names = [wrap(look.fit(columns[i]), width) for i, width in zip(band.columns, band.widths, strict=True)]
    for number in range(max(len(name) for name in names)):
        cells = [
            Span(pad(name[number] if number < len(name) else "", width) + " " * band.gap, "strong")
            for name, width in zip(names, band.widths, strict=True)
        ]
        yield (Span(" " * label), *cells)


def _body(rows: Sequence[Row], band: _Band, label: int, look: Look, *, apart: bool) -> Iterator[Line]:
    """The rows under the name of their property, which is said again where rows of another one stand between."""
    before = ""
    for row in (r for r in rows if any(r.cells[i].says_something for i in band.columns)):
        if before != row.heading:
            before = row.heading
            for piece in wrap(look.fit(row.heading), look.columns):
                yield line(Span(piece, "strong" if row.agrees or not apart else "error"))
        yield from _row(row, band, label, look)


def _row(row: Row, band: _Band, label: int, look: Look) -> Iterator[Line]:
    """One row; a label that is too long stands on a line above it. Letters are explained below it."""
    sign = " " * size(look.signs.differs) if row.agrees else look.signs.differs
    name = look.fit(row.label)
    style: Style = "" if row.agrees else "bad"
    if size(name) + size(sign) + 1 > label:
        room = look.columns - size(sign) if look.columns else size(name)
        yield line(Span(sign, style), Span(cut(name, room), style))
        head = Span(" " * label)
    else:
        head = Span(pad(f"{sign}{name}", label), style)
    cells = zip(band.columns, band.widths, strict=True)
    yield (head, *(_cell(row.cells[i], width + band.gap, look) for i, width in cells))
    for number, wording in enumerate(row.wordings if 0 in band.columns else ()):
        for piece in wrap(f"{letter(number)} = {look.fit(wording)}", look.columns, _LEGEND_INDENT):
            yield line(" " * _LEGEND_INDENT, Span(piece, "dim"))


def _cell(cell: Cell, width: int, look: Look) -> Span:
    return Span(pad(cell_text(cell, look), width), "bad" if cell.deviates else "")


def cell_text(cell: Cell, look: Look) -> str:
    """The cell in few characters, its deviation as a sign in front."""
    sign = look.signs.differs if cell.deviates else ""
    return sign + look.fit(_says(cell, look))


def _says(cell: Cell, look: Look) -> str:
    signs = look.signs
    if cell.tick == "missing":
        return "missing"
    if cell.tick:
        return {"yes": signs.yes, "no": signs.no, "both": f"{signs.yes}/{signs.no}"}[cell.tick]
    if cell.count:
        return f"{signs.yes} {cell.count}"
    changed = cell.proposed and cell.proposed != cell.current
    return f"{cell.current}{signs.arrow}{cell.proposed}" if changed else cell.current
