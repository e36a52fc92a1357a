"""Automatic numbers: the label that Word prints before a paragraph, though no letter of it is in the file.

Runs along the document: each numbered paragraph moves the counters of its list on. Paragraphs that are deleted
are not counted, so that the numbers are those of the document as proposed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import define, evolve, field, frozen

from schedcheck.readers.docx.styles import Styles
from schedcheck.readers.docx.xml import Element, W, child, switch, value, whole

_LONGEST = 60
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NTHS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}


@frozen
class Label:
    """The label of a paragraph: as printed, "" for none; `bullet` when it is a sign and no number."""

    text: str = ""
    bullet: bool = False
    depth: int = 0


@frozen
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int = -1
    legal: bool = False
    style: str = ""


@frozen
class _List:
    """A w:num: the counters that it shares with others, its levels, and where it starts anew."""

    counters: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


@define
class Numbering:
    """The lists of a file and how far each has counted."""

    _lists: dict[str, _List] = field(factory=dict)
    _counts: dict[str, list[int]] = field(factory=dict)
    _begun: set[tuple[str, int]] = field(factory=set)

    @classmethod
    def of(cls, root: Element | None, styles: Styles) -> Numbering:
        """The lists of the part that holds them."""
        if root is None:
            return cls()
        kinds = {value(e, name="abstractNumId"): e for e in root.findall(f"{W}abstractNum")}
        numbers = {value(e, name="numId"): e for e in root.findall(f"{W}num")}
        return cls({name: _list(e, kinds, numbers, styles) for name, e in numbers.items()})

    def depth_of(self, name: str, style: str) -> int:
        """The level of a list that is bound to a paragraph style, -1 when none is."""
        known = self._lists.get(name)
        return next((d for d, level in known.levels.items() if level.style == style), -1) if known and style else -1

    def next(self, name: str, depth: int) -> Label:
        """The label of the next paragraph of a list at a depth from 0; the list has counted on."""
        known = self._lists.get(name)
        level = known.levels.get(depth) if known else None
        if known is None or level is None:
            return Label()
        counts = self._count(known, name, depth)
        if level.format == "bullet":
            return Label(level.text[:_LONGEST], bullet=True, depth=depth)
        return Label(_label(level, known.levels, counts)[:_LONGEST], depth=depth)

    def _count(self, known: _List, name: str, depth: int) -> list[int]:
        counts = self._counts.setdefault(known.counters, [-1] * 9)
        restart = depth in known.starts and (name, depth) not in self._begun
        self._begun.add((name, depth))
        for above in range(depth):
            if counts[above] < 0 and above in known.levels:
                counts[above] = known.starts.get(above, known.levels[above].start)
        first = known.starts.get(depth, known.levels[depth].start)
        counts[depth] = first if restart or counts[depth] < 0 else counts[depth] + 1
        for below in range(depth + 1, 9):
            level = known.levels.get(below, _Level())
            if level.restart < 0 or depth < level.restart:
                counts[below] = -1
        return counts


def _list(element: Element, kinds: Mapping[str, Element], numbers: Mapping[str, Element], styles: Styles) -> _List:
    name = value(element, "abstractNumId")
    kind = kinds.get(name)
    linked = value(kind, "numStyleLink")
    if linked:
        name = value(numbers.get(styles.list_of(linked)), "abstractNumId") or name
        kind = kinds.get(name)
    levels = {_depth(e): _level(e) for e in kind.findall(f"{W}lvl")} if kind is not None else {}
    starts: dict[int, int] = {}
    for override in element.findall(f"{W}lvlOverride"):
        own = child(override, "lvl")
        if own is not None:
            levels[_depth(override)] = _level(own)
        if child(override, "startOverride") is not None:
            starts[_depth(override)] = whole(value(override, "startOverride"), 1)
    return _List(name, levels, starts)


def _depth(element: Element) -> int:
    return whole(value(element, name="ilvl"), 0, high=8)


def _level(element: Element) -> _Level:
    formats = [value(e) for e in element.iter(f"{W}numFmt")]
    return _Level(
        start=whole(value(element, "start"), 0),
        format=formats[-1] if formats else "decimal",
        text=value(element, "lvlText")[:_LONGEST],
        restart=whole(value(element, "lvlRestart"), -1),
        legal=bool(switch(element, "isLgl")),
        style=value(element, "pStyle"),
    )


def _label(level: _Level, levels: Mapping[int, _Level], counts: list[int]) -> str:
    def figure(found: re.Match[str]) -> str:
        depth = int(found.group(1)) - 1
        other = levels.get(depth, _Level())
        if level.legal and other.format != "none":
            other = evolve(other, format="decimal")
        return _figure(max(counts[depth], 0), other.format)

    return " ".join(re.sub(r"%([1-9])", figure, level.text).split())


def _figure(number: int, form: str) -> str:
    """A number as Word prints it in one of its formats; one that we do not know is printed in figures."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02d}"
    if form in {"lowerLetter", "upperLetter"} and 0 < number <= 780:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form == "ordinal":
        return f"{number}{_suffix(number)}"
    if form in {"cardinalText", "ordinalText"} and number < 100:
        return _words(number, nth=form == "ordinalText").capitalize()
    return str(number)


def _roman(number: int) -> str:
    digits = []
    for worth, letters in (*_ROMAN, *_ROMAN_SMALL):
        digits.append(letters * (number // worth))
        number %= worth
    return "".join(digits)


def _suffix(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _words(number: int, *, nth: bool) -> str:
    if number >= 20 and number % 10 == 0:
        tens = _TENS[number // 10 - 2]
        return f"{tens[:-1]}ieth" if nth else tens
    if number >= 20:
        return f"{_TENS[number // 10 - 2]}-{_words(number % 10, nth=nth)}"
    word = _ONES[number]
    return _NTHS.get(word, "twelfth" if word == "twelve" else f"{word}th") if nth else word
