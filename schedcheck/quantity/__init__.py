"""Quantities and dates as contracts print them: exact, with unit, comparing by value.

24 hours = 24hrs = 1,440 minutes; 5,600 = 5600. A number without a unit is a count, never a duration.
Months and years of the calendar, and working days, have no length in seconds and keep their own unit.
"""

from schedcheck.quantity.amount import Kind, Period, Quantity, day_in_words
from schedcheck.quantity.calendar import later
from schedcheck.quantity.reading import (
    DATE,
    DURATION,
    MONEY,
    NUMBER,
    PERCENT,
    STARTS,
    combined,
    in_unit,
    parse,
    with_unit_of,
)

__all__ = [
    "DATE",
    "DURATION",
    "MONEY",
    "NUMBER",
    "PERCENT",
    "STARTS",
    "Kind",
    "Period",
    "Quantity",
    "combined",
    "day_in_words",
    "in_unit",
    "later",
    "parse",
    "with_unit_of",
]
