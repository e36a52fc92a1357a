"""Report -> JSON lines: every entry of the JSON format on a line of its own, for programs that read a stream.

Each line says its `format` and, as `entry`, of which list it is; the verdict is the last one. The keys are those of the
JSON format: add some, never change one.
"""

from __future__ import annotations

import json

from schedcheck.report import Report
from schedcheck.writers.json import report_json, safe
from schedcheck.writers.json_values import Json

_ENTRIES = {
    "documents": "document",
    "rules": "rule",
    "findings": "finding",
    "causes": "cause",
    "undecided": "undecided",
    "not_read": "not_read",
    "bindings": "binding",
    "trace": "trace",
}
"""The lists of the JSON format -> what one entry is called."""


def write_jsonl(report: Report, *, ascii_only: bool = False) -> str:
    """A line for each entry of each list, in the order of the JSON format, then one with the verdict."""
    whole = report_json(report)
    lines: list[str] = []
    last: dict[str, Json] = {"format": whole["format"], "entry": "verdict"}
    for key, value in whole.items():
        if isinstance(value, list):
            lines += [_line(whole["format"], _ENTRIES.get(key, key), each, ascii_only) for each in value]
        else:
            last[key] = value
    return "".join(f"{line}\n" for line in (*lines, safe(json.dumps(last, ensure_ascii=ascii_only))))


def _line(format_: Json, entry: str, value: Json, ascii_only: bool) -> str:
    assert isinstance(value, dict)
    return safe(json.dumps({"format": format_, "entry": entry, **value}, ensure_ascii=ascii_only))
