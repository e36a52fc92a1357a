"""Which of several remedies is the better one, and why, in words.

Runs over remedies that were tried. Fewest rows and edits first, then what adds nothing that no change asks for, then
the document of least authority, then the number of documents that say the same, then the fewest words, then the
smallest slip of the pen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from schedcheck.check.wording import count_of
from schedcheck.diagnose.remedy import Remedy
from schedcheck.diagnose.trial import Outcome
from schedcheck.fact import Facts


@frozen(order=True)
class Weight:
    """What one remedy, or several together, cost: the lighter, the better."""

    rows: int = 0
    remedies: int = 0
    clouded: int = 0
    edits: int = 0
    needless: int = 0
    authority: int = 0
    witnesses: int = 0
    statements: int = 0
    values: int = 0
    slip: int = 0

    def __add__(self, other: Weight) -> Weight:
        return Weight(
            self.rows + other.rows,
            self.remedies + other.remedies,
            self.clouded + other.clouded,
            self.edits + other.edits,
            self.needless + other.needless,
            self.authority + other.authority,
            self.witnesses + other.witnesses,
            self.statements + other.statements,
            self.values + other.values,
            self.slip + other.slip,
        )


@frozen(eq=False)
class Tried:
    """A remedy with its outcome and its weight. `parts` are those that it joins, each of which is sound by itself."""

    remedy: Remedy
    outcome: Outcome
    weight: Weight
    parts: tuple[Tried, ...] = ()


def joined(parts: Sequence[Tried], remedy: Remedy, outcome: Outcome) -> Tried:
    """Several remedies at once: they weigh what each of them does."""
    return Tried(remedy, outcome, total(parts), tuple(parts))


def weighed(remedy: Remedy, outcome: Outcome, facts: Facts) -> Tried:
    """What counts for a remedy counts downwards: a document of a higher rank number is edited first.

    `witnesses` are other documents that say the same, `statements` are sections of any that do.
    """
    ranks = [facts.paper(edit.document).rank for edit in remedy.edits]
    edited = {edit.document for edit in remedy.edits}
    witnesses = {c.document for c in remedy.witnesses} - edited
    return Tried(
        remedy,
        outcome,
        Weight(
            rows=len(remedy.spots),
            remedies=1,
            clouded=int(bool(outcome.clouded)),
            edits=_counted(remedy),
            needless=remedy.needless,
            authority=-min(ranks, default=0),
            witnesses=-len(witnesses),
            statements=-len({(c.document, c.section) for c in remedy.witnesses}),
            values=len(remedy.edits),
            slip=remedy.slip,
        ),
    )


def _counted(remedy: Remedy) -> int:
    """An id and what belongs to it in its row are one edit: the row's subject."""
    renamed = {(e.document, e.section, e.place.table, e.place.row) for e in remedy.edits if e.source == e.subject}
    rows = [(e.document, e.section, e.place.table, e.place.row) for e in remedy.edits if e.source != e.subject]
    return len(renamed) + sum(1 for row in rows if row not in renamed or not row[-1])


def total(tried: Iterable[Tried]) -> Weight:
    """What several remedies cost together."""
    return sum((each.weight for each in tried), Weight())


def drawback(other: Weight, best: Weight) -> str:
    """Why the one ranks below the other: the first difference that counts."""
    if other.rows != best.rows:
        return f"it changes {count_of(other.rows, 'place')} instead of {best.rows}"
    if other.clouded != best.clouded:
        return "it leaves a check undecided"
    if other.edits != best.edits:
        return f"it takes {count_of(other.edits, 'edit')} instead of {best.edits}"
    if other.needless != best.needless:
        return "nothing that changes is open to what it adds"
    if other.authority != best.authority:
        return "it edits a document of higher authority"
    if other.witnesses != best.witnesses:
        return "fewer documents say the same"
    if other.statements != best.statements:
        return "it is said less often"
    if other.values != best.values:
        return "it changes more words"
    return "it is a larger slip of the pen" if other.slip != best.slip else "it is as good"
