"""Tick boxes: names of a list with a mark before or after each that applies; an empty box may leave nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from schedcheck.names import find_names
from schedcheck.place import Place
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.placed import PlacedTokens, in_table
from schedcheck.recognise.split import Part, Placed
from schedcheck.record import frozen
from schedcheck.tokens import BOXES, TICKS
from schedcheck.vocabulary import TickForm, Vocabulary, compact

_SIGNS = re.compile(f"[{TICKS}]|[{BOXES}]|\\[[xX ]?\\]")
_TICKED = re.compile(f"[{TICKS}]|\\[[xX]\\]")
_REMARK = re.compile(r"\s{0,3}\([^()]*\)")
_LINKS = re.compile(r"\b(?:and|or|the)\b|[^\w()]|_", re.IGNORECASE)


@frozen
class _Piece:
    """A tick, an empty box or a label, in the order of the text. A label without names is one that nobody knows."""

    place: Place
    printed: str
    sign: str = ""
    names: tuple[str, ...] = ()


_Line = list[_Piece]
"""The pieces of one block, or of one cell."""


def read_ticks(part: Part, vocabulary: Vocabulary, ledger: Ledger) -> None:
    """The ticked and unticked names of every group of boxes."""
    headings = [(form, {compact(heading) for heading in form.headings}) for form in vocabulary.ticks]
    for index, placed in enumerate(part.blocks):
        if placed.block.kind in {"heading", "paragraph"}:
            words = compact(placed.block.text())
            for form in (form for form, known in headings if words in known):
                _read_group(part, index, form, vocabulary, ledger)


def _read_group(part: Part, index: int, form: TickForm, vocabulary: Vocabulary, ledger: Ledger) -> None:
    """A ticked label that nobody knows is a gap, and the list is not whole: it may be any name."""
    lines = _group(part.blocks[index + 1 :], form, vocabulary)
    if not any(piece.sign for line in lines for piece in line):
        return
    section = part.blocks[index].section
    dealt = list(_dealt(lines))
    strange = [piece for piece, _ in dealt if not piece.names]
    scope = ledger.statement(section, whole=not any(ticked for piece, ticked in dealt if not piece.names))
    for piece in strange:
        ledger.leave(section, piece.place, piece.printed, _UNKNOWN)
    for piece, ticked in dealt:
        if ticked and not piece.names:
            ledger.gap(f"{f'section {section}: ' if section else ''}“{piece.printed}” is ticked and {_UNKNOWN}")
        for name in piece.names:
            stated = Stated(name, piece.printed, piece.place, "current")
            ledger.add(scope, part.pack, form.property if ticked else form.unticked, stated, kind=part.pack_kind)


_UNKNOWN = "no name that is known"


def _group(following: Sequence[Placed], form: TickForm, vocabulary: Vocabulary) -> list[_Line]:
    """The lines of a group: a sentence may introduce it, and an item among them that nobody knows is part of it."""
    groups: list[list[_Line]] = []
    for number, placed in enumerate(following):
        lines = [line for line in _lines(placed, form, vocabulary) if line]
        if not _belong(lines):
            introduces = number == 0 and placed.block.kind == "paragraph" and placed.block.text().endswith((".", ":"))
            if not introduces and (placed.block.kind != "item" or not any(map(_belong, groups))):
                break
        groups.append(lines)
    while groups and not _belong(groups[-1]):
        groups.pop()
    first = next((number for number, lines in enumerate(groups) if _belong(lines)), 0)
    return [line for lines in groups[first:] for line in lines]


def _belong(lines: Sequence[_Line]) -> bool:
    """Do they hold a box, or names and nothing else?"""
    pieces = [piece for line in lines for piece in line]
    return any(p.sign for p in pieces) or bool(pieces and all(p.names for p in pieces))


def _lines(placed: Placed, form: TickForm, vocabulary: Vocabulary) -> list[_Line]:
    """The signs and labels of a block. A table that holds other words is none of boxes alone, and gives nothing."""
    block = placed.block
    if block.kind != "table":
        return [list(_pieces(PlacedTokens.of(block.runs, vocabulary), form, vocabulary))]
    lines = []
    for number, row in enumerate(block.rows, 1):
        for cell in (cell for cell in row.cells if not cell.merged):
            found = _pieces(PlacedTokens.of(cell.runs, vocabulary), form, vocabulary)
            lines += [[evolve(p, place=in_table(p.place, placed.table, number, cell.column)) for p in found]]
    return lines if all(piece.sign or piece.names for line in lines for piece in line) else []


def _pieces(tokens: PlacedTokens, form: TickForm, vocabulary: Vocabulary) -> Iterator[_Piece]:
    text = tokens.tokens.text
    signs = [(found.start(), found.end()) for found in _SIGNS.finditer(text)]
    for (_, start), (a, b) in pairwise([(0, 0), *signs, (len(text), len(text))]):
        for first, end, names in _labels(text[start:a], form, vocabulary):
            first, end = first + start, end + start
            yield _Piece(tokens.place_at(first, end), " ".join(text[first:end].split()), names=names)
        if a < b:
            yield _Piece(tokens.place_at(a, b), text[a:b], text[a:b])


def _labels(text: str, form: TickForm, vocabulary: Vocabulary) -> list[tuple[int, int, tuple[str, ...]]]:
    """(start, end, names) of what stands between two signs: names with remarks in brackets, else one strange label."""
    found = list(find_names(text, vocabulary, form.list))
    rest, last = "", 0
    for start, end, _ in found:
        rest, last = rest + text[last:start], end
        remark = _REMARK.match(text, end)
        if remark and not any(end < other < remark.end() for other, _, _ in found):
            last = remark.end()
    if not _LINKS.sub("", rest + text[last:]):
        return found
    words = text.strip()
    start = text.index(words)
    return [(start, start + len(words), ())]


def _dealt(lines: Sequence[_Line]) -> Iterator[tuple[_Piece, bool]]:
    """Each label, and whether it is ticked."""
    pieces = [piece for line in lines for piece in line]
    step = 1 if _signs_follow(lines) else -1
    for index, piece in enumerate(pieces):
        if not piece.sign:
            beside = index + step
            sign = pieces[beside].sign if 0 <= beside < len(pieces) else ""
            yield piece, bool(_TICKED.fullmatch(sign))


def _signs_follow(lines: Sequence[_Line]) -> bool:
    """Does a sign belong to the name before it? A line with both tells; else whether a sign ends the group."""
    ends = [(bool(line[0].sign), bool(line[-1].sign)) for line in lines]
    telling = {last for first, last in ends if first != last}
    return telling == {True} if telling else ends[-1][1] and not ends[0][0]
