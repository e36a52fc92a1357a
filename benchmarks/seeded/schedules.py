"""What is in force in a made-up pack: the schedules that its workspace brings, as TOML. All figures are made up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from benchmarks.seeded.story import CATEGORIES, ROLES, Band, Service, Story
from benchmarks.seeded.voice import month_of

_MADE_UP = "Made up for a benchmark"


def write_workspace(folder: Path, story: Story) -> None:
    """A schedcheck.toml and the schedules that it names."""
    schedules = folder / "schedules"
    schedules.mkdir(parents=True)
    (folder / "schedcheck.toml").write_text('documents = ["pack/*"]\nschedules = ["schedules"]\n', "utf-8")
    for name, text in schedule_texts(story):
        (schedules / f"{name}.toml").write_text(text, "utf-8")


def schedule_texts(story: Story) -> Iterator[tuple[str, str]]:
    """(kind, TOML) of each schedule."""
    held = [(s, story.held[s.id]) for s in story.registry]
    yield "sec-appendix-e", _schedule("sec-appendix-e", map(_entry, *zip(*held, strict=True)), story.baseline)
    yield "dsp-schedule-2.2", _schedule("dsp-schedule-2.2", map(_parts, *zip(*held, strict=True)))
    measures = [{"measure": f"SM4.{n}", "contracted_target": span(m)} for n, m in enumerate(story.measures, 1)]
    yield "csp-measures", _schedule("csp-measures", measures)
    margins = [{"target": span(b.target), "margin": span(b.margin)} for b in story.bands]
    yield "agreed-margins", _schedule("agreed-margins", margins)
    roles = [{"code": c, "role": name, "party_categories": list(CATEGORIES[c])} for c, name in ROLES.items()]
    yield "user-roles", _schedule("user-roles", roles)
    releases = [{"release": month_of(day), "day": f"{day.day} {month_of(day)}"} for day in story.releases]
    yield "release-calendar", _schedule("release-calendar", releases)


def span(seconds: int) -> str:
    return f"{seconds} seconds"


def _entry(service: Service, band: Band) -> dict[str, object]:
    return {
        "id": service.id,
        "reference": service.reference,
        "name": " ".join(service.name.split()),
        "eligible_users": list(service.roles),
        "target_response_time": span(band.target),
    }


def _parts(service: Service, band: Band) -> dict[str, object]:
    return {
        "id": service.id,
        "DCC SM1": span(band.target),
        "DSP SM1.1": span(band.own),
        "CSP SM4": span(band.trip),
    }


def _schedule(kind: str, rows: Iterable[Mapping[str, object]], version: str = "") -> str:
    head = ["[document]", f'kind = "{kind}"', f'source = "{_MADE_UP}"', "whole = true"]
    head += [f'version = "{version}"'] if version else []
    lines = "\n\n".join(
        "\n".join(["[[row]]", *(f"{json.dumps(k)} = {json.dumps(v)}" for k, v in row.items())]) for row in rows
    )
    return "\n".join(head) + "\n\n" + lines + "\n"
