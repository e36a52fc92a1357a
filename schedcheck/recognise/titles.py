"""Which kind of document a title names, whatever annex, change, version and dashes stand round it.

Used while a file is split into its documents, before anything in them is recognised.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from schedcheck.document import Block, View
from schedcheck.record import frozen
from schedcheck.vocabulary import DocumentKind, Vocabulary, compact

_LONGEST_TITLE = 80
_LONGEST_HEADING = 160
_TELLING = 12
"""Letters of a title that tells a kind even among other words."""
_TITLE_BLOCKS = 12
_EVIDENCE_BLOCKS = 30
_FIRST, _SAID = 2, 2
"""What the first title counts more than later ones, and what a phrase counts."""
_LABELS = re.compile(
    r"\b(?:Annex|Appendix|Attachment)\s{1,3}[A-Z0-9]{1,2}\b(?:\s{1,3}(?:of|to)\b)?"
    r"|\b(?:[Vv]|[Vv]er(?:sion)?|VERSION|[Ii]ssue|[Rr]evision)[ .]{0,2}\d{1,3}(?:\.\d{1,3}){0,3}\b"
    r"|\b[A-Z]{2,6}[ -]?\d{2,5}\b"
    r"|\b(?:draft|Draft|DRAFT)\b"
)
_PARTS = re.compile(r"[\n:|/,;()\[\]]|\s[-–—]{1,2}(?=\s|\Z)|(?:\A|(?<=\s))[-–—]{1,2}\s|[–—]")
_LINKS = re.compile(r"\A(?:(?:for|of|to|on|the)\b\s{0,3})+|(?:\s{0,3}\b(?:for|of|to|on|the))+\Z", re.IGNORECASE)
_FILE = re.compile(r"(?<=[a-z])(?=[A-Z])|[\W_]+")
_ORDINAL = re.compile(r"v?\d+")


@frozen
class Signs:
    """The kind that the beginning of some blocks shows most signs of, None for no sign; is it by what they say?"""

    kind: DocumentKind | None = None
    said: bool = False


def signs_of(blocks: Sequence[Block], vocabulary: Vocabulary) -> Signs:
    """By titles, by lines that say what it is, and by phrases. Of titles the first one counts most."""
    titles = [name for block in blocks[:_TITLE_BLOCKS] if (name := _title_of(block, vocabulary))]
    text = " ".join(block.text(View.PROPOSED) for block in blocks[:_EVIDENCE_BLOCKS]).casefold()
    said = Counter({k.kind: sum(text.count(each.casefold()) for each in k.says) for k in vocabulary.documents})
    for block in blocks[:_TITLE_BLOCKS]:
        said.update(_declared(block, vocabulary))
    total = {k.kind: titles.count(k.kind) + _SAID * said[k.kind] for k in vocabulary.documents}
    if titles:
        total[titles[0]] += _FIRST
    schedules = {kind.kind for kind in vocabulary.documents if kind.schedule}
    if any(total[name] for name in total if name not in schedules):
        total |= dict.fromkeys(schedules, 0)
    best = max(
        vocabulary.documents,
        key=lambda k: (total[k.kind], said[k.kind] > 0, k.kind in titles[:1], -k.rank),
        default=None,
    )
    return Signs(best, bool(said[best.kind])) if best and total[best.kind] else Signs()


def kind_of_file(name: str, vocabulary: Vocabulary) -> DocumentKind | None:
    """The kind whose title the name of a file is, without its ending and what counts or dates it."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    spaced = " ".join(word for word in _FILE.split(stem) if word)
    words = re.sub(r"(?i)\b(?:annex|appendix|attachment) ?[a-z0-9]{1,2}\b", " ", _LABELS.sub(" ", spaced)).split()
    bare = "".join(compact(word) for word in words if not _ORDINAL.fullmatch(word.casefold()))
    return next((k for k in vocabulary.documents if not k.schedule and bare in k.bare_titles), None)


def _title_of(block: Block, vocabulary: Vocabulary) -> str:
    text = block.text(View.PROPOSED)
    longest = _LONGEST_HEADING if block.kind == "heading" else _LONGEST_TITLE
    if block.kind not in {"heading", "paragraph"} or len(text) > longest or text.endswith("."):
        return ""
    return titled(text, vocabulary)


def titled(text: str, vocabulary: Vocabulary) -> str:
    """The kind of document whose title a line is, or holds among other words; the longest title decides."""
    exact = _exact(vocabulary)
    whole = exact.get(compact(text), "")
    if whole:
        return whole
    parts = list(_parts(text))
    if len(parts) == 1 and compact(parts[0]) in exact:
        return exact[compact(parts[0])]
    bare = compact(" ".join(parts))
    kinds = [kind for kind in vocabulary.documents if not kind.schedule]
    held = [(len(t), k.kind) for k in kinds for t in k.bare_titles if len(t) > _TELLING and t in bare]
    held += [(len(t), k.kind) for k in kinds for t in k.bare_titles if t in map(compact, (parts[0], parts[-1]))]
    return max(held)[1] if held else ""


@lru_cache(maxsize=8)
def _exact(vocabulary: Vocabulary) -> dict[str, str]:
    """Letters and figures of each title -> the first kind that has it."""
    found: dict[str, str] = {}
    for kind in vocabulary.documents:
        for title in kind.bare_titles:
            found.setdefault(title, kind.kind)
    return found


def _parts(text: str) -> Iterator[str]:
    """What stands in a title between signs, without annex, change and version; what there is if that is all."""
    parts = [_LINKS.sub("", part.strip()).strip() for part in _PARTS.split(_LABELS.sub("|", text))]
    found = [part for part in parts if compact(part)]
    return iter(found or [text])


def _declared(block: Block, vocabulary: Vocabulary) -> Iterator[str]:
    """The kinds that a line or a row of a table says the document is, after a label such as "Document type"."""
    labels = frozenset(map(compact, vocabulary.words.kind_labels))
    for label, value in _pairs(block):
        if compact(label) in labels and (name := titled(value, vocabulary)):
            yield name


def _pairs(block: Block) -> Iterator[tuple[str, str]]:
    """Labels with what stands beside them."""
    if block.kind != "table":
        label, colon, value = block.text(View.PROPOSED).partition(":")
        yield from [(label, value)] if colon and len(value) <= _LONGEST_TITLE else []
        return
    rows = [block.headings, *(row.cells for row in block.rows)]
    for cells in rows:
        if len(cells) == 2:
            yield cells[0].text(View.PROPOSED), cells[1].text(View.PROPOSED)
