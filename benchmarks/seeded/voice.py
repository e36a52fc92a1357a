"""How one author writes: the wording of units, numbers, ids, names and roles, chosen once for each paper.

Its methods give words that know what they state.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Literal

from attrs import frozen

from benchmarks.seeded.paper import NOTHING, Line, Tag, Word, joined
from benchmarks.seeded.story import ROLES, Change, Service

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SHORT_ROLES = {name: code for code, name in ROLES.items()}


@frozen
class Voice:
    """One author's habits."""

    rng: Random
    seconds: str
    minutes: str
    hours: str
    comma: bool
    service: str
    services: str
    quotes: tuple[str, str]
    trt: str
    trts: str
    roles: str
    days: str
    pounds: str

    @classmethod
    def chosen(cls, rng: Random) -> Voice:
        service = rng.choice(
            [
                ("Service Request", "Service Requests"),
                ("SR", "SRs"),
                ("SRV", "SRVs"),
                ("Service Reference Variant", "Service Reference Variants"),
            ]
        )
        trt = rng.choice([("Target Response Time", "Target Response Times")] * 3 + [("TRT", "TRTs"), _PLAIN])
        return cls(
            rng,
            seconds=rng.choice([" seconds", " seconds", " seconds", " secs", "s", " Seconds", " sec"]),
            minutes=rng.choice([" minutes", " minutes", " mins", " Minutes", " min"]),
            hours=rng.choice([" hours", " hours", " hours", "hrs", " hrs", " Hours", "h"]),
            comma=rng.random() < 0.5,
            service=service[0],
            services=service[1],
            quotes=rng.choice([("‘", "’"), ("‘", "’"), ("“", "”"), ("'", "'"), ('"', '"')]),
            trt=trt[0],
            trts=trt[1],
            roles=rng.choice(["long", "long", "short", "plural"]),
            days=rng.choice(["long", "long", "ordinal", "slashes", "short"]),
            pounds=rng.choice(["£", "£", "£ "]),
        )

    def span(self, seconds: int, unit: str, tag: Tag = NOTHING, mark: Literal["", "old", "new"] = "") -> Word:
        """A time in its band's unit."""
        number = seconds // {"s": 1, "min": 60, "h": 3600}[unit]
        words = {"s": self.seconds, "min": self.minutes, "h": self.hours}[unit]
        return Word(f"{self.number(number)}{words if number != 1 else _single(words)}", tag, mark)

    def number(self, number: int) -> str:
        return f"{number:,}" if self.comma else str(number)

    def old(self, change: Change, what: str = "time") -> Word:
        return self.span(change.old.target, change.old.unit, Tag(what, change.service.id, "current"))

    def new(self, change: Change, what: str = "time") -> Word:
        return self.span(change.new.target, change.new.unit, Tag(what, change.service.id, "proposed"))

    def id(self, service: Service) -> Word:
        return Word(service.id, Tag("id", service.id))

    def name(self, service: Service) -> Word:
        return Word(service.name, Tag("name", service.id))

    def quoted(self, service: Service) -> Line:
        return (Word(self.quotes[0]), self.name(service), Word(self.quotes[1]))

    def ids(self, changes: Sequence[Change], *, bare: bool = False) -> Line:
        """ "SRs 1.1.1, 1.1.2 and 2.1"."""
        before = () if bare else (Word(f"{self.service if len(changes) == 1 else self.services} "),)
        last = self.rng.choice([" and ", " and ", ", and "]) if len(changes) > 2 else " and "
        return (*before, *joined([(self.id(c.service),) for c in changes], last=last))

    def users(self, service: Service) -> Line:
        """The eligible users of a service, each a word."""
        order = list(service.roles)
        self.rng.shuffle(order)
        names = [ROLES[code] for code in order]
        shown = [self.role(name) for name in names]
        tags = [Tag("user", service.id, name) for name in names]
        return joined([(Word(s, t),) for s, t in zip(shown, tags, strict=True)], ", ", ", ")

    def role(self, name: str) -> str:
        return SHORT_ROLES[name] if self.roles == "short" else name + "s" * (self.roles == "plural")

    def day(self, day: date, tag: Tag = NOTHING) -> Word:
        month = MONTH_NAMES[day.month - 1]
        ordinal = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
        shown = {
            "long": f"{day.day} {month} {day.year}",
            "ordinal": f"{day.day}{ordinal} {month} {day.year}",
            "slashes": f"{day.day:02}/{day.month:02}/{day.year}",
            "short": f"{day.day} {month[:3]} {day.year}",
        }
        return Word(shown[self.days], tag)

    def money(self, amount: int, tag: Tag = NOTHING) -> Word:
        return Word(f"{self.pounds}{amount:,}", tag)

    def choice(self, options: Sequence[str]) -> str:
        return self.rng.choice(options)


_PLAIN = ("response time", "response times")


def month_of(day: date) -> str:
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def _single(words: str) -> str:
    """ "1 hour" where others have "2 hours"."""
    return words[:-1] if words.endswith("s") and len(words) > 2 and not words.endswith("hrs") else words
