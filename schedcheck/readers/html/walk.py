"""A parsed page -> blocks, in one walk without recursion. Elements that part text end a block, tables collect cells."""

from __future__ import annotations

import re
from collections import Counter

from attrs import define, evolve, field
from lxml import etree
from lxml.html import HtmlElement

from schedcheck.document import Block, Mark
from schedcheck.errors import CannotRead
from schedcheck.readers.grid import blocks_of
from schedcheck.readers.html.flow import Container, Flow, Spot
from schedcheck.readers.html.pictures import picture_of, words_of
from schedcheck.readers.html.spans import MOST_COLUMNS, MOST_ROWS, Budget, WrittenCell, WrittenTable, grid_of
from schedcheck.readers.html.style import PLAIN, Look, Styles
from schedcheck.readers.pictures import Picture, in_section

DEEPEST = 200
"""How deep elements may be nested."""

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "html",
        "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul", "h1", "h2", "h3", "h4", "h5", "h6"
    }
)  # fmt: skip
_STRUCK_ANYWHERE = re.compile(r"<(?:del|s|strike)[\s>]|line-through", re.IGNORECASE)
_PAGE_BREAK = re.compile(r"page-break-before\s*:\s*(?:always|left|right)|break-before\s*:\s*page", re.IGNORECASE)
_LAST_LINE = 65_535
_GLYPHS = str.maketrans({**dict.fromkeys("☑☒✔\uf0fc\uf0fe", "✓"), **dict.fromkeys("□\uf0a8", "☐")})
_SYMBOLS = str.maketrans({**dict.fromkeys("üþýx\uf0fd", "✓"), **dict.fromkeys("¨oq", "☐"), "§": "•"})
_BLANKS = re.compile(r"[ \t\f\u00a0\u2002-\u200a\u202f]+")


def read_blocks(root: HtmlElement, text: str, file: str) -> tuple[tuple[Block, ...], tuple[Picture, ...]]:
    """The blocks of the page in reading order, and the pictures that could hold content."""
    walk = _Walk(Styles.of(root), bool(_STRUCK_ANYWHERE.search(text)), Budget(file))
    depth = 0
    walker = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, element in walker:
        if event == "start":
            depth += 1
            if depth > DEEPEST:
                raise too_deep(file)
            if not walk.open(element):
                walker.skip_subtree()
            continue
        if event == "end":
            depth -= 1
            walk.close(element)
        walk.after(element)
    walk.page.flush()
    return tuple(walk.page.blocks), tuple(walk.pictures)


def too_deep(file: str) -> CannotRead:
    message = f"its elements are nested too deep (at most {DEEPEST})"
    return CannotRead(message, file, "Save the page again, or as plain text.")


