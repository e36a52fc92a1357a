"""A difference of two states -> JSON, format 1: add keys, never change one."""

from __future__ import annotations

from schedcheck.fact import Fact
from schedcheck.finding import Finding
from schedcheck.report.difference import Change, Difference, Pair, Side
from schedcheck.writers.json import not_read_json, printed
from schedcheck.writers.json_values import Json, place_json, value_json

_OPS = {"+": "add", "-": "remove", "~": "change"}


def write_json_difference(difference: Difference, *, ascii_only: bool = False) -> str:
    """What `diff --format json` prints."""
    return printed(
        {
            "format": 1,
            "old": _side(difference.old),
            "new": _side(difference.new),
            "documents": [_pair(pair) for pair in difference.pairs],
            "changes": [_change(change) for change in difference.changes],
            "broken": [_finding(finding, difference) for finding in difference.broken],
            "settled": [_finding(finding, difference) for finding in difference.settled],
            "unchanged": difference.unchanged,
            "undecided": [
                {"rule": rule, "subject": u.subject, "reason": u.reason, "documents": [*u.documents]}
                for rule, u in difference.undecided
            ],
            "not_read": [*not_read_json(difference.refused, ()), *map(_unread, difference.unread)],
        },
        ascii_only=ascii_only,
    )


def _unread(what: str) -> Json:
    return {"document": None, "file": None, "reason": what, "way_out": ""}


def _side(side: Side) -> Json:
    return {"name": side.name, "commit": side.taken.removeprefix("commit ") or None}


def _pair(pair: Pair) -> Json:
    return {
        "id": pair.id,
        "kind": pair.paper.kind,
        "title": pair.paper.title,
        "old": {"file": pair.old.file, "sha256": pair.old.sha256} if pair.old else None,
        "new": {"file": pair.new.file, "sha256": pair.new.sha256} if pair.new else None,
    }


def _change(change: Change) -> Json:
    return {
        "op": _OPS[change.sign],
        "document": change.document,
        "subject": change.subject,
        "property": change.property,
        "state": change.state,
        "mention": change.mention,
        "old": _value(change.old),
        "new": _value(change.new),
        "breaks": [finding.id for finding in change.breaks],
        "settles": [finding.id for finding in change.settles],
    }


def _value(facts: tuple[Fact, ...]) -> Json:
    """The value, and every place where it stands; null where there is none."""
    if not facts:
        return None
    value, unit = value_json(facts[0].value)
    places: list[Json] = [{"section": fact.section, **place_json(fact.place)} for fact in facts]
    return {"value": value, "unit": unit, "printed": facts[0].printed, "places": places}


def _finding(finding: Finding, difference: Difference) -> Json:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "level": finding.level,
        "subject": finding.subject,
        "property": finding.property,
        "message": finding.message,
        "waived": finding.id in difference.waived,
    }
