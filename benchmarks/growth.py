"""How the time of reading and recognising grows with a text: `python -m benchmarks.growth [LETTERS] [--only WORD]...`.

Prints for each hostile text the processor time at half of so many letters and at all of them: 2 is linear, 4 is the
square, and 3 is the most that it may be. With `--only`, of the texts alone whose name holds one of the words.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable

from schedcheck.document import Source
from schedcheck.errors import CannotRead
from schedcheck.readers import read
from schedcheck.recognise import recognise
from tests.hostile_texts import TEXTS
from tests.listing import vocabulary

LETTERS = 100_000
_TRIED = 200


def main() -> None:
    """Prints a line for each text."""
    letters, names = _arguments()
    _seconds(TEXTS["ids"](10))
    print(f"{'text':<36}{'letters':>12}{'half':>10}{'all':>10}{'growth':>9}{'a letter':>12}")
    for name in names:
        half, whole = (text_of(TEXTS[name], size) for size in (letters // 2, letters))
        once, again = _seconds(half), _seconds(whole)
        each = 1_000_000 * again / len(whole)
        print(
            f"{name:<36}{len(whole):>12,}{once:>8.2f} s{again:>8.2f} s{again / once:>9.1f}{each:>9.1f} µs", flush=True
        )


def text_of(make: Callable[[int], str], letters: int) -> str:
    """A text of about so many letters."""
    step = (len(make(2 * _TRIED)) - len(make(_TRIED))) / _TRIED
    return make(max(1, round(letters / step)))


def _arguments() -> tuple[int, list[str]]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("letters", nargs="?", type=int, default=LETTERS)
    parser.add_argument("--only", action="append", default=[], metavar="WORD")
    asked = parser.parse_args()
    return asked.letters, [name for name in TEXTS if not asked.only or any(word in name for word in asked.only)]


def _seconds(text: str) -> float:
    content = text.encode()
    gc.collect()
    began = time.process_time()
    try:
        recognise([read(Source("a.txt", content, "0"), vocabulary())], vocabulary())
    except CannotRead as error:
        print(f"not read, {error.message}")
    return time.process_time() - began


if __name__ == "__main__":
    main()
