"""Made-up reports for the tests of writers: no document, figure or rule here is real."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from attrs import evolve

from schedcheck.diagnose import Cause
from schedcheck.document import Paper
from schedcheck.fact import Fact, Facts, Scope, State, Value
from schedcheck.finding import Citation, Edit, Finding, Result, Undecided
from schedcheck.place import Place
from schedcheck.quantity import Quantity, parse
from schedcheck.reading import Refused
from schedcheck.report import Report, build
from schedcheck.report.base import Base
from schedcheck.report.location import Location, Site, Sites
from schedcheck.rule import Example, Rule
from schedcheck.rule.relations import Same, SameSet
from schedcheck.waiver import Judgement, Waived

LINES = {
    "pack/legal.txt": (
        "Legal text - version 0.2",
        "| 1.2.1 | Open gate | 48 hours | 10 seconds |",
        "| 1.3.1 | Close gate | 48 hours | 10 seconds |",
    ),
    "pack/assessment.txt": (
        "Assessment",
        "| 1.2.1 | Open gate | 48 hours | 10 seconds |",
        "| 1.9.9 | Paint gate | 48 hours | 10 seconds |",
        "The gates answer within 20 seconds once the change is made, as the provider's note of last spring had it, and"
        " nobody on the working group has said otherwise since then.",
    ),
}

SITES = Sites(
    {
        "pack/legal.txt": Site("pack/legal.txt"),
        "pack/assessment.txt": Site("pack/assessment.txt"),
        "pack/note.txt": Site("pack/note.txt"),
        "pack/plan.pdf": Site("pack/plan.pdf", lined=False, anchor=Location("schedcheck.toml", 3, 3, 3, 18)),
        "pack/b.txt": Site("pack/b.txt"),
    }
)

PAPERS = (
    Paper("note", "note", "Covering note", "Note", file="pack/note.txt", sha256="0" * 64, facts=2),
    Paper("legal", "legal", "Annex A: Legal text", "Legal", "0.2", "pack/legal.txt", "1" * 64, rank=10, facts=5),
    Paper(
        "assessment", "assessment", "Annex B: Impact assessment", "IA", "1.0", "pack/assessment.txt", "2" * 64, facts=5
    ),
    Paper(
        "held",
        "held",
        "Schedule 9 in force",
        "In force",
        "3",
        "builtin/schedules/nine.toml",
        "3" * 64,
        0,
        True,
        facts=2,
    ),
)

GATES = Rule(
    name="gates-are-the-same-everywhere",
    family="scope",
    title="A list of changed gates differs from the legal text",
    says="Every list of changed gates names the same gates",
    because="A gate that is left out keeps its old time, and one too many is changed without a decision",
    authority="Made-up Code, section X4",
    level="error",
    ask="Which list was drafted last?",
    relation=SameSet(of=("opening-time",), members="subject"),
    example=(
        Example("kept", {"opening-time": "10 seconds"}),
        Example("broken", {"opening-time": "10 seconds"}, message="One list has 1.9.9 and lacks 1.3.1."),
        Example("undecided", {}, reason="no list was read in full"),
    ),
)

TIMES = Rule(
    name="opening-time-is-the-same-in-every-document-of-the-pack",
    family="agreement",
    title="One opening time is stated in two ways",
    says="A gate has one opening time in every document.",
    because="Users are promised what the legal text says.",
    authority="",
    level="warning",
    ask="",
    relation=Same(of=("opening-time",)),
    example=GATES.example,
)

QUIET = Rule(
    name="names-are-clean",
    family="names",
    title="A name has stray signs",
    says="A name has no stray signs.",
    because="They come from copying.",
    authority="Made-up Code",
    level="note",
    ask="",
    relation=Same(of=("name",)),
    example=GATES.example,
)

RULES = (GATES, QUIET, TIMES)


def clean() -> Report:
    """Everything agrees and everything was read."""
    facts = Facts((f for f in _facts() if f.subject == "1.2.1" and f.section == "2"), PAPERS[1:], TITLES)
    results = (
        Result(GATES.name, "error", 4),
        Result(QUIET.name, "note", applicable=False),
        Result(TIMES.name, "warning", 2),
    )
    return build(facts, RULES, results, (), lines=LINES, sites=SITES)


def broken() -> Report:
    """A cause with two findings, a finding of its own, and a rule that could not decide everything."""
    return build(Facts(_facts(), PAPERS, TITLES), RULES, _results(), (CAUSE,), lines=LINES, sites=SITES)


def unread() -> Report:
    """No finding that counts, but a file that was not read, one read partly, and an open question."""
    papers = (
        *PAPERS[:2],
        Paper("assessment", "assessment", "Annex B: Impact assessment", gaps=GAPS, file="pack/b.txt"),
    )
    facts = Facts(_facts(), papers, TITLES)
    open_question = Undecided("1.3.1", "no document states its opening time as proposed", ("assessment",))
    results = (Result(GATES.name, "error", 2, undecided=(open_question,)), Result(TIMES.name, "warning", 1))
    refused = (Refused("pack/plan.pdf", "this is a PDF file, not text", "Save it as plain text (UTF-8)."),)
    return build(facts, RULES, results, (), refused, lines=LINES, sites=SITES)


def hostile() -> Report:
    """Text from documents that tries to act as markup, to move the cursor and to turn the line round."""
    evil = "[bold]10\x1b[31m sec\u202eonds[/bold] :smile: \x07"
    paper = Paper("e", "e", f"Title {evil}", "E\x1b[2J", "\u2066v", "pack/e\r\nvil.txt", facts=1)
    quote = Citation("found", "e", f"1 {evil}", evil, f"label {evil}", Place(line=1, offset=1))
    finding = Finding(QUIET.name, "warning", "x\x1b[0m", "name", "current", f"A message with {evil}", (quote,))
    results = (Result(QUIET.name, "note", 0, (finding,), (Undecided("\x9b", f"reason {evil}"),)),)
    site = Sites({"pack/e\r\nvil.txt": Site("pack/e\r\nvil.txt")})
    return build(Facts((), (paper,)), (QUIET,), results, (), (Refused(f"f{evil}", evil, evil),), sites=site)


def compared() -> Report:
    """The broken pack, compared with an earlier state that has one of its errors and another that is settled."""
    earlier = Base("origin/main", "0" * 40, (_NAME, evolve(_LATE, subject="1.7.7")))
    return build(Facts(_facts(), PAPERS, TITLES), RULES, _results(), (CAUSE,), lines=LINES, sites=SITES, base=earlier)


def waived() -> Report:
    """The broken pack with its warning and one of its errors waived."""
    kept = Waived("Gate Board", "Board of gates, 1 May 2031", "The paint is for show and nobody waits for it.",
                  date(2031, 5, 1), date(2031, 7, 31), 61, "GB-9")  # fmt: skip
    judgement = Judgement({_LATE.id: kept, _EXTRA.id: evolve(kept, owner="Painters", days_left=0, ticket="")})
    facts = Facts(_facts(), PAPERS, TITLES)
    return build(facts, RULES, _results(), (CAUSE,), lines=LINES, sites=SITES, judgement=judgement)


def empty() -> Report:
    """Nothing was checked at all."""
    return build(Facts(()), (), (), ())


REPORTS: Mapping[str, Callable[[], Report]] = {
    "broken": broken,
    "clean": clean,
    "compared": compared,
    "empty": empty,
    "hostile": hostile,
    "unread": unread,
    "waived": waived,
}

TITLES = {"opening-time": "opening time", "name": "name", "open-to": "open to"}
TIMES_STATED: tuple[tuple[str, State], ...] = (("48 hours", "current"), ("10 seconds", "proposed"))
GAPS = ("section 3, first table: no form fits its headings Gate, Span and Colour, so its 12 cells were not read",)


def fact(
    document: str, subject: str, name: str, value: str, state: State = "current", line: int = 1, *, scope: int = 1
) -> Fact:
    """A fact of a whole list, placed on a line; a text that is an amount becomes one."""
    amount = parse(value)
    counts = isinstance(amount, Quantity) and amount.kind == "count"
    stated: Value = value if amount is None or counts else amount
    place, named = Place(line=line, offset=20, table=1, row=line), Place(line=line, offset=3, table=1, row=line)
    return Fact(
        Scope(document, "2", scope, True), subject, name, stated, state, printed=value, place=place, named=named
    )


def _facts() -> tuple[Fact, ...]:
    times = [
        fact(document, gate, "opening-time", value, state, line)
        for document, gate, line in (
            ("note", "1.2.1", 1),
            ("legal", "1.2.1", 2),
            ("legal", "1.3.1", 3),
            ("assessment", "1.2.1", 2),
            ("assessment", "1.9.9", 3),
        )
        for value, state in TIMES_STATED
    ]
    held = [fact("held", gate, "opening-time", "2 days", "in-force") for gate in ("1.2.1", "1.3.1")]
    names = [
        fact("legal", "1.2.1", "name", "Open gate", line=2),
        fact("assessment", "1.2.1", "name", "OPEN GATE", line=2),
    ]
    users = [fact(d, "1.2.1", "open-to", who) for d in ("note", "assessment") for who in ("Walkers", "Riders")]
    users += [fact("note", "1.2.1", "open-to", "Drivers")]
    late = Fact(
        Scope("assessment", "3", 2), "1.2.1", "opening-time", Quantity.exact("duration", Decimal(20), "s"), "proposed",
        printed="20 seconds", place=Place(line=4, offset=25),
    )  # fmt: skip
    return (*times, *held, *names, *users, late)


_TABLE = Place(line=3, offset=3, table=1, row=2)
_EXTRA = Finding(
    GATES.name,
    "error",
    "1.9.9",
    "opening-time",
    "proposed",
    "The assessment's table has 1.9.9, which nothing else changes, and lacks 1.3.1, which the legal text changes.",
    (
        Citation("found", "assessment", "2", "1.9.9", "not changed by this pack", _TABLE),
        Citation(
            "expected", "legal", "2", "1.3.1", "changed here, no row in the table", Place(line=3, offset=3, row=2)
        ),
    ),
    ("1.9.9", "1.3.1"),
)
_NAME = Finding(
    GATES.name, "error", "1.3.1", "opening-time", "proposed", "The assessment's table does not name 1.3.1.",
    (Citation("expected", "legal", "2", "1.3.1", "changed here", Place(line=3, offset=3, row=2)),), ("1.3.1",),
)  # fmt: skip
_LATE = Finding(
    TIMES.name,
    "warning",
    "1.2.1",
    "opening-time",
    "proposed",
    "1.2.1: the assessment says 20 seconds where the legal text says 10 seconds.",
    (
        Citation("found", "assessment", "3", "20 seconds", "10 seconds longer", Place(line=4, offset=25, page=3)),
        Citation("authority", "legal", "2", "10 seconds", "what users are promised", Place(line=2, offset=34, row=1)),
        Citation("context", "note", "", "10 seconds", "", Place(line=1)),
    ),
    ("20 s", "10 s"),
    "inferred",
    (
        Edit(
            "replace", "assessment", "3", "1.2.1", "opening-time", "20 seconds", "10 seconds", Place(line=4, offset=25)
        ),
    ),
)
LATE_ID = _LATE.id
CAUSE = Cause(
    id="c-0000-0000",
    message="One row of the assessment names 1.9.9 where 1.3.1 is meant.",
    explains=(_EXTRA.id, _NAME.id),
    edits=(
        Edit("replace", "assessment", "2", "1.9.9", "id", "1.9.9", "1.3.1", _TABLE),
        Edit("replace", "assessment", "2", "1.9.9", "name", "Paint gate", "Close gate", _TABLE),
    ),
    witnesses=(
        Citation("expected", "legal", "2", "1.3.1", "a row of the legal text", Place(line=3, offset=3, row=2)),
        Citation("context", "note", "", "1.3.1", "named in the note", Place(line=1)),
    ),
    alternatives=("If 1.9.9 is meant, add it to the legal text",),
)


def _results() -> tuple[Result, ...]:
    open_question = Undecided("1.9.9", "no schedule holds what is in force", ("held",))
    return (
        Result(GATES.name, "error", 4, (_EXTRA, _NAME)),
        Result(QUIET.name, "note", 3),
        Result(TIMES.name, "warning", 5, (_LATE,), (open_question,)),
    )
