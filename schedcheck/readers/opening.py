"""How files of a format begin; asked before a reader is chosen, and before its library is loaded."""

from __future__ import annotations

import re

_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|h[1-6]|ul|ol|section|article)\b", re.I)


def is_html(content: bytes) -> bool:
    """Does a file begin as HTML does? A byte order mark, a declaration and comments may come first."""
    start = content[:4096].removeprefix(b"\xef\xbb\xbf")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\0", b"")[2:]
    start = start.lstrip()
    while start.startswith((b"<!--", b"<?xml")):
        start = start.partition(b"-->" if start.startswith(b"<!--") else b">")[2].lstrip()
    return bool(_PAGE.match(start))
