"""The screen of `diff`: only what changed, by document, with what it breaks and settles; totals last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from schedcheck.fact import Fact
from schedcheck.finding import Finding
from schedcheck.place import NO_ORIGIN
from schedcheck.quantity import day_in_words
from schedcheck.record import frozen
from schedcheck.report.difference import Change, Difference, Pair
from schedcheck.writers import places
from schedcheck.writers.console.look import Line, Look, Span, Style, cut, hanging, line, pad, paragraph, size, wrap
from schedcheck.writers.console.paint import paint
from schedcheck.writers.console.said import finding_lines, value_words
from schedcheck.writers.places import mark
from schedcheck.writers.words import counted, document_words, open_words, section_words

_SUBJECT, _PROPERTY = 24, 28
_STYLES: dict[str, Style] = {"+": "good", "-": "bad", "~": "warning"}
_WHOLE = 10
"""So many facts of a document that came or went as a whole are shown, unless all are asked for."""
_INDENT = 6


@frozen
class _Drawing:
    """What is drawn: widths of subjects and properties, and the ids of findings that were told beside a change."""

    difference: Difference
    widths: tuple[int, int]
    told: set[str]


def write_difference(difference: Difference, look: Look) -> str:
    """The whole screen."""
    lines: list[Line] = [*paragraph(_head(difference), look, style="dim"), ()]
    pairs = {pair.id: pair for pair in difference.pairs}
    widths = _widths(difference, look)
    told: set[str] = set()
    for document, together in groupby(difference.changes, key=lambda change: change.document):
        lines += _document(pairs[document], list(together), _Drawing(difference, widths, told), look)
    lines += _findings("What this breaks", difference.broken, difference, look)
    lines += _findings("What this settles", difference.settled, difference, look)
    lines += _undecided(difference, look)
    lines += _not_read(difference, look)
    return paint([*lines, *_totals(difference, look)], look)


def _head(difference: Difference) -> str:
    sides = (difference.old, difference.new)
    old, new = (f"{side.name} ({side.taken})" if side.taken else side.name for side in sides)
    return f"From {old} to {new}"


def _widths(difference: Difference, look: Look) -> tuple[int, int]:
    """The widths of subjects and properties."""
    subjects = [size(look.fit(change.subject)) for change in difference.changes]
    names = [size(look.fit(_title(change, difference))) for change in difference.changes]
    return min(max(subjects, default=0), _SUBJECT), min(max(names, default=0), _PROPERTY)


def _title(change: Change, difference: Difference) -> str:
    return difference.titles.get(change.property, change.property)


def _document(pair: Pair, changes: Sequence[Change], drawing: _Drawing, look: Look) -> Iterator[Line]:
    """The changes of one document, under a heading for each of its sections."""
    name = document_words(pair.paper)
    if pair.old is not None and pair.new is not None:
        for section, together in groupby(changes, key=_section):
            yield from paragraph(f"{name}, {section}" if section else name, look, style="strong")
            for change in together:
                yield from _change(change, drawing, look)
            yield ()
        return
    what = "new document" if pair.old is None else "no longer there"
    yield from paragraph(f"{name}: {what}, {counted(pair.paper.facts, 'fact')}", look, style="strong")
    rows = list(_rows(changes))
    most = len(rows) if look.detail else _WHOLE
    for row in rows[:most]:
        yield from _change(row[0], drawing, look, after=row[-1])
    if len(rows) > most:
        yield line(" " * _INDENT, Span(f"{len(rows) - most} more (-v shows all)", "dim"))
    yield ()


def _rows(changes: Sequence[Change]) -> Iterator[Sequence[Change]]:
    """Of a document that came or went: an old value with the new one beside it, anything else alone."""
    for _, group in groupby(changes, key=lambda change: (change.subject, change.property, change.mention)):
        together = list(group)
        if [change.state for change in together] == ["current", "proposed"]:
            yield together
        else:
            yield from ([change] for change in together)


def _section(change: Change) -> str:
    """The section in words; the entries of a TOML file need none."""
    place = change.fact.place
    return "" if place.key and place.line else section_words(change.fact.section, type(place)())


def _change(change: Change, drawing: _Drawing, look: Look, after: Change | None = None) -> Iterator[Line]:
    """What changed, then a line for each rule that it breaks or settles and that was not told yet.

    `after` is the new value of a document that holds old and new side by side.
    """
    pair = [change] if after is None or after is change else [change, after]
    subject, title = (
        pad(cut(look.fit(text), width), width)
        for text, width in zip((change.subject, _title(change, drawing.difference)), drawing.widths, strict=True)
    )
    head = f"  {change.sign} {subject}  {title}  "
    words = _values(change, look) if len(pair) == 1 else _both(pair[0], pair[1], look)
    for number, piece in enumerate(wrap(look.fit(words), look.columns, size(head))):
        yield line(Span(head if number == 0 else " " * size(head), _STYLES[change.sign]), piece)
    for text, style, name in (each for one in pair for each in _rules(one)):
        if name not in drawing.told:
            drawing.told.add(name)
            for piece in wrap(text, look.columns, _INDENT):
                yield line(" " * _INDENT, Span(piece, style))


def _rules(change: Change) -> Iterator[tuple[str, Style, str]]:
    """(words, style, id) for each finding. One in the place of another, by the same rule about the same, is no news."""
    before = {(finding.rule, finding.subject): finding.id for finding in change.settles}
    again = {before.get((finding.rule, finding.subject)) for finding in change.breaks}
    for finding in change.breaks:
        old = before.get((finding.rule, finding.subject))
        if old:
            yield f"still breaks {finding.rule} ({finding.id}, before {old})", "bad", finding.id
        else:
            yield f"breaks {finding.rule} ({finding.id})", "bad", finding.id
    for finding in change.settles:
        if finding.id not in again:
            yield f"settles {finding.rule} ({finding.id})", "good", finding.id


def _values(change: Change, look: Look) -> str:
    state = f"{change.state} " if change.state == "proposed" else ""
    shown = f" {look.signs.arrow} ".join(value_words(facts[0]) for facts in (change.old, change.new) if facts)
    notes: list[str] = [change.mention] if change.mention != "states" else []
    notes += [_where(change), *([f"in {change.places} places"] if change.places > 1 else [])]
    said = ", ".join(note for note in notes if note)
    return f"{state}{shown}  ({said})" if said else f"{state}{shown}"


def _both(change: Change, after: Change, look: Look) -> str:
    """An old value and the new one, with where that stands."""
    said = f"{value_words(change.fact)} {look.signs.arrow} {value_words(after.fact)}"
    return f"{said}  ({where})" if (where := _where(after)) else said


def _where(change: Change) -> str:
    """Since when and by what authority, and where it stands; what is gone, where it stood."""
    gone = change.old[0] if change.old else change.fact
    if gone.origin.since > change.fact.origin.since:
        return f"no longer {_since(gone)}"
    place = change.fact.place
    spot = f"line {place.line}" if place.line else mark(place)
    if change.fact.origin != NO_ORIGIN:
        return _since(change.fact) if change.new else f"no longer {_since(change.fact)}"
    return f"was {spot}" if spot and not change.new else spot


def _since(fact: Fact) -> str:
    origin = fact.origin
    by = f" by {origin.authority}" if origin.authority else ""
    source = places.spot(origin.file, origin.place) if origin.file else mark(fact.place)
    return f"from {day_in_words(origin.since)}{by}, {source}"


def _findings(title: str, findings: Sequence[Finding], difference: Difference, look: Look) -> Iterator[Line]:
    """What the findings say, each with its level, id and rule."""
    if not findings:
        return
    yield line(Span(title, "strong"))
    for finding in findings:
        waived = ", waived" if finding.id in difference.waived else ""
        yield from finding_lines(finding, look, waived)
    yield ()


def _undecided(difference: Difference, look: Look) -> Iterator[Line]:
    if difference.undecided:
        yield line(Span("What can no longer be decided", "strong"))
        for rule, undecided in difference.undecided:
            yield from hanging("", [f"{open_words(undecided)} ({rule})"], look, left=4)
        yield ()


def _not_read(difference: Difference, look: Look) -> Iterator[Line]:
    """What may have changed unseen."""
    for refused in difference.refused:
        yield from paragraph(f"Could not read {refused.file}: {refused.reason}.", look, style="warning")
        yield from hanging("Fix", [refused.way_out], look, left=8) if refused.way_out else ()
    if difference.unread:
        yield from paragraph("Not read, so that what changed there is not known:", look, style="warning")
        yield from hanging("", difference.unread, look, left=4)
    if difference.refused or difference.unread:
        yield ()


def _totals(difference: Difference, look: Look) -> Iterator[Line]:
    number = len(difference.changes)
    added, changed, removed = (difference.count(sign) for sign in ("+", "~", "-"))
    facts = f"{counted(number, 'change')}: {added} added, {changed} changed, {removed} removed."
    if not number:
        facts = "No fact has changed."
    new, settled = len(difference.broken), len(difference.settled)
    found = f"{counted(new, 'finding')} new, {settled} settled, {difference.unchanged} unchanged."
    yield from paragraph(f"{facts} {found} (exit code {difference.exit_code})", look, style="strong")
