"""Which document of one state is which of the other. Runs before facts are compared.

Ids will not do: where a folder has several documents of a kind they are numbered, and one more shifts the numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from schedcheck.document import Paper
from schedcheck.report.difference.record import Pair

_KEYS: tuple[Callable[[Paper], Hashable], ...] = (
    lambda paper: (paper.kind, paper.file, paper.title),
    lambda paper: (paper.kind, _name(paper), paper.title),
    lambda paper: (paper.kind, _name(paper)),
    lambda paper: (paper.kind, paper.title, paper.contract, paper.region),
    lambda paper: (paper.kind, paper.contract, paper.region),
    lambda paper: paper.kind,
    lambda paper: _name(paper),
)
"""What two papers must have in common, and no others, to be the same document; the surest first."""


def paired(old: Sequence[Paper], new: Sequence[Paper]) -> tuple[Pair, ...]:
    """Every document once: those of the new state in its order, then those that are gone."""
    partner = dict(_partners(old, new))
    taken = {paper.id for paper in partner.values()}
    pairs = [Pair(paper.id, partner.get(paper.id), paper) for paper in new]
    return (*pairs, *(Pair(_free(paper.id, new), paper, None) for paper in old if paper.id not in taken))


def _partners(old: Sequence[Paper], new: Sequence[Paper]) -> Iterator[tuple[str, Paper]]:
    """(id of a new paper, its old one)."""
    left_old, left_new = list(old), list(new)
    for key in _KEYS:
        before, after = _only(left_old, key), _only(left_new, key)
        for name in after:
            if name in before:
                yield after[name].id, before[name]
                left_old.remove(before[name])
                left_new.remove(after[name])
    before_last, last = _documents(left_old), _documents(left_new)
    if len(_documents(old)) == len(_documents(new)) == len(last) == len(before_last) == 1:
        yield last[0].id, before_last[0]


def _documents(papers: Sequence[Paper]) -> list[Paper]:
    """Those that are no schedules: whoever compares one with one means them as the same."""
    return [paper for paper in papers if not paper.schedule]


def _only(papers: Sequence[Paper], key: Callable[[Paper], Hashable]) -> dict[Hashable, Paper]:
    """The papers that no other shares the key of, by key."""
    groups: dict[Hashable, list[Paper]] = {}
    for paper in papers:
        groups.setdefault(key(paper), []).append(paper)
    return {name: group[0] for name, group in groups.items() if len(group) == 1}


def _name(paper: Paper) -> str:
    return paper.file.rpartition("/")[2]


def _free(name: str, new: Sequence[Paper]) -> str:
    """An id for a document that is gone, which no other has."""
    taken = {paper.id for paper in new}
    return name if name not in taken else f"{name} (before)"
