"""Waivers and results -> which findings are waived, and what there is to say about the waivers themselves.

Pure: `today` is given. A waiver holds while its finding has the values that it accepts, from the day it was raised
to the day it expires, both included.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from attrs import Factory

from schedcheck.fact import Fact, Scope, Value
from schedcheck.finding import Finding, Result
from schedcheck.place import Place
from schedcheck.quantity import Period
from schedcheck.record import frozen
from schedcheck.waiver.record import Accepted, Waiver

SOON = 30
"""Days before its end from which on a waiver is told of."""

Status = Literal["holds", "ends-soon", "ended", "not-begun", "void", "unused", "not-judged"]
_HOLDING: tuple[Status, ...] = ("holds", "ends-soon")


@frozen
class Waived:
    """That a finding is waived: by whom, why, and for how many days after today."""

    owner: str
    approved_by: str
    reason: str
    raised: date
    expires: date
    days_left: int
    ticket: str = ""


@frozen
class Judgement:
    """What waivers do to findings: those that are waived, and what is to be said beside others, both by finding id.

    `statuses` has the waivers in their order, `facts` what the rules about waivers are checked against.
    """

    waived: Mapping[str, Waived] = Factory(dict)
    remarks: Mapping[str, str] = Factory(dict)
    statuses: tuple[tuple[Waiver, Status], ...] = ()
    facts: tuple[Fact, ...] = ()


def accepted(finding: Finding) -> Accepted:
    """What a waiver of this finding accepts."""
    return Accepted(finding.subject, finding.property, finding.state, finding.values)


def judge(waivers: Sequence[Waiver], results: Iterable[Result], today: date, file: str) -> Judgement:
    """`results` are those of all rules that ran; `file` is the waivers' file as it is shown."""
    by_rule = {result.rule: result for result in results}
    findings = {finding.id: finding for result in by_rule.values() for finding in result.findings}
    statuses = tuple((w, _status(w, findings.get(w.finding), by_rule.get(w.rule), today)) for w in waivers)
    return Judgement(
        {w.finding: _waived(w, today) for w, status in statuses if status in _HOLDING},
        dict(_remark(w, status, findings) for w, status in statuses if _has_remark(w, status, findings)),
        statuses,
        tuple(fact for number, (w, status) in enumerate(statuses, 1) for fact in _facts(w, status, file, number)),
    )


def _status(waiver: Waiver, finding: Finding | None, result: Result | None, today: date) -> Status:
    if finding is None:
        return _status_without(waiver, result)
    if waiver.rule != finding.rule or waiver.accepts != accepted(finding):
        return "void"
    if today < waiver.raised:
        return "not-begun"
    if today > waiver.expires:
        return "ended"
    return "ends-soon" if waiver.expires - today <= timedelta(days=SOON) else "holds"


def _status_without(waiver: Waiver, result: Result | None) -> Status:
    """Of a waiver whose finding is not there: a rule that could not decide everything may yet find it."""
    if result is None or result.undecided:
        return "not-judged"
    return "void" if _other(waiver, result.findings) else "unused"


def _other(waiver: Waiver, findings: Iterable[Finding]) -> Finding | None:
    """The finding of the same rule about the same thing, with other values."""
    about = (waiver.rule, waiver.accepts.subject, waiver.accepts.property, waiver.accepts.state)
    return next((f for f in findings if (f.rule, f.subject, f.property, f.state) == about), None)


def _waived(waiver: Waiver, today: date) -> Waived:
    return Waived(
        waiver.owner,
        waiver.approved_by,
        waiver.reason,
        waiver.raised,
        waiver.expires,
        (waiver.expires - today).days,
        waiver.ticket,
    )


def _has_remark(waiver: Waiver, status: Status, findings: Mapping[str, Finding]) -> bool:
    return status in {"ended", "not-begun", "void"} and _spoken_of(waiver, findings) is not None


def _spoken_of(waiver: Waiver, findings: Mapping[str, Finding]) -> Finding | None:
    return findings.get(waiver.finding) or _other(waiver, findings.values())


def _remark(waiver: Waiver, status: Status, findings: Mapping[str, Finding]) -> tuple[str, str]:
    """(finding id, what to say beside it)."""
    finding = _spoken_of(waiver, findings)
    name = finding.id if finding else waiver.finding
    if status == "ended":
        return name, f"its waiver ended on {said_day(waiver.expires)}; owner {waiver.owner}"
    if status == "not-begun":
        return name, f"its waiver begins on {said_day(waiver.raised)}; owner {waiver.owner}"
    return name, f"a waiver for other values exists ({waiver.finding}; owner {waiver.owner})"


def said_day(day: date) -> str:
    """31 January 2027."""
    return f"{day.day} {day:%B %Y}"


def _facts(waiver: Waiver, status: Status, file: str, number: int) -> Iterable[Fact]:
    """The waiver as facts, so that rules can judge it."""
    scope, place = Scope(file, number=number), Place(line=waiver.line, key=f"waiver[{number - 1}]")
    said: dict[str, Value] = {
        "waiver": status,
        "waived-rule": waiver.rule,
        "waiver-owner": waiver.owner,
        "waiver-ends": Period(waiver.expires, waiver.expires, said_day(waiver.expires)),
    }
    for name, value in said.items():
        yield Fact(scope, waiver.finding, name, value, kind="waiver", printed=waiver.finding, place=place)
