"""A paper in each format: the written dialect, the text that an extractor leaves, a Word file, a web page."""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from collections.abc import Callable, Sequence
from html import escape

from benchmarks.seeded.paper import Block, Line, Paper

ENDINGS = {"written": "txt", "extracted": "txt", "docx": "docx", "html": "html"}


def write(paper: Paper) -> bytes:
    """The bytes of a paper in its form; the same paper gives the same bytes."""
    return _WRITERS[paper.form](paper)


def written(paper: Paper) -> bytes:
    """Headings with #, tables with |, marks as in a word diff."""
    parts: list[str] = []
    for index, block in enumerate(paper.blocks):
        after_item = block.sort == "item" and index and paper.blocks[index - 1].sort == "item"
        text = _written(block)
        parts.append(("\n" if after_item else "\n\n") + text if parts else text)
    return ("".join(parts) + "\n").encode()


def _written(block: Block) -> str:
    if block.sort == "table":
        rows = [_bar(_marked(cell) for cell in row) for row in block.rows]
        head = [_bar(block.headings), _bar("---" for _ in block.headings)] if block.headings else []
        return "\n".join([*head, *rows])
    text = _marked(block.words)
    if block.sort == "title":
        return f"# {text}"
    if block.sort == "heading":
        return f"{'#' * block.level} {block.number + '. ' if block.number else ''}{text}"
    if block.sort == "item":
        return f"- {text}"
    return "\n".join(textwrap.wrap(text, 96, break_long_words=False, break_on_hyphens=False))


def _bar(cells: Sequence[str] | object) -> str:
    return "| " + " | ".join(cells) + " |"  # type: ignore[arg-type]


def _marked(line: Line) -> str:
    signs = {"old": "[-{}-]", "new": "{{+{}+}}", "": "{}"}
    return "".join(signs[word.mark].format(word.text) for word in line)


def extracted(paper: Paper) -> bytes:
    """No marks, no rules: cells one after the other on lines, old and new value in their order."""
    lines: list[str] = []
    for index, block in enumerate(paper.blocks):
        if index:
            lines += [""] if block.sort in {"item"} else ["", ""] if block.sort == "heading" else [""]
        lines += _extracted(block)
    return ("\n".join(lines) + "\n").encode()


def _extracted(block: Block) -> list[str]:
    if block.sort == "table":
        return _cut_rows(block)
    text = _plain(block.words)
    if block.sort == "item":
        return textwrap.wrap(text if block.role == "tick" else f"• {text}", 96)
    if block.sort == "heading" and block.number:
        text = f"{block.number}{'.' if '.' not in block.number else ''} {text}"
    if block.sort in {"heading", "title", "furniture"}:
        return [text]
    return textwrap.wrap(text, 96, break_long_words=False, break_on_hyphens=False)


def _cut_rows(block: Block) -> list[str]:
    """The headings on a line, then each row on lines as its cells wrap."""
    head = [" ".join(block.headings)] if block.headings else []
    return [*head, *(line for row in block.rows for line in _cut(row, block.role))]


def _cut(row: Sequence[Line], role: str) -> list[str]:
    cells = [
        [_plain((word,)) for word in cell if word.text.strip()] if _has_marks(cell) else [_plain(cell)] for cell in row
    ]
    if role in {"legal", "measures"}:
        lines: list[str] = []
        for cell in cells:
            lines += [
                line
                for text in cell
                for line in textwrap.wrap(text, 22, break_long_words=False, break_on_hyphens=False)
            ]
        return lines
    return [" ".join(text for cell in cells for text in cell)]


def _has_marks(line: Line) -> bool:
    return any(word.mark for word in line)


def _plain(line: Line) -> str:
    return "".join(word.text for word in line)


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_BY = 'w:id="7" w:author="Drafter" w:date="2026-01-01T00:00:00Z"'


def docx(paper: Paper) -> bytes:
    """A Word file: tracked changes, or struck and underlined words by hand when the name's length is odd."""
    by_hand = len(paper.name) % 2 == 1
    footer = next((b for b in paper.blocks if b.sort == "furniture"), None)
    body = "".join(_word_block(b, by_hand) for b in paper.blocks if b.sort != "furniture")
    parts = {"word/styles.xml": _styles()}
    section = ""
    if footer:
        parts["word/footer1.xml"] = f"{_HEAD}<w:ftr {_W}><w:p>{_runs(footer.words, by_hand)}</w:p></w:ftr>"
        section = f'<w:sectPr><w:footerReference w:type="default" r:id="footer1" xmlns:r="{_R}"/></w:sectPr>'
    relations = "".join(
        f'<Relationship Id="{name.split("/")[-1].removesuffix(".xml")}" '
        f'Type="{_R}/{re.sub(r"[0-9]*.xml$", "", name.split("/")[-1])}" Target="{name.split("/")[-1]}"/>'
        for name in parts
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return _zipped(
        {
            "[Content_Types].xml": f"{_HEAD}<Types/>",
            "_rels/.rels": f'{_HEAD}<Relationships xmlns="{package}"><Relationship Id="r1" Type="{_R}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{package}">{relations}</Relationships>',
            "word/document.xml": f"{_HEAD}<w:document {_W}><w:body>{body}{section}</w:body></w:document>",
            **parts,
        }
    )


def _styles() -> str:
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
        f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
        for n in (1, 2, 3)
    )
    title = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    return f"{_HEAD}<w:styles {_W}>{title}{named}</w:styles>"


