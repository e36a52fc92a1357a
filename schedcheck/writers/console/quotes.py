"""One citation as a block: document, place, the words in their line, and a marker under them with its label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from schedcheck.finding import Citation, Role
from schedcheck.quantity import day_in_words
from schedcheck.report import Excerpt, Report
from schedcheck.writers.advice import ROLES
from schedcheck.writers.console.look import QUOTE, Line, Look, Span, Style, cut, fitting, line, pad, size, wrap
from schedcheck.writers.places import line_of
from schedcheck.writers.words import document_words, section_words, spot

LEFT = 12
"""The width of the margin that holds Found, Why, Fix and the like."""


def quotes(citations: Sequence[Citation], report: Report, look: Look) -> list[Line]:
    """The blocks of several citations. Those of one line share it; a document's title is not said twice in a row."""
    lines: list[Line] = []
    said: tuple[str, Role] | None = None
    for _, group in groupby(citations, key=lambda c: (c.role, c.document, c.section, line_of(c) or c, c.label)):
        together = list(group)
        first = together[0]
        if said != (first.document, first.role):
            lines += _title(first, report, look)
            said = (first.document, first.role)
        place = look.fit(section_words(first.section, first.place))
        lines += _where(place, look.fit(spot(report.paper(first.document), first.place)), look)
        label = _with_author(first) if look.detail else labelled(first)
        lines += [*_marked([report.excerpt(c) for c in together], label, first.role, look), ()]
    return lines


def _title(citation: Citation, report: Report, look: Look) -> Iterator[Line]:
    style: Style = citation.role
    margin = pad(f"  {ROLES[citation.role]}", LEFT)
    for piece in wrap(look.fit(document_words(report.paper(citation.document))), look.text_width, LEFT):
        yield line(Span(margin, style if style != "context" else "strong"), Span(piece))
        margin = " " * LEFT


def _where(place: str, file: str, look: Look) -> list[Line]:
    """The place in words, then file and line; those on a line of their own where both do not fit."""
    margin = " " * LEFT
    if not place:
        return [line(margin, Span(file, "dim"))]
    if not look.text_width or LEFT + size(place) + 3 + size(file) <= look.text_width:
        return [line(margin, place, "   ", Span(file, "dim"))]
    pieces = [line(margin, piece) for piece in wrap(place, look.text_width, LEFT)]
    return [*pieces, line(margin, Span(file, "dim"))]


def labelled(citation: Citation) -> str:
    """What the words show, and for an amended value by what amendment and since when it holds."""
    if not citation.origin.authority:
        return citation.label
    held = f"in force from {day_in_words(citation.origin.since)} by {citation.origin.authority}"
    return f"{citation.label}, {held}" if citation.label else held


def _with_author(citation: Citation) -> str:
    """The label, and who put the words there or took them out, where a tracked change says so."""
    author = f"changed by {citation.place.by}" if citation.place.by else ""
    return ", ".join(filter(None, (labelled(citation), author)))


def _marked(excerpts: Sequence[Excerpt], label: str, style: Style, look: Look) -> list[Line]:
    """The quoted line with a marker under the cited words, or one under each of several places in it."""
    bar = (Span(" " * LEFT), Span(look.signs.bar, style), Span(" "))
    if not excerpts[0].words:
        return [(*bar, Span(look.fit(label), style))] if label else []
    room = (look.text_width or QUOTE + LEFT + 2) - LEFT - 2
    whole = look.fit(excerpts[0].line)
    if any(look.fit(each.line) != whole for each in excerpts) or size(whole) > room:
        return [row for each in excerpts for row in _one_marked(each, label, style, look, room)]
    spans = sorted({(size(look.fit(e.before)), max(size(look.fit(e.words)), 1)) for e in excerpts})
    marks = ""
    for start, width in spans:
        marks += " " * (start - size(marks)) + look.signs.mark * width
    start, width = spans[-1]
    quoted = (*bar, *_coloured(excerpts, style, look))
    return [quoted, *_labelled((*bar, Span(marks, style)), start, width, look.fit(label), style, look)]


def _coloured(excerpts: Sequence[Excerpt], style: Style, look: Look) -> Iterator[Span]:
    """The line with each of the cited places in colour."""
    end = 0
    for each in sorted(excerpts, key=lambda e: len(e.before)):
        if len(each.before) >= end:
            yield from (Span(look.fit(each.line[end : len(each.before)])), Span(look.fit(each.words), style))
            end = len(each.before) + len(each.words)
    yield Span(look.fit(excerpts[0].line[end:]))


def _one_marked(excerpt: Excerpt, label: str, style: Style, look: Look, room: int) -> list[Line]:
    """A line that is cut to fit, with one marker."""
    bar = (Span(" " * LEFT), Span(look.signs.bar, style), Span(" "))
    before, words, after = _within(excerpt, room, look)
    start, width = size(before), max(size(words), 1)
    marker = (*bar, Span(" " * start + look.signs.mark * width, style))
    quoted = (*bar, Span(before), Span(words, style), Span(after))
    return [quoted, *_labelled(marker, start, width, look.fit(label), style, look)]


def _labelled(marker: Line, start: int, width: int, label: str, style: Style, look: Look) -> list[Line]:
    """The label right of the marker; where it does not fit, on a line of its own, under it or further left."""
    if not label:
        return [marker]
    bar, edge = marker[:3], look.text_width
    if not edge or LEFT + 2 + start + width + 1 + size(label) <= edge:
        return [(*marker, Span(" "), Span(label, style))]
    room = edge - LEFT - 2
    shift = max(0, min(start, room - size(label)))
    pieces = wrap(label, room - shift)
    return [marker, *((*bar, Span(" " * shift), Span(piece, style)) for piece in pieces)]


def _within(excerpt: Excerpt, room: int, look: Look) -> tuple[str, str, str]:
    """The line cut around the cited words so that it fits, with dots where something was left out."""
    before, words, after = look.fit(excerpt.before), look.fit(excerpt.words), look.fit(excerpt.after)
    if size(before) + size(words) + size(after) <= room:
        return before, words, after
    words = cut(words, room)
    spare = room - size(words)
    left = min(size(before), max(spare // 2, spare - size(after)))
    return _tail(before, left), words, _head(after, spare - min(left, size(before)))


def _head(text: str, room: int) -> str:
    if size(text) <= room:
        return text
    return cut(text, room) if room > 3 else ""


def _tail(text: str, room: int) -> str:
    if size(text) <= room:
        return text
    return f"...{text[len(text) - fitting(text, room - 3, from_end=True) :]}" if room > 3 else ""
