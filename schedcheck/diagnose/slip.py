"""How small a slip of the pen turns one printed value into another: the smaller, the likelier.

Runs over printed values alone.
"""

from __future__ import annotations

import re

_OTHER = re.compile(r"[\W_]+")
TINY, SMALL, LARGE, WHOLE = 0, 1, 2, 3
"""A sign, a unit or two signs exchanged; a neighbour in a list of ids; another value; something more or less."""


def slip(written: str, meant: str) -> int:
    """From 0, the smallest, to 3, for what is added or taken away."""
    if not written or not meant:
        return WHOLE
    one, other = written.casefold().strip(), meant.casefold().strip()
    if _is_one_sign(one, other) or _is_one_unit(one, other) or _signs(one) == _signs(other):
        return TINY
    return SMALL if _are_neighbours(one, other) else LARGE


def _signs(text: str) -> str:
    return _OTHER.sub("", text)


def _is_one_sign(one: str, other: str) -> bool:
    """One sign more, less or another, or two beside each other exchanged."""
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, rests = one[start:], other[start:]
    if rest[1:] == rests[1:] or rest[1:] == rests or rest == rests[1:]:
        return True
    return rest[:2] == rests[:2][::-1] and rest[2:] == rests[2:]


def _is_one_unit(one: str, other: str) -> bool:
    """The same figure in another unit."""
    figures, others = (re.sub(r"[^\d.]", "", text) for text in (one, other))
    return bool(figures) and figures == others


def _are_neighbours(one: str, other: str) -> bool:
    """Do they differ in one number alone, and by one?"""
    parts, others = re.findall(r"\d+", one), re.findall(r"\d+", other)
    if len(parts) != len(others) or re.sub(r"\d", "", one) != re.sub(r"\d", "", other):
        return False
    apart = [(int(a), int(b)) for a, b in zip(parts, others, strict=True) if a != b and max(len(a), len(b)) < 12]
    return len(apart) == 1 and abs(apart[0][0] - apart[0][1]) == 1
