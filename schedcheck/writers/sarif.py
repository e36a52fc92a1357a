"""Report -> SARIF 2.1.0, as code scanning takes it: a rule for each rule, a result with one location for each finding.

Texts are made safe to show, because every viewer shows them. A result is known again by what it says and not by its
line, so that it stays the same when lines move.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from schedcheck import __version__
from schedcheck.fact import Certainty
from schedcheck.finding import Citation, Finding
from schedcheck.report import Report
from schedcheck.report.location import Location
from schedcheck.rule import Rule
from schedcheck.writers.advice import ROLES, advice, doubts, place_words, why
from schedcheck.writers.json import printed
from schedcheck.writers.json_values import Json
from schedcheck.writers.signs import clean
from schedcheck.writers.verdicts import verdict_words
from schedcheck.writers.waived import waived_words
from schedcheck.writers.words import open_words

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000
LONGEST_DESCRIPTION = 1_024
"""What GitHub takes of one run, and of one description."""

_PRECISION: dict[Certainty, str] = {"marked": "very-high", "plain": "high", "inferred": "medium", "guess": "low"}
"""How surely the values of a finding were read, in the words of code scanning."""
_LINK = re.compile(r"[\\\[\]]")


def write_sarif(report: Report) -> str:
    """The log with its one run."""
    rules = [tally.rule for tally in report.tallies]
    run: dict[str, Json] = {
        "tool": {
            "driver": {
                "name": "schedcheck",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "automationDetails": {"id": "schedcheck/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": _results(report, {rule.name: index for index, rule in enumerate(rules)}),
    }
    return printed({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> Json:
    advised = f"{why(rule)} {rule.ask}".strip()
    return {
        "id": rule.name,
        "shortDescription": {"text": clean(rule.title) or rule.name},
        "fullDescription": {"text": _cut(clean(why(rule)))},
        "help": {"text": clean(advised)},
        "defaultConfiguration": {"level": rule.level},
        "properties": {"tags": [rule.family]},
    }


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_DESCRIPTION else f"{text[: LONGEST_DESCRIPTION - 3].rstrip()}..."


def _invocation(report: Report) -> Json:
    """Whether everything could be checked, and what could not."""
    return {
        "executionSuccessful": not report.unsettled,
        "exitCode": report.exit_code,
        "exitCodeDescription": clean(verdict_words(report)),
        "toolExecutionNotifications": [*_notifications(report)],
    }


def _notifications(report: Report) -> Iterator[Json]:
    for refused in report.refused:
        text = f"{refused.file} could not be read: {refused.reason}. {refused.way_out}".strip()
        yield _notification("error", text, report.located.file(refused.file))
    for paper in report.papers:
        for gap in paper.gaps:
            text = f"{paper.title} was not read in full: {gap}"
            yield _notification("warning", text, report.located.file(paper.file))
    for rule, open_question in report.undecided:
        yield {**_message("note", f"{rule.title}: not decided: {open_words(open_question)}"), **_about(rule)}
    if report.base.problem:
        yield _message("warning", f"{report.base.name} could not be checked: {report.base.problem}")
    left = len(report.findings) - MOST_RESULTS
    if left > 0:
        yield _message("warning", f"{left} more findings did not fit into this file.")


def _notification(level: str, text: str, location: Location) -> Json:
    return {**_message(level, text), "locations": [{"physicalLocation": _physical(location)}]}


def _message(level: str, text: str) -> dict[str, Json]:
    return {"level": level, "message": {"text": clean(text)}}


def _about(rule: Rule) -> dict[str, Json]:
    return {"associatedRule": {"id": rule.name}}


def _results(report: Report, index: dict[str, int]) -> list[Json]:
    seen: Counter[str] = Counter()
    results: list[Json] = []
    for finding in report.findings[:MOST_RESULTS]:
        seen[finding.id] += 1
        results.append(_result(finding, seen[finding.id], report, index))
    return results


def _result(finding: Finding, number: int, report: Report, index: dict[str, int]) -> Json:
    """`number` tells findings apart that say the same in every word."""
    related = [(c, place) for c in finding.citations if (place := report.located.related(c))]
    result: dict[str, Json] = {
        "ruleId": finding.rule,
        "level": finding.level,
        "message": {"text": _text(finding, related, report)},
        "locations": [{"physicalLocation": _physical(report.located.primary(finding))}],
        "partialFingerprints": {"primaryLocationLineHash": f"{finding.id}:{number}", "finding/v1": finding.id},
        "properties": {
            "certainty": finding.certainty,
            "precision": _PRECISION[finding.certainty],
            "subject": clean(finding.subject),
            "property": clean(finding.property),
            "state": clean(finding.state),
        },
    }
    if report.base:
        result["baselineState"] = "unchanged" if finding.id in report.base.ids else "new"
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    if related:
        result["relatedLocations"] = [_related(n, c, place, report) for n, (c, place) in enumerate(related, 1)]
    if suppressions := _suppressions(finding, report):
        result["suppressions"] = suppressions
    return result


def _text(finding: Finding, related: Sequence[tuple[Citation, Location]], report: Report) -> str:
    """The sentence, then each quote with a link to its place, then what to do."""
    links = {citation: number for number, (citation, _) in enumerate(related, 1)}
    lines = [_linkless(finding.message)]
    for citation in finding.citations:
        where = _linkless(place_words(citation, report))
        where = f"[{where}]({links[citation]})" if citation in links else where
        words = report.excerpt(citation).words
        said = f": “{_linkless(words)}”" if words else ""
        label = f" ({_linkless(citation.label)})" if citation.label else ""
        lines.append(f"{ROLES[citation.role]}: {where}{said}{label}")
    lines += [_linkless(text) for text in (*doubts(finding), *advice(finding, report))]
    return "\n".join(lines)


def _linkless(text: str) -> str:
    """Words of documents, in which brackets make no link."""
    return _LINK.sub(r"\\\g<0>", clean(text))


def _related(number: int, citation: Citation, location: Location, report: Report) -> Json:
    text = f"{ROLES[citation.role]}: {place_words(citation, report)}"
    return {
        "id": number,
        "physicalLocation": _physical(location),
        "message": {"text": clean(f"{text}: {citation.label}" if citation.label else text)},
    }


def _physical(location: Location) -> Json:
    return {
        "artifactLocation": {"uri": location.uri},
        "region": {
            "startLine": location.line,
            "startColumn": location.column,
            "endLine": location.last,
            "endColumn": location.end,
        },
    }


def _suppressions(finding: Finding, report: Report) -> list[Json]:
    waived = report.waiver(finding.id)
    if waived is None:
        return []
    approved = f"approved by {waived.approved_by}; " if waived.approved_by else ""
    text = f"{waived.reason} ({approved}{waived_words(waived)}, until {waived.expires.isoformat()})"
    return [{"kind": "external", "status": "accepted", "justification": clean(text)}]
