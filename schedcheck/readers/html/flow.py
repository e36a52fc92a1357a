"""Text on its way into blocks: which block it is in, and how its pieces become headings, paragraphs and items."""

from __future__ import annotations

import re

from attrs import define, evolve, field, frozen

from schedcheck.document import Block, BlockKind, Mark, Run
from schedcheck.place import Place
from schedcheck.readers.html.style import Look
from schedcheck.readers.pieces import Piece, runs_of, without

_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\.?\s+(?=\S)")
_BULLET = re.compile(r"[•▪◦●‣·\uf0b7§o–-]\s+|\uf0b7|·")
_SURE_BULLET = re.compile(r"[•▪◦●‣·\uf0b7]\s*")
_LABEL = re.compile(r"\(?(\d{1,2}|[a-z]{1,4})[.)]\s+(?=\S)")
_LONGEST_HEADING = 100


@define
class Spot:
    """An element that holds text: how it is named, and how much of its text was read."""

    key: str
    length: int = 0


@frozen
class Container:
    """What the text inside an element becomes. `listed` says that a program drew its bullet or number."""

    kind: BlockKind
    spot: Spot
    level: int = 0
    number: str = ""
    listed: bool = False


@define
class Flow:
    """The blocks of a page or of one cell, while they are read. `fresh` says that a page starts."""

    containers: list[Container]
    blocks: list[Block] = field(factory=list)
    fresh: bool = False
    in_cell: bool = False
    pieces: list[Piece] = field(factory=list)
    bold: bool = True
    was_bold: bool = True

    @property
    def container(self) -> Container:
        return self.containers[-1]

    def add(self, text: str, line: int, mark: Mark, look: Look) -> None:
        """More text of the block; each of its physical lines is a line of its own."""
        spot = self.container.spot
        for number, part in enumerate(text.split("\n")):
            if number:
                self.pieces.append(Piece("\n", Place(), mark))
            if part:
                at = line + number if line else 0
                self.pieces.append(Piece(part, Place(at, spot.length + 1, at, key=spot.key), mark))
            spot.length += len(part) + bool(number)
        self.bold = self.bold and (look.bold or not text.strip())

    def flush(self) -> None:
        """Ends the block."""
        pieces, bold = self.pieces, self.bold
        self.pieces, self.bold = [], True
        runs = runs_of(pieces)
        if runs:
            self.was_bold = self.was_bold and bold
            block = _block(self.container, runs, bold=bold and not self.in_cell)
            fresh = self.fresh or (block.kind == "heading" and block.level == 1)
            self.blocks.append(evolve(block, fresh=True) if fresh else block)
            self.fresh = False


def _block(container: Container, runs: tuple[Run, ...], *, bold: bool) -> Block:
    block = Block(container.kind, runs, container.number, container.level, place=runs[0].place)
    if block.kind == "heading":
        return _numbered(block)
    if block.kind == "item":
        return _without_bullet(block, drawn=container.listed)
    if block.kind == "paragraph":
        return _paragraph(block, bold=bold)
    return block


def _numbered(block: Block) -> Block:
    """A heading without its number, which is a part of its own."""
    found = _NUMBERED.match(block.text())
    if not found:
        return block
    return evolve(block, runs=without(block.runs, found.group()), number=found.group(1))


def _without_bullet(block: Block, *, drawn: bool) -> Block:
    """An item without the bullet or number that a program drew before its text."""
    bullet = (_BULLET if drawn else _SURE_BULLET).match(block.text())
    label = _LABEL.match(block.text()) if drawn else None
    found = bullet or label
    if not found:
        return block
    return evolve(block, runs=without(block.runs, found.group()), number=label.group(1) if label and not bullet else "")


def _paragraph(block: Block, *, bold: bool) -> Block:
    """Some paragraphs are more: an item that is only drawn as one, a heading that is only set in bold."""
    text = block.text()
    bullet = _SURE_BULLET.match(text)
    if bullet:
        return evolve(block, kind="item", level=1, runs=without(block.runs, bullet.group()))
    numbered = _NUMBERED.match(text)
    if bold and numbered and len(text) <= _LONGEST_HEADING and text[numbered.end()].isupper():
        return _numbered(evolve(block, kind="heading", level=numbered.group(1).count(".") + 1))
    return block
