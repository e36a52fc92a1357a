"""The real pack with one thing changed: each mutant is named after what a reader would have to notice.

Lines are physical lines of the shared text, counted from 1; what stood there is asserted, so that a mutant
can not silently change nothing.
"""

from __future__ import annotations

from collections.abc import Callable

Lines = list[str]


def put(line: int, old: str, new: str) -> Callable[[Lines], None]:
    """Replaces the first `old` in a line."""

    def change(lines: Lines) -> None:
        assert old in lines[line - 1], f"line {line} holds no {old!r}: {lines[line - 1]!r}"
        lines[line - 1] = lines[line - 1].replace(old, new, 1)

    return change


def drop(first: int, last: int) -> Callable[[Lines], None]:
    """Blanks the lines from `first` to `last`, so that the numbers of the others stay."""

    def change(lines: Lines) -> None:
        assert any(line.strip() for line in lines[first - 1 : last])
        lines[first - 1 : last] = [""] * (last - first + 1)

    return change


def double(first: int, last: int) -> Callable[[Lines], None]:
    """Repeats the lines from `first` to `last` after themselves; the numbers of the lines above stay."""

    def change(lines: Lines) -> None:
        lines[last:last] = lines[first - 1 : last]

    return change


def swap(first: tuple[int, int], second: tuple[int, int]) -> Callable[[Lines], None]:
    """Exchanges two stretches of lines of which the first stands above the second."""

    def change(lines: Lines) -> None:
        (a, b), (c, d) = first, second
        lines[a - 1 : d] = lines[c - 1 : d] + lines[b : c - 1] + lines[a - 1 : b]

    return change


def wrap(line: int, words: int) -> Callable[[Lines], None]:
    """Moves the last words of a line to the blank line below it."""

    def change(lines: Lines) -> None:
        assert not lines[line].strip()
        kept = lines[line - 1].split()
        lines[line - 1], lines[line] = " ".join(kept[:-words]), " ".join(kept[-words:])

    return change


RIGHT_ROW = (
    put(1476, "6.15.1 Update", "6.14.2 Update Device Configuration"),
    put(1477, "Security", "(Auxiliary Load"),
    put(1478, "Credentials", "Control"),
    put(1479, "(KRP)", "Scheduler)"),
)
"""The wrong row of the impact assessment put right."""

MUTANTS: dict[str, tuple[Callable[[Lines], None], ...]] = {
    "csp-figure": (put(1474, "25", "35"),),
    "csp-figure-of-the-long-time": (put(1434, "5595", "5590"),),
    "target-in-legal-text": (put(839, "30", "60"),),
    "row-dropped": (drop(845, 867),),
    "row-doubled": (double(819, 843),),
    "id-in-one-list": (put(285, "7.9", "7.10"),),
    "other-role": (put(831, "Import", "Gas"),),
    "tick-removed": (put(316, "✓ Gas", "Gas"),),
    "cost-one-pound-more": (put(397, "£5,426", "£5,427"),),
    "minutes-for-hours": (put(740, "24 hours", "24 minutes"),),
    "header-word": (put(1443, "SM1", "SX9"),),
    "id-with-a-moved-dot": (put(845, "6.14.2", "6.1.42"),),
    "hours-for-seconds": (put(841, "seconds", "hours"),),
}

HARMLESS: dict[str, tuple[Callable[[Lines], None], ...]] = {
    "rows-swapped": (swap((819, 843), (845, 869)),),
    "paragraph-reflowed": (wrap(160, words=5),),
    "other-footer": (put(850, "", "Another Company Ltd – Commercial in Confidence – Page 12 of 30"),),
}


def mutated(text: str, changes: tuple[Callable[[Lines], None], ...]) -> str:
    lines = text.split("\n")
    for change in changes:
        change(lines)
    return "\n".join(lines)
