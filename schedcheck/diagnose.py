"""Findings -> causes: which edits to the documents settle which findings.

Runs after checking, over its results. A first cut: each finding that knows its edits proposes them, what the same
edits settle is folded under them, and the proposal that settles most is taken first. Findings without an edit have
no cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, field, frozen

from schedcheck.check.pairing import natural
from schedcheck.check.wording import listed, normal, title, titles
from schedcheck.fact import Facts
from schedcheck.finding import Citation, Edit, Finding, Result, identity
from schedcheck.place import Place
from schedcheck.quantity import parse

_Spot = tuple[str, int, int, str]


@frozen
class Cause:
    """Edits that settle findings, by their ids. `witnesses` speak for the edits, `alternatives` are other ways out."""

    id: str
    message: str
    explains: tuple[str, ...]
    edits: tuple[Edit, ...]
    witnesses: tuple[Citation, ...] = ()
    alternatives: tuple[str, ...] = ()


def diagnose(results: Iterable[Result], facts: Facts) -> tuple[Cause, ...]:
    """The causes, the one that explains most first."""
    findings = [finding for result in results for finding in result.findings]
    index = _Index.of(findings)
    proposals = [(finding, index.settled_by(finding)) for finding in findings if finding.edits]
    proposals.sort(key=lambda proposal: -len(proposal[1]))
    explained: set[str] = set()
    causes = []
    for finding, settled in proposals:
        if finding.id not in explained:
            news = [each for each in settled if each.id not in explained]
            explained.update(each.id for each in news)
            causes.append(_cause(finding, news, facts))
    return tuple(causes)


@define
class _Index:
    """The findings by what an edit could settle: their own edits, the places they cite, their subjects."""

    by_edit: dict[tuple[_Spot, str, str], list[Finding]] = field(factory=dict)
    by_spot: dict[_Spot, list[Finding]] = field(factory=dict)
    by_row: dict[tuple[str, str, int, int, str], list[Finding]] = field(factory=dict)
    by_subject: dict[str, list[Finding]] = field(factory=dict)
    by_value: dict[str, list[Finding]] = field(factory=dict)

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> _Index:
        index = cls()
        for finding in findings:
            for edit in finding.edits:
                index.by_edit.setdefault(_edit_key(edit), []).append(finding)
            for citation in finding.citations:
                index.by_spot.setdefault(_spot(citation), []).append(finding)
            first = finding.citations[0]
            row = (first.document, first.section, first.place.table, first.place.row, finding.subject)
            index.by_row.setdefault(row, []).append(finding)
            index.by_subject.setdefault(finding.subject, []).append(finding)
            for value in finding.values:
                index.by_value.setdefault(value, []).append(finding)
        return index

    def settled_by(self, finding: Finding) -> tuple[Finding, ...]:
        """The finding itself and every other one that its edits would settle."""
        found = {finding.id: finding}
        edits = {_edit_key(edit) for edit in finding.edits}
        for edit in finding.edits:
            for other in self._near(edit):
                if _is_settled(other, edit, edits):
                    found.setdefault(other.id, other)
        return tuple(found.values())

    def _near(self, edit: Edit) -> Iterator[Finding]:
        yield from self.by_edit.get(_edit_key(edit), ())
        yield from self.by_spot.get(_spot(edit), ())
        if _renames(edit):
            yield from self.by_subject.get(edit.source, ())
            yield from self.by_value.get(edit.source, ())
            if edit.place.row:
                place = edit.place
                yield from self.by_row.get((edit.document, edit.section, place.table, place.row, edit.source), ())


def _is_settled(other: Finding, edit: Edit, edits: set[tuple[_Spot, str, str]]) -> bool:
    """Would the edits settle another finding? Its own edits are among them, or it is about what one of them changes."""
    if other.edits and all(_edit_key(each) in edits for each in other.edits):
        return True
    if _renames(edit) and edit.source == other.subject:
        return {citation.document for citation in other.citations if citation.role == "found"} == {edit.document}
    if _renames(edit) and {edit.source, edit.target} <= set(other.values):
        return True
    return _is_about(other, edit)


def _is_about(other: Finding, edit: Edit) -> bool:
    """Does a finding rest on the value that an edit changes, or on the difference that it takes away?"""
    old, new = _normal(edit.source), _normal(edit.target)
    cited = [c for c in other.citations if _spot(c) == _spot(edit)]
    if any(c.role == "found" for c in cited) and old in other.values:
        return True
    against = [c for c in other.citations if c.role != "found"]
    return bool(cited) and len(against) == 1 and {old, new} <= set(other.values)


def _renames(edit: Edit) -> bool:
    """Does the edit put one subject in place of another?"""
    return edit.op == "replace" and edit.source == edit.subject


def _spot(where: Citation | Edit) -> _Spot:
    place = where.place
    return (where.document, place.line, place.offset, place.key)


def _line(place: Place) -> tuple[int, int, str]:
    """The line, or what a document without lines has in its stead."""
    return place.line, place.page, "" if place.line else place.key


def _edit_key(edit: Edit) -> tuple[_Spot, str, str]:
    return (_spot(edit), edit.field, edit.target)


def _normal(printed: str) -> str:
    value = parse(printed)
    return printed if value is None else normal(value)


def _cause(finding: Finding, settled: Sequence[Finding], facts: Facts) -> Cause:
    witnesses = tuple(c for c in finding.citations if c.role in ("expected", "authority"))
    parts = (finding.rule, *(part for edit in finding.edits for part in _identity(edit)))
    return Cause(
        id=identity("c", parts),
        message=_message(finding.edits, settled, facts),
        explains=tuple(each.id for each in settled),
        edits=finding.edits,
        witnesses=witnesses,
        alternatives=tuple(_alternatives(finding, witnesses, facts)),
    )


def _identity(edit: Edit) -> tuple[str, ...]:
    return (edit.op, edit.document, edit.subject, edit.field, edit.source, edit.target)


def _message(edits: Sequence[Edit], settled: Sequence[Finding], facts: Facts) -> str:
    """Where, what stands there and what should; where several ids are wrong, each in its turn."""
    first = edits[0]
    told = [_told(first, edits, _subjects(first, settled), facts)]
    for edit in _wrong_ids(edits)[1:]:
        same_table = first.place.row and _table(edit) == _table(first)
        where = f"row {edit.place.row}" if same_table else _where(edit, facts)
        beside = [each for each in edits if _is_beside(each, edit)]
        told.append(f"in {where}: {_what(edit, beside, [edit.subject], facts)}")
    return f"{'; '.join(told)}."


def _told(first: Edit, edits: Sequence[Edit], subjects: Sequence[str], facts: Facts) -> str:
    """Where, what stands there and what should, an id and the name beside it in one sentence."""
    beside = [edit for edit in edits[1:] if _renames(first) and edit.op == "replace" and _is_beside(edit, first)]
    others = [edit for edit in edits[1:] if edit not in beside and _is_alike(edit, first)]
    where = ", and ".join([_where(first, facts), *(_where(edit, facts) for edit in others[:2])])
    more = f" and in {len(others) - 2} more places" if len(others) > 2 else ""
    start = "In" if ": " in where else "In the"
    return f"{start} {where}{more}: {_what(first, beside, subjects, facts)}"


def _wrong_ids(edits: Sequence[Edit]) -> list[Edit]:
    """The first edit that renames each wrong id."""
    return list({edit.source: edit for edit in reversed(edits) if _renames(edit)}.values())[::-1]


def _subjects(first: Edit, settled: Sequence[Finding]) -> list[str]:
    """All subjects whose one value in common an edit changes, in the order of their numbers."""
    alike = [e.subject for finding in settled for e in finding.edits if _edit_key(e) == _edit_key(first)]
    return sorted(dict.fromkeys([first.subject, *alike]), key=natural)


def _table(edit: Edit) -> tuple[str, str, int]:
    return (edit.document, edit.section, edit.place.table)


def _is_beside(edit: Edit, first: Edit) -> bool:
    same_row = (edit.place.table, edit.place.row) == (first.place.table, first.place.row)
    same = same_row if first.place.row else _line(edit.place) == _line(first.place)
    return same and edit.document == first.document and not _renames(edit)


def _is_alike(edit: Edit, first: Edit) -> bool:
    return (edit.field, edit.source.casefold()) == (first.field, first.source.casefold())


def _what(first: Edit, beside: Sequence[Edit], subjects: Sequence[str], facts: Facts) -> str:
    if first.op == "delete":
        return f"{first.source} stands twice and should be deleted once"
    old = " ".join([first.source, *(edit.source for edit in beside)])
    new = " ".join([first.target, *(edit.target for edit in beside)])
    if _renames(first):
        return f"{old} should be {new}"
    return f"the {facts.title(first.field)} of {listed(subjects)} should be {new}, not {old}"


def _where(edit: Edit, facts: Facts) -> str:
    """Document, section, table and row, as a contract person would say it."""
    place = edit.place
    parts = [title(facts.paper(edit.document))]
    if edit.section:
        parts.append(f"section {edit.section}" if edit.section[0].isdigit() else f"under ‘{edit.section}’")
    if place.table and place.row:
        parts += [f"table {place.table}", f"row {place.row}"]
    elif place.line:
        parts.append(f"line {place.line}")
    elif place.page:
        parts.append(f"page {place.page}")
    return ", ".join(parts)


def _alternatives(finding: Finding, witnesses: Sequence[Citation], facts: Facts) -> Iterator[str]:
    """The other way out: what is called wrong is right, and the witnesses are wrong."""
    first = finding.edits[0]
    if not witnesses or first.op == "delete":
        return
    documents = [facts.paper(d) for d in dict.fromkeys(c.document for c in witnesses)]
    wrong = [edit.source for edit in _wrong_ids(finding.edits)]
    if _renames(first) and len(wrong) > 1:
        yield f"If {listed(wrong)} are meant, {titles(documents, 6)} must change them too."
    elif _renames(first):
        yield f"If {first.source} is meant, {titles(documents, 6)} must change it too."
    else:
        yield f"If {first.source} is right, {listed(dict.fromkeys(map(title, documents)))} must be changed."
