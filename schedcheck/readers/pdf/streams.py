"""The packed parts of a PDF, unpacked once before it is opened: is one damaged, or does one grow without end?

PDFium says nothing of a part that it could unpack only in part, and keeps all that it unpacks. Pictures are left out:
they hold no text, and may be large for good reasons.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from schedcheck.errors import CannotRead

MOST_UNPACKED = 256 * 1024 * 1024
"""How many bytes the packed parts may come to, all together."""

_STREAM = re.compile(rb">>\s*stream\r?\n")
_OTHERS = re.compile(
    rb"/(?:DCTDecode|JPXDecode|JBIG2Decode|CCITTFaxDecode|LZWDecode|ASCII85Decode|ASCIIHexDecode|RunLengthDecode|Crypt)\b"
    rb"|/Subtype\s*/Image\b"
)
_LONGEST_HEAD = 2_000
_CHUNK = 256 * 1024


def damaged_parts(content: bytes, file: str) -> int:
    """How many packed parts can not be unpacked to their end. CannotRead where they are too large."""
    if b"/Encrypt" in content:
        return 0
    unpacked = damaged = 0
    for packed in _packed(content):
        size, whole = _unpacked(packed, MOST_UNPACKED - unpacked)
        unpacked += size
        damaged += not whole
        if unpacked >= MOST_UNPACKED:
            message = f"its parts unpack to more than {MOST_UNPACKED // 1048576} MB"
            raise CannotRead(message, file, "Save the document as PDF again.")
    return damaged


def _packed(content: bytes) -> Iterator[memoryview]:
    view = memoryview(content)
    for found in _STREAM.finditer(content):
        start = max(content.rfind(b"obj", max(found.start() - _LONGEST_HEAD, 0), found.start()), 0)
        head = content[start : found.end()]
        if b"/FlateDecode" in head and not _OTHERS.search(head):
            end = content.find(b"endstream", found.end())
            yield view[found.end() : end if end >= 0 else len(content)]


def _unpacked(packed: memoryview, most: int) -> tuple[int, bool]:
    """How much comes out, `most` at most, and whether the part ends as it should."""
    unpacker, size = zlib.decompressobj(), 0
    try:
        for start in range(0, len(packed), _CHUNK):
            rest = bytes(packed[start : start + _CHUNK])
            while rest and not unpacker.eof and size < most:
                size += len(unpacker.decompress(rest, _CHUNK))
                rest = unpacker.unconsumed_tail
    except zlib.error:
        return size, False
    return size, unpacker.eof or size >= most
