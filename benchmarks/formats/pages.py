"""Blocks of the written dialect -> web pages: one to be printed, one as a code administrator publishes it.

Runs by hand, from make_files. In print, old words are struck and new ones underlined; on the web they stand in
del and ins. Cells that others cover have row spans.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import frozen

from benchmarks.formats.word import covered, footer_of, is_wide
from schedcheck.document import Block, Cell, Mark, Run

CSS = """
@page { size: A4; margin: 22mm 18mm; @bottom-center { content: "%s" counter(page); font-size: 8pt } }
@page wide { size: A4 landscape }
.wide { page: wide; break-after: page }
body { font-family: Carlito, Liberation Sans; font-size: 10.5pt; line-height: 1.35 }
h1 { font-size: 20pt } h2 { font-size: 15pt } h3 { font-size: 12pt } h4 { font-size: 11pt }
table { border-collapse: collapse; width: 100%% } th { background: #d9e2f3 }
td, th { border: 0.7pt solid #333; padding: 2pt 4pt; text-align: left; vertical-align: top; font-size: 9pt }
s, del { color: #c00000 } u, ins { color: #c00000 }
"""


def for_print(blocks: Sequence[Block], way: str) -> str:
    """The page that a browser prints."""
    return _page(blocks, _Tags("s", "u", way))


def for_the_web(blocks: Sequence[Block], way: str) -> str:
    """The page as it is published, with the foot of its pages in a footer."""
    footer = f"<footer><p>{html.escape(footer_of(blocks).strip())}</p></footer>"
    return _page(blocks, _Tags("del", "ins", way)).replace("</main>", f"</main>{footer}")


@frozen
class _Tags:
    old: str
    new: str
    way: str

    def inline(self, runs: Sequence[Run]) -> str:
        return " ".join(piece for run in runs if (piece := self._one(run)))

    def _one(self, run: Run) -> str:
        words = html.escape(run.text, quote=False)
        if run.mark is Mark.PLAIN:
            return words
        if self.way == "accepted":
            return "" if run.mark is Mark.DELETED else words
        tag = self.old if run.mark is Mark.DELETED else self.new
        return f"<{tag}>{words}</{tag}>"


def _page(blocks: Sequence[Block], tags: _Tags) -> str:
    style = CSS % footer_of(blocks).replace('"', "")
    body = "\n".join(_elements(blocks, tags))
    title = html.escape(next((block.text() for block in blocks if block.kind == "heading"), ""))
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>\n'
        f"<style>{style}</style></head>\n<body><main>\n{body}\n</main></body></html>\n"
    )


def _elements(blocks: Sequence[Block], tags: _Tags) -> Iterator[str]:
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind == "item":
            yield "<ul>" + "".join(f"<li>{tags.inline(b.runs)}</li>" for b in group) + "</ul>"
        elif kind != "furniture":
            yield from (_element(block, tags) for block in group)


def _element(block: Block, tags: _Tags) -> str:
    if block.kind == "table":
        return f'<div class="wide">{_table(block, tags)}</div>' if is_wide(block) else _table(block, tags)
    if block.kind == "heading":
        number = f"{block.number}. " if block.number else ""
        return f"<h{block.level}>{number}{tags.inline(block.runs)}</h{block.level}>"
    return f"<p>{tags.inline(block.runs)}</p>"


def _table(block: Block, tags: _Tags) -> str:
    hidden = covered(block)
    head = "".join(f'<th scope="col">{tags.inline(c.runs)}</th>' for c in block.headings)
    rows = [
        "".join(_cell(cell, tags, _height(number, column, hidden)) for column, cell in enumerate(row.cells)
                if (number, column) not in hidden)
        for number, row in enumerate(block.rows)
    ]  # fmt: skip
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table>\n{f'<thead><tr>{head}</tr></thead>' if head else ''}\n<tbody>{body}</tbody></table>"


def _height(row: int, column: int, hidden: set[tuple[int, int]]) -> int:
    height = 1
    while (row + height, column) in hidden:
        height += 1
    return height


def _cell(cell: Cell, tags: _Tags, height: int) -> str:
    span = f' rowspan="{height}"' if height > 1 else ""
    return f"<td{span}>{tags.inline(cell.runs)}</td>"
