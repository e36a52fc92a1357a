"""The parts of a Word file that make up its text: which there are, and how one names another.

Runs after the zip is open. Relationships that lead out of the file are not followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, normpath

from attrs import define, field

from schedcheck.errors import CannotRead
from schedcheck.readers.docx.xml import PACKAGE, Element, R, W, parse, switch, value
from schedcheck.readers.zip import Parts

MAIN = "word/document.xml"
_TYPE = "/relationships/"
_OTHERS = {
    "aFChunk": "another document that Word would put in its place",
    "oleObject": "objects of other programs",
    "package": "embedded files",
    "subDocument": "linked documents",
}
"""Kinds of relationship that hold text which is not read -> how to say so."""
_PACKED = (".zip", ".docx", ".docm", ".dotx", ".dotm", ".xlsx", ".xlsm", ".pptx", ".jar", ".7z", ".rar", ".gz")


@define
class WordParts:
    """The parts of one file. `main` is the name of the one with the text."""

    parts: Parts
    main: str
    _relations: dict[str, Element] = field(factory=dict)

    @classmethod
    def of(cls, parts: Parts) -> WordParts:
        """The parts of a package; CannotRead when it has no main document, or holds other packages."""
        for name in parts:
            if name.casefold().endswith(_PACKED) and "/embeddings/" not in f"/{name}":
                way_out = "Unpack it, and give each document by itself."
                raise CannotRead(f"the file holds another packed file ({name})", parts.file, way_out)
        main = next((t for t in _targets(parts, "_rels/.rels", "officeDocument") if t in parts), MAIN)
        if main not in parts:
            raise CannotRead("this zip file is no Word file", parts.file, "Give the .docx file itself.")
        folder, _, name = main.rpartition("/")
        relations = {r.get("Id", ""): r for r in _relations(parts, f"{folder}/_rels/{name}.rels")}
        return cls(parts, main, relations)

    @property
    def file(self) -> str:
        return self.parts.file

    def document(self) -> Element:
        """The main part."""
        return self.tree(self.main)

    def named(self, kind: str) -> Element | None:
        """The part of a kind ("styles", "numbering", "footnotes"), None when there is none."""
        for relation in self._relations.values():
            if _is(relation, kind):
                return self._part(relation)
        return None

    def header(self, reference: Element) -> str:
        """The name of the header or footer that a section refers to, "" when there is none."""
        relation = self._relations.get(reference.get(f"{R}id", ""))
        name = "" if relation is None else self._target(relation)
        return name if name in self.parts else ""

    def tree(self, name: str) -> Element:
        """A part as a tree."""
        return parse(self.parts.xml(name), name, self.file)

    def notes(self, kind: str) -> dict[str, Element]:
        """The footnotes or endnotes, by id, without the lines that part them from the text."""
        root = self.named(f"{kind}s")
        if root is None:
            return {}
        found = {value(note, name="id"): note for note in root.findall(f"{W}{kind}")}
        return {name: note for name, note in found.items() if value(note, name="type") in {"", "normal"}}

    def even_pages_differ(self) -> bool:
        """Do even pages have headers of their own?"""
        return bool(switch(self.named("settings"), "evenAndOddHeaders"))

    def not_read(self) -> Iterator[str]:
        """What of the file's text is not read, a line each."""
        for kind, what in _OTHERS.items():
            count = sum(_is(relation, kind) for relation in self._relations.values())
            if count:
                yield f"the file holds {what}, which are not read: {count}"

    def _part(self, relation: Element) -> Element | None:
        name = self._target(relation)
        return self.tree(name) if name in self.parts else None

    def _target(self, relation: Element) -> str:
        """The part that a relation leads to, "" when it leads out of the file."""
        if relation.get("TargetMode", "") == "External":
            return ""
        target = relation.get("Target", "")
        path = target.removeprefix("/") if target.startswith("/") else f"{dirname(self.main)}/{target}"
        return normpath(path) if path else ""


def _relations(parts: Parts, name: str) -> list[Element]:
    if name not in parts:
        return []
    return parse(parts.xml(name), name, parts.file).findall(f"{PACKAGE}Relationship")


def _targets(parts: Parts, name: str, kind: str) -> Iterator[str]:
    for relation in _relations(parts, name):
        if _is(relation, kind):
            yield relation.get("Target", "").removeprefix("/")


def _is(relation: Element, kind: str) -> bool:
    return relation.get("Type", "").endswith(f"{_TYPE}{kind}")
