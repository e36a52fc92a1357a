"""The story of `diff`: two states of the same contracts are read and checked, then compared in facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from attrs import evolve

from schedcheck.amend import amendments, applied
from schedcheck.app.files import CONFIG
from schedcheck.app.options import Options
from schedcheck.app.reading import Tell, silent
from schedcheck.app.revision import Laid, laid_out
from schedcheck.app.sides import Asked, asked, repository
from schedcheck.app.verifying import verify
from schedcheck.check import check
from schedcheck.errors import CannotStart
from schedcheck.fact import Facts
from schedcheck.report import Report, Tally
from schedcheck.report.difference import Difference, Side, compare

_EMPTY = ".nothing"
"""An empty folder that stands for the documents of a commit that holds none of them."""


def differ(words: Sequence[str], options: Options, tell: Tell = silent) -> tuple[Difference, tuple[str, ...]]:
    """What changed between two states, and remarks about what the words were taken for, a line each."""
    question = asked(words, options.workspace, options.today)
    old = _report(question.old, question.paths, options, tell)
    new = _report(question.new, question.paths, options, tell)
    sides = (_side(question.old), _side(question.new))
    return compare(old, new, sides, by_day=question.new.sort == "day"), question.remarks


def _side(side: Asked) -> Side:
    return Side(side.name, f"commit {side.commit[:12]}" if side.commit else "")


def _report(side: Asked, paths: Sequence[str], options: Options, tell: Tell) -> Report:
    """What a run on one side gives."""
    if side.sort == "commit":
        return _of_commit(side, paths, options, tell)
    if side.sort == "day":
        return _of_day(side.day, verify(paths, evolve(options, as_of=side.day), tell))
    if side.path and Path(side.path, CONFIG).is_file():
        return verify((), evolve(options, workspace=side.path), tell)
    return verify((side.path,) if side.path else paths, options, tell)


def _of_day(day: date, report: Report) -> Report:
    """The report of what schedules hold on a day under all amendments until then, and of what rules say of that.

    The documents that brought the amendments about speak of the day before, and have no part in it.
    """
    facts = report.facts
    papers = tuple(facts.papers.values())
    held, _ = applied(facts.history, amendments(facts.history, papers), day, papers)
    schedules = {paper.id: paper for paper in papers if paper.schedule}
    index = Facts((f for f in held if f.document in schedules), schedules.values(), facts.titles)
    rules = [tally.rule for tally in report.tallies]
    results = check(rules, index)
    tallies = tuple(Tally(rule, result) for rule, result in zip(rules, results, strict=True))
    findings = tuple(finding for result in results for finding in result.findings)
    return evolve(report, facts=index, tallies=tallies, findings=findings)


def _of_commit(side: Asked, paths: Sequence[str], options: Options, tell: Tell) -> Report:
    checkout = repository(options.workspace)
    with laid_out(checkout, side.commit, paths, options) as laid:
        moved, own = laid.paths, laid.options
        if not laid.found:
            folder = Path(own.workspace, _EMPTY)
            folder.mkdir()
            moved, own = (str(folder),), evolve(own, allow_empty=True)
        try:
            report = verify(moved, own, tell)
        except CannotStart as error:
            raise CannotStart(f"{side.name}: {error.message}", way_out=error.way_out) from None
        return _with_own_names(report, laid)


def _with_own_names(report: Report, laid: Laid) -> Report:
    """The report with the names that files have in the repository, rather than where they were laid out."""
    facts = laid.named(report.facts)
    refused = tuple(evolve(each, file=laid.own(each.file)) for each in report.refused)
    return evolve(report, papers=tuple(facts.papers.values()), refused=refused, facts=facts)
