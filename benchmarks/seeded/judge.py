"""Runs the program on a pack and compares what it says with what was seeded.

The places, edits and causes are those of the report; nothing of the program's inside is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from benchmarks.seeded.operators import Repair, Seeded
from benchmarks.seeded.paper import Spot
from benchmarks.seeded.story import CATEGORIES, ROLES
from schedcheck import app
from schedcheck.finding import LEVELS, Citation, Edit, Finding
from schedcheck.quantity import Period, Quantity, parse
from schedcheck.report import Report

REGISTRY_ITSELF = "registry-"
"""Rules that judge the registry by itself: their findings are there before any pack is written."""


@frozen
class Outcome:
    """What came out for one pack. `open` says that the pack itself leaves something undecided.

    `extra` counts findings that no cause at the seeded place explains.
    """

    errors: int = 0
    warnings: int = 0
    notes: int = 0
    undecided: bool = False
    detected: bool = False
    placed: bool = False
    repaired: bool = False
    single: bool = False
    extra: int = 0
    open: bool = False
    words: tuple[str, ...] = ()


@frozen
class Program:
    """The program with a registry, as `verify` runs it."""

    registry: str
    ignored: tuple[str, ...]

    @classmethod
    def of(cls, registry: str) -> Program:
        rules = app.rules(app.Options())
        return cls(registry, tuple(r.name for r in rules if r.name.startswith(REGISTRY_ITSELF)))

    def verify(self, folder: str) -> Report:
        options = app.Options(workspace=folder, registry=self.registry, ignore=self.ignored)
        return app.verify([], options)


def judged(report: Report, seeded: Seeded | None = None) -> Outcome:
    """The outcome of a pack with what was seeded, or of a clean one."""
    heard = [f for f in report.findings if f.level != "note"]
    errors, warnings, notes = (sum(f.level == level for f in report.findings) for level in LEVELS)
    words = tuple(f"{f.level} {f.rule}: {f.message}" for f in heard)
    said = (*words, *(f"cause: {cause.message}" for cause in report.causes))
    undecided = report.verdict == "undecided" or any(p.gaps for p in report.papers if not p.schedule)
    if seeded is None:
        return Outcome(errors, warnings, notes, undecided, words=said)
    first = report.causes[0] if report.causes else None
    explained = set(first.explains) if first else {f.id for f in heard[:1]}
    return Outcome(
        errors,
        warnings,
        notes,
        undecided,
        detected=bool(heard),
        placed=_is_placed(seeded, report, heard),
        repaired=_alike(first.edits if first else (), seeded.repairs),
        single=len(report.causes) == 1 if seeded.repairs else len(report.causes) <= 1,
        extra=sum(f.id not in explained for f in heard),
        words=said,
    )


def is_found(report: Report, seeded: Seeded) -> bool:
    """Of several errors: does a finding or a cause point to this one?"""
    heard = [f for f in report.findings if f.level != "note"]
    return any(_is_told(spot, seeded, report, heard) for spot in seeded.spots)


def _is_placed(seeded: Seeded, report: Report, heard: Sequence[Finding]) -> bool:
    """Is every place of the error told? Of a doubled row, or where either side may be wrong, one will do."""
    told = [_is_told(spot, seeded, report, heard) for spot in dict.fromkeys(seeded.spots)]
    return all(told) if len(seeded.repairs) > 1 else any(told)


def _is_told(spot: Spot, seeded: Seeded, report: Report, heard: Sequence[Finding]) -> bool:
    """Does a cause's edit, or what a finding calls wrong, stand at this place?"""
    told: list[Edit | Citation] = [edit for cause in report.causes for edit in cause.edits]
    told += [c for f in heard for c in f.citations if c.role == "found"]
    wrong = {_plain(r.source or r.target) for r in seeded.repairs if r.spot == spot}
    return any(_is_at(spot, each) or _is_on_its_line(spot, wrong, each) for each in told)


def _is_at(spot: Spot, each: Edit | Citation) -> bool:
    here = each.document == spot.document and _same_section(each.section, spot.section)
    if not spot.table:
        return here
    same_table = each.place.table == spot.table
    return here and same_table and (not spot.row or abs(each.place.row - spot.row) == 0 or _is_insert(each))


def _is_on_its_line(spot: Spot, wrong: set[str], each: Edit | Citation) -> bool:
    """Where a text shows no table: is it the wrong or missing words themselves that are told, with their line?"""
    shown = (each.source or each.target) if isinstance(each, Edit) else each.quote
    here = each.document == spot.document and each.place.line > 0 and not each.place.table
    return here and _plain(shown) in wrong


def _is_insert(each: Edit | Citation) -> bool:
    return isinstance(each, Edit) and each.op == "insert"


def _same_section(told: str, section: str) -> bool:
    return _plain(told) == _plain(section) or not section


def _alike(edits: Sequence[Edit], repairs: Sequence[Repair]) -> bool:
    """Are the edits those that undo the error, whatever their order?"""
    if not repairs:
        return True
    told = sorted((e.op, e.document, *_sides(e.op, e.source, e.target, e.subject)) for e in edits)
    right = sorted((r.op, r.spot.document, *_sides(r.op, r.source, r.target, r.target or r.source)) for r in repairs)
    return told == right or _write_the_same(edits, repairs)


def _write_the_same(edits: Sequence[Edit], repairs: Sequence[Repair]) -> bool:
    """Is one value replaced, with the words round it that stay: "Annex G" by "Annex C" for "G" by "C"?"""
    if len(edits) != 1 or len(repairs) != 1 or (edits[0].op, repairs[0].op) != ("replace", "replace"):
        return False
    edit, repair = edits[0], repairs[0]
    longer = repair.source in edit.source and repair.target in edit.target
    return longer and edit.document == repair.spot.document and _apart(edit) == _apart(repair)


def _apart(change: Edit | Repair) -> tuple[tuple[str, ...], ...]:
    """What goes and what comes, without the signs that both start and end with."""
    old, new = (re.findall(r"\d+|[^\W\d_]+|[^\w\s]|_", text.casefold()) for text in (change.source, change.target))
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return tuple(old), tuple(new)


def _sides(op: str, source: str, target: str, subject: str) -> tuple[str, str]:
    """What an edit takes away and brings; rows are known by their subject."""
    if op == "replace":
        return _plain(source), _plain(target)
    shown = _plain(source or target)
    return ("", shown if shown in _NAMES else _plain(subject if re.fullmatch(r"[\d.]+", subject) else shown))


def _plain(text: str) -> str:
    """A printed value ready to be compared: amounts by their size, days, roles and parties by their name."""
    words = " ".join(text.split()).strip("‘’“”\"' ")
    value = parse(words)
    if isinstance(value, Period) or (isinstance(value, Quantity) and value.kind != "count"):
        return value.normal()
    name = ROLES.get(words, words).casefold()
    return name[:-1] if name.endswith("s") and name[:-1] in _NAMES else name


_NAMES = (
    {name.casefold() for name in ROLES.values()}
    | {p.casefold() for group in CATEGORIES.values() for p in group}
    | {"dcc"}
)
