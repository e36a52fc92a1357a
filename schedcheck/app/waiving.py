"""The stories of `waive` and `waivers`: accept a finding for a time, list what is accepted, take out what is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from attrs import evolve

from schedcheck.app.accepting import Kept, kept_waivers
from schedcheck.app.files import contents
from schedcheck.app.options import Options
from schedcheck.app.reading import Tell, silent
from schedcheck.app.verifying import verify
from schedcheck.app.workspace import Workspace, find_workspace
from schedcheck.app.writing import write_whole
from schedcheck.errors import CannotStart
from schedcheck.finding import Citation, Finding
from schedcheck.record import frozen
from schedcheck.report import Report
from schedcheck.tomlfile import did_you_mean
from schedcheck.waiver import Accepted, Waiver, accepted, appended, load_waivers, pruned, waiver_mistakes

_SOME = "-"
"""Stands for what is not known before anything is read."""


@frozen
class Approval:
    """What a person says when a finding is waived. `expires` is the last day."""

    reason: str
    owner: str
    approved_by: str
    expires: date
    ticket: str = ""


@frozen
class Written:
    """What was written: the file, the waivers that are new in it, and the ids of those that went."""

    file: str
    added: tuple[Waiver, ...] = ()
    removed: tuple[str, ...] = ()


def waive(finding: str, paths: Sequence[str], approval: Approval, options: Options, tell: Tell = silent) -> Written:
    """Adds a waiver of one finding of these documents. CannotStart where there is no such finding to waive, or what
    is said of it is not what a waiver needs: that is told before anything is read, by the option that said it.
    """
    _check(approval, options)
    kept, report = _current(paths, options, tell)
    waiver = _waiver(_named(finding, report), approval, report, options.today)
    return _add(kept, [waiver], options)


def start(paths: Sequence[str], approval: Approval, options: Options, tell: Tell = silent) -> Written:
    """Adds a waiver of every open finding at or above what fails: the one way in for a team that begins.

    Where the workspace allows fewer days, they end on the last one that it allows.
    """
    last = _later(options.today, _workspace(options).longest_waiver)
    approval = evolve(approval, expires=min(approval.expires, last))
    _check(approval, options)
    kept, report = _current(paths, options, tell)
    failing = [f for f in report.open if f.property != "waiver"]
    return _add(kept, [_waiver(finding, approval, report, options.today) for finding in failing], options)


def waivers(paths: Sequence[str], options: Options, tell: Tell = silent) -> Report:
    """A run whose report judges the waivers."""
    return verify(paths, evolve(options, show="note"), tell)


def prune(paths: Sequence[str], options: Options, tell: Tell = silent) -> Written:
    """Takes out the waivers that waive nothing any more: those that are unused, void or over."""
    kept, report = _current(paths, options, tell)
    over = tuple(w.finding for w, status in report.judgement.statuses if status in {"unused", "void", "ended"})
    if over:
        text = _text(kept)
        write_whole(kept.file.path, _checked(pruned(text, over, kept.file.shown), kept, options))
    return Written(kept.file.shown, removed=over)


def _workspace(options: Options) -> Workspace:
    return find_workspace(options.workspace, options.config, allow_empty=options.allow_empty)


def _later(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))


def _check(approval: Approval, options: Options) -> None:
    """What a person says must be enough for a waiver; all that is not is told at once."""
    said = Waiver(
        finding=_SOME,
        rule=_SOME,
        accepts=Accepted(),
        reason=approval.reason,
        owner=approval.owner,
        approved_by=approval.approved_by,
        raised=options.today,
        expires=approval.expires,
    )
    found = waiver_mistakes(said, _workspace(options).longest_waiver)
    mistakes = [f"--{key.replace('_', '-')}: {what}" for key, what in found]
    if mistakes:
        raise CannotStart("\n".join(mistakes), way_out="Nothing was written.")


def _current(paths: Sequence[str], options: Options, tell: Tell) -> tuple[Kept, Report]:
    """The waivers that are kept, and a run that they are judged by."""
    kept = kept_waivers(options, _workspace(options), is_new=True)
    is_there = kept.file.path.is_file()
    waivers = options.waivers if is_there else ""
    return kept, verify(paths, evolve(options, show="note", waivers=waivers, no_waivers=not is_there), tell)


def _named(name: str, report: Report) -> Finding:
    finding = next((f for f in report.findings if f.id == name), None)
    explained = next((cause.explains for cause in report.causes if cause.id == name), ())
    if explained:
        way = f"Waive each by itself: {', '.join(explained)}."
        raise CannotStart(f"{name} is a cause, and what is waived is a finding", way_out=way)
    if finding is None:
        near = did_you_mean(name, [f.id for f in report.findings])
        raise CannotStart(
            f"these documents give no finding {name}{near}",
            way_out="Name the documents that it is about, as for verify: schedcheck waive ID PATH...",
        )
    if name in report.base.ids:
        why = f"{report.base.name} has {name} too, so that it counts for nothing beside it"
        raise CannotStart(why, way_out="Waive it without --base.")
    if report.waiver(name):
        raise CannotStart(f"{name} is waived already", way_out="See what is waived with: schedcheck waivers")
    if finding.property == "waiver":
        raise CannotStart(f"{name} is about a waiver, and that can not be waived", way_out="Settle what it says.")
    return finding


def _waiver(finding: Finding, approval: Approval, report: Report, today: date) -> Waiver:
    return Waiver(
        finding=finding.id,
        rule=finding.rule,
        accepts=accepted(finding),
        reason=approval.reason,
        owner=approval.owner,
        approved_by=approval.approved_by,
        raised=today,
        expires=approval.expires,
        where=_where(finding.citations[0], report),
        ticket=approval.ticket,
    )


def _where(citation: Citation, report: Report) -> str:
    """The document, with the section that a person would look for; the lists of a TOML file are none."""
    title, section = report.paper(citation.document).title, citation.section
    if not section or (citation.place.line and citation.place.key):
        return title
    return f"{title}, section {section}" if section[0].isdigit() else f"{title}, “{section}”"


def _add(kept: Kept, added: Sequence[Waiver], options: Options) -> Written:
    """Writes the waivers; one for the same finding that no longer holds makes room."""
    if not added:
        return Written(kept.file.shown)
    text, names = _text(kept), {waiver.finding for waiver in added}
    replaced = tuple(w.finding for w in kept.waivers if w.finding in names)
    if replaced:
        text = pruned(text, replaced, kept.file.shown)
    write_whole(kept.file.path, _checked(appended(text, added), kept, options))
    return Written(kept.file.shown, tuple(added), replaced)


def _text(kept: Kept) -> str:
    """The file's text with its own line endings; "" where there is none yet."""
    if not kept.file.path.is_file():
        return ""
    ((_, content),) = contents([kept.file])
    return content.decode("utf-8")


def _checked(text: str, kept: Kept, options: Options) -> bytes:
    """The file's bytes, if they can be read back: CannotStart says what is wrong with a waiver before it is written."""
    content = text.encode()
    load_waivers(kept.file.shown, content, _workspace(options).longest_waiver)
    return content
