"""Report -> workflow commands of GitHub Actions: an annotation for each finding, at its line.

The runner reads commands from what a step prints, so that text from documents must not be able to make one. A step
gets few annotations; what is beyond is counted in one of them, and the job's summary and the exit code carry it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from schedcheck.finding import Citation, Finding, Level
from schedcheck.record import frozen
from schedcheck.report import Report
from schedcheck.report.location import Location
from schedcheck.writers.advice import ROLES, advice, place_words
from schedcheck.writers.signs import clean
from schedcheck.writers.verdicts import verdict_words
from schedcheck.writers.waived import waived_words
from schedcheck.writers.words import open_words

MOST = 9
"""Annotations of each level. GitHub shows ten of a step; the last one is for what is left."""

_COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "note": "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _DATA | {":": "%3A", ",": "%2C"}
_OLD_COMMAND = "##["
"""How commands began that runners still obey, wherever they stand on a line."""


@frozen
class _Annotation:
    level: Level
    title: str
    lines: tuple[str, ...]
    location: Location | None = None


def write_github(report: Report) -> str:
    """The annotations, errors first, then a line with the verdict for the log.

    What the base has too is no annotation: they are few, and it is not this change's.
    """
    findings = (_finding(f, report) for f in (*report.open, *report.waived))
    every = [*_unread(report), *findings, *_undecided(report)]
    commands: list[str] = []
    for level in _COMMANDS:
        commands += [_command(each) for each in _limited(level, [each for each in every if each.level == level])]
    return "".join(f"{line}\n" for line in (*commands, _plain(verdict_words(report))))


def _unread(report: Report) -> Iterator[_Annotation]:
    """What was not read: without it there is no verdict."""
    for refused in report.refused:
        lines = tuple(filter(None, (f"{refused.file}: {refused.reason}", refused.way_out)))
        yield _Annotation("error", "A document could not be read", lines, report.located.file(refused.file))
    for paper in report.papers:
        if paper.gaps:
            where = report.located.file(paper.file)
            yield _Annotation("warning", "A document was not read in full", (paper.title, *paper.gaps), where)


def _undecided(report: Report) -> Iterator[_Annotation]:
    """An annotation for each rule that could not decide, at the first document that should have said more."""
    own = [(rule, u) for rule, u in report.undecided if (rule.name, u) not in report.base.undecided]
    for rule, together in groupby(own, key=lambda each: each[0]):
        every = [undecided for _, undecided in together]
        papers = [report.paper(name) for each in every for name in each.documents]
        where = next((report.located.file(paper.file) for paper in papers if paper.file), None)
        told = dict.fromkeys(open_words(each) for each in every)
        yield _Annotation("note", f"Not decided: {rule.title}", (*told, rule.name), where)
    if report.base.problem:
        yield _Annotation("warning", f"{report.base.name} could not be checked", (report.base.problem,))


def _finding(finding: Finding, report: Report) -> _Annotation:
    """A waived finding is told, and fails nothing: it is a notice whatever its level."""
    rule, waived = report.rule(finding.rule), report.waiver(finding.id)
    cited = [_quote(citation, report) for citation in finding.citations]
    lines = (finding.message, *cited, *advice(finding, report), waived_words(waived), f"{finding.rule} {finding.id}")
    title = rule.title if rule else finding.rule
    level: Level = "note" if waived else finding.level
    return _Annotation(level, title, tuple(filter(None, lines)), report.located.primary(finding))


def _quote(citation: Citation, report: Report) -> str:
    return (
        f"{ROLES[citation.role]}: {place_words(citation, report)}: {report.excerpt(citation).words or citation.label}"
    )


def _limited(level: Level, annotations: Sequence[_Annotation]) -> Sequence[_Annotation]:
    rest = len(annotations) - MOST
    if rest <= 0:
        return annotations
    return (*annotations[:MOST], _Annotation(level, f"and {rest} more", (f"and {rest} more, see the summary",)))


def _command(each: _Annotation) -> str:
    place = each.location
    known = {
        "file": place.path if place else "",
        "line": str(place.line) if place else "",
        "endLine": str(place.last) if place else "",
        "col": str(place.column) if place and place.line == place.last else "",
        "endColumn": str(place.end) if place and place.line == place.last else "",
        "title": each.title,
    }
    properties = ",".join(f"{key}={_escaped(clean(value), _PROPERTY)}" for key, value in known.items() if value)
    text = "\n".join(clean(line) for line in each.lines)
    return f"::{_COMMANDS[each.level]} {properties}::{_escaped(text, _DATA)}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    """The text with what would end a command or a property of it written as a code."""
    return "".join(signs.get(sign, sign) for sign in text)


def _plain(text: str) -> str:
    """A line of the log that no runner takes for a command."""
    return clean(text).lstrip(": ").replace(_OLD_COMMAND, "# [")