def _word_block(block: Block, by_hand: bool) -> str:
    if block.sort == "table":
        head = "".join(_word_row([escape_runs(h) for h in block.headings], header=True)) if block.headings else ""
        return f"<w:tbl>{head}{''.join(_word_row([_runs(c, by_hand) for c in row]) for row in block.rows)}</w:tbl>"
    style = {"title": "Title", "heading": f"Heading{block.level - 1}"}.get(block.sort, "")
    number = f'<w:r><w:t xml:space="preserve">{block.number} </w:t></w:r>' if block.number else ""
    bullet = '<w:r><w:t xml:space="preserve">• </w:t></w:r>' if block.sort == "item" else ""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{number}{bullet}{_runs(block.words, by_hand)}</w:p>"


def escape_runs(text: str) -> str:
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _word_row(cells: Sequence[str], header: bool = False) -> str:
    properties = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{properties}{''.join(f'<w:tc><w:p>{c}</w:p></w:tc>' for c in cells)}</w:tr>"


def _runs(line: Line, by_hand: bool) -> str:
    return "".join(_run(word.text, word.mark, by_hand) for word in line)


def _run(text: str, mark: str, by_hand: bool) -> str:
    inside = f'xml:space="preserve">{escape(text, quote=False)}'
    if not mark:
        return f"<w:r><w:t {inside}</w:t></w:r>"
    if by_hand:
        look = "<w:strike/>" if mark == "old" else '<w:u w:val="single"/><w:color w:val="FF0000"/>'
        return f"<w:r><w:rPr>{look}</w:rPr><w:t {inside}</w:t></w:r>"
    if mark == "old":
        return f"<w:del {_BY}><w:r><w:delText {inside}</w:delText></w:r></w:del>"
    return f"<w:ins {_BY}><w:r><w:t {inside}</w:t></w:r></w:ins>"


def _zipped(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def html(paper: Paper) -> bytes:
    """A web page: del and ins, or classes that strike and underline when the name's length is odd."""
    classes = len(paper.name) % 2 == 1
    body = "".join(_html_block(b, classes) for b in paper.blocks)
    body = re.sub(r"(?<!</li>\n)<li>", "<ul>\n<li>", body)
    body = re.sub(r"</li>\n(?!<li>)", "</li>\n</ul>\n", body)
    style = ".gone{text-decoration:line-through}.came{text-decoration:underline}"
    head = f'<meta charset="utf-8"><title>{escape(paper.kind)}</title><style>{style}</style>'
    return f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body>\n{body}</body></html>\n".encode()


def _html_block(block: Block, classes: bool) -> str:
    if block.sort == "table":
        head = "<tr>" + "".join(f"<th>{escape(h)}</th>" for h in block.headings) + "</tr>\n" if block.headings else ""
        rows = "".join(
            "<tr>" + "".join(f"<td>{_spans(c, classes)}</td>" for c in row) + "</tr>\n" for row in block.rows
        )
        return f"<table>\n{head}{rows}</table>\n"
    text = _spans(block.words, classes)
    if block.sort == "item":
        return f"<li>{text}</li>\n"
    if block.sort == "heading":
        return f"<h{block.level}>{block.number + ' ' if block.number else ''}{text}</h{block.level}>\n"
    name = {"title": "h1", "furniture": "footer"}.get(block.sort, "p")
    return f"<{name}>{text}</{name}>\n"


def _spans(line: Line, classes: bool) -> str:
    old, new = (
        ('<span class="gone">{}</span>', '<span class="came">{}</span>')
        if classes
        else ("<del>{}</del>", "<ins>{}</ins>")
    )
    signs = {"old": old, "new": new, "": "{}"}
    return "".join(signs[word.mark].format(escape(word.text)) for word in line)


_WRITERS: dict[str, Callable[[Paper], bytes]] = {"written": written, "extracted": extracted, "docx": docx, "html": html}
