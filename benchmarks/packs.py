"""Times and memory of `verify` for packs in each format: `python -m benchmarks.packs [FOLDER]...`.

Each folder is a pack; without any, the shipped example as text, as Word files and in each format in which tests keep
it, which is nearly 30 pages, and 40 Word documents of ten pages. Cold is without a cache; warm is a second run. Pages
are those of PDF files; of what has none, as the example has them in print. The memory is that of the largest process.
Needs Unix.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.commands import COMMAND, EXAMPLE, PROJECT, measured
from schedcheck.readers.pdf.pdfium import opened
from tests.made_docx import as_word

COPIES = 40
PACK = 5
"""The fewest documents that are a pack."""
COPIED = 10
"""The pages of each copy."""
PRINTED = "redlined.libreoffice.pdf"
"""How the names of those files end that tell how many pages the example has."""
GOALS = "goals on 2 cores: 30 pages of Word cold under 1.0 s, of PDF under 4 s, either warm under 0.4 s"


def main() -> None:
    """Measures each pack and prints three lines for it."""
    arguments = _arguments()
    print(f"{'pack':<40}{'median':>13}{'to bare':>11}{'peak':>13}   {GOALS}")
    with tempfile.TemporaryDirectory() as place:
        given = [(folder, pages(folder.iterdir())) for folder in map(Path, arguments.folders)]
        for folder, printed in given or made(Path(place)):
            measure(folder.resolve(), printed, arguments.rounds, Path(place))


def measure(folder: Path, printed: int, rounds: int, place: Path) -> None:
    """One pack of so many pages cold, with one job and with as many as there are cores; then warm."""
    command = (*COMMAND, "verify", "-q", str(folder))
    cache = ("--cache-dir", str(place / f"cache-of-{folder.name}"))
    print(f"{folder.name}: {len(list(folder.iterdir()))} files, {printed or 'nobody knows how many'} pages")
    print(measured("  cold, 1 job", (*command, "--no-cache", "--jobs", "1"), rounds))
    print(measured("  cold", (*command, "--no-cache"), rounds))
    print(measured("  warm", (*command, *cache), rounds))
    sys.stdout.flush()


def pages(files: Iterable[Path]) -> int:
    """The pages of the PDF files among some files."""
    return sum(_pages_of(file) for file in files if file.suffix == ".pdf")


def _pages_of(file: Path) -> int:
    with opened(file.read_bytes()) as document:
        return document.pages


def made(place: Path) -> Iterator[tuple[Path, int]]:
    """The packs that need nothing but this program, and how many pages each has."""
    texts = {file.stem: file.read_text("utf-8") for file in sorted(EXAMPLE.glob("*.txt"))}
    kept = _kept()
    printed = pages(kept[PRINTED])
    yield _folder(place / "text", [(f"{name}.txt", text.encode()) for name, text in texts.items()]), printed
    yield _folder(place / "word", [(f"{name}.docx", as_word(text, "tracked")) for name, text in texts.items()]), printed
    for ending, files in kept.items():
        yield _folder(place / ending, [(file.name, file.read_bytes()) for file in files]), pages(files) or printed
    length = sum(map(len, texts.values())) // printed * COPIED
    long = "\n\n".join([max(texts.values(), key=len)] * COPIED)[:length]
    copies = [(f"{number}.docx", as_word(f"{long}\n\nCopy {number}", "tracked")) for number in range(COPIES)]
    yield _folder(place / f"{COPIES}-documents", copies), COPIES * COPIED


def _kept() -> dict[str, list[Path]]:
    """How the names end that follow a document's own -> the files, if they are a pack: all of one sort and producer."""
    found: dict[str, list[Path]] = {}
    for file in sorted((PROJECT / "tests" / "cases" / "formats" / EXAMPLE.name).iterdir()):
        found.setdefault(file.name.partition(".")[2], []).append(file)
    return {ending: files for ending, files in found.items() if len(files) >= PACK}


def _folder(folder: Path, files: Sequence[tuple[str, bytes]]) -> Path:
    folder.mkdir()
    for name, content in files:
        (folder / name).write_bytes(content)
    return folder


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="*", help="packs; else those that can be made here")
    parser.add_argument("--rounds", type=int, default=7, help="how many processes for each line")
    return parser.parse_args()


if __name__ == "__main__":
    main()
