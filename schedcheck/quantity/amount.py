"""Amounts and dates as records: exact, with unit, comparing by value, and how they are written out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import field, frozen

Kind = Literal["duration", "money", "percent", "count"]

SECONDS: dict[str, tuple[int, tuple[str, ...]]] = {
    "s": (1, ("seconds", "second", "secs", "sec", "s")),
    "min": (60, ("minutes", "minute", "mins", "min")),
    "h": (3600, ("hours", "hour", "hrs", "hr", "h")),
    "d": (86400, ("days", "day")),
    "wk": (604800, ("weeks", "week")),
}
CALENDAR: dict[str, tuple[str, ...]] = {
    "working hour": ("working hours", "working hour", "business hours", "business hour"),
    "working day": ("working days", "working day", "business days", "business day"),
    "month": ("months", "month", "calendar months", "calendar month"),
    "year": ("years", "year"),
}

CURRENCIES = {"£": "GBP", "€": "EUR", "$": "USD"}
_PRINTED_UNIT = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days", "wk": "weeks"}
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


@frozen
class Quantity:
    """An amount with its unit; an approximate one is the interval from `low` to `high`.

    Durations are in seconds (unit "s"), or in their own calendar unit ("month", "year", "working day");
    money is in whole currency units (unit "GBP"), percentages in per cent. `printed` is how it was written.
    """

    kind: Kind
    low: Decimal
    high: Decimal
    unit: str = ""
    printed: str = field(default="", eq=False)

    @classmethod
    def exact(cls, kind: Kind, amount: Decimal | int, unit: str = "", printed: str = "") -> Quantity:
        number = Decimal(amount)
        return cls(kind, number, number, unit, printed)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def amount(self) -> Decimal:
        """The value, or the middle of the interval."""
        return self.low if self.is_exact else (self.low + self.high) / 2

    def agrees(self, other: Quantity) -> bool:
        """May both be the same amount? Exact ones when equal, approximate ones when they overlap."""
        same_sort = self.kind == other.kind and self.unit == other.unit
        return same_sort and self.low <= other.high and other.low <= self.high

    def normal(self) -> str:
        """The amount in words that do not depend on how it was printed: "5600 s", "GBP 89087"."""
        low, high = _plain(self.low), _plain(self.high)
        span = low if self.is_exact else f"{low}..{high}"
        return f"{self.unit} {span}" if self.kind == "money" else f"{span} {self.unit}".strip()

    def __str__(self) -> str:
        return self.printed or self.plain()

    def plain(self) -> str:
        """The amount written out in the house's own way; `parse` gives it back."""
        about = "" if self.is_exact else "approximately "
        if self.kind == "money":
            sign = next((s for s, unit in CURRENCIES.items() if unit == self.unit), f"{self.unit} ")
            return f"{about}{sign}{_grouped(self.amount)}"
        if self.kind == "percent":
            return f"{about}{_plain(self.amount)}%"
        if self.kind == "count":
            return f"{about}{_grouped(self.amount)}"
        return about + _plain_duration(self.amount, self.unit, (self.high - self.low) / 2)


@frozen
class Period:
    """A date as printed: one day, or all of a month ("June 2020" is its first to its last day)."""

    first: date
    last: date
    printed: str = field(default="", eq=False)

    @property
    def is_day(self) -> bool:
        return self.first == self.last

    def agrees(self, other: Period) -> bool:
        """May both be the same day?"""
        return self.first <= other.last and other.first <= self.last

    def normal(self) -> str:
        """ISO 8601: "2020-06-25" for a day, "2020-06" for a month."""
        return self.first.isoformat() if self.is_day else self.first.isoformat()[:7]

    def __str__(self) -> str:
        return self.printed or self.plain()

    def plain(self) -> str:
        """The date written out in the house's own way; `parse` gives it back."""
        month = f"{MONTHS[self.first.month - 1].capitalize()} {self.first.year}"
        return f"{self.first.day} {month}" if self.is_day else month


def _plain(number: Decimal) -> str:
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def _grouped(number: Decimal) -> str:
    whole, _, part = _plain(number).partition(".")
    return f"{int(whole):,}" + (f".{part}" if part else "")


def margin_of(number: Decimal) -> Decimal:
    """Half of the last figure that is not nought: what an approximate number may be off by."""
    return Decimal(10) ** int(number.normalize().as_tuple().exponent) / 2


def _plain_duration(amount: Decimal, unit: str, half: Decimal) -> str:
    """In hours or seconds; an approximate one in the unit that makes the interval as wide as it is."""
    if unit in CALENDAR:
        return f"{_plain(amount)} {unit}" + ("" if amount == 1 else "s")
    for name, (size, _) in reversed(SECONDS.items()) if half else ():
        if amount % size == 0 and margin_of(amount / size) * size == half:
            return _with_unit(amount / size, name)
    hour = SECONDS["h"][0]
    if amount and amount % hour == 0:
        return _with_unit(amount / hour, "h")
    return _with_unit(amount, "s")


def _with_unit(amount: Decimal, unit: str) -> str:
    name = _PRINTED_UNIT[unit]
    return f"{_plain(amount)} {name[:-1] if amount == 1 else name}"


def day_in_words(day: date) -> str:
    """A day as it is written in a sentence: "25 June 2020"."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"