@define
class _Walk:
    """Where the walk is. `looks` has one entry for each open element; the last flow takes the text."""

    styles: Styles
    redlined: bool
    budget: Budget
    page: Flow = field(factory=lambda: Flow([Container("paragraph", Spot("body"))], fresh=True))
    flows: list[Flow] = field(init=False)
    looks: list[Look] = field(factory=lambda: [PLAIN])
    tables: list[WrittenTable] = field(factory=list)
    counts: Counter[str] = field(factory=Counter)
    closers: list[str] = field(factory=list)
    pictures: list[Picture] = field(factory=list)
    heading: Block | None = None
    looked_at: int = 0
    line: int = 1

    def __attrs_post_init__(self) -> None:
        self.flows = [self.page]

    @property
    def flow(self) -> Flow:
        return self.flows[-1]

    def open(self, element: HtmlElement) -> bool:
        """Starts an element; False when nothing in it is text."""
        tag = str(element.tag)
        self._set_line(element)
        outer = self.looks[-1]
        look = self.styles.look(element).over(outer)
        if not outer.hidden:
            self._picture(element)
        self.looks.append(look)
        self.closers.append("" if look.hidden else self._opened(tag, element))
        if not look.hidden:
            self._text(element.text)
        return not look.hidden

    def close(self, element: HtmlElement) -> None:
        """Ends an element, and what was started with it."""
        self.looks.pop()
        how = self.closers.pop()
        if how == "table":
            self._close_table()
        elif how == "cell":
            self.flow.flush()
            self.flows.pop()
            self.tables[-1].open_cell = False
        elif how == "head":
            self.tables[-1].in_head = False
        elif how == "block":
            self.flow.flush()
            self.flow.containers.pop()

    def after(self, element: HtmlElement) -> None:
        """The text after an element or comment."""
        if not isinstance(element.tag, str):
            self._set_line(element)
            self.line += (element.text or "").count("\n")
        self._text(element.tail)

    def _set_line(self, element: HtmlElement) -> None:
        line = element.sourceline or 0
        self.line = 0 if line >= _LAST_LINE else max(line, self.line)

    def _text(self, text: str | None) -> None:
        look = self.looks[-1]
        if not text:
            return
        line = self.line
        self.line += text.count("\n") if line else 0
        if not (look.struck and (look.inserted or look.underlined)):
            self.flow.add(_shown(text, look), line, self._mark(look), look)

    def _mark(self, look: Look) -> Mark:
        """Words that are only underlined are new where others are struck, but not when they are a link."""
        if look.struck:
            return Mark.DELETED
        underlined = look.underlined and self.redlined and not look.link
        return Mark.INSERTED if look.inserted or underlined else Mark.PLAIN

    def _opened(self, tag: str, element: HtmlElement) -> str:
        """Starts what the element holds, and says how it is ended."""
        style = element.get("style", "")
        if _PAGE_BREAK.search(style):
            self.flow.flush()
            self.flow.fresh = True
        if tag in {"br", "hr"}:
            self.flow.add("\n", 0, Mark.PLAIN, PLAIN) if tag == "br" else self.flow.flush()
        elif tag == "input":
            self._box(element)
        elif tag == "table":
            self.flow.flush()
            self.tables.append(WrittenTable(self._key("table")))
            return "table"
        elif self.tables and not self.tables[-1].open_cell and tag in {"tr", "td", "th", "thead", "tbody", "tfoot"}:
            return self._table_part(tag, element)
        elif tag in _BLOCKS:
            self.flow.flush()
            self.flow.containers.append(self._container(tag, _tag(element.getparent()), element, style))
            return "block"
        return ""

    def _box(self, element: HtmlElement) -> None:
        if element.get("type", "").casefold() == "checkbox":
            sign = "✓" if element.get("checked") is not None else "☐"
            self.flow.add(f" {sign} ", self.line, self._mark(self.looks[-1]), PLAIN)

    def _picture(self, element: HtmlElement) -> None:
        """Notes a picture that could hold content; one at the head or foot of pages is an ornament."""
        what = picture_of(element, in_cell=len(self.flows) > 1)
        if not what or self.styles.hides(element) or self.flow.container.kind == "furniture":
            return
        heading = self._heading()
        cell = f"row {len(self.tables[-1].rows)} of {self.tables[-1].key}, " if len(self.flows) > 1 else ""
        self.pictures.append(Picture(f"in {cell}{in_section(heading)}", words_of(element), what))

    def _heading(self) -> Block | None:
        """The last heading so far; each block is looked at once."""
        for block in self.page.blocks[self.looked_at :]:
            self.heading = block if block.kind == "heading" else self.heading
        self.looked_at = len(self.page.blocks)
        return self.heading

    def _table_part(self, tag: str, element: HtmlElement) -> str:
        table = self.tables[-1]
        if tag == "thead":
            table.in_head = True
            return "head"
        if tag in {"tr"} or not table.rows:
            table.rows.append([])
            table.headings.append(table.in_head)
        if tag not in {"td", "th"}:
            return ""
        row = table.rows[-1]
        spot = Spot(f"{table.key} row {len(table.rows)} cell {len(row) + 1}")
        cell = WrittenCell(
            Flow([Container("paragraph", spot)], in_cell=True),
            min(max(_number(element.get("colspan")), 1), MOST_COLUMNS),
            min(_number(element.get("rowspan")), MOST_ROWS),
            tag == "th",
        )
        row.append(cell)
        if not table.in_head:
            table.headings[-1] = all(each.strong for each in row)
        table.open_cell = True
        self.flows.append(cell.flow)
        return "cell"

    def _close_table(self) -> None:
        table = self.tables.pop()
        cells = [cell for row in table.rows for cell in row]
        layout = all(len(row) < 2 for row in table.rows) or any(_has_heading(cell.flow) for cell in cells)
        if layout:
            self.flow.blocks += [block for cell in cells for block in cell.flow.blocks]
            return
        table.rows = [[evolve(cell, strong=cell.strong or cell.flow.was_bold) for cell in row] for row in table.rows]
        rows, nested = grid_of(table, self.budget)
        self.flow.blocks += [*blocks_of(rows, table.heads), *nested]

    def _container(self, tag: str, parent: str, element: HtmlElement, style: str) -> Container:
        """What the text of a block element becomes; inside a heading or item it stays that. The foot of the page
        is page furniture."""
        outer = self.flow.container
        spot = outer.spot if len(self.flows) > 1 else Spot(self._key(tag))
        if "mso-element" in style and re.search(r"mso-element\s*:\s*(?:header|footer)\b", style, re.IGNORECASE):
            return Container("furniture", spot)
        if tag == "footer" and parent == "body":
            return Container("furniture", spot)
        if re.fullmatch(r"h[1-6]", tag):
            return Container("heading", spot, int(tag[1]))
        names = element.get("class", "").casefold()
        if tag == "li":
            return Container("item", spot, max(outer.level, 1))
        if tag == "p" and names == "msotitle":
            return Container("heading", spot, 1)
        if tag == "p" and (names.startswith("msolist") or "mso-list:l" in style.replace(" ", "").casefold()):
            return Container("item", spot, 1, listed=True)
        if tag in {"ul", "ol"}:
            return Container("paragraph", spot, outer.level + 1)
        if outer.kind in {"heading", "item", "furniture"}:
            return evolve(outer, spot=spot)
        return Container("paragraph", spot)

    def _key(self, tag: str) -> str:
        self.counts[tag] += 1
        return f"{tag} {self.counts[tag]}"


def _tag(element: HtmlElement | None) -> str:
    return "" if element is None else str(element.tag)


def _shown(text: str, look: Look) -> str:
    return _BLANKS.sub(" ", text.translate(_SYMBOLS) if look.symbols else text).translate(_GLYPHS)


def _number(text: str | None) -> int:
    """A span as the page asks for it; 1 where it asks for nothing that is a number."""
    found = re.match(r"\s*(\d{1,9})", text or "1")
    return int(found.group(1)) if found else 1


def _has_heading(flow: Flow) -> bool:
    return any(block.kind == "heading" for block in flow.blocks)
