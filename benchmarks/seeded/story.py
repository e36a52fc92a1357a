"""What a made-up pack is about, before any paper is written: which services change, for whom, when, for how much.

Deterministic by its Random. All times, costs and dates are made up; services come from the registry that is given.
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from random import Random

from attrs import frozen

ROLES = {
    "IS": "Import Supplier",
    "ES": "Export Supplier",
    "GS": "Gas Supplier",
    "RSA": "Registered Supplier Agent",
    "ED": "Electricity Distributor",
    "GT": "Gas Transporter",
    "OU": "Other User",
}
CATEGORIES = {
    "IS": ("Large Suppliers", "Small Suppliers"),
    "ES": ("Large Suppliers", "Small Suppliers"),
    "GS": ("Large Suppliers", "Small Suppliers"),
    "RSA": ("Large Suppliers", "Small Suppliers"),
    "ED": ("Electricity Network Operators",),
    "GT": ("Gas Network Operators",),
    "OU": ("Other SEC Parties",),
}
PARTIES = (
    "Large Suppliers",
    "Small Suppliers",
    "Electricity Network Operators",
    "Gas Network Operators",
    "Other SEC Parties",
    "DCC",
)
ACTIVITIES = ("Design", "Build", "PIT", "SIT", "UIT", "Implementation to Live")
MONTHS = ("February", "June", "November")


@frozen
class Service:
    """One entry of the registry."""

    id: str
    reference: str
    name: str
    roles: tuple[str, ...]


@frozen
class Band:
    """A target in seconds and its parts; `unit` is how it is usually printed: "s", "min" or "h"."""

    target: int
    own: int
    trip: int
    margin: int
    unit: str


@frozen
class Change:
    """A service that moves from one band to another."""

    service: Service
    old: Band
    new: Band


RELEASES = (2, 6, 11)
"""The months in which there is a release."""


@frozen
class Story:
    """Everything that the papers of one pack say. Costs are in pounds; `merged` share one figure."""

    id: str
    title: str
    registry: tuple[Service, ...]
    bands: tuple[Band, ...]
    measures: tuple[int, ...]
    held: dict[str, Band]
    changes: tuple[Change, ...]
    baseline: str
    parties: tuple[str, ...]
    costs: tuple[tuple[tuple[str, ...], int], ...]
    decision: date
    implementation: date
    lead_months: int
    phases: tuple[tuple[str, date, date], ...]
    version: str

    @property
    def groups(self) -> tuple[tuple[Change, ...], ...]:
        """The changes by what they change from and to, in order."""
        keys = dict.fromkeys((c.old, c.new) for c in self.changes)
        return tuple(tuple(c for c in self.changes if (c.old, c.new) == key) for key in keys)

    @property
    def releases(self) -> tuple[date, ...]:
        """The days of the releases round the implementation, three a year; the implementation is one of them."""
        own = self.implementation
        planned = (date(own.year + n, month, 20 + (own.year + n + month) % 9) for n in (-1, 0, 1) for month in RELEASES)
        return tuple(own if (day.year, day.month) == (own.year, own.month) else day for day in planned)

    @property
    def total(self) -> int:
        return sum(cost for _, cost in self.costs)

    def service(self, name: str) -> Service:
        return next(s for s in self.registry if s.id == name)


def load_registry(path: Path) -> tuple[Service, ...]:
    """The services of a registry, as it prints them."""
    rows = tomllib.loads(path.read_text("utf-8"))["service_request"]
    return tuple(Service(r["id"], r["reference"], r["name"], tuple(r["eligible_roles"])) for r in rows)


def usable(registry: tuple[Service, ...]) -> tuple[Service, ...]:
    """The services whose own entry is sound: roles, a clean name of one line, a reference that they belong to."""
    return tuple(
        s
        for s in registry
        if s.roles
        and s.name == " ".join(s.name.split())
        and (s.id == s.reference or s.id.startswith(f"{s.reference}."))
    )


def made_story(rng: Random, registry: tuple[Service, ...]) -> Story:
    """A story from a seed."""
    measures, bands = _bands(rng)
    held = {s.id: rng.choice(bands) for s in registry}
    changes = _changes(rng, usable(registry), bands, held)
    parties = _parties(changes)
    decision, implementation, lead = _dates(rng)
    return Story(
        id=f"SECMP0{rng.randint(100, 499)}",
        title=_title(rng),
        registry=registry,
        bands=bands,
        measures=measures,
        held=held,
        changes=changes,
        baseline=f"{rng.randint(5, 24)}.{rng.randint(1, 30)}",
        parties=parties,
        costs=_costs(rng),
        decision=decision,
        implementation=implementation,
        lead_months=lead,
        phases=_phases(rng, implementation, lead),
        version=f"{rng.randint(0, 2)}.{rng.randint(1, 9)}",
    )


def _bands(rng: Random) -> tuple[tuple[int, ...], tuple[Band, ...]]:
    """Four to six targets of four different sizes, each with a measure that a network provider is contracted to."""
    pool = [
        *(Band(t + p + m, p, t, m, "s") for t, p, m in ((25, 4, 1), (20, 8, 2), (50, 6, 4), (35, 8, 2))),
        *(Band(t + p + m, p, t, m, "s") for t, p, m in ((1900, 80, 20), (5400, 190, 10), (2600, 90, 10))),
        *(Band(60 * (t + p + m), 60 * p, 60 * t, 60 * m, "min") for t, p, m in ((12, 2, 1), (35, 8, 2), (70, 15, 5))),
        *(
            Band(3600 * (t + p + m), 3600 * p, 3600 * t, 3600 * m, "h")
            for t, p, m in ((2, 21, 1), (5, 6, 1), (8, 3, 1))
        ),
        *(Band(3600 * (t + p + m), 3600 * p, 3600 * t, 3600 * m, "h") for t, p, m in ((22, 24, 2), (3, 8, 1))),
    ]
    chosen: dict[int, Band] = {}
    for band in rng.sample(pool, len(pool)):
        chosen.setdefault(band.target, band)
    bands = tuple(sorted(list(chosen.values())[: rng.randint(4, 6)], key=lambda b: b.target))
    spare = rng.choice([15, 600, 14400, 79200])
    return tuple(sorted({*(b.trip for b in bands), spare})), bands


def _changes(
    rng: Random, registry: tuple[Service, ...], bands: tuple[Band, ...], held: dict[str, Band]
) -> tuple[Change, ...]:
    """One to eight services in one to three groups; a group often holds neighbours of one reference."""
    number = rng.choice([1, 2, 3, 3, 4, 4, 5, 6, 7, 8])
    groups = rng.randint(1, min(3, number))
    pairs = rng.sample([(a, b) for a in bands for b in bands if a != b], groups)
    start = rng.randrange(len(registry))
    near = [registry[(start + i) % len(registry)] for i in range(6)]
    others = [s for s in registry if s not in near]
    services = [*rng.sample(near, min(rng.randint(1, 3), number)), *rng.sample(others, 8)][:number]
    changes = []
    for index, service in enumerate(services):
        old, new = pairs[index % groups]
        held[service.id] = old
        changes.append(Change(service, old, new))
    return tuple(changes)


def _parties(changes: tuple[Change, ...]) -> tuple[str, ...]:
    reached = {party for c in changes for role in c.service.roles for party in CATEGORIES[role]} | {"DCC"}
    return tuple(party for party in PARTIES if party in reached)


def _costs(rng: Random) -> tuple[tuple[tuple[str, ...], int], ...]:
    def amount() -> int:
        return rng.choice([rng.randint(1_000, 9_999), rng.randint(10_000, 99_999), rng.randint(10, 300) * 100])

    merged = rng.random() < 0.5
    first = ACTIVITIES[:3]
    lines = [(first, amount())] if merged else [((activity,), amount()) for activity in first]
    return (*lines, *(((activity,), amount()) for activity in ACTIVITIES[3:]))


def _dates(rng: Random) -> tuple[date, date, int]:
    """Decision, implementation and the lead time in months, which fits between the two."""
    month = rng.choice(RELEASES)
    implementation = date(rng.randint(2026, 2031), month, rng.randint(20, 28))
    lead = rng.choice([3, 4, 6, 8, 9])
    decision = implementation - timedelta(days=31 * lead + rng.randint(5, 40))
    return decision, implementation, lead


def _phases(rng: Random, implementation: date, lead: int) -> tuple[tuple[str, date, date], ...]:
    """Phases one after the other that end with the implementation."""
    names = ("Design", "Build", "PIT", "SIT", "UIT", "Transition to Operations")
    step = max(12, 30 * lead // len(names))
    end = implementation
    phases = []
    for name in reversed(names):
        start = end - timedelta(days=step - rng.randint(1, 4))
        phases.append((name, start, end))
        end = start - timedelta(days=1)
    return tuple(reversed(phases))


def _title(rng: Random) -> str:
    return rng.choice(
        [
            "Service Request response times",
            "Aligning response times with practice",
            "Review of the DCC User Interface Services Schedule",
            "Response times for meter configuration",
            "Changing time targets for everyday commands",
            "Better time targets for prepayment and tariffs",
            "Realistic targets for selected commands",
        ]
    )
