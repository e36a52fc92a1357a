"""The trace as JSON, format 1: add keys, never change one."""

from __future__ import annotations

from collections.abc import Iterator

from schedcheck.report import Trace
from schedcheck.report.trace import Taken
from schedcheck.writers.json_values import Json, place_json


def trace_json(trace: Trace) -> Iterator[Json]:
    """Each requirement with the documents that take it up, and how."""
    for row in trace.rows:
        taken: list[Json] = [_taken(each) for each in row.taken]
        yield {"subject": row.subject, "title": row.title, "says": row.says, "taken": taken}


def _taken(taken: Taken) -> Json:
    places: list[Json] = [{"section": fact.section, **place_json(fact.place)} for fact in taken.facts]
    return {"document": taken.document, "how": taken.how, "lost": taken.lost, "places": places}
