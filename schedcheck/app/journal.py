"""Writes several files as one: all old or all new, or a journal that says how to make them so.

Runs where one amendment changes several schedules, or one cause several documents. No system can put several files in
place in one step. So the new bytes of all of them are brought to the disk beside the old ones, then a journal that
names them, and only then does each take its place. Whoever stops the program before the journal is there has all files
old; from then on the journal stays until all are new, no command judges such files, and the next `apply --write` or
`fix --apply` finishes what was begun.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from schedcheck.app.files import File
from schedcheck.app.writing import JOURNAL, fill, refusal, settle, status_of, write_whole
from schedcheck.errors import CannotStart, CannotWrite
from schedcheck.record import frozen

_NEXT = re.compile(r"\.schedcheck-[0-9a-f]{16}\.next")
_FORMAT = 1
APPLYING = "The next schedcheck apply CAN --write finishes it."
FIXING = "The next schedcheck fix CAUSE --apply with the same documents finishes it."


@frozen
class Exchange:
    """One file with its bytes before and after."""

    file: File
    before: bytes
    after: bytes


@frozen
class _Step:
    """What a journal says of one file: where it is, the file beside it that takes its place, and both digests."""

    path: Path
    next: Path
    old: str
    new: str

    @property
    def is_done(self) -> bool:
        return _digest(self.path) == self.new


def write_together(exchanges: Sequence[Exchange]) -> None:
    """Makes every file new. CannotWrite leaves all as they were; where even that fails, the journal stays."""
    if len(exchanges) == 1:
        _check_unchanged(exchanges[0])
        write_whole(exchanges[0].file.path, exchanges[0].after)
        return
    steps: list[_Step] = []
    try:
        for each in exchanges:
            steps.append(_prepared(each))
        _write_journals(steps)
    except BaseException:
        _clear(steps)
        raise
    _put_in_place(steps, exchanges)


def check_finished(files: Iterable[File], way_out: str) -> None:
    """CannotStart where the writing of some of these files was stopped half-way: they do not belong together."""
    files = tuple(files)
    for folder in _folders(file.path for file in files):
        if (folder / JOURNAL).is_file():
            told = [f"{s.path.name} is {'new' if s.is_done else 'old'}" for s in _steps(folder)]
            raise CannotStart(f"writing these files is not finished: {', '.join(told)}", _shown(folder, files), way_out)


def finish(files: Iterable[File]) -> tuple[str, ...]:
    """Puts in place what a program that was stopped had begun to. The names of the files that are new now.

    CannotStart where a journal names other files than these, or a file that has changed since.
    """
    files = tuple(files)
    known = {os.path.realpath(file.path): file.shown for file in files}
    changed: list[str] = []
    for folder in _folders(file.path for file in files):
        if not (folder / JOURNAL).is_file():
            continue
        steps = _steps(folder)
        for step in steps:
            _check_step(step, known, _shown(folder, files))
        if not _is_taken_back(steps):
            _check_all_there(steps, known)
            changed += _all_new(steps, known)
        _clear(steps)
    return tuple(dict.fromkeys(changed))


def _prepared(each: Exchange) -> _Step:
    """The new bytes beside the old ones, on the disk."""
    path = each.file.path
    after = path.with_name(f".schedcheck-{os.urandom(8).hex()}.next")
    try:
        status = status_of(path)
        _check_unchanged(each)
        fill(after, each.after, status)
    except OSError as error:
        with suppress(OSError):
            after.unlink()
        raise refusal(path, error) from None
    return _Step(path, after, _sha(each.before), _sha(each.after))


def _check_unchanged(each: Exchange) -> None:
    if _digest(each.file.path) != _sha(each.before):
        raise CannotWrite("the file has changed meanwhile", each.file.shown, "Nothing was written. Run it again.")


def _write_journals(steps: Sequence[_Step]) -> None:
    """One in each folder, so that whoever reads any of the files finds it."""
    for folder in _folders(step.path for step in steps):
        entries = [
            {
                "file": _relative(step.path, folder),
                "next": _relative(step.next, folder),
                "old": step.old,
                "new": step.new,
            }
            for step in steps
        ]
        content = json.dumps({"format": _FORMAT, "files": entries}, indent=1, ensure_ascii=False)
        write_whole(folder / JOURNAL, f"{content}\n".encode())


def _put_in_place(steps: Sequence[_Step], exchanges: Sequence[Exchange]) -> None:
    try:
        for step in steps:
            os.replace(step.next, step.path)
    except BaseException as error:
        for each in exchanges:
            write_whole(each.file.path, each.before)
        _clear(steps)
        if isinstance(error, OSError):
            raise refusal(Path(error.filename2 or error.filename or steps[0].path), error) from None
        raise
    _clear(steps)


def _clear(steps: Sequence[_Step]) -> None:
    """Takes the journals away, and only then what was to take a place and has not."""
    folders = _folders(step.path for step in steps)
    for folder in folders:
        settle(folder)
        with suppress(FileNotFoundError):
            (folder / JOURNAL).unlink()
    for step in steps:
        with suppress(FileNotFoundError):
            step.next.unlink()
    for folder in folders:
        settle(folder)


def _steps(folder: Path) -> tuple[_Step, ...]:
    """What the journal of a folder says. CannotStart where it is none."""
    journal = folder / JOURNAL
    try:
        said = json.loads(journal.read_bytes())
        if said["format"] != _FORMAT:
            raise ValueError
        return tuple(
            _Step(folder / str(e["file"]), folder / str(e["next"]), str(e["old"]), str(e["new"])) for e in said["files"]
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise CannotStart(
            "this is no journal of schedcheck", str(journal), "Look at the files beside it, then delete it."
        ) from None


def _check_step(step: _Step, known: Mapping[str, str], shown: str) -> None:
    """A journal may come with a repository that somebody else made: it may name nothing but these files."""
    own = known.get(os.path.realpath(step.path))
    if own is None or step.path.is_symlink():
        raise CannotStart(f"{step.path.name} is none of these files", shown, "Delete this file if it is not yours.")
    beside = step.next.parent == step.path.parent and _NEXT.fullmatch(step.next.name) and not step.next.is_symlink()
    fits = not step.next.exists() or (beside and _digest(step.next) == step.new)
    if not step.is_done and (_digest(step.path) != step.old or not fits):
        way = f"Put the files right by hand, then delete {shown}."
        raise CannotStart("it has changed since its writing was stopped, and was left alone", own, way)


def _check_all_there(steps: Sequence[_Step], known: Mapping[str, str]) -> None:
    for step in steps:
        if not step.is_done and not step.next.exists():
            name = known[os.path.realpath(step.path)]
            way = f"Put the files right by hand, then delete {JOURNAL} beside it."
            raise CannotStart("what was to take its place is gone, and it was left alone", name, way)


def _is_taken_back(steps: Sequence[_Step]) -> bool:
    """Are all files old, and is there nothing left that could take the place of one? Then it was being undone."""
    return all(_digest(step.path) == step.old for step in steps) and not all(step.next.exists() for step in steps)


def _all_new(steps: Sequence[_Step], known: Mapping[str, str]) -> Iterator[str]:
    for step in steps:
        if not step.is_done:
            os.replace(step.next, step.path)
        yield known[os.path.realpath(step.path)]


def _folders(paths: Iterable[Path]) -> list[Path]:
    return list(dict.fromkeys(path.parent for path in paths))


def _relative(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()


def _shown(folder: Path, files: Iterable[File]) -> str:
    """The journal as it is shown: beside the first of the files in its folder."""
    first = next((file for file in files if file.path.parent == folder), None)
    return f"{first.shown.rpartition('/')[0]}/{JOURNAL}".lstrip("/") if first else JOURNAL


def _digest(path: Path) -> str:
    try:
        return _sha(path.read_bytes())
    except OSError:
        return ""


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
