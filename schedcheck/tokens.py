"""Text cut into typed tokens: durations, money, dates, ids, numbers, ticks, words.

Used by readers of text without ruling lines and by recognition. One letter a token, so that the shape of a
table row or a sentence is a short string:

    d duration   m money   t date   c percentage   i dotted number (may be an id)   x broken dotted number
    g id with a prefix   v version   n bare number   k tick   o empty box   b bullet   w word
    q quotation mark   s end of a sentence   p other sign
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from attrs import define, field

from schedcheck.quantity import DATE, DURATION, MONEY, NUMBER, PERCENT, STARTS, Period, Quantity, combined, parse
from schedcheck.vocabulary import IdKind, Vocabulary, compact

TICKS = "✓✔☑☒\uf0fc\uf0fe"
BOXES = "☐□\uf0a8"
BULLETS = "•▪◦●‣·\uf0b7"
_CELL = 60
"""The longest text of a table cell that is likely to be there again, in characters."""
_WORD = r"[^\W\d_](?:[\w&]|[’'](?=\w)|[/\-‑](?=\w)|\.(?=\d))*-?"
_QUOTES = "‘’“”'\""
_GROUPS = {
    "space": "", "plain": "w", "coded": "i", "date": "t", "money": "m", "percent": "c", "duration": "d",
    "prefixed": "g", "version": "v", "broken": "x", "dotted": "i", "number": "n", "tick": "k", "box": "o",
    "bullet": "b", "glued": "w", "word": "w", "stop": "s", "quote": "q", "sign": "p",
}  # fmt: skip


@define
class Tokens:
    """The tokens of one text. All lists have one entry a token; `starts` and `ends` are offsets in `text`."""

    text: str
    types: str
    starts: list[int]
    ends: list[int]
    _norm: dict[int, str] = field(factory=dict)
    _values: dict[int, Quantity | Period | None] = field(factory=dict)

    def __len__(self) -> int:
        return len(self.types)

    def word(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]

    def norm(self, index: int) -> str:
        """The token in lower case, letters and figures alone."""
        if index not in self._norm:
            self._norm[index] = compact(self.word(index))
        return self._norm[index]

    def value(self, index: int) -> Quantity | Period | None:
        """The quantity or date that a token of type d, m, t, c or n is."""
        if index not in self._values:
            self._values[index] = _value(self.word(index))
        return self._values[index]

    def between(self, first: int, last: int) -> str:
        """The text from one token to another, both included, with single blanks."""
        return " ".join(self.text[self.starts[first] : self.ends[last]].split())


def tokenise(text: str, vocabulary: Vocabulary) -> Tokens:
    """All tokens of `text`, left to right, in linear time. Nobody may change them: equal short texts share theirs."""
    return _tokens_of_cell(text, vocabulary) if len(text) <= _CELL else _tokens(text, vocabulary)


@lru_cache(maxsize=4096)
def _tokens_of_cell(text: str, vocabulary: Vocabulary) -> Tokens:
    """The cells of schedules and amendments hold the same few values and names in thousands of rows."""
    return _tokens(text, vocabulary)


def _tokens(text: str, vocabulary: Vocabulary) -> Tokens:
    types: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for kind, start, end in _scan(text, _scanner(vocabulary)):
        if kind == "d" and types and types[-1] == "d" and _one_duration(text, starts[-1], ends[-1], start, end):
            ends[-1] = end
            continue
        types.append(kind)
        starts.append(start)
        ends.append(end)
    return Tokens(text, "".join(types), starts, ends)


def id_of(kind: IdKind, word: str) -> str:
    """The id in its one spelling: a prefixed one ("CR7") gets its prefix and figures ("CR0007").

    One with a prefix that the kind does not know stays as it is.
    """
    figures = word[len(_prefix(word)) :].lstrip(" -")
    if has_prefix(kind, word):
        return f"{kind.prefix}{int(figures):0{max(kind.digits, 1)}d}"
    return word


def has_prefix(kind: IdKind, word: str) -> bool:
    """Is the word an id by a prefix of this kind, in any of its spellings?"""
    return bool(kind.prefix) and word[-1:].isdigit() and _prefix(word) in {kind.prefix, *kind.aliases}


def _prefix(word: str) -> str:
    return word.rstrip("0123456789").rstrip(" -")


def _value(word: str) -> Quantity | Period | None:
    """The quantity or date of a token; "1 hour 33 minutes 20 seconds" is folded from the left."""
    value = parse(word)
    if value is not None:
        return value
    total: Quantity | None = None
    for part in re.finditer(DURATION, word, re.IGNORECASE):
        read = parse(part.group())
        if not isinstance(read, Quantity):
            return None
        total = read if total is None else combined(total, read, " ".join(word[: part.end()].split()))
        if total is None:
            return None
    return total


def _one_duration(text: str, start: int, end: int, next_start: int, next_end: int) -> bool:
    """Is "1 hour" followed by "30 minutes" one duration? Only on one line."""
    if not re.fullmatch(r" +(?:and )?", text[end:next_start]):
        return False
    first, second = _value(text[start:end]), parse(text[next_start:next_end])
    if not isinstance(first, Quantity) or not isinstance(second, Quantity):
        return False
    return combined(first, second, "") is not None


def _scan(text: str, scanner: re.Pattern[str]) -> Iterator[tuple[str, int, int]]:
    for found in scanner.finditer(text):
        kind = _GROUPS[found.lastgroup or "sign"]
        if kind == "b" or found.group() == "o":
            kind = _bullet(text, found.start(), kind)
        if kind:
            yield kind, found.start(), found.end()


def _bullet(text: str, start: int, kind: str) -> str:
    """A bullet (or an "o" in its stead) stands first on its line; elsewhere it is a sign or a word."""
    first = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    return "b" if first else "p" if kind == "b" else "w"


def _shapes(vocabulary: Vocabulary) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The prefixes of ids that name a change, those of ids in a registry, and the words that may be glued to an id."""
    prefixed = [(p, kind.registered) for kind in vocabulary.ids for p in (kind.prefix, *kind.aliases) if p]
    prefixes = tuple(prefix for prefix, registered in prefixed if not registered)
    coded = tuple(prefix for prefix, registered in prefixed if registered)
    glued = tuple(w for kind in vocabulary.ids for w in kind.before if re.fullmatch(r"[A-Z]+s?", w))
    return prefixes, coded, glued


