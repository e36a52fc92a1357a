"""Word files made in tests from raw XML: small builders, so that a test shows what it is about and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
BY = 'w:id="1" w:author="Someone" w:date="2026-01-01T00:00:00Z"'


def character(name: str, shown: str, look: str, more: str = "") -> str:
    """A character style."""
    head = f'<w:style w:type="character" w:styleId="{name}"><w:name w:val="{shown}"/>{more}'
    return f"{head}<w:rPr>{look}</w:rPr></w:style>"


STYLES = f"""<w:styles {NAMESPACES}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
{
    "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        for n in (1, 2, 3)
    )
}
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
{character("Old", "Deletion", '<w:strike/><w:color w:val="FF0000"/>')}
{character("New", "Insertion", '<w:u w:val="double"/>', '<w:basedOn w:val="Blue"/>')}
{character("Blue", "Blue", '<w:color w:val="0000FF"/>')}
{character("Hyperlink", "Hyperlink", '<w:u w:val="single"/><w:color w:val="0000EE"/>')}
</w:styles>"""


def docx(body: str, parts: Mapping[str, str | bytes] | None = None, *, styles: str = STYLES) -> bytes:
    """A Word file with this body. `parts` are further parts of word/; each gets its relationship by its name."""
    document = f"{HEAD}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    further: dict[str, str | bytes] = {"styles.xml": styles, **(parts or {})}
    relations = "".join(
        f'<Relationship Id="{name.removesuffix(".xml")}" Type="{KINDS}/{kind(name)}" Target="{name}"/>'
        for name in further
    )
    return zipped(
        {
            "[Content_Types].xml": f"{HEAD}<Types/>",
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{RELATIONS}">'
            f'<Relationship Id="r1" Type="{KINDS}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
            "word/document.xml": document,
            **{f"word/{name}": content for name, content in further.items()},
        }
    )


def kind(name: str) -> str:
    """The kind of relationship of a part: "header1.xml" is a header."""
    return "oleObject" if name.startswith("embeddings/") else re.sub(r"\d*\.xml$", "", name)


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def stored(content: bytes) -> bytes:
    """The same zip with nothing packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()}, zipfile.ZIP_STORED)


def content_with(content: bytes, change: Callable[[str], bytes], name: str = "word/document.xml") -> bytes:
    """The same zip with one part changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, str | bytes] = {n: archive.read(n) for n in archive.namelist()}
        changed = change(archive.read(name).decode())
    return zipped({**parts, name: changed})


def r(text: str, look: str = "") -> str:
    """A run; `look` is the inside of its w:rPr."""
    return f'<w:r>{_properties("rPr", look)}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def ins(text: str) -> str:
    """A tracked insertion."""
    return f"<w:ins {BY}>{r(text)}</w:ins>"


def gone(text: str) -> str:
    """A tracked deletion."""
    return f'<w:del {BY}><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


def p(*content: str, style: str = "", list: tuple[int, int] | None = None, properties: str = "") -> str:
    """A paragraph; content that is no XML becomes a run. `list` is (numId, ilvl)."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    if list:
        inside += f'<w:numPr><w:ilvl w:val="{list[1]}"/><w:numId w:val="{list[0]}"/></w:numPr>'
    runs = "".join(part if part.startswith("<") else r(part) for part in content if part)
    return f"<w:p>{_properties('pPr', inside + properties)}{runs}</w:p>"


def tc(*content: str, properties: str = "") -> str:
    """A cell; content that is no paragraph, table or control becomes one paragraph."""
    blocks = content if content and content[0].startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else (p(*content),)
    return f"<w:tc>{_properties('tcPr', properties)}{''.join(blocks)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; content that is no cell becomes one."""
    inside = "".join(cell if cell.startswith(("<w:tc>", "<w:sdt>")) else tc(cell) for cell in cells)
    return f"<w:tr>{_properties('trPr', properties)}{inside}</w:tr>"


def tbl(*rows: str | Sequence[str], properties: str = "") -> str:
    """A table; a row may be a sequence of cells."""
    inside = "".join(row if isinstance(row, str) else tr(*row) for row in rows)
    return f"<w:tbl>{_properties('tblPr', properties)}{inside}</w:tbl>"


def control(content: str, properties: str = "") -> str:
    """A content control around runs, paragraphs, rows or cells."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def box(state: str) -> str:
    """A tick box as a content control."""
    return control(r("☒"), f'<w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox>')


def level(depth: int, text: str, form: str = "decimal", more: str = "") -> str:
    """A level of a list; the first is 0."""
    counted = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{depth}">{counted}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*lists: str, nums: str = "") -> str:
    """The numbering part; the list in place n is abstractNum n and, unless `nums` says otherwise, numId n."""
    kinds = "".join(f'<w:abstractNum w:abstractNumId="{n}">{text}</w:abstractNum>' for n, text in enumerate(lists, 1))
    usual = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(lists) + 1))
    return f"<w:numbering {NAMESPACES}>{kinds}{nums or usual}</w:numbering>"


def _properties(name: str, inside: str) -> str:
    return f"<w:{name}>{inside}</w:{name}>" if inside else ""


def as_word(text: str, way: str) -> bytes:
    """A text of the written dialect as a Word file: "tracked", "letter by letter" (tracked too),
    "by hand" (struck and underlined) or "accepted"."""
    body = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.split("\n")
        if lines[0].startswith("|"):
            body.append(_table(lines, way))
        elif lines[0].startswith(("- ", "• ")):
            body += [p(*_marked(line[2:], way), list=(1, 0)) for line in lines]
        elif lines[0].startswith("#"):
            signs, words = lines[0].split(" ", 1)
            style = "Title" if len(signs) == 1 else f"Heading{len(signs) - 1}"
            body.append(p(*_marked(words, way), style=style))
            body += [p(*_marked(" ".join(lines[1:]), way))] if lines[1:] else []
        else:
            body.append(p(*_marked(" ".join(lines), way)))
    return docx("".join(body), {"numbering.xml": numbering(level(0, "•", "bullet"))})


def _table(lines: Sequence[str], way: str) -> str:
    body = [line for line in lines if not re.fullmatch(r"[|\-\s:]+", line)]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in body]
    headed = len(rows) < len(lines)
    written = [tr(*(tc(p(*_marked(cell, way))) for cell in row)) for row in rows]
    if headed:
        written[0] = tr(*(tc(p(r(cell, "<w:b/>"))) for cell in rows[0]), properties="<w:tblHeader/>")
    return tbl(*written)


def _marked(text: str, way: str) -> list[str]:
    """The runs of some words, with their word-diff marks as Word has them."""
    runs = []
    for found in re.finditer(r"(?:\[-(.*?)-\])?\{\+(.*?)\+\}|\[-(.*?)-\]|((?:(?!\[-|\{\+).)+)", text):
        old, new, plain = found[1] or found[3] or "", found[2] or "", found[4] or ""
        runs += [r(plain)] if plain else _changed(old, new, way)
    return runs


def _changed(old: str, new: str, way: str) -> list[str]:
    if way == "accepted":
        return [r(new)] if new else []
    if way == "by hand":
        new_look = '<w:u w:val="single"/><w:color w:val="0000FF"/>'
        return [r(words, look) for words, look in ((old, "<w:strike/>"), (new, new_look)) if words]
    if way == "letter by letter":
        pairs = zip_longest(old, new, fillvalue="")
        return [part for a, b in pairs for part in (gone(a) if a else "", ins(b) if b else "") if part]
    return [gone(old) if old else "", ins(new) if new else ""]
