"""A day some time after another, by the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from schedcheck.quantity.amount import Quantity

_MONTHS = {"month": 1, "year": 12}
_DAY = Decimal(86400)


def later(day: date, time: Quantity) -> date | None:
    """The day that is `time` after a day: six months after 31 August is 28 or 29 February.

    The longest time that is meant counts. None for a time that has no end by the calendar alone: working days, parts
    of a month, or a day past the calendar.
    """
    if time.kind != "duration":
        return None
    try:
        if time.unit in _MONTHS:
            return _months_later(day, time.high * _MONTHS[time.unit]) if time.is_exact else None
        return day + timedelta(days=int(time.high / _DAY)) if time.unit == "s" else None
    except (OverflowError, ValueError):
        return None


def _months_later(day: date, months: Decimal) -> date | None:
    if months != int(months):
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + int(months), 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
