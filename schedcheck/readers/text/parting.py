"""Words and names of a list that stand side by side in one row, with no line between their cells.

Runs on the spans of a row that was matched: neighbours of words and of names were matched together, as one cell.
"""

from __future__ import annotations

from itertools import pairwise

from schedcheck.names import find_names
from schedcheck.readers.text.rows import RowShape, Spans
from schedcheck.readers.text.stream import Stream
from schedcheck.vocabulary import Column, Vocabulary, compact


def names_apart(stream: Stream, vocabulary: Vocabulary, shape: RowShape, spans: Spans) -> Spans:
    """The spans with such neighbours parted where the names start, or end."""
    for index, (before, after) in enumerate(pairwise(shape.columns)):
        if not spans[index] or spans[index + 1]:
            continue
        first, last = spans[index][0]
        if (before.kind, after.kind) == ("text", "names"):
            split = _names_start(stream, vocabulary, after, first, last)
        elif (before.kind, after.kind) == ("names", "text"):
            split = _names_end(stream, vocabulary, before, first, last)
        else:
            continue
        spans[index] = [(first, split - 1)] if split > first else []
        spans[index + 1] = [(split, last)] if split <= last else []
    return spans


def _names_start(stream: Stream, vocabulary: Vocabulary, column: Column, first: int, last: int) -> int:
    """The first token of the run of names that ends at `last`; `last` + 1 when it does not end in names."""
    tokens = stream.tokens
    start, end = tokens.starts[first], tokens.ends[last]
    split = last + 1
    for a, b, _ in reversed(list(find_names(tokens.text[start:end], vocabulary, column.names))):
        if compact(tokens.text[start + b : end]) not in {"", "and"}:
            break
        end = start + a
        split = next(t for t in range(first, last + 1) if tokens.starts[t] >= end)
    return split


def _names_end(stream: Stream, vocabulary: Vocabulary, column: Column, first: int, last: int) -> int:
    """The token after the run of names that starts at `first`; `first` when it does not start in names."""
    tokens = stream.tokens
    start, done = tokens.starts[first], 0
    text = tokens.text[start : tokens.ends[last]]
    for a, b, _ in find_names(text, vocabulary, column.names):
        if compact(text[done:a]) not in {"", "and"}:
            break
        done = b
    return next((t for t in range(first, last + 1) if done == 0 or tokens.starts[t] >= start + done), last + 1)
