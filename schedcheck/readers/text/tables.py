"""Tables cut out of a stream of tokens by the vocabulary's forms: no ruling line is left to go by.

A table is found by the wording of its header, or, without one, by the shape of its rows. Each row is then
matched as a shape: id, words, times. A row of another shape is kept whole and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from attrs import field

from schedcheck.document import Block, Cell, Row
from schedcheck.readers.text.header import Header, Headings
from schedcheck.readers.text.linerows import line_rows
from schedcheck.readers.text.parting import names_apart
from schedcheck.readers.text.rows import RowShape, row_shape
from schedcheck.readers.text.segments import Segment
from schedcheck.readers.text.stream import Stream
from schedcheck.record import define
from schedcheck.vocabulary import Column, TableForm, Vocabulary

_WIDE = re.compile(r"\S {3,}(?=\S)")
_ORPHAN = re.compile(r"[ix]{1,2}[wpng]{1,24}d")
_AMOUNTS = re.compile(r"[wgpnq]{0,12}?m{2,}")
_SIGNS = frozenset("ko")
_AMOUNT = re.compile(r"[wgpnq]{1,12}m")


_ORPHAN_SHAPE = row_shape([Column("id", "id"), Column("name", "text"), Column("times", "duration")])


@define
class Cutter:
    """Finds the table that starts at a line, if one does."""

    stream: Stream
    headings: Headings
    vocabulary: Vocabulary
    _headless: list[tuple[TableForm, RowShape]] = field(init=False)
    _found: dict[int, Header | None] = field(factory=dict)
    _ends: list[int] = field(init=False)
    """For each line the index of the one after the last that no blank line parts from it."""
    _wide: list[int] = field(init=False)
    """How many lines with several wide blanks stand before each line, and in all."""

    def __attrs_post_init__(self) -> None:
        self._headless = [
            (form, row_shape(_columns(form, form.headless))) for form in self.vocabulary.tables if form.headless
        ]
        lines = self.stream.lines
        self._wide = [0, *accumulate(len(_WIDE.findall(line.text)) >= 2 for line in lines)]
        self._ends = []
        for index in reversed(range(len(lines))):
            last = index + 1 == len(lines) or lines[index + 1].gap > 0
            self._ends.append(index + 1 if last else self._ends[-1])
        self._ends.reverse()

    def table(self, index: int) -> tuple[Block, int] | None:
        """The table that starts at a line and the index of the line after it."""
        aligned = self._aligned(index)
        if aligned:
            return aligned
        header = self._header(index)
        if header:
            return self._across(header) if header.form.across else self._headed(header)
        return self._unheaded(index) or self._orphans(index) or self._orphan_amounts(index)

    def _aligned(self, index: int) -> tuple[Block, int] | None:
        """Lines whose columns are held apart by blanks alone: kept whole, for blanks say too little."""
        end = self._ends[index]
        wide = self._wide[end] - self._wide[index]
        if wide < 2 or not _WIDE.search(self.stream.lines[index].text):
            return None
        rows = [
            Row((Cell((line.run(),), 1),), line.place, "its columns are held apart by blanks alone")
            for line in self.stream.lines[index:end]
        ]
        return Block("table", rows=tuple(rows), place=rows[0].place), end

    def starts_table(self, index: int) -> bool:
        """Does a header or a row of a known shape start at this line?"""
        if self._header(index):
            return True
        token = self.stream.first[index]
        if any(self._row(shape, token) for _, shape in self._headless):
            return True
        return bool(self._orphans(index) or self._orphan_amounts(index))

    def _header(self, index: int) -> Header | None:
        if index not in self._found:
            self._found[index] = self.headings.at(index)
        return self._found[index]

    def _headed(self, header: Header) -> tuple[Block, int] | None:
        if header.form.rows == "lines":
            rows, end = line_rows(self.stream, header.form, header.end)
            return (self._block(header.index, header.segments, rows, header.form), end) if rows else None
        best: tuple[int, list[Row], int, tuple[Segment, ...]] | None = None
        for segments, start in header.readings(self.stream):
            shape = row_shape([s.column for s in segments])
            rows, end = self._rows(shape, start, header)
            good = sum(1 for row in rows if not row.ragged)
            if best is None or good > best[0]:
                best = (good, rows, end, segments)
        if best is None or not best[1]:
            return None
        return self._block(header.index, best[3], best[1], header.form), best[2]

    def _rows(self, shape: RowShape, token: int, header: Header) -> tuple[list[Row], int]:
        """Rows from a token on; a header repeated on a new page is passed over."""
        rows: list[Row] = []
        while token < len(self.stream.tokens.types):
            row = self._row(shape, token) or (self._ragged(token, shape) if rows or shape.keyed else None)
            if row is None:
                after = self._repeated(token, header)
                if after is None or not rows:
                    break
                token = after
                continue
            rows.append(row[0])
            token = row[1]
        return rows, self._line_after(token)

    def _row(self, shape: RowShape, token: int) -> tuple[Row, int] | None:
        if token >= len(self.stream.tokens.types) or not self.stream.starts_line(token):
            return None
        found = shape.cells(self.stream.tokens, token)
        if found is None:
            return None
        spans, end, note = found
        words = len(spans) - shape.groups[-1][1]
        if shape.groups[-1][0] == "text" and spans[words]:
            end = self._cell_end(end)
            spans[words] = [(spans[words][0][0], end - 1)]
            if _SIGNS & set(self.stream.tokens.types[spans[words][0][0] : end]):
                return None
        if not shape.keyed and not (self._ends_line(end) and self._hangs_together(token, end)):
            return None
        spans = names_apart(self.stream, self.vocabulary, shape, spans)
        if any(
            self._announces(span) for span, column in zip(spans, shape.columns, strict=True) if column.kind == "text"
        ):
            return None
        cells = tuple(self.stream.cell(span, column) for column, span in enumerate(spans, 1))
        return Row(cells, self.stream.place(token, end - 1), note), end

    def _hangs_together(self, token: int, end: int) -> bool:
        """Does no blank line part the lines of a row, where blank lines part paragraphs?"""
        lines = range(self.stream.line_at(token) + 1, self.stream.line_at(end - 1) + 1)
        return not (self.stream.dense and any(self.stream.lines[line].gap for line in lines))

    def _announces(self, spans: Sequence[tuple[int, int]]) -> bool:
        """Does a line of a cell end in a colon? Then what follows is announced by it, and is no part of the cell."""
        lines = {self.stream.line_at(token) for first, last in spans for token in range(first, last)}
        return any(self.stream.lines[line].text.endswith(":") for line in lines)

    def _ragged(self, token: int, shape: RowShape) -> tuple[Row, int] | None:
        """A row that starts like one and has another number of values: kept whole, cut nowhere."""
        if not (shape.keyed and self.stream.starts_line(token)):
            return None
        found = _ORPHAN.match(self.stream.tokens.types, token)
        if not found:
            return None
        end = found.end()
        while end < len(self.stream.tokens) and self.stream.tokens.types[end] in "dn":
            end += 1
        cell = self.stream.cell([(token, end - 1)], 1)
        return Row((cell,), self.stream.place(token, end - 1), "its values do not fit the columns"), end

    def _repeated(self, token: int, header: Header) -> int | None:
        """The token after a header of the same form that starts a new page here."""
        if not self.stream.starts_line(token):
            return None
        line = self.stream.line_at(token)
        again = self._header(line)
        if not (again and again.form is header.form and self._starts_page(line)):
            return None
        return again.end if not self._is_text_before(line) else None

    def _starts_page(self, line: int) -> bool:
        return self.stream.lines[line].fresh or line in self.stream.after_page

    def _is_text_before(self, line: int) -> bool:
        return self.stream.lines[line - 1].text.endswith((":", "."))

    def _unheaded(self, index: int) -> tuple[Block, int] | None:
        for form, shape in self._headless:
            rows, token = [], self.stream.first[index]
            while row := self._row(shape, token):
                rows.append(row[0])
                token = row[1]
            if rows:
                segments = [Segment(column, ()) for column in _columns(form, form.headless)]
                return self._block(index, tuple(segments), rows, form), self._line_after(token)
        return None

    def _orphans(self, index: int) -> tuple[Block, int] | None:
        """Rows that look like a table's although no header was understood: kept, so that nothing is lost."""
        token = self.stream.first[index]
        if self.stream.tokens.types[token : token + 1] not in {"i", "x"} or (index and self._is_prose(index)):
            return None
        shape = _ORPHAN_SHAPE
        rows: list[Row] = []
        while row := self._ragged(token, shape):
            rows.append(row[0])
            token = row[1]
        if not rows or not self._ends_line(token):
            return None
        rows = [Row(row.cells, row.place, "no header was recognised") for row in rows]
        return Block("table", rows=tuple(rows), place=rows[0].place), self._line_after(token)

    def _orphan_amounts(self, index: int) -> tuple[Block, int] | None:
        """A line of several amounts, or lines that each end in one, although no header was understood."""
        rows: list[Row] = []
        line = index
        while line < len(self.stream.lines) and (row := self._amount_line(line)):
            rows.append(row)
            line += 1
        enough = len(rows) >= 2 or (rows and _AMOUNTS.fullmatch(self._types(index)))
        return (Block("table", rows=tuple(rows), place=rows[0].place), line) if enough else None

    def _amount_line(self, line: int) -> Row | None:
        types = self._types(line)
        if "m" not in types or not (_AMOUNT.fullmatch(types) or _AMOUNTS.fullmatch(types)):
            return None
        first = self.stream.first[line]
        cell = self.stream.cell([(first, first + len(types) - 1)], 1)
        return Row((cell,), self.stream.place(first, first + len(types) - 1), "no header was recognised")

    def _types(self, line: int) -> str:
        """The letters of the tokens that start on a line."""
        after = self.stream.first[line + 1] if line + 1 < len(self.stream.first) else len(self.stream.tokens)
        return self.stream.tokens.types[self.stream.first[line] : after]

    def _is_prose(self, index: int) -> bool:
        """Is the line the second half of a sentence?"""
        before = self.stream.lines[index - 1].text
        return before.endswith(",") or (len(before) > 60 and not before.endswith((".", ":")))

    def _cell_end(self, token: int) -> int:
        """The same; where no blank lines stand in a paragraph, after all lines up to a blank one or to the next id."""
        end = self._line_end(token)
        while self.stream.dense and end < len(self.stream.tokens) and self._goes_on(end):
            end = self._line_end(end + 1)
        return end

    def _goes_on(self, token: int) -> bool:
        return self.stream.lines[self.stream.line_at(token)].gap == 0 and self.stream.tokens.types[token] in "wp"

    def _line_end(self, token: int) -> int:
        """The first token of the line after the one in which the token before stands."""
        line = self.stream.line_at(token - 1) + 1
        return self.stream.first[line] if line < len(self.stream.first) else len(self.stream.tokens)

    def _ends_line(self, token: int) -> bool:
        return token >= len(self.stream.tokens) or self.stream.starts_line(token)

    def _across(self, header: Header) -> tuple[Block, int] | None:
        """A table whose header row holds the subjects: each row is a label and one amount for each."""
        rows = list(self._amount_rows(header.end, len(header.segments) - 1))
        if not rows:
            return None
        last = rows[-1][1]
        return self._block(header.index, header.segments, [r for r, _ in rows], header.form), self._line_after(last)

    def _amount_rows(self, token: int, count: int) -> Iterator[tuple[Row, int]]:
        types = self.stream.tokens.types
        while token < len(types) and (found := re.compile(r"([wgpnq]{1,12}?)(m+)").match(types, token)):
            spans = [(found.start(1), found.end(1) - 1), *((t, t) for t in range(*found.span(2)))]
            note = "" if len(spans) == count + 1 else "its amounts do not fit the columns"
            cells = tuple(self.stream.cell([span], column) for column, span in enumerate(spans, 1))
            yield Row(cells, self.stream.place(token, found.end() - 1), note), found.end()
            token = found.end()

    def _line_after(self, token: int) -> int:
        return self.stream.next_line(token - 1) if token else 0

    def _block(self, index: int, segments: tuple[Segment, ...], rows: list[Row], form: TableForm) -> Block:
        headings = tuple(
            Cell(tuple(self.stream.runs(segment.span[0], segment.span[1])) if segment.span else (), column)
            for column, segment in enumerate(segments, 1)
        )
        line = self.stream.lines[index]
        known = headings if any(h.runs for h in headings) else ()
        return Block("table", headings=known, rows=tuple(rows), form=form.name, fresh=line.fresh, place=line.place)


def _columns(form: TableForm, names: tuple[str, ...]) -> list[Column]:
    return [next(c for c in form.column if c.name == name) for name in names]
