"""How messages speak of amendments: cells, values, days. Used by the relations over amendments alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from schedcheck.check.amendments.rewrite import Rewrite
from schedcheck.check.evidence import Evidence
from schedcheck.check.wording import listed, quoted
from schedcheck.fact import Fact
from schedcheck.quantity import Period


def day(when: date) -> str:
    """A day in words: "25 June 2020"."""
    return Period(when, when).plain()


def cell(rewrite: Rewrite, evidence: Evidence) -> str:
    """A cell in words: "round trip of 1.2.1"."""
    return f"{evidence.facts.title(rewrite.property)} of {rewrite.subject}"


def cells(rewrites: Iterable[Rewrite], evidence: Evidence) -> str:
    """Several cells, those of one property together: "round trip of 1.2.1 and 1.3"."""
    by_name: dict[str, dict[str, None]] = {}
    for each in rewrites:
        name = evidence.facts.title(each.property) if each.property else "row"
        by_name.setdefault(name, {})[each.subject] = None
    return listed(f"{name} of {listed(subjects)}" for name, subjects in by_name.items())


def values(facts: Sequence[Fact]) -> str:
    """The values of a cell as printed."""
    return listed(dict.fromkeys(quoted(fact) for fact in facts))
