"""A whole clean pack from a seed, and its files."""

from __future__ import annotations

from pathlib import Path
from random import Random

from attrs import evolve, frozen

from benchmarks.seeded.kinds import made_paper
from benchmarks.seeded.paper import FORMS, Block, Form, Paper, Tag, walk
from benchmarks.seeded.schedules import write_workspace
from benchmarks.seeded.story import Service, Story, made_story
from benchmarks.seeded.writers import ENDINGS, write

KINDS = (
    "panel-paper",
    "modification-report",
    "business-requirements",
    "legal-text",
    "full-impact-assessment",
    "consultation-responses",
)
_LISTING = KINDS[:5]
"""The kinds of paper that list what changes."""


@frozen
class Pack:
    """A story and its papers."""

    story: Story
    papers: tuple[Paper, ...]

    def paper(self, kind: str) -> Paper:
        return next(p for p in self.papers if p.kind == kind)

    def having(self, paper: Paper) -> Pack:
        """The pack with one paper in place of its own of that kind."""
        return evolve(self, papers=tuple(paper if p.kind == paper.kind else p for p in self.papers))


def made_pack(seed: str, registry: tuple[Service, ...]) -> Pack:
    """The clean pack of a seed: two papers or more, each in its own format or all in one."""
    rng = Random(seed)
    story = made_story(rng, registry)
    number = rng.randint(2, 6)
    kinds = set(rng.sample(_LISTING, min(number, 5))) | ({KINDS[5]} if number == 6 or rng.random() < 0.2 else set())
    common: tuple[Form, ...] = rng.choice([*((form,) for form in FORMS), FORMS, FORMS])
    papers = []
    for kind in KINDS:
        if kind in kinds:
            form = rng.choice(common) if len(common) > 1 else common[0]
            paper = made_paper(story, kind, Random(rng.random()), tuple(kinds))
            papers.append(evolve(_keyed(paper) if form == "extracted" else paper, form=form))
    return Pack(story, tuple(papers))


def left_open(pack: Pack) -> tuple[str, ...]:
    """What only one place of the pack says, so that nobody could tell whether it is right; () for a whole pack."""
    said = [(paper.kind, word.tag) for paper in pack.papers for _, word in walk(paper)]
    lists = {(kind, tag.what) for kind, tag in said if tag.what in {"party", "tick"}}
    priced = {kind for kind, tag in said if tag.what == "cost"}
    totals = {kind for kind, tag in said if tag == Tag("total", "", "table")}
    told = [
        ("the impacted parties stand in one place alone", len(lists) == 1),
        ("one paper alone has costs", len(priced) == 1 and "full-impact-assessment" in priced),
        ("a table of costs has no total", not priced <= totals),
        ("a row without marks has a value that stays beside some that change", any(map(_is_mixed, pack.papers))),
        ("the total stands in one place alone", bool(priced) and sum(tag.what == "total" for _, tag in said) == 1),
    ]
    return tuple(reason for reason, is_so in told if is_so)


def _is_mixed(paper: Paper) -> bool:
    """Has a row of extracted text fewer values than two for each column, and more than one?"""
    rows = [row for block in paper.blocks if block.role == "measures" for row in block.rows]
    numbers = [{len(cell) for cell in row if cell[0].tag.what in {"dcc", "dsp", "csp"}} for row in rows]
    return paper.form == "extracted" and any(len(found) > 1 for found in numbers)


def _keyed(paper: Paper) -> Paper:
    """Ids first where rows would start and end in words: without ruling lines nothing tells where one begins."""
    return evolve(paper, blocks=tuple(_ids_first(b) if _is_open_ended(b) else b for b in paper.blocks))


def _is_open_ended(block: Block) -> bool:
    """Do the rows of a table of services both start and end in words?"""
    if block.role not in {"legal", "measures"}:
        return False
    return all(block.rows[0][n][0].tag.what in {"name", "user"} for n in (0, -1))


def _ids_first(block: Block) -> Block:
    ids = [n for n, cell in enumerate(block.rows[0]) if cell[0].tag.what in {"id", "reference"}]
    order = [*ids, *(n for n in range(len(block.headings)) if n not in ids)]
    rows = tuple(tuple(row[n] for n in order) for row in block.rows)
    return evolve(block, headings=tuple(block.headings[n] for n in order), rows=rows)


def write_pack(folder: Path, pack: Pack, further: tuple[Paper, ...] = ()) -> None:
    """A workspace with the papers in its folder `pack`."""
    write_workspace(folder, pack.story)
    (folder / "pack").mkdir()
    for paper in (*pack.papers, *further):
        (folder / "pack" / f"{paper.name}.{ENDINGS[paper.form]}").write_bytes(write(paper))
