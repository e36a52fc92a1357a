"""HTML -> Document: web pages, and what Word and other programs save as HTML.

Runs on the bytes alone: nothing is fetched, no script runs, no entity is expanded but those of HTML itself.
"""

from __future__ import annotations

import re

from attrs import evolve
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from schedcheck.document import Block, Document, Source
from schedcheck.errors import CannotRead
from schedcheck.readers.html.charset import decoded
from schedcheck.readers.html.ends import cut_off
from schedcheck.readers.html.walk import DEEPEST, read_blocks, too_deep
from schedcheck.readers.pictures import pictures_not_read

__all__ = ["read_html"]

LARGEST_PAGE = 10 * 1024 * 1024
"""The largest HTML file that is read, in bytes."""

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)([a-z][^\s/<>]*)[^<>]*>", re.IGNORECASE | re.DOTALL)
_MOST_TAGS = 400_000
_UNCOUNTED = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
        "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "caption", "option",
        "optgroup", "html", "head", "body"
    }
)  # fmt: skip
"""Elements that are empty, or whose end may be left out: their number says nothing about depth."""


def read_html(source: Source) -> Document:
    """The blocks of a page, each with its physical line and the element that it is in.

    What is missing at the end, and the pictures that could hold content, are the gaps.
    """
    if len(source.content) > LARGEST_PAGE:
        size = f"{len(source.content) / 1048576:.0f} MB; at most {LARGEST_PAGE // 1048576} MB"
        raise CannotRead(f"the page is too large to be read ({size})", source.file, "Split it into its documents.")
    text = decoded(source)
    if re.search(r"<!ENTITY", text, re.IGNORECASE):
        raise CannotRead("the page declares entities, which are not read", source.file, "Save it as a plain page.")
    _check_tags(text, source.file)
    blocks, pictures = read_blocks(_tree(text, source.file), text, source.file)
    if not blocks:
        raise no_text(source.file)
    gaps = (*filter(None, [cut_off(text)]), *pictures_not_read(pictures))
    return Document(source.file, source.sha256, _below_title(blocks), gaps=gaps)


def _below_title(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Level 1 is the title of a document. Where a page numbers its <h1>, these are sections, and all go one deeper."""
    if not any(block.kind == "heading" and block.level == 1 and block.number for block in blocks):
        return blocks
    return tuple(
        evolve(block, level=block.level + 1, fresh=block.fresh and block.level > 1)
        if block.kind == "heading"
        else block
        for block in blocks
    )


def no_text(file: str) -> CannotRead:
    return CannotRead("there is no text in the page", file, "Give the page that holds the document's text.")


def _check_tags(text: str, file: str) -> None:
    """Number and depth, counted before parsing: the parser stops without a word at 256 elements within each other."""
    depth = 0
    for number, found in enumerate(_TAG.finditer(text)):
        if number > _MOST_TAGS:
            raise CannotRead(f"the page has more than {_MOST_TAGS:,} tags", file, "Split it into its documents.")
        name = (found.group(2) or "").casefold()
        if not name or name in _UNCOUNTED or found.group().endswith("/>"):
            continue
        depth = max(depth - 1, 0) if found.group(1) else depth + 1
        if depth > DEEPEST:
            raise too_deep(file)


def _tree(text: str, file: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise no_text(file) from None
    if any(error.level_name == "FATAL" for error in parser.error_log):
        raise too_deep(file)
    return root
