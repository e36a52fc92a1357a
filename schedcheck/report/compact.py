"""Values in few characters, for cells of the matrix: "24 h", "5600 s", "£89,087", "25 Jun 2020"."""

from __future__ import annotations

from schedcheck.fact import Value
from schedcheck.quantity import Period, Quantity

LONGEST = 11
"""The longest text that stands in a cell as it is."""


_SHORT = {"working hour": "work h", "working day": "work d"}


def compact_value(value: Value) -> str:
    """The value without what a narrow column has no room for."""
    if isinstance(value, Quantity):
        return _amount(value)
    if isinstance(value, Period):
        return _date(value)
    return " ".join(value.split())


def _amount(value: Quantity) -> str:
    about = "" if value.is_exact else "~"
    exact = Quantity.exact(value.kind, value.amount, value.unit)
    if value.kind == "duration" and value.unit == "s":
        hours, rest = divmod(value.amount, 3600)
        if hours and not rest:
            return f"{about}{hours:f} h"
        return f"{about}{value.amount.normalize():f} s"
    number, _, unit = exact.plain().partition(" ")
    return f"{about}{number} {_SHORT[value.unit]}" if unit and value.unit in _SHORT else about + exact.plain()


def _date(value: Period) -> str:
    *day, month, year = value.plain().split()
    return " ".join([*day, month[:3], year])
