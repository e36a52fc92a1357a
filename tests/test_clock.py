"""The day of a run: chosen, from SOURCE_DATE_EPOCH, or today."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from schedcheck.cli import main
from schedcheck.cli.clock import in_zone, today
from schedcheck.errors import CannotStart


def test_the_chosen_day_comes_first() -> None:
    assert today("2026-11-04", {"SOURCE_DATE_EPOCH": "0"}) == date(2026, 11, 4)


def test_a_build_can_fix_the_day() -> None:
    assert today("", {"SOURCE_DATE_EPOCH": "1767225599"}) == date(2025, 12, 31)


def test_else_it_is_a_day_of_the_clock() -> None:
    assert abs((today("", {}) - date.today()).days) <= 1


@pytest.mark.parametrize(("choice", "environment"), [("4.11.2026", {}), ("", {"SOURCE_DATE_EPOCH": "soon"})])
def test_what_is_no_day_is_refused(choice: str, environment: dict[str, str]) -> None:
    with pytest.raises(CannotStart):
        today(choice, environment)


def test_the_command_says_how_to_write_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--today", "tomorrow", "x.txt"]) == 2
    assert "year-month-day" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-07-01T12:00", date(2026, 7, 1)),
        ("2026-07-01T22:59", date(2026, 7, 1)),
        ("2026-07-01T23:00", date(2026, 7, 2)),
        ("2026-12-31T23:59", date(2026, 12, 31)),
    ],
)
def test_it_is_the_day_in_london(now: str, day: date) -> None:
    assert in_zone(datetime.fromisoformat(now).replace(tzinfo=UTC)) == day
