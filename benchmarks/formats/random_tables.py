"""Random pages with redlined tables, printed as PDF and read back: is every row and paragraph that of the HTML?

    python -m benchmarks.formats.random_tables FIRST LAST [weasyprint|chromium|libreoffice] [FOLDER] [plain]

Each number is the seed of one document: fonts, borders, padding, landscape, long rows cut by the page's end, words
partly struck. "plain" tables have no upright borders, and no flat ones or few. LibreOffice gets Word files with tracked
changes, and all borders. Needs the producer; run by hand. Rows that are read otherwise than printed are counted apart
from those in files with a gap, which somebody is told of.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.formats.word import as_word
from schedcheck.document import Block, Cell, Document, Source, View
from schedcheck.readers.html import read_html
from schedcheck.readers.pdf import read_pdf

WORDS = (
    "Update", "Read", "Import", "Tariff", "Primary", "Element", "Active", "Profile", "Data", "Device", "Configuration",
    "Auxiliary", "Load", "Control", "Description", "Scheduler", "Boost", "Button", "Log", "Supplier", "Gas",
    "Electricity", "Distributor", "Transporter", "Other", "User", "consumption", "fictional", "official", "affluent",
)  # fmt: skip
FONTS = ("Carlito", "Liberation Sans", "Liberation Serif", "DejaVu Sans")
TIMES = ("24 hours", "30 seconds", "5,600 seconds", "30s", "24 hrs", "1 hour 30 minutes", "4 s", "86,400 seconds")
HEADS = ("SRV", "Service Request", "DCC SM1", "DSP SM1.1", "CSP SM4.3", "Eligible Users", "Target Response Time")


def main(first: int, last: int, producer: str, folder: Path, *, plain: bool) -> None:
    """Prints what each document misses, and the sum."""
    total = missed = untold = 0
    seconds = 0.0
    for seed in range(first, last):
        page = written(seed, plain=plain)
        printed_file = printed(page, producer, folder / f"{seed}.{producer}.pdf")
        expected = parts(read_html(Source("page", page.encode(), "")))
        start = time.perf_counter()
        document = read_pdf(Source("page", printed_file.read_bytes(), ""))
        found = parts(document)
        seconds += time.perf_counter() - start
        missing = expected - found
        total, missed = total + expected.total(), missed + missing.total()
        untold += 0 if document.gaps else missing.total()
        for part in list(missing)[:3]:
            print(f"{seed}: {part}")
    print(f"{producer}: {missed} of {total} rows and paragraphs missed, {untold} untold; {seconds:.1f} s to read")


def printed(page: str, producer: str, out: Path) -> Path:
    source = out.with_suffix(".html")
    source.write_text(page, encoding="utf-8")
    if producer == "weasyprint":
        run("weasyprint", str(source), str(out))
    elif producer == "chromium":
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        run("chromium", *options, f"--print-to-pdf={out}", str(source))
    else:
        word = out.with_suffix(".docx")
        word.write_bytes(as_word(read_html(Source("page", page.encode(), "")).blocks, "redlined"))
        run("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(out.parent), str(word))
    return out


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def parts(document: Document) -> Counter[str]:
    """Every row and paragraph, in both views."""
    return Counter(part for block in document.blocks if block.kind != "furniture" for part in _parts(block))


def _parts(block: Block) -> list[str]:
    if block.kind == "table":
        return [_row(cells) for cells in (block.headings, *(row.cells for row in block.rows)) if cells]
    return [f"{block.kind} {block.number} {block.text(View.SIGNED)} / {block.text(View.PROPOSED)}"]


def _row(cells: Sequence[Cell]) -> str:
    return " | ".join(f"{cell.text(View.SIGNED)} / {cell.text(View.PROPOSED)}" for cell in cells)


def written(seed: int, *, plain: bool = False) -> str:
    """The document of a seed, as HTML."""
    chance = random.Random(seed)
    body = []
    for number in range(1, chance.randint(2, 5)):
        body.append(f"<h2>{number}. {phrase(chance, 5)}</h2>")
        body += [f"<p>{phrase(chance, 80)}.</p>" for _ in range(chance.randint(1, 3))]
        if chance.random() < 0.3:
            body.append("<ul>" + "".join(f"<li>{phrase(chance, 30)}</li>" for _ in range(4)) + "</ul>")
        body.append(table(chance))
    css = plain_style(chance) if plain else style(chance)
    return f"<!DOCTYPE html><html><head><meta charset=utf-8><style>{css}</style></head><body>{''.join(body)}"


def style(chance: random.Random) -> str:
    pick = chance.choice
    return (
        f"@page {{ size: A4 {pick(['', '', 'landscape'])}; margin: 20mm;"
        "@bottom-center { content: 'Page ' counter(page) } }"
        f"body {{ font: {pick([8, 9, 10, 11])}pt {pick(FONTS)};"
        f"line-height: {pick([1.15, 1.3, 1.5])} }} p {{ text-align: {pick(['left', 'justify'])} }}"
        f"table {{ border-collapse: {pick(['collapse', 'collapse', 'separate; border-spacing: 0'])};"
        f"width: {pick(['100%', '80%', 'auto'])} }} td, th {{ border: {pick([0.5, 0.75, 1, 1.5])}pt solid #666;"
        f"padding: {pick(['1pt 2pt', '2pt 4pt', '4pt 6pt'])}; vertical-align: {pick(['top', 'middle', 'bottom'])};"
        f"text-align: {pick(['left', 'center'])} }} h2 {{ font-size: 150% }}"
    )


def plain_style(chance: random.Random) -> str:
    """As `style`, without upright borders: none at all, one below the headings, three, or one below each row."""
    pick = chance.choice
    line = "border-bottom: 0.75pt solid #333"
    three = f"table {{ border-top: 0.75pt solid #333; {line} }}"
    flat = pick(["", f"thead th {{ {line} }}", f"tr {{ {line} }}", f"{three} thead th {{ {line} }}"])
    return (
        f"@page {{ size: A4 {pick(['', '', 'landscape'])}; margin: 20mm;"
        "@bottom-center { content: 'Page ' counter(page) } }"
        f"body {{ font: {pick([8, 9, 10, 11])}pt {pick(FONTS)};"
        f"line-height: {pick([1.15, 1.3, 1.5])} }} p {{ text-align: {pick(['left', 'justify'])} }}"
        f"table {{ border-collapse: collapse; width: {pick(['100%', '80%', 'auto'])} }} td, th {{ border: none;"
        f"padding: {pick(['1pt 6pt', '2pt 8pt', '4pt 10pt', '2pt 4pt'])};"
        f"vertical-align: {pick(['top', 'top', 'middle', 'bottom'])};"
        f"text-align: {pick(['left', 'left', 'center'])} }} {flat} h2 {{ font-size: 150% }}"
    )


def table(chance: random.Random) -> str:
    heads = HEADS[: chance.randint(3, 7)]
    rows = ["".join(f"<th>{head}</th>" for head in heads)]
    for number in range(chance.choice([3, 6, 12, 40, 70])):
        cells = [f"{chance.randint(1, 14)}.{chance.randint(1, 30)}.{number}", phrase(chance, chance.choice([4, 6, 30]))]
        cells += [phrase(chance, 8) if head == "Eligible Users" else times(chance) for head in heads[2:]]
        rows.append("".join(f"<td>{cell}</td>" for cell in cells))
    body = "".join(f"<tr>{row}</tr>" for row in rows[1:])
    return f"<table><thead><tr>{rows[0]}</tr></thead><tbody>{body}</tbody></table>"


def times(chance: random.Random) -> str:
    old, new = chance.choice(TIMES), chance.choice(TIMES)
    return chance.choice(
        [
            old, old, f"<s>{old}</s><u>{new}</u>", f"<s>{old}</s> <u>{new}</u>", f"<u>{new}</u>", f"<s>{old}</s>",
            "<s>24</s><u>30</u> <s>hours</s><u>seconds</u>",
        ]
    )  # fmt: skip


def phrase(chance: random.Random, most: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        arguments = dict(enumerate(sys.argv))
        folder = Path(arguments.get(4, place))
        plain = arguments.get(5) == "plain"
        main(int(arguments[1]), int(arguments[2]), arguments.get(3, "weasyprint"), folder, plain=plain)
