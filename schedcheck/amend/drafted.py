"""A drafted amendment -> TOML. What is not known is a gap that no reader of TOML accepts, with what to fill in there.

Each row names the places that its values come from, so that nobody has to search for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from schedcheck.amend.drafting import Draft, DraftRow
from schedcheck.document import Paper
from schedcheck.fact import Fact
from schedcheck.quantity import Quantity, parse
from schedcheck.record import frozen
from schedcheck.tomlfile.writing import quoted

_SHEET = "!"
"""What parts a sheet's name from its cell."""


@frozen
class Heading:
    """What stands at the top of a draft. An `effective` of None and "" elsewhere are not known; `hints` say of each
    such key what is to be filled in."""

    kind: str
    id: str
    title: str
    contract: str
    schedule: str
    region: str
    authority: str
    effective: date | None
    hints: Mapping[str, str]


def draft_text(draft: Draft, heading: Heading, fields: Mapping[str, str], papers: Mapping[str, Paper]) -> str:
    """The whole file. `fields` are the names of columns by property."""
    rows = [_row(row, fields, papers) for row in draft.rows]
    return "\n".join(["".join(f"{line}\n" for line in _top(heading)), *rows])


def gaps(heading: Heading) -> tuple[str, ...]:
    """The keys that are still to be filled in."""
    return tuple(name for name, value in _keys(heading) if not value and name != "region")


def _keys(heading: Heading) -> Iterator[tuple[str, str]]:
    """Each key with its value as TOML, "" for a gap."""
    for name in ("kind", "id", "title", "contract", "schedule", "region", "authority"):
        value: str = getattr(heading, name)
        yield name, quoted(value) if value else ""
    yield "effective", heading.effective.isoformat() if heading.effective else ""
    yield "status", quoted("proposed")


def _top(heading: Heading) -> Iterator[str]:
    yield "[document]"
    for name, value in _keys(heading):
        if value:
            yield f"{name:<9} = {value}"
        elif name != "region":
            yield f"# To be filled in: {comment(heading.hints.get(name, name))}"
            yield f"{name:<9} ="


def _row(row: DraftRow, fields: Mapping[str, str], papers: Mapping[str, Paper]) -> str:
    proposal = row.proposal
    lines = [f"# {_source(row, papers)}"]
    lines += [f"# To be looked at: {comment(doubt)}." for doubt in row.doubts]
    lines += ["[[row]]", f"id    = {quoted(proposal.subject)}", f"field = {quoted(fields[proposal.property])}"]
    lines += [f"old   = {quoted(printed(row.old))}"] if row.old else []
    lines += [f"new   = {quoted(printed(proposal.new))}"]
    return "".join(f"{line}\n" for line in lines)


def _source(row: DraftRow, papers: Mapping[str, Paper]) -> str:
    """Where both values stand."""
    new = where(row.proposal.new, papers)
    if row.old is None:
        return f"new: {new}"
    old = where(row.old, papers)
    return new if old == new else f"old: {old}, new: {new}"


def where(fact: Fact, papers: Mapping[str, Paper]) -> str:
    """The file and the spot in it, in one line of plain signs."""
    file = papers[fact.document].file if fact.document in papers else fact.document
    return comment(file + _spot(fact))


def _spot(fact: Fact) -> str:
    """The line or the cell of a sheet; where there is neither, what a reader would look for."""
    place = fact.place
    if place.line or _SHEET in place.key:
        return f":{place.line or place.key}"
    section = f" section {fact.section}" if fact.section else ""
    page = f" page {place.page}" if place.page else ""
    return section + page + (f" table {place.table} row {place.row}" if place.table else "")


def printed(fact: Fact) -> str:
    """The value as the document prints it, or written out where those words alone would not give it."""
    words = " ".join(fact.printed.split())
    if isinstance(fact.value, Quantity):
        return words if parse(words) == fact.value else fact.value.plain()
    return words if words and isinstance(fact.value, str) and words == fact.value else str(fact.value)


def comment(text: str) -> str:
    """Text that can neither end a comment nor act on a screen."""
    return quoted(text)[1:-1]
