"""Waivers in the words that every writer shows them in."""

from __future__ import annotations

from schedcheck.waiver import Status, Waived, Waiver, said_day

_STATUSES: dict[Status, str] = {
    "void": "other values stand there now",
    "unused": "waives nothing any more",
    "ended": "ended",
    "not-begun": "has not begun",
    "not-judged": "its rule gave no verdict",
    "ends-soon": "ends soon",
    "holds": "holds",
}
"""In the order in which somebody must see to them."""


def waived_words(waived: Waived | None) -> str:
    """ "waived, owner Design Authority, 69 days left"; "" for what is not waived."""
    return f"waived, owner {waived.owner}, {days_left(waived.days_left)}" if waived else ""


def days_left(days: int) -> str:
    """ "69 days left"; the day on which a waiver ends is its last."""
    if days <= 0:
        return "last day"
    return f"{days} day{'' if days == 1 else 's'} left"


def status_words(status: Status) -> str:
    return _STATUSES[status]


def by_need(statuses: tuple[tuple[Waiver, Status], ...]) -> list[tuple[Waiver, Status]]:
    """Those that somebody must see to first, then those that end first."""
    order = list(_STATUSES)
    return sorted(statuses, key=lambda each: (order.index(each[1]), each[0].expires, each[0].finding))


def term(waiver: Waiver, status: Status) -> str:
    """From or until when it holds, or when it ended."""
    if status == "not-begun":
        return f"from {said_day(waiver.raised)} until {said_day(waiver.expires)}"
    return f"{'on' if status == 'ended' else 'until'} {said_day(waiver.expires)}"
