"""Times and memory of `verify` for packs in each format: `python -m benchmarks.packs [FOLDER]...`.

Each folder is a pack; without any, the shipped example as text, as Word files and in each format in which tests keep
it, and 40 Word documents of some ten pages. Cold is without a cache; warm is a second run. The memory is that of the
largest process. Needs Unix.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.commands import COMMAND, EXAMPLE, PROJECT, measured
from tests.made_docx import as_word

COPIES = 40
PACK = 5
"""The fewest documents that are a pack."""
LENGTH = 30_000
"""Letters of some ten pages."""
GOALS = "goals on 2 cores: 30 pages of Word cold under 1.0 s, of PDF under 4 s, either warm under 0.4 s"


def main() -> None:
    """Measures each pack and prints three lines for it."""
    arguments = _arguments()
    print(f"{'pack':<40}{'median':>13}{'to bare':>11}{'peak':>13}   {GOALS}")
    with tempfile.TemporaryDirectory() as place:
        for folder in arguments.folders or made(Path(place)):
            measure(Path(folder).resolve(), arguments.rounds, Path(place))


def measure(folder: Path, rounds: int, place: Path) -> None:
    """One pack cold, with one job and with as many as there are cores; then warm."""
    command = (*COMMAND, "verify", "-q", str(folder))
    cache = ("--cache-dir", str(place / f"cache-of-{folder.name}"))
    print(measured(f"{folder.name}, cold, 1 job", (*command, "--no-cache", "--jobs", "1"), rounds))
    print(measured(f"{folder.name}, cold", (*command, "--no-cache"), rounds))
    print(measured(f"{folder.name}, warm", (*command, *cache), rounds))
    sys.stdout.flush()


def made(place: Path) -> Iterator[Path]:
    """The packs that need nothing but this program."""
    texts = {file.stem: file.read_text("utf-8") for file in sorted(EXAMPLE.glob("*.txt"))}
    yield _folder(place / "text", [(f"{name}.txt", text.encode()) for name, text in texts.items()])
    yield _folder(place / "word", [(f"{name}.docx", as_word(text, "tracked")) for name, text in texts.items()])
    for ending, files in _kept().items():
        yield _folder(place / ending, [(file.name, file.read_bytes()) for file in files])
    longest = max(texts.values(), key=len)
    long = f"{longest}\n\n" * (LENGTH // len(longest) + 1)
    copies = [(f"{number}.docx", as_word(f"{long}\n\nCopy {number}", "tracked")) for number in range(COPIES)]
    yield _folder(place / f"{COPIES}-documents", copies)


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
