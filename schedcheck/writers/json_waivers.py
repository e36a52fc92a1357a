"""The file of waivers and what each does -> JSON, format 1: add keys, never change one."""

from __future__ import annotations

from schedcheck.report import Report
from schedcheck.waiver import Status, Waiver
from schedcheck.writers.json import printed
from schedcheck.writers.json_values import Json


def write_json_waivers(report: Report, *, ascii_only: bool = False) -> str:
    """What `waivers list --format json` prints."""
    return printed(
        {"format": 1, "waivers": [_waiver(*each) for each in report.judgement.statuses]}, ascii_only=ascii_only
    )


def _waiver(waiver: Waiver, status: Status) -> Json:
    return {
        "finding": waiver.finding,
        "rule": waiver.rule,
        "status": status,
        "where": waiver.where,
        "owner": waiver.owner,
        "approved_by": waiver.approved_by,
        "reason": waiver.reason,
        "raised": waiver.raised.isoformat(),
        "expires": waiver.expires.isoformat(),
        "ticket": waiver.ticket,
        "line": waiver.line,
    }
