"""Which form of the vocabulary a table has, and which column is which: by the wording of its headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from attrs import evolve

from schedcheck.document import Block, Cell, Mark, Run, View
from schedcheck.names import find_names
from schedcheck.quantity import Quantity, in_unit, parse
from schedcheck.recognise.headings import heading_state
from schedcheck.record import frozen
from schedcheck.tokens import tokenise
from schedcheck.vocabulary import Column, TableForm, Vocabulary, compact
from schedcheck.vocabulary.records import Role

_LONGEST_HEADING = 120
_IN = re.compile(r"\Ain\s+", re.IGNORECASE)
_MONEY = r"[£€$]\s?(?:k|m|[’']?000s?)?"
_UNIT = re.compile(
    rf"(.*\S)\s*[(\[]\s*(?:in\s+)?(\w+|{_MONEY})\s*[)\]]|(.*?\S),?\s+(in\s+\w+|(?:in\s+)?{_MONEY})", re.IGNORECASE
)


_TELLING = frozenset({"duration", "money", "percent", "date", "names", "version", "tick"})
"""Kinds of column of which one must stand beside ids: numbered words alone are no table of services."""
_AMOUNTS = frozenset({"duration", "money", "percent"})
_MOST_COLUMNS = 64


@frozen
class Layout:
    """A table as understood: its form and the Column of each printed column, None where it is not known.

    `doubtful` are the indices of columns whose heading is known and does not tell them from another column.
    """

    form: TableForm
    columns: tuple[Column | None, ...]
    doubtful: frozenset[int] = frozenset()

    @cached_property
    def key(self) -> int | None:
        """The index of the key column."""
        return next((i for i, c in enumerate(self.columns) if c and c.name == self.form.key), None)

    @cached_property
    def of_row(self) -> Mapping[str, int]:
        """The indices, by name, of the columns that say since when and by what authority a row holds."""
        return {c.name: i for i, c in enumerate(self.columns) if c and c.of == "row"}

    @cached_property
    def totals(self) -> frozenset[str]:
        """The labels of a row of sums, letters and figures alone."""
        return frozenset(map(compact, self.form.total))


def layout_of(block: Block, vocabulary: Vocabulary, role: Role = "") -> Layout | None:
    """The form that knows most of the table's headings; None when no form knows its key and a second column.

    With the `role` of its document, forms for that role count too, and columns that every table of it may have.
    """
    if len(block.headings) > _MOST_COLUMNS:
        return None
    if block.headings and not block.form and all(len(heading.runs) == 1 for heading in block.headings):
        plain = tuple(Cell((Run(h.runs[0].text, mark=h.runs[0].mark),)) for h in block.headings)
        found = _known_by_text(plain, vocabulary, role)
    else:
        found = _layout_of(block, vocabulary, role)
    return found or _keyed_by_cells(block, vocabulary, role)


@lru_cache(maxsize=256)
def _known_by_text(headings: tuple[Cell, ...], vocabulary: Vocabulary, role: Role) -> Layout | None:
    """The layout of plain headings, whatever stands below them: many tables have the same."""
    return _layout_of(Block("table", headings=headings), vocabulary, role)


def _layout_of(block: Block, vocabulary: Vocabulary, role: Role) -> Layout | None:
    texts = [heading.text(View.PROPOSED) for heading in block.headings]
    forms = [form for form in vocabulary.tables if not form.every and not form.matrix and form.role in {"", role}]
    layouts = [layout for form in forms if (layout := _layout(form, texts, block, vocabulary))]
    best = max(layouts, key=lambda layout: sum(c is not None for c in layout.columns), default=None)
    return _with_every(best, texts, vocabulary, role) if best and role else best


def _keyed_by_cells(block: Block, vocabulary: Vocabulary, role: Role) -> Layout | None:
    """The form of which a table has no heading for the key, but ids of the key in each row below one for words."""
    found: list[Layout] = []
    for form in (form for form in vocabulary.tables if form.role in {"", role} and not form.every and block.rows):
        key = next((c for c in form.column if c.name == form.key and c.kind == "id"), None)
        named = columns_of(form, block.headings, vocabulary) if key else []
        for index, column in enumerate(named):
            if key and column and column.kind == "text" and _holds_ids(block, index, key, vocabulary):
                layout = _laid_out(form, [*named[:index], key, *named[index + 1 :]])
                found += [layout] if layout else []
                break
    best = max(found, key=lambda layout: sum(c is not None for c in layout.columns), default=None)
    texts = [heading.text(View.PROPOSED) for heading in block.headings]
    return _with_every(best, texts, vocabulary, role) if best and role else best


def _holds_ids(block: Block, index: int, key: Column, vocabulary: Vocabulary) -> bool:
    """Is each value of a column an id of the key, and nothing else?"""
    return all(
        index < len(row.cells) and _cell_fits(row.cells[index].text(View.PROPOSED), key, vocabulary)
        for row in block.rows
    )


def _with_every(layout: Layout, texts: Sequence[str], vocabulary: Vocabulary, role: Role) -> Layout:
    """The layout with the columns that no form of its own knows, but that any table of such a document may have."""
    known = {c.name for c in layout.columns if c}
    phrases = {
        words: c for form in vocabulary.tables if form.every and form.role == role for words, c in form.phrases.items()
    }
    columns = list(layout.columns)
    for index, text in enumerate(texts[: len(columns)]):
        column = phrases.get(compact(text))
        if columns[index] is None and column and column.name not in known:
            columns[index] = column
            known.add(column.name)
    return evolve(layout, columns=tuple(columns))


def _layout(form: TableForm, texts: Sequence[str], block: Block, vocabulary: Vocabulary) -> Layout | None:
    if form.headless:
        names = form.headless if block.form == form.name or _fits(form, block, vocabulary) else ()
        columns = tuple(next(c for c in form.column if c.name == name) for name in names)
        return Layout(form, columns) if columns else None
    if form.across:
        return _across(form, texts, vocabulary)
    return _laid_out(form, columns_of(form, block.headings, vocabulary))


def _laid_out(form: TableForm, named: Sequence[Column | None]) -> Layout | None:
    """The form with the columns that are named, where the key and a second one are among them."""
    known = {c.name for c in named if c}
    if form.key not in known or len(known) < 2 or (form.closed and None in named):
        return None
    layout = told_apart(form, named)
    key = layout.columns[layout.key or 0]
    says_more = any(c.kind in _TELLING for c in named if c and c is not key)
    return layout if says_more or not (key and key.kind == "id") else None


def columns_of(form: TableForm, headings: Sequence[Cell], vocabulary: Vocabulary) -> list[Column | None]:
    """The form's column that each heading names, None where it names none or, before its change, another one."""
    found: list[Column | None] = []
    for heading in headings:
        if _is_renamed(form, heading, vocabulary):
            found.append(None)
            continue
        text = heading.text(View.PROPOSED)
        bare, unit = bare_heading(text)
        column = _column(form, text, vocabulary) or _column(form, bare, vocabulary)
        column = column or _below(form, heading, text, vocabulary)
        found.append(evolve(column, unit=unit) if column and unit else column)
    return found


