"""The page of `rules words`: what a rule may speak of, as the vocabulary names it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schedcheck.vocabulary import DocumentKind, Vocabulary
from schedcheck.writers.console.look import Line, Look, Span, line, pad, size
from schedcheck.writers.console.paint import paint


def write_words(vocabulary: Vocabulary, look: Look) -> str:
    """Properties and kinds of documents, each with its plain name, sorted."""
    properties = [(name, vocabulary.titles.get(name, "")) for name in sorted(vocabulary.stated)]
    kinds = {kind.kind: _about(kind) for kind in vocabulary.documents}
    lines = [*_listed("properties", properties, look), (), *_listed("kinds of documents", sorted(kinds.items()), look)]
    return paint(lines, look)


def _listed(heading: str, words: Iterable[tuple[str, str]], look: Look) -> Iterator[Line]:
    pairs = [(look.fit(name), look.fit(title)) for name, title in words]
    width = max((size(name) for name, _ in pairs), default=0)
    yield line(Span(heading, "strong"))
    for name, title in pairs:
        yield line("  ", pad(name, width) if title else name, *([Span(f"  {title}", "dim")] if title else []))


def _about(kind: DocumentKind) -> str:
    return f"{kind.title} (schedule)" if kind.schedule else kind.title
