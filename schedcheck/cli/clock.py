"""What day it is: the only place of the program that asks the clock. A day is given on, never a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from schedcheck.errors import CannotStart

ZONE = "Europe/London"
"""Where a contract's days begin and end."""

_LATE = 22
"""From this hour on, in UTC."""
_EPOCH = "SOURCE_DATE_EPOCH"


def today(choice: str, environment: Mapping[str, str]) -> date:
    """The day that was chosen (2026-11-04), else that of SOURCE_DATE_EPOCH, else today in London."""
    if choice:
        return day(choice, "--today")
    epoch = environment.get(_EPOCH, "")
    if epoch:
        return _since_epoch(epoch)
    return in_zone(datetime.now(UTC))


def in_zone(now: datetime) -> date:
    """The day in London, which is at most an hour ahead: zones are loaded when that may make it another day."""
    if now.hour < _LATE:
        return now.date()
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return now.astimezone(ZoneInfo(ZONE)).date()
    except ZoneInfoNotFoundError:
        return now.date()


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
