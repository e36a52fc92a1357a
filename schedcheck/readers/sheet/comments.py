"""What people remarked on the cells of a sheet: context for whoever reads it, never contract text.

Runs on the parts of a workbook before its cells are read. A threaded comment has an old one beside it for programs
that know no threads; the old one is then left out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from itertools import islice
from xml.etree import ElementTree

from schedcheck.errors import CannotRead
from schedcheck.readers.zip import Parts

_MOST = 50
_LONGEST = 200

_BROKEN = "its comments are damaged, so nothing is said of them; they are no contract text"

Parsed = Callable[[str], ElementTree.Element]
"""Gives the root of a part by its name; CannotRead when it is damaged."""


def remarks_of(parts: Parts, path: str, sheet: str, parsed: Parsed) -> Iterator[str]:
    """A line for each comment on the sheet whose part is at `path`, in the order of the file; at most fifty."""
    try:
        threaded = list(_threaded(parts, path, parsed))
        addresses = {address for address, _, _ in threaded}
        found = [*threaded, *(each for each in _plain(parts, path, parsed) if each[0] not in addresses)]
    except CannotRead:
        yield f"{sheet}: {_BROKEN}"
        return
    for address, author, text in islice(found, _MOST):
        words = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
        yield f"{sheet}!{address}: a comment{f' by {author}' if author else ''}, which is no contract text: “{words}”"
    if len(found) > _MOST:
        yield f"{sheet}: {len(found) - _MOST} more comments, which are no contract text"


def _related(parts: Parts, path: str, kind: str, parsed: Parsed) -> Iterator[ElementTree.Element]:
    """The parts of one kind that a sheet refers to."""
    folder, _, name = path.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    for relation in parsed(relations) if relations in parts else ():
        if not relation.get("Type", "").endswith(kind) or relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        if part in parts:
            yield parsed(part)


def _plain(parts: Parts, path: str, parsed: Parsed) -> Iterator[tuple[str, str, str]]:
    """(address, author, words) of each old comment."""
    for root in _related(parts, path, "/comments", parsed):
        authors = [_words(each) for each in root.iter() if each.tag.endswith("}author")]
        for each in (each for each in root.iter() if each.tag.endswith("}comment")):
            number = each.get("authorId", "")
            author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
            yield each.get("ref", ""), author, _words(each)


def _threaded(parts: Parts, path: str, parsed: Parsed) -> Iterator[tuple[str, str, str]]:
    """(address, author, words) of each remark of a thread."""
    people = {
        person.get("id", ""): person.get("displayName", "")
        for name in parts
        if name.startswith("xl/persons/")
        for person in parsed(name).iter()
        if person.tag.endswith("}person")
    }
    for root in _related(parts, path, "/threadedComment", parsed):
        for each in (each for each in root.iter() if each.tag.endswith("}threadedComment")):
            yield each.get("ref", ""), people.get(each.get("personId", ""), ""), _words(each)


def _words(element: ElementTree.Element) -> str:
    texts = (each.text or "" for each in element.iter() if each.tag.endswith(("}t", "}text", "}author")))
    return " ".join("".join(texts).split())
