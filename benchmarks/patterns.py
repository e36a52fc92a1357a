"""How long each pattern takes on texts made for it: `python -m benchmarks.patterns [LETTERS] [--only WORD]`.

Takes every pattern that a module of the package compiles when it is loaded, and those of the built-in vocabulary. For
each it makes what the pattern matches, as long as it may be, and that without its end; these pieces, and each single
sign of them, are repeated up to half of so many letters and up to all of them. A pattern that the module looks for
anywhere in a text is looked for all over; one that is only asked whether it matches at one place is asked once.

Prints each pattern that takes more than three times as long at twice the length, then how many there are.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Iterator
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from attrs import frozen

import schedcheck
from schedcheck.recognise import anchors, counted
from tests.listing import vocabulary

LETTERS = 1_000_000
_LONGEST = 30
"""An open-ended repeat is made this long."""
_NOTED = 0.02
"""Below so many seconds nothing is told of how they grow."""
_GROWTH = 3
_SHARE = 32
"""What takes the square of its length is known at a part of it, and then not tried at all of it."""
_LOOKED_FOR = ("search", "finditer", "findall", "sub", "split")


@frozen
class Measured:
    """A pattern with the piece whose repetition takes it longest, and the seconds for half of the text and for all."""

    name: str
    piece: str
    half: float
    whole: float

    @property
    def growth(self) -> float:
        return self.whole / self.half if self.half and self.whole > _NOTED else 0.0


def main() -> None:
    """Prints the patterns that grow too much, then the count of all."""
    asked = _arguments()
    measured = []
    for name, pattern, anywhere in _patterns():
        if asked.only in name:
            measured.append(_measured(name, pattern, anywhere, asked.letters))
            if measured[-1].growth > _GROWTH:
                each = measured[-1]
                print(f"{name:<50}{each.half:>8.2f} s{each.whole:>8.2f} s  {each.piece[:40]!r}", flush=True)
    worst = max(measured, key=lambda each: each.whole)
    print(f"{len(measured)} patterns; {worst.name} takes longest, {worst.whole:.2f} s")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("letters", nargs="?", type=int, default=LETTERS)
    parser.add_argument("--only", default="", metavar="WORD")
    return parser.parse_args()


def _patterns() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """Each pattern by module and name, and whether it is looked for anywhere in a text."""
    for module in pkgutil.walk_packages(schedcheck.__path__, "schedcheck."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        source = inspect.getsource(loaded)
        for name, value in vars(loaded).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                anywhere = any(f"{name}.{method}(" in source for method in _LOOKED_FOR)
                yield f"{module.name.removeprefix('schedcheck.')}.{name}", value, anywhere
    yield from _of_vocabulary()


def _of_vocabulary() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    words = vocabulary()
    for form in anchors.forms(words):
        yield f"label {form.label.kind}: opening", form.opening, False
        yield f"label {form.label.kind}: mention", form.mention, True
        yield f"label {form.label.kind}: further", form.further, False
    for number, count in enumerate(words.counts):
        yield f"count {number}", counted._Form(count, frozenset()).pattern, True
    for number, mark in enumerate(words.references.marks):
        yield f"reference {number}", re.compile(mark), True
    for number, placeholder in enumerate(words.placeholders):
        yield f"placeholder {number}", placeholder.shape, True
    for kind in words.ids:
        yield f"id {kind.kind}", re.compile(kind.pattern), True
    for record in words.records:
        yield f"record {record.name}", re.compile(record.id), True


def _measured(name: str, pattern: re.Pattern[str], anywhere: bool, letters: int) -> Measured:
    worst = Measured(name, "", 0.0, 0.0)
    for piece in _pieces(pattern):
        for length in (letters // _SHARE, letters):
            half, whole = (_seconds(pattern, piece, size, anywhere) for size in (length // 2, length))
            if whole > worst.whole:
                worst = Measured(name, piece, half, whole)
            if worst.growth > _GROWTH:
                return worst
    return worst


def _seconds(pattern: re.Pattern[str], piece: str, letters: int, anywhere: bool) -> float:
    text = (piece * (letters // len(piece) + 1))[:letters]
    began = time.process_time()
    if anywhere:
        for _ in pattern.finditer(text):
            pass
    else:
        pattern.match(text)
        pattern.fullmatch(text)
    return time.process_time() - began


def _pieces(pattern: re.Pattern[str]) -> list[str]:
    """What matches, what lacks its end, and each sign of it."""
    found = set()
    for turn in range(3):
        longest = "".join(_made(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE), turn))
        found |= {longest, longest[:-1], longest[: len(longest) // 2], *longest}
    return sorted(piece for piece in found if piece)


def _made(tree: Any, turn: int) -> Iterator[str]:
    """A text that matches, by and large: of choices another one each turn."""
    for operation, argument in tree:
        yield from _piece(operation, argument, turn)


def _piece(operation: Any, argument: Any, turn: int) -> Iterator[str]:
    if operation is c.LITERAL:
        yield chr(argument)
    elif operation in {c.NOT_LITERAL, c.ANY}:
        yield "x"
    elif operation is c.IN:
        yield _member(argument, turn)
    elif operation in {c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT}:
        _, high, body = argument
        for _ in range(min(int(high), _LONGEST)):
            yield from _made(body, turn)
    elif operation is c.BRANCH:
        yield from _made(argument[1][turn % len(argument[1])], turn)
    elif operation is c.SUBPATTERN:
        yield from _made(argument[3], turn)
    elif operation is c.ATOMIC_GROUP:
        yield from _made(argument, turn)


_CLASSES = {c.CATEGORY_DIGIT: "7", c.CATEGORY_SPACE: " ", c.CATEGORY_WORD: "w"}


def _member(members: Any, turn: int) -> str:
    """A sign of a set; of a set of all but some, one that is hardly in any."""
    if members[0][0] is c.NEGATE:
        return "w"
    operation, argument = members[turn % len(members)]
    if operation is c.LITERAL:
        return chr(argument)
    if operation is c.RANGE:
        return chr(argument[0])
    return _CLASSES.get(argument, "x")


if __name__ == "__main__":
    main()
