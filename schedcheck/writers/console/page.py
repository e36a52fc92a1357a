"""The screen of `show`: a table of what documents say of one subject, then each statement, history and findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from schedcheck.amend import NO_DAY, Amendment, Change
from schedcheck.document import Paper
from schedcheck.quantity import day_in_words
from schedcheck.report.page import Entry, Group, History, Mention, Page, Pending, Statement
from schedcheck.writers import places
from schedcheck.writers.console.look import Line, Look, Span, cut, hanging, line, pad, paragraph, size, wrap
from schedcheck.writers.console.matrix import matrix_lines
from schedcheck.writers.console.paint import paint
from schedcheck.writers.console.said import change_words, doubt_words, finding_lines, place_words, value_words
from schedcheck.writers.words import counted, document_words

_TITLE = 34
"""The widest column of document titles."""
_INDENT = 6


def write_page(page: Page, look: Look) -> str:
    """The whole screen."""
    lines: list[Line] = [*_head(page, look), (), *matrix_lines(page.matrix, look)]
    width = _title_width(page, look)
    for group in page.groups:
        lines += [*_group(group, width, look), ()]
    for title, each in (
        ("History in schedules", [part for history in page.history for part in _history(history, page, look)]),
        ("Amendments", [part for pending in page.pending for part in _pending(pending, page, look)]),
        ("Also named", [part for mention in page.mentions for part in _mention(mention, width, look)]),
        ("What rules say of it", [part for finding in page.findings for part in _finding(finding.id, page, look)]),
    ):
        if each:
            lines += [line(Span(title, "strong")), *each, ()]
    for refused in page.refused:
        lines += paragraph(f"Could not read {refused.file}: {refused.reason}.", look, style="warning")
        lines += hanging("Fix", [refused.way_out], look, left=8) if refused.way_out else []
    lines += _gaps(page, look)
    return paint([*lines, *_last(page, look)], look)


def _head(page: Page, look: Look) -> Iterator[Line]:
    yield from paragraph(f"{page.subject}  {page.name}" if page.name else page.subject, look, style="strong")
    kind = page.kind.replace("-", " ")
    day = f"what is in force on {day_in_words(page.day)}" if page.day else ""
    about = ", ".join(part for part in (kind, day) if part)
    if about:
        yield from paragraph(about, look, style="dim")


def _title_width(page: Page, look: Look) -> int:
    papers = [each.paper for group in page.groups for each in group.statements]
    papers += [mention.paper for mention in page.mentions]
    return min(max((size(look.fit(paper.title)) for paper in papers), default=0), _TITLE)


def _group(group: Group, width: int, look: Look) -> Iterator[Line]:
    yield from paragraph(group.title, look, style="strong")
    before = ""
    for statement in group.statements:
        paper = statement.paper
        yield from _statement(statement, "" if paper.id == before else paper.title, width, look)
        before = paper.id


def _statement(statement: Statement, title: str, width: int, look: Look) -> Iterator[Line]:
    """The value and the place, beside the document's title where that was not told just before."""
    doubt = doubt_words(statement.facts)
    value = change_words(statement.facts, look) + (f" ({doubt})" if doubt else "")
    yield from _row(title, value, place_words(statement.paper, statement.places), width, look)


def _row(title: str, value: str, where: str, width: int, look: Look) -> Iterator[Line]:
    """Title, value and place, beside each other where there is room; a place is never broken where it need not be."""
    head = f"  {pad(cut(look.fit(title), width), width)}  "
    value, where = look.fit(value), look.fit(where)
    if not look.columns or size(head) + size(value) + 2 + size(where) <= look.columns:
        yield line(head, f"{value}  " if value else "", Span(where, "dim"))
        return
    for piece in wrap(value, look.columns, size(head)) if value else ():
        yield line(head, piece)
        head = " " * size(head)
    indent = size(head) if max(map(size, where.split())) <= look.columns - size(head) else _INDENT
    for piece in wrap(where, look.columns, indent):
        yield line(head[:indent] if not value else " " * indent, Span(piece, "dim"))
        head = " " * size(head)


