"""The screen of `facts`: what was recognised, by document and section, then what was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from schedcheck.document import Paper
from schedcheck.fact import Fact, Scope
from schedcheck.place import Place
from schedcheck.report import Leftover, Recognised
from schedcheck.writers.console.bindings import binding_lines
from schedcheck.writers.console.look import Line, Look, Span, cut, hanging, line, pad, paragraph, size, wrap
from schedcheck.writers.console.paint import paint
from schedcheck.writers.console.said import BY_WORDS, certainty_words, value_words
from schedcheck.writers.console.tables import binding_blocks, table_lines
from schedcheck.writers.places import mark
from schedcheck.writers.words import counted, document_words

_SUBJECT, _PROPERTY = 24, 28


def write_facts(recognised: Recognised, look: Look, *, unread_only: bool = False) -> str:
    """The whole screen; with `unread_only` without the facts."""
    lines: list[Line] = []
    facts: dict[str, list[Fact]] = {paper.id: [] for paper in recognised.papers}
    leftovers: dict[str, list[Leftover]] = {paper.id: [] for paper in recognised.papers}
    for fact in recognised.facts:
        facts[fact.document].append(fact)
    for each in recognised.leftovers:
        leftovers[each.document].append(each)
    for paper in recognised.papers:
        own, left = facts[paper.id], leftovers[paper.id]
        if unread_only and not left and not paper.gaps:
            continue
        tables = () if paper.opinion else recognised.tables.get(paper.id, ())
        lines += _head(paper, look)
        if not unread_only:
            lines += [*table_lines(tables, recognised.titles, look), *_facts(own, recognised, look)]
        lines += _leftovers(paper, left, look)
        lines += [*(binding_blocks(paper, tables, look) if unread_only else ()), ()]
    for refused in recognised.refused:
        lines += paragraph(f"Could not read {refused.file}: {refused.reason}.", look, style="warning")
        lines += hanging("Fix", [refused.way_out], look, left=8) if refused.way_out else []
    lines += binding_lines(recognised.bindings, recognised.papers, recognised.titles, look)
    return paint([*lines, *_last(recognised, look)], look)


def _head(paper: Paper, look: Look) -> Iterator[Line]:
    yield from paragraph(document_words(paper), look, style="strong")
    note = "; opinions, so nothing in it is a statement" if paper.opinion else ""
    text = f"{paper.file}, {counted(paper.facts, 'fact')}, id {paper.id}{note}"
    yield from paragraph(text, look, style="dim")
    for said in paper.notes:
        yield from paragraph(f"Note: {said}.", look)


def _facts(facts: Sequence[Fact], recognised: Recognised, look: Look) -> Iterator[Line]:
    """A table for each section: line, subject, property, value as printed."""
    said = [fact for fact in facts if fact.value != fact.subject]
    subject = min(max((size(look.fit(f.subject)) for f in said), default=0), _SUBJECT)
    title = min(max((size(look.fit(_title(f, recognised))) for f in said), default=0), _PROPERTY)
    for section, group in groupby(facts, key=lambda f: f.section):
        together = list(group)
        yield ()
        yield line("  ", Span(look.fit(_section(section)), "strong"))
        yield from _named_only([f for f in together if f.value == f.subject], look)
        for statement in _statements([f for f in together if f.value != f.subject]):
            yield from _row(statement, recognised, (subject, title), look)


def _section(section: str) -> str:
    return f"section {section}" if section[:1].isdigit() else section or "before the first section"


def _named_only(facts: Sequence[Fact], look: Look) -> Iterator[Line]:
    """The ids that a section names, in one line."""
    if facts:
        names = ", ".join(dict.fromkeys(fact.subject for fact in facts))
        yield from hanging(f"{_mark(facts[0].place, look)}  names", [names], look, left=18)


def _statements(facts: Sequence[Fact]) -> list[tuple[Fact, ...]]:
    """The values before and after that one statement gives to one thing, together; other facts alone."""
    groups: dict[tuple[Scope, str, str], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((fact.scope, fact.subject, fact.property), []).append(fact)
    statements: list[tuple[Fact, ...]] = []
    for group in groups.values():
        pair = sorted(group, key=lambda f: f.state)
        if [fact.state for fact in pair] == ["current", "proposed"]:
            statements.append(tuple(pair))
        else:
            statements += [(fact,) for fact in group]
    order = {id(fact): index for index, fact in enumerate(facts)}
    return sorted(statements, key=lambda each: min(order[id(fact)] for fact in each))


def _row(facts: Sequence[Fact], recognised: Recognised, widths: tuple[int, int], look: Look) -> Iterator[Line]:
    """One statement; a value that is too long goes on below itself."""
    first = facts[0]
    subject = pad(cut(look.fit(first.subject), widths[0]), widths[0])
    title = pad(cut(look.fit(_title(first, recognised)), widths[1]), widths[1])
    head = f"  {_mark(min((f.place for f in facts), key=lambda p: p.line), look)}  {subject}  {title}  "
    arrow = f" {look.signs.arrow} "
    text = arrow.join(value_words(fact) for fact in facts) if len(facts) > 1 else f"{_state(first)}{value_words(first)}"
    if len(facts) > 1 and len({fact.value for fact in facts}) == 1:
        text = f"{value_words(first)}, before and after"
    notes = dict.fromkeys(word for fact in facts for word in (_certainty(fact), _mention(fact), fact.place.by) if word)
    text += f"  ({', '.join(notes)})" if notes else ""
    for piece in wrap(look.fit(text), look.columns, size(head)):
        yield line(head, piece)
        head = " " * size(head)


def _certainty(fact: Fact) -> str:
    """How surely it was read. What sentences say is counted at the end: it would stand on every other line."""
    words = certainty_words(fact)
    return "" if words == BY_WORDS else words


def _mark(place: Place, look: Look) -> str:
    return f"{look.fit(mark(place)):>6}"


def _title(fact: Fact, recognised: Recognised) -> str:
    return recognised.titles.get(fact.property, fact.property)


def _state(fact: Fact) -> str:
    return "" if fact.state == "current" else f"{fact.state} "


def _mention(fact: Fact) -> str:
    return "" if fact.mention == "states" else fact.mention


def _leftovers(paper: Paper, leftovers: Sequence[Leftover], look: Look) -> Iterator[Line]:
    """What of the document became no fact, with the reasons."""
    if paper.gaps or leftovers:
        yield ()
        yield line("  ", Span("not read", "warning"))
    for gap in paper.gaps:
        yield from hanging("", [gap], look, left=10)
    for left in leftovers:
        where = f", section {left.section}" if left.section[:1].isdigit() else ""
        yield from hanging(_mark(left.place, look), [f"{left.printed}: {left.reason}{where}"], look, left=10)


def _last(recognised: Recognised, look: Look) -> Iterable[Line]:
    found = f"{counted(len(recognised.facts), 'fact')} in {counted(len(recognised.papers), 'document')}"
    words = sum(certainty_words(fact) == BY_WORDS for fact in recognised.facts)
    found += f", {words} of them {BY_WORDS}" if words else ""
    left = f"{counted(len(recognised.leftovers), 'value')} that became no fact"
    yield from paragraph(f"{found}; {left} (exit code {recognised.exit_code})", look)
