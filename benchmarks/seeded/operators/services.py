"""Errors in which services a paper names: ids, names, references, rows, scope."""

from __future__ import annotations

from random import Random

from attrs import evolve

from benchmarks.seeded.operators.seeded import (
    Found,
    Repair,
    Seeded,
    beside,
    both,
    decidable,
    picked,
    replaced,
    words,
)
from benchmarks.seeded.pack import Pack
from benchmarks.seeded.paper import Address, Block, Line, Tag, Word, spot_of, with_block, with_rows
from benchmarks.seeded.story import Service, Story, usable


def id_of_neighbour(pack: Pack, rng: Random) -> Seeded | None:
    """An id that stands beside the right one in the registry; the name stays."""
    found = picked(rng, decidable(pack, words(pack, "id")))
    return _with_id(pack, found, rng, _neighbours(pack.story, found[2].tag.subject)) if found else None


def id_transposed(pack: Pack, rng: Random) -> Seeded | None:
    """Two figures of an id change places."""
    options = [
        (each, swapped)
        for each in decidable(pack, words(pack, "id"))
        if (swapped := _transposed(each[2].text)) not in {each[2].text, ""}
        and all(c.service.id != swapped for c in pack.story.changes)
    ]
    if not options:
        return None
    found, text = rng.choice(options)
    return replaced(pack, found, text)


def _transposed(text: str) -> str:
    parts = text.split(".")
    for index in range(len(parts) - 1, 0, -1):
        if parts[index] != parts[index - 1]:
            return ".".join([*parts[: index - 1], parts[index], parts[index - 1], *parts[index + 1 :]])
    return ""


def id_of_another(pack: Pack, rng: Random) -> Seeded | None:
    """The id of some other service; the name stays."""
    found = picked(rng, decidable(pack, words(pack, "id")))
    return _with_id(pack, found, rng, _others(pack.story)) if found else None


def _with_id(pack: Pack, found: Found, rng: Random, options: list[Service]) -> Seeded | None:
    return replaced(pack, found, rng.choice(options).id) if options else None


def row_of_another(pack: Pack, rng: Random) -> Seeded | None:
    """A whole row is about another service: its id and its name."""
    named = [f for f in decidable(pack, _rows(pack)) if list(beside(f[0], f[1], "name"))]
    found = picked(rng, named)
    if not found:
        return None
    service = rng.choice(_neighbours(pack.story, found[2].tag.subject) or _others(pack.story))
    made = replaced(pack, found, service.id)
    for what, text in (("name", service.name), ("reference", service.reference)):
        paper = made.pack.paper(found[0].kind)
        for at, word in beside(paper, found[1], what):
            if word.text != text:
                made = both(made, replaced(made.pack, (paper, at, word), text))
    return made


def name_of_another(pack: Pack, rng: Random) -> Seeded | None:
    """The name of another service beside the right id."""
    found = picked(rng, words(pack, "name"))
    if not found:
        return None
    options = [
        s for s in _neighbours(pack.story, found[2].tag.subject) or _others(pack.story) if s.name != found[2].text
    ]
    return replaced(pack, found, rng.choice(options).name) if options else None


def name_shortened(pack: Pack, rng: Random) -> Seeded | None:
    """A word of a name is left out."""
    found = picked(rng, [f for f in words(pack, "name") if len(f[2].text.split()) > 3])
    if not found:
        return None
    parts = found[2].text.split()
    at = rng.choice([n for n, part in enumerate(parts) if n and part[0].isalnum()])
    return replaced(pack, found, " ".join([*parts[:at], *parts[at + 1 :]]))


def id_dangling(pack: Pack, rng: Random) -> Seeded | None:
    """An id that no registry knows."""
    found = picked(rng, decidable(pack, words(pack, "id")))
    if not found:
        return None
    known = {s.id for s in pack.story.registry} | {s.reference for s in pack.story.registry}
    parts = found[2].text.split(".")
    options = [".".join([*parts[:-1], str(n)]) for n in range(2, 60)]
    return replaced(pack, found, rng.choice([o for o in options if o not in known]))


def reference_of_another(pack: Pack, rng: Random) -> Seeded | None:
    """The reference beside a variant is another one."""
    found = picked(rng, words(pack, "reference"))
    if not found:
        return None
    options = sorted({s.reference for s in _others(pack.story)} - {found[2].text})
    near = [o for o in options if o.split(".")[0] == found[2].text.split(".")[0]]
    return replaced(pack, found, rng.choice(near or options))


def row_dropped(pack: Pack, rng: Random) -> Seeded | None:
    """A row of a table of services is left out."""
    found = picked(rng, [f for f in decidable(pack, _rows(pack)) if len(_block(f).rows) > 1])
    if not found:
        return None
    paper, at, word = found
    rows = [row for number, row in enumerate(_block(found).rows) if number != at.row]
    spot = evolve(spot_of(paper, at), row=0)
    return Seeded(pack.having(with_rows(paper, at.block, rows)), (Repair("insert", spot, "", word.text),), (spot,))


