"""From files to sources: a zip of a pack stands for the documents in it. Comes after `files` and before reading.

A pack is unpacked in memory, under the limits of `readers.zip`; nothing of it is written to disk, and a member is
shown as pack.zip/name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from schedcheck.app.files import CONFIG, File, check_size, has_document_name, source
from schedcheck.document import Source
from schedcheck.errors import CannotRead
from schedcheck.reading import Refused

if TYPE_CHECKING:
    from schedcheck.readers.zip import Parts

_ZIP = b"PK\x03\x04"
_ANY_ZIP = (_ZIP, b"PK\x05\x06", b"PK\x07\x08")
_ENDING = ".zip"
_OFFICE = ("word/", "xl/", "ppt/", "META-INF/")
"""Folders that make a zip one document, rather than a pack of documents."""


def sources(files: Iterable[File]) -> tuple[Source | Refused, ...]:
    """The bytes of every file and of every document in a zip of a pack, or why they could not be had; in order."""
    return tuple(each for file in files for each in _opened(file))


def refused(error: CannotRead, file: str) -> Refused:
    return Refused(error.place or file, error.message, error.way_out)


def _opened(file: File) -> Iterator[Source | Refused]:
    try:
        whole = source(file)
        parts = _parts(whole) if whole.content.startswith(_ZIP) else None
        if parts is None or not _is_pack(parts):
            yield whole
            return
    except CannotRead as error:
        yield refused(error, file.shown)
        return
    for name in sorted(filter(_is_document, parts)):
        yield _member(parts, name)


def _parts(whole: Source) -> Parts:
    """What is in a zip; only a run that has one loads what opens it."""
    from schedcheck.readers.zip import open_parts

    return open_parts(whole)


def _is_pack(parts: Parts) -> bool:
    return not _is_office(parts) and any(map(_is_document, parts))


def _is_office(parts: Parts) -> bool:
    return any(name.startswith(_OFFICE) for name in parts)


def _is_document(name: str) -> bool:
    """Zips in a zip count, so that they are refused rather than passed over."""
    *folders, file = name.split("/")
    if "__MACOSX" in folders or file == CONFIG:
        return False
    return has_document_name(file) or file.casefold().endswith(_ENDING)


def _member(parts: Parts, name: str) -> Source | Refused:
    shown = f"{parts.file}/{name}"
    try:
        content = parts[name]
        check_size(content, len(content), shown)
        member = Source(shown, content, hashlib.sha256(content).hexdigest())
        if content.startswith(_ANY_ZIP) and not _is_office(_parts(member)):
            raise CannotRead("this is a zip file inside a zip file", shown, "Unpack it, and give what is in it.")
    except CannotRead as error:
        return Refused(shown, error.message, error.way_out)
    return member
