"""Report -> Markdown, for the summary of a job or a comment: the verdict, a table of findings, each one in full.

Text from documents is never markup: every sign that Markdown, its tables or HTML give a meaning is escaped, no line
begins with it, and nothing in it becomes a link or calls a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from schedcheck.finding import Citation, Finding
from schedcheck.report import Report, Trace
from schedcheck.report.trace import Taken
from schedcheck.writers.advice import ROLES, doubts, place_words, ways, why
from schedcheck.writers.places import spot
from schedcheck.writers.signs import clean
from schedcheck.writers.trace import LOST, sections, summed_up, title_of, words_of
from schedcheck.writers.verdicts import VERDICTS, checked_words, verdict_words
from schedcheck.writers.waived import waived_words
from schedcheck.writers.words import counted, document_words, open_words, sentence

LARGEST = 900_000
"""Bytes of a page; GitHub takes 1 MiB for the summary of a step, and nothing of a larger one."""
_OPEN = 5
"""So many findings are shown open; where there are more, each is to be opened by itself."""
_LISTED = 50
_AROUND = 60
"""Entries of one list, and characters on either side of quoted words."""

_SIGNS = re.compile(r"[\\`*_\[\]|~$]")
_OPENING = re.compile(r"^(?:(?=[#+\-=])|(\d{1,9})(?=[.)](?:\s|$)))")
_LINKS = re.compile(r"@|:(?=//)|(?i:\bwww\.)")
_BREAK = "<b></b>"
"""What a renderer makes nothing of, and what parts a word that it would make a link or a mention of."""


def write_markdown(report: Report) -> str:
    """The whole page. What would make it too large is counted and left out."""
    head = [f"## {VERDICTS[report.verdict].capitalize()}", "", _text(verdict_words(report)), ""]
    head += [_text(checked_words(report)), "", *_not_read(report), *_causes(report)]
    tail = [*_waived(report), *_base(report), *_undecided(report), *_trace(report.trace)]
    room = LARGEST - _size(head) - _size(tail)
    rows, left_rows = _fitting([_row(finding, report) for finding in report.open], room)
    details, left = _fitting([_details(finding, report) for finding in report.open], room - _size(rows))
    left = max(left, left_rows)
    table = ["| | What | Where | Finding |", "|---|---|---|---|", *rows, ""] if rows else []
    more = [f"{counted(left, 'finding')} did not fit here in full.", ""] if left else []
    full = ["### In full", "", *details] if details else []
    return "\n".join([*head, *table, *full, *more, *tail]).rstrip("\n") + "\n"


def _not_read(report: Report) -> Iterator[str]:
    """What was not read comes first: it is why there may be no verdict."""
    told = [f"{r.file}: {sentence(r.reason)} {r.way_out}".rstrip() for r in report.refused]
    told += [f"{report.base.name}: {sentence(report.base.problem)}"] if report.base.problem else []
    told += [f"{document_words(p)} ({p.file}): {gap}" for p in report.papers for gap in p.gaps]
    yield from _section("Not read in full", told)


def _causes(report: Report) -> Iterator[str]:
    several = [cause for cause in report.causes if len(cause.explains) > 1]
    settled = [f"Settles {counted(len(c.explains), 'finding')}: {', '.join(c.explains)}." for c in several]
    below = [(*ways(cause, report), last) for cause, last in zip(several, settled, strict=True)]
    yield from _section("What settles several findings", [sentence(c.message) for c in several], below)


def _section(title: str, told: Sequence[str], below: Sequence[Sequence[str]] = ()) -> Iterator[str]:
    """A list under a heading; `below` has what belongs under each entry."""
    if not told:
        return
    yield from (f"### {title}", "")
    for index, each in enumerate(told[:_LISTED]):
        yield f"- {_text(each)}"
        yield from (f"  - {_text(more)}" for more in (below[index] if below else ()))
    rest = len(told) - _LISTED
    yield from (f"- and {rest} more", "") if rest > 0 else ("",)


def _row(finding: Finding, report: Report) -> str:
    where = place_words(finding.citations[0], report) if finding.citations else ""
    what = f"**{_text(_title(finding, report))}** {_text(finding.message)}"
    return f"| {finding.level} | {what} | {_text(where)} | `{finding.id}` |"


def _title(finding: Finding, report: Report) -> str:
    rule = report.rule(finding.rule)
    return sentence(rule.title) if rule else finding.rule


def _details(finding: Finding, report: Report) -> str:
    """One finding in full, to be opened by its title."""
    opened = " open" if len(report.open) <= _OPEN else ""
    head = f"<b>{finding.level}</b> <code>{finding.id}</code> {_html(_title(finding, report))}"
    lines = [f"<details{opened}><summary>{head}</summary>", "", f"**Case:** {_text(finding.message)}", ""]
    lines += _quotes(finding, report)
    rule = report.rule(finding.rule)
    told = [("Why", why(rule))] if rule else []
    told += [("How sure", each) for each in doubts(finding)]
    told += [("Waiver", sentence(remark.capitalize()))] if (remark := report.remark(finding.id)) else []
    cause = report.cause_of.get(finding.id)
    told += [("Fix", each) for each in (ways(cause, report) if cause else ())]
    told += [("Ask", rule.ask)] if rule and rule.ask else []
    lines += [f"- **{label}** {_text(text)}" for label, text in told]
    lines += [f"- **More** `schedcheck explain {finding.rule}`, finding `{finding.id}`", "", "</details>", ""]
    return "\n".join(lines)


def _quotes(finding: Finding, report: Report) -> Iterator[str]:
    if finding.citations:
        yield from ("| | Where | Quote |", "|---|---|---|")
        yield from (_quote(citation, report) for citation in finding.citations)
        yield ""


def _quote(citation: Citation, report: Report) -> str:
    """The cited words in bold in what stands around them, with their label."""
    excerpt, paper = report.excerpt(citation), report.paper(citation.document)
    around = f"{_inside(_end(excerpt.before))}<b>{_inside(excerpt.words)}</b>{_inside(_start(excerpt.after))}"
    words = around if excerpt.words else ""
    label = f"_{_text(citation.label)}_" if citation.label else ""
    where = f"{_text(place_words(citation, report))}<br>{_text(spot(paper.file or paper.id, citation.place))}"
    return f"| {ROLES[citation.role]} | {where} | {'<br>'.join(filter(None, (words, label)))} |"


def _end(text: str) -> str:
    return text if len(text) <= _AROUND else f"...{text[-_AROUND:]}"


def _start(text: str) -> str:
    return text if len(text) <= _AROUND else f"{text[:_AROUND]}..."


def _waived(report: Report) -> Iterator[str]:
    told = []
    for finding in report.waived:
        waived = report.waiver(finding.id)
        reason = f" Reason: {sentence(waived.reason)}" if waived else ""
        told.append(f"{finding.id} ({waived_words(waived)}): {sentence(finding.message)}{reason}")
    yield from _section("Waived", told)


def _base(report: Report) -> Iterator[str]:
    """What is not this change's, and what it has settled."""
    for title, findings in (
        (f"In {_text(report.base.name)} too, and so not counted", report.known),
        (f"Settled since {_text(report.base.name)}", report.settled),
    ):
        yield from _section(title, [f"{f.level} {f.id}: {f.message}" for f in findings])


