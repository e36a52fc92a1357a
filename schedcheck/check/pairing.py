"""Which wrong id stands for which right one, where a list has several of both.

Runs over the ids of one list that have one value. A pairing is only given where there is no other as good.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations

from schedcheck.fact import Fact

Pairs = tuple[tuple[str, str], ...]

_MOST = 6
"""Past so many on a side, only the order of rows is looked at."""


def paired(extra: Sequence[str], missing: Sequence[str], here: Sequence[str], others: Iterable[Sequence[str]]) -> Pairs:
    """(wrong, right) by the closeness of the ids, else by the order of rows; nothing where that leaves a choice.

    `here` is the order of the list's own rows, `others` are the orders of lists that have what is missing.
    """
    if len(extra) != len(missing):
        return ()
    if len(extra) == 1:
        return ((extra[0], missing[0]),)
    return _by_closeness(extra, missing) or _by_rows(extra, missing, here, others)


def natural(subject: str) -> tuple[tuple[int, str], ...]:
    """Ids in the order of their numbers: 6.9 before 6.14."""
    return tuple((int(part) if part.isdecimal() else -1, part) for part in subject.split("."))


def beside_kin(subject: str, alike: Sequence[Fact], every: Sequence[Fact]) -> list[Fact]:
    """Rows in the tables in which ids stand that differ from a subject in their last number alone, if there are any.

    Of those that are `alike` where some of them stand there, else the ones with such ids; all that are alike otherwise.
    """
    above = subject.rpartition(".")[0]
    kin = [fact for fact in every if fact.place.row and above and fact.subject.rpartition(".")[0] == above]
    tables = {(fact.section, fact.place.table) for fact in kin}
    return [fact for fact in alike if (fact.section, fact.place.table) in tables] or kin or [*alike]


def _by_closeness(extra: Sequence[str], missing: Sequence[str]) -> Pairs:
    """The one way in which most ids are close, if every id is close to its partner."""
    if len(extra) > _MOST:
        return ()
    ways = sorted((sum(map(_distance, extra, order)), order) for order in permutations(missing))
    (least, best), (next_least, _) = ways[:2]
    all_close = all(_distance(wrong, right) < _FAR for wrong, right in zip(extra, best, strict=True))
    return tuple(zip(extra, best, strict=True)) if all_close and least < next_least else ()


_FAR = 100


def _distance(one: str, other: str) -> int:
    """0 for the same signs with dots elsewhere, 1 for the same signs in another order, 2 for a neighbour."""
    signs, others = one.replace(".", ""), other.replace(".", "")
    if signs == others:
        return 0
    if sorted(signs) == sorted(others):
        return 1
    return 2 if _are_neighbours(one, other) else _FAR


def _are_neighbours(one: str, other: str) -> bool:
    """Do they differ in one number alone, and by one?"""
    parts, others = natural(one), natural(other)
    if len(parts) != len(others):
        return False
    apart = [(a, b) for (a, _), (b, _) in zip(parts, others, strict=True) if a != b]
    return len(apart) == 1 and -1 not in apart[0] and abs(apart[0][0] - apart[0][1]) == 1


def _by_rows(
    extra: Sequence[str], missing: Sequence[str], here: Sequence[str], others: Iterable[Sequence[str]]
) -> Pairs:
    """Row by row with the lists that have the same rows but for these; nothing where they do not say the same."""
    ways = {found for order in others if (found := _row_by_row(extra, missing, here, order))}
    return ways.pop() if len(ways) == 1 else ()


def _row_by_row(extra: Sequence[str], missing: Sequence[str], here: Sequence[str], there: Sequence[str]) -> Pairs:
    if len(here) != len(there):
        return ()
    pairs = tuple((a, b) for a, b in zip(here, there, strict=True) if a != b)
    fits = {a for a, _ in pairs} == set(extra) and {b for _, b in pairs} == set(missing)
    return pairs if fits else ()