def row_doubled(pack: Pack, rng: Random) -> Seeded | None:
    """A row of a table of services stands twice."""
    found = picked(rng, _rows(pack))
    if not found:
        return None
    paper, at, word = found
    rows = list(_block(found).rows)
    rows.insert(at.row + 1, rows[at.row])
    first = spot_of(paper, at)
    spots = (first, evolve(first, row=first.row + 1))
    repair = Repair("delete", spots[1], word.text, "")
    return Seeded(pack.having(with_rows(paper, at.block, rows)), (repair,), spots)


def ids_swapped(pack: Pack, rng: Random) -> Seeded | None:
    """Two rows of one table that change differently have each other's ids."""
    new = {c.service.id: c.new for c in pack.story.changes}
    pairs = [
        (a, b)
        for a in decidable(pack, _rows(pack))
        for b in _rows(pack)
        if a[0] is b[0] and a[1].block == b[1].block and a[1].row < b[1].row and new[a[2].text] != new[b[2].text]
    ]
    if not pairs:
        return None
    first, second = rng.choice(pairs)
    made = replaced(pack, first, second[2].text)
    return both(made, replaced(made.pack, (made.pack.paper(first[0].kind), *second[1:]), first[2].text))


def scope_with_one_more(pack: Pack, rng: Random) -> Seeded | None:
    """A list or sentence in one place names one service more."""
    found = picked(rng, decidable(pack, words(pack, "id", in_table=False)))
    if not found:
        return None
    paper, at, _ = found
    service = rng.choice(_others(pack.story))
    block = paper.blocks[at.block]
    spot = spot_of(paper, at)
    more = Word(service.id, Tag("id", service.id))
    if block.sort == "item":
        entry: Line = (*block.words[: at.word], more)
        blocks = (*paper.blocks[: at.block + 1], evolve(block, words=entry), *paper.blocks[at.block + 1 :])
        changed = evolve(paper, blocks=blocks)
    elif len(_ids_beside(found)) > 1:
        line = (*block.words[: at.word], more, Word(", "), *block.words[at.word :])
        changed = with_block(paper, at.block, evolve(block, words=line))
    else:
        return None
    return Seeded(pack.having(changed), (Repair("delete", spot, service.id, ""),), (spot,))


def scope_with_one_less(pack: Pack, rng: Random) -> Seeded | None:
    """A list or sentence in one place lacks a service."""
    found = picked(rng, [f for f in decidable(pack, words(pack, "id", in_table=False)) if _can_go(f)])
    if not found:
        return None
    paper, at, word = found
    block = paper.blocks[at.block]
    spot = spot_of(paper, at)
    if block.sort == "item":
        changed = evolve(paper, blocks=(*paper.blocks[: at.block], *paper.blocks[at.block + 1 :]))
    else:
        cut = (at.word, at.word + 1) if block.words[at.word + 1].text == ", " else (at.word - 1, at.word)
        line = tuple(w for n, w in enumerate(block.words) if n not in cut)
        changed = with_block(paper, at.block, evolve(block, words=line))
    return Seeded(pack.having(changed), (Repair("insert", spot, "", word.text),), (spot,))


def _can_go(found: Found) -> bool:
    """Does the list or sentence still name a service of the same change, and three or more in a sentence?"""
    paper, at, _ = found
    if paper.blocks[at.block].sort == "item":
        near = [paper.blocks[i] for i in (at.block - 1, at.block + 1) if 0 <= i < len(paper.blocks)]
        return any(block.sort == "item" for block in near)
    beside_it = _ids_beside(found)
    return (
        len(beside_it) > 2 and paper.blocks[at.block].words[beside_it[0].word + 1].text == ", " and at != beside_it[-1]
    )


def _ids_beside(found: Found) -> list[Address]:
    return [at for at, _ in beside(found[0], found[1], "id")]


def _rows(pack: Pack) -> list[Found]:
    """The ids of all tables of services, one for each row."""
    return [f for f in words(pack, "id", in_table=True) if _block(f).role in {"legal", "measures"}]


def _block(found: Found) -> Block:
    return found[0].blocks[found[1].block]


def _neighbours(story: Story, name: str) -> list[Service]:
    """The services next to one in the registry that the pack does not change."""
    sound = usable(story.registry)
    place = next(i for i, s in enumerate(sound) if s.id == name)
    near = [sound[i] for i in (place - 2, place - 1, place + 1, place + 2) if 0 <= i < len(sound)]
    changed = {c.service.id for c in story.changes}
    return [s for s in near if s.id not in changed]


def _others(story: Story) -> list[Service]:
    changed = {c.service.id for c in story.changes}
    return [s for s in usable(story.registry) if s.id not in changed]
