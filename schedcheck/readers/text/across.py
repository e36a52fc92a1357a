"""The headings of a table whose header row holds the subjects: names of a list, each over its own amounts.

Runs on a stream while headers are looked for; where such a header ends is told by the first line with an amount.
"""

from __future__ import annotations

from collections.abc import Iterator

from schedcheck.names import find_names
from schedcheck.readers.text.stream import Stream
from schedcheck.vocabulary import TableForm, Vocabulary, compact


def first_amount_row(stream: Stream, token: int) -> int | None:
    """The first token of the line of the first amount; None when a sentence ends or a date stands before it."""
    for after in range(token, min(token + 60, len(stream.tokens))):
        kind = stream.tokens.types[after]
        if kind == "m":
            first = stream.first[stream.line_at(after)]
            return first if first > token else None
        if kind in "sdbt":
            return None
    return None


def heading_groups(
    stream: Stream, form: TableForm, vocabulary: Vocabulary, first: int, stop: int
) -> list[tuple[int, int]]:
    """Token spans of headings: names joined by commas and "and" are one heading."""
    start, end = stream.tokens.starts[first], stream.tokens.ends[stop - 1]
    text = stream.tokens.text[start:end]
    found = [(a + start, b + start) for a, b, _ in find_names(text, vocabulary, form.across)]
    groups: list[tuple[int, int]] = []
    for a, b in sorted([*found, *_totals(text, start, form)]):
        if (
            groups
            and compact(stream.tokens.text[groups[-1][1] : a]) in {"", "and"}
            and _joined(stream, groups[-1][1], a)
        ):
            groups[-1] = (groups[-1][0], b)
        else:
            groups.append((a, b))
    return [_span(stream, a, b, first, stop) for a, b in groups]


def _joined(stream: Stream, end: int, start: int) -> bool:
    between = stream.tokens.text[end:start]
    return "," in between or "and" in between or "&" in between or "/" in between


def _totals(text: str, start: int, form: TableForm) -> Iterator[tuple[int, int]]:
    for word in form.total:
        at = text.casefold().rfind(word.casefold())
        if at >= 0 and word.casefold() == text[at:].strip().casefold():
            yield at + start, at + start + len(word)


def _span(stream: Stream, start: int, end: int, first: int, stop: int) -> tuple[int, int]:
    inside = [t for t in range(first, stop) if start <= stream.tokens.starts[t] < end]
    return inside[0], inside[-1]
