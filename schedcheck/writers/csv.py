"""Report -> CSV for spreadsheets: a row for each finding, and for what was not read or not decided.

No cell is one that a spreadsheet would take for a formula.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping

from schedcheck.finding import Finding
from schedcheck.report import Report
from schedcheck.writers.advice import ROLES, advice, brief, place_words
from schedcheck.writers.places import spot
from schedcheck.writers.signs import clean

_MARK = "\ufeff"
"""At the start of a file it tells a spreadsheet that this is UTF-8."""
_FORMULA = re.compile(r"(^|[;,\t|])(\s*)([=+\-@＝＋－＠])")
"""What a cell begins with that is a formula; and where another would begin, if the row were cut at another sign."""

_Column = Callable[[Finding, Report], str]


def write_csv(report: Report) -> str:
    """The rows below their headings, lines ended as RFC 4180 has it, every cell in quotes."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for finding in report.findings:
        writer.writerow([_safe(column(finding, report)) for column in _COLUMNS.values()])
    for row in (*_unread(report), *_undecided(report)):
        writer.writerow([_safe(row.get(name, "")) for name in _COLUMNS])
    return _MARK + text.getvalue()


def _unread(report: Report) -> Iterator[Mapping[str, str]]:
    """What was not read, by the names of columns."""
    for refused in report.refused:
        yield {"level": "not read", "message": refused.reason, "file": refused.file, "what to do": refused.way_out}
    for paper in report.papers:
        for gap in paper.gaps:
            yield {"level": "not read", "message": gap, "document": paper.title, "file": paper.file}


def _undecided(report: Report) -> Iterator[Mapping[str, str]]:
    """What could not be decided, by the names of columns."""
    for rule, undecided in report.undecided:
        papers = [report.paper(name) for name in undecided.documents]
        yield {
            "level": "undecided",
            "rule": rule.name,
            "title": rule.title,
            "subject": undecided.subject,
            "message": undecided.reason,
            "document": "; ".join(dict.fromkeys(paper.title for paper in papers)),
            "file": papers[0].file if papers else "",
        }


def _safe(text: str) -> str:
    """The text on one line, an apostrophe before each sign that would begin a formula."""
    return _FORMULA.sub(r"\1\2'\3", clean(text).strip())


def _title(finding: Finding, report: Report) -> str:
    rule = report.rule(finding.rule)
    return rule.title if rule else ""


def _document(finding: Finding, report: Report) -> str:
    return report.paper(finding.citations[0].document).title if finding.citations else ""


def _place(finding: Finding, report: Report) -> str:
    if not finding.citations:
        return ""
    first = finding.citations[0]
    return place_words(first, report).removeprefix(report.paper(first.document).title).removeprefix(", ")


def _spot(finding: Finding, report: Report) -> str:
    if not finding.citations:
        return ""
    first = finding.citations[0]
    return spot(report.paper(first.document).file or first.document, first.place)


def _quote(finding: Finding, report: Report) -> str:
    return report.excerpt(finding.citations[0]).words if finding.citations else ""


def _against(finding: Finding, report: Report) -> str:
    """Every other quote, with its role and place."""
    return "; ".join(f"{ROLES[c.role]}: {brief(c, report)}: {report.excerpt(c).words}" for c in finding.citations[1:])


def _status(finding: Finding, report: Report) -> str:
    """Is it this change's? Empty where nothing was compared."""
    known = "unchanged" if finding.id in report.base.ids else "new"
    return known if report.base else ""


def _waived(finding: Finding, report: Report) -> str:
    waived = report.waiver(finding.id)
    return "yes" if waived else "no"


def _owner(finding: Finding, report: Report) -> str:
    waived = report.waiver(finding.id)
    return waived.owner if waived else ""


def _until(finding: Finding, report: Report) -> str:
    waived = report.waiver(finding.id)
    return waived.expires.isoformat() if waived else ""


def _reason(finding: Finding, report: Report) -> str:
    waived = report.waiver(finding.id)
    return waived.reason if waived else ""


_COLUMNS: dict[str, _Column] = {
    "finding": lambda finding, _: finding.id,
    "level": lambda finding, _: finding.level,
    "rule": lambda finding, _: finding.rule,
    "title": _title,
    "subject": lambda finding, _: finding.subject,
    "property": lambda finding, _: finding.property,
    "state": lambda finding, _: finding.state,
    "message": lambda finding, _: finding.message,
    "document": _document,
    "place": _place,
    "file": _spot,
    "quote": _quote,
    "against": _against,
    "what to do": lambda finding, report: " ".join(advice(finding, report)),
    "certainty": lambda finding, _: finding.certainty,
    "status": _status,
    "waived": _waived,
    "waiver owner": _owner,
    "waived until": _until,
    "waiver reason": _reason,
}
