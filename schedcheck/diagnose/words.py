"""Causes in words: where, what stands there and what should, as a contract person would say it.

Runs over edits that were chosen; says nothing that the edits do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from schedcheck.amend.gathering import AMENDS
from schedcheck.check.pairing import natural
from schedcheck.check.wording import count_of, listed, of_subject, ordinal, title, titles
from schedcheck.diagnose.remedy import Remedy
from schedcheck.fact import Facts, State
from schedcheck.finding import Citation, Edit
from schedcheck.place import Place

MOST_PLACES = 3


def message(edits: Sequence[Edit], subjects: Iterable[str], facts: Facts) -> str:
    """One sentence for all edits; `subjects` are those whose value in common the first edit changes."""
    told: list[str] = []
    for together in _alike(edits):
        about = sorted({*(edit.subject for edit in together), *subjects}, key=natural)
        same_table = told and together[0].place.row and _table(together[0]) == _table(edits[0])
        where = f"row {together[0].place.row}" if same_table else _places(together, facts)
        start = "in" if told else "In"
        the = "" if same_table or ": " in where or told else "the "
        told.append(f"{start} {the}{where}: {_what(together[0], edits, about, facts)}")
    return f"{'; '.join(told)}."


def either(choices: Sequence[Sequence[Edit]], facts: Facts) -> str:
    """Equally good ways in one sentence, with no side taken."""
    ways = [message(edits, (), facts).removesuffix(".") for edits in choices]
    return f"{'; or else '.join([ways[0], *(_small(way) for way in ways[1:])])}. Each settles as much as the other."


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _alike(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    """Edits that are told in one sentence: the same change in several places; an id with the name beside it."""
    groups: dict[tuple[str, ...], list[Edit]] = {}
    rows = {(edit.document, *_row(edit)) for edit in edits if renames(edit)}
    ids: set[tuple[object, ...]] = set()
    for edit in edits:
        same = (edit.document, *_row(edit), edit.source)
        again = renames(edit) and bool(edit.place.row) and same in ids
        ids.add(same)
        if not again and (renames(edit) or (edit.document, *_row(edit)) not in rows):
            rest = (
                (edit.document, edit.section, *map(str, _row(edit)))
                if edit.op != "replace" and not _is_a_paper(edit)
                else ()
            )
            groups.setdefault((edit.op, edit.field, edit.source.casefold(), edit.target, *rest), []).append(edit)
    yield from _entries_together(groups.values())


def _entries_together(groups: Iterable[list[Edit]]) -> Iterator[list[Edit]]:
    """Entries of one list that are added, or taken away, together."""
    lists: dict[tuple[str, ...], list[Edit]] = {}
    for group in groups:
        first = group[0]
        where = () if _is_a_paper(first) else (first.document, first.section)
        key = (first.op, *where, first.subject, first.field)
        lists.setdefault(key if first.op != "replace" else (*key, first.source, first.target), []).extend(group)
    yield from lists.values()


def _is_a_paper(edit: Edit) -> bool:
    """Is a whole document missing, which would amend another?"""
    return edit.op == "insert" and edit.field == AMENDS


def renames(edit: Edit) -> bool:
    """Does the edit put one subject in place of another?"""
    return edit.op == "replace" and edit.source == edit.subject


def _row(edit: Edit) -> tuple[int, int, int, str]:
    place = edit.place
    return (place.table, place.row, 0 if place.row else place.line, "" if place.line or place.row else place.key)


def _table(edit: Edit) -> tuple[str, str, int]:
    return (edit.document, edit.section, edit.place.table)


def _places(edits: Sequence[Edit], facts: Facts) -> str:
    tables: dict[tuple[object, ...], list[Edit]] = {}
    for edit in edits:
        alone = () if edit.place.row and not _is_of_head(edit.place) else (edit.place,)
        tables.setdefault((*_table(edit), *alone), []).append(edit)
    places = list(dict.fromkeys(_rows_of(together, facts) for together in tables.values()))
    more = len(places) - MOST_PLACES
    told = ", and ".join(places[:MOST_PLACES])
    return f"{told} and in {count_of(more, 'more place')}" if more > 0 else told


def _rows_of(edits: Sequence[Edit], facts: Facts) -> str:
    """One place, or several rows of one table."""
    first = edits[0]
    place = where(first.document, first.section, first.place, facts)
    rows = sorted({edit.place.row for edit in edits})
    if len(rows) == 1 or not place.endswith(f"row {first.place.row}"):
        return place
    return f"{place.removesuffix(f'row {first.place.row}')}rows {listed(map(str, rows))}"


def where(document: str, section: str, place: Place, facts: Facts) -> str:
    """Document, section, table and row; in a TOML file the entry of its list, or the line."""
    parts = [title(facts.paper(document))]
    if place.line and place.key:
        is_row = place.row and "[" in place.key and not _is_of_head(place)
        return f"{parts[0]}, {f'row {place.row}' if is_row else f'line {place.line}'}"
    if section:
        parts.append(f"section {section}" if section[0].isdigit() else f"under ‘{section}’")
    if place.table and place.row:
        parts += [f"{ordinal(place.table)} table", f"row {place.row}"]
    elif place.line:
        parts.append(f"line {place.line}")
    elif place.page:
        parts.append(f"page {place.page}")
    return ", ".join(parts)


def _is_of_head(place: Place) -> bool:
    """Does it stand in what a TOML file says of itself, which is no list?"""
    return place.key.startswith(("document.", "document["))


def _what(first: Edit, edits: Sequence[Edit], subjects: Sequence[str], facts: Facts) -> str:
    if first.op == "replace":
        return _replaced(first, edits, subjects, facts)
    if _is_a_paper(first):
        return f"{first.target} is missing"
    entries = [e for e in edits if (e.op, e.document, e.field, e.subject) == _sort(first)]
    written = listed(dict.fromkeys(edit.target or edit.source for edit in entries))
    if _is_value(first):
        name = facts.title(first.field)
        several = len(entries) > 1
        verb = ("are missing" if several else "is missing") if first.op == "insert" else "should be deleted"
        return f"{written} {verb} as {_state(first, edits, facts)}{name}{of_subject(first.subject)}"
    if first.op == "delete":
        return f"{written} should be deleted here"
    return f"{written} is missing; it would stand after this"


def _sort(edit: Edit) -> tuple[str, str, str, str]:
    return (edit.op, edit.document, edit.field, edit.subject)


def _is_value(edit: Edit) -> bool:
    """Is it an entry of a subject's list, rather than a subject?"""
    return edit.subject not in {edit.source, edit.target.partition(" ")[0]}


