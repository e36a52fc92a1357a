"""Is a pattern safe to run on any text? Asked for every pattern of a vocabulary file before it is used.

A pattern is refused when the time it takes could grow faster than the text: a repeat inside a repeat, a
choice inside a repeat, a back reference, or more than two open-ended repeats.
"""

from __future__ import annotations

import re
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LONGEST = 200
LONG_REPEAT = 50
"""A repeat that may go on for longer counts as open-ended."""
_REPEATS = {c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT}


def check_linear(pattern: str) -> str:
    """What is wrong with the pattern in plain words, "" when it is safe."""
    if len(pattern) > LONGEST:
        return f"the pattern is longer than {LONGEST} characters"
    try:
        tree = parser.parse(pattern)
    except re.error as error:
        return f"the pattern can not be read: {error.msg} at character {(error.pos or 0) + 1}"
    opened = [0]
    problem = _walk(tree, 0, opened)
    if not problem and opened[0] > 2:
        problem = "more than two open-ended repeats (+ or *)"
    return f"the pattern could take far too long on some text: {problem}" if problem else ""


def _walk(tree: Any, inside: int, opened: list[int]) -> str:
    """`inside` is how often the part may be repeated by what stands around it."""
    for operation, argument in tree:
        problem = _step(operation, argument, inside, opened)
        if problem:
            return problem
    return ""


def _step(operation: Any, argument: Any, inside: int, opened: list[int]) -> str:
    if operation in _REPEATS:
        low, high, body = argument
        endless = high is c.MAXREPEAT or high > LONG_REPEAT
        opened[0] += endless
        if inside > 1 and high != low and (endless or inside * int(high) > 16):
            return "a repeat inside a repeat"
        return _walk(body, max(inside, 1) * (1000 if endless else int(high)), opened)
    if operation is c.BRANCH:
        return "a choice inside a repeat" if inside > 1 else _first(argument[1], inside, opened)
    if operation is c.SUBPATTERN:
        return _walk(argument[3], inside, opened)
    if operation in {c.GROUPREF, c.GROUPREF_EXISTS}:
        return "a reference back to an earlier part"
    if operation in {c.ASSERT, c.ASSERT_NOT}:
        return _walk(argument[1], inside, opened)
    return ""


def _first(branches: Any, inside: int, opened: list[int]) -> str:
    return next((p for p in (_walk(branch, inside, opened) for branch in branches) if p), "")