@lru_cache(maxsize=8)
def _scanner(vocabulary: Vocabulary) -> re.Pattern[str]:
    prefixes, coded, glued = (
        "|".join(sorted(map(re.escape, shapes), key=lambda w: (-len(w), w))) for shapes in _shapes(vocabulary)
    )
    special = "|".join(filter(None, [f"(?i:{STARTS})", r"[vV]\d", prefixes, coded, glued and rf"(?:{glued})\d"]))
    parts = [
        ("space", r"\s+"),
        ("plain", rf"(?!{special}){_WORD}"),
        ("date", rf"(?i:{DATE})"),
        ("money", rf"(?i:{MONEY})"),
        ("percent", rf"(?i:{PERCENT})"),
        ("duration", rf"(?i:{DURATION})"),
        ("coded", rf"\b(?:{coded or '(?!)'})[ -]?\d{{1,6}}(?![-\w])"),
        ("prefixed", rf"\b(?:{prefixes or '(?!)'})[ -]?\d{{1,6}}(?![-\w])"),
        ("version", r"\b[vV]\d+(?:\.\d+)+\b"),
        ("broken", r"\d+(?:\.\d+)*(?:\.{2,}\d+)+|\d+(?:\.\d+)+\.(?=\s*[,;)])"),
        ("dotted", r"\d+(?:\.\d+)+(?![\d£%]|[a-z]\b)"),
        ("number", rf"{NUMBER}(?![.,]?\d)"),
        ("tick", f"[{TICKS}]"),
        ("box", f"[{BOXES}]"),
        ("bullet", rf"[{BULLETS}]|[-*–](?=[ \t])"),
        ("glued", rf"\b(?:{glued or '(?!)'})(?=\d)"),
        ("word", rf"{_WORD}|\d\w*"),
        ("stop", r"[.?!](?=[’”\"')]*(?:\s+[^a-z\s]|\s*\Z))|;(?=\s|\Z)"),
        ("quote", f"[{_QUOTES}]"),
        ("sign", r"[^\w\s]"),
    ]
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in parts))
