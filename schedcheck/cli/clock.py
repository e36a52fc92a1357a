"""What day it is: the only place of the program that asks the clock. A day is given on, never a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from schedcheck.errors import CannotStart

ZONE = "Europe/London"
"""Where a contract's days begin and end."""

_EPOCH = "SOURCE_DATE_EPOCH"


def today(choice: str, environment: Mapping[str, str]) -> date:
    """The day that was chosen (2026-11-04), else that of SOURCE_DATE_EPOCH, else today in London."""
    if choice:
        return day(choice, "--today")
    epoch = environment.get(_EPOCH, "")
    if epoch:
        return _since_epoch(epoch)
    try:
        return datetime.now(ZoneInfo(ZONE)).date()
    except ZoneInfoNotFoundError:
        return datetime.now(UTC).date()


def day(text: str, option: str) -> date:
    """The day that an option names. CannotStart where it is none."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise CannotStart(
            f"{option}: {text or 'nothing'} is no date", way_out="Write it as year-month-day: 2026-11-04."
        )
    return found


def _since_epoch(text: str) -> date:
    try:
        return datetime.fromtimestamp(int(text), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise CannotStart(f"{_EPOCH} is {text}, and that is no number of seconds", way_out="Unset it.") from None
