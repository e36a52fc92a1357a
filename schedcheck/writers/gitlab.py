"""Report -> the Code Quality report of GitLab: an entry for each finding that is not waived, at its line,
and for what was not read or not decided.

GitLab drops entries with the fingerprint of another in silence, so that every one gets its own.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from schedcheck.finding import Level
from schedcheck.record import frozen
from schedcheck.report import Report
from schedcheck.report.location import Location
from schedcheck.writers.json import printed
from schedcheck.writers.json_values import Json
from schedcheck.writers.signs import clean
from schedcheck.writers.words import open_words

_SEVERITIES: dict[Level, str] = {"error": "critical", "warning": "major", "note": "info"}
_NOT_READ = "document-not-read"
"""What entries are called that no rule has made."""


@frozen
class _Entry:
    name: str
    level: Level
    text: str
    location: Location
    identity: str


def write_gitlab(report: Report) -> str:
    """The list of entries. A waived finding is left out: this format has no word for it.

    GitLab compares with the target branch by itself, so that findings which the base has too are in it.
    """
    seen: Counter[str] = Counter()
    entries: list[Json] = []
    for entry in (*_unread(report), *_findings(report), *_undecided(report)):
        seen[entry.identity] += 1
        entries.append(_json(entry, seen[entry.identity]))
    return printed(entries)


def _findings(report: Report) -> Iterator[_Entry]:
    for finding in (*report.open, *report.known):
        place = report.located.primary(finding)
        yield _Entry(finding.rule, finding.level, f"{finding.message} ({finding.id})", place, finding.id)


def _unread(report: Report) -> Iterator[_Entry]:
    for refused in report.refused:
        text = f"{refused.file} could not be read: {refused.reason}. {refused.way_out}".strip()
        yield _Entry(_NOT_READ, "error", text, report.located.file(refused.file), f"refused {refused.file}")
    for paper in report.papers:
        for gap in paper.gaps:
            text = f"{paper.title} was not read in full: {gap}"
            yield _Entry(_NOT_READ, "warning", text, report.located.file(paper.file), f"gap {paper.id} {gap}")


def _undecided(report: Report) -> Iterator[_Entry]:
    """What could not be decided, at the first document that should have said more."""
    for rule, undecided in report.undecided:
        files = [paper.file for paper in map(report.paper, undecided.documents) if paper.file]
        where = report.located.file(files[0] if files else "")
        text = f"{rule.title}: not decided: {open_words(undecided)}"
        yield _Entry(rule.name, "note", text, where, f"undecided {rule.name} {undecided.subject} {undecided.reason}")


def _json(entry: _Entry, number: int) -> Json:
    return {
        "description": clean(entry.text),
        "check_name": entry.name,
        "fingerprint": hashlib.sha256(f"{entry.identity} {number}".encode("utf-8", "surrogateescape")).hexdigest(),
        "severity": _SEVERITIES[entry.level],
        "location": {"path": clean(entry.location.path), "lines": {"begin": entry.location.line}},
    }
