"""Word files made to do harm: each is read or not read, in bounded time and memory, with a plain reason."""

from __future__ import annotations

import random
import struct

import pytest

from schedcheck.document import Document, Source, View
from schedcheck.errors import CannotRead
from schedcheck.readers import read
from tests.listing import vocabulary
from tests.made_docx import NAMESPACES, content_with, docx, level, numbering, p, r, stored, tbl, tc, zipped

GOOD = docx(
    p("Title", style="Title") + tbl(["ID", "Time"], ["1.1", "30 s"]) + p("End.", list=(1, 0)),
    {"numbering.xml": numbering(level(0, "%1."))},
)


def document(content: bytes) -> Document:
    return read(Source("pack.docx", content, ""), vocabulary())


def refused(content: bytes) -> str:
    with pytest.raises(CannotRead) as error:
        document(content)
    assert error.value.way_out
    assert error.value.place == "pack.docx"
    return error.value.message


def with_document(xml: str | bytes) -> bytes:
    return content_with(GOOD, lambda _: xml.encode() if isinstance(xml, str) else xml)


def encrypted() -> bytes:
    """The good file with the flag of every entry saying that it is encrypted."""
    content = bytearray(GOOD)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(signature)
        while start >= 0:
            content[start + at] |= 1
            start = content.find(signature, start + 1)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (lambda: with_document(b"<w:document " + NAMESPACES.encode() + b">" + b" " * 40_000_000), "200 times"),
        (lambda: with_document(b" " * 70_000_000), "unpacked|too large|200 times"),
        (lambda: zipped({f"word/{n}.xml": "" for n in range(4_001)}, 0), "4,000 parts"),
        (lambda: docx(p("x"), {"inner.docx": GOOD}), "another packed file"),
        (encrypted, "encrypted"),
        (lambda: GOOD[:-30], "damaged"),
        (lambda: zipped({"word/other.xml": "<x/>"}), "no Word file"),
        (lambda: zipped({"../word/document.xml": "<x/>", "word/x.xml": "<x/>"}), "no Word file"),
        (lambda: zipped({"a.txt": "x"}), "no Word"),
        (lambda: with_document('<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'), "document type"),
        (lambda: with_document('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'), "document type"),
        (
            lambda: with_document('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "a">]><x/>'.encode("utf-16")),
            "document type",
        ),
        (lambda: with_document("<x>&undeclared;</x>"), "damaged"),
        (lambda: with_document("<w:document>"), "damaged"),
        (lambda: stored(docx("<w:p>" + "<w:r/>" * 2_000_000 + "</w:p>")), "1,500,000 elements"),
        (lambda: stored(docx("<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000)), "too deeply"),
        (lambda: docx("<w:sdt><w:sdtContent>" * 60 + p("x") + "</w:sdtContent></w:sdt>" * 60), "too deeply"),
        (lambda: docx(nested(9)), "more than 8 deep"),
        (lambda: docx(tbl([tc("x", properties='<w:gridSpan w:val="65"/>'), "y"])), "64 columns"),
        (lambda: docx(tbl([tc("x", properties='<w:gridSpan w:val="999999999"/>'), "y"])), "64 columns"),
        (lambda: docx("<w:tbl>" + "<w:tr><w:tc/></w:tr>" * 20_001 + "</w:tbl>"), "20,000 rows"),
        (lambda: stored(docx("<w:tbl>" + f"<w:tr>{'<w:tc/>' * 201}</w:tr>" * 1_000 + "</w:tbl>")), "200,000 cells"),
        (lambda: stored(docx(p(r("x" * 11_000_000)))), "out of all measure"),
        (lambda: stored(docx(p(r("x" * 9_000_000)) * 4)), "characters"),
        (lambda: stored(docx(p("<w:r/>" * 1_000_001))), "pieces of text"),
    ],
)
def test_what_is_out_of_all_measure_is_not_read(content: object, says: str) -> None:
    assert callable(content)
    message = refused(content())
    assert any(part in message for part in says.split("|")), message


def nested(depth: int) -> str:
    inner = p("x")
    for _ in range(depth):
        inner = tbl([tc(inner), "y"])
    return inner


def header(content: str) -> dict[str, str | bytes]:
    return {"header1.xml": f"<w:hdr {NAMESPACES}>{content if content.startswith('<') else p(content)}</w:hdr>"}


def many_sections() -> str:
    return p("x", properties='<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>') * 1_000


def test_header_of_many_sections_is_read_once() -> None:
    found = document(stored(docx(many_sections(), header("x" * 1_000_000))))
    assert [block.kind for block in found.blocks].count("furniture") == 1


def test_styles_and_lists_that_go_in_circles_are_read() -> None:
    styles = (
        f'<w:styles {NAMESPACES}><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    lists = numbering(
        '<w:numStyleLink w:val="A"/>', level(0, "%1" * 1_000, "lowerRoman", '<w:start w:val="99999999999"/>')
    )
    content = docx(p("x", style="A", list=(1, 0)) + p("y", list=(2, 0)), {"numbering.xml": lists}, styles=styles)
    assert [len(block.text()) < 100 for block in document(content).blocks] == [True, True]


def test_text_boxes_in_text_boxes_end() -> None:
    inside = p("x")
    for _ in range(30):
        inside = p(f"<w:r><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r>")
    assert "deeply" in refused(docx(inside))


def test_many_changes_by_turns_are_all_read() -> None:
    by_turns = "".join(f"<w:ins><w:r><w:t>a{n}</w:t></w:r></w:ins><w:r><w:t>b</w:t></w:r>" for n in range(20_000))
    (block,) = document(docx(p(f"<w:r/>{by_turns}"))).blocks
    assert block.text(View.PROPOSED).startswith("a0")
    assert block.text(View.PROPOSED).count("b") == 20_000


def test_outside_targets_are_not_followed() -> None:
    def outside(text: str) -> bytes:
        return text.replace('Target="header1.xml"', 'Target="file:///etc/passwd" TargetMode="External"').encode()

    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    content = docx(p("x") + section, {"header1.xml": f"<w:hdr {NAMESPACES}>{p('y')}</w:hdr>"})
    found = document(content_with(content, outside, "word/_rels/document.xml.rels"))
    assert [block.text() for block in found.blocks] == ["x"]


def test_cut_off_files_are_read_or_not_read() -> None:
    for cut in range(4, len(GOOD), max(1, len(GOOD) // 100)):
        assert refused(GOOD[:cut])


@pytest.mark.parametrize("seed", range(4))
def test_mutants_are_read_or_not_read(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(100):
        content = bytearray(GOOD)
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(4, len(content))] = chance.randrange(256)
        assert survives(bytes(content))


@pytest.mark.parametrize("seed", range(4))
def test_mutants_of_the_xml_are_read_or_not_read(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(100):
        name = chance.choice(["word/document.xml", "word/styles.xml", "word/numbering.xml"])
        assert survives(content_with(GOOD, lambda text: mutant(text, chance), name))


def mutant(text: str, chance: random.Random) -> bytes:
    """The text with a name, a value or a letter of it changed."""
    start = chance.randrange(len(text))
    words = ["w:p", "w:tbl", "w:tc", "w:r", "-1", "99999999999999999999", "", "w:val", "<w:tr>", "/>", "\u2028", "é"]
    return (text[:start] + chance.choice(words) + text[start + chance.randrange(6) :]).encode()


def survives(content: bytes) -> bool:
    try:
        document(content)
    except CannotRead as error:
        return bool(error.way_out)
    return True


def test_a_directory_that_lies_about_sizes_is_not_believed() -> None:
    content = bytearray(with_document(b"<x>" + b" " * 30_000_000 + b"</x>"))
    start = content.find(b"PK\x01\x02")
    while start >= 0:
        struct.pack_into("<I", content, start + 24, 10)
        start = content.find(b"PK\x01\x02", start + 1)
    assert survives(bytes(content))
