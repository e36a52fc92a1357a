"""Names in running text: words in quotation marks, words that read as a name, a name that ends its block.

Called while a template is matched. Each function gives the first and the last token of what it takes, or None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from schedcheck.tokens import Tokens

Span = tuple[int, int]

_SMALL = frozenset({"of", "to", "and", "for", "the", "in", "on", "by", "with", "from", "or", "a", "an", "at"})
_JOINTS = frozenset({"(", "/", "&"})
_DASHES = frozenset({"-", "–", "—"})
_LONGEST = 24


def quoted(tokens: Tokens, token: int, end: int) -> Span | None:
    """The words between quotation marks that open at this token."""
    types = tokens.types
    last = types.find("q", token + 1, token + 25) if token < end and types[token] == "q" else -1
    return (token + 1, last - 1) if last > token + 1 else None


def phrase(tokens: Tokens, token: int, end: int) -> Span | None:
    """Words that read as a name: capitals, small words between them, strokes, and brackets with whatever is in them."""
    last, opened = token - 1, False
    for at in range(token, min(end, token + _LONGEST)):
        word = tokens.word(at)
        if tokens.types[at] not in "wp":
            break
        if word == ")" and opened:
            last, opened = at, False
        elif not opened and tokens.types[at] == "w" and word[0].isupper():
            last = at
        elif at == token or not (opened or word in _JOINTS or word.casefold() in _SMALL):
            break
        opened = opened or word == "("
    return (token, last) if last > token else None


def rest(tokens: Tokens, token: int, end: int) -> Span | None:
    """A name that goes on to the end of the block; a dash in it parts no more."""
    found = phrase(tokens, token, end)
    while found and found[1] + 1 < len(tokens) and tokens.word(found[1] + 1) in _DASHES:
        more = phrase(tokens, found[1] + 2, end)
        found = (token, more[1]) if more else None
    if found is None or any(letter not in "sp" for letter in tokens.types[found[1] + 1 :]):
        return None
    return found


SPANS: Mapping[str, Callable[[Tokens, int, int], Span | None]] = {"quoted": quoted, "phrase": phrase, "rest": rest}
"""The kinds of slots that take words."""
