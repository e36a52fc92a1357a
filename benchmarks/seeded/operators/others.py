"""Errors in parties, users, money, dates, versions, references and contracts."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from attrs import evolve

from benchmarks.seeded.operators.seeded import Found, Repair, Seeded, picked, replaced, words
from benchmarks.seeded.operators.times import another_digit
from benchmarks.seeded.pack import Pack
from benchmarks.seeded.paper import Line, Paper, Tag, Word, paragraph, spot_of, with_block, with_word
from benchmarks.seeded.story import ROLES
from benchmarks.seeded.voice import MONTH_NAMES

_LETTERS = "BCDEFGH"


def party_missing(pack: Pack, rng: Random) -> Seeded | None:
    """The box of a party that the change reaches is empty."""
    return _tick(pack, rng, "yes")


def party_extra(pack: Pack, rng: Random) -> Seeded | None:
    """The box of a party that a sentence beside it does not name is ticked."""
    return _tick(pack, rng, "no") if words(pack, "party") else None


def _tick(pack: Pack, rng: Random, state: str) -> Seeded | None:
    boxes = words(pack, "tick")
    wanted = [f for f in boxes if f[2].tag.state == state and (f[2].tag.subject != "DCC" or words(pack, "party"))]
    other = next((f[2].text for f in boxes if f[2].tag.state != state), "☐" if state == "yes" else "✓")
    found = picked(rng, wanted)
    if not found:
        return None
    spot, party = spot_of(*found[:2]), found[2].tag.subject
    repair = Repair("insert", spot, "", party) if state == "yes" else Repair("delete", spot, party, "")
    return Seeded(pack.having(with_word(*found[:2], Word(other, found[2].tag))), (repair,), (spot,))


def role_opened(pack: Pack, rng: Random) -> Seeded | None:
    """A service is opened to one more role in the legal text alone."""
    found = picked(rng, words(pack, "user"))
    if not found:
        return None
    paper, at, word = found
    service = pack.story.service(word.tag.subject)
    options = [name for code, name in ROLES.items() if code not in service.roles]
    if not options:
        return None
    role = rng.choice(options)
    row = paper.blocks[at.block].rows[at.row]
    code = next(c for c, name in ROLES.items() if name == role)
    shown = code if word.text in ROLES else role
    cell: Line = (*row[at.cell], Word(", "), Word(shown, Tag("user", service.id, role)))
    spot = spot_of(paper, at)
    return Seeded(pack.having(_with_cell(paper, found, cell)), (Repair("delete", spot, role, ""),), (spot,))


def role_left_out(pack: Pack, rng: Random) -> Seeded | None:
    """A role is missing from the users of a service in the legal text."""
    last = [f for f in words(pack, "user") if f[1].word > 0]
    found = picked(rng, last)
    if not found:
        return None
    paper, at, word = found
    row = paper.blocks[at.block].rows[at.row]
    cell = tuple(w for n, w in enumerate(row[at.cell]) if n not in {at.word, at.word - 1})
    spot = spot_of(paper, at)
    return Seeded(pack.having(_with_cell(paper, found, cell)), (Repair("insert", spot, "", word.tag.state),), (spot,))


def _with_cell(paper: Paper, found: Found, cell: Line) -> Paper:
    _, at, _ = found
    block = paper.blocks[at.block]
    row = tuple(cell if n == at.cell else c for n, c in enumerate(block.rows[at.row]))
    rows = tuple(row if n == at.row else r for n, r in enumerate(block.rows))
    return with_block(paper, at.block, evolve(block, rows=rows))


def cost_line(pack: Pack, rng: Random) -> Seeded | None:
    """A figure of a cost line is another one; another paper has the line too."""
    found = [f for f in words(pack, "cost") if len(words(pack, "cost")) > len(pack.story.costs)]
    one = picked(rng, found)
    return replaced(pack, one, another_digit(one[2].text, rng)) if one else None


def total(pack: Pack, rng: Random) -> Seeded | None:
    """A figure of a total is another one; another total is right."""
    found = words(pack, "total")
    one = picked(rng, found) if len(found) > 1 else None
    return replaced(pack, one, another_digit(one[2].text, rng)) if one else None


def cost_of_work_not_needed(pack: Pack, rng: Random) -> Seeded | None:
    """An activity that is paid for is said not to be needed. Either may be wrong."""
    costs = [f for f in words(pack, "cost") if f[0].kind == "full-impact-assessment"]
    found = picked(rng, [f for f in costs if f[2].tag.subject in {"UIT", "SIT"}])
    if not found:
        return None
    paper, at, word = found
    said = rng.choice(
        [
            "There is no requirement for {}.",
            "{} is not needed for this change.",
            "No specific need for {} was found: no need for {}.",
        ]
    )
    added = paragraph(said.format(*[word.tag.subject] * said.count("{}")))
    changed = evolve(paper, blocks=(*paper.blocks[: at.block + 1], added, *paper.blocks[at.block + 1 :]))
    return Seeded(pack.having(changed), (), (spot_of(paper, at), evolve(spot_of(paper, at), table=0, row=0)))


def phase_order(pack: Pack, rng: Random) -> Seeded | None:
    """A phase starts a year before the one that it follows."""
    found = picked(rng, [f for f in words(pack, "phase") if f[2].tag.state == "start" and f[1].row > 0])
    return _year_before(pack, found)


def date(pack: Pack, rng: Random) -> Seeded | None:
    """The date of implementation is another day in one of two papers."""
    found = [f for f in words(pack, "date") if f[2].tag.subject == "implementation"]
    one = picked(rng, found) if len(found) > 1 else None
    day = pack.story.implementation
    return (
        replaced(pack, one, one[2].text.replace(f"{day.day}", f"{(day - timedelta(days=7)).day}", 1)) if one else None
    )


def date_too_late(pack: Pack, rng: Random) -> Seeded | None:
    """The decision may come later than the lead time allows."""
    found = picked(
        rng, [f for f in words(pack, "date") if f[2].tag.subject == "decision"] if words(pack, "lead") else []
    )
    if not found:
        return None
    year = str(pack.story.decision.year)
    return replaced(pack, found, found[2].text.replace(year, str(int(year) + 1)))


def lead_time(pack: Pack, rng: Random) -> Seeded | None:
    """The lead time is longer in one of two papers."""
    found = words(pack, "lead")
    one = picked(rng, found) if len(found) > 1 else None
    return replaced(pack, one, str(pack.story.lead_months + 6)) if one else None


def release_label(pack: Pack, rng: Random) -> Seeded | None:
    """The release has another month than the date of implementation."""
    found = picked(rng, words(pack, "release"))
    month = MONTH_NAMES[pack.story.implementation.month - 1]
    others = [m for m in ("February", "June", "November") if m != month]
    return replaced(pack, found, found[2].text.replace(month, rng.choice(others))) if found else None


def version(pack: Pack, rng: Random) -> Seeded | None:
    """The version on the title page is not that of the running footer or the last revision."""
    every = [f for f in words(pack, "version", kinds=_ALL) if f[2].tag.state]
    twice = [f for f in every if f[2].tag.state == "title" and sum(e[0] is f[0] for e in every) > 2]
    found = picked(rng, twice)
    return replaced(pack, found, f"{int(found[2].text[0]) + 1}{found[2].text[1:]}") if found else None


_ALL = (
    "panel-paper",
    "modification-report",
    "business-requirements",
    "legal-text",
    "full-impact-assessment",
    "consultation-responses",
)


def baseline(pack: Pack, rng: Random) -> Seeded | None:
    """The legal text is drafted against another version than the one in force."""
    found = picked(rng, words(pack, "baseline"))
    return replaced(pack, found, f"{pack.story.baseline.split('.')[0]}.{rng.randint(31, 40)}") if found else None


def expansion(pack: Pack, rng: Random) -> Seeded | None:
    """An acronym stands for something else in one of two papers."""
    found = words(pack, "expansion")
    twice = [f for f in found if sum(e[2].tag == f[2].tag for e in found) > 1]
    one = picked(rng, twice)
    return replaced(pack, one, one[2].text.replace(one[2].text.split()[0], "Joint")) if one else None


def reference_number(pack: Pack, rng: Random) -> Seeded | None:
    """An annex is named by a letter that no annex has."""
    found = picked(rng, words(pack, "annex"))
    return replaced(pack, found, rng.choice("GHJK")) if found else None


def contract_named_wrongly(pack: Pack, rng: Random) -> Seeded | None:
    """The draft changes are said to be to another schedule."""
    found = picked(rng, words(pack, "contract"))
    return replaced(pack, found, rng.choice(["Schedule 7.1", "Schedule 6.1", "Schedule 3.2"])) if found else None


def _year_before(pack: Pack, found: Found | None) -> Seeded | None:
    if not found:
        return None
    year = found[2].text[-4:]
    return replaced(pack, found, f"{found[2].text[:-4]}{int(year) - 1}")
