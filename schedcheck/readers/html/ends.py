"""Does the text of a page end where it says that it ends? A page that was cut off is no whole page. Pure."""

from __future__ import annotations

import re
from collections import Counter

_PARTS = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<(/?)(html|body|table)(?=[\s/>])[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_OPEN_TAG = re.compile(r"<(?:[/!]?[a-z]|[/!]?\Z)", re.IGNORECASE)
_NAMES = {"html": "the page", "body": "its body", "table": "a table"}


def cut_off(text: str) -> str:
    """A line that says what is not closed at the end of the page, "" when nothing is.

    A page is whole when its <html> or <body> is closed. One that opens neither is a piece of a page; it must only
    close its tables.
    """
    opened: Counter[str] = Counter()
    ended = False
    for found in _PARTS.finditer(text):
        name = (found.group(3) or "").casefold()
        if name and found.group(2):
            opened[name] -= 1
            ended = ended or name != "table"
        elif name:
            opened[name] += 1
    if not ended and _ends_in_tag(text):
        return "the file ends within a tag: what came after it is missing"
    unclosed = next((name for name in ("table", "body", "html") if opened[name] > 0), "")
    if ended or not unclosed:
        return ""
    return f"the file ends before {_NAMES[unclosed]} is closed (</{unclosed}>): the rest of it may be missing"


def _ends_in_tag(text: str) -> bool:
    """Is the last tag or comment without its end?"""
    last = text.rfind("<")
    in_tag = last > text.rfind(">") and bool(_OPEN_TAG.match(text.rstrip(), last))
    return in_tag or text.rfind("<!--") > text.rfind("-->")
