"""Glossaries that are no tables: a line, an entry of a list or a paragraph for each acronym, below a heading of one.

Runs before acronyms are looked for in running text. One such line alone is no glossary. An entry may be a
sentence, "... means ...", and its words may stand in brackets, also several in a row with semicolons between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from schedcheck.document import Block, Run
from schedcheck.place import Place
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.split import Part, Placed
from schedcheck.record import frozen
from schedcheck.vocabulary import Vocabulary, compact

EXPANSION = "expansion"
_ACRONYM = "[A-Z][A-Z&]{0,6}[A-Z]"
_ALONE = re.compile(rf"{_ACRONYM}s?:?")
_SIGNS = "[*_]{0,4}"
_MEANS = "means|stands for|is short for"
_LINE = re.compile(
    rf"{_SIGNS}({_ACRONYM})s?{_SIGNS}(?:\s{{0,3}}[:=–—]|\s{{0,3}}-\s|\t|\s{{2,12}}|\s(?:{_MEANS})\s){_SIGNS}\s{{0,8}}(\S.*)"
)
_BRACKETS = rf"{_SIGNS}({_ACRONYM})s?{_SIGNS}\s{{0,3}}\(\s{{0,3}}([^\s()][^()]{{0,150}})\)\s{{0,3}}[.,]?"
"""Compiled by the first line that has brackets."""
_SMALL = frozenset({"of", "the", "and", "for", "to", "in", "on", "a", "an", "or", "de", "by", "with"})
_WORD = re.compile(r"[^\W_]+")
_FEWEST = 2
_MOST_WORDS = 12


@frozen
class Entry:
    """One acronym and what it stands for; `words` is "" where it is described and not written out."""

    acronym: str
    words: str
    place: Place
    blocks: tuple[int, ...]


@frozen
class Listed:
    """What glossaries of lines list, acronym -> words, and the numbers of the blocks that hold them."""

    listed: Mapping[str, str]
    blocks: frozenset[int]


def read_glossaries(part: Part, vocabulary: Vocabulary, ledger: Ledger) -> Listed:
    """Adds the fact of each entry; the entries of one glossary are one whole statement."""
    listed: dict[str, str] = {}
    blocks: set[int] = set()
    for section, entries in _sections(part, vocabulary):
        scope = ledger.statement(section, whole=True)
        for entry in entries:
            listed.setdefault(entry.acronym, entry.words)
            blocks.update(entry.blocks)
            stated = Stated(entry.words, entry.words, entry.place, "current")
            if entry.words:
                ledger.add(scope, entry.acronym, EXPANSION, stated, kind="acronym")
    return Listed(listed, frozenset(blocks))


def _sections(part: Part, vocabulary: Vocabulary) -> Iterator[tuple[str, list[Entry]]]:
    """The entries below each heading of a glossary, where there are enough of them."""
    names = tuple(map(compact, vocabulary.acronyms.headings))
    heads = [number for number, placed in enumerate(part.blocks) if placed.block.kind == "heading"]
    for start, end in pairwise((*heads, len(part.blocks))):
        if _is_headed(part.blocks[start], names):
            entries = list(_entries([placed.block for placed in part.blocks[start:end]], start))
            if len(entries) >= _FEWEST:
                yield part.blocks[start].section, entries


def _is_headed(placed: Placed, names: Sequence[str]) -> bool:
    return any(name in compact(placed.block.text()) for name in names)


def _entries(blocks: Sequence[Block], first: int) -> Iterator[Entry]:
    """The entries of some blocks, the first of which has that number: on lines, or as a term with its words below."""
    for number, block in enumerate(blocks, first):
        after = blocks[number - first + 1 : number - first + 2]
        if block.kind not in {"paragraph", "item"}:
            continue
        if _ALONE.fullmatch(block.text()) and after and not _ALONE.fullmatch(after[0].text()):
            acronym = block.text().rstrip("s:")
            yield Entry(acronym, _written_out(acronym, after[0].text()), block.runs[0].place, (number, number + 1))
        for runs in _lines(block.runs):
            text = " ".join(run.text.strip() for run in runs)
            for found in _bracketed(text) or filter(None, (_LINE.fullmatch(text),)):
                yield Entry(found.group(1), _written_out(found.group(1), found.group(2)), runs[0].place, (number,))


def _bracketed(text: str) -> list[re.Match[str]]:
    """The entries of a line that holds nothing but acronyms with their words in brackets."""
    found = [re.fullmatch(_BRACKETS, each.strip()) for each in text.rstrip("; ").split(";")] if "(" in text else []
    return [each for each in found if each] if all(found) else []


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs of each line that starts as an entry does; a line that does not goes on with the one above."""
    line: list[Run] = []
    for run in runs:
        if line and _LINE.fullmatch(run.text.strip()):
            yield line
            line = []
        line.append(run)
    if line:
        yield line


def _written_out(acronym: str, text: str) -> str:
    """The words that an acronym stands for, without a full stop; "" where they read as a description."""
    words = " ".join(re.split(r"[.;](?:\s|$)", text, maxsplit=1)[0].strip(" *_,").split())
    telling = [word for word in _WORD.findall(words) if word.casefold() not in _SMALL]
    named = all(word[0].isupper() or word[0].isdigit() for word in telling)
    return words if telling and named and len(telling) <= _MOST_WORDS and telling[0] != acronym else ""
