"""The XML of a body, cell, note or header -> paragraphs and tables in reading order, as written.

Looks through content controls and whatever else wraps blocks, and joins paragraphs whose dividing mark was
deleted. Makes no blocks yet: those need the numbers, which are counted as blocks are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, field, frozen

from schedcheck.errors import CannotRead
from schedcheck.readers.docx import boxes
from schedcheck.readers.docx.ink import Ink, Revision
from schedcheck.readers.docx.pen import Pen, Written, mark_of, said_by
from schedcheck.readers.docx.styles import is_shaded
from schedcheck.readers.docx.xml import MC, Element, W, branch, child, switch, value, whole

MOST_ROWS = 20_000
MOST_CELLS = 200_000
WIDEST = 64
MOST_NESTED = 8


@frozen
class RawCell:
    """A cell as written: the grid columns it spans, and whether it goes on from the cell above."""

    start: int
    span: int
    content: tuple[Written | RawTable, ...] = ()
    above: bool = False
    shaded: bool = False
    key: str = ""


@frozen
class RawRow:
    """A row as written; `header` says that Word repeats it on each page."""

    cells: tuple[RawCell, ...]
    header: bool = False


@frozen
class RawTable:
    """A table as written. `stands_out` says that its style sets its first row apart."""

    rows: tuple[RawRow, ...]
    key: str
    stands_out: bool = False


@frozen
class _At:
    """Where the stream is: the revisions around it, how deep in tables, and the path to it."""

    revision: Revision = field(factory=Revision)
    nested: int = 0
    path: str = ""


@frozen
class Stream:
    """Reads blocks with one pen. `counts` holds how many paragraphs, tables and cells were met."""

    pen: Pen
    counts: dict[str, int] = field(factory=dict)

    def read(self, element: Element, path: str = "", revision: Revision | None = None) -> Iterator[Written | RawTable]:
        """Paragraphs and tables in the element, in reading order."""
        yield from joined(self._walk(element, _At(revision or Revision(), 0, path)))

    def _walk(self, element: Element, at: _At) -> Iterator[Written | RawTable]:
        for part in element:
            tag = part.tag
            if tag == f"{W}p":
                yield self.pen.paragraph(part, at.revision, self._key("p", at))
            elif tag == f"{W}tbl":
                yield self._table(part, at)
            elif tag == f"{W}sdt":
                yield from self._control(part, at)
            elif tag == f"{MC}AlternateContent":
                chosen = branch(part)
                yield from self._walk(chosen, at) if chosen is not None else ()
            elif isinstance(tag, str) and tag not in _NO_BLOCKS:
                yield from self._walk(part, evolve(at, revision=_within(part, at.revision)))

    def _control(self, element: Element, at: _At) -> Iterator[Written | RawTable]:
        properties, content = child(element, "sdtPr"), child(element, "sdtContent")
        if switch(properties, "showingPlcHdr") and not boxes.of_control(properties):
            self.pen.prompts += 1
        elif content is not None:
            yield from self._walk(content, at)

    def _key(self, letter: str, at: _At) -> str:
        name = f"{at.path}{letter}"
        self.counts[name] = self.counts.get(name, 0) + 1
        return f"{name}{self.counts[name]}"

    def _table(self, element: Element, at: _At) -> RawTable:
        if at.nested >= MOST_NESTED:
            raise self._too_much(f"tables stand in tables more than {MOST_NESTED} deep")
        key = self._key("t", evolve(at, path="" if at.nested else at.path))
        style = value(element, "tblPr/tblStyle")
        asked = value(element, "tblPr/tblLook", "firstRow") or _bit(value(element, "tblPr/tblLook"))
        rows = [
            self._row(row, evolve(at, revision=revision, path=f"{key}/r{number}/"))
            for number, (row, revision) in enumerate(_parts(element, "tr", at.revision), 1)
        ]
        stands_out = asked in {"1", "true"} and self.pen.styles.first_row_stands_out(style)
        return RawTable(tuple(rows), key, stands_out)

    def _row(self, element: Element, at: _At) -> RawRow:
        self._count("row", MOST_ROWS, "rows of tables")
        properties = child(element, "trPr")
        revision = mark_of(properties, at.revision)
        start = whole(value(properties, "gridBefore"), 0, high=WIDEST)
        cells: list[RawCell] = []
        for number, (cell, around) in enumerate(_parts(element, "tc", revision), 1):
            read = self._cell(cell, start, evolve(at, revision=around, path=f"{at.path}c{number}/"))
            start += read.span
            sideways = child(cell, "tcPr/hMerge")
            if sideways is not None and value(sideways) != "restart" and cells:
                cells[-1] = evolve(cells[-1], span=cells[-1].span + read.span)
            else:
                cells.append(read)
        return RawRow(tuple(cells), bool(switch(properties, "tblHeader")))

    def _cell(self, element: Element, start: int, at: _At) -> RawCell:
        self._count("cell", MOST_CELLS, "cells")
        self.pen.step()
        properties = child(element, "tcPr")
        text = value(properties, "gridSpan")
        if whole(text, 1, high=1_000_000_000) > WIDEST:
            raise self._too_much(f"a cell spans more than {WIDEST} columns")
        merged = child(properties, "vMerge")
        revision = at.revision
        inserted, deleted = child(properties, "cellIns"), child(properties, "cellDel")
        if inserted is not None:
            revision = revision.insert(said_by(inserted))
        if deleted is not None:
            revision = revision.delete(said_by(deleted))
        inner = evolve(at, revision=revision, nested=at.nested + 1)
        content = tuple(joined(self._walk(element, inner)))
        above = merged is not None and value(merged) != "restart"
        return RawCell(start, whole(text, 1, 1), content, above, is_shaded(properties), at.path.removesuffix("/"))

    def _count(self, name: str, most: int, what: str) -> None:
        self.counts[name] = self.counts.get(name, 0) + 1
        if self.counts[name] > most:
            raise self._too_much(f"it has more than {most:,} {what}")

    def _too_much(self, what: str) -> CannotRead:
        return CannotRead(f"the file is not like a document: {what}", self.pen.file, "Split it into its documents.")


def joined(stream: Iterable[Written | RawTable]) -> Iterator[Written | RawTable]:
    """The stream with each paragraph whose end was deleted, but not its text, run on into the next one."""
    held: list[Written] = []
    for part in stream:
        if isinstance(part, RawTable):
            yield from _run_on(held)
            held = []
            yield part
            continue
        goes_on = part.mark.deleted and (bool(held) or not part.deleted) and part.section is None
        held.append(part)
        if not goes_on:
            yield from _run_on(held)
            held = []
    yield from _run_on(held)


def _run_on(parts: list[Written]) -> Iterator[Written]:
    """Paragraphs as one: signed each is a line, proposed their text is one; the last one's style holds."""
    if len(parts) < 2:
        yield from parts
        return
    inks: list[Ink] = []
    for part in parts:
        inks += [*part.inks, Ink("\n", part.mark)]
    yield evolve(
        parts[-1],
        inks=tuple(inks[:-1]),
        key=parts[0].key,
        notes=tuple(note for part in parts for note in part.notes),
        boxes=tuple(box for part in parts for box in part.boxes),
        shown=tuple(shown for part in parts for shown in part.shown),
        fresh=parts[0].fresh,
    )


def _parts(element: Element, name: str, revision: Revision) -> Iterator[tuple[Element, Revision]]:
    """The rows of a table or the cells of a row, through whatever wraps them."""
    for part in element:
        if part.tag == W + name:
            yield part, revision
        elif part.tag == f"{MC}AlternateContent":
            chosen = branch(part)
            yield from _parts(chosen, name, revision) if chosen is not None else ()
        elif isinstance(part.tag, str) and part.tag not in _NO_BLOCKS:
            yield from _parts(part, name, _within(part, revision))


def _within(element: Element, revision: Revision) -> Revision:
    if element.tag in {f"{W}ins", f"{W}moveTo"}:
        return revision.insert(said_by(element))
    if element.tag in {f"{W}del", f"{W}moveFrom"}:
        return revision.delete(said_by(element))
    return revision


def _bit(look: str) -> str:
    """Older files give what a table's style applies to as one number; the bit 0x20 is the first row."""
    try:
        return "1" if int(look[:8] or "0", 16) & 0x20 else ""
    except ValueError:
        return ""


_NO_BLOCKS = frozenset(
    f"{W}{name}" for name in ("sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr", "r")
)
