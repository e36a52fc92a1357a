"""One small document in every format, with much of what each format can hold: what mutants are made from.

Made up. The bytes are the same in every run: no clock in a zip, no name that a program chose.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.made_docx import NAMESPACES, as_word, box, control, docx, gone, ins, level, numbering, p, r, tbl, tc, tr
from tests.made_pdf import Leaf, pdf
from tests.shared import PROJECT

TEXT = """\
# CR0042 Full Impact Assessment

Made up. Version 0.3 of 11/1/2019, for SEC Version 6.12.

## 1 Scope

This document contains the legal text. The time of 4.8.1 and 6.14.1 goes from 24 hours to 30 seconds, and not before
28 June 2020; the cost is £53,572, approximately £90,000 in all.

- 6.14.1 Update Device Configuration
- 7.9 Add Auxiliary Load

## 8.2 Response times

| ID | Name | Eligible Users | Target Response Time | DCC SM1 | DSP SM1.1 | CSP SM4.3 |
|---|---|---|---|---|---|---|
| 6.14.1 | Update Device | Import Supplier, Gas Supplier | [-24 hours-]{+30 seconds+} | [-24 hours-]{+30s+} | 4s | 25s |
| 7.9 | Add Load | Other User | [-24 hours-]{+1 hour 30 minutes+} | 5,600 secs | 4 | 5595 |

| Activity | Cost |
|---|---|
| Design | £53,572 |
| SIT | £10,000 |
| Total | £63,572 |

✓ Large Suppliers ☐ Small Suppliers ✓ DCC
"""
EXTRACTED = """\
Annex B

Legal text – version 0.3

Amend Service Reference 6.14 to read:
 ID Name

Eligible Users

Target Response Time
6.14.1 Update Device

Import Supplier
24 hours30 seconds

7.9 Add Load

Gas Supplier

24 hours 30 seconds
 Page 2 of 3

