"""Drawings of a paragraph that show something which is no text: pictures, charts, diagrams, objects.

Asked of each drawing while its paragraph is read. What it holds is told by the names of its elements, how large it is
by what Word writes beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from schedcheck.readers.docx.xml import Element, W
from schedcheck.readers.pictures import holds_table

_KINDS = {
    "OLEObject": "embedded object",
    "chart": "chart",
    "relIds": "diagram",
    "pic": "picture",
    "blip": "picture",
    "imagedata": "picture",
}
"""Local name of an element -> what it shows, the most telling first."""
_INNER = frozenset({f"{W}txbxContent"})
_EMU = 36_000
"""English Metric Units in a millimetre."""
_MILLIMETRES = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96}
_STYLED = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d{1,6}(?:\.\d{1,6})?)\s*(pt|in|cm|mm|px)", re.IGNORECASE)


@frozen
class Shown:
    """What a drawing shows besides text, and the words that its author gave it. `small` is too small for a table."""

    what: str
    words: str = ""
    small: bool = False


def shown_in(drawing: Element) -> Shown | None:
    """What a drawing shows, None when it has nothing but shapes and text."""
    elements = list(_own(drawing))
    names = {_local(element) for element in elements}
    what = next((said for name, said in _KINDS.items() if name in names), "")
    if not what and drawing.tag == f"{W}object":
        what = "embedded object"
    if not what:
        return None
    small = what == "picture" and not holds_table(*_size(elements))
    return Shown(what, _words(elements), small)


def _own(drawing: Element) -> Iterator[Element]:
    """The elements of a drawing, not those of text boxes in it, which are read as paragraphs of their own."""
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [part for part in reversed(element) if isinstance(part.tag, str) and part.tag not in _INNER]


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _size(elements: list[Element]) -> tuple[float | None, float | None]:
    """Width and height in millimetres, as a newer drawing or an older picture says them."""
    for element in elements:
        across, down = element.get("cx", ""), element.get("cy", "")
        if _local(element) == "extent" and across.isdecimal() and down.isdecimal():
            return float(across[:12]) / _EMU, float(down[:12]) / _EMU
    for element in elements:
        sides = {
            found.group(1).casefold(): float(found.group(2)) * _MILLIMETRES[found.group(3).casefold()]
            for found in _STYLED.finditer(element.get("style", ""))
        }
        if sides:
            return sides.get("width"), sides.get("height")
    return None, None


def _words(elements: list[Element]) -> str:
    for element in elements:
        said = element.get("descr") or element.get("alt") or element.get("title")
        if said:
            return str(said)
    return ""