def _is_renamed(form: TableForm, heading: Cell, vocabulary: Vocabulary) -> bool:
    """Did marks turn the heading of one column into that of another? Then no cell tells which of the two it is for."""
    if all(run.mark is Mark.PLAIN for run in heading.runs):
        return False
    texts = (bare_heading(heading.text(view))[0] for view in (View.SIGNED, View.PROPOSED))
    before, after = (_column(form, text, vocabulary) for text in texts)
    return before is not None and after is not None and before.name != after.name


def told_apart(form: TableForm, columns: Sequence[Column | None]) -> Layout:
    """Columns of one name are told apart by their states. One without a state beside one with has the other state.

    Two of one name and state are nobody's when they hold amounts: which of them holds is not told. Of other columns
    the first counts.
    """
    told = list(columns)
    doubtful: set[int] = set()
    for name in dict.fromkeys(c.name for c in columns if c):
        alike = [(i, c) for i, c in enumerate(columns) if c and c.name == name]
        states = [c.state for _, c in alike]
        if sorted(states) in (["", "current"], ["", "proposed"]):
            index, column = next((i, c) for i, c in alike if not c.state)
            other = "proposed" if "current" in states else "current"
            told[index] = evolve(column, state=other, inferred=True)
        elif len(set(states)) < len(states) or (len(states) > 2 and "" in states):
            amounts = alike[0][1].kind in _AMOUNTS
            lost = [i for n, (i, c) in enumerate(alike) if amounts or c.state in states[:n]]
            doubtful.update(lost if amounts else ())
            told = [None if index in lost else column for index, column in enumerate(told)]
    return Layout(form, tuple(told), frozenset(doubtful))


