"""One Document as bytes and back. Pure."""

from __future__ import annotations

from typing import get_args

from schedcheck.app.transcript.checked import (
    Unfit,
    Written,
    dumped,
    fields,
    flag,
    load_place,
    loaded,
    members,
    number,
    one_of,
    text,
    texts,
    write_place,
)
from schedcheck.document import Block, BlockKind, Cell, Document, Mark, Row, Run

_MARKS = tuple(Mark)
_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)


def write_document(document: Document) -> bytes:
    d = document
    head = [d.file, d.sha256, d.kind, d.title, d.version, d.whole, d.gaps, d.contract, d.region, d.remarks]
    return dumped([*head, [_write_block(block) for block in d.blocks]])


def load_document(content: bytes) -> Document:
    """The Document that was written. Unfit where the bytes are not one."""
    try:
        file, sha256, kind, title, version, whole, gaps, contract, region, said, blocks = fields(loaded(content), 11)
        return Document(
            text(file),
            text(sha256),
            tuple(map(_load_block, members(blocks))),
            text(kind),
            text(title),
            text(version),
            flag(whole),
            texts(gaps),
            text(contract),
            text(region),
            texts(said),
        )
    except RecursionError:
        raise Unfit("it is nested too deeply") from None


def _write_block(block: Block) -> Written:
    b = block
    table: list[object] = []
    if b.kind == "table":
        table = [list(map(_write_cell, b.headings)), list(map(_write_row, b.rows)), b.form, b.aligned]
    runs = list(map(_write_run, b.runs))
    return [_KINDS.index(b.kind), runs, b.number, b.level, table, b.fresh, write_place(b.place)]


def _load_block(value: object) -> Block:
    kind, runs, figure, level, table, fresh, place = fields(value, 7)
    headings, rows, form, aligned = fields(table, 4) if table != [] else ([], [], "", False)
    return Block(
        one_of(kind, _KINDS),
        _load_runs(runs),
        text(figure),
        number(level),
        tuple(map(_load_cell, members(headings))),
        tuple(map(_load_row, members(rows))),
        text(form),
        flag(fresh),
        load_place(place),
        flag(aligned),
    )


def _write_row(row: Row) -> Written:
    return [list(map(_write_cell, row.cells)), write_place(row.place), row.ragged]


def _load_row(value: object) -> Row:
    cells, place, ragged = fields(value, 3)
    return Row(tuple(map(_load_cell, members(cells))), load_place(place), text(ragged))


def _write_cell(cell: Cell) -> Written:
    return [list(map(_write_run, cell.runs)), cell.column, cell.merged]


def _load_cell(value: object) -> Cell:
    runs, column, merged = fields(value, 3)
    return Cell(_load_runs(runs), number(column), flag(merged))


def _write_run(run: Run) -> Written:
    return [run.text, write_place(run.place), _MARKS.index(run.mark)]


def _load_runs(value: object) -> tuple[Run, ...]:
    return tuple(map(_load_run, members(value)))


def _load_run(value: object) -> Run:
    words, place, mark = fields(value, 3)
    return Run(text(words), load_place(place), one_of(mark, _MARKS))
