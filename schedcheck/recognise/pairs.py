"""Labels with their values, in two columns or a line each, as the table of one row that they stand for.

Runs before the tables of an amendment are read: what it says of itself is printed as "Effective date: 25 June 2020" at
least as often as under headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from schedcheck.document import Block, Cell, Row, Run
from schedcheck.place import Place
from schedcheck.recognise.split import Part, Placed
from schedcheck.vocabulary import Column, TableForm, Vocabulary, compact

_LINE = re.compile(r"\s*([^\s:|][^:|]{0,59}?)\s*:\s*(\S.*)", re.DOTALL)
_TITLE_BLOCKS = 20

Pair = tuple[Cell, Cell]


def with_pairs(part: Part, vocabulary: Vocabulary) -> Part:
    """The document with a table of one row for what it says of itself in pairs; without pairs, as it is."""
    form = next((f for f in vocabulary.tables if f.pairs and f.role == part.role and f.role), None)
    if form is None:
        return part
    lines: list[Pair] = []
    blocks: list[Placed] = []
    for placed in part.blocks:
        pairs = _of_table(placed.block, form)
        if pairs:
            blocks.append(_table(placed, pairs, part, form))
            continue
        lines += _of_lines(placed.block, form)
        blocks.append(placed)
    if len(lines) > 1:
        blocks.insert(0, _table(Placed(Block("table"), blocks[0].section, 1), lines, part, form))
    return evolve(part, blocks=tuple(blocks))


def _of_table(block: Block, form: TableForm) -> list[Pair]:
    """The pairs of a table of two columns, most of whose first cells are known labels; its header may be a pair too."""
    if block.kind != "table":
        return []
    rows = [block.headings, *(row.cells for row in block.rows)] if block.headings else [row.cells for row in block.rows]
    pairs = [(cells[0], cells[1]) for cells in rows if len(cells) == 2 and cells[0].runs]
    known = [pair for pair in pairs if _label(pair[0].text()) in form.phrases]
    return known if len(known) > 1 and len(pairs) == len([r for r in rows if r]) and len(known) * 2 > len(pairs) else []


def _of_lines(block: Block, form: TableForm) -> list[Pair]:
    """The pairs of a paragraph whose lines are known labels, each with a colon and a value that may run on."""
    pairs: list[tuple[Run, list[Run]]] = []
    for run in block.runs if block.kind in {"paragraph", "item"} else ():
        found = _LINE.fullmatch(run.text)
        if found and _label(found.group(1)) in form.phrases:
            offset = run.place.offset + found.start(2) if run.place.offset else 0
            label = Run(found.group(1), run.place)
            pairs.append((label, [evolve(run, text=found.group(2).strip(), place=evolve(run.place, offset=offset))]))
        elif not pairs:
            return []
        else:
            pairs[-1][1].append(run)
    return [(Cell((label,), 1), Cell(tuple(values), 2)) for label, values in pairs]


def _label(text: str) -> str:
    return compact(text.strip().rstrip(":"))


def _table(placed: Placed, pairs: Sequence[Pair], part: Part, form: TableForm) -> Placed:
    """A header row of labels over one row of values, with the document's own name where no label gives it."""
    columns: dict[str, Pair] = {}
    for label, value in pairs:
        columns.setdefault(form.phrases[_label(label.text())].name, (label, value))
    if form.key not in columns:
        name = _own_name(part)
        key = next(column for column in form.column if column.name == form.key)
        columns[form.key] = (Cell((Run(key.headings[0]),)), Cell((name,)))
    headings = tuple(Cell((Run(_heading(form, name)),), n) for n, name in enumerate(columns, 1))
    cells = tuple(evolve(value, column=n) for n, (_, value) in enumerate(columns.values(), 1))
    place = next((run.place for _, value in columns.values() for run in value.runs), Place())
    return Placed(
        Block("table", headings=headings, rows=(Row(cells, place),), place=place), placed.section, placed.table
    )


def _heading(form: TableForm, name: str) -> str:
    column: Column = next(column for column in form.column if column.name == name)
    return column.headings[0]


def _own_name(part: Part) -> Run:
    """The name that the document has, by its shape; else the id that it has in this run."""
    shape = part.kind.called if part.kind else ""
    for placed in part.blocks[:_TITLE_BLOCKS] if shape else ():
        for run in placed.block.runs:
            found = re.search(rf"\b(?:{shape})\b", run.text)
            if found:
                offset = run.place.offset + found.start() if run.place.offset else 0
                return Run(found.group(), evolve(run.place, offset=offset))
    return Run(part.document)
