"""Styles: what a style says of the paragraphs and runs that bear it, with what it is based on.

Runs once for a file, then answers for each paragraph and run. A chain of styles is followed at most 20 deep.
"""

from __future__ import annotations

import re

from attrs import define, evolve, field, frozen

from schedcheck.readers.docx.xml import Element, W, child, switch, value, whole

_LONGEST_CHAIN = 20
_LIFTED = 4
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


@frozen
class Format:
    """What one place says of the look of text. None is "not said here"; a colour "" is that of plain text."""

    struck: bool | None = None
    underlined: bool | None = None
    colour: str | None = None
    hidden: bool | None = None
    bold: bool | None = None
    font: str | None = None
    link: bool | None = None
    raised: bool | None = None

    def over(self, below: Format) -> Format:
        """This format laid over another one."""
        if below == _UNSAID:
            return self
        return Format(
            below.struck if self.struck is None else self.struck,
            below.underlined if self.underlined is None else self.underlined,
            below.colour if self.colour is None else self.colour,
            below.hidden if self.hidden is None else self.hidden,
            below.bold if self.bold is None else self.bold,
            below.font if self.font is None else self.font,
            below.link if self.link is None else self.link,
            below.raised if self.raised is None else self.raised,
        )


_UNSAID = Format()


@frozen
class ParagraphStyle:
    """A paragraph style with all that it inherits. `level` is its heading level from 1, 0 for none."""

    id: str = ""
    name: str = ""
    format: Format = _UNSAID
    level: int = 0
    list: str = ""
    depth: int = -1
    fresh: bool = False

    @property
    def contents(self) -> bool:
        """Is it a style of a table of contents, figures or authorities?"""
        return bool(re.match(r"(?i)toc\b|table of (figures|authorities|contents)|index \d", self.name))


@define
class Styles:
    """All styles of a file, by id."""

    _elements: dict[str, Element] = field(factory=dict)
    _default: str = ""
    _base: Format = _UNSAID
    _paragraphs: dict[str, ParagraphStyle] = field(factory=dict)
    _characters: dict[str, Format] = field(factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """The styles of the part that holds them."""
        if root is None:
            return cls()
        elements = {value(style, name="styleId"): style for style in root.findall(f"{W}style")}
        default = next(
            (
                name
                for name, style in elements.items()
                if value(style, name="type") == "paragraph" and value(style, name="default") in {"1", "true"}
            ),
            "",
        )
        return cls(elements, default, format_of(child(root, "docDefaults/rPrDefault/rPr")))

    def paragraph(self, name: str) -> ParagraphStyle:
        """The paragraph style of that id; the default one for ""."""
        name = name if name in self._elements else self._default
        if name not in self._paragraphs:
            style = ParagraphStyle(format=self._base)
            for element in reversed(self._chain(name)):
                style = _derived(style, element)
            self._paragraphs[name] = evolve(style, id=name)
        return self._paragraphs[name]

    def character(self, name: str) -> Format:
        """What a character style says."""
        if name not in self._characters:
            look = _UNSAID
            for element in reversed(self._chain(name)):
                look = format_of(child(element, "rPr")).over(look)
                if "hyperlink" in value(element, "name").casefold():
                    look = evolve(look, link=True)
            self._characters[name] = look
        return self._characters[name]

    def first_row_stands_out(self, name: str) -> bool:
        """Does a table style set its first row in bold or on a shade?"""
        for element in self._chain(name):
            for part in element.findall(f"{W}tblStylePr"):
                if value(part, name="type") == "firstRow":
                    return bool(switch(part, "rPr/b")) or is_shaded(child(part, "tcPr"))
        return False

    def list_of(self, name: str) -> str:
        """The list (numId) that a numbering style stands for."""
        return value(self._elements.get(name), "pPr/numPr/numId")

    def _chain(self, name: str) -> list[Element]:
        """The style and those it is based on, from itself outwards."""
        chain: list[Element] = []
        while name in self._elements and len(chain) < _LONGEST_CHAIN and self._elements[name] not in chain:
            chain.append(self._elements[name])
            name = value(chain[-1], "basedOn")
        return chain


def _derived(base: ParagraphStyle, element: Element) -> ParagraphStyle:
    """A style as it is with what it inherits."""
    name = value(element, "name")
    properties = child(element, "pPr")
    outline = value(properties, "outlineLvl")
    heading = _HEADING.match(name)
    level = whole(outline, 9) + 1 if outline else int(heading.group(1)) if heading else base.level
    if name.casefold() == "title":
        level = 1
    fresh = switch(properties, "pageBreakBefore")
    return ParagraphStyle(
        name=name,
        format=format_of(child(element, "rPr")).over(base.format),
        level=level if level <= 9 else 0,
        list=value(properties, "numPr/numId") or base.list,
        depth=whole(value(properties, "numPr/ilvl"), base.depth, high=8),
        fresh=base.fresh if fresh is None else fresh,
    )


def format_of(properties: Element | None) -> Format:
    """What a w:rPr says. What it said before a tracked change of formatting is a child of its own, and not asked."""
    if properties is None or len(properties) == 0:
        return _UNSAID
    strikes = [on for on in (switch(properties, "strike"), switch(properties, "dstrike")) if on is not None]
    fonts = child(properties, "rFonts")
    return Format(
        struck=any(strikes) if strikes else None,
        underlined=switch(properties, "u") if value(properties, "u") else None,
        colour=_colour(child(properties, "color")),
        hidden=switch(properties, "vanish"),
        bold=switch(properties, "b"),
        font=value(fonts, name="ascii") or value(fonts, name="hAnsi") or None,
        raised=_raised(properties),
    )


def _raised(properties: Element | None) -> bool | None:
    """Is text set above its line: as superscript, or lifted by 2 points or more, in half points?"""
    lifted = whole(value(properties, "position"), 0, low=-10_000)
    if lifted >= _LIFTED:
        return True
    aligned = value(properties, "vertAlign")
    return aligned == "superscript" if aligned else None


def is_shaded(cell: Element | None) -> bool:
    """Do the properties of a cell give it a ground other than white?"""
    fill = value(cell, "shd", "fill").casefold()
    return fill not in {"", "auto", "ffffff"} or bool(value(cell, "shd", "themeFill"))


def _colour(element: Element | None) -> str | None:
    """A colour that means something, "" for black, greys and that of links. None when nothing is said."""
    if element is None:
        return None
    theme = value(element, name="themeColor")
    if theme in {"hyperlink", "followedHyperlink", "text1", "dark1", "tx1", "dk1"}:
        return ""
    code = value(element).casefold()
    if not re.fullmatch(r"[0-9a-f]{6}", code) or code == "0563c1":
        return ""
    parts = [int(code[i : i + 2], 16) for i in (0, 2, 4)]
    return code if max(parts) - min(parts) > 24 else ""
