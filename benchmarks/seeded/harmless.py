"""Edits that change no fact: another word for the same, another number format, another order, another line width."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from attrs import evolve

from benchmarks.seeded.pack import Pack
from benchmarks.seeded.paper import Paper, Word, paragraph, walk, with_rows, with_text

Edit = Callable[[Pack, Random], tuple[Pack, tuple[Paper, ...]] | None]

_UNITS = {
    "seconds": ("seconds", "secs", "s", "Seconds"),
    "minutes": ("minutes", "mins", "Minutes"),
    "hours": ("hours", "hrs", "Hours", "h"),
}
_TIME = re.compile(r"([\d,]+)\s*([A-Za-z]+)")


def unit_word(pack: Pack, rng: Random) -> tuple[Pack, tuple[Paper, ...]] | None:
    """One time is printed with another word for its unit."""
    return _retimed(pack, rng, lambda number, unit: f"{number} {rng.choice(_UNITS[unit])}")


def number_format(pack: Pack, rng: Random) -> tuple[Pack, tuple[Paper, ...]] | None:
    """One time is printed in a smaller unit, or with or without its comma."""

    def shown(number: str, unit: str) -> str:
        count = int(number.replace(",", ""))
        if unit == "seconds":
            return f"{count:,} {unit}" if "," not in number else f"{count} {unit}"
        smaller = {"minutes": (60, "seconds"), "hours": (60, "minutes")}[unit]
        return f"{count * smaller[0]:,} {smaller[1]}"

    return _retimed(pack, rng, shown)


def _retimed(pack: Pack, rng: Random, shown: Callable[[str, str], str]) -> tuple[Pack, tuple[Paper, ...]] | None:
    times = [(p, a, w) for p in pack.papers for a, w in walk(p) if w.tag.what in {"time", "dcc", "dsp", "csp"}]
    paper, at, word = rng.choice(times)
    found = _TIME.fullmatch(word.text)
    unit = next((u for u in _UNITS if found and u.startswith(found[2][0].lower())), "")
    return (pack.having(with_text(paper, at, shown(found[1], unit))), ()) if found and unit else None


def synonym(pack: Pack, rng: Random) -> tuple[Pack, tuple[Paper, ...]] | None:
    """Another word for the same thing in the running text of one paper."""
    old, new = rng.choice(_SYNONYMS)
    holding = [p for p in pack.papers if any(old in w.text for _, w in walk(p) if not w.tag.what)]
    if not holding:
        return None
    paper = rng.choice(holding)
    for at, word in list(walk(paper)):
        if not word.tag.what and old in word.text and at.row < 0:
            paper = with_text(paper, at, word.text.replace(old, new))
    return pack.having(paper), ()


_SYNONYMS = (
    ("Target Response Time", "TRT"),
    ("TRT", "Target Response Time"),
    ("SRVs", "Service Requests"),
    ("SRs", "Service Requests"),
    ("Service Requests ", "SRs "),
    ("Service Reference Variants ", "SRVs "),
    ("will change", "changes"),
    ("modification", "Modification Proposal"),
    ("DCC", "Data Communications Company (DCC)"),
)


def letter_case(pack: Pack, rng: Random) -> tuple[Pack, tuple[Paper, ...]] | None:
    """One name has other capitals."""
    names = [(p, a, w) for p in pack.papers for a, w in walk(p) if w.tag.what == "name"]
    if not names:
        return None
    paper, at, word = rng.choice(names)
    return pack.having(with_text(paper, at, word.text.title() if rng.random() < 0.5 else word.text.upper())), ()


def order_of_rows(pack: Pack, rng: Random) -> tuple[Pack, tuple[Paper, ...]] | None:
    """The rows of one table of services or words come in another order."""
    tables = [
        (p, n)
        for p in pack.papers
        for n, b in enumerate(p.blocks)
        if b.role in {"legal", "measures", "glossary"} and len(b.rows) > 1
    ]
    if not tables:
        return None
    paper, index = rng.choice(tables)
    rows = list(paper.blocks[index].rows)
    rng.shuffle(rows)
    return pack.having(with_rows(paper, index, rows)), ()


def order_of_items(pack: Pack, rng: Random) -> tuple[Pack, tuple[Paper, ...]] | None:
    """Two neighbours of one list change places."""
    pairs = [
        (p, n)
        for p in pack.papers
        for n in range(1, len(p.blocks))
        if p.blocks[n].sort == p.blocks[n - 1].sort == "item" and all(w.tag.what != "tick" for w in p.blocks[n].words)
    ]
    if not pairs:
        return None
    paper, n = rng.choice(pairs)
    blocks = (*paper.blocks[: n - 1], paper.blocks[n], paper.blocks[n - 1], *paper.blocks[n + 1 :])
    return pack.having(evolve(paper, blocks=blocks)), ()


def form(pack: Pack, rng: Random) -> tuple[Pack, tuple[Paper, ...]] | None:
    """One paper is saved in another format that keeps its marks."""
    paper = rng.choice(pack.papers)
    return pack.having(evolve(paper, form=rng.choice([f for f in ("written", "docx", "html") if f != paper.form]))), ()


def more_words(pack: Pack, rng: Random) -> tuple[Pack, tuple[Paper, ...]] | None:
    """A paragraph that has nothing to do with times is added."""
    paper = rng.choice(pack.papers)
    at = next(n for n, b in enumerate(paper.blocks) if b.sort == "heading") + 1
    blocks = (*paper.blocks[:at], paragraph(rng.choice(_MORE)), *paper.blocks[at:])
    return pack.having(evolve(paper, blocks=blocks)), ()


_MORE = (
    "The Working Group met in London and by telephone, as is usual.",
    "Questions on this paper go to the code administrator.",
    "See section 4.8 and Schedule 2.2 of version 6.12 for the terms used.",
    "The meeting lasted 2 hours and the next one is in 3 weeks.",
    "Of 120 households in a trial, 48 had an older hub.",
)


def unrelated_paper(pack: Pack, rng: Random) -> tuple[Pack, tuple[Paper, ...]] | None:
    """A further paper that has nothing to do with the pack lies beside it."""
    lines = (Word("Minutes of the catering group"),), (Word("The group chose the menu for the summer meeting."),)
    blocks = (paragraph(lines[0]), paragraph(lines[1]), paragraph(rng.choice(_MORE[:2])))
    return pack, (Paper("", f"minutes-{rng.randint(1, 99)}", blocks, "written"),)


HARMLESS: Mapping[str, Edit] = {
    "unit word": unit_word,
    "number format": number_format,
    "synonym": synonym,
    "letter case": letter_case,
    "order of rows": order_of_rows,
    "order of items": order_of_items,
    "another format": form,
    "more words": more_words,
    "unrelated paper": unrelated_paper,
}
