"""Errors in times: figures, units, margins, old values, provider's parts."""

from __future__ import annotations

import re
from random import Random

from benchmarks.seeded.operators.seeded import Found, Seeded, both, decidable, is_decidable, picked, replaced, words
from benchmarks.seeded.pack import Pack
from benchmarks.seeded.story import Band, Change

_UNITS = (
    ("seconds", "minutes"),
    ("secs", "mins"),
    ("sec", "min"),
    ("minutes", "hours"),
    ("mins", "hrs"),
    ("hours", "days"),
    ("hrs", "days"),
)


def digit(pack: Pack, rng: Random) -> Seeded | None:
    """A figure of a target time is another one."""
    found = picked(rng, _targets(pack))
    return replaced(pack, found, another_digit(found[2].text, rng)) if found else None


def unit(pack: Pack, rng: Random) -> Seeded | None:
    """A target time has the next larger unit."""
    options = [(f, text) for f in _targets(pack) if (text := _other_unit(f[2].text)) != f[2].text]
    if not options:
        return None
    found, text = rng.choice(options)
    return replaced(pack, found, text)


def target_of_another_band(pack: Pack, rng: Random) -> Seeded | None:
    """The new target is that of another band."""
    found = picked(rng, [f for f in _targets(pack) if f[2].tag.state == "proposed"])
    if not found:
        return None
    change = _change(pack, found)
    return _with_target(
        pack, found, [b for b in pack.story.bands if b.target not in {change.new.target, change.old.target}], rng
    )


def old_value_not_in_force(pack: Pack, rng: Random) -> Seeded | None:
    """The old value is that of another band."""
    found = picked(rng, [f for f in words(pack, "time") if f[2].tag.state == "current"])
    if not found:
        return None
    change = _change(pack, found)
    return _with_target(
        pack, found, [b for b in pack.story.bands if b.target not in {change.new.target, change.old.target}], rng
    )


def old_and_new_swapped(pack: Pack, rng: Random) -> Seeded | None:
    """Old and new value of one redline stand in each other's place."""
    firsts = [f for f in words(pack, "time", kinds=("legal-text",), in_table=True) if f[2].mark == "old"]
    found = picked(rng, decidable(pack, firsts))
    if not found:
        return None
    paper, at, word = found
    second = next(
        f
        for f in words(pack, "time", kinds=("legal-text",))
        if f[1].word == 1 and f[1].row == at.row and f[1].block == at.block and f[1].cell == at.cell
    )
    made = replaced(pack, found, second[2].text)
    return both(made, replaced(made.pack, (made.pack.paper(paper.kind), *second[1:]), word.text))


def off_by_the_margin(pack: Pack, rng: Random) -> Seeded | None:
    """DCC's time is the sum of its parts without the margin."""
    found = picked(rng, decidable(pack, words(pack, "dcc")))
    if not found:
        return None
    band = _band(pack, found)
    return replaced(pack, found, _like(found[2].text, band, band.own + band.trip))


def part_of_provider(pack: Pack, rng: Random) -> Seeded | None:
    """The DSP's part is another figure."""
    found = picked(rng, [f for f in words(pack, "dsp") if f[2].tag.state != "both"])
    if not found:
        return None
    band = _band(pack, found)
    return replaced(pack, found, _like(found[2].text, band, band.own + rng.choice([1, 2, 3, 5]) * band.margin))


def csp_not_contracted(pack: Pack, rng: Random) -> Seeded | None:
    """The CSP's part is no contracted measure."""
    found = picked(rng, [f for f in words(pack, "csp") if f[2].tag.state != "both"])
    if not found:
        return None
    return replaced(pack, found, another_digit(found[2].text, rng))


def csp_of_another_band(pack: Pack, rng: Random) -> Seeded | None:
    """The CSP's part is a contracted measure that is longer than the whole."""
    found = picked(rng, [f for f in words(pack, "csp") if f[2].tag.state != "both"])
    if not found:
        return None
    band = _band(pack, found)
    factor = {"s": 1, "min": 60, "h": 3600}[band.unit]
    options = [m for m in pack.story.measures if m > band.target and m % factor == 0]
    return replaced(pack, found, _like(found[2].text, band, rng.choice(options))) if options else None


def another_digit(text: str, rng: Random) -> str:
    """The text with one figure changed, never to a leading nought."""
    places = [m.start() for m in re.finditer(r"\d", text)]
    at = rng.choice(places)
    first = at == places[0]
    return (
        text[:at] + rng.choice([d for d in "0123456789" if d != text[at] and not (first and d == "0")]) + text[at + 1 :]
    )


def _targets(pack: Pack) -> list[Found]:
    """Target times whose right value a reader can tell: old ones stand in force, new ones in other papers."""
    found = [*words(pack, "time"), *words(pack, "dcc")]
    return [f for f in found if f[2].tag.state == "current" or is_decidable(pack, f[0].kind)]


def _other_unit(text: str) -> str:
    for old, new in _UNITS:
        if re.search(rf"\d\s*{old}$", text, re.IGNORECASE):
            return re.sub(rf"{old}$", new, text, flags=re.IGNORECASE)
    return text


def _change(pack: Pack, found: Found) -> Change:
    subject = found[2].tag.subject.split(",")[0]
    return next(c for c in pack.story.changes if c.service.id == subject)


def _band(pack: Pack, found: Found) -> Band:
    change = _change(pack, found)
    return change.old if found[2].tag.state == "current" else change.new


def _with_target(pack: Pack, found: Found, bands: list[Band], rng: Random) -> Seeded | None:
    """The target of another band, printed with its own unit in plain words."""
    band = rng.choice(bands) if bands else None
    if band is None:
        return None
    unit, factor = {"s": ("seconds", 1), "min": ("minutes", 60), "h": ("hours", 3600)}[band.unit]
    return replaced(pack, found, f"{band.target // factor} {unit}")


def _like(text: str, band: Band, seconds: int) -> str:
    """A time with the unit of another one."""
    number = seconds // {"s": 1, "min": 60, "h": 3600}[band.unit]
    shown = f"{number:,}" if "," in text else str(number)
    unit = re.sub(r"^[\d,]+", "", text)
    return f"{shown}{unit}"
