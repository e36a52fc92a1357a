"""The state that a run is compared with (`--base`): the same question, put to the commit that both lines come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from schedcheck.app.git import Repository
from schedcheck.app.options import Options
from schedcheck.app.revision import laid_out
from schedcheck.app.workspace import find_workspace
from schedcheck.errors import CannotStart
from schedcheck.report import Report
from schedcheck.report.base import Base, unread_in

Check = Callable[[Sequence[str], Options], Report]


def base_of(paths: Sequence[str], options: Options, check: Check) -> Base:
    """What `check` finds in the commit that HEAD and the base have in common. CannotStart where there is none."""
    workspace = find_workspace(options.workspace)
    repository = Repository.around(workspace.base if workspace.file else Path())
    commit = repository.common(options.base)
    with laid_out(repository, commit, paths, options) as laid:
        if not laid.found:
            return Base(options.base, commit)
        try:
            report = check(laid.paths, laid.options)
        except CannotStart as error:
            return Base(options.base, commit, problem=error.message.splitlines()[0])
    return Base(
        options.base,
        commit,
        tuple(finding for tally in report.tallies for finding in tally.result.findings),
        frozenset((rule.name, undecided) for rule, undecided in report.undecided),
        frozenset(unread_in(report.refused, report.papers)),
    )