def _history(history: History, page: Page, look: Look) -> Iterator[Line]:
    """Each value with the day from which it holds and by what authority; the one that holds now is marked."""
    yield from paragraph(f"{document_words(history.paper)}: {history.title}", look, 2)
    for number, entry in enumerate(history.entries):
        held = ", in force then" if page.day else ", now in force"
        now = held if number == history.now else ""
        since = "at first" if entry.since == date.min else f"from {day_in_words(entry.since)}"
        waits = f", {entry.waits}, not in the schedule yet" if entry.waits else ""
        text = f"{_held(entry)}{now}{_authority(entry)}{waits} ({_spot(entry, history.paper)})"
        yield from hanging("", [f"{since}: {text}"], look, left=4)


def _held(entry: Entry) -> str:
    return "the row ends" if entry.ended else ", ".join(map(value_words, entry.facts))


def _authority(entry: Entry) -> str:
    authority = entry.facts[0].origin.authority
    return f", by {authority}" if authority else ""


def _spot(entry: Entry, paper: Paper) -> str:
    """Where the schedule has it, and the amendment that says so; the latter alone where the schedule waits for it."""
    fact = entry.facts[0]
    own = [] if entry.waits else [places.spot(paper.file, fact.place)]
    other = fact.origin.file not in {"", paper.file}
    return ", ".join([*own, *([places.spot(fact.origin.file, fact.origin.place)] if other else [])])


def _pending(pending: Pending, page: Page, look: Look) -> Iterator[Line]:
    """What an amendment is, and what it changes of the subject."""
    amendment = pending.amendment
    yield from paragraph(f"{amendment.id} ({', '.join(_about(amendment, is_done=pending.is_done))})", look, 2)
    for change in pending.changes:
        title = page.titles.get(change.property, change.property)
        what = _changed(change, look)
        text = f"{title}: {what}" if title else what
        where = places.spot(amendment.file, change.place)
        yield from hanging("", [f"{text} ({where})"], look, left=4)


def _about(amendment: Amendment, *, is_done: bool) -> Iterator[str]:
    yield amendment.status or "its status is not known"
    day = amendment.effective
    yield f"from {day_in_words(day)}" if day != NO_DAY else "its effective date is not known"
    if amendment.approved_by:
        yield f"approved by {amendment.approved_by}"
    if is_done:
        yield "in the schedule already"


def _changed(change: Change, look: Look) -> str:
    old, new = (", ".join(map(value_words, facts)) for facts in (change.old, change.new))
    if change.op == "delete":
        return f"deletes the row: {old}" if old else "deletes the row"
    if change.op == "insert":
        return f"new row, {new}"
    return f"{old or 'nothing'} {look.signs.arrow} {new or 'nothing'}"


def _mention(mention: Mention, width: int, look: Look) -> Iterable[Line]:
    return _row(mention.paper.title, "", place_words(mention.paper, mention.facts), width, look)


def _finding(name: str, page: Page, look: Look) -> Iterable[Line]:
    finding = next(each for each in page.findings if each.id == name)
    return finding_lines(finding, look, ", waived" if name in page.waived else "")


def _gaps(page: Page, look: Look) -> Iterator[Line]:
    gaps: Sequence[str] = [f"{paper.file}: {gap}" for paper in page.papers for gap in paper.gaps]
    if gaps:
        yield from paragraph("Not read, so that more may be said there:", look, style="warning")
        yield from hanging("", gaps, look, left=4)
        yield ()


def _last(page: Page, look: Look) -> Iterable[Line]:
    documents = {s.paper.id: s.paper.schedule for group in page.groups for s in group.statements}
    schedules = sum(documents.values())
    where = f"{counted(len(documents) - schedules, 'document')} and {counted(schedules, 'schedule')}"
    found = f"{counted(page.statements, 'statement')} in {where}; {counted(len(page.findings), 'finding')}"
    yield from paragraph(f"{found} (exit code {page.exit_code})", look)
