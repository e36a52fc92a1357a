"""Every document of two states once, those that are the same together. Runs before facts are compared."""

from __future__ import annotations

from collections.abc import Sequence

from schedcheck.check.counterparts import counterparts
from schedcheck.document import Paper
from schedcheck.report.difference.record import Pair


def paired(old: Sequence[Paper], new: Sequence[Paper]) -> tuple[Pair, ...]:
    """Every document once: those of the new state in its order, then those that are gone."""
    partner = counterparts(old, new)
    taken = {paper.id for paper in partner.values()}
    before, after = _documents(old), _documents(new)
    if len(before) == len(after) == 1 and after[0].id not in partner and before[0].id not in taken:
        partner[after[0].id] = before[0]
        taken.add(before[0].id)
    pairs = [Pair(paper.id, partner.get(paper.id), paper) for paper in new]
    return (*pairs, *(Pair(_free(paper.id, new), paper, None) for paper in old if paper.id not in taken))


def _documents(papers: Sequence[Paper]) -> list[Paper]:
    """Those that are no schedules: whoever compares one with one means them as the same."""
    return [paper for paper in papers if not paper.schedule]


def _free(name: str, new: Sequence[Paper]) -> str:
    """An id for a document that is gone, which no other has."""
    taken = {paper.id for paper in new}
    return name if name not in taken else f"{name} (before)"
