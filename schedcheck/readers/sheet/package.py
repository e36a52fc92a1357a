"""The parts of an XLSX file -> a smaller file that holds its cells and nothing else, safe to open.

Charts, links, macros, pivot tables, names, validations and formats by condition are left behind: they can only do
harm here. Merged ranges, and formulas without a stored value, are noted from the XML before it is cut.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

from attrs import frozen
from openpyxl.utils.cell import range_boundaries

from schedcheck.errors import CannotRead
from schedcheck.readers.sheet.comments import remarks_of
from schedcheck.readers.sheet.record import MOST_CELLS, Area
from schedcheck.readers.zip import Parts

WORKBOOK = "xl/workbook.xml"
MOST_SHEETS = 200
_MOST_TAGS = 400_000
_MOST_MERGED = 20_000

_WAY_OUT = "Open it in the program that made it and save it again as an .xlsx file."
_SPLIT = "Split it into several files, or leave out what is not contract text."
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_NEEDED = frozenset({"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/theme/theme1.xml"})
_STRINGS = "sharedstrings.xml"
_CARRIED = ("}workbookPr", "}sheets")
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|is)>")
_END = re.compile(rb"</((?:\w+:)?)sheetData\s*>")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_FORMULA = re.compile(
    rb'<(?:\w+:)?c\s(?=[^<>]*?\br="([A-Z]{1,3}\d{1,7})")([^<>]*)>\s*'
    rb"<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_WORKSHEET = "/worksheet"


@frozen
class SheetPart:
    """What is known of a sheet before its cells are read; `uncounted` are cells whose formula has no value.

    `remarks` are the comments on its cells, a line each.
    """

    name: str
    hidden: bool
    merged: tuple[Area, ...]
    uncounted: tuple[str, ...]
    remarks: tuple[str, ...] = ()


@frozen
class Cut:
    """The smaller file, and its sheets in order."""

    content: bytes
    sheets: tuple[SheetPart, ...]


def cut(parts: Parts) -> Cut:
    """The file without whatever is not a cell. CannotRead where it breaks a limit."""
    workbook = _transitional(parts.xml(WORKBOOK))
    named = list(_sheets(workbook, parts))
    if len(named) > MOST_SHEETS:
        raise CannotRead(f"it has more than {MOST_SHEETS} sheets", parts.file, _SPLIT)
    if len({path for _, _, path in named}) < len(named):
        raise CannotRead("two sheets of it are one part of the file", parts.file, _WAY_OUT)
    buffer = BytesIO()
    sheets, cells, filled = [], 0, 0
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(WORKBOOK, _bare(workbook, parts.file))
        for name in _kept(parts):
            archive.writestr(name, _small(parts, name))
        for name, hidden, path in named:
            content = _transitional(parts.xml(path))
            cells += sum(1 for _ in _CELL.finditer(content))
            filled += sum(1 for _ in _FILLED.finditer(content))
            if filled > MOST_CELLS or cells > 4 * MOST_CELLS:
                raise CannotRead(f"it has more than {MOST_CELLS:,} cells", parts.file, _SPLIT)
            head, tail = _halves(content)
            said = () if hidden else tuple(remarks_of(parts, path, name, lambda part: _part(parts, part)))
            sheets.append(SheetPart(name, hidden, tuple(_merged(tail, parts.file)), tuple(_uncounted(head)), said))
            archive.writestr(path, head)
    return Cut(buffer.getvalue(), tuple(sheets))


def _transitional(content: bytes) -> bytes:
    """The strict spelling of the format has other namespaces for the same things."""
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    return content


def _bare(workbook: bytes, file: str) -> bytes:
    """The workbook as a list of sheets."""
    root = _tree(workbook, file)
    for child in list(root):
        if not child.tag.endswith(_CARRIED):
            root.remove(child)
    return ElementTree.tostring(root)


def _sheets(workbook: bytes, parts: Parts) -> Iterator[tuple[str, bool, str]]:
    """(name, hidden, part) of each sheet of cells, in order."""
    targets = {}
    for relation in _tree(_transitional(parts.xml("xl/_rels/workbook.xml.rels")), parts.file):
        if relation.get("Type", "").endswith(_WORKSHEET) and relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            targets[relation.get("Id", "")] = path
    for sheet in _tree(workbook, parts.file).iter():
        ids = [value for name, value in sheet.attrib.items() if name.endswith("relationships}id")]
        if sheet.tag.endswith("}sheet") and ids and targets.get(ids[0]) in parts:
            yield sheet.get("name", ""), sheet.get("state", "visible") != "visible", targets[ids[0]]


def _part(parts: Parts, name: str) -> ElementTree.Element:
    return _tree(_small(parts, name), parts.file)


def _tree(content: bytes, file: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError:
        raise CannotRead("the workbook is damaged", file, _WAY_OUT) from None


def _kept(parts: Parts) -> Iterator[str]:
    """The parts besides the sheets that cells need."""
    for name in parts:
        if name in _NEEDED or name.casefold().endswith(_STRINGS):
            yield name


def _small(parts: Parts, name: str) -> bytes:
    content = _transitional(parts.xml(name))
    most = 4 * MOST_CELLS if name.casefold().endswith(_STRINGS) else _MOST_TAGS
    if content.count(b"<") > 2 * most or content.count(b"<r>") + content.count(b"<r/>") > _MOST_TAGS:
        raise CannotRead(f"its part {name} has too many elements", parts.file, _SPLIT)
    return content


def _halves(content: bytes) -> tuple[bytes, bytes]:
    """A sheet up to the end of its cells, closed, and what comes after."""
    end = _END.search(content)
    if not end:
        return content, b""
    return content[: end.end()] + b"</" + end.group(1) + b"worksheet>", content[end.end() :]


def _merged(tail: bytes, file: str) -> Iterator[Area]:
    for number, found in enumerate(_MERGED.finditer(tail)):
        if number >= _MOST_MERGED:
            raise CannotRead(f"a sheet has more than {_MOST_MERGED:,} merged cells", file, _SPLIT)
        left, top, right, bottom = range_boundaries(found.group(1).decode())
        if left is not None and top is not None and right is not None and bottom is not None:
            yield top, left, bottom, right


def _uncounted(head: bytes) -> Iterator[str]:
    for found in _FORMULA.finditer(head):
        if b't="str"' not in found.group(2):
            yield found.group(1).decode()
