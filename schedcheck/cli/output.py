"""Which writer prints what: imported by a command when it has something to print.

A run loads no writer but those of the formats that it was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from schedcheck.cli import streams
from schedcheck.cli.asked import Reporting
from schedcheck.errors import CannotStart
from schedcheck.tomlfile import did_you_mean

if TYPE_CHECKING:
    from schedcheck.app import DraftedAll, Imported, Written
    from schedcheck.reading import Refused
    from schedcheck.report import Recognised, Report
    from schedcheck.report.difference import Difference
    from schedcheck.report.page import Page
    from schedcheck.report.trials import Trials
    from schedcheck.rule import Rule
    from schedcheck.writers.console import Look


_FOR_PROGRAMS = ("json", "jsonl")


def load_writer(reporting: Reporting) -> None:
    """Loads what `printed_report` will need, so that this need not be done when there is something to print."""
    import_module(f"schedcheck.writers.{'console' if reporting.kind == 'full' else reporting.kind}")


def printed_report(report: Report, reporting: Reporting, look: Look) -> str:
    """The report in one format. What the other formats leave out about unread files goes to stderr."""
    kind = reporting.kind
    if kind in _FOR_PROGRAMS:
        return report_text(report, kind, ascii_only=not _is_unicode(look))
    if reporting.quiet or reporting.statistics:
        return _summed_up(report, reporting, look)
    page = report.first(reporting.most) if reporting.most else report
    if kind == "full":
        from schedcheck.writers.console import write_full

        return write_full(page, look)
    if kind == "short":
        from schedcheck.writers.short import write_short

        _tell_refused(report.refused, look)
        return write_short(page, look.encoding)
    return _fitted(report_text(page, kind), look)


def _summed_up(report: Report, reporting: Reporting, look: Look) -> str:
    """The verdict alone, or the counts."""
    from schedcheck.writers.console import write_verdict
    from schedcheck.writers.console.statistics import write_statistics

    return write_verdict(report, look) if reporting.quiet else write_statistics(report, look)


def report_text(report: Report, kind: str, **how: bool) -> str:
    """The report of one kind as a file holds it, for UTF-8 unless `how` says so; its writer has the kind's name."""
    writer = import_module(f"schedcheck.writers.{kind}")
    text: str = getattr(writer, f"write_{kind}")(report, **how)
    return text


def _fitted(text: str, look: Look) -> str:
    """Lines in signs that the stream can show."""
    return text if _is_unicode(look) else "".join(f"{look.fit(line)}\n" for line in text.splitlines())


def printed_facts(recognised: Recognised, kind: str, look: Look, *, unread_only: bool) -> str:
    """The facts in one format."""
    from schedcheck.writers.console.facts import write_facts
    from schedcheck.writers.json import write_json_facts
    from schedcheck.writers.short import write_short_facts

    if kind == "json":
        return write_json_facts(recognised, ascii_only=not _is_unicode(look), unread_only=unread_only)
    if kind == "short":
        _tell_refused(recognised.refused, look)
        return write_short_facts(recognised, look.encoding, unread_only=unread_only)
    return write_facts(recognised, look, unread_only=unread_only)


def printed_difference(difference: Difference, kind: str, look: Look) -> str:
    """What changed, in one format."""
    from schedcheck.writers.console.difference import write_difference
    from schedcheck.writers.json_difference import write_json_difference

    if kind == "json":
        return write_json_difference(difference, ascii_only=not _is_unicode(look))
    return write_difference(difference, look)


def printed_page(page: Page, kind: str, look: Look) -> str:
    """The page of a subject, in one format."""
    from schedcheck.writers.console.page import write_page
    from schedcheck.writers.json_page import write_json_page

    if kind == "json":
        return write_json_page(page, ascii_only=not _is_unicode(look))
    return write_page(page, look)


def printed_rules(rules: Sequence[Rule], kind: str, look: Look) -> str:
    """The list of rules in one format."""
    from schedcheck.writers.console.pages import write_rules
    from schedcheck.writers.json import write_json_rules

    if kind == "json":
        return write_json_rules(rules, ascii_only=not _is_unicode(look))
    return write_rules(rules, look)


def printed_trials(trials: Trials, kind: str, look: Look) -> str:
    """What became of the examples of rules, in one format."""
    from schedcheck.writers.console.trials import write_trials
    from schedcheck.writers.json_trials import write_json_trials

    if kind == "json":
        return write_json_trials(trials, ascii_only=not _is_unicode(look))
    return write_trials(trials, look)


