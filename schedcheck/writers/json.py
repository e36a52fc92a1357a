"""Report -> JSON, format 1. Other programs depend on these keys: add some, never change one."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date

from schedcheck.binding import Bound
from schedcheck.diagnose import Cause
from schedcheck.document import Paper
from schedcheck.finding import Citation, Edit, Finding
from schedcheck.place import Origin
from schedcheck.reading import Refused
from schedcheck.report import Leftover, Recognised, Report, Tally
from schedcheck.rule import Rule
from schedcheck.waiver import Waived
from schedcheck.writers.json_trace import trace_json
from schedcheck.writers.json_values import Json, fact_json, place_json

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2060\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def write_json(report: Report, *, ascii_only: bool = False) -> str:
    """What `verify --format json` prints."""
    return printed(report_json(report), ascii_only=ascii_only)


def report_json(report: Report) -> dict[str, Json]:
    """All that the JSON format says of a run."""
    return {
        "format": 1,
        "verdict": report.verdict,
        "documents": [_paper(paper) for paper in report.papers],
        "rules": [_tally(tally) for tally in report.tallies],
        "findings": [_finding(finding, report) for finding in report.findings],
        "causes": [_cause(cause) for cause in report.causes],
        "undecided": [
            {"rule": rule.name, "subject": u.subject, "reason": u.reason, "documents": [*u.documents]}
            for rule, u in report.undecided
        ],
        "not_read": [*not_read_json(report.refused, report.papers)],
        "bindings": [_bound(bound) for bound in report.bindings],
        "base": _base(report),
        "trace": [*trace_json(report.trace)],
    }


def write_json_facts(recognised: Recognised, *, ascii_only: bool = False, unread_only: bool = False) -> str:
    """What `facts --format json` prints."""
    return printed(
        {
            "format": 1,
            "documents": [_paper(paper) for paper in recognised.papers],
            "facts": [] if unread_only else [fact_json(fact) for fact in recognised.facts],
            "unread": [_leftover(left) for left in recognised.leftovers],
            "not_read": [*not_read_json(recognised.refused, recognised.papers)],
            "bindings": [_bound(bound) for bound in recognised.bindings],
        },
        ascii_only=ascii_only,
    )


def write_json_rules(rules: Sequence[Rule], *, ascii_only: bool = False) -> str:
    """What `rules --format json` prints."""
    listed: list[Json] = [
        {
            "rule": rule.name,
            "family": rule.family,
            "level": rule.level,
            "relation": rule.relation.kind,
            "title": rule.title,
            "says": rule.says,
            "because": rule.because,
            "authority": rule.authority,
            "ask": rule.ask,
        }
        for rule in rules
    ]
    return printed({"format": 1, "rules": listed}, ascii_only=ascii_only)


def printed(value: Json, *, ascii_only: bool = False) -> str:
    """A whole file of JSON."""
    return safe(json.dumps(value, ensure_ascii=ascii_only, indent=2)) + "\n"


def safe(text: str) -> str:
    """JSON with unsafe characters as its own escapes: a screen shows them, and a program gets them back."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _paper(paper: Paper) -> Json:
    return {
        "id": paper.id,
        "kind": paper.kind,
        "title": paper.title,
        "version": paper.version,
        "file": paper.file,
        "sha256": paper.sha256,
        "facts": paper.facts,
        "read": "partly" if paper.gaps else "whole",
        "notes": list(paper.notes),
    }


def not_read_json(refused: tuple[Refused, ...], papers: tuple[Paper, ...]) -> list[Json]:
    """Files that were not read at all (document null), then what is missing of those read partly."""
    files: list[Json] = [{"document": None, "file": r.file, "reason": r.reason, "way_out": r.way_out} for r in refused]
    gaps: list[Json] = [
        {"document": p.id, "file": p.file, "reason": gap, "way_out": ""} for p in papers for gap in p.gaps
    ]
    return files + gaps


def _bound(bound: Bound) -> Json:
    """A binding and what became of it: void where its words have changed, absent where its document is not here."""
    binding = bound.binding
    status = "holds" if not bound.void else "void" if bound.document else "absent"
    return {
        "at": binding.at,
        "document": bound.document or binding.document or binding.file,
        "section": binding.section,
        "table": binding.table,
        "row": binding.row or None,
        "column": binding.column,
        "subject": binding.subject or None,
        "property": binding.property or None,
        "state": binding.state or None,
        "by": binding.by,
        "reason": binding.reason,
        "status": status,
        "why": bound.void,
        "facts": bound.facts,
    }


def _tally(tally: Tally) -> Json:
    result = tally.result
    return {
        "rule": tally.rule.name,
        "level": tally.rule.level,
        "kept": result.kept,
        "broken": len(result.findings),
        "undecided": len(result.undecided),
    }


def _finding(finding: Finding, report: Report) -> Json:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "level": finding.level,
        "certainty": finding.certainty,
        "subject": finding.subject,
        "property": finding.property,
        "state": finding.state,
        "message": finding.message,
        "citations": [_citation(citation) for citation in finding.citations],
        "waived": _waived(report.waiver(finding.id)),
        "remark": report.remark(finding.id),
        "status": _status(finding, report),
    }


def _status(finding: Finding, report: Report) -> Json:
    """Is it this change's? Null where nothing was compared."""
    if not report.base:
        return None
    return "unchanged" if finding.id in report.base.ids else "new"


def _base(report: Report) -> Json:
    if not report.base:
        return None
    return {
        "name": report.base.name,
        "commit": report.base.commit,
        "problem": report.base.problem,
        "settled": [finding.id for finding in report.settled],
    }


def _waived(waived: Waived | None) -> Json:
    if waived is None:
        return None
    return {
        "owner": waived.owner,
        "approved_by": waived.approved_by,
        "reason": waived.reason,
        "raised": waived.raised.isoformat(),
        "expires": waived.expires.isoformat(),
        "days_left": waived.days_left,
        "ticket": waived.ticket,
    }


def _citation(citation: Citation) -> Json:
    return {
        "role": citation.role,
        "document": citation.document,
        "section": citation.section,
        **place_json(citation.place),
        "quote": citation.quote,
        "binding": citation.basis or None,
        **({"origin": _origin(citation.origin)} if citation.origin.authority else {}),
    }


def _origin(origin: Origin) -> dict[str, Json]:
    """By which amendment and since when a value holds, and where it says so."""
    since = origin.since.isoformat() if origin.since > date.min else None
    spot = place_json(origin.place)
    return {"authority": origin.authority, "since": since, "document": origin.document or None, **spot}


def _cause(cause: Cause) -> Json:
    return {
        "id": cause.id,
        "message": cause.message,
        "explains": [*cause.explains],
        "edits": [_edit(edit) for edit in cause.edits],
        "witnesses": [_citation(citation) for citation in cause.witnesses],
        "alternatives": [*cause.alternatives],
        "choices": [[_edit(edit) for edit in edits] for edits in cause.choices],
        "ruled_out": [*cause.ruled_out],
        "proven": cause.proven,
    }


def _edit(edit: Edit) -> Json:
    return {
        "op": edit.op,
        "document": edit.document,
        "section": edit.section,
        "subject": edit.subject,
        "field": edit.field,
        "from": edit.source,
        "to": edit.target,
    }


def _leftover(left: Leftover) -> Json:
    return {
        "document": left.document,
        "section": left.section,
        "page": left.place.page or None,
        "line": left.place.line or None,
        "printed": left.printed,
        "reason": left.reason,
    }
