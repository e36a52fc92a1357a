"""What an element does to the text in it: struck, inserted, underlined, hidden, bold. From tag, style and class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from attrs import evolve, frozen
from lxml.html import HtmlElement

_SKIPPED = frozenset(
    {
        "script", "style", "head", "title", "template", "noscript", "svg", "math", "object", "iframe", "select",
        "textarea", "audio", "video", "canvas"
    }
)  # fmt: skip
_STRUCK = frozenset({"del", "s", "strike"})
_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_FLAT = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.IGNORECASE)
_FOOTNOTE = re.compile(r"footnotereference|endnotereference|footnote-ref|noteref", re.IGNORECASE)
_HIDES = frozenset({("display", "none"), ("visibility", "hidden"), ("mso-hide", "all")})
_MOST_RULES = 20_000


@frozen
class Look:
    """How text looks. What is both struck and inserted was added and taken away again."""

    struck: bool = False
    inserted: bool = False
    underlined: bool = False
    hidden: bool = False
    bold: bool = False
    link: bool = False
    symbols: bool = False

    def over(self, outer: Look) -> Look:
        """This look inside another: nothing undoes a line through or under a text."""
        if self is PLAIN or outer is PLAIN:
            return outer if self is PLAIN else self
        return Look(
            self.struck or outer.struck,
            self.inserted or outer.inserted,
            self.underlined or outer.underlined,
            self.hidden or outer.hidden,
            self.bold or outer.bold,
            self.link or outer.link,
            self.symbols or outer.symbols,
        )


PLAIN = Look()


@frozen
class Styles:
    """The flat rules of a page's style sheets, by (tag, class); either may be ""."""

    rules: Mapping[tuple[str, str], Look]

    @classmethod
    def of(cls, root: HtmlElement) -> Styles:
        rules: dict[tuple[str, str], Look] = {}
        for sheet in root.iter("style"):
            for selector, look in _rules(sheet.text or ""):
                if len(rules) < _MOST_RULES:
                    rules[selector] = look.over(rules.get(selector, PLAIN))
        return cls(rules)

    def look(self, element: HtmlElement) -> Look:
        """What the element itself does to its text."""
        tag = str(element.tag)
        look = _tag_look(tag)
        names = element.get("class", "").split()[:20]
        for selector in [(tag, ""), *((t, name) for name in names for t in ("", tag))]:
            if selector in self.rules:
                look = self.rules[selector].over(look)
        style = element.get("style")
        if style:
            look = _declared(style).over(look)
        if element.get("hidden") is not None or _is_footnote_mark(element, tag):
            look = evolve(look, hidden=True)
        return evolve(look, symbols=True) if "wingdings" in element.get("face", "").casefold() else look

    def hides(self, element: HtmlElement) -> bool:
        """Is an element hidden by more than its tag, which has no words of its own?"""
        return self.look(element).hidden if str(element.tag) not in _SKIPPED else self._is_hidden(element)

    def _is_hidden(self, element: HtmlElement) -> bool:
        return element.get("hidden") is not None or _declared(element.get("style", "")).hidden


def _tag_look(tag: str) -> Look:
    return _LOOKS.get(tag, PLAIN)


_LOOKS = {
    **{tag: Look(hidden=True) for tag in _SKIPPED},
    **{tag: Look(struck=True) for tag in _STRUCK},
    **{tag: Look(bold=True) for tag in _BOLD},
    "ins": Look(inserted=True),
    "u": Look(underlined=True),
    "a": Look(link=True),
}


def _rules(sheet: str) -> Iterator[tuple[tuple[str, str], Look]]:
    """(tag, class) and look of each rule; rules inside another (for print, for small screens) are left out."""
    inside = False
    for chunk in _COMMENT.sub("", sheet).split("}"):
        braces = chunk.count("{")
        inside = braces > 1 or (inside and braces > 0)
        look = PLAIN if inside or not braces else _declared(chunk.partition("{")[2])
        if look == PLAIN:
            continue
        for selector in chunk.partition("{")[0].rpartition(";")[2].split(","):
            flat = _FLAT.fullmatch(selector.strip())
            if flat and flat.group():
                yield ((flat.group(1) or "").casefold(), flat.group(2) or ""), look


def _declared(style: str) -> Look:
    """What some CSS declarations do."""
    look = PLAIN
    for declaration in style.casefold().split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name in {"text-decoration", "text-decoration-line"}:
            look = evolve(look, struck="line-through" in value, underlined="underline" in value)
        elif (name, value.split("!")[0].strip()) in {
            ("display", "none"),
            ("visibility", "hidden"),
            ("mso-hide", "all"),
        }:
            look = evolve(look, hidden=True)
        elif name == "font-weight":
            look = evolve(look, bold=bool(re.match(r"bold|[6-9]00", value)))
        elif name in {"font-family", "font"} and "wingdings" in value:
            look = evolve(look, symbols=True)
    return look


def _is_footnote_mark(element: HtmlElement, tag: str) -> bool:
    """A raised figure is no part of the figure that it stands behind: "5600" and note 1 are not 56001."""
    if tag not in {"sup", "span", "a"}:
        return False
    if _FOOTNOTE.search(f"{element.get('class', '')} {element.get('role', '')}"):
        return True
    text = "".join(islice(element.itertext(), 4)).strip() if tag == "sup" else ""
    return bool(re.fullmatch(r"[\[(]?(?:\d{1,2}|[*†‡])[\])]?", text))
