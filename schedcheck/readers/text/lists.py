"""Where the last item of a list ends, in text without marks. Runs as `extracted` comes to the end of each list.

Only the last one is asked about: each of the others ends where the next starts. What the others are like tells.
"""

from __future__ import annotations

from collections.abc import Sequence

from schedcheck.readers.text.stream import FULL, Stream

_AMPLE = 0.8
"""Letters are not equally wide: a line surely had room for a word if it were still so much shorter than another."""


def last_end(stream: Stream, items: Sequence[tuple[int, int]]) -> int:
    """The index of the line after the last of some items, each from one index to another by how its lines look.

    A blank line ends it where the others stand line below line. So does a sentence begun on purpose, which the line
    above had room for, unless others of the list break off like that too.
    """
    start, end = items[-1]
    if len(items) < 2:
        return end
    tight = not any(stream.lines[first].gap for first, _ in items[1:])
    sure = not any(_is_early(stream, n) for first, after in items[:-1] for n in range(first + 1, after))
    for index in range(start + 1, end):
        if tight and stream.lines[index].gap and not _is_on_next_page(stream, start, index):
            return index
        if sure and _is_early(stream, index) and _is_sentence(stream, index):
            return index
    return end


def _is_on_next_page(stream: Stream, start: int, index: int) -> bool:
    """May a page have ended before a line? Indented text, as its list is, looks like a page's first line throughout."""
    return index in stream.after_page or (stream.lines[index].fresh and not stream.lines[start].fresh)


def _is_early(stream: Stream, index: int) -> bool:
    """Had the line before ample room for the first word of this one, as far as the longer of the two shows?"""
    line, before = stream.lines[index], stream.lines[index - 1]
    return before.offset + len(before.text) + len(line.text.split(None, 1)[0]) < _AMPLE * (line.offset + len(line.text))


def _is_sentence(stream: Stream, index: int) -> bool:
    text = stream.lines[index].text
    return text[0].isalpha() and (len(text) >= FULL or text.endswith("."))
