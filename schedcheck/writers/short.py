"""Report -> one line for each finding, in a stable order, for grep and editors."""

from __future__ import annotations

from schedcheck.finding import Finding
from schedcheck.report import Recognised, Report
from schedcheck.writers.places import exact_spot
from schedcheck.writers.signs import fit
from schedcheck.writers.waived import waived_words


def write_short(report: Report, encoding: str = "utf-8") -> str:
    """`file:line:column: level rule: message [id]` for each finding that is shown."""
    return "".join(fit(_line(finding, report), encoding) + "\n" for finding in report.findings)


def write_short_facts(recognised: Recognised, encoding: str = "utf-8", *, unread_only: bool = False) -> str:
    """`file:line:column: subject property state value [document section]` for each fact, then what was not read."""
    files = {paper.id: paper.file for paper in recognised.papers}
    lines = []
    if not unread_only:
        for fact in recognised.facts:
            where = exact_spot(files.get(fact.document, fact.document), fact.place)
            value = fact.printed or str(fact.value)
            lines.append(
                f"{where}: {fact.subject} {fact.property} {fact.state}: {value} [{fact.document} {fact.section}]"
            )
    for left in recognised.leftovers:
        where = exact_spot(files.get(left.document, left.document), left.place)
        lines.append(f"{where}: not read: {left.printed}: {left.reason} [{left.document} {left.section}]")
    return "".join(fit(line, encoding) + "\n" for line in lines)


def _line(finding: Finding, report: Report) -> str:
    where = ""
    if finding.citations:
        first = finding.citations[0]
        where = f"{exact_spot(report.paper(first.document).file or first.document, first.place)}: "
    waived = waived_words(report.waiver(finding.id)) or report.remark(finding.id)
    more = f" ({waived})" if waived else ""
    return f"{where}{finding.level} {finding.rule}: {finding.message} [{finding.id}]{more}"
