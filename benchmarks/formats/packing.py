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
    """The same zip, its members all of one time, and so what a workbook says of when it was saved."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    if isinstance(said := parts.get(core), bytes):
        parts[core] = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2020-01-01T00:00:00Z", said)
    return zipped(parts)


def pdf_without_times(content: bytes) -> bytes:
    """The same PDF with dates and ids of one value; nothing moves, so its table of contents still holds."""
    dated = re.sub(rb"(?<=\(D:)\d{14}[^)]*", lambda found: _as_long(b"20200101000000", found.group()), content)
    dated = re.sub(rb"(?<=/DocChecksum /)[0-9A-F]{32}", b"0" * 32, dated)
    return re.sub(rb"(?<=/ID)(\s*\[\s*<)[0-9A-Fa-f]+(>\s*<)[0-9A-Fa-f]+", _same_ids, dated)


def _as_long(date: bytes, old: bytes) -> bytes:
    """A date and the zone Z, blanks to the length of the old one."""
    return (date + b"Z").ljust(len(old))[: len(old)]


def _same_ids(found: re.Match[bytes]) -> bytes:
    first, second = found.groups()
    length = (len(found.group()) - len(first) - len(second)) // 2
    return first + b"0" * length + second + b"0" * length
