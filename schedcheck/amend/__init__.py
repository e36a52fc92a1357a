"""Contracts over time: what amendments say, and what schedules hold on a day. Runs over facts, before checking; pure.

Whatever the format of a schedule or an amendment, recognition has made facts of it; a change is a fact that takes the
place of another.
"""

from __future__ import annotations

from schedcheck.amend.applying import applied, days, pending
from schedcheck.amend.gathering import amendments
from schedcheck.amend.history import as_of
from schedcheck.amend.record import NO_DAY, Amendment, Change, Op, Status, Unapplied

__all__ = [
    "NO_DAY",
    "Amendment",
    "Change",
    "Op",
    "Status",
    "Unapplied",
    "amendments",
    "applied",
    "as_of",
    "days",
    "pending",
]
