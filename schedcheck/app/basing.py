"""The state that a run is compared with (`--base`): the same question, put to the commit that both lines come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from attrs import evolve

from schedcheck.app.files import BUILTIN
from schedcheck.app.git import Repository
from schedcheck.app.options import Options
from schedcheck.app.revision import laid_out
from schedcheck.app.workspace import find_workspace
from schedcheck.document import Paper
from schedcheck.errors import CannotStart
from schedcheck.fact import Earlier, Facts
from schedcheck.reading import Refused
from schedcheck.report import Report
from schedcheck.report.base import Base, unread_in

Check = Callable[[Sequence[str], Options], Report]


def base_of(paths: Sequence[str], options: Options, check: Check) -> Base:
    """What `check` finds in the commit that HEAD and the base have in common. CannotStart where there is none.

    What the workspace names may be still to come in that commit: the first schedules, the first amendment.
    """
    workspace = find_workspace(options.workspace, allow_empty=True)
    repository = Repository.around(workspace.base if workspace.file else Path())
    commit = repository.common(options.base)
    with laid_out(repository, commit, paths, options) as laid:
        if not laid.found:
            return Base(options.base, commit)
        try:
            report = check(laid.paths, evolve(laid.options, allow_empty=True))
        except CannotStart as error:
            return Base(options.base, commit, problem=error.message.splitlines()[0])
        named = laid.named(report.facts)
    return Base(
        options.base,
        commit,
        tuple(finding for tally in report.tallies for finding in tally.result.findings),
        frozenset((rule.name, undecided) for rule, undecided in report.undecided),
        frozenset(unread_in(report.refused, report.papers)),
        facts=named,
    )


def earlier_of(base: Base, refused: Iterable[Refused], papers: Iterable[Paper]) -> Earlier | None:
    """What the base stated, to be compared with; None where there is none, or where it held nothing yet.

    What is built in is no state of the user's documents, and what can not be read any more has not changed for that.
    """
    if base.problem:
        return Earlier(base.name, Facts(()), base.problem)
    if base.facts is None:
        return None
    unread = {_name(each.file) for each in refused}
    held = [p for p in base.facts.papers.values() if not p.file.startswith(BUILTIN) and _name(p.file) not in unread]
    known = {paper.id for paper in held}
    history = tuple(fact for fact in base.facts.history if fact.document in known)
    shipped = frozenset(paper.id for paper in papers if paper.file.startswith(BUILTIN))
    return Earlier(base.name, Facts(history, held, base.facts.titles, history), shipped=shipped)


def _name(file: str) -> str:
    """A file's own name, without the folder before it and the line after it."""
    return file.rpartition("/")[2].partition(":")[0]
