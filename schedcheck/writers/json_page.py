"""The page of a subject -> JSON, format 1: add keys, never change one."""

from __future__ import annotations

from datetime import date

from schedcheck.amend import NO_DAY
from schedcheck.fact import Fact
from schedcheck.report.page import History, Page, Pending
from schedcheck.writers.json import not_read_json, printed
from schedcheck.writers.json_values import Json, fact_json, place_json, value_json


def write_json_page(page: Page, *, ascii_only: bool = False) -> str:
    """What `show --format json` prints."""
    return printed(
        {
            "format": 1,
            "subject": page.subject,
            "kind": page.kind or None,
            "name": page.name or None,
            "as_of": page.day.isoformat() if page.day else None,
            "facts": [
                fact_json(fact)
                for group in page.groups
                for statement in group.statements
                for said in statement.said
                for fact in said
            ],
            "history": [_history(history) for history in page.history],
            "amendments": [_pending(pending) for pending in page.pending],
            "named": [
                {"document": m.paper.id, "places": [place_json(fact.place) for fact in m.facts]} for m in page.mentions
            ],
            "findings": [
                {
                    "id": finding.id,
                    "rule": finding.rule,
                    "level": finding.level,
                    "message": finding.message,
                    "waived": finding.id in page.waived,
                }
                for finding in page.findings
            ],
            "not_read": not_read_json(page.refused, page.papers),
        },
        ascii_only=ascii_only,
    )


def _history(history: History) -> Json:
    entries: list[Json] = [
        {
            "from": None if entry.since == date.min else entry.since.isoformat(),
            "authority": entry.facts[0].origin.authority or None,
            "ended": entry.ended,
            "values": [_value(fact) for fact in entry.facts],
            "in_force": number == history.now,
            "waits": entry.waits or None,
        }
        for number, entry in enumerate(history.entries)
    ]
    return {"document": history.paper.id, "property": history.entries[0].facts[0].property, "entries": entries}


def _pending(pending: Pending) -> Json:
    amendment = pending.amendment
    changes: list[Json] = [
        {
            "op": change.op,
            "property": change.property or None,
            "old": [_value(fact) for fact in change.old],
            "new": [_value(fact) for fact in change.new],
        }
        for change in pending.changes
    ]
    return {
        "id": amendment.id,
        "document": amendment.paper,
        "status": amendment.status or None,
        "effective": None if amendment.effective == NO_DAY else amendment.effective.isoformat(),
        "approved_by": amendment.approved_by or None,
        "in_schedule": pending.is_done,
        "changes": changes,
    }


def _value(fact: Fact) -> Json:
    value, unit = value_json(fact.value)
    return {"value": value, "unit": unit, "printed": fact.printed, "place": place_json(fact.place)}
