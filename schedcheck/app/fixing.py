"""The story of `fix`: the edits of one cause put into the files, as a difference to look at or for good.

Texts and TOML files are changed; what holds its words in another way is left to its own program. Before anything is
written the changed pack is checked again: the cause must be gone.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence

from schedcheck.app.choice import chosen_documents
from schedcheck.app.files import BUILTIN, File, source
from schedcheck.app.journal import Exchange, finish, write_together
from schedcheck.app.options import Options
from schedcheck.app.reading import Tell, is_apart, silent
from schedcheck.app.verifying import verify
from schedcheck.app.workspace import find_workspace
from schedcheck.diagnose import Cause
from schedcheck.errors import CannotStart, CannotWrite
from schedcheck.finding import Edit
from schedcheck.patch import patched
from schedcheck.record import frozen
from schedcheck.report import Report
from schedcheck.tomlfile import did_you_mean

_NOTHING = "Nothing was written."


@frozen
class Fix:
    """What `fix` did, or would do: the cause, the files, and a unified difference."""

    cause: Cause
    mended: tuple[Exchange, ...]

    @property
    def diff(self) -> str:
        return "".join(_diff(each) for each in self.mended)


def fix(name: str, paths: Sequence[str], options: Options, *, write: bool, tell: Tell = silent) -> Fix:
    """The cause's edits in the files; written where `write`, all of them or none.

    CannotStart and CannotWrite leave every file as it was.
    """
    report = verify(paths, options, tell)
    cause = _cause(name, report)
    mended = tuple(_mended(cause, report, _files(paths, options)))
    again = verify(paths, options, tell, instead={each.file.shown: each.after for each in mended})
    _check_settled(cause, report, again)
    if write:
        write_together(mended)
    return Fix(cause, mended)


def finish_fixing(paths: Sequence[str], options: Options) -> tuple[str, ...]:
    """Puts in place what a `fix` that was stopped had begun to write. The files that are new now."""
    return finish(_files(paths, options).values())


def _cause(name: str, report: Report) -> Cause:
    known = {cause.id: cause for cause in report.causes}
    if name in report.cause_of:
        own = report.cause_of[name].id
        raise CannotStart(f"{name} is a finding, and what is mended is its cause", way_out=f"schedcheck fix {own}")
    if name not in known:
        near = did_you_mean(name, list(known))
        raise CannotStart(
            f"these documents give no cause {name}{near}",
            way_out="Name the documents that it is about, as for verify: schedcheck fix CAUSE --diff PATH...",
        )
    if not known[name].edits:
        raise CannotStart(f"{name} has no one way to be mended", way_out=f"{known[name].message} Choose, by hand.")
    return known[name]


def _files(paths: Sequence[str], options: Options) -> dict[str, File]:
    workspace = find_workspace(options.workspace, options.config)
    return {file.shown: file for file in chosen_documents(paths, workspace, half_written=True)}


def _mended(cause: Cause, report: Report, files: Mapping[str, File]) -> list[Exchange]:
    by_file: dict[str, list[Edit]] = {}
    for edit in cause.edits:
        by_file.setdefault(report.paper(edit.document).file, []).append(edit)
    return [_changed(shown, edits, files) for shown, edits in by_file.items()]


def _changed(shown: str, edits: Sequence[Edit], files: Mapping[str, File]) -> Exchange:
    file = files.get(shown)
    if file is None:
        where = "is built in" if shown.startswith(BUILTIN) else "is inside a zip, or is no document of this pack"
        raise CannotWrite(f"this {where}, and is not changed", shown, _NOTHING)
    read = source(file)
    if is_apart(read):
        raise CannotWrite(
            "only texts and TOML files are changed; this one holds its words in another way",
            shown,
            f"Change it in its own program, with its changes tracked: {_orders(edits)}. {_NOTHING}",
        )
    return Exchange(file, read.content, patched(read.content, edits, shown))


def _orders(edits: Sequence[Edit]) -> str:
    return "; ".join(f"{edit.source or 'nothing'} -> {edit.target or 'nothing'}" for edit in edits)


def _check_settled(cause: Cause, before: Report, after: Report) -> None:
    """The findings of the cause must be gone, and no graver ones may come."""
    left = {finding.id for finding in after.findings}
    still = [name for name in cause.explains if name in left]
    worse = [level for level in ("error", "warning") if after.counts.get(level, 0) > before.counts.get(level, 0)]
    if after.refused or still or worse:
        what = "the findings stay" if still else "the changed text is read in another way, and more is found in it"
        raise CannotWrite(f"with these edits {what}", cause.id, f"Change it by hand. {_NOTHING}")


def _diff(each: Exchange) -> str:
    """A unified difference, as `patch` reads it."""
    old, new = (_lines(content) for content in (each.before, each.after))
    shown = each.file.shown
    return "".join(_ended(line) for line in difflib.unified_diff(old, new, f"a/{shown}", f"b/{shown}", n=3))


def _lines(content: bytes) -> list[str]:
    """Lines with their ends, and nothing but line ends taken for one."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", content.decode("utf-8", "surrogateescape"))


def _ended(line: str) -> str:
    return line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"
