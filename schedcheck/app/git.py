"""What git has kept: the commit that a name stands for, the commit that two lines have in common, files of a commit.

A few fixed calls of the user's own git, without a shell. A repository can name programs that git shall run (hooks,
file watchers, filters, transports): none of these is run here, and nothing is fetched.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from schedcheck.errors import CannotStart
from schedcheck.record import frozen

_QUIET = (
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "protocol.allow=never",
    "--no-pager",
    "--literal-pathspecs",
)
_SECONDS = 60
_BRANCH = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)*")
"""What a branch is called that can be fetched by its name."""
_FILE_MODES = frozenset({b"100644", b"100755"})
"""What is a file of its own in a tree; the others are links and other repositories."""


@frozen
class Kept:
    """A file of a commit: its path from the top, with forward slashes, and its bytes."""

    path: str
    content: bytes


@frozen
class Repository:
    """A checkout. `top` is its uppermost folder."""

    top: Path

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The repository that a folder is in. CannotStart where it is in none."""
        found = _run(folder, ["rev-parse", "--show-toplevel"])
        if found.returncode:
            raise CannotStart(
                f"this folder is in no git repository ({_reason(found)})",
                str(folder),
                "Check the documents themselves, without --base.",
            )
        return cls(Path(os.fsdecode(found.stdout.rstrip(b"\r\n"))))

    def commit(self, name: str) -> str:
        """The id of the commit that a name stands for: a branch, tag or id. CannotStart where there is none."""
        found = _run(self.top, ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"])
        if found.returncode:
            raise CannotStart(f"there is no {name} in this clone", way_out=f"Run: {_fetch(name)}")
        return found.stdout.decode("ascii").strip()

    def common(self, name: str) -> str:
        """The id of the commit that HEAD and `name` have in common. CannotStart where the clone holds none."""
        ours, theirs = self.commit("HEAD"), self.commit(name)
        found = _run(self.top, ["merge-base", ours, theirs])
        if found.returncode:
            shallow = " --unshallow" if self._is_shallow() else ""
            raise CannotStart(
                f"no common commit between HEAD and {name} in this clone", way_out=f"Run: {_fetch(name, shallow)}"
            )
        return found.stdout.decode("ascii").split()[0]

    def files(self, commit: str) -> Iterator[tuple[str, str]]:
        """(path, id of its content) of every file of a commit; links and other repositories are no files."""
        listing = self._must(["ls-tree", "-r", "-z", "--full-tree", commit])
        for entry in listing.split(b"\0"):
            about, _, path = entry.partition(b"\t")
            if about.split(b" ")[:1] and about.split(b" ")[0] in _FILE_MODES:
                yield os.fsdecode(path), about.split(b" ")[2].decode("ascii")

    def contents(self, files: Sequence[tuple[str, str]]) -> Iterator[Kept]:
        """The bytes of files, as `files` names them."""
        if not files:
            return
        asked = "".join(f"{name}\n" for _, name in files).encode("ascii")
        answer = self._must(["cat-file", "--batch"], asked)
        start = 0
        for path, _ in files:
            end = answer.index(b"\n", start)
            size = int(answer[start:end].rsplit(b" ", 1)[1])
            yield Kept(path, answer[end + 1 : end + 1 + size])
            start = end + size + 2

    def _is_shallow(self) -> bool:
        return self._must(["rev-parse", "--is-shallow-repository"]).strip() == b"true"

    def _must(self, arguments: Sequence[str], given: bytes = b"") -> bytes:
        found = _run(self.top, arguments, given)
        if found.returncode:
            raise CannotStart(f"git could not answer ({_reason(found)})", str(self.top))
        return found.stdout


def _run(folder: Path, arguments: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", *_QUIET, *arguments],
            cwd=folder,
            input=given,
            capture_output=True,
            env=_environment(os.environ),
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise CannotStart("git is not installed, or not to be found", way_out="Install git.") from None
    except subprocess.TimeoutExpired:
        raise CannotStart(f"git did not answer within {_SECONDS} seconds", str(folder)) from None


def _environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The user's environment without what turns git to another repository or asks for passwords."""
    kept = {name: value for name, value in environment.items() if not name.startswith("GIT_")}
    return kept | {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}


def _reason(found: subprocess.CompletedProcess[bytes]) -> str:
    lines = found.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else f"exit code {found.returncode}"


def _fetch(name: str, how: str = "") -> str:
    """The command that brings a name: `origin/main` is the branch main of origin."""
    remote, _, branch = name.partition("/")
    if not _BRANCH.fullmatch(name):
        return f"git fetch{how} origin"
    if not branch:
        remote, branch = "origin", name
    return f"git fetch{how} {remote} {branch}"
