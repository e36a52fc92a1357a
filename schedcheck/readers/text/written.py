"""The written dialect: # headings, | tables, lists and word-diff marks, for people and for tests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from schedcheck.document import Block, Cell, Mark, Row, Run
from schedcheck.place import Place
from schedcheck.readers.enumerated import Entry, Lists
from schedcheck.readers.pieces import Piece, runs_of
from schedcheck.readers.text.lines import Line

_HEADING = re.compile(r"(#{1,6})\s+(?:(\d+(?:\.\d+)*)\.?\s+)?(.*\S)")
_SEPARATOR = re.compile(r"={3,}\s*(.*?)\s*=*")
_BULLET = re.compile(r"[•▪◦●o*\-–]\s+(.*)")
_RULE = re.compile(r"\|(?=.*-)[\s:|\-]+")
_MARKS = {"[-": ("-]", Mark.DELETED), "{+": ("+}", Mark.INSERTED)}
_OPENING = re.compile(r"\[-|\{\+")
_WRITTEN = re.compile(r"\|.*\|$|={3,} .* ={3,}$")


def is_written(lines: Sequence[Line]) -> bool:
    """Does any line show a sign that only a person writes? One "#" may head a column of numbers."""
    headings = len({line.text for line in lines if _HEADING.fullmatch(line.text)})
    first = bool(lines) and bool(_HEADING.fullmatch(lines[0].text))
    return first or headings > 1 or any(_WRITTEN.match(line.text) or _is_marked(line.text) for line in lines)


def _is_marked(text: str) -> bool:
    """Is a mark with something in it closed in the line? Found from both ends: marks without end cost nothing."""
    return any(0 <= text.find(opening) < text.rfind(closing) - 2 for opening, (closing, _) in _MARKS.items())


def read_written(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Blocks in reading order. Marks that open on one line and close on another are followed."""
    blocks: list[Block] = []
    for kind, group in groupby(_kinds(lines), key=lambda pair: pair[0]):
        own = [(line, entry) for _, line, entry in group]
        each = [line for line, _ in own]
        blocks += [_entry(each, own[0][1])] if own[0][1] else _BLOCKS[kind.split()[0]](each)
    return tuple(blocks)


def _kinds(lines: Sequence[Line]) -> Iterator[tuple[str, Line, Entry | None]]:
    """Each line with the sort of block it belongs to; the count keeps neighbours of one sort apart."""
    lists = Lists.of(lines)
    count, last = 0, ""
    for index, line in enumerate(lines):
        entry = lists.entries.get(index)
        opens = bool(entry or _BULLET.match(line.text))
        kind = _kind(line, opens, "" if index in lists.after else last)
        entry = entry if kind == "item" else None
        if kind != last or line.gap or kind in {"heading", "separator", "furniture"}:
            count += 0 if kind == "item" and last == "item" and not opens else 1
        elif kind == "item" and opens:
            count += 1
        last = kind
        yield f"{kind} {count}", line, entry


def _kind(line: Line, opens: bool, last: str) -> str:
    """The sort of block of a line, of which is known whether it opens an entry of a list, and what was before it."""
    if line.furniture:
        return "furniture"
    if _SEPARATOR.fullmatch(line.text):
        return "separator"
    if _HEADING.fullmatch(line.text):
        return "heading"
    if line.text.startswith("|"):
        return "table"
    if opens or (last == "item" and not line.gap):
        return "item"
    return "paragraph"


def _separators(lines: Sequence[Line]) -> list[Block]:
    found = [(_SEPARATOR.fullmatch(line.text), line) for line in lines]
    return [
        Block("heading", (Run(m.group(1), line.place),), level=0, fresh=True, place=line.place)
        for m, line in found
        if m
    ]


def _headings(lines: Sequence[Line]) -> list[Block]:
    blocks = []
    for line in lines:
        found = _HEADING.fullmatch(line.text)
        if found:
            number = found.group(2) or ""
            level = len(found.group(1))
            runs = tuple(_runs([line], found.start(3)))
            blocks.append(Block("heading", runs, number, level, fresh=level == 1, place=line.place))
    return blocks


