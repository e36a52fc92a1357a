"""The pieces of a header row, and headings of ids whose words are those of two headings that follow each other.

Read while a header is looked for in a stream of tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schedcheck.readers.text.stream import Stream
from schedcheck.record import frozen
from schedcheck.vocabulary import Column


@frozen
class Segment:
    """A piece of a header row: the column it names and its first and last token, () when nothing is printed."""

    column: Column
    span: tuple[int, ...] = ()


def parted(
    stream: Stream, segments: Sequence[Segment], phrases: Mapping[str, Column]
) -> tuple[tuple[Segment, ...], ...]:
    """The segments with one of ids parted into two of unused columns, the second of ids: "A B" may be "A" and "B"."""
    return tuple(
        (*segments[:index], *two, *segments[index + 1 :])
        for index, segment in enumerate(segments)
        if segment.column.kind == "id"
        for two in _two(stream, segment, {s.column.name for s in segments if s is not segment}, phrases)
    )


def _two(
    stream: Stream, segment: Segment, used: set[str], phrases: Mapping[str, Column]
) -> Iterator[tuple[Segment, Segment]]:
    first, last = segment.span
    for split in range(first + 1, last + 1):
        before = phrases.get("".join(map(stream.tokens.norm, range(first, split))))
        after = phrases.get("".join(map(stream.tokens.norm, range(split, last + 1))))
        if not before or not after or before.name == after.name or {before.name, after.name} & used:
            continue
        if before.kind in {"id", "text"} and after.kind == "id":
            yield Segment(before, (first, split - 1)), Segment(after, (split, last))
