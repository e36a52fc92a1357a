"""The tables of made-up papers: legal text, measures, costs, phases and revisions, each in several layouts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random

from attrs import evolve, frozen

from benchmarks.seeded import wording
from benchmarks.seeded.paper import Block, Line, Tag, Word, heading, paragraph, say, table
from benchmarks.seeded.story import Band, Change, Service, Story
from benchmarks.seeded.voice import Voice, month_of

ID = ("SRV", "ID", "Service Reference Variant", "SRV ID", "Service Request ID", "Variant", "SRV No.", "SRV number")
NAME = (
    "Name",
    "Service Request",
    "Service Request name",
    "Description",
    "Service",
    "Service Request Name",
    "Service name",
)
USERS = (
    "Eligible Users",
    "Eligible User Roles",
    "Eligible User",
    "User Roles",
    "Eligible User Role(s)",
    "Available to",
)
REFERENCE = ("Service Reference", "Reference", "Service ref", "Service Ref.", "SR ref")
TARGET = (
    "Target Response Time",
    "TRT",
    "Target Response Time (TRT)",
    "Target time",
    "Response time",
    "Target response time",
)
MEASURES = {
    "dcc": (
        "DCC SM1",
        "DCC SM1: DCC On-Demand Response Time",
        "DCC On-Demand Response Time",
        "SM1",
        "DCC SM1 On-Demand Response Time",
    ),
    "dsp": (
        "DSP SM1.1",
        "DSP SM1.1: DSP Service Request Time",
        "DSP Service Request Time",
        "SM1.1",
        "DSP time (SM1.1)",
    ),
    "csp": ("CSP SM4", "CSP SM4.x", "CSP Round Trip Time", "CSP time (SM4)", "CSP SM4: Round Trip Time"),
}
STATES = (("Current", "Proposed"), ("Existing", "New"), ("Current", "New"), ("Old", "New"), ("Current", "Revised"))
_Cell = Callable[[Change], Line]


@frozen
class Column:
    """One column of a table of services: its heading and what its cells say."""

    heading: str
    cell: _Cell


def legal_tables(story: Story, voice: Voice, rng: Random) -> list[Block]:
    """The redlined rows of the services schedule: in one table or one for each reference, in some order of columns."""
    columns = _legal_columns(voice, rng)
    changes = sorted(story.changes, key=lambda c: tuple(map(int, c.service.id.split("."))))
    if rng.random() < 0.4:
        return [paragraph("The following rows change:"), _services(columns, changes, "legal")]
    blocks: list[Block] = []
    for reference in dict.fromkeys(c.service.reference for c in changes):
        rows = [c for c in changes if c.service.reference == reference]
        opening = say(voice.choice(wording.AMEND), reference=f"Service Reference {reference}")
        blocks += [paragraph(opening), _services(columns, rows, "legal")]
    return blocks


def _services(columns: Sequence[Column], changes: Sequence[Change], role: str) -> Block:
    return table([c.heading for c in columns], [[c.cell(change) for c in columns] for change in changes], role)


def _legal_columns(voice: Voice, rng: Random) -> list[Column]:
    columns = [
        Column(voice.choice(ID), lambda c: (voice.id(c.service),)),
        Column(voice.choice(NAME), lambda c: (voice.name(c.service),)),
        Column(voice.choice(USERS), lambda c: voice.users(c.service)),
    ]
    if rng.random() < 0.7:
        columns.insert(0, Column(voice.choice(REFERENCE), lambda c: (_reference(c.service),)))
    columns += _timed(voice.choice(TARGET), "time", lambda b: b.target, voice, rng)
    return _shuffled(columns, rng)


def _reference(service: Service) -> Word:
    return Word(service.reference, Tag("reference", service.id))


def _timed(
    title: str, what: str, part: Callable[[Band], int], voice: Voice, rng: Random, redlined: bool | None = None
) -> list[Column]:
    """One redlined column, or one for the old and one for the new value."""
    if rng.random() < 0.65 if redlined is None else redlined:
        return [Column(title, lambda c: _redlined(c, what, part, voice))]
    states = voice.rng.choice(STATES)
    return [
        Column(f"{states[0]} {title}", lambda c: (_value(c, what, "current", part, voice),)),
        Column(f"{states[1]} {title}", lambda c: (_value(c, what, "proposed", part, voice),)),
    ]


def _value(change: Change, what: str, state: str, part: Callable[[Band], int], voice: Voice) -> Word:
    band = change.old if state == "current" else change.new
    return voice.span(part(band), band.unit, Tag(what, change.service.id, state))


def _redlined(change: Change, what: str, part: Callable[[Band], int], voice: Voice) -> Line:
    old, new = (_value(change, what, state, part, voice) for state in ("current", "proposed"))
    if old.text == new.text:
        return (evolve(old, tag=Tag(what, change.service.id, "both")),)
    return (evolve(old, mark="old"), evolve(new, mark="new"))


def _shuffled(columns: Sequence[Column], rng: Random) -> list[Column]:
    """Mostly ids first; sometimes in any order."""
    if rng.random() < 0.5:
        return list(columns)
    return rng.sample(columns, len(columns))


PARTS: tuple[tuple[str, Callable[[Band], int]], ...] = (
    ("dcc", lambda b: b.target),
    ("dsp", lambda b: b.own),
    ("csp", lambda b: b.trip),
)


def measure_tables(story: Story, voice: Voice, rng: Random) -> list[Block]:
    """The rows of the provider's schedule: redlined, with old and new columns, or old and new in two tables."""
    way = rng.choice(["redlined", "columns", "tables"])
    titles = {name: voice.choice(MEASURES[name]) for name, _ in PARTS}
    first = [
        Column(voice.choice(ID), lambda c: (voice.id(c.service),)),
        Column(voice.choice(NAME), lambda c: (voice.name(c.service),)),
    ]
    if way != "tables":
        timed = [column for n, part in PARTS for column in _timed(titles[n], n, part, voice, rng, way == "redlined")]
        return [
            _services(
                [*first, *(rng.sample(timed, len(timed)) if rng.random() < 0.3 else timed)], story.changes, "measures"
            )
        ]
    blocks: list[Block] = []
    for state, opening in (("current", rng.choice(NOW)), ("proposed", rng.choice(THEN))):
        columns = [*first, *(Column(titles[n], _of(n, state, part, voice)) for n, part in PARTS)]
        blocks += [paragraph(opening), _services(columns, story.changes, "measures")]
    return blocks


