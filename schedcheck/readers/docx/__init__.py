"""Word files -> Document, from the XML as it stands: tracked and hand-made redlines, numbers, tables, notes.

Runs on the bytes of a .docx file, chosen by content and not by name. Touches neither disk nor screen. What it
left out is said in the document's gaps.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from schedcheck.document import Block, Document, Run, Source
from schedcheck.errors import CannotRead
from schedcheck.readers.docx.boxes import BOX, CROSS, TICK
from schedcheck.readers.docx.numbering import Numbering
from schedcheck.readers.docx.parts import WordParts
from schedcheck.readers.docx.pen import Pen
from schedcheck.readers.docx.story import Story
from schedcheck.readers.docx.stream import Stream
from schedcheck.readers.docx.styles import Styles
from schedcheck.readers.docx.xml import child
from schedcheck.readers.pictures import pictures_not_read
from schedcheck.readers.zip import open_parts

__all__ = ["read_docx"]


def read_docx(source: Source) -> Document:
    """The blocks of a Word file. CannotRead when it is broken, locked, or not like a document."""
    parts = WordParts.of(open_parts(source))
    body = child(parts.document(), "body")
    styles = Styles.of(parts.named("styles"))
    pen = Pen(styles, source.file)
    story = Story(parts, Stream(pen), Numbering.of(parts.named("numbering"), styles), parts.even_pages_differ())
    blocks = _below_sections(_with_crosses(tuple(story.blocks(body)) if body is not None else ()))
    if not blocks:
        raise CannotRead("the Word file has no text", source.file, "Give the file that holds the document's text.")
    return Document(source.file, source.sha256, blocks, gaps=tuple(_gaps(parts, pen, story)))


def _gaps(parts: WordParts, pen: Pen, story: Story) -> Iterator[str]:
    """What of the file was left out, a line each. Comments in the margin are no part of the text."""
    if pen.hidden:
        yield f"hidden text was left out: {pen.hidden} character{'' if pen.hidden == 1 else 's'}"
    yield from parts.not_read()
    yield from pictures_not_read(story.pictures)


def _below_sections(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Where sections are the highest headings and numbered, what has no number of its own stands below them."""
    if not any(block.kind == "heading" and block.level == 1 and block.number for block in blocks):
        return blocks
    return tuple(
        evolve(block, level=block.level + 1)
        if block.kind == "heading" and block.level > 1 and not block.number
        else block
        for block in blocks
    )


def _runs(block: Block) -> Iterator[Run]:
    yield from block.runs
    for cells in (block.headings, *(row.cells for row in block.rows)):
        for cell in cells:
            yield from cell.runs


def _with_crosses(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A bare cross is a tick, unless the file ticks otherwise: then it says no."""
    texts = {run.text for block in blocks for run in _runs(block) if CROSS in run.text or TICK in run.text}
    if not any(CROSS in text for text in texts):
        return blocks
    sign = BOX if any(TICK in text for text in texts) else TICK
    return tuple(_crossed(block, sign) for block in blocks)


def _crossed(block: Block, sign: str) -> Block:
    def runs(old: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(evolve(run, text=run.text.replace(CROSS, sign)) if CROSS in run.text else run for run in old)

    rows = tuple(
        evolve(row, cells=tuple(evolve(cell, runs=runs(cell.runs)) for cell in row.cells)) for row in block.rows
    )
    return evolve(block, runs=runs(block.runs), rows=rows)
