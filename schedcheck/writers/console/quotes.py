"""One citation as a block: document, place, the words in their line, and a marker under them with its label."""

from __future__ import annotations

from schedcheck.finding import Citation, Role
from schedcheck.report import Excerpt, Report
from schedcheck.writers.console.look import QUOTE, Line, Look, Span, Style, cut, line, pad, size, wrap
from schedcheck.writers.console.words import document_words, section_words, spot

LEFT = 12
"""The width of the margin that holds Found, Why, Fix and the like."""

NAMES: dict[Role, str] = {"found": "Found", "expected": "Expected", "authority": "Authority", "context": "Context"}


def quote_lines(citation: Citation, report: Report, look: Look) -> list[Line]:
    """The whole block of one citation."""
    paper = report.paper(citation.document)
    style: Style = citation.role
    margin = pad(f"  {NAMES[citation.role]}", LEFT)
    lines = []
    for piece in wrap(look.fit(document_words(paper)), look.text_width, LEFT):
        lines.append(line(Span(margin, style if style != "context" else "strong"), Span(piece)))
        margin = " " * LEFT
    place = look.fit(section_words(citation.section, citation.place))
    lines += _where(place, look.fit(spot(paper, citation.place)), look)
    return lines + _marked(report.excerpt(citation), citation.label, style, look)


def _where(place: str, file: str, look: Look) -> list[Line]:
    """The place in words, then file and line; those on a line of their own where both do not fit."""
    margin = " " * LEFT
    if not place:
        return [line(margin, Span(file, "dim"))]
    if not look.text_width or LEFT + size(place) + 3 + size(file) <= look.text_width:
        return [line(margin, place, "   ", Span(file, "dim"))]
    pieces = [line(margin, piece) for piece in wrap(place, look.text_width, LEFT)]
    return [*pieces, line(margin, Span(file, "dim"))]


def _marked(excerpt: Excerpt, label: str, style: Style, look: Look) -> list[Line]:
    """The quoted line with a marker under the cited words."""
    if not excerpt.words:
        return [line(" " * LEFT, Span(look.signs.bar, style), " ", Span(look.fit(label), style))] if label else []
    bar = (Span(" " * LEFT), Span(look.signs.bar, style), Span(" "))
    room = (look.text_width or QUOTE + LEFT + 2) - LEFT - 2
    before, words, after = _within(excerpt, room, look)
    quoted = (*bar, Span(before), Span(words, style), Span(after))
    start, width = size(before), max(size(words), 1)
    marker = (*bar, Span(" " * start), Span(look.signs.mark * width, style))
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
    while text and size(text) > room - 3:
        text = text[1:]
    return f"...{text}" if room > 3 else ""
