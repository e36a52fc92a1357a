"""Blocks of the written dialect -> a Word file such as an office program saves: runs split, numbers and boxes its own.

Runs by hand, from make_files and random_tables, and needs no office program. Its ways of a change are "redlined"
(tracked), "byhand" (struck and underlined in colour, nothing tracked) and "accepted" (the new alone).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from xml.sax.saxutils import escape

from attrs import define, field

from benchmarks.formats.packing import zipped
from benchmarks.formats.word_parts import NAMESPACES, package
from schedcheck.document import Block, Cell, Mark, Run

PORTRAIT = (11906, 16838)
_MARGINS = '<w:pgMar w:top="1247" w:right="1021" w:bottom="1247" w:left="1021" w:header="600" w:footer="600"/>'
_TICKED, _UNTICKED = "✓", "☐"


def as_word(blocks: Sequence[Block], way: str, *, boxes: str = "control") -> bytes:
    """The document as a Word file. `boxes` says how it ticks: "control" or "symbol"."""
    body = "".join(_Writer(way, boxes).body(blocks))
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    title = next((block.text() for block in blocks if block.kind == "heading"), "")
    header = f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{_run(title[:60])}</w:p>'
    comment = (
        '<w:comment w:id="0" w:author="Reviewer" w:date="2020-01-02T09:00:00Z" w:initials="R">'
        f"<w:p>{_run('To be looked at before the next issue.')}</w:p></w:comment>"
    )
    return zipped(package(document, header, _footer(footer_of(blocks)), comment))


def footer_of(blocks: Sequence[Block]) -> str:
    """What the pages of a document say at their foot, up to the number of the page."""
    texts = [block.text() for block in blocks if block.kind == "furniture"]
    return next((text.rstrip("0123456789") for text in texts if text[-1].isdigit() and " " in text), "Page ")


def covered(block: Block) -> set[tuple[int, int]]:
    """(row, column), from 0, of the cells that the cell above them covers: no cost of their own, or one reference."""
    found = set()
    for column, heading in enumerate(block.headings):
        texts = [row.cells[column].text() for row in block.rows]
        for row in range(1, len(texts)):
            costs = heading.text() in {"Cost", "Price"} and not texts[row]
            same = heading.text() == "Service Reference" and texts[row] == texts[row - 1]
            if costs or same:
                found.add((row, column))
    return found


def is_wide(block: Block) -> bool:
    """Does a table need a page on its side?"""
    return block.kind == "table" and len(block.headings) > 5 and len(block.rows) > 20


def _run(text: str, look: str = "", tag: str = "t") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r w:rsidR="00A1B2C3">{properties}<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def _footer(words: str) -> str:
    begin, parted, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = '<w:r><w:instrText xml:space="preserve"> PAGE   \\* MERGEFORMAT </w:instrText></w:r>'
    number = f"{begin}{code}{parted}{_run('2', '<w:noProof/>')}{end}"
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>{_run(words)}{number}</w:p>'


@define
class _Writer:
    """One file while it is written. Ids of changes and of controls count through it."""

    way: str
    boxes: str
    ids: Iterator[int] = field(factory=lambda: count(100))
    counters: list[int] = field(factory=lambda: [0] * 5)
    commented: bool = False

    def body(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Every block, and a section of its own for each wide table."""
        for block in blocks:
            if is_wide(block):
                yield f"<w:p><w:pPr>{self._section(turned=False)}</w:pPr></w:p>"
                yield self._table(block)
                yield f"<w:p><w:pPr>{self._section(turned=True)}</w:pPr></w:p>"
            elif block.kind == "table":
                yield self._table(block) + "<w:p/>"
            elif block.kind == "heading":
                yield self._heading(block)
            elif block.kind != "furniture":
                yield self._paragraph(block)
        yield self._section(turned=False)

    def _section(self, *, turned: bool) -> str:
        width, height = reversed(PORTRAIT) if turned else PORTRAIT
        side = ' w:orient="landscape"' if turned else ""
        ends = "".join(f'<w:{end}Reference w:type="default" r:id="{end}1"/>' for end in ("header", "footer"))
        return f'<w:sectPr>{ends}<w:pgSz w:w="{width}" w:h="{height}"{side}/>{_MARGINS}</w:sectPr>'

    def _heading(self, block: Block) -> str:
        if block.level == 1:
            return self._control(f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{self._inks(block.runs)}</w:p>')
        depth = min(block.level - 1, 4)
        automatic = self._counted(block.number, depth)
        own = "" if automatic else '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
        typed = _run(f"{block.number}. ") if block.number and not automatic else ""
        mark = next(self.ids)
        anchor = f'<w:bookmarkStart w:id="{mark}" w:name="_Toc{mark}"/>', f'<w:bookmarkEnd w:id="{mark}"/>'
        words = f"{anchor[0]}{typed}{self._inks(block.runs)}{anchor[1]}"
        return f'<w:p><w:pPr><w:pStyle w:val="Heading{depth}"/>{own}</w:pPr>{words}</w:p>'

    def _counted(self, number: str, depth: int) -> bool:
        """Is this the number that Word would count to?"""
        if not number or number.count(".") != depth - 1:
            return False
        counted = [*self.counters[: depth - 1], self.counters[depth - 1] + 1]
        if [str(each) for each in counted] != number.split("."):
            return False
        self.counters = [*counted, *[0] * (5 - depth)]
        return True

    def _paragraph(self, block: Block) -> str:
        style = ""
        if block.kind == "item":
            listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
            style = f'<w:pPr><w:pStyle w:val="ListParagraph"/>{listed}</w:pPr>'
        return f'<w:p w:rsidR="00A1B2C3" w:rsidRDefault="00D4E5F6">{style}{self._inks(block.runs)}</w:p>'

    def _control(self, inside: str) -> str:
        alias = '<w:alias w:val="Title"/><w:placeholder><w:docPart w:val="DefaultPlaceholder"/></w:placeholder>'
        properties = f'<w:sdtPr>{alias}<w:id w:val="{next(self.ids)}"/></w:sdtPr>'
        return f"<w:sdt>{properties}<w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    def _table(self, block: Block) -> str:
        columns = max(len(block.headings), *(len(row.cells) for row in block.rows))
        width = (PORTRAIT[1] if is_wide(block) else PORTRAIT[0]) - 2 * 1021
        grid = "".join(f'<w:gridCol w:w="{width // columns}"/>' for _ in range(columns))
        look = (
            f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="04A0" '
            f'w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
        )
        hidden = covered(block)
        rows = [self._row(block.headings, width // columns, {}, head=True)] if block.headings else []
        for number, row in enumerate(block.rows):
            merges = {
                column: "" if (number, column) in hidden else "restart"
                for column in range(len(row.cells))
                if (number, column) in hidden or (number + 1, column) in hidden
            }
            rows.append(self._row(row.cells, width // columns, merges))
        return f"<w:tbl>{look}{''.join(rows)}</w:tbl>"

    def _row(self, cells: Sequence[Cell], width: int, merges: dict[int, str], *, head: bool = False) -> str:
        properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else "<w:trPr><w:cantSplit/></w:trPr>"
        return f'<w:tr w:rsidR="00A1B2C3">{properties}{"".join(self._cells(cells, width, merges, head))}</w:tr>'

    def _cells(self, cells: Sequence[Cell], width: int, merges: dict[int, str], head: bool) -> Iterator[str]:
        for column, cell in enumerate(cells):
            merge = merges.get(column)
            spans = "" if merge is None else f'<w:vMerge w:val="{merge or "continue"}"/>'
            shade = '<w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/>' if head else ""
            words = "" if merge == "" else self._head(cell) if head else self._ticked(cell)
            style = '<w:pPr><w:pStyle w:val="TableText"/></w:pPr>'
            size = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{shade}</w:tcPr>'
            yield f"<w:tc>{size}<w:p>{style}{words}</w:p></w:tc>"

    def _head(self, cell: Cell) -> str:
        return _run(cell.text(), "<w:b/><w:bCs/>")

    def _ticked(self, cell: Cell) -> str:
        """A cell; where the table ticks, the box is one of Word's."""
        text = cell.text()
        if not text.startswith((_TICKED, _UNTICKED)):
            return self._inks(cell.runs)
        ticked, words = text[0] == _TICKED, text[1:]
        if self.boxes == "symbol":
            return f'<w:r><w:sym w:font="Wingdings" w:char="{"F0FE" if ticked else "F0A8"}"/></w:r>{_run(words)}'
        signs = '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        state = f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/>{signs}'
        box = f'<w:sdtPr><w:id w:val="{next(self.ids)}"/>{state}</w14:checkbox></w:sdtPr>'
        return f"<w:sdt>{box}<w:sdtContent>{_run('☒' if ticked else '☐')}</w:sdtContent></w:sdt>{_run(words)}"

    def _inks(self, runs: Sequence[Run]) -> str:
        shown = [run for run in runs if self.way != "accepted" or run.mark is not Mark.DELETED]
        pieces = []
        for number, run in enumerate(shown):
            before = shown[number - 1].mark if number else run.mark
            replaces = number and (before, run.mark) == (Mark.DELETED, Mark.INSERTED)
            pieces.append(self._ink(run.text if not number or replaces else f" {run.text}", run.mark))
        return "".join(pieces)

    def _ink(self, words: str, mark: Mark) -> str:
        if mark is Mark.PLAIN or self.way == "accepted":
            return _split(words)
        if self.way == "byhand":
            old = '<w:rStyle w:val="Struck"/>'
            new = '<w:color w:val="0000FF"/><w:u w:val="single"/>'
            return _run(words, old if mark is Mark.DELETED else new)
        by = f'w:id="{next(self.ids)}" w:author="Drafter" w:date="2020-01-01T10:00:00Z"'
        if mark is Mark.DELETED:
            return self._with_comment(f"<w:del {by}>{_run(words, tag='delText')}</w:del>")
        return f"<w:ins {by}>{_split(words)}</w:ins>"

    def _with_comment(self, inside: str) -> str:
        """The first change of a file has a comment in the margin."""
        if self.commented:
            return inside
        self.commented = True
        ends = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
        return f'{ends[0]}{inside}{ends[1]}<w:r><w:commentReference w:id="0"/></w:r>'


def _split(words: str) -> str:
    """Runs as Word leaves them behind: parted where somebody typed on, and round what it holds for misspelt."""
    cuts = [match.end() for match in re.finditer(r"[^ ]+ +", words)][3::7]
    if re.search(r"[0-9] ", words) and len(words) < 40:
        cuts = [words.index(" ") + 1]
    pieces = [words[a:b] for a, b in zip([0, *cuts], [*cuts, len(words)], strict=True)]
    return '<w:proofErr w:type="spellStart"/>'.join(_run(piece) for piece in pieces if piece)
