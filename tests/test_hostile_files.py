"""Files cut short, files under a name that lies, bombs and loops, each read as the program would, under watch.

Nothing may be opened, written to or called, and nothing may hang or end the program. Each format's own limits are
tested in its own file; here all hostile files together meet the same watch.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath

import pytest

from schedcheck.app.files import ENDINGS
from schedcheck.document import Source
from schedcheck.readers import read
from tests import originals
from tests.byte_mutants import SORTS, Sort
from tests.hostile_texts import TEXTS
from tests.listing import vocabulary
from tests.made_docx import NAMESPACES, content_with, docx, p, stored
from tests.made_pdf import Leaf, encrypted, pdf
from tests.originals import packed, parts_of
from tests.survival import survive, warm
from tests.test_pdf_hostile import form_loop, nested_forms, page_tree_loop

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="children that are copies, with Linux's limits")

CUTS = 100
WHOLE = [sort for sort in SORTS if not sort.inside]


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    warm([Source(sort.file, content, "0") for sort in SORTS for content in sort.originals()], vocabulary())


@pytest.mark.parametrize("sort", WHOLE, ids=lambda sort: sort.name)
def test_a_file_cut_anywhere_is_read_or_not_read(sort: Sort) -> None:
    content = sort.originals()[0]
    found = survive(lambda n: Source(sort.file, content[: len(content) * n // CUTS], "0"), range(CUTS), vocabulary())
    assert found.faults == []
    assert found.count == CUTS
    assert found.refused


@pytest.mark.parametrize("sort", WHOLE, ids=lambda sort: sort.name)
def test_content_tells_what_a_file_is_and_not_its_name(sort: Sort) -> None:
    """Text and TOML are both text, and a name that says TOML or CSV is believed of them; they are refused or read."""
    names = [f"a{ending}" for ending in (*ENDINGS, ".DOC", "", ".docx.exe")]
    content = sort.originals()[0]
    found = survive(lambda n: Source(names[n], content, "0"), range(len(names)), vocabulary())
    assert (found.faults, found.count) == ([], len(names))
    if sort.file.endswith((".docx", ".xlsx", ".pdf")):
        under = [read(Source(name, content, "0"), vocabulary()).blocks for name in names]
        assert all(blocks == under[0] for blocks in under)


def ratio() -> bytes:
    """60 MB that pack into 60 kB."""
    return content_with(docx(p("x")), lambda _: b"<w:document>" + b" " * 60_000_000)


def many_parts() -> bytes:
    return packed({f"word/{number}.xml": b"" for number in range(4_001)})


def nested() -> bytes:
    return packed({"word/document.xml": b"<x/>", "word/inner.zip": packed({"a": b"x" * 1000}, zipfile.ZIP_DEFLATED)})


def overlapping() -> bytes:
    """A directory of 100 parts that are all the same bytes of the file."""
    content = bytearray(packed({f"word/{number}.xml": b"<x/>" for number in range(100)}))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 42 : at + 46] = bytes(4)
        at = content.find(b"PK\x01\x02", at + 1)
    return bytes(content)


def in_all() -> bytes:
    """Parts of 60 MB, each within its own limit, and too much together."""
    block = b"".join(b"%d%s" % (number * 7919, b" " * 240) for number in range(60_000_000 // 245))
    parts = parts_of(originals.workbook()[0])
    name = "xl/worksheets/sheet1.xml"
    sheets = {f"xl/worksheets/other{n}.xml": block for n in range(3)}
    return packed({**parts, **sheets, "xl/sharedStrings.xml": block, name: parts[name]}, zipfile.ZIP_DEFLATED)


def empty_runs() -> bytes:
    return docx("<w:p>" + "<w:r/>" * 2_000_000 + "</w:p>")


def depth() -> bytes:
    return stored(docx("<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000))


def deep_cells() -> bytes:
    parts = parts_of(originals.workbook()[0])
    name = "xl/worksheets/sheet1.xml"
    return packed({**parts, name: parts[name].replace(b"</sheetData>", b"<row>" * 100_000 + b"</sheetData>")})


def outside() -> bytes:
    """Everything in Word's XML that names a file or an address elsewhere."""
    parts = parts_of(docx(p("x"), {"header1.xml": f"<w:hdr {NAMESPACES}>{p('y')}</w:hdr>"}))
    relations = parts["word/_rels/document.xml.rels"]
    parts["word/_rels/document.xml.rels"] = relations.replace(
        b'Target="header1.xml"', b'Target="http://127.0.0.1/x" TargetMode="External"'
    ).replace(b'Target="styles.xml"', b'Target="../../../../etc/passwd"')
    include = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    head = b'<?xml-stylesheet href="http://127.0.0.1/x.xsl"?>'
    document = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + include)
    parts["word/document.xml"] = document.replace(b"<w:document", head + b"<w:document", 1)
    return packed(parts)


