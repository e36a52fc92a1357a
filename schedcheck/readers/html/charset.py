"""Bytes of a page -> text, by the character set that it declares; first step of reading HTML."""

from __future__ import annotations

import codecs
import re

from schedcheck.document import Source
from schedcheck.errors import CannotRead

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""",
    re.IGNORECASE,
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_AS_WINDOWS = frozenset({"ascii", "us-ascii", "iso8859-1", "iso-8859-1", "latin-1", "latin1"})
_WAY_OUT = "Save the page again as UTF-8."


def decoded(source: Source) -> str:
    """The text with line ends as "\\n". Where nothing is declared, UTF-8 if it is that, else windows-1252."""
    content = source.content
    name = _declared(content)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            content, name = content[len(mark) :], encoding
    text = _decode(content, name, source) if name else _guessed(content)
    if "\0" in text:
        raise CannotRead("this is not a text file", source.file, _WAY_OUT)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _declared(content: bytes) -> str:
    """As browsers do, the western sets of old are read as windows-1252, and a page can not be UTF-16 unmarked."""
    found = _DECLARED.search(content[:8192])
    name = found.group(1).decode("ascii").casefold() if found else ""
    if name.startswith("utf-16"):
        return "utf-8"
    return "windows-1252" if name in _AS_WINDOWS else name


def _decode(content: bytes, name: str, source: Source) -> str:
    try:
        codec = codecs.lookup(name)
        if not codec._is_text_encoding or codec.name in {"idna", "punycode", "utf-7", "unicode_escape"}:
            raise LookupError
        return content.decode(name)
    except LookupError:
        raise CannotRead(f"its character set “{name}” is not known", source.file, _WAY_OUT) from None
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = f"the text is not in {name}, as it says (byte {error.start + 1} is 0x{content[error.start]:02x})"
        raise CannotRead(message, f"{source.file}:{line}", _WAY_OUT) from None


def _guessed(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("windows-1252", "replace")
