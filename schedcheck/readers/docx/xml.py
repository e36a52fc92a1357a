"""One part of a Word file as an XML tree, and short ways to ask it for what Word means.

Runs on the bytes of each part; document types and entities were refused before. Depth and number of elements
are bounded, nothing outside the part is ever fetched.
"""

from __future__ import annotations

from functools import cache

from lxml import etree

from schedcheck.errors import CannotRead

Element = etree._Element

MOST_ELEMENTS = 1_500_000
DEEPEST = 100

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
)
"""The names of the strict variant of the format, and those that everybody uses."""

_OFF = frozenset({"0", "false", "off", "none"})
_SAVE_AGAIN = "Open it in Word, save it as a new .docx file, and give that one."
_TOO_DEEP = etree.XPath("boolean(" + "/".join(["", *["*"] * (DEEPEST + 1)]) + ")")


def parse(content: bytes, name: str, file: str) -> Element:
    """The tree of a part. CannotRead when it is no XML, or out of all measure."""
    if content.count(b"<") - content.count(b"</") > MOST_ELEMENTS:
        raise CannotRead(f"its part {name} has more than {MOST_ELEMENTS:,} elements", file, "Split the document.")
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CannotRead(f"its part {name} {_reason(str(error))}", file, _SAVE_AGAIN) from None
    if root.getroottree().docinfo.doctype or _TOO_DEEP(root):
        raise CannotRead(f"its part {name} is nested too deeply", file, _SAVE_AGAIN)
    return root


def _reason(said: str) -> str:
    if "depth" in said:
        return "is nested too deeply"
    if "too long" in said:
        return "holds a text that is out of all measure"
    return f"is damaged ({said.split(', line')[0]})"


def child(element: Element | None, path: str) -> Element | None:
    """The first descendant by a path of Word names: "pPr/numPr"."""
    if element is None:
        return None
    return element.find(_qualified(path))


def value(element: Element | None, path: str = "", name: str = "val") -> str:
    """An attribute of the descendant by a path, "" when either is missing."""
    found = child(element, path) if path else element
    return "" if found is None else (found.get(W + name) or "")


def switch(element: Element | None, path: str) -> bool | None:
    """Is a property on, off, or not said (None)?"""
    found = child(element, path)
    return None if found is None else value(found).casefold() not in _OFF


def whole(text: str, otherwise: int, low: int = 0, high: int = 32_767) -> int:
    """A whole number between two bounds; `otherwise` when the text is none."""
    if not text.removeprefix("-").isascii() or not text.removeprefix("-").isdigit() or len(text) > 12:
        return otherwise
    return max(low, min(high, int(text)))


@cache
def _qualified(path: str) -> str:
    """A path of Word names as lxml knows them; the paths are those written in this package."""
    return "/".join(W + name for name in path.split("/"))


def branch(alternatives: Element) -> Element | None:
    """The one branch of an AlternateContent that is read: the first choice that holds text, else the fallback."""
    fallback = alternatives.find(f"{MC}Fallback")
    for choice in alternatives.findall(f"{MC}Choice"):
        if fallback is None or choice.find(f".//{W}t") is not None or choice.find(f".//{W}sym") is not None:
            return choice
    return fallback