def page_of_links() -> bytes:
    return (
        b"<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'http://127.0.0.1/x.dtd'><html><head>"
        b"<base href='http://127.0.0.1/'><link rel=stylesheet href='http://127.0.0.1/x.css'>"
        b"<style>@import url(http://127.0.0.1/y.css);</style><script src='http://127.0.0.1/x.js'></script>"
        b"<meta http-equiv=refresh content='0;url=file:///etc/passwd'></head><body><p>24 hours"
        b"<iframe src='file:///etc/passwd'></iframe><object data='http://127.0.0.1/o'></object></body></html>"
    )


def acting() -> bytes:
    """A PDF that would run a script, follow an address, start a program and fetch a file when it is opened."""
    actions = [
        "<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1'\\)) >>",
        "<< /S /Launch /F (/bin/true) >>",
        "<< /S /URI /URI (http://127.0.0.1) >>",
        "<< /S /GoToR /F (/etc/passwd) >>",
    ]
    root = f"/OpenAction {actions[0]} /AA << /WC {actions[1]} /WS {actions[2]} /DS {actions[3]} >>"
    leaf = Leaf().text(72, 300, "24 hours").note("Link", 72, 290, 100, 304, more=f"/A {actions[1]}")
    return pdf(leaf, root=root, extra=["<< /Type /Font /Subtype /TrueType /BaseFont /NoSuchFontAnywhere >>"])


def without_fonts() -> bytes:
    """Letters in a font that the file does not bring: a library may look for it on the machine."""
    return pdf(Leaf().text(72, 300, "24 hours")).replace(b"/BaseFont /Courier ", b"/BaseFont /ArialMT ")


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>'
    return content_with(docx(p("x")), lambda text: text.replace("<w:document", f"{head}<w:document", 1).encode())


HOSTILE: dict[str, Callable[[], bytes]] = {
    f"{make.__name__}{PurePosixPath(name).suffix}": make
    for name, makes in {
        "a.docx": (ratio, many_parts, nested, overlapping, empty_runs, depth, outside, billion_laughs),
        "a.xlsx": (in_all, deep_cells),
        "a.html": (page_of_links,),
        "a.pdf": (form_loop, page_tree_loop, acting, without_fonts),
    }.items()
    for make in makes
} | {
    "locked.pdf": lambda: encrypted(Leaf().text(72, 300, "24 hours"), "secret"),
    "forms.pdf": lambda: nested_forms(10, 10),
    "tags.html": lambda: b"<html>" + b"<div>" * 100_000,
    "spans.html": lambda: b"<html><table><tr>" + b"<td colspan=999999999 rowspan=999999999>x" * 100,
    "brackets.toml": lambda: b"a = " + b"[" * 100_000,
    "quotes.csv": lambda: b'a,b\n"' + b'"",' * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_touch_nothing_and_end(name: str) -> None:
    content = HOSTILE[name]()
    found = survive(lambda _: Source(name, content, "0"), range(1), vocabulary(), seconds=30)
    assert (found.faults, found.count) == ([], 1)


LONG = 2_000
"""100 kB: in linear time two seconds at most; what took time by the square took more than ten, and half an hour."""


@pytest.mark.parametrize("name", TEXTS)
def test_time_is_linear_in_the_length_of_a_text(name: str) -> None:
    """Recognition runs in the program's own process: nothing but its linear time bounds it."""
    content = TEXTS[name](LONG).encode()
    found = survive(lambda _: Source("a.txt", content, "0"), range(1), vocabulary(), seconds=10)
    assert (found.faults, found.count) == ([], 1)