def _paragraphs(lines: Sequence[Line]) -> list[Block]:
    return [Block("paragraph", tuple(_runs(lines)), fresh=lines[0].fresh, place=lines[0].place)]


def _items(lines: Sequence[Line]) -> list[Block]:
    found = _BULLET.match(lines[0].text)
    skip = found.start(1) if found else 0
    return [Block("item", tuple(_runs(lines, skip)), level=1, place=lines[0].place)]


def _entry(lines: Sequence[Line], entry: Entry) -> Block:
    return Block("item", tuple(_runs(lines, entry.skip)), entry.number, 1, place=lines[0].place)


def _furniture(lines: Sequence[Line]) -> list[Block]:
    return [Block("furniture", (line.run(),), place=line.place) for line in lines]


def _tables(lines: Sequence[Line]) -> list[Block]:
    """One table; its first line is the header row when a rule follows it."""
    headed = len(lines) > 1 and bool(_RULE.fullmatch(lines[1].text))
    body = [line for line in lines if not _RULE.fullmatch(line.text)]
    if not body:
        return []
    headings = _cells(body[0]) if headed else ()
    rows = tuple(Row(_cells(line), line.place) for line in (body[1:] if headed else body))
    return [Block("table", headings=headings, rows=rows, place=lines[0].place)]


def _cells(line: Line) -> tuple[Cell, ...]:
    cells = []
    inner = line.text.removeprefix("|").removesuffix("|")
    start = 1
    for column, part in enumerate(inner.split("|"), 1):
        lead = len(part) - len(part.lstrip())
        place = Place(line.number, line.offset + start + lead, line.number)
        cells.append(Cell(tuple(_marked(part.strip(), place)), column))
        start += len(part) + 1
    return tuple(cells)


def _runs(lines: Sequence[Line], skip: int = 0) -> Iterator[Run]:
    """The runs of some lines; a mark may open on one line and close on another."""
    opened = ""
    for line in lines:
        text, lead = (line.text[skip:], skip) if line is lines[0] else (line.text, 0)
        if opened:
            text = f"{opened}{text}"
            lead -= 2
        opened = _open_mark(text)
        if opened:
            text += "-]" if opened == "[-" else "+}"
        yield from _marked(text, Place(line.number, line.offset + lead, line.number))


def _open_mark(text: str) -> str:
    """The mark that is opened in the text and not closed, "" when none is."""
    for opening, closing in (("[-", "-]"), ("{+", "+}")):
        if text.rfind(opening) > text.rfind(closing):
            return opening
    return ""


def _marked(text: str, place: Place) -> tuple[Run, ...]:
    """The text in runs, cut at its word-diff marks. A word that is partly marked is whole in each view."""
    pieces = list(_pieces(text, place))
    if len(pieces) != 1 or pieces[0].mark is not Mark.PLAIN:
        return runs_of(pieces)
    piece, start = pieces[0].text, pieces[0].place
    lead = len(piece) - len(piece.lstrip())
    words = piece.strip()
    return (Run(words, Place(start.line, start.offset + lead, start.line)),) if words else ()


def _pieces(text: str, place: Place) -> Iterator[Piece]:
    end = 0
    last = {opening: text.rfind(closing) for opening, (closing, _) in _MARKS.items()}
    for found in _OPENING.finditer(text):
        closing, mark = _MARKS[found[0]]
        if found.start() < end or found.end() > last[found[0]]:
            continue
        closed = text.index(closing, found.end())
        yield from _piece(text, end, found.start(), place, Mark.PLAIN)
        yield from _piece(text, found.end(), closed, place, mark)
        end = closed + 2
    yield from _piece(text, end, len(text), place, Mark.PLAIN)


def _piece(text: str, start: int, end: int, place: Place, mark: Mark) -> Iterator[Piece]:
    if start < end:
        yield Piece(text[start:end], Place(place.line, place.offset + start, place.line), mark)


_BLOCKS = {
    "separator": _separators,
    "heading": _headings,
    "paragraph": _paragraphs,
    "item": _items,
    "furniture": _furniture,
    "table": _tables,
}
