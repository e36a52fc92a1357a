"""Open changes of a document that claims to be final: marks that nobody accepted or rejected.

Runs after tables and sentences. A redlined cell that gives facts is what the document proposes, and a document that
is a redline by nature has nothing but such marks: neither is an open change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from schedcheck.document import Cell, Mark, Run, View
from schedcheck.fact import NONE
from schedcheck.place import Place
from schedcheck.quantity import DATE
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.placed import in_table
from schedcheck.recognise.split import Part, Placed
from schedcheck.record import frozen
from schedcheck.vocabulary import StatusWords, Vocabulary

STATUS, CHANGE = "document-status", "open-change"
_TITLE_BLOCKS = 12
_LONGEST_LINE = 80
_LONGEST_CHANGE = 60
_AFTER_WORDS = ".,;: "
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")


@frozen
class _Said:
    """Words of a document, in a section, at their place."""

    printed: str
    section: str
    place: Place


def read_changes(part: Part, vocabulary: Vocabulary, ledger: Ledger) -> None:
    """What a final document says of itself, and each change in it that is open; "none" where none is."""
    kind = part.kind
    claim = None if kind is None or kind.redline or kind.schedule or kind.opinion else _claim(part, vocabulary, ledger)
    if claim is None:
        return
    _add(part, ledger, STATUS, Stated("final", claim.printed, claim.place, "current"), claim.section)
    changes = list(_changes(part, vocabulary.status, ledger))
    for each in changes:
        _add(part, ledger, CHANGE, Stated(each.printed, each.printed, each.place, "current", "marked"), each.section)
    if not changes:
        _add(part, ledger, CHANGE, Stated(NONE, NONE, claim.place, "current"), claim.section)


def _add(part: Part, ledger: Ledger, name: str, stated: Stated, section: str) -> None:
    ledger.add(ledger.statement(section), part.document, name, stated, kind="document")


def _claim(part: Part, vocabulary: Vocabulary, ledger: Ledger) -> _Said | None:
    """The words by which a document claims to be final; None where it claims nothing, or to be a draft."""
    words = vocabulary.status
    lines = list(_lines(part))
    if any(_says_draft(line.printed, words) for line in lines):
        return None
    claim = next((line for line in lines if _says_final(line.printed, words)), None)
    versions = [f for f in ledger.facts if f.property == "document-version" and f.subject == part.document]
    own = next((f for f in versions if not f.place.table), versions[-1] if versions else None)
    if claim is None and own and words.final_version and re.fullmatch(words.final_version, str(own.value)):
        claim = _Said(own.printed, own.section, own.place)
    return claim


def _lines(part: Part) -> Iterator[_Said]:
    """The short lines of the title page and of page furniture; a row of a table on the title page is one line."""
    numbered = (i for i, placed in enumerate(part.blocks) if placed.block.kind == "heading" and placed.block.number)
    end = min(next(numbered, _TITLE_BLOCKS), _TITLE_BLOCKS)
    for index, placed in enumerate(part.blocks):
        block = placed.block
        if block.kind != "furniture" and index >= end:
            continue
        for runs in [block.runs, *([r for cell in row.cells for r in cell.runs] for row in block.rows)]:
            text = _shown(runs, View.PROPOSED)
            if runs and text and len(text) <= _LONGEST_LINE:
                yield _Said(text, placed.section, runs[0].place)


def _shown(runs: Sequence[Run], view: View) -> str:
    return " ".join(" ".join(run.text for run in runs if view.shows(run.mark)).split())


def _says_draft(line: str, words: StatusWords) -> bool:
    text = f" {' '.join(_WORD.findall(line.casefold()))} "
    return any(f" {phrase} " in text for phrase in words.draft)


def _says_final(line: str, words: StatusWords) -> bool:
    """Is a word for final all that the line says, besides labels, versions and dates? A place to sign says nothing."""
    if "_" in line or "…" in line or line.rstrip().endswith(":"):
        return False
    undated = re.sub(DATE, " ", line, flags=re.IGNORECASE)
    said = f" {' '.join(w for w in _WORD.findall(undated.casefold()) if not w.lstrip('v')[:1].isdigit())} "
    for label in words.labels:
        said = said.replace(f" {label} ", " ")
    return said.strip() in words.final


def _changes(part: Part, words: StatusWords, ledger: Ledger) -> Iterator[_Said]:
    """Each paragraph or cell with marks that give no fact, outside of sections that draft a change."""
    proposed = {(f.place.table, f.place.row, f.place.column, f.section) for f in ledger.facts if f.place.table}
    drafting = tuple({fact.section for fact in ledger.facts if fact.property in words.drafting and fact.section})
    for placed in part.blocks:
        if placed.block.kind == "furniture" or _is_within(placed.section, drafting):
            continue
        if said := _change(placed.block.runs, placed):
            yield said
        for number, row in enumerate(placed.block.rows, 1):
            for cell in row.cells:
                if (placed.table, number, cell.column, placed.section) not in proposed:
                    yield from _cell_change(cell, placed, number)


def _is_within(section: str, sections: Sequence[str]) -> bool:
    return any(section == each or section.startswith(f"{each}.") for each in sections)


def _cell_change(cell: Cell, placed: Placed, row: int) -> Iterator[_Said]:
    if not cell.merged and (said := _change(cell.runs, placed)):
        yield _Said(said.printed, said.section, in_table(said.place, placed.table, row, cell.column))


def _change(runs: Sequence[Run], placed: Placed) -> _Said | None:
    """The marked words of a paragraph or cell, without the signs after a word that were marked along with it."""
    marked = [run for run in runs if run.mark is not Mark.PLAIN and run.text.strip()]
    bare = [run.text.rstrip(_AFTER_WORDS) for run in marked]
    words = " ".join(" ".join(bare if any(bare) else (run.text for run in marked)).split())
    return _Said(words[:_LONGEST_CHANGE], placed.section, marked[0].place) if marked else None
