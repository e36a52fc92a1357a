"""Where a finding stands for somebody who has the repository alone: a file in it and a line. Pure; part of a report.

Many documents have no lines that a web page could show (Word, PDF, sheets), or are not in the repository. There is
always a location all the same: the text that was extracted from the document, if the repository holds it; else another
passage that makes the claim; else the line of the workspace's file that names the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import Factory

from schedcheck.finding import Citation, Finding
from schedcheck.place import Place
from schedcheck.record import frozen
from schedcheck.report.excerpt import Excerpt

_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_REVISION = re.compile(r"\[-|-\]|\{\+|\+\}")
_FURTHER = 6
"""So many lines after its first one, words that are cited may run on."""


@frozen
class Location:
    """A span in a file. `path` is relative to the repository, with slashes; lines and columns count from 1.

    `end` is the column after the last character, in the line `last`.
    """

    path: str
    line: int = 1
    column: int = 1
    last: int = 1
    end: int = 2

    @property
    def uri(self) -> str:
        """The path as a relative reference, percent-encoded."""
        octets = self.path.encode("utf-8", "surrogateescape")
        return "".join(chr(octet) if octet in _PLAIN else f"%{octet:02X}" for octet in octets)


@frozen
class Site:
    """Where one file stands. `path` is "" where the repository does not hold it, `lined` says that it has lines.

    `anchor` is the line that names the file in the workspace's own file. `extract` is the path of the text that was
    extracted from it, and `text` that text's lines.
    """

    path: str = ""
    lined: bool = True
    anchor: Location | None = None
    extract: str = ""
    text: tuple[str, ...] = ()

    @property
    def whole(self) -> Location | None:
        """The file itself, where no line of it is meant."""
        if self.path and self.lined:
            return Location(self.path)
        return self.anchor or (Location(self.path) if self.path else None)


@frozen
class Sites:
    """Where the files of a run stand, by the name that they are shown with. `fallback` is for all others."""

    files: Mapping[str, Site] = Factory(dict)
    fallback: Location = Location("schedcheck.toml")


@frozen
class Located:
    """The locations of a report. `files` has one for each file, `documents` the file of each document."""

    citations: Mapping[Citation, Location] = Factory(dict)
    files: Mapping[str, Location] = Factory(dict)
    documents: Mapping[str, str] = Factory(dict)
    fallback: Location = Location("schedcheck.toml")

    def primary(self, finding: Finding) -> Location:
        """The one location of a finding: that of its first citation, or of another that makes the claim."""
        first = finding.citations[0] if finding.citations else None
        claims = [c for c in finding.citations if c is first or c.role == "found"]
        exact = next((self.citations[c] for c in claims if c in self.citations), None)
        return exact or (self.related(first) if first else None) or self.fallback

    def related(self, citation: Citation) -> Location | None:
        """Of one citation; None where the repository knows nothing of its document."""
        return self.citations.get(citation) or self.files.get(self.documents.get(citation.document, citation.document))

    def file(self, file: str) -> Location:
        """Of a file as a whole."""
        return self.files.get(file, self.fallback)


def locate(
    excerpts: Mapping[Citation, Excerpt],
    documents: Mapping[str, str],
    lines: Mapping[str, object],
    sites: Sites,
) -> Located:
    """The locations of all that is cited. `lines` holds the physical lines of files that are texts."""
    found: dict[Citation, Location] = {}
    for citation, excerpt in excerpts.items():
        file = documents.get(citation.document, citation.document)
        location = _location(citation, excerpt, sites.files.get(file, Site()), lines.get(file))
        if location:
            found[citation] = location
    whole = {file: place for file, site in sites.files.items() if (place := site.whole)}
    return Located(found, whole, documents, sites.fallback)


def _location(citation: Citation, excerpt: Excerpt, site: Site, lines: object) -> Location | None:
    if site.path and site.lined and citation.place.line:
        return Location(site.path, *_span(citation.place, citation.quote, _texts(lines)))
    if site.extract:
        return _in_extract(citation, excerpt, site)
    return None


def _texts(lines: object) -> Sequence[str]:
    """The lines of a text; a document that has passages has none."""
    return lines if isinstance(lines, Sequence) and not isinstance(lines, str) else ()


def _span(place: Place, quote: str, lines: Sequence[str]) -> tuple[int, int, int, int]:
    """(line, column, last line, column after the end) of cited words; what of it is not known is made up to fit."""
    column, width = max(place.offset, 1), max(len(quote), 1)
    if not 1 <= place.line <= len(lines):
        return place.line, column, place.line, column + width
    first = place.line - 1
    text = "\n".join(lines[first : max(place.last, place.line) + _FURTHER])
    words = min(_matches(quote.split(), text), key=lambda span: abs(span[0] + 1 - place.offset), default=None)
    if words:
        return (*_point(text, words[0], place.line), *_point(text, words[1], place.line))
    last = place.last if place.line < place.last <= len(lines) else place.line
    length = len(lines[last - 1])
    if last > place.line:
        return place.line, min(column, len(lines[first]) + 1), last, length + 1
    column = min(column, max(length, 1))
    return place.line, column, last, max(min(column + width, length + 1), column + 1)


def _in_extract(citation: Citation, excerpt: Excerpt, site: Site) -> Location | None:
    """The passage in the extracted text, where its words, or else the cited ones, stand there exactly once."""
    text = "\n".join(site.text)
    passages = list(_matches(_bare(excerpt.line), text))
    within = text[slice(*passages[0])] if len(passages) == 1 else text
    offset = passages[0][0] if len(passages) == 1 else 0
    words = list(_matches(citation.quote.split(), within))
    if len(words) != 1:
        words, offset = (passages, 0) if len(passages) == 1 else ([], 0)
    if not words:
        return None
    start, end = words[0]
    return Location(site.extract, *_point(text, offset + start, 1), *_point(text, offset + end, 1))


def _bare(line: str) -> list[str]:
    """The words of a passage without the signs that an excerpt has for cells and revisions."""
    return [word for word in _REVISION.sub(" ", line).split() if word != "|"]


def _matches(words: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    """Where these words stand in a text, with any white space between them."""
    if words:
        pattern = r"\s+".join(map(re.escape, words))
        yield from (found.span() for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text))


def _point(text: str, position: int, first: int) -> tuple[int, int]:
    """(line, column) of a position in a text that begins with line `first`."""
    start = text.rfind("\n", 0, position) + 1
    return first + text.count("\n", 0, position), position - start + 1
