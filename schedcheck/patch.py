"""Edits put into the text of a file: at their places and nowhere else, every line ending kept.

Runs before anything is written; pure. What stands at a place must be what the edit says, else nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from schedcheck.errors import CannotWrite
from schedcheck.finding import Edit
from schedcheck.record import frozen

MOST_LINES = 12
"""A value may be spread over so many physical lines, blank ones included."""

_MARK = b"\xef\xbb\xbf"
_BY_HAND = "Change it by hand; nothing was written."


@frozen
class Piece:
    """A stretch of the text and the words that take its place."""

    start: int
    end: int
    words: str


def patched(content: bytes, edits: Sequence[Edit], file: str) -> bytes:
    """The file's bytes after the edits, in UTF-8 with or without a byte order mark. CannotWrite says why not."""
    mark = _MARK if content.startswith(_MARK) else b""
    try:
        text = content[len(mark) :].decode("utf-8")
    except UnicodeDecodeError:
        raise CannotWrite("this is not a text in UTF-8", file, _BY_HAND) from None
    starts = _line_starts(text)
    pieces = [piece for edit in edits for piece in _pieces(text, starts, edit, file)]
    return mark + _with(text, pieces, file).encode("utf-8")


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]


def _with(text: str, pieces: Iterable[Piece], file: str) -> str:
    """From the last piece to the first, so that the offsets of the others stay."""
    after = len(text) + 1
    for piece in sorted(set(pieces), key=lambda p: (p.start, p.end), reverse=True):
        if piece.end > after:
            raise CannotWrite("two edits change the same words", file, _BY_HAND)
        text, after = text[: piece.start] + piece.words + text[piece.end :], piece.start
    return text


def _pieces(text: str, starts: Sequence[int], edit: Edit, file: str) -> list[Piece]:
    line, offset = edit.place.line, edit.place.offset
    where = f"{file}:{line}" if line else file
    if not 0 < line <= len(starts):
        raise CannotWrite("where in this file the words stand is not known", where, _BY_HAND)
    end = starts[line] if line < len(starts) else len(text)
    if edit.op == "delete":
        return [_row(text, starts[line - 1], end, edit, where)]
    if edit.op == "insert":
        raise CannotWrite(f"{edit.target} is to be added here, in words that only a person can choose", where, _BY_HAND)
    _check_words(text[starts[line - 1] : end], edit, file, where)
    start = starts[line - 1]
    spots = [start + offset - 1] if offset else _spots(text, start, end, edit)
    found = _found(text, spots[0], edit.source, _signs_in_numbers(file)) if len(spots) == 1 else []
    if not found:
        raise CannotWrite(f"here stands something else than ‘{edit.source}’", where, _BY_HAND)
    return _spread(found, edit.target)


def _spots(text: str, start: int, end: int, edit: Edit) -> list[int]:
    """Where on a line of TOML, of which only the key is known, the words stand as a value; several are one too many."""
    if not edit.place.key:
        return [start]
    values = start + text[start:end].find("=") + 1
    words = rf"(?<=[\[\s,=\"']){re.escape(edit.source)}(?=[\]\s,\"'#]|$)"
    return [found.start() for found in re.compile(words).finditer(text, values, end)]


def _check_words(line: str, edit: Edit, file: str, where: str) -> None:
    """The new words must be able to stand where the old ones do."""
    wrong = [sign for sign in edit.target if ord(sign) < 32 or ord(sign) == 127]
    wrong += [sign for sign in '"\\' if file.casefold().endswith(".toml") and sign in edit.target]
    wrong += [sign for sign in "|" if "|" in line and sign in edit.target]
    wrong += [sign for sign in ',"' if file.casefold().endswith(".csv") and sign in edit.target]
    if wrong:
        raise CannotWrite(f"the sign {wrong[0]!r} can not stand here as it is", where, _BY_HAND)


def _signs_in_numbers(file: str) -> str:
    """The signs after which a number may go on; in a CSV a comma ends its cell."""
    return "." if file.casefold().endswith(".csv") else ".,"


def _found(text: str, start: int, words: str, signs: str) -> list[tuple[int, int]]:
    """Where each stretch of the words stands, a stretch a line; nothing where other words stand there."""
    gap = r"(?:[ \t\f\xa0]*(?:\r\n|\r|\n)?[ \t\f\xa0]*)"
    pattern = rf"{gap}{{1,{MOST_LINES}}}".join(re.escape(word) for word in words.split())
    match = re.compile(pattern).match(text, start) if words.split() else None
    whole = bool(match) and not _goes_on(text, start, match.end() if match else start, signs)
    if match is None or not whole:
        return []
    return [
        (match.start() + m.start(), match.start() + m.end()) for m in re.finditer(r"\S(?:[^\r\n]*\S)?", match.group())
    ]


def _goes_on(text: str, start: int, end: int, signs: str) -> bool:
    """Is the stretch a part of a longer word or number, as "1.2" is of "1.2.3"?"""
    before, after = text[start - 1 : start], text[end : end + 2]
    number = text[end - 1 : end].isdigit() and after[1:].isdigit()
    longer = after[:1].isalnum() or (number and after[:1] in signs)
    return longer or (before.isalnum() and text[start : start + 1].isalnum())


def _spread(found: Sequence[tuple[int, int]], words: str) -> list[Piece]:
    """The new words over the lines of the old ones: one a line, and what is left in the last."""
    left = words.split()
    if len(found) == 1:
        return [Piece(*found[0], words)]
    pieces = []
    for number, (start, end) in enumerate(found, 1):
        taken, left = (left, []) if number == len(found) else (left[:1], left[1:])
        pieces.append(Piece(start, end, " ".join(taken)))
    return pieces


def _row(text: str, start: int, end: int, edit: Edit, where: str) -> Piece:
    """A table row that stands on a line of its own goes with its line."""
    line = text[start:end]
    if not edit.place.row or not line.lstrip().startswith("|") or edit.source not in line:
        raise CannotWrite(f"{edit.source} can not be taken out without reading what stands round it", where, _BY_HAND)
    return Piece(start, end, "")
