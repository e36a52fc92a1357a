"""The parts of a zip package, read under limits. Used by the readers of Word and Excel files.

The directory of a zip file is a claim, not a fact: sizes are counted while bytes come out, nothing is written
to disk, and an entry whose name leads out of the package does not exist.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO

from schedcheck.document import Source
from schedcheck.errors import CannotRead
from schedcheck.readers import LARGEST_PACKAGE

_MOST_PARTS = 4_000
_LARGEST_PART = 64 * 1024 * 1024
_LARGEST_SUM = 256 * 1024 * 1024
_RATIO = 200
_RATIO_FROM = 1024 * 1024
_STEP = 256 * 1024

_WAY_OUT = "Open it in the program that made it and save it again under another name."
_SPLIT = "Split it into its documents, or leave out pictures and whatever else is not contract text."
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, KeyError, IndexError)
_EMBEDDED = re.compile(r"(?:^|/)(?:embeddings|activeX|externalLinks)/(?!_rels/)|(?:^|/)vbaProject\.bin$")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"})
_TYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Parts(Mapping[str, bytes]):
    """The parts of one package by name. A part is unpacked when it is asked for, and counted."""

    def __init__(self, file: str, archive: zipfile.ZipFile, infos: Mapping[str, zipfile.ZipInfo]) -> None:
        self.file = file
        self._archive = archive
        self._infos = infos
        self._read: dict[str, bytes] = {}
        self._sum = 0

    def __getitem__(self, name: str) -> bytes:
        if name not in self._read:
            self._read[name] = self._unpacked(self._infos[name])
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._infos)

    def __len__(self) -> int:
        return len(self._infos)

    def __contains__(self, name: object) -> bool:
        return name in self._infos

    def xml(self, name: str) -> bytes:
        """A part that is to be parsed as XML: refused when it declares a document type or hides its encoding."""
        if name not in self:
            raise CannotRead(f"its part {name} is missing", self.file, _WAY_OUT)
        content = self[name]
        start = content[:1024].replace(b"\0", b"")
        declared = _DECLARED.search(start)
        plain = start.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
        if not plain.startswith(b"<") or (declared and declared.group(1).lower() not in _ENCODINGS):
            raise CannotRead(f"its part {name} is no XML in a known character set", self.file, _WAY_OUT)
        wide = b"\0" in content
        if _TYPE.search(content.replace(b"\0", b"") if wide else content):
            raise CannotRead(f"its part {name} declares a document type, which is not read", self.file, _WAY_OUT)
        return content

    def unread(self) -> tuple[str, ...]:
        """What the package holds besides its text and is never opened: embedded and linked files, macros."""
        return tuple(sorted(name for name in self._infos if _EMBEDDED.search(name)))

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        chunks: list[bytes] = []
        length = 0
        try:
            with self._archive.open(info) as part:
                while chunk := part.read(_STEP):
                    chunks.append(chunk)
                    length += len(chunk)
                    self._sum += len(chunk)
                    self._check(info, length)
        except _BROKEN:
            raise CannotRead(f"its part {info.filename} is damaged", self.file, _WAY_OUT) from None
        return b"".join(chunks)

    def _check(self, info: zipfile.ZipInfo, length: int) -> None:
        if length > _LARGEST_PART:
            limit = f"at most {_LARGEST_PART // 1048576} MB"
            raise CannotRead(f"its part {info.filename} is too large unpacked ({limit})", self.file, _SPLIT)
        if self._sum > _LARGEST_SUM:
            limit = f"at most {_LARGEST_SUM // 1048576} MB"
            raise CannotRead(f"it is too large unpacked ({limit})", self.file, _SPLIT)
        if length > _RATIO_FROM and length > _RATIO * max(info.compress_size, 1):
            message = f"its part {info.filename} unpacks to more than {_RATIO} times its size"
            raise CannotRead(message, self.file, _WAY_OUT)


def open_parts(source: Source) -> Parts:
    """The parts of a zip package. CannotRead where it is damaged, encrypted or built to do harm."""
    content = source.content
    if len(content) > LARGEST_PACKAGE:
        size = f"{len(content) / 1048576:.0f} MB; at most {LARGEST_PACKAGE // 1048576} MB"
        raise CannotRead(f"the file is too large to be read ({size})", source.file, _SPLIT)
    if content.count(b"PK\x01\x02") > _MOST_PARTS:
        raise CannotRead(f"it has more than {_MOST_PARTS:,} parts", source.file, _WAY_OUT)
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        infos = [info for info in archive.infolist() if not info.is_dir()]
    except _BROKEN:
        raise CannotRead("the zip file is damaged or cut off", source.file, _WAY_OUT) from None
    _check_directory(infos, source)
    return Parts(source.file, archive, {info.filename: info for info in infos if _is_inside(info.filename)})


def _check_directory(infos: list[zipfile.ZipInfo], source: Source) -> None:
    if len(infos) > _MOST_PARTS:
        raise CannotRead(f"it has more than {_MOST_PARTS:,} parts", source.file, _WAY_OUT)
    if any(info.flag_bits & 0x41 for info in infos):
        raise CannotRead("it is encrypted", source.file, "Take its password off and save it again.")
    if any(info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for info in infos):
        raise CannotRead("it is packed in a way that office programs do not use", source.file, _WAY_OUT)
    if len({info.filename for info in infos}) != len(infos):
        raise CannotRead("it has two parts of one name", source.file, _WAY_OUT)
    if not infos:
        raise CannotRead("it has no parts", source.file, _WAY_OUT)
    ordered = sorted(infos, key=lambda info: info.header_offset)
    ends = [*(info.header_offset for info in ordered[1:]), len(source.content)]
    if any(info.header_offset + 30 + info.compress_size > end for info, end in zip(ordered, ends, strict=True)):
        raise CannotRead("its parts lie over each other", source.file, _WAY_OUT)


def _is_inside(name: str) -> bool:
    return not name.startswith("/") and ".." not in name.split("/") and "\\" not in name
