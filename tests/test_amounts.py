"""Amounts one below the other: which labels a figure belongs to, and when that can not be told."""

from __future__ import annotations

from attrs import evolve

from schedcheck.document import Document, Source
from schedcheck.readers import read
from schedcheck.recognise import Reading, recognise
from tests.listing import vocabulary

PAPER = """# Full Impact Assessment

This document is the Full Impact Assessment for SECMP0100. All of it is made up.

## 9. Cost

| Activity | Cost |
|---|---|
| Design | |
| Build | £120,400 |
| PIT | |
| SIT | £24,579 |
"""


def costs(*, aligned: bool) -> Reading:
    document: Document = read(Source("cost.txt", PAPER.encode(), ""), vocabulary())
    blocks = tuple(evolve(block, aligned=aligned) if block.kind == "table" else block for block in document.blocks)
    (reading,) = recognise([evolve(document, blocks=blocks)], vocabulary())
    return reading


def test_without_ruling_lines_a_figure_beside_bare_labels_is_left_unread() -> None:
    reading = costs(aligned=True)
    assert {(fact.subject, fact.printed) for fact in reading.facts if fact.property == "cost"} == {("SIT", "£24,579")}
    assert "£120,400" in {unread.printed for unread in reading.unread}
    assert any("row 2" in gap for gap in reading.paper.gaps)


def test_where_the_cells_are_seen_a_figure_goes_down_to_bare_labels() -> None:
    subjects = {fact.subject for fact in costs(aligned=False).facts if fact.property == "cost"}
    assert subjects == {"Build and PIT", "SIT"}
