"""`verify` on a contract repository: the schedules of the day, and of every later day on which amendments change them.

All services, times and amendments here are made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from schedcheck.app import Options, verify
from schedcheck.check import check
from schedcheck.fact import Facts
from schedcheck.finding import Result
from schedcheck.report import Report
from schedcheck.rule import Rule
from tests.shared import PROJECT
from tests.told import compare, told

SCHEDULE = """
[document]
kind = "dsp-schedule-2.2"
contract = "DSP"

[[row]]
id          = "4.8.1"
"DCC SM1"   = "30 seconds"
"DSP SM1.1" = "4 seconds"
"CSP SM4"   = "25 seconds"

[[row]]
id          = "7.9"
"DCC SM1"   = "24 hours"
"DSP SM1.1" = "21 hours"
"CSP SM4"   = "2 hours"
"""

CAN = """
[document]
kind = "contract-amendment-note"
id = "CAN 900"
contract = "DSP"
schedule = "Schedule 2.2"
authority = "SECMP0900"
effective = 2030-06-25
status = "agreed"

[[row]]
id = "4.8.1"
field = "DSP SM1.1"
old = "4 seconds"
new = "{new}"
"""

SUM = "dcc-response-time-is-the-sum-of-its-parts"


def checked(
    folder: Path,
    *,
    schedule: str = SCHEDULE,
    new: str = "",
    day: date = date(2030, 1, 1),
    select: tuple[str, ...] = (SUM,),
) -> Report:
    """The sum of parts, or other rules, over a workspace with a schedule and, if there is a new value, an amendment."""
    (folder / "schedules").mkdir(exist_ok=True)
    (folder / "cans").mkdir(exist_ok=True)
    (folder / "schedules" / "dsp.toml").write_text(schedule, encoding="utf-8")
    (folder / "cans" / "900.toml").write_text(CAN.format(new=new or "4 seconds"), encoding="utf-8")
    amendments = "amendments" if new else "documents"
    (folder / "schedcheck.toml").write_text(f'{amendments} = ["cans/*.toml"]\nschedules = ["schedules"]\n')
    return verify((), Options(workspace=str(folder), select=select, today=day))


def history(day: str, value: str) -> str:
    block = f'\n[[row]]\nid = "4.8.1"\nfrom = {day}\nauthority = "CAN 800"\n"DSP SM1.1" = "{value}"\n'
    return SCHEDULE + block


def test_what_an_amendment_will_break_is_told_with_its_day(tmp_path: Path) -> None:
    (finding,) = checked(tmp_path, new="5 seconds").findings
    assert finding.message.startswith("From 25 June 2030, with CAN 900: 4.8.1: DCC SM1 is 30 seconds;")
    first = finding.citations[0]
    assert (first.role, first.quote, first.document) == ("found", "5 seconds", "contract-amendment-note")
    amended = next(c for c in finding.citations if c.origin.authority)
    assert (amended.origin.authority, amended.origin.since) == ("CAN 900", date(2030, 6, 25))


def test_the_identity_of_a_finding_does_not_change_when_the_amendment_has_become_history(tmp_path: Path) -> None:
    (pending,) = checked(tmp_path, new="5 seconds").findings
    written = (
        SCHEDULE + '\n[[row]]\nid = "4.8.1"\nfrom = 2030-06-25\nauthority = "CAN 900"\n"DSP SM1.1" = "5 seconds"\n'
    )
    (later,) = checked(tmp_path, schedule=written, new="5 seconds").findings
    (held,) = checked(tmp_path, schedule=written, new="5 seconds", day=date(2031, 1, 1)).findings
    assert later.message.startswith("From 25 June 2030: ")
    assert not held.message.startswith("From")
    assert pending.id == later.id == held.id


@pytest.mark.parametrize(("day", "broken"), [("2029-12-31", True), ("2030-06-01", True), ("2029-01-01", True)])
def test_a_history_is_judged_whenever_it_changes(tmp_path: Path, day: str, broken: bool) -> None:
    report = checked(tmp_path, schedule=history(day, "9 seconds"))
    assert bool(report.findings) == broken


def test_what_keeps_the_sum_is_no_finding(tmp_path: Path) -> None:
    assert not checked(tmp_path, new="4 s").findings
    assert not checked(tmp_path, schedule=history("2030-06-01", "4 secs")).findings


def test_what_a_schedule_says_nothing_of_is_no_news_of_a_later_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor a reason to look at the day before: the rules are run for today, and once for the amendment's day."""
    found: list[tuple[Result, ...]] = []

    def noted(rules: Sequence[Rule], facts: Facts) -> tuple[Result, ...]:
        found.append(check(rules, facts))
        return found[-1]

    monkeypatch.setattr("schedcheck.app.judging.check", noted)
    monkeypatch.setattr(f"{__name__}.CAN", CAN.replace("4.8.1", "4.8.99"))
    schedule = SCHEDULE.replace("4.8.1", "4.8.99").replace('"CSP SM4"   = "25 seconds"', "")
    before = checked(tmp_path, schedule=schedule, select=())
    after = checked(tmp_path, schedule=schedule, new="4.5 seconds", select=())
    _, _, then = found
    assert any(not each.subject for result in then for each in result.undecided)
    known = [undecided for _, undecided in before.undecided]
    assert [u.reason for _, u in after.undecided if u not in known] == []


