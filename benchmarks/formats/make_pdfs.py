"""Makes the PDF files that tests read: run by hand, needs LibreOffice, WeasyPrint or Chromium.

    python -m benchmarks.formats.make_pdfs FOLDER OUT [--landscape]

The files in tests/cases/formats were made from schedules/modifications/secmp0053, and from
tests/cases/formats/mp217 in landscape.

Each text of the written dialect becomes DOCUMENT.WAY.PRODUCER.pdf, where the way is "redlined" (old struck, new
underlined) or "accepted" (the new alone), and the producer is "libreoffice", "weasyprint" or "chromium". LibreOffice
gets Word files with tracked changes, the others get pages. Producers that are not installed are left out.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from schedcheck.document import Block, Cell, Mark, Run, View
from schedcheck.readers.text.lines import cut_lines
from schedcheck.readers.text.written import read_written
from tests.made_docx import HEAD, NAMESPACES, content_with, docx, gone, ins, p, r, tbl, tc, tr

WAYS = ("redlined", "accepted")
CSS = """
@page { size: A4 %s; margin: 22mm 18mm; @bottom-center { content: "%s" counter(page); font-size: 8pt } }
body { font-family: %s; font-size: 10.5pt; line-height: 1.35 }
h1 { font-size: 20pt } h2 { font-size: 15pt } h3 { font-size: 12pt } h4 { font-size: 11pt }
table { border-collapse: collapse; width: 100%% } th { background: #d9e2f3 }
td, th { border: 0.7pt solid #333; padding: 2pt 4pt; text-align: left; vertical-align: top; font-size: 9pt }
s { color: #c00000 } u { color: #c00000 }
"""
STYLES = f"""<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Carlito" w:hAnsi="Carlito"/>
<w:sz w:val="21"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>{
    "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="Normal"/><w:pPr>'
        f'<w:keepNext/><w:spacing w:before="240" w:after="120"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for name, shown, size in (
            ("Title", "Title", 40),
            ("Heading1", "heading 1", 32),
            ("Heading2", "heading 2", 26),
            ("Heading3", "heading 3", 23),
        )
    )
}</w:styles>"""
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_TYPE}.footer+xml"/></Types>'
)
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def main(folder: Path, out: Path, *, landscape: bool) -> None:
    """Every text of the folder, in every way, by every producer."""
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.glob("*.txt")):
        blocks = read_written(cut_lines(path.read_text(encoding="utf-8")))
        marked = "[-" in path.read_text(encoding="utf-8") or "{+" in path.read_text(encoding="utf-8")
        for way in WAYS if marked else WAYS[:1]:
            make(blocks, f"{path.stem}.{way}", way, out, landscape=landscape)


def make(blocks: Sequence[Block], name: str, way: str, out: Path, *, landscape: bool) -> None:
    """One document of one way, by every producer that is there."""
    with tempfile.TemporaryDirectory() as folder:
        word, page = Path(folder) / f"{name}.docx", Path(folder) / f"{name}.html"
        word.write_bytes(as_word(blocks, way, landscape=landscape))
        page.write_text(as_page(blocks, way, landscape=landscape), encoding="utf-8")
        if shutil.which("soffice"):
            run("soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(word))
            shutil.copy(Path(folder) / f"{name}.pdf", out / f"{name}.libreoffice.pdf")
        if shutil.which("weasyprint"):
            run("weasyprint", str(page), str(out / f"{name}.weasyprint.pdf"))
        if shutil.which("chromium"):
            target = out / f"{name}.chromium.pdf"
            run(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
                f"--print-to-pdf={target}",
                str(page),
            )


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def footer_of(blocks: Sequence[Block]) -> str:
    """What the pages of a document say at their foot, up to the number of the page."""
    texts = [block.text() for block in blocks if block.kind == "furniture"]
    return next((text.rstrip("0123456789") for text in texts if text[-1].isdigit() and " " in text), "Page ")


def as_page(blocks: Sequence[Block], way: str, *, landscape: bool) -> str:
    """The document as HTML for print."""
    size = ("landscape" if landscape else "", footer_of(blocks).replace('"', ""), "Carlito, Liberation Sans")
    body = "\n".join(_elements(blocks, way))
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><style>{CSS % size}</style></head><body>{body}</body></html>"
    )


def _elements(blocks: Sequence[Block], way: str) -> Iterator[str]:
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind == "item":
            yield "<ul>" + "".join(f"<li>{_inline(b.runs, way)}</li>" for b in group) + "</ul>"
        elif kind != "furniture":
            yield from (_element(block, way) for block in group)


def _element(block: Block, way: str) -> str:
    if block.kind == "table":
        head = "".join(f"<th>{_inline(c.runs, way)}</th>" for c in block.headings)
        rows = "".join(
            "<tr>" + "".join(f"<td>{_inline(c.runs, way)}</td>" for c in row.cells) + "</tr>" for row in block.rows
        )
        return f"<table>{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>{rows}</tbody></table>"
    if block.kind == "heading":
        number = f"{block.number}. " if block.number else ""
        return f"<h{block.level}>{number}{_inline(block.runs, way)}</h{block.level}>"
    return f"<p>{_inline(block.runs, way)}</p>"


def _inline(runs: Sequence[Run], way: str) -> str:
    pieces = []
    for run in runs:
        words = html.escape(run.text)
        if run.mark is Mark.PLAIN or way == "accepted":
            pieces += [words] if run.mark is not Mark.DELETED else []
        else:
            tag = "s" if run.mark is Mark.DELETED else "u"
            pieces.append(f"<{tag}>{words}</{tag}>")
    return " ".join(pieces)


def as_word(blocks: Sequence[Block], way: str, *, landscape: bool = False) -> bytes:
    """The document as a Word file, its changes tracked."""
    body = []
    for block in blocks:
        if block.kind == "table":
            rows = [tr(*(tc(p(r(_plain(c), "<w:b/>"))) for c in block.headings), properties="<w:tblHeader/>")]
            rows = rows if block.headings else []
            rows += [tr(*(tc(p(*_inks(c.runs, way))) for c in row.cells)) for row in block.rows]
            table = tbl(*rows, properties=f"<w:tblBorders>{BORDERS}</w:tblBorders>")
            body += [table, p(r(""))]
        elif block.kind == "heading":
            style = "Title" if block.level == 1 else f"Heading{min(block.level - 1, 3)}"
            body.append(
                p(r(f"{block.number}. "), *_inks(block.runs, way), style=style)
                if block.number
                else p(*_inks(block.runs, way), style=style)
            )
        elif block.kind == "item":
            body.append(p(r("•\u00a0"), *_inks(block.runs, way)))
        elif block.kind == "paragraph":
            body.append(p(*_inks(block.runs, way)))
    size = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if landscape else '<w:pgSz w:w="11906" w:h="16838"/>'
    )
    body.append(f'<w:sectPr><w:footerReference w:type="default" r:id="footer1"/>{size}</w:sectPr>')
    marks = [f'<w:r><w:fldChar w:fldCharType="{end}"/></w:r>' for end in ("begin", "end")]
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>".join(marks)
    footer = f"{HEAD}<w:ftr {NAMESPACES}><w:p>{r(footer_of(blocks))}{field}</w:p></w:ftr>"
    made = docx("".join(body), {"footer1.xml": footer}, styles=STYLES)
    return content_with(made, lambda _: TYPES.encode(), "[Content_Types].xml")


def _plain(cell: Cell) -> str:
    return cell.text()


def _inks(runs: Sequence[Run], way: str) -> Iterator[str]:
    if way == "accepted":
        yield r(" ".join(run.text for run in runs if View.PROPOSED.shows(run.mark)))
        return
    for number, run in enumerate(runs):
        replaces = number and (runs[number - 1].mark, run.mark) == (Mark.DELETED, Mark.INSERTED)
        words = run.text if not number or replaces else f" {run.text}"
        yield {Mark.PLAIN: r, Mark.DELETED: gone, Mark.INSERTED: ins}[run.mark](words)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), landscape="--landscape" in sys.argv)
