"""Word files made in tests from raw XML: small builders, so that a test shows what it is about and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
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

STYLES = f"""<w:styles {NAMESPACES}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
{"".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="Normal"/>'
    f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    for n in (1, 2, 3)
)}
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Old"><w:name w:val="Deletion"/><w:rPr><w:strike/><w:color w:val="FF0000"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="New"><w:name w:val="Insertion"/><w:basedOn w:val="Blue"/><w:rPr><w:u w:val="double"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Blue"><w:name w:val="Blue"/><w:rPr><w:color w:val="0000FF"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/><w:color w:val="0000EE"/></w:rPr></w:style>
</w:styles>"""


def docx(body: str, parts: Mapping[str, str | bytes] | None = None, *, styles: str = STYLES) -> bytes:
    """A Word file with this body. `parts` are further parts of word/; each gets its relationship by its name."""
    document = f"{HEAD}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    further: dict[str, str | bytes] = {"styles.xml": styles, **(parts or {})}
    relations = "".join(
        f'<Relationship Id="{name.removesuffix(".xml")}" Type="{KINDS}/{kind(name)}" Target="{name}"/>' for name in further
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


def r(text: str, look: str = "") -> str:
    """A run; `look` is the inside of its w:rPr."""
    return f"<w:r>{_properties('rPr', look)}<w:t xml:space=\"preserve\">{escape(text)}</w:t></w:r>"


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


def level(depth: int, text: str, form: str = "decimal", more: str = "") -> str:
    """A level of a list; the first is 0."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*lists: str, nums: str = "") -> str:
    """The numbering part; the list in place n is abstractNum n and, unless `nums` says otherwise, numId n."""
    kinds = "".join(f'<w:abstractNum w:abstractNumId="{n}">{text}</w:abstractNum>' for n, text in enumerate(lists, 1))
    usual = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(lists) + 1)
    )
    return f"<w:numbering {NAMESPACES}>{kinds}{nums or usual}</w:numbering>"


def _properties(name: str, inside: str) -> str:
    return f"<w:{name}>{inside}</w:{name}>" if inside else ""
