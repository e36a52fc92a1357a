"""A paper before it is written in any format: blocks of words, and every word that matters knows what it states.

Runs first; knows nothing of packs or of formats. An Address finds a word again, so that an error can be seeded in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, TypeVar

from attrs import evolve, frozen

T = TypeVar("T")
Form = Literal["written", "extracted", "docx", "html"]
FORMS: tuple[Form, ...] = ("written", "extracted", "docx", "html")
Sort = Literal["heading", "paragraph", "item", "table", "furniture", "title"]


@frozen
class Tag:
    """What some words state: the property of a subject in a state, as the benchmark calls them."""

    what: str = ""
    subject: str = ""
    state: str = ""


NOTHING = Tag()


@frozen
class Word:
    """Some words of a line; `mark` tells the old and the new words of a redline."""

    text: str
    tag: Tag = NOTHING
    mark: Literal["", "old", "new"] = ""


Line = tuple[Word, ...]


@frozen
class Block:
    """One block. A table has headings and rows of cells; every other block has words."""

    sort: Sort
    words: Line = ()
    level: int = 2
    number: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[Line, ...], ...] = ()
    role: str = ""

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)


@frozen
class Paper:
    """One paper of a pack. `kind` is what the program should take it for, `name` the file's name without its ending."""

    kind: str
    name: str
    blocks: tuple[Block, ...]
    form: Form = "written"


@frozen
class Address:
    """Where a word stands: block, row and cell (-1 outside tables), word."""

    block: int
    row: int
    cell: int
    word: int


@frozen
class Spot:
    """The same as a reader of the paper would say it: section, table in the section, row; 0 outside tables."""

    document: str
    section: str
    table: int = 0
    row: int = 0


def walk(paper: Paper) -> Iterator[tuple[Address, Word]]:
    """Every word with its address, in reading order."""
    for b, block in enumerate(paper.blocks):
        yield from ((Address(b, -1, -1, w), word) for w, word in enumerate(block.words))
        for r, row in enumerate(block.rows):
            for c, cell in enumerate(row):
                yield from ((Address(b, r, c, w), word) for w, word in enumerate(cell))


def word_at(paper: Paper, at: Address) -> Word:
    block = paper.blocks[at.block]
    return block.words[at.word] if at.row < 0 else block.rows[at.row][at.cell][at.word]


def with_word(paper: Paper, at: Address, word: Word) -> Paper:
    """The paper with another word at an address."""
    block = paper.blocks[at.block]
    if at.row < 0:
        return with_block(paper, at.block, evolve(block, words=_put(block.words, at.word, word)))
    row = block.rows[at.row]
    cells = _put(row, at.cell, _put(row[at.cell], at.word, word))
    return with_block(paper, at.block, evolve(block, rows=_put(block.rows, at.row, cells)))


def with_text(paper: Paper, at: Address, text: str) -> Paper:
    """The paper with another text at an address, in the same place of the same redline."""
    return with_word(paper, at, evolve(word_at(paper, at), text=text))


def with_block(paper: Paper, index: int, block: Block) -> Paper:
    return evolve(paper, blocks=_put(paper.blocks, index, block))


def with_rows(paper: Paper, index: int, rows: Sequence[tuple[Line, ...]]) -> Paper:
    return with_block(paper, index, evolve(paper.blocks[index], rows=tuple(rows)))


def spot_of(paper: Paper, at: Address) -> Spot:
    """Where an address is, as the program counts: the last heading's number or words, tables counted in a section."""
    section = ""
    tables: Counter[str] = Counter()
    for block in paper.blocks[: at.block + 1]:
        if block.sort == "heading":
            section = block.number or block.text
        tables[section] += block.sort == "table"
    inside = at.row >= 0
    return Spot(paper.kind, section, tables[section] if inside else 0, at.row + 1 if inside else 0)


def say(template: str, **slots: Line | str) -> Line:
    """The words of a template: "{old}" stands for what is given for it."""
    words: list[Word] = []
    for part in re.split(r"(\{\w+\})", template):
        if re.fullmatch(r"\{\w+\}", part):
            filled = slots[part[1:-1]]
            words += (Word(filled),) if isinstance(filled, str) else filled
        elif part:
            words.append(Word(part))
    return tuple(words)


def joined(lines: Sequence[Line], comma: str = ", ", last: str = " and ") -> Line:
    """Several pieces as a list in a sentence."""
    words: list[Word] = []
    for index, line in enumerate(lines):
        if index:
            words.append(Word(last if index == len(lines) - 1 else comma))
        words += line
    return tuple(words)


def heading(text: Line | str, number: str = "", level: int = 2) -> Block:
    return Block("heading", (Word(text),) if isinstance(text, str) else text, level, number)


def paragraph(words: Line | str) -> Block:
    return Block("paragraph", (Word(words),) if isinstance(words, str) else words)


def item(words: Line | str) -> Block:
    return Block("item", (Word(words),) if isinstance(words, str) else words)


def table(headings: Sequence[str], rows: Sequence[Sequence[Line | str]], role: str = "") -> Block:
    """A table; a cell may be a text."""
    cells = tuple(tuple((Word(c),) if isinstance(c, str) else c for c in row) for row in rows)
    return Block("table", headings=tuple(headings), rows=cells, role=role)


def _put(sequence: tuple[T, ...], index: int, value: T) -> tuple[T, ...]:
    return (*sequence[:index], value, *sequence[index + 1 :])
