"""The same bytes from the same content: zips without times of their own, PDF files without the hour they were made.

Runs after a file was made, by hand.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

_MIDNIGHT = (2020, 1, 1, 0, 0, 0)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of parts in their order, all of one time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, _MIDNIGHT)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return buffer.getvalue()


def zip_without_times(content: bytes) -> bytes:
    """The same zip, its members all of one time."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def pdf_without_times(content: bytes) -> bytes:
    """The same PDF with dates and ids of one value; nothing moves, so its table of contents still holds."""
    dated = re.sub(rb"(?<=\(D:)\d{14}[^)]*", lambda found: _as_long(b"20200101000000", found.group()), content)
    return re.sub(rb"(?<=/ID)(\s*\[\s*<)[0-9A-Fa-f]+(>\s*<)[0-9A-Fa-f]+", _same_ids, dated)


def _as_long(date: bytes, old: bytes) -> bytes:
    """A date and the zone Z, blanks to the length of the old one."""
    return (date + b"Z").ljust(len(old))[: len(old)]


def _same_ids(found: re.Match[bytes]) -> bytes:
    first, second = found.groups()
    length = (len(found.group()) - len(first) - len(second)) // 2
    return first + b"0" * length + second + b"0" * length
