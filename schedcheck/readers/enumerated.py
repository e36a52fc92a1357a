"""Which lines open an entry of a numbered list: their labels count on, "1." "2.", "(a)" "(b)", "Step 1:" "Step 2:".

For readers of formats that do not say what is a list. One label alone is none: a sentence that is wrapped may go on
with a number and a full stop ("... and lasts\\n30. The next ..."). A list counts from its first label, and most of its
lines are begun on purpose: the label would have fitted on the line before, or that line ends a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from attrs import field

from schedcheck.record import frozen

_LABEL = re.compile(
    r"(?P<open>\()?(?:(?P<figure>\d{1,2})|(?P<letter>[a-zA-Z])|(?P<roman>[ivx]{2,5}|[IVX]{2,5}))(?P<close>[.)])\s+(?=\S)"
)
_NAMED = re.compile(r"(?P<name>[A-Z][^\W\d_]{0,20}(?:\s[^\W\d_]{1,20})?\s?)(?P<figure>\d{1,2})\s?(?P<close>[:.–—)])\s")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")
_ENDS = re.compile(r"(?:[.:;,!?’”'\")]|\b(?:and|or))\Z")
_STOPS = (".", "!", "?")
_OPENS = "‘“'\"(£"
_FULL = 65
_NARROW = 50
"""Lines shorter than this are hardly ever full, whatever the others of their paragraph."""


class Printed(Protocol):
    """A line as printed: `gap` counts the blank lines before it, `offset` the columns up to its first letter."""

    @property
    def text(self) -> str: ...
    @property
    def gap(self) -> int: ...
    @property
    def offset(self) -> int: ...


@frozen
class Entry:
    """What an entry starts with. `number` is its label without signs, and `skip` where its words begin.

    An entry with a name before its number ("Step 1: ...") keeps both: its `number` is "" and its `skip` 0.
    One is `tight` when the next line is surely no text below a heading: it goes on in small letters, or is an entry.
    """

    number: str
    skip: int
    tight: bool = False


@frozen
class _Chain:
    """Labels of one style that count on: the lines that they open. `begun` is how many are begun on purpose."""

    opened: list[int]
    value: int
    begun: int
    sure: bool
    """Is the first of them?"""

    @property
    def is_list(self) -> bool:
        return len(self.opened) > 1 and 2 * self.begun >= len(self.opened) and (self.sure or self.begun > 1)

    def followed(self, index: int, sure: bool) -> _Chain:
        """The same with one more entry."""
        self.opened.append(index)
        return _Chain(self.opened, self.value + 1, self.begun + sure, self.sure)


@frozen
class Lists:
    """The entries of all numbered lists of some lines, by index, and the lines that stand right after a list."""

    entries: Mapping[int, Entry] = field(factory=dict)
    after: frozenset[int] = frozenset()

    @classmethod
    def of(cls, lines: Sequence[Printed]) -> Lists:
        """In one pass over the lines, and one over the lists."""
        chains = [chain for chain in _chains(lines) if chain.is_list]
        opened = {index for chain in chains for index in chain.opened}
        entries = {index: entry for chain in chains for index, entry in _entries(chain, lines, opened)}
        ends = (_end(chain.opened[-1], lines, opened) for chain in chains)
        return cls(entries, frozenset(end for end in ends if end))


def _chains(lines: Sequence[Printed]) -> Iterator[_Chain]:
    """Every run of labels that count on from the first, however short; a paragraph between ends a run of one.

    A longer one goes on after a paragraph, with an entry that a blank line parts from it.
    """
    running: dict[str, _Chain] = {}
    single: set[str] = set()
    for index, (line, (region, width)) in enumerate(zip(lines, _regions(lines), strict=True)):
        labels = list(_labels(line.text))
        on = next((style for style, value in labels if style in running and running[style].value == value - 1), "")
        first = next((style for style, value in labels if value == 1), "")
        if on and (line.gap or running[on].opened[-1] >= region):
            single.discard(on)
            running[on] = running[on].followed(index, _is_begun(lines, index, width))
        elif first:
            if first in running:
                yield running[first]
            single.add(first)
            sure = _is_begun(lines, index, width)
            running[first] = _Chain([index], 1, int(sure), sure)
        elif single and _is_apart(lines, index):
            for style in single:
                del running[style]
            single.clear()
    yield from running.values()


def _labels(text: str) -> Iterator[tuple[str, int]]:
    """(style, value) of what the label at the start of a line may be: "(i)" is a letter or a Roman number."""
    found = _LABEL.match(text)
    if not found:
        named = _NAMED.match(text)
        if named:
            yield f"{named['name']}{named['close']}", int(named["figure"])
        return
    signs = f"{found['open'] or ''}{found['close']}"
    word = found["letter"] or found["roman"]
    if found["figure"]:
        yield f"1{signs}", int(found["figure"])
        return
    case = "a" if word.islower() else "A"
    if found["letter"]:
        yield f"{case}{signs}", ord(word.casefold()) - ord("a") + 1
    if word.casefold() in _ROMAN:
        yield f"roman {case}{signs}", _ROMAN.index(word.casefold()) + 1


def _regions(lines: Sequence[Printed]) -> Iterator[tuple[int, int]]:
    """For each line the first of those that no blank line parts from it, by index, and the length of the longest."""
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].gap:
            longest = max(_NARROW, *(len(line.text) for line in lines[start:index]))
            yield from ((start, longest) for _ in range(start, index))
            start = index


def _is_begun(lines: Sequence[Printed], index: int, width: int) -> bool:
    """Is a line begun on purpose, rather than because the one before it was full?"""
    line = lines[index]
    if not index or line.gap:
        return True
    before = lines[index - 1].text
    return bool(_ENDS.search(before)) or len(before) + 1 + len(line.text.split(None, 1)[0]) <= width


def _is_apart(lines: Sequence[Printed], index: int) -> bool:
    """Is a line no part of the text before it?"""
    line, before = lines[index], lines[index - 1] if index else None
    if before is None or not line.gap or line.text[0].islower():
        return False
    return len(before.text) < _FULL or before.text.endswith((*_STOPS, ":", ";"))


def _entries(chain: _Chain, lines: Sequence[Printed], opened: set[int]) -> Iterator[tuple[int, Entry]]:
    tight = False
    for index in chain.opened:
        tight = (tight and not lines[index].gap) or _is_tight(index, lines, opened)
        found = _LABEL.match(lines[index].text)
        label = found and (found["figure"] or found["letter"] or found["roman"])
        yield index, Entry(label or "", found.end() if found else 0, tight)


def _is_tight(index: int, lines: Sequence[Printed], opened: set[int]) -> bool:
    """Does the line after an entry's first surely belong to the list?"""
    after = index + 1
    if after >= len(lines) or lines[after].gap:
        return False
    return after in opened or lines[after].text[0].islower()


def _end(last: int, lines: Sequence[Printed], opened: set[int]) -> int:
    """The line right below a list that is no part of its last entry: a sentence begun on purpose. 0 for none."""
    longest = max(_NARROW, len(lines[last].text))
    for index in range(last + 1, len(lines)):
        before, line = lines[index - 1], lines[index]
        if line.gap or index in opened or not (line.text[0].isalnum() or line.text[0] in _OPENS):
            return 0
        fits = len(before.text) + 1 + len(line.text.split(None, 1)[0]) <= longest
        starts = before.text.endswith(_STOPS) and line.text[0].isupper() and line.offset <= lines[last].offset
        if starts and fits:
            return index
        longest = max(longest, len(line.text))
    return 0
