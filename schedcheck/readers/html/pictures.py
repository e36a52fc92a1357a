"""Which elements of a page show a picture, or another thing without words, that could hold content.

Asked of each element while the page is walked. Nothing is fetched: the size is what the page says of it.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from schedcheck.readers.pictures import holds_table

_NAMES = {
    "img": "picture",
    "svg": "drawing",
    "canvas": "drawing",
    "object": "embedded object",
    "embed": "embedded object",
    "iframe": "embedded page",
    "video": "film",
}
_MILLIMETRES = {"": 25.4 / 96, "px": 25.4 / 96, "pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0}
_SIZE = re.compile(r"\s*(\d{1,6}(?:\.\d{1,6})?)\s*(px|pt|in|cm|mm|)\s*(?:$|[;!])", re.IGNORECASE)
_ICON = 48 * 25.4 / 96
_SPACER = 8 * 25.4 / 96
_SHORTEST_INLINE = 4_000
_WORDED = frozenset({"text", "image", "foreignobject"})
_MOST_PARTS = 50


def picture_of(element: HtmlElement, *, in_cell: bool) -> str:
    """What the element shows ("picture"), "" when it shows nothing that could hold content.

    In a cell even an icon may be a tick. Elsewhere one is an ornament, and so is a picture written into the page
    itself with few bytes, when nothing says that it is large.
    """
    what = _NAMES.get(str(element.tag), "")
    if not what or (str(element.tag) == "iframe" and not element.get("src")):
        return ""
    width, height = _side(element, "width"), _side(element, "height")
    if any(side is not None and side <= (_SPACER if in_cell else _ICON) for side in (width, height)):
        return ""
    if width is None and height is None and (_is_few_bytes(element) or (_is_wordless(element) and not in_cell)):
        return ""
    return what if in_cell or holds_table(width, height) else ""


def words_of(element: HtmlElement) -> str:
    """What its author says of the picture."""
    return element.get("alt") or element.get("title") or element.get("aria-label") or ""


def _is_few_bytes(element: HtmlElement) -> bool:
    source = element.get("src", "").strip()
    return source[:5].casefold() == "data:" and len(source) < _SHORTEST_INLINE


def _is_wordless(element: HtmlElement) -> bool:
    """Is it a drawing of a few lines and of no size? Such are the signs on buttons."""
    if str(element.tag) != "svg":
        return False
    parts = list(islice(element.iter(), _MOST_PARTS + 1))
    return len(parts) <= _MOST_PARTS and not any(str(part.tag).casefold() in _WORDED for part in parts)


def _side(element: HtmlElement, name: str) -> float | None:
    """The width or height in millimetres, None when it is not said or a share of something else."""
    styled = re.search(rf"(?:^|[;\s]){name}\s*:([^;]*)", element.get("style", ""), re.IGNORECASE)
    found = _SIZE.match(styled.group(1) if styled else element.get(name, ""))
    return float(found.group(1)) * _MILLIMETRES[found.group(2).casefold()] if found else None
