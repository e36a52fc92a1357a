"""The text that a PDF extractor leaves -> blocks: no ruling lines, no marks, cells over many lines.

One pass over the lines. At each line, in this order: a table whose header or row shape is known, a numbered
heading, a list item, a short line that stands as a heading, else a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from heapq import merge

from attrs import evolve, field

from schedcheck.document import Block, Run
from schedcheck.place import Place
from schedcheck.readers.enumerated import Entry, Lists
from schedcheck.readers.outline import Outline
from schedcheck.readers.text.header import Headings
from schedcheck.readers.text.lines import Line
from schedcheck.readers.text.lists import last_end
from schedcheck.readers.text.stream import FULL, Stream, stream_of
from schedcheck.readers.text.tables import Cutter
from schedcheck.record import define
from schedcheck.tokens import BULLETS, TICKS
from schedcheck.vocabulary import Vocabulary

_BULLET = re.compile(rf"(?:[{BULLETS}]|o(?=\s)|[-*–](?=\s))\s*(.*)", re.DOTALL)
_LABELLED = re.compile(r"(?:Appendix|Annex|Schedule|Attachment)\b")
_TITLE = 60


def read_extracted(text: str, lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[Block, ...]:
    """Blocks in the order of the text, page furniture among them."""
    stream = stream_of(text, lines, vocabulary)
    headings = Headings.of(stream, vocabulary)
    again = headings.repeated()
    if again:
        lines = [evolve(line, furniture=True) if line.number in again else line for line in lines]
        stream = stream_of(text, lines, vocabulary)
        headings = Headings.of(stream, vocabulary)
    blocks = _Reader(stream, Cutter(stream, headings, vocabulary), Lists.of(stream.lines)).blocks()
    furniture = (Block("furniture", (x.run(),), place=x.place) for x in lines if x.furniture)
    return tuple(merge(blocks, furniture, key=lambda block: block.place.line))


@define
class _Reader:
    stream: Stream
    cutter: Cutter
    lists: Lists
    outline: Outline = field(factory=Outline)
    items: list[tuple[int, int]] = field(factory=list)
    """The items right above, each from one line to another."""

    def blocks(self) -> Iterator[Block]:
        index = 0
        while index < len(self.stream.lines):
            block, index = self._block(index)
            yield block

    def _block(self, index: int) -> tuple[Block, int]:
        """The block that starts at a line, and the index of the line after it."""
        line = self.stream.lines[index]
        table = self.cutter.table(index)
        if table:
            return table
        entry = self.lists.entries.get(index)
        numbered = None if entry and entry.tight else self.outline.heading(line)
        if numbered:
            return self._heading(index, *numbered)
        bullet = _BULLET.match(line.text)
        if entry or bullet:
            return self._item(index, entry or Entry("", bullet.start(1) if bullet else 0))
        if self._is_short_heading(index):
            level = 1 if line.fresh and _LABELLED.match(line.text) else 9
            return Block("heading", (line.run(),), level=level, fresh=line.fresh, place=line.place), index + 1
        end = self._end(index)
        runs = tuple(x.run() for x in self.stream.lines[index:end])
        return Block("paragraph", runs, fresh=line.fresh, place=line.place), end

    def _heading(self, index: int, number: str, title: str) -> tuple[Block, int]:
        """A numbered heading; a full line goes on in the next."""
        line = self.stream.lines[index]
        end = index + 1
        while end < len(self.stream.lines) and self._is_full(end - 1) and self._goes_on(end) and end - index < 3:
            end += 1
        first = line.run()
        lead = len(line.text) - len(title)
        place = line.place
        head = type(first)(title, type(place)(place.line, place.offset + lead, place.last))
        runs = (head, *(x.run() for x in self.stream.lines[index + 1 : end]))
        level = number.count(".") + 1
        return Block("heading", runs, number, level, fresh=line.fresh, place=place), end

    def _item(self, index: int, entry: Entry) -> tuple[Block, int]:
        line = self.stream.lines[index]
        end = self._end_of_item(index)
        place = line.place
        lead = Place(place.line, place.offset + entry.skip, place.last)
        first = Run(line.text[entry.skip :], lead)
        runs = (first, *(x.run() for x in self.stream.lines[index + 1 : end]))
        return Block("item", runs, entry.number, 1, place=place), end

    def _end_of_item(self, index: int) -> int:
        end = self._end(index)
        if not (self.items and self.items[-1][1] == index):
            self.items.clear()
        self.items.append((index, end))
        return end if self._is_item(end) else last_end(self.stream, self.items)

    def _is_item(self, index: int) -> bool:
        if index >= len(self.stream.lines):
            return False
        return index in self.lists.entries or bool(_BULLET.match(self.stream.lines[index].text))

    def _end(self, index: int) -> int:
        """The index of the line after the paragraph that starts at a line."""
        end = index + 1
        while end < len(self.stream.lines) and self._goes_on(end):
            end += 1
        return end

    def _goes_on(self, index: int) -> bool:
        """Does this line go on with the paragraph of the line before it?"""
        line, before = self.stream.lines[index], self.stream.lines[index - 1]
        if index in self.lists.entries or index in self.lists.after or not self._may_go_on(line, before):
            return False
        if _BULLET.match(line.text) or line.text[0] in TICKS or self.outline.next(line):
            return False
        return not self.cutter.starts_table(index)

    def _may_go_on(self, line: Line, before: Line) -> bool:
        """Do the blanks between two lines, and how these end and start, let the second go on with the first?"""
        lower = line.text[0].islower()
        if line.strong or (line.fresh and line.gap == 0 and not lower):
            return False
        if line.gap == 0:
            return not before.text.endswith((":",)) or lower
        if before.text.endswith((".", ":", ";", "?", "!")):
            return False
        return lower or (len(before.text) >= FULL and not self.stream.dense) or before.text.endswith(",")

    def _is_full(self, index: int) -> bool:
        return len(self.stream.lines[index].text) >= FULL

    def _is_short_heading(self, index: int) -> bool:
        line = self.stream.lines[index]
        if len(line.text) > _TITLE or not line.text[0].isupper() or line.text[-1] in ".,;:":
            return False
        following = self.stream.lines[index + 1] if index + 1 < len(self.stream.lines) else None
        return following is None or (following.gap > 0 and not self._goes_on(index + 1))
