"""How the time of reading and recognising grows with a text: `python -m benchmarks.growth [LENGTH]`.

Prints for each hostile text the processor time at one length and at four times that: 4 is linear, 16 is the square.
"""

from __future__ import annotations

import sys
import time

from schedcheck.document import Source
from schedcheck.errors import CannotRead
from schedcheck.readers import read
from schedcheck.recognise import recognise
from tests.hostile_texts import TEXTS
from tests.listing import vocabulary

LENGTH = 500


def main() -> None:
    """Prints a line for each text, then the one that grows most."""
    length = int(sys.argv[1]) if len(sys.argv) > 1 else LENGTH
    _seconds("warm", 10)
    print(f"{'text':<30}{'letters':>10}{'time':>10}{'4 times as long':>18}{'growth':>9}{'a letter':>12}")
    for name, make in TEXTS.items():
        size, once, again = len(make(4 * length)), _seconds(name, length), _seconds(name, 4 * length)
        letter = 1_000_000 * again / size
        print(f"{name:<30}{size:>10,}{once:>8.2f} s{again:>16.2f} s{again / once:>9.1f}{letter:>9.1f} µs", flush=True)


def _seconds(name: str, length: int) -> float:
    content = TEXTS.get(name, TEXTS["ids"])(length).encode()
    began = time.process_time()
    try:
        recognise([read(Source("a.txt", content, "0"), vocabulary())], vocabulary())
    except CannotRead as error:
        print(f"{name}: not read, {error.message}")
    return time.process_time() - began


if __name__ == "__main__":
    main()
