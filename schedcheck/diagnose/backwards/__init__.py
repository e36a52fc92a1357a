"""The relations run backwards: from a finding to the remedies that its own relation proposes.

Runs for each finding, before anything is tried. What a remedy writes is always stated somewhere or follows by
arithmetic; whether it breaks another rule is not asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from schedcheck.diagnose.backwards.amended import doubled, in_force, new_values, other_rows, other_subjects, taken_out
from schedcheck.diagnose.backwards.dated import in_their_order, in_time, its_end, its_month
from schedcheck.diagnose.backwards.declared import (
    either_word,
    missing_amendments,
    other_address,
    other_day,
    other_predecessor,
    other_region,
    superseding,
)
from schedcheck.diagnose.backwards.entries import (
    again,
    belonging,
    cleaned,
    distinct,
    excluded,
    needed,
    of_its_owner,
    resolving,
)
from schedcheck.diagnose.backwards.lists import shown_too, subject_lists, ticks, value_lists
from schedcheck.diagnose.backwards.named import held_version, one_version, other_part, other_schedule, written_out
from schedcheck.diagnose.backwards.restored import as_before
from schedcheck.diagnose.backwards.subjects import other_ids
from schedcheck.diagnose.backwards.sums import bounds, totals
from schedcheck.diagnose.backwards.values import among, as_others, as_siblings, exchanged
from schedcheck.diagnose.ground import Ground
from schedcheck.diagnose.remedy import Key, Remedy
from schedcheck.finding import Finding
from schedcheck.rule import Rule
from schedcheck.rule.relations import SameSet

__all__ = ["remedies"]

MOST = 24
"""So many remedies are tried for one finding."""

Way = Callable[[Finding, Any, Ground], Iterator[Remedy]]


def _lists(finding: Finding, slots: SameSet, ground: Ground) -> Iterator[Remedy]:
    return (subject_lists if slots.members == "subject" else value_lists)(finding, slots, ground)


_WAYS: Mapping[str, tuple[Way, ...]] = {
    "same": (as_others, exchanged, as_siblings, other_ids),
    "total": (totals, as_siblings, other_ids),
    "at-most": (bounds, as_siblings, other_ids),
    "same-set": (_lists, other_ids),
    "one-of": (among, as_siblings, other_ids),
    "present": (needed,),
    "resolves": (resolving, other_ids),
    "maps-to": (ticks,),
    "once": (again, other_ids),
    "belongs": (belonging, other_ids),
    "distinct": (distinct, other_ids),
    "clean": (cleaned,),
    "excludes": (excluded,),
    "owned": (of_its_owner,),
    "replaces": (in_force, new_values, other_subjects),
    "same-sort": (new_values,),
    "approved": (new_values, other_rows, taken_out),
    "finds-its-row": (other_rows, taken_out),
    "changed-once": (doubled,),
    "starts-together": (other_day,),
    "follows": (other_day,),
    "ordered": (taken_out, superseding, other_region),
    "supersedes": (other_predecessor,),
    "addressed": (other_address,),
    "said-once": (either_word,),
    "carried": (missing_amendments,),
    "accounted": (as_before,),
    "in-order": (in_their_order,),
    "in-time": (in_time,),
    "ends-by": (its_end,),
    "beside": (its_month,),
    "newest": (one_version,),
    "refers": (other_part,),
    "expanded": (written_out,),
    "drafted-in": (other_schedule,),
    "shown-before": (shown_too,),
    "drafted-against": (held_version,),
}
"""Kind of relation -> where its remedies come from, the likeliest first."""


def remedies(finding: Finding, rule: Rule, ground: Ground, *, brought_about: bool = False) -> list[Remedy]:
    """The different remedies for one finding, at most so many, in a fixed order.

    What is `brought_about` by an amendment is wrong with what it makes of a schedule, whatever the relation.
    """
    found: dict[Key, Remedy] = {}
    for way in _WAYS.get(rule.relation.kind, ()) if not brought_about else (new_values, other_subjects, taken_out):
        for remedy in way(finding, rule.relation, ground):
            same = found.get(remedy.key)
            found[remedy.key] = same.witnessed_by(remedy) if same else remedy
            if len(found) == MOST:
                return list(found.values())
    return list(found.values())