def printed_waivers(report: Report, kind: str, look: Look) -> str:
    """The waivers and what each does, in one format."""
    from schedcheck.writers.console.waivers import write_waivers
    from schedcheck.writers.json_waivers import write_json_waivers

    if kind == "json":
        return write_json_waivers(report, ascii_only=not _is_unicode(look))
    return write_waivers(report, look)


def printed_waiving(written: Written) -> str:
    """What was written into a file of waivers, a line each."""
    from schedcheck.waiver import said_day

    lines = [f"{written.file}: {name} is taken out" for name in written.removed]
    lines += [f"{written.file}: {w.finding} is waived until {said_day(w.expires)}" for w in written.added]
    return "".join(f"{line}\n" for line in lines or [f"{written.file}: there is nothing to change"])


LEFT = 20
"""So many things that were left are told; the others are counted."""


def told_import(imported: Imported) -> str:
    """What an import took and what it left, a line each."""
    where = f" to {imported.file}" if imported.file else ""
    rows = f"{imported.rows} row{'' if imported.rows == 1 else 's'}"
    lines = [f"took {rows} from {imported.source}{where}: {', '.join(imported.columns)}"]
    lines += [f"not taken, because nothing in it is checked: column ‘{heading}’" for heading in imported.idle]
    lines += [f"left {each}" for each in imported.left[:LEFT]]
    if len(imported.left) > LEFT:
        lines.append(f"left {len(imported.left) - LEFT} more things; see them with: schedcheck facts --unread")
    return "\n".join(lines)


def printed_drafts(drafted: DraftedAll) -> str:
    """The drafts, one after the other; signs that act on a screen as the escapes that TOML reads back."""
    from schedcheck.writers.json import safe

    return f"\n# {'-' * 70}\n\n".join(safe(each.text) for each in drafted.drafts)


def told_drafts(drafted: DraftedAll) -> str:
    """What was drafted, what is to be looked at or filled in, and what was left, a line each."""
    lines: list[str] = []
    for each in drafted.drafts:
        where = f" to {each.file}" if each.file else ""
        lines.append(f"drafted {each.rows} row{'' if each.rows == 1 else 's'}{where}: {each.name}")
        lines += [f"  to be filled in: {', '.join(each.gaps)}"] if each.gaps else []
        lines += [f"  to be looked at: {doubt}" for doubt in each.doubtful[:LEFT]]
        if len(each.doubtful) > LEFT:
            lines.append(f"  to be looked at: {len(each.doubtful) - LEFT} more, marked in the draft")
    if len(drafted.drafts) > 1 and not drafted.drafts[0].file:
        lines.append("each is a file of its own: choose one with --schedule or --contract, or name a folder with --to")
    lines += [f"left {each}" for each in drafted.left[:LEFT]]
    if len(drafted.left) > LEFT:
        lines.append(f"left {len(drafted.left) - LEFT} more things")
    return "\n".join(lines)


def is_id(name: str) -> bool:
    """Is this the id of a finding or cause, not the name of a rule?"""
    return bool(re.fullmatch(r"[fc]-[0-9a-z]{4}-[0-9a-z]{4}", name))


def explained_rule(name: str, rules: Sequence[Rule], look: Look) -> str:
    """The page of a rule. CannotStart where there is none of that name."""
    from schedcheck.writers.console.pages import write_rule

    known = {rule.name: rule for rule in rules}
    if name not in known:
        near = did_you_mean(name, list(known))
        raise CannotStart(f"there is no rule called {name}{near}", way_out="See them all with: schedcheck rules")
    return write_rule(known[name], look)


def explained_case(name: str, report: Report, look: Look) -> str:
    """A finding or a cause in full. CannotStart where these documents have none of that id."""
    from schedcheck.writers.console.pages import write_case

    known = [finding.id for finding in report.findings] + [cause.id for cause in report.causes]
    if name not in known:
        near = did_you_mean(name, known)
        raise CannotStart(
            f"these documents give no finding or cause {name}{near}",
            way_out="Name the documents that it is about, as for verify: schedcheck explain ID PATH...",
        )
    return write_case(name, report, look)


def _is_unicode(look: Look) -> bool:
    return look.encoding.casefold().replace("-", "").startswith("utf")


def _tell_refused(refused: Sequence[Refused], look: Look) -> None:
    for each in refused:
        streams.tell(look.fit(f"schedcheck: could not read {each.file}: {each.reason}"))
        if each.way_out:
            streams.tell(look.fit(f"  {each.way_out}"))
