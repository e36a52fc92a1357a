"""What became of every binding in one run: joined from the Readings of its documents. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from schedcheck.binding import Binding, Bound
from schedcheck.reading import Reading


def bound(bindings: Sequence[Binding], readings: Sequence[Reading]) -> tuple[Bound, ...]:
    """One Bound for each binding, in their order; one whose document is not in this run has none."""
    outcomes = {o.at: (r.paper.id, o) for r in readings for o in r.outcomes}
    found: list[Bound] = []
    for binding in bindings:
        if binding.at in outcomes:
            document, outcome = outcomes[binding.at]
            found.append(Bound(binding, document, outcome.facts, outcome.void))
        else:
            found.append(Bound(binding, void=f"no document of this run is {binding.file or binding.document}"))
    return tuple(found)
