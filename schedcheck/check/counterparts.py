"""Which document of one state is which of another. Runs before the facts of two states are compared.

Ids will not do: where a folder has several documents of a kind they are numbered, and one more shifts the numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from schedcheck.document import Paper

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


def counterparts(old: Sequence[Paper], new: Sequence[Paper]) -> dict[str, Paper]:
    """The old paper of each new one that has one, by the new one's id."""
    return dict(_partners(list(old), list(new)))


def _partners(old: list[Paper], new: list[Paper]) -> Iterator[tuple[str, Paper]]:
    for key in _KEYS:
        before, after = _only(old, key), _only(new, key)
        for name in after:
            if name in before:
                yield after[name].id, before[name]
                old.remove(before[name])
                new.remove(after[name])


def _only(papers: Sequence[Paper], key: Callable[[Paper], Hashable]) -> dict[Hashable, Paper]:
    """The papers that no other shares the key of, by key."""
    groups: dict[Hashable, list[Paper]] = {}
    for paper in papers:
        groups.setdefault(key(paper), []).append(paper)
    return {name: group[0] for name, group in groups.items() if len(group) == 1}


def _name(paper: Paper) -> str:
    return paper.file.rpartition("/")[2]
