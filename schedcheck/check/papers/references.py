"""Relations over references: `refers` (numbered parts) and `cites` (tables of references).

Runs over evidence. What a document of opinions refers to wrongly is told as a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from schedcheck.check.evidence import Evidence
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, said, title
from schedcheck.fact import Fact
from schedcheck.finding import Level
from schedcheck.rule import Rule
from schedcheck.rule.relations import Cites, Refers

PACK = "pack"
_WORD = re.compile(r"[^\W_]{3,}")
_HALF = 0.5


def refers(rule: Rule, slots: Refers, evidence: Evidence) -> Tally:
    """One finding for each reference to what is not there, or to what it stands in."""
    tally = Tally(rule)
    if slots.within:
        _to_itself(tally, slots, evidence)
    else:
        _to_nothing(tally, slots, evidence)
    return tally


def _every(name: str, rule: Rule, evidence: Evidence) -> Iterator[tuple[Fact, Level]]:
    """What is stated, and what is said in opinions with the level that it has at most."""
    yield from ((fact, "error") for fact in evidence.judged(name, rule.only))
    yield from ((fact, "note") for fact in evidence.opinions(name))


def _to_itself(tally: Tally, slots: Refers, evidence: Evidence) -> None:
    for fact, level in _every(slots.within, tally.rule, evidence):
        if fact.value != fact.subject:
            tally.kept += 1
            continue
        tally.broken(
            fact.subject,
            fact.property,
            f"{_capital(fact.subject)} of {title(evidence.paper(fact.document))} refers to itself.",
            [cite(fact, "found", "stands in what it refers to")],
            (fact.document,),
            certainty=fact.certainty,
            at_most=level,
        )
    for fact, _ in _every(slots.of, tally.rule, evidence):
        if fact.value == "":
            tally.unsure(fact.subject, f"what {fact.subject} belongs to is not known")


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _to_nothing(tally: Tally, slots: Refers, evidence: Evidence) -> None:
    there = {(place, fact.subject) for fact in evidence.facts.of(slots.to) for place in (fact.document, PACK)}
    kinds = {(place, _kind(subject)) for place, subject in there}
    told: set[tuple[str, str]] = set()
    for fact, level in _every(slots.of, tally.rule, evidence):
        target = said(fact)
        if (target, fact.subject) in there:
            tally.kept += 1
        elif (target, _kind(fact.subject)) not in kinds:
            tally.unsure(fact.subject, f"no {_kind(fact.subject)} has a number in {_place(target, evidence)}")
        elif (fact.document, fact.subject) not in told:
            told.add((fact.document, fact.subject))
            _is_not_there(tally, fact, slots, level, evidence)


def _kind(subject: str) -> str:
    return subject.rsplit(" ", 1)[0]


def _place(target: str, evidence: Evidence) -> str:
    return "the pack" if target == PACK else title(evidence.paper(target))


def _is_not_there(tally: Tally, fact: Fact, slots: Refers, level: Level, evidence: Evidence) -> None:
    """One finding with the last part of the kind that is there, so that the reader sees how far they go."""
    target = said(fact)
    every = [
        f
        for f in evidence.facts.of(slots.to)
        if target in {PACK, f.document} and _kind(f.subject) == _kind(fact.subject)
    ]
    tally.broken(
        fact.subject,
        fact.property,
        f"{_capital(title(evidence.paper(fact.document)))} refers to {fact.subject}, "
        f"and {_place(target, evidence)} has none.",
        [cite(fact, "found", "not there"), cite(every[-1], "context", f"{every[-1].subject} is the last one")],
        (fact.document, target),
        certainty=fact.certainty,
        at_most=level,
    )


def cites(rule: Rule, slots: Cites, evidence: Evidence) -> Tally:
    """One finding for each number without a row, or whose row is not what is named beside the number."""
    tally = Tally(rule)
    rows: dict[str, dict[str, Fact]] = {}
    for row in evidence.judged(slots.among, rule.only):
        rows.setdefault(row.document, {}).setdefault(row.subject, row)
    for fact in evidence.judged(slots.of, rule.only):
        known = rows.get(fact.document, {})
        if not known:
            tally.unsure(fact.subject, f"no table of references was found in {title(evidence.paper(fact.document))}")
        elif fact.subject not in known:
            _has_no_row(tally, fact, list(known.values()), evidence)
        else:
            _judge(tally, fact, known, evidence)
    return tally


def _has_no_row(tally: Tally, fact: Fact, rows: Sequence[Fact], evidence: Evidence) -> None:
    tally.broken(
        fact.subject,
        fact.property,
        f"{_capital(title(evidence.paper(fact.document)))} refers to {fact.subject}, and its table of references "
        f"ends with {rows[-1].subject}.",
        [cite(fact, "found", "no such reference"), cite(rows[-1], "context", "the last one")],
        (fact.document, said(fact)),
        certainty=fact.certainty,
    )


def _judge(tally: Tally, fact: Fact, rows: dict[str, Fact], evidence: Evidence) -> None:
    """What is named beside a number is looked for in every row: only one that another row has in full is a mistake."""
    named = _words(str(fact.value))
    own = _share(named, rows[fact.subject])
    others = [row for subject, row in rows.items() if subject != fact.subject and _share(named, row) == 1]
    if not named or own >= _HALF:
        tally.kept += 1
    elif len(others) == 1:
        _is_another(tally, fact, rows[fact.subject], others[0], evidence)
    else:
        tally.unsure(fact.subject, f"whether ‘{fact.value}’ is what {fact.subject} stands for is not known")


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)} - {"the", "and", "for"}


def _share(named: set[str], row: Fact) -> float:
    """How much of what is named stands in a row."""
    return len(named & _words(str(row.value))) / len(named) if named else 0


def _is_another(tally: Tally, fact: Fact, own: Fact, other: Fact, evidence: Evidence) -> None:
    tally.broken(
        fact.subject,
        fact.property,
        f"{_capital(title(evidence.paper(fact.document)))} names ‘{fact.value}’ beside {fact.subject}, but that is "
        f"{other.subject}; {fact.subject} is another document.",
        [
            cite(fact, "found", f"stands beside {fact.subject}"),
            cite(other, "expected", f"this is {other.subject}"),
            cite(own, "context", f"this is {own.subject}"),
        ],
        (fact.document, str(fact.value), other.subject),
        certainty=fact.certainty,
    )
