"""The stories of `waive` and `waivers`: accept a finding for a time, list what is accepted, take out what is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attrs import evolve, frozen

from schedcheck.app.accepting import Kept, kept_waivers
from schedcheck.app.files import contents
from schedcheck.app.options import Options
from schedcheck.app.reading import Tell, silent
from schedcheck.app.verifying import verify
from schedcheck.app.workspace import find_workspace
from schedcheck.app.writing import write_whole
from schedcheck.errors import CannotStart
from schedcheck.finding import Finding
from schedcheck.report import Report
from schedcheck.tomlfile import did_you_mean
from schedcheck.waiver import Waiver, accepted, appended, load_waivers, pruned


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
    """Adds a waiver of one finding of these documents. CannotStart where there is no such finding to waive."""
    kept, report = _current(paths, options, tell)
    waiver = _waiver(_named(finding, report), approval, report, options.today)
    return _add(kept, [waiver], options)


def start(paths: Sequence[str], approval: Approval, options: Options, tell: Tell = silent) -> Written:
    """Adds a waiver of every open finding at or above what fails: the one way in for a team that begins."""
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


def _current(paths: Sequence[str], options: Options, tell: Tell) -> tuple[Kept, Report]:
    kept = kept_waivers(options, find_workspace(options.workspace, options.config, allow_empty=options.allow_empty))
    return kept, verify(paths, evolve(options, show="note"), tell)


def _named(name: str, report: Report) -> Finding:
    finding = next((f for f in report.findings if f.id == name), None)
    if finding is None:
        near = did_you_mean(name, [f.id for f in report.findings])
        raise CannotStart(
            f"these documents give no finding {name}{near}",
            way_out="Name the documents that it is about, as for verify: schedcheck waive ID PATH...",
        )
    if report.waiver(name):
        raise CannotStart(f"{name} is waived already", way_out="See what is waived with: schedcheck waivers")
    if finding.property == "waiver":
        raise CannotStart(f"{name} is about a waiver, and that can not be waived", way_out="Settle what it says.")
    return finding


def _waiver(finding: Finding, approval: Approval, report: Report, today: date) -> Waiver:
    first = finding.citations[0]
    title = report.paper(first.document).title
    return Waiver(
        finding=finding.id,
        rule=finding.rule,
        accepts=accepted(finding),
        reason=approval.reason,
        owner=approval.owner,
        approved_by=approval.approved_by,
        raised=today,
        expires=approval.expires,
        where=f"{title}, section {first.section}" if first.section else title,
        ticket=approval.ticket,
    )


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
    return content.decode("utf-8-sig")


def _checked(text: str, kept: Kept, options: Options) -> bytes:
    """The file's bytes, if they can be read back: CannotStart says what is wrong with a waiver before it is written."""
    content = text.encode()
    load_waivers(
        kept.file.shown,
        content,
        find_workspace(options.workspace, options.config, allow_empty=options.allow_empty).longest_waiver,
    )
    return content
