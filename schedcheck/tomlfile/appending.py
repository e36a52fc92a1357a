"""One more block for a row of a TOML file: appended after the row's last block, every other byte as it was. Pure.

Runs over a file that has been read. The new block has the look of the one that it follows: its line ends, its way of
writing keys, its column of equals signs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from schedcheck.errors import CannotStart
from schedcheck.record import frozen
from schedcheck.tomlfile.lines import TomlFile, load

Written = str | bool | date | tuple[str, ...]
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ENTRY = re.compile(r"""[ \t]*(?P<key>"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_.-]+)(?P<gap>[ \t]*)=(?P<after>[ \t]*)""")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
_WAY_OUT = "Write the row as a block of its own, below [[{0}]], and run this again."


@frozen
class Block:
    """A new block of an array of tables: it follows the block of that number, from 0."""

    array: str
    after: int
    entries: tuple[tuple[str, Written], ...]


def appended(content: bytes, file: str, blocks: Sequence[Block]) -> bytes:
    """The file's bytes with the blocks in it. CannotStart where a row is not written as a block."""
    end = b"\r\n" if b"\r\n" in content else b"\n"
    lines = content.splitlines(keepends=True)
    known = load(content, file)
    pieces: dict[int, list[bytes]] = {}
    for block in blocks:
        first, last = _span(known, lines, block)
        text = _text(block, [line.decode("utf-8", "replace") for line in lines[first - 1 : last]])
        pieces.setdefault(last, []).append(text.replace("\n", end.decode()).encode())
    result: list[bytes] = []
    for number, line in enumerate(lines, 1):
        result.append(line)
        for piece in pieces.get(number, ()):
            closed = b"".join(result[-1:]).endswith((b"\n", b"\r"))
            result.append((b"" if closed else end) + end + piece)
    return b"".join(result)


def _span(known: TomlFile, lines: Sequence[bytes], block: Block) -> tuple[int, int]:
    """The first and the last line of a block that is there; blank lines and comments before the next are the next's."""
    path = (block.array, block.after)
    first = known.line(path)
    header = lines[first - 1].decode("utf-8", "replace").lstrip("\ufeff \t") if first <= len(lines) else ""
    if not header.startswith("[["):
        raise CannotStart("this row is not a block of its own", f"{known.file}:{first}", _WAY_OUT.format(block.array))
    following = known.next_table(path)
    last = following - 1 if following else len(lines)
    while last > first and re.match(rb"[ \t]*(#.*)?\r?\n?$", lines[last - 1]):
        last -= 1
    return first, last


def _text(block: Block, like: Sequence[str]) -> str:
    """The block, written as `like` is: each of its keys as that writes it, the values in one column if those are."""
    header = like[0].rstrip("\r\n").split("#")[0].rstrip().lstrip("\ufeff")
    indent = next((line[: len(line) - len(line.lstrip())] for line in like[1:] if _ENTRY.match(line)), "")
    found = [match for line in like[1:] if (match := _ENTRY.match(line))]
    spelled = {_bare(match["key"]): match["key"] for match in found}
    keys = [spelled.get(key) or _key(key) for key, _ in block.entries]
    columns = {match.start("gap") + len(match["gap"]) - len(indent) for match in found}
    width = max(*columns, *(len(key) + 1 for key in keys)) - 1 if len(columns) == 1 and len(found) > 1 else 0
    body = (f"{indent}{key:<{width}} = {_value(value)}" for key, (_, value) in zip(keys, block.entries, strict=True))
    return "\n".join((header, *body)) + "\n"


def _bare(key: str) -> str:
    return key[1:-1] if key[:1] in {'"', "'"} else key


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def _value(value: Written) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_quoted, value))}]"
    return _quoted(value)


def _quoted(text: str) -> str:
    signs = (_ESCAPES.get(sign) or (sign if sign >= " " and sign != "\x7f" else f"\\u{ord(sign):04x}") for sign in text)
    return f'"{"".join(signs)}"'
