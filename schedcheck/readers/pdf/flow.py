"""Lines and tables in reading order -> blocks: headings, list items, paragraphs, tables; furniture kept apart."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import define, evolve, field, frozen

from schedcheck.document import Block, BlockKind
from schedcheck.readers.outline import Outline
from schedcheck.readers.pdf.lines import Line, runs
from schedcheck.readers.pdf.tables import Headed, SheetTable, headed, table_blocks
from schedcheck.readers.pieces import without

_BULLET = re.compile(r"[•▪◦●‣·o*–—\ufffd-](?=\s)\s*|[•▪◦●‣]")
_LABEL = re.compile(r"\(?(\d{1,2}|[a-z]{1,4})[.)]\s+(?=\S)")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=\S)")
_SIGNS = "✓☐"
_LONGEST_HEADING = 200
_LONGEST_BOLD = 100
_LARGER = 1.08
_USUAL_PITCH = 1.25
_WIDEST_PITCH = 2.3

Part = Line | SheetTable


@frozen
class Setting:
    """How the document is set: size of its text, usual distance of lines in em, and where full lines end."""

    em: float
    pitch: float
    right: float

    @classmethod
    def of(cls, lines: Sequence[Line], cells: Sequence[Line] = ()) -> Setting:
        sizes: Counter[float] = Counter()
        for line in lines or cells:
            sizes[round(line.em * 2) / 2] += len(line.glyphs)
        em = max(sizes, key=lambda size: (sizes[size], -size), default=10.0)
        body = [line for line in lines if abs(line.em - em) <= 0.5]
        rights = sorted(line.x1 for line in body)
        right = rights[(95 * len(rights)) // 100] if rights else 0.0
        return cls(em, _pitch(body, right), right)


def _pitch(body: Sequence[Line], right: float) -> float:
    """The usual distance from a full line to the next."""
    pairs = itertools.pairwise(body)
    found = Counter(
        round((b.baseline - a.baseline) / a.em, 1)
        for a, b in pairs
        if a.page == b.page and a.x1 > 0.85 * right and 0.9 < (b.baseline - a.baseline) / a.em < _WIDEST_PITCH
    )
    return max(found, key=lambda pitch: (found[pitch], -pitch), default=_USUAL_PITCH)


@frozen(eq=False)
class _Text:
    """Lines that belong together, before it is known what they are. `gap` counts the blank lines above."""

    lines: tuple[Line, ...]
    fresh: bool = False
    gap: float = 0.0

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def em(self) -> float:
        return max(line.em for line in self.lines)

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def strong(self) -> bool:
        return self.fresh or self.gap >= 1


@define
class Flow:
    """Makes the blocks of a document, page by page."""

    setting: Setting
    words: frozenset[str] = frozenset()
    outline: Outline = field(factory=Outline)
    parts: list[_Text | SheetTable] = field(factory=list)

    def add(self, parts: Sequence[Part]) -> None:
        """The next page, its furniture left out."""
        before: Part | None = None
        for part in parts:
            if isinstance(part, SheetTable):
                self.parts.append(part)
            elif self._goes_on(before, part):
                last = self.parts[-1]
                assert isinstance(last, _Text)
                self.parts[-1] = evolve(last, lines=(*last.lines, part))
            else:
                gap = (part.baseline - before.baseline) / part.em if isinstance(before, Line) else 3.0
                self.parts.append(_Text((part,), fresh=before is None, gap=max(gap - self.setting.pitch, 0)))
            before = part

    def blocks(self) -> Iterator[Block]:
        """All blocks in reading order."""
        levels = _Levels.of([part for part in self.parts if isinstance(part, _Text)], self)
        known: list[Headed] = []
        for part in self.parts:
            if isinstance(part, SheetTable):
                blocks = table_blocks(part, known, self.words)
                known += headed(part, blocks)
                yield from blocks
            else:
                yield from self._block(part, levels)

    def _goes_on(self, before: Part | None, line: Line) -> bool:
        """Does a line go on with the text of the line before it, perhaps over the end of a page?"""
        last = self.parts[-1] if self.parts else None
        if not isinstance(last, _Text) or isinstance(before, SheetTable):
            return False
        above = last.lines[-1]
        if _starts_new(line.text) or abs(above.em - line.em) > 0.8 or above.bold is not line.bold:
            return False
        if before is None:
            return self._is_full(above, line) and above.text[-1] not in ".:;?!" and not self.is_strong(last)
        pitch = (line.baseline - above.baseline) / line.em
        if pitch > self.setting.pitch + 0.25 or pitch < 0.2:
            return False
        return not (_NUMBERED.match(line.text) and above.text[-1] in ".:;") and (
            self._is_full(above, line) or not above.text.endswith((".", ":", ";", "?", "!"))
        )

    def _is_full(self, above: Line, line: Line) -> bool:
        """Would the next word not have fitted on the line above?"""
        return above.x1 + 0.25 * above.em + line.first_word > self.setting.right - 0.5 * above.em

    def is_strong(self, text: _Text) -> bool:
        """Is a text set as headings are: larger, or bold and short?"""
        words = text.text
        if len(words) > _LONGEST_HEADING or not any(c.isalpha() for c in words) or words[-1] in ";,":
            return False
        if words[-1] == "." and not (text.bold and _NUMBERED.match(words)):
            return False
        if text.em > _LARGER * self.setting.em:
            return True
        return text.bold and len(words) <= _LONGEST_BOLD and words[-1] != ":" and not words[0].islower()

    def _block(self, text: _Text, levels: _Levels) -> Iterator[Block]:
        shown = runs(text.lines, words=self.words)
        if not shown:
            return
        block = Block("paragraph", shown, fresh=text.fresh, place=shown[0].place)
        number = _NUMBERED.match(text.text)
        if self.is_strong(text):
            level = number.group(1).count(".") + 1 if number else levels.level(text)
            if number:
                self.outline.last = tuple(int(part) for part in number.group(1).split("."))
                block = evolve(block, runs=without(shown, number.group()), number=number.group(1))
            yield evolve(block, kind="heading", level=level)
            return
        found = self.outline.heading(_Heading(text.text, text.fresh, text.strong, round(text.gap)))
        if found:
            start = text.text[: len(text.text) - len(found[1])]
            depth = found[0].count(".") + 1
            yield evolve(block, kind="heading", level=depth, number=found[0], runs=without(shown, start))
        else:
            yield _item(block, text.text)


@frozen
class _Heading:
    """A text as the outline judges it."""

    text: str
    fresh: bool
    strong: bool
    gap: int


@frozen
class _Levels:
    """Sizes of headings without a number, the largest first, and the size of those with a number and no dot."""

    sizes: tuple[float, ...]
    numbered: float

    @classmethod
    def of(cls, texts: Sequence[_Text], flow: Flow) -> _Levels:
        strong = [text for text in texts if flow.is_strong(text)]
        sizes = sorted({_size(text) for text in strong}, reverse=True)
        numbered = [text for text in strong if re.match(r"\d{1,2}\.?\s", text.text)]
        return cls(tuple(sizes), max((_size(text) for text in numbered), default=0.0))

    def level(self, text: _Text) -> int:
        """1 for a title, 2 for what is as large as numbered sections, 3 and more for what is smaller."""
        size = _size(text)
        rank = 1 + sum(size < other for other in self.sizes)
        if not self.numbered:
            return rank
        return max(rank, 3) if size < self.numbered else 2 if size == self.numbered else 1


def _size(text: _Text) -> float:
    return round(text.em * 2) / 2


def _starts_new(text: str) -> bool:
    return bool(_BULLET.match(text)) or text[0] in _SIGNS or bool(_LABEL.match(text))


def _item(block: Block, text: str) -> Block:
    """A paragraph that starts with a bullet or label is a list item."""
    bullet, label = _BULLET.match(text), _LABEL.match(text)
    kind: BlockKind = "item"
    if bullet:
        return evolve(block, kind=kind, level=1, runs=without(block.runs, bullet.group()))
    if label:
        return evolve(block, kind=kind, level=1, number=label.group(1), runs=without(block.runs, label.group()))
    return block