def test_schedules_of_another_day_can_be_asked_for(tmp_path: Path) -> None:
    checked(tmp_path, schedule=history("2029-01-01", "9 seconds"))
    options = Options(workspace=str(tmp_path), select=(SUM,), today=date(2030, 1, 1), as_of=date(2028, 1, 1))
    (finding,) = verify((), options).findings
    assert finding.message.startswith("From 1 January 2029")


NOTE = """
[document]
kind = "contract-amendment-note"
id = "CAN {number}"
contract = "DSP"
schedule = "Schedule 2.2"
authority = "SECMP0900"
effective = {day}
status = "{status}"
"""
JUNE, JULY = "2030-06-25", "2030-07-25"


def note(number: int, *rows: tuple[str, str, str, str], day: str = JUNE, status: str = "agreed", more: str = "") -> str:
    cells = (f'\n[[row]]\nid = "{i}"\nfield = "{f}"\nold = "{old}"\nnew = "{new}"\n' for i, f, old, new in rows)
    return NOTE.format(number=number, day=day, status=status) + "".join(cells) + more


PART = ("4.8.1", "DSP SM1.1", "4 seconds", "5 seconds")
WHOLE = ("4.8.1", "DCC SM1", "30 seconds", "31 seconds")
OTHER = ("4.8.1", "CSP SM4", "25 seconds", "26 seconds")
ELSEWHERE = ("7.9", "DSP SM1.1", "21 hours", "20 hours")
CELL = '\n[[row]]\nid = "{}"\nchange = "insert"\nfield = "{}"\nnew = "{}"\n'
PUT_IN = "".join(CELL.format("3.5", *each) for each in (("DCC SM1", "9 seconds"), ("DSP SM1.1", "4 seconds")))
DAYS = {
    "one": [note(901, PART)],
    "beside-a-history": [note(901, WHOLE)],
    "two-of-one-service": [note(901, PART), note(902, OTHER)],
    "two-of-which-one-breaks-nothing": [note(901, PART), note(902, ELSEWHERE)],
    "three": [note(901, PART), note(902, OTHER), note(903, (*PART[:3], "6 seconds"))],
    "four": [note(901, PART), note(902, OTHER), note(903, ELSEWHERE), note(904, PART)],
    "broken-and-mended-later": [note(901, PART), note(902, WHOLE, day=JULY)],
    "broken-further-later": [note(901, PART), note(902, OTHER, day=JULY)],
    "one-row-of-two": [note(901, PART, WHOLE, ELSEWHERE)],
    "withdrawn": [note(901, PART, status="withdrawn")],
    "proposed": [note(901, PART, status="proposed")],
    "half-understood": [note(901, PART, more='\n[[row]]\nid = "7.9"\ncolour = "red"\n')],
    "a-row-put-in": [note(901, more=PUT_IN)],
    "wrong-by-itself": [note(901, ("4.8.1", "DSP SM1.1", "3 seconds", "5 seconds"))],
}


@pytest.mark.parametrize("name", DAYS)
def test_all_that_is_told_of_days_to_come(name: str, tmp_path: Path) -> None:
    """With amendments of one day and of two: what each will break, on which day, and what is said of it before."""
    (tmp_path / "schedules").mkdir()
    (tmp_path / "cans").mkdir()
    schedule = history("2030-07-01", "8 seconds") if name == "beside-a-history" else SCHEDULE
    (tmp_path / "schedules" / "dsp.toml").write_text(schedule, encoding="utf-8")

    for number, text in enumerate(DAYS[name]):
        (tmp_path / "cans" / f"{number}.toml").write_text(text, encoding="utf-8")
    (tmp_path / "schedcheck.toml").write_text('amendments = ["cans/*.toml"]\nschedules = ["schedules"]\n')
    report = verify((), Options(workspace=str(tmp_path), today=date(2030, 1, 1)))
    golden = PROJECT / "tests" / "golden" / "told" / "days" / f"{name}.txt"
    compare(golden, told([tally.result for tally in report.tallies if tally.result.expected], report.causes))


def test_no_golden_of_days_is_left_over() -> None:
    folder = PROJECT / "tests" / "golden" / "told" / "days"
    assert {path.stem for path in folder.glob("*.txt")} == set(DAYS)