NOW = (
    "These are the current values:",
    "The current processing time targets are:",
    "The table below shows the existing values of Schedule 2.2.",
    "Current values:",
)
THEN = (
    "These are the proposed values:",
    "The proposed processing time targets are:",
    "The table below shows the proposed values.",
    "Proposed values:",
)


def _of(what: str, state: str, part: Callable[[Band], int], voice: Voice) -> _Cell:
    return lambda change: (_value(change, what, state, part, voice),)


def cost_table(story: Story, voice: Voice, rng: Random) -> list[Block]:
    """The costs down or across, with a total."""
    names = {key: rng.choice(words) for key, words in wording.ACTIVITY.items()}
    total = voice.money(story.total, Tag("total", "", "table"))
    lines = [
        (_activity(activities, names), voice.money(cost, Tag("cost", activities[0])))
        for activities, cost in story.costs
    ]
    told = voice.choice(
        ["The costs are as follows.", "The breakdown of these costs is as follows:", "Implementation costs"]
    )
    opening = paragraph(told) if told.endswith((".", ":")) else heading(told, level=3)
    if rng.random() < 0.4:
        head = voice.rng.choice([("Phase", "Total"), ("Modification", "Total"), ("Phase", "Total cost")])
        cells: list[Line | str] = [story.id, *((cost,) for _, cost in lines), (total,)]
        return [opening, table((head[0], *(name for name, _ in lines), head[1]), [cells], "costs across")]
    head = voice.rng.choice(
        [
            ("Activity", "Cost"),
            ("Phase", "Cost"),
            ("Activity", "Costs"),
            ("Activity", "Cost (£)"),
            ("Cost line", "Amount"),
        ]
    )
    rows: list[tuple[str, Line]] = [(name, (cost,)) for name, cost in lines]
    if rng.random() < 0.95:
        rows.append((voice.choice(["Total", "Total cost", "Total"]), (total,)))
    return [opening, table(head, rows, "costs")]


def _activity(activities: Sequence[str], names: dict[str, str]) -> str:
    shown = [names[a] for a in activities]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def phase_table(story: Story, voice: Voice, rng: Random) -> Block:
    """The phases with their days or months."""
    by_month = rng.random() < 0.3
    head = voice.rng.choice([("Phase", "Start", "End"), ("Phase", "Start date", "End date"), ("Stage", "From", "To")])
    rows = []
    for name, start, end in story.phases:
        cells = [
            Word(month_of(day), Tag("phase", name, state)) if by_month else voice.day(day, Tag("phase", name, state))
            for day, state in ((start, "start"), (end, "end"))
        ]
        rows.append((rng.choice(wording.ACTIVITY[name]), (cells[0],), (cells[1],)))
    return table(head, rows, "phases")


def history(story: Story, voice: Voice, rng: Random) -> Block:
    """Revisions up to the version that the paper bears."""
    major, minor = map(int, story.version.split("."))
    first = max(0, minor - 2)
    day = story.decision - timedelta(days=90)
    rows: list[tuple[Line, Line, str]] = []
    for step, number in enumerate(range(first, minor + 1)):
        version = Word(
            f"{major}.{number}", Tag("version", "full-impact-assessment", "history" if number == minor else "")
        )
        rows.append(
            (
                (voice.day(day + timedelta(days=9 * step)),),
                (version,),
                rng.choice(["First issue", "Comments worked in", "Review"]),
            )
        )
    return table(("Revision Date", "Revision Number", "Summary of Changes"), rows, "history")