def _undecided(report: Report) -> Iterator[str]:
    told = [f"{rule.title}: {open_words(u)}" for rule, u in report.undecided]
    yield from _section("Not decided", list(dict.fromkeys(told)))


def _trace(trace: Trace) -> Iterator[str]:
    """Where each requirement is stated, answered and mentioned: a row each, a column for each document."""
    if not trace.rows:
        return
    yield from (f"### {_text(title_of(trace))}", "", _text(summed_up(trace)), "")
    yield f"| | {' | '.join(_text(name) for name in trace.columns)} |"
    yield "|---" * (len(trace.columns) + 1) + "|"
    for row in trace.rows[:_LISTED]:
        told = (_taken([each for each in row.taken if each.document == paper.id]) for paper in trace.papers)
        yield f"| {_text(row.subject)} | {' | '.join(told)} |"
    rest = len(trace.rows) - _LISTED
    yield from ("", f"and {rest} more", "") if rest > 0 else ("",)


def _taken(ways: Sequence[Taken]) -> str:
    """How one document takes one up, a line each way, with the sections."""
    told = []
    for way in ways:
        where = ", ".join(sections(way)) or (counted(len(way.facts), "place") if way.facts else "")
        sure = "**" if way.lost or way.how == "missing" else ""
        lost = f" ({LOST})" if way.lost else ""
        told.append(f"{sure}{words_of(way.how)}{lost}{sure}{' ' + _text(where) if where else ''}")
    return "<br>".join(told)


def _fitting(pieces: Sequence[str], room: int) -> tuple[list[str], int]:
    """As many pieces as there is room for, and how many are left over."""
    kept: list[str] = []
    for piece in pieces:
        room -= _size([piece])
        if room < 0:
            break
        kept.append(piece)
    return kept, len(pieces) - len(kept)


def _size(lines: Sequence[str]) -> int:
    return sum(len(line.encode("utf-8", "replace")) + 1 for line in lines)


def _text(text: str) -> str:
    """Words as Markdown shows them, on one line, which begins no heading, list or rule."""
    return _OPENING.sub(r"\g<0>\\", _inside(text.strip()))


def _inside(text: str) -> str:
    """Words that stand among others."""
    return _unlinked(_SIGNS.sub(r"\\\g<0>", escape(clean(text), quote=False)))


def _html(text: str) -> str:
    """Words as HTML shows them, on one line."""
    return _unlinked(escape(clean(text)))


def _unlinked(text: str) -> str:
    return _LINKS.sub(rf"\g<0>{_BREAK}", text)
