"""Mutants of whole files: the same number and seed give the same bytes. Used by tests and by `benchmarks.mutants`.

Bytes are changed, dropped, doubled and moved; names and numbers that programs trip over are put in. Packed files are
mutated twice over: as they stand, and by the parts inside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from attrs import frozen

from tests import originals
from tests.originals import packed, parts_of
from tests.tree_mutants import rebuilt

Change = Callable[[bytearray, Random, Sequence[bytes]], None]

NUMBERS = b"0 -1 1e999 99999999999999999999 4294967296 2147483648 0.0000001 65535 NaN".split()
_ODD = [
    b"\0",
    b"\n\n",
    b"\t",
    b"\r",
    b"\x1b[2J",
    b"\xff",
    b"\x80",
    b"\xed\xa0\x80",
    *"\ufeff \u2028 \u202e".encode().split(),
]
_TEXT = [
    *_ODD, *b"| [- -] {+ +} # 4.8.1 (".split(), b"- ", b"24 hours", b"9" * 400,
    *"£ \u0301 \u0661\u0662 ²½Ⅳ".encode().split(),
]  # fmt: skip
_TOML = [
    *_TEXT, *b"[[ ]] \"\"\" \'\'\' = 1979-05-27T07:32:00Z inf nan 0x \\u0000 \\ud800 { }".split(), b"a.b.c = 1\n",
]  # fmt: skip
_CSV = [*_TEXT, b",", b";", b'"', b'""']
_XML = [
    *_ODD, *b"< > /> </ &amp; &#0; &#xD800; &#x110000; <!-- <![CDATA[ ]]> \' \" =".split(), b"<?x ",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
]  # fmt: skip
_WORD = [*_XML, *b"w:p w:tbl w:tr w:tc w:r w:sdt w:ins w:del w:val mc:Choice <w:tr>".split()]
_BOOK = [*_XML, b'<c r="A1" t="s"><v>', b'<c t="d"><v>', *b"A1 XFD1048576 <f> <row> inlineStr [h]:mm general".split()]
_PAGE = [
    *_XML, b"<td rowspan=", b"<td colspan=",
    *b"<table> </table> <style> { } <svg> <math> <del> <template> charset=utf-16 charset=klingon <plaintext>".split(),
]  # fmt: skip
_PDF = [
    *_ODD, b" 0 R", b"stream\n", b"/Parent 1 0 R", b"/Filter /FlateDecode", b"/Filter [/LZWDecode /ASCII85Decode]",
    b"/Rotate 9", *b"<< >> [ ] ( ) obj endobj endstream /Kids Tf Tj cm Do q BT xref trailer".split(),
]  # fmt: skip
_ZIP = [*_ODD, b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"]


@frozen
class Sort:
    """Files that are mutated in one way. `inside`: by the parts in them; `mark`: what parts one piece from the next."""

    name: str
    file: str
    originals: Callable[[], tuple[bytes, ...]]
    words: list[bytes]
    mark: bytes
    inside: bool = False


SORTS = (
    Sort("text", "a.txt", originals.text, _TEXT, b"\n"),
    Sort("TOML", "a.toml", originals.toml, _TOML, b"\n"),
    Sort("CSV", "a.csv", originals.delimited, _CSV, b"\n"),
    Sort("HTML", "a.html", originals.html, _PAGE, b"<"),
    Sort("DOCX, the zip", "a.docx", originals.word, _ZIP, b"PK"),
    Sort("DOCX, its parts", "a.docx", originals.word, _WORD, b"<", inside=True),
    Sort("XLSX, the zip", "a.xlsx", originals.workbook, _ZIP, b"PK"),
    Sort("XLSX, its parts", "a.xlsx", originals.workbook, _BOOK, b"<", inside=True),
    Sort("PDF", "a.pdf", originals.portable, _PDF, b"\n"),
    Sort("PDF, unpacked", "a.pdf", originals.open_portable, _PDF, b"\n"),
)


def mutant(sort: Sort, number: int, seed: int = 1) -> bytes:
    """The bytes of one mutant."""
    chance = Random(f"{seed}/{sort.name}/{number}")
    original = chance.choice(sort.originals())
    if not sort.inside:
        return changed(original, sort, chance)
    parts = parts_of(original)
    names = [name for name in parts if name.endswith(".xml")]
    heavy = [name for name in names if re.search(r"document\.xml|sheet\d*\.xml", name)]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        name = chance.choice(chance.choice((names, heavy)))
        tree = None if chance.random() < 0.2 else rebuilt(parts[name], chance)
        parts[name] = changed(parts[name], sort, chance) if tree is None else tree
    return packed(parts)


def changed(content: bytes, sort: Sort, chance: Random) -> bytes:
    """The bytes after one or more changes, all but never the same."""
    whole = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 20))):
        if whole:
            chance.choice(_CHANGES)(whole, chance, (sort.mark, *sort.words))
    return bytes(whole)


def _flipped(whole: bytearray, chance: Random, words: Sequence[bytes]) -> None:
    whole[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)


def _byte(whole: bytearray, chance: Random, words: Sequence[bytes]) -> None:
    whole[chance.randrange(len(whole))] = chance.randrange(256)


def _put(whole: bytearray, chance: Random, words: Sequence[bytes]) -> None:
    """A word instead of as many bytes, so that what follows stays where it is."""
    start, word = chance.randrange(len(whole)), chance.choice(words)
    whole[start : start + len(word)] = word


def _inserted(whole: bytearray, chance: Random, words: Sequence[bytes]) -> None:
    start = chance.randrange(len(whole))
    whole[start:start] = chance.choice(words)


def _number(whole: bytearray, chance: Random, words: Sequence[bytes]) -> None:
    """Another number where one stands."""
    found = re.compile(rb"\d+").search(whole, chance.randrange(len(whole)))
    if found:
        whole[found.start() : found.end()] = chance.choice(NUMBERS)


def _dropped(whole: bytearray, chance: Random, words: Sequence[bytes]) -> None:
    start = chance.randrange(len(whole))
    del whole[start : start + chance.choice((1, 2, 8, 60))]


def _doubled(whole: bytearray, chance: Random, words: Sequence[bytes]) -> None:
    start = chance.randrange(len(whole))
    whole[start:start] = whole[start : start + chance.choice((1, 8, 60, 300))] * chance.choice((1, 1, 2, 40))


def _piece_dropped(whole: bytearray, chance: Random, words: Sequence[bytes]) -> None:
    start, end = _piece(whole, chance, words[0])
    del whole[start:end]


def _piece_doubled(whole: bytearray, chance: Random, words: Sequence[bytes]) -> None:
    start, end = _piece(whole, chance, words[0])
    whole[start:start] = whole[start : min(end, start + 300)] * chance.choice((1, 1, 2, 40))


def _piece_moved(whole: bytearray, chance: Random, words: Sequence[bytes]) -> None:
    start, end = _piece(whole, chance, words[0])
    moved = whole[start:end]
    del whole[start:end]
    place = max(whole.find(words[0], chance.randrange(len(whole) + 1)), 0)
    whole[place:place] = moved


def _piece(whole: bytearray, chance: Random, mark: bytes) -> tuple[int, int]:
    """From a mark to one of the next: an element, a line, a part."""
    start = max(whole.rfind(mark, 0, chance.randrange(len(whole)) + 1), 0)
    end = start
    for _ in range(chance.choice((1, 1, 2, 5))):
        end = whole.find(mark, end + 1)
        if end < 0:
            return start, len(whole)
    return start, end


def _cut(whole: bytearray, chance: Random, words: Sequence[bytes]) -> None:
    """Seldom: what comes after it would never be met."""
    if chance.random() < 0.2:
        del whole[chance.randrange(len(whole)) :]


_CHANGES: tuple[Change, ...] = (
    _flipped, _byte, _put, _inserted, _number, _dropped, _doubled, _piece_dropped, _piece_doubled, _piece_moved, _cut,
)  # fmt: skip
