"""Report -> JUnit XML: a suite for each document, a case in it for each rule that has something to say there.

A last suite holds the rules that say nothing of any one document: those that were kept, and those that do not apply.
What makes the run fail is a failure, what left it without a verdict an error; the rest is output or skipped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Literal

from attrs import field

from schedcheck.document import Paper
from schedcheck.finding import Finding
from schedcheck.record import frozen
from schedcheck.report import Report, Tally
from schedcheck.report.verdict import reaches
from schedcheck.writers.advice import ROLES, advice, brief, doubts
from schedcheck.writers.signs import clean
from schedcheck.writers.waived import waived_words
from schedcheck.writers.words import counted, document_words, open_words

_WHOLE = "All documents together"
_READING = "document-is-read"
"""What the case is called that tells whether a document was read."""
_IN_ALL = {"failures": "failure", "errors": "error"}
_IN_ONE = _IN_ALL | {"skipped": "skipped"}
"""What is counted of all suites, and of one: attribute -> element."""


@frozen
class _Outcome:
    """What a case holds. `kind` is the element; a passed case has none of these, or output alone."""

    kind: Literal["failure", "error", "skipped", "system-out"]
    message: str
    text: str = ""


@frozen
class _Case:
    place: str
    name: str
    outcomes: tuple[_Outcome, ...] = ()


@frozen
class _Suite:
    name: str
    cases: list[_Case] = field(factory=list)

    def count(self, kind: str) -> int:
        """The cases of one outcome."""
        return sum(1 for case in self.cases if any(outcome.kind == kind for outcome in case.outcomes))


def write_junit(report: Report) -> str:
    """The suites, those of the documents in the report's order."""
    suites = [*_documents(report), _whole(report)]
    head = f'<testsuites name="schedcheck"{_counts(suites, _IN_ALL)}>'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *_suites(suites), "</testsuites>", ""])


def _documents(report: Report) -> Iterator[_Suite]:
    for refused in report.refused:
        outcome = _Outcome("error", f"could not be read: {refused.reason}", refused.way_out)
        yield _Suite(refused.file, [_Case(refused.file, _READING, (outcome,))])
    known = {paper.id: paper for paper in report.papers}
    cited = dict.fromkeys(_place(finding) for finding in report.findings)
    for document in (*known, *(name for name in cited if name not in known)):
        paper = report.paper(document)
        cases = [*_read(paper), *_broken(document, report)]
        if cases:
            yield _Suite(document_words(paper), cases)


def _place(finding: Finding) -> str:
    return finding.citations[0].document if finding.citations else ""


def _read(paper: Paper) -> Iterator[_Case]:
    """Whether a document of the pack was read in full."""
    if paper.gaps:
        text = "\n".join(paper.gaps)
        yield _Case(paper.id, _READING, (_Outcome("error", f"not read in full: {paper.gaps[0]}", text),))
    elif not paper.schedule:
        yield _Case(paper.id, _READING)


def _broken(document: str, report: Report) -> Iterator[_Case]:
    """A case for each rule with findings that are told of first in this document."""
    rules: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if _place(finding) == document:
            rules.setdefault(finding.rule, []).append(finding)
    for rule, findings in rules.items():
        yield _Case(document, rule, tuple(_outcomes(findings, report)))


def _outcomes(findings: Sequence[Finding], report: Report) -> Iterator[_Outcome]:
    """One failure for all that fails; else why the case was skipped; what does not fail is output."""
    opened = [f for f in findings if not report.waiver(f.id)]
    new = [f for f in opened if f.id not in report.base.ids]
    failing = [f for f in new if report.fail_on != "never" and reaches(f.level, report.fail_on)]
    if failing:
        more = f" (and {len(failing) - 1} more)" if failing[1:] else ""
        text = "\n\n".join(_told(finding, report) for finding in failing)
        yield _Outcome("failure", failing[0].message + more, text)
    elif not opened:
        reasons = [f"{waived_words(w)}: {w.reason}" for f in findings if (w := report.waiver(f.id))]
        yield _Outcome("skipped", "; ".join(reasons))
    rest = [f for f in findings if f not in failing]
    if rest:
        yield _Outcome("system-out", "", "\n\n".join(_told(finding, report) for finding in rest))


def _told(finding: Finding, report: Report) -> str:
    """A finding in full, as lines of plain text."""
    waived = waived_words(report.waiver(finding.id))
    lines = [f"{finding.level} {finding.id}{f' ({waived})' if waived else ''}: {finding.message}"]
    for citation in finding.citations:
        words = report.excerpt(citation).words
        said = f": {words}" if words else ""
        label = f" ({citation.label})" if citation.label else ""
        lines.append(f"{ROLES[citation.role]}: {brief(citation, report)}{said}{label}")
    return "\n".join(clean(line) for line in (*lines, *doubts(finding), *advice(finding, report)))


def _whole(report: Report) -> _Suite:
    return _Suite(_WHOLE, [case for tally in report.tallies for case in _tally(tally, report)])


def _tally(tally: Tally, report: Report) -> Iterator[_Case]:
    """A rule that could not decide something, was kept, or has nothing to check."""
    result, name = tally.result, tally.rule.name
    if result.undecided:
        reasons = [open_words(u) for u in result.undecided]
        counts = reaches(tally.rule.level, "error" if report.fail_on == "never" else report.fail_on)
        message = f"{counted(len(reasons), 'check')} not decided: {reasons[0]}"
        text = "\n".join(clean(reason) for reason in reasons)
        yield _Case(_WHOLE, name, (_Outcome("error" if counts else "skipped", message, text),))
    elif tally.outcome == "kept":
        yield _Case(_WHOLE, name)
    elif result.findings and not any(finding.rule == name for finding in report.findings):
        text = f"{counted(len(result.findings), 'finding')} below the level that is shown"
        yield _Case(_WHOLE, name, (_Outcome("system-out", "", text),))
    elif tally.outcome == "not applicable":
        yield _Case(_WHOLE, name, (_Outcome("skipped", "not applicable: the documents hold nothing to check by it"),))


def _suites(suites: Sequence[_Suite]) -> Iterator[str]:
    for suite in suites:
        yield f"  <testsuite{_attribute('name', suite.name)}{_counts([suite], _IN_ONE)}>"
        for case in suite.cases:
            yield from _case(case)
        yield "  </testsuite>"


def _case(case: _Case) -> Iterator[str]:
    head = f"    <testcase{_attribute('classname', case.place)}{_attribute('name', case.name)}"
    if not case.outcomes:
        yield f"{head}/>"
        return
    yield f"{head}>"
    for each in case.outcomes:
        message = _attribute("message", each.message) if each.kind != "system-out" else ""
        kind = _attribute("type", case.name) if each.kind in {"failure", "error"} else ""
        yield f"      <{each.kind}{message}{kind}>{_text(each.text)}</{each.kind}>"
    yield "    </testcase>"


def _counts(suites: Sequence[_Suite], kinds: Mapping[str, str]) -> str:
    numbers = {"tests": sum(len(suite.cases) for suite in suites)}
    numbers |= {name: sum(suite.count(kind) for suite in suites) for name, kind in kinds.items()}
    return "".join(f' {name}="{number}"' for name, number in numbers.items())


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(clean(value))}"'


def _text(text: str) -> str:
    """Lines of text, with everything that XML forbids shown as an escape."""
    return escape("\n".join(clean(line) for line in text.split("\n")), quote=False)