def _replaced(first: Edit, edits: Sequence[Edit], subjects: Sequence[str], facts: Facts) -> str:
    if not renames(first):
        name = f"{_state(first, edits, facts)}{facts.title(first.field)}"
        return f"the {name} of {listed(subjects)} should be {first.target}, not {first.source}"
    beside = [e for e in edits if e is not first and not renames(e) and _is_beside(e, first)]
    old = " ".join([first.source, *(edit.source for edit in beside)])
    new = " ".join([first.target, *(edit.target for edit in beside)])
    return f"{old} should be {new}"


def _state(edit: Edit, edits: Sequence[Edit], facts: Facts) -> str:
    """Which of two values is meant, that before a change or that after it. "" where only one is spoken of."""
    states = _states_at(edit, facts)
    if edit.op == "insert":
        return "proposed " if {"current", "proposed"} <= states else ""
    again = [e for e in edits if (e.op, e.subject, e.field) == (edit.op, edit.subject, edit.field)]
    several = len({e.source for e in again}) > 1 and any(_states_at(e, facts) != states for e in again)
    return f"{next(iter(states))} " if edit.op == "replace" and several and len(states) == 1 else ""


def _states_at(edit: Edit, facts: Facts) -> set[State]:
    near = [f for f in facts.of(edit.field) if (f.document, f.subject) == (edit.document, edit.subject)]
    return {fact.state for fact in near if fact.place == edit.place}


def _is_beside(edit: Edit, first: Edit) -> bool:
    return edit.op == "replace" and edit.document == first.document and _row(edit) == _row(first)


def otherwise(remedy: Remedy, witnesses: Sequence[Citation], facts: Facts) -> Iterator[str]:
    """The other way out: what is called wrong is right, and the witnesses are wrong."""
    first = remedy.edits[0]
    edited = {edit.document for edit in remedy.edits}
    if first.op == "replace" and any(c.document not in facts.papers for c in witnesses) and facts.earlier:
        yield f"If {first.source} is right, an amendment must say so."
        return
    documents = [facts.paper(d) for d in dict.fromkeys(c.document for c in witnesses if c.document not in edited)]
    if not documents or first.op != "replace":
        return
    wrong = list(dict.fromkeys(edit.source for edit in remedy.edits if renames(edit)))
    if wrong:
        verb, them = ("are", "them") if len(wrong) > 1 else ("is", "it")
        yield f"If {listed(wrong)} {verb} meant, {titles(documents, 6)} must change {them} too."
    else:
        yield f"If {first.source} is right, {titles(documents, 6)} must be changed."
