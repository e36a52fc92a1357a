"""Makes the files of every format that tests read: run by hand.

    python -m benchmarks.formats.make_files FOLDER OUT [--without-pdf]

The files in tests/cases/formats were made from schedules/modifications/secmp0053 and tests/cases/formats/mp217. Each
text of the written dialect becomes

    DOCUMENT.WAY.docx      as Word would save it
    DOCUMENT.redlined.html as it would be published
    DOCUMENT.redlined.xlsx its tables
    DOCUMENT.unmarked.txt  its marks lost, so that only the order of two values tells old from new
    DOCUMENT.WAY.PRODUCER.pdf

where the way is "redlined" (changes tracked), "byhand" (struck and underlined in colour) or "accepted" (the new
alone). A document without changes is made in the first way only. LibreOffice prints the Word files, WeasyPrint and
Chromium print pages; a PDF of a producer that is not installed is left out. The rest needs no program. The same
texts give the same bytes with the same versions of the producers.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from attrs import evolve

from benchmarks.formats.packing import pdf_without_times
from benchmarks.formats.pages import for_print, for_the_web
from benchmarks.formats.sheets import as_workbook
from benchmarks.formats.word import as_word
from schedcheck.document import Block
from schedcheck.readers.text.lines import cut_lines
from schedcheck.readers.text.written import read_written

WAYS = ("redlined", "byhand", "accepted")
BROWSED = "annex-b-legal-text"
"""The document that a browser prints as well: its files are large."""


def main(folder: Path, out: Path, *, pdf: bool) -> None:
    """Every text of the folder, in every way and format."""
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        if not path.stem.endswith(".unmarked"):
            make(path.stem, text, out, pdf=pdf)


def make(name: str, text: str, out: Path, *, pdf: bool) -> None:
    """The files of one document."""
    blocks = [_as_printed(block) for block in read_written(cut_lines(text))]
    marked = "[-" in text or "{+" in text
    boxes = "symbol" if len(name) % 2 else "control"
    for way in WAYS if marked else WAYS[:1]:
        word = out / f"{name}.{way}.docx"
        word.write_bytes(as_word(blocks, way, boxes=boxes))
        if pdf:
            print_word(word, out / f"{name}.{way}.libreoffice.pdf")
            if way != "byhand":
                print_page(blocks, way, name, out)
    (out / f"{name}.redlined.html").write_text(for_the_web(blocks, "redlined"), encoding="utf-8")
    if marked:
        (out / f"{name}.redlined.xlsx").write_bytes(as_workbook(blocks, "redlined"))
        bare = text.replace("[-", "").replace("-]{+", " ").replace("-]", "").replace("{+", "").replace("+}", "")
        (out / f"{name}.unmarked.txt").write_text(bare, encoding="utf-8")


def _as_printed(block: Block) -> Block:
    """A label alone on the title page ("Annex C") is furniture in a text; only what counts pages is so in print."""
    label = block.kind == "furniture" and not block.text()[-1:].isdigit()
    return evolve(block, kind="paragraph") if label else block


def print_word(word: Path, out: Path) -> None:
    """The Word file as LibreOffice prints it, its changes shown."""
    if shutil.which("soffice"):
        with tempfile.TemporaryDirectory() as folder:
            profile = f"-env:UserInstallation=file://{folder}/profile"
            run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(word))
            out.write_bytes(pdf_without_times((Path(folder) / f"{word.stem}.pdf").read_bytes()))


def print_page(blocks: Sequence[Block], way: str, name: str, out: Path) -> None:
    """The page as WeasyPrint prints it, and one document as a browser does."""
    with tempfile.TemporaryDirectory() as folder:
        page, printed = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(for_print(blocks, way), encoding="utf-8")
        commands = {
            "weasyprint": ("weasyprint", str(page), str(printed)),
            "chromium": ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                         f"--print-to-pdf={printed}", str(page)),
        }  # fmt: skip
        for producer, command in commands.items():
            if shutil.which(producer) and (producer != "chromium" or (name, way) == (BROWSED, "redlined")):
                run(*command)
                (out / f"{name}.{way}.{producer}.pdf").write_bytes(pdf_without_times(printed.read_bytes()))


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), pdf="--without-pdf" not in sys.argv)
