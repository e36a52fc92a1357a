"""Text cut into typed tokens: durations, money, dates, ids, numbers, ticks, words.

Used by readers of text without ruling lines and by recognition. One letter a token, so that the shape of a
table row or a sentence is a short string:

    d duration   m money   t date   c percentage   i dotted number (may be an id)   x broken dotted number
    g id with a prefix   v version   n bare number   k tick   o empty box   b bullet   w word
    q quotation mark   s end of a sentence   p other sign
"""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import define, field

from schedcheck.quantity import DATE, DURATION, MONEY, NUMBER, PERCENT, STARTS, Period, Quantity, combined, parse
from schedcheck.vocabulary import IdKind, Vocabulary, compact

TICKS = "✓✔☑☒\uf0fc\uf0fe"
BOXES = "☐□\uf0a8"
BULLETS = "•▪◦●‣·\uf0b7"
_CELL = 60
"""The longest text of a table cell that is likely to be there again, in characters."""
_WORD = r"[^\W\d_][\w&]*(?:(?:[’'/\-‑](?=\w)|\.(?=\d))[\w&]*)*-?"
_QUOTES = "‘’“”'\""


@define
class Tokens:
    """The tokens of one text. All lists have one entry a token; `starts` and `ends` are offsets in `text`."""

    text: str
    types: str
    starts: list[int]
    ends: list[int]
    _norm: dict[int, str] = field(factory=dict, eq=False)
    _values: dict[int, Quantity | Period | None] = field(factory=dict, eq=False)

    def __len__(self) -> int:
        return len(self.types)

    def followed_by(self, other: Tokens) -> Tokens:
        """The tokens of both texts joined by a line end, which no token may reach over."""
        start = len(self.text) + 1
        starts = [*self.starts, *(start + own for own in other.starts)]
        ends = [*self.ends, *(start + own for own in other.ends)]
        return Tokens(f"{self.text}\n{other.text}", self.types + other.types, starts, ends)

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
    scanner, letters = _scanner(vocabulary)
    for found in scanner.finditer(text):
        if found.lastindex is None:
            continue
        kind, (start, end) = letters[found.lastindex - 1], found.span(found.lastindex)
        if kind == "b" or (end - start == 1 and text[start] == "o"):
            kind = _bullet(text[ends[-1] if ends else 0 : start], kind, fresh=not ends)
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


def _bullet(gap: str, kind: str, *, fresh: bool) -> str:
    """A bullet (or an "o" in its stead) stands first on its line; elsewhere it is a sign or a word.

    `gap` is what parts it from the token before; `fresh` says that there is none.
    """
    first = (fresh or "\n" in gap) and not gap[gap.rfind("\n") + 1 :].strip()
    return "b" if first else "p" if kind == "b" else "w"


def _shapes(vocabulary: Vocabulary) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The prefixes of ids that name a change, those of ids in a registry, and the words that may be glued to an id."""
    prefixed = [(p, kind.registered) for kind in vocabulary.ids for p in (kind.prefix, *kind.aliases) if p]
    prefixes = tuple(prefix for prefix, registered in prefixed if not registered)
    coded = tuple(prefix for prefix, registered in prefixed if registered)
    glued = tuple(w for kind in vocabulary.ids for w in kind.before if re.fullmatch(r"[A-Z]+s?", w))
    return prefixes, coded, glued


@lru_cache(maxsize=8)
def _scanner(vocabulary: Vocabulary) -> tuple[re.Pattern[str], str]:
    """A pattern with one group for each sort of token, and the letters of the groups.

    White space belongs to the token before it. Most words are plain: nothing that a word can start is tried on them.
    """
    prefixes, coded, glued = (
        "|".join(sorted(map(re.escape, shapes), key=lambda w: (-len(w), w))) for shapes in _shapes(vocabulary)
    )
    special = "|".join(filter(None, [STARTS, r"[vV]\d", prefixes, coded, glued and rf"(?:{glued})\d"]))
    parts = [
        ("w", rf"(?!{special}){_WORD}"),
        ("t", rf"(?i:{DATE})"),
        ("m", rf"(?i:{MONEY})"),
        ("c", rf"(?i:{PERCENT})"),
        ("d", rf"(?i:{DURATION})"),
        ("i", rf"\b(?:{coded or '(?!)'})[ -]?\d{{1,6}}(?![-\w])"),
        ("g", rf"\b(?:{prefixes or '(?!)'})[ -]?\d{{1,6}}(?![-\w])"),
        ("v", r"\b[vV]\d+(?:\.\d+)+\b"),
        ("x", r"\d+(?:\.\d+)*(?:\.{2,}\d+)+|\d+(?:\.\d+)+\.(?=\s*[,;)])"),
        ("i", r"\d+(?:\.\d+)+(?![\d£%]|[a-z]\b)"),
        ("n", rf"{NUMBER}(?![.,]?\d)"),
        ("k", f"[{TICKS}]"),
        ("o", f"[{BOXES}]"),
        ("b", rf"[{BULLETS}]|[-*–](?=[ \t])"),
        ("w", rf"\b(?:{glued or '(?!)'})(?=\d)"),
        ("w", rf"{_WORD}|\d\w*"),
        ("s", r"[.?!](?=[’”\"')]*(?:\s+[^a-z\s]|\s*\Z))|;(?=\s|\Z)"),
        ("q", f"[{_QUOTES}]"),
        ("p", r"[^\w\s]"),
    ]
    return re.compile(rf"(?:{'|'.join(f'({pattern})' for _, pattern in parts)})\s*|\s+"), "".join(x for x, _ in parts)