From 30 to 5,600 seconds: 4.8.1
"""
CSV = """\
Made up
Service Reference,ID,Name,Eligible Users,Target Response Time,DCC SM1
6.14,6.14.1,"Update ""Device""
Configuration",IS;GS,30 seconds,24 hours
7.9,7.9,Add Load,OU,5600,1:30:00
6.2,6.20,Read,"IS, ES",,
"""
_LONG = PROJECT / "schedules" / "modifications" / "secmp0053"
_KEPT = PROJECT / "tests" / "cases" / "formats" / "secmp0053"


@cache
def text() -> tuple[bytes, ...]:
    return TEXT.encode(), EXTRACTED.encode(), (_LONG / "annex-b-legal-text.txt").read_bytes()


@cache
def toml() -> tuple[bytes, ...]:
    return tuple(
        (PROJECT / "schedules" / f"{name}.toml").read_bytes()[:4000] for name in ("sec-appendix-e", "dsp-schedule-2.2")
    )


@cache
def delimited() -> tuple[bytes, ...]:
    return CSV.encode(), CSV.replace(",", "\t").encode()


@cache
def html() -> tuple[bytes, ...]:
    words = "".join(map(_as_page, TEXT.split("\n\n")))
    head = "<meta charset=utf-8><style>.old {text-decoration: line-through} i.new {text-decoration: underline}</style>"
    rest = (
        "<ol><li>one<li>two</ol><p><span class=old>24 hours</span><i class=new>30 s</i> <s>a</s><u>b</u>&nbsp;&pound;5"
        "<table border=1><tr><td rowspan=2>6.14<td colspan=2>x<table><tr><td>y</table><tr><td>1<td>2</table>"
        "<p style='mso-list:l0'>·<o:p></o:p><input type=checkbox checked>Yes<a href='http://127.0.0.1/'>link</a>"
        "<img src='file:///etc/passwd'><iframe src='http://127.0.0.1/x'></iframe><sup>1</sup>"
    )
    return (f"<!DOCTYPE html><html><head>{head}</head><body>{words}{rest}</body></html>".encode(),)


def _as_page(block: str) -> str:
    marked = re.sub(r"\[-(.*?)-\]", r"<del>\1</del>", re.sub(r"\{\+(.*?)\+\}", r"<ins>\1</ins>", block))
    if marked.startswith("|"):
        rows = [line.strip("|").split("|") for line in marked.split("\n") if not line.startswith("|---")]
        return (
            f"<table>{''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in rows)}</table>"
        )
    return f"<h{marked.count('#')}>{marked.lstrip('# ')}</h1>" if marked.startswith("#") else f"<p>{marked}</p>"


@cache
def word() -> tuple[bytes, ...]:
    """A plain file, and one that holds much of what the reader knows."""
    look = '<w:strike/><w:color w:val="FF0000"/>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    boxed = f"<w:r><w:pict><w:txbxContent>{p('In a box: 24 hours')}</w:txbxContent></w:pict></w:r>"
    merged = tbl(
        tr(tc("ID", properties='<w:gridSpan w:val="2"/>'), "Target Response Time", properties="<w:tblHeader/>"),
        tr(tc("6.14", properties='<w:vMerge w:val="restart"/>'), "6.14.1", p(gone("24 hours"), ins("30 seconds"))),
        tr(tc("", properties="<w:vMerge/>"), "7.9", tc(tbl(["a", "b"], ["1", "2"]), p("x"))),
        properties="<w:tblGrid/>",
    )
    body = (
        p("CR0042", style="Title") + p("Legal text") + p("Changes", style="Heading1") + p("Item", list=(1, 1))
        + p(r("24 hours", look), r("30 s", '<w:u w:val="single"/><w:color w:val="0000FF"/>'), field, boxed)
        + control(merged) + p(box("1"), r("Large Suppliers"), box("0"), r("DCC"), note) + p(r("unseen", "<w:vanish/>"))
        + p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:tab/><w:br/><w:noBreakHyphen/></w:r>')
        + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    )  # fmt: skip
    notes = f"<w:footnotes {NAMESPACES}><w:footnote w:id='1'>{p('Note 5600 s')}</w:footnote></w:footnotes>"
    parts: Mapping[str, str | bytes] = {
        "numbering.xml": numbering(level(0, "%1.") + level(1, "%1.%2", "lowerRoman")),
        "footnotes.xml": notes,
        "header1.xml": f"<w:hdr {NAMESPACES}>{p('Version 0.4', field)}</w:hdr>",
    }
    return _packed(parts_of(as_word(TEXT, "tracked"))), _packed(parts_of(docx(body, parts)))


@cache
def workbook() -> tuple[bytes, ...]:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Times"
    red = CellRichText(TextBlock(InlineFont(strike=True), "24 hours"), TextBlock(InlineFont(u="single"), " 30 seconds"))
    for row in (["Legal text"], ["ID", "Name", "Target Response Time", "DCC SM1"], ["6.14.1", "Update", red, 0.0625],
                [4.1, "Read", "=1+1", 5600], [6.2, "Add", "1 hour", "4 s"], ["Total", None, "=B2", True]):  # fmt: skip
        sheet.append(row)
    sheet["D3"].number_format, sheet["A4"].number_format, sheet["D4"].number_format = (
        "[h]:mm:ss",
        "0.00",
        '#,##0" secs"',
    )
    sheet["B5"].font = Font(strike=True)
    sheet["B4"].comment = Comment("Made up", "Nobody")
    sheet.merge_cells("A1:D1")
    sheet.row_dimensions[5].hidden = True
    other = book.create_sheet("Costs")
    other.append(["Activity", "Cost"])
    other.append(["Design", 53572])
    buffer = io.BytesIO()
    book.save(buffer)
    parts = parts_of(buffer.getvalue())
    return (_packed({name: content for name, content in parts.items() if not name.startswith("docProps/")}),)


@cache
def portable() -> tuple[bytes, ...]:
    """A small PDF, and two as programs write them."""
    names = ("annex-b-legal-text.redlined.libreoffice.pdf", "annex-b-legal-text.redlined.weasyprint.pdf")
    return (_portable(), *((_KEPT / name).read_bytes() for name in names))


@cache
def open_portable() -> tuple[bytes, ...]:
    """The small PDF with its streams as they are before they are packed."""
    return (_unpacked(_portable()),)


def _portable() -> bytes:
    rows = [
        ["ID", "Name", "Target Response Time"],
        ["6.14.1", "Update", "[-24 hours-]{+30 seconds+}"],
        ["7.9", "Add", "5,600\nsecs"],
    ]
    first, second = Leaf(), Leaf(rotate=90)
    first.text(72, 60, "Legal text version 0.3", 16).text(72, 100, "• takes [-24 hours-]{+30 seconds+} to answer")
    first.table(72, 150, [60, 120, 160], rows)
    first.table(72, 400, [60, 120, 160], rows, how="none")
    first.note("StrikeOut", 72, 90, 200, 104).note("Caret", 200, 90, 204, 104, "30 seconds").picture(400, 700, 420, 720)
    second.table(72, 60, [60, 120, 160], rows, how="rings")
    second.text(72, 600, "\ufb01ve sec\u00adonds ✓ ☐").note("Link", 72, 590, 90, 604).note(
        "Widget", 90, 590, 99, 604, "x"
    )
    return pdf(first, second)


def _unpacked(content: bytes) -> bytes:
    """The same file with nothing packed; its table of places is wrong then, which readers put right."""

    def plain(found: re.Match[bytes]) -> bytes:
        words = zlib.decompress(found[2])
        return b"<< /Length %d%s>>\nstream\n%s\nendstream" % (len(words), found[1], words)

    return re.sub(
        rb"<< /Length \d+ /Filter /FlateDecode([^>]*)>>\nstream\n(.*?)\nendstream", plain, content, flags=re.DOTALL
    )


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip of parts, the same in every run."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def _packed(parts: Mapping[str, bytes]) -> bytes:
    return packed(parts, zipfile.ZIP_DEFLATED)
