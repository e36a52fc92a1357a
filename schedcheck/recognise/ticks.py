"""Tick boxes: names of a list with a mark before or after each that applies; an empty box may leave nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from schedcheck.names import find_names
from schedcheck.place import Place
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.placed import PlacedTokens, in_table
from schedcheck.recognise.split import Part, Placed
from schedcheck.tokens import BOXES, TICKS
from schedcheck.vocabulary import TickForm, Vocabulary, compact

_SIGNS = re.compile(f"[{TICKS}]|[{BOXES}]|\\[[xX ]?\\]")
_TICKED = re.compile(f"[{TICKS}]|\\[[xX]\\]")


@frozen
class _Piece:
    """A tick, an empty box or a name, in the order of the text."""

    place: Place
    printed: str
    sign: str = ""
    names: tuple[str, ...] = ()


def read_ticks(part: Part, vocabulary: Vocabulary, ledger: Ledger) -> None:
    """The ticked and unticked names of every group of boxes."""
    headings = [(form, {compact(heading) for heading in form.headings}) for form in vocabulary.ticks]
    for index, placed in enumerate(part.blocks):
        if placed.block.kind in {"heading", "paragraph"}:
            words = compact(placed.block.text())
            for form in (form for form, known in headings if words in known):
                _read_group(part, index, form, vocabulary, ledger)


def _read_group(part: Part, index: int, form: TickForm, vocabulary: Vocabulary, ledger: Ledger) -> None:
    pieces: list[_Piece] = []
    for placed in part.blocks[index + 1 :]:
        found = _pieces(placed, form, vocabulary)
        if not found:
            break
        pieces += found
    if not any(piece.sign for piece in pieces):
        return
    scope = ledger.statement(part.blocks[index].section, whole=True)
    for name, place, printed, ticked in _dealt(pieces):
        stated = Stated(name, printed, place, "current")
        ledger.add(scope, part.pack, form.property if ticked else form.unticked, stated, kind=part.pack_kind)


def _pieces(placed: Placed, form: TickForm, vocabulary: Vocabulary) -> list[_Piece]:
    """Signs and names of a block that holds nothing else, else []."""
    block, pieces = placed.block, list[_Piece]()
    cells = [(n, cell) for n, row in enumerate(block.rows, 1) for cell in row.cells if not cell.merged]
    for row, column, runs in [(0, 0, block.runs), *((n, cell.column, cell.runs) for n, cell in cells)]:
        tokens = PlacedTokens.of(runs, vocabulary)
        text = tokens.tokens.text
        signs = [(m.start(), m.end(), m.group(), ()) for m in _SIGNS.finditer(text)]
        names = [(a, b, "", found) for a, b, found in find_names(text, vocabulary, form.list)]
        spans = sorted([*signs, *names])
        if re.sub(r"[\s,;|]", "", _without(text, [(a, b) for a, b, _, _ in spans])):
            return []
        for a, b, sign, found in spans:
            place = in_table(tokens.place_at(a, b), placed.table, row, column)
            pieces.append(_Piece(place, " ".join(text[a:b].split()), sign, tuple(found)))
    return pieces if any(piece.names for piece in pieces) else []


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text


def _dealt(pieces: Sequence[_Piece]) -> list[tuple[str, Place, str, bool]]:
    """(name, place, printed, ticked) of each name. A sign belongs to the name after it, unless one ends the group."""
    after = bool(pieces[-1].sign) and not pieces[0].sign
    step = 1 if after else -1
    dealt = []
    for index, piece in enumerate(pieces):
        if piece.sign:
            continue
        beside = index + step
        sign = pieces[beside].sign if 0 <= beside < len(pieces) else ""
        dealt += [(name, piece.place, piece.printed, bool(_TICKED.fullmatch(sign))) for name in piece.names]
    return dealt