@lru_cache(maxsize=4096)
def bare_heading(text: str) -> tuple[str, str]:
    """A heading without the unit that it ends with, and the unit: "Response time (seconds)"."""
    found = _UNIT.fullmatch(text) if len(text) <= _LONGEST_HEADING else None
    bare, unit = (found.group(1) or found.group(3), found.group(2) or found.group(4)) if found else (text, "")
    unit = _IN.sub("", unit)
    known = unit and isinstance(parse(in_unit("1", unit)), Quantity)
    return (bare, unit) if known else (text, "")


def _column(form: TableForm, text: str, vocabulary: Vocabulary) -> Column | None:
    """The column that a heading names; "Current" or "Proposed" in the heading puts its values in that state."""
    key = compact(text)
    if key in form.phrases:
        return form.phrases[key]
    state, rest = heading_state(text, vocabulary)
    column = form.phrases.get(compact(rest)) or _by_code(form, rest)
    return evolve(column, state="" if state == "both" else state) if column else None


def _below(form: TableForm, heading: Cell, text: str, vocabulary: Vocabulary) -> Column | None:
    """The column that the last row of a heading names by itself: the rows above may only group columns."""
    if not heading.runs or heading.runs[-1].place.key == heading.runs[0].place.key:
        return None
    column = _column(form, heading.runs[-1].text, vocabulary)
    state, _ = heading_state(text, vocabulary)
    return evolve(column, state=state) if column and state not in {"", "both"} and not column.state else column


def _by_code(form: TableForm, text: str) -> Column | None:
    """The column whose heading starts with the same code: a code says more than the words after it."""
    words = tuple(compact(word) for word in text.split())
    return next((column for code, column in form.codes if words[: len(code)] == code), None)


def _across(form: TableForm, texts: Sequence[str], vocabulary: Vocabulary) -> Layout | None:
    """Headings that are names of a list, or mean the sum."""
    if len(texts) < 3 or compact(texts[0]) not in {compact(word) for word in form.corner}:
        return None
    totals = {compact(word) for word in form.total}
    columns: list[Column | None] = [Column("corner", "text")]
    for text in texts[1:]:
        names = [n for _, _, found in find_names(text, vocabulary, form.across) for n in found]
        if compact(text) in totals:
            columns.append(Column("total", "money", property=form.total_property))
        else:
            columns.append(Column(joined_names(names), "money", property=form.property) if names else None)
    known = sum(c is not None for c in columns[1:])
    return Layout(form, tuple(columns)) if known >= 2 else None


def joined_names(names: Sequence[str]) -> str:
    """Several names of one merged cell as one subject: "Design, Build and Test"."""
    unique = list(dict.fromkeys(names))
    return unique[0] if len(unique) == 1 else f"{', '.join(unique[:-1])} and {unique[-1]}" if unique else ""


def _fits(form: TableForm, block: Block, vocabulary: Vocabulary) -> bool:
    """Has a table without headings as many columns as the form, with ids where the form has ids?"""
    if block.headings or block.form or not block.rows:
        return False
    columns = [next(c for c in form.column if c.name == name) for name in form.headless]
    return all(len(row.cells) == len(columns) and _row_fits(row.cells, columns, vocabulary) for row in block.rows)


def _row_fits(cells: Sequence[Cell], columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    return all(_cell_fits(cell.text(), column, vocabulary) for cell, column in zip(cells, columns, strict=True))


def _cell_fits(text: str, column: Column, vocabulary: Vocabulary) -> bool:
    kind = vocabulary.id_kind(column.id) if column.kind == "id" else None
    if kind:
        return bool(re.fullmatch(kind.pattern, text))
    return column.kind != "duration" or "d" in tokenise(text, vocabulary).types
