"""Which change breaks or settles which finding. Runs after both states were compared.

A finding that cites the very value that changed is that change's. What an absence breaks cites no such value: it goes
to a change of what it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from schedcheck.fact import Fact
from schedcheck.finding import Finding
from schedcheck.place import Place
from schedcheck.report.difference.record import Change

_Spot = tuple[str, int, str, int, int]


def linked(changes: Sequence[Change], broken: Iterable[Finding], settled: Iterable[Finding]) -> tuple[Change, ...]:
    """The changes with the findings that each breaks and settles; a finding may come of several, or of none."""
    breaks: dict[int, list[Finding]] = {}
    settles: dict[int, list[Finding]] = {}
    for finding in broken:
        for index in _of(finding, changes, [change.new for change in changes]):
            breaks.setdefault(index, []).append(finding)
    for finding in settled:
        for index in _of(finding, changes, [change.old for change in changes]):
            settles.setdefault(index, []).append(finding)
    return tuple(
        evolve(change, breaks=tuple(breaks.get(index, ())), settles=tuple(settles.get(index, ())))
        for index, change in enumerate(changes)
    )


def _of(finding: Finding, changes: Sequence[Change], facts: Sequence[tuple[Fact, ...]]) -> list[int]:
    """The numbers of the changes that it comes of."""
    cited = {_spot(c.document, c.place) for c in finding.citations}
    exact = [n for n, own in enumerate(facts) if any(_spot(f.document, f.place) in cited for f in own)]
    if exact:
        return exact
    about = [n for n, change in enumerate(changes) if _is_about(finding, change)]
    return [n for n in about if changes[n].property == finding.property] or about[:1]


def _is_about(finding: Finding, change: Change) -> bool:
    """Does the change touch what the finding is about: its subject, or a name that it counts?"""
    values = {str(fact.value) for fact in (*change.old, *change.new)}
    named = {finding.subject, *finding.values}
    return change.subject in named or (change.property == finding.property and bool(values & named))


def _spot(document: str, place: Place) -> _Spot:
    return document, place.page, place.key, place.line, place.offset
