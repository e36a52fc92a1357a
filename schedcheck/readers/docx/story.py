"""Paragraphs and tables as written -> blocks: numbered, placed, each run with its mark.

Runs once for a file, along its body; notes, text boxes, headers and footers come in where they belong. Words of
a Word file stand on no line: the `key` of a place names the paragraph ("p12") or the cell ("t3/r2/c1").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, evolve, field

from schedcheck.document import Block, Run
from schedcheck.errors import CannotRead
from schedcheck.readers.docx.columns import Filled, FilledRow, in_columns, without_repeats
from schedcheck.readers.docx.ink import Ink, judged_by_figures, judged_by_hand, pieces_of
from schedcheck.readers.docx.kinds import cleaned, kind_of, label_of
from schedcheck.readers.docx.numbering import Numbering
from schedcheck.readers.docx.parts import WordParts
from schedcheck.readers.docx.pen import Written
from schedcheck.readers.docx.stream import RawCell, RawTable, Stream
from schedcheck.readers.docx.xml import Element, W, switch, value
from schedcheck.readers.grid import blocks_of, has_headings
from schedcheck.readers.pictures import Picture, in_section
from schedcheck.readers.pieces import runs_of

LONGEST = 30_000_000
"""The most characters of text that a file may hold."""

_CONTINUOUS = frozenset({"continuous", "nextColumn"})


@define
class Story:
    """Makes the blocks of one file."""

    parts: WordParts
    stream: Stream
    numbering: Numbering
    even: bool = False
    pictures: list[Picture] = field(factory=list)
    _notes: dict[str, dict[str, Element]] = field(factory=dict)
    _headers: set[str] = field(factory=set)
    _waiting: list[tuple[str, str]] = field(factory=list)
    _length: int = 0
    _fresh: bool = True
    _heading: Block | None = None
    _in_body: bool = True

    def blocks(self, body: Element) -> Iterator[Block]:
        """All blocks of the body, in reading order. A section's headers and footers stand at its end."""
        yield from self._of(self.stream.read(body))
        yield from self._notes_due()
        last = body.find(f"{W}sectPr")
        if last is not None:
            yield from self._furniture(last)

    def _of(self, parts: Iterable[Written | RawTable]) -> Iterator[Block]:
        for part in parts:
            if isinstance(part, RawTable):
                yield from self._table(part)
            else:
                yield from self._paragraph(part)

    def _paragraph(self, written: Written) -> Iterator[Block]:
        """The block of a paragraph, none when it is empty, then what hangs on it."""
        fresh = self._fresh or written.fresh
        block = self._block(written)
        if block is not None:
            if block.kind == "heading":
                yield from self._notes_due()
                self._heading = block
            yield evolve(block, fresh=fresh)
        self._see(written, "")
        self._fresh = written.turns or (fresh and block is None)
        self._waiting += written.notes
        for number, box in enumerate(written.boxes, 1):
            yield from self._of(self.stream.read(box, f"{written.key}/box{number}/"))
        if written.section is not None:
            yield from self._notes_due()
            yield from self._furniture(written.section)
            self._fresh = value(written.section, "type") not in _CONTINUOUS

    def _block(self, written: Written) -> Block | None:
        label = label_of(written, self.numbering)
        runs = self._runs(judged_by_hand(written.inks), written.key)
        if not runs:
            return None
        kind = kind_of(written, label, runs)
        first = evolve(runs[0], text=f"{kind.prefix}{runs[0].text[kind.typed :]}")
        runs = (first, *runs[1:]) if first.text else runs[1:]
        return Block(kind.kind, runs, kind.number, kind.level, place=first.place)

    def _runs(self, inks: Sequence[Ink], key: str, offset: int = 1) -> tuple[Run, ...]:
        pieces = pieces_of(inks, key, offset)
        self._length += sum(len(piece.text) for piece in pieces)
        if self._length > LONGEST:
            way_out = "Split it into its documents."
            raise CannotRead(f"the file holds more than {LONGEST:,} characters", self.parts.file, way_out)
        return runs_of(pieces)

    def _table(self, table: RawTable) -> Iterator[Block]:
        """The blocks of a table, then those of the tables in it. A frame around text is no table."""
        rows = [row for row in table.rows if row.cells]
        if len(rows) == 1 and len(rows[0].cells) == 1:
            yield from self._of(rows[0].cells[0].content)
            return
        inner: list[RawTable | Element] = []
        filled = [FilledRow(tuple(self._cell(cell, inner) for cell in row.cells), row.header) for row in rows]
        for block in _blocks(filled, stands_out=table.stands_out):
            yield evolve(block, fresh=self._fresh)
            self._fresh = False
        for part in inner:
            within = [part] if isinstance(part, RawTable) else self.stream.read(part, f"{table.key}/box/")
            yield from self._of(within)

    def _cell(self, cell: RawCell, inner: list[RawTable | Element]) -> Filled:
        """A cell with its runs; tables and boxes that stand in it are put aside."""
        paragraphs = [part for part in cell.content if isinstance(part, Written)]
        inner += [part for part in cell.content if isinstance(part, RawTable)]
        inner += [box for part in paragraphs for box in part.boxes]
        self._waiting += [note for part in paragraphs for note in part.notes]
        for part in paragraphs:
            self._see(part, cell.key)
        inks: list[Ink] = []
        for part in paragraphs:
            label = label_of(part, self.numbering)
            numbered = label.text and not label.bullet and part.inks
            inks += [Ink(f"{cleaned(label.text)} ")] if numbered else []
            inks += [*part.inks, _END]
        said = [ink for ink in inks if ink.text.strip()]
        bold = bool(said) and all(ink.bold for ink in said)
        runs = self._runs(judged_by_figures(judged_by_hand(inks[:-1])), cell.key)
        return Filled(cell.start, cell.span, runs, cell.above, bold, cell.shaded)

    def _see(self, written: Written, cell: str) -> None:
        """Notes the pictures of a paragraph that could hold content. In a cell even a small one may be a tick."""
        where = f"in {f'cell {cell}, ' if cell else ''}{in_section(self._heading)}"
        shown = [shown for shown in written.shown if cell or not shown.small] if self._in_body else []
        self.pictures += [Picture(where, each.words, each.what) for each in shown]

    def _notes_due(self) -> Iterator[Block]:
        """The notes referred to since the last heading, each once; they stand in the section that refers to them."""
        due, self._waiting = self._waiting, []
        for kind, name in due:
            if kind not in self._notes:
                self._notes[kind] = self.parts.notes(kind)
            note = self._notes[kind].pop(name, None)
            if note is not None:
                self.stream.pen.end_story()
                yield from self._of(self.stream.read(note, f"{kind} {name}/"))

    def _furniture(self, section: Element) -> Iterator[Block]:
        """Headers and footers of a section, as far as they show; one that many sections share once. Their pictures
        are ornaments."""
        self._in_body = False
        for reference in (*section.findall(f"{W}headerReference"), *section.findall(f"{W}footerReference")):
            kind = value(reference, name="type")
            if (kind == "first" and not switch(section, "titlePg")) or (kind == "even" and not self.even):
                continue
            name = self.parts.header(reference)
            if name and name not in self._headers:
                self._headers.add(name)
                self.stream.pen.end_story()
                path = f"{name.rpartition('/')[2].removesuffix('.xml')}/"
                for block in self._of(self.stream.read(self.parts.tree(name), path)):
                    yield from _as_furniture(block)
        self._in_body = True


_END = Ink("\n")


def _blocks(rows: Sequence[FilledRow], *, stands_out: bool) -> tuple[Block, ...]:
    """The blocks of one table: its titles, and the table under its headings."""
    first = next((i for i, row in enumerate(rows) if any(cell.runs for cell in row.cells)), len(rows))
    rows = rows[first:]
    grid = in_columns(rows)
    titles = next((i for i, row in enumerate(rows) if len(row.cells) != 1), 0)
    heads = next((i for i, row in enumerate(rows) if not row.header), len(rows)) - titles
    if titles < len(grid) and (heads > 0 or has_headings(grid[titles:], sure=stands_out)):
        grid = without_repeats(grid, grid[titles])
    return blocks_of(grid, max(heads, 0), sure=stands_out)


def _as_furniture(block: Block) -> Iterator[Block]:
    cells = [block.runs, *(c.runs for c in block.headings), *(c.runs for row in block.rows for c in row.cells)]
    for runs in cells:
        if runs:
            yield Block("furniture", runs, place=runs[0].place)
