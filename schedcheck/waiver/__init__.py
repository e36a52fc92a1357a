"""Findings that somebody has accepted: read from a file, judged against what was found, written into the file.

Runs after checking. A waiver names one finding and the values that it accepts; nothing waives a rule or a document.
"""

from __future__ import annotations

from schedcheck.waiver.judging import Judgement, Status, Waived, accepted, judge, said_day
from schedcheck.waiver.record import (
    LONGEST,
    LONGEST_EVER,
    SHORTEST_REASON,
    Accepted,
    Waiver,
    load_waivers,
    waiver_mistakes,
)
from schedcheck.waiver.writing import appended, opening, pruned, written

__all__ = [
    "LONGEST",
    "LONGEST_EVER",
    "SHORTEST_REASON",
    "Accepted",
    "Judgement",
    "Status",
    "Waived",
    "Waiver",
    "accepted",
    "appended",
    "judge",
    "load_waivers",
    "opening",
    "pruned",
    "said_day",
    "waiver_mistakes",
    "written",
]
