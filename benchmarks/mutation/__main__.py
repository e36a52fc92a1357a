"""Whether our own tests see mistakes in our own code: `python -m benchmarks.mutation [--slips 150] [--seed 1]`.

Makes small mistakes in a copy of the project, one at a time, drawn by seed from all that can be made in `check`,
`diagnose` and `quantity`, and runs the tests that concern the module, in a process that is killed when it takes too
long. Prints the share that a test saw, by package, with its 95 % interval, and every one that none saw.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from math import sqrt
from pathlib import Path

from attrs import frozen

from benchmarks.mutation.slips import Slip, slips

PROJECT = Path(__file__).resolve().parents[2]
LONGER = 4
"""So many times what the tests take without a mistake, they may take with one; one that hangs counts as seen."""
LONGEST = 900
"""Seconds for the tests without a mistake."""

TESTS = {
    "check": "rule wording pairing one_fact same_rows told check diagnose over_time families",
    "check/amendments": "rule one_fact told amendment_rows amendment_twice over_time cans since_base",
    "diagnose": "slip search one_fact diagnose diagnose_papers causes_that_make_sense told check since_base cans",
    "quantity": "quantity amounts rule told",
}
"""Folder -> the tests that concern it, the quickest first."""
LONG = ("check.py::test_the_hash_seed_changes_nothing", "cans.py::test_a_line_that_is_left_out_never_passes")
"""Tests that run the program again and again, and see little that the others do not."""


@frozen
class Outcome:
    """What became of one mistake in a module."""

    package: str
    module: str
    slip: Slip
    seen: bool


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutation", description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--slips", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="modules whose path holds these words")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tree = _copied(Path(folder))
        drawn = list(_drawn(chosen.slips, chosen.seed, chosen.only))
        longest: dict[str, float] = {}
        for tests in dict.fromkeys(_tests_of(module) for module, _ in drawn):
            start = time.monotonic()
            if not _tests_hold(tests, tree, LONGEST):
                sys.exit(f"Without a mistake these tests do not hold: {tests}.")
            longest[tests] = LONGER * (time.monotonic() - start)
        outcomes = list(_outcomes(drawn, tree, longest))
    print("\n" + "\n".join(_table(outcomes)))


def _outcomes(
    drawn: Iterable[tuple[str, Callable[[], Slip]]], tree: Path, longest: Mapping[str, float]
) -> Iterator[Outcome]:
    """What becomes of each; an interrupt ends it with those that were tried."""
    with suppress(KeyboardInterrupt):
        for module, make in drawn:
            outcome = _tried(module, make(), tree, longest[_tests_of(module)])
            print("." if outcome.seen else _told(outcome), end="", flush=True)
            yield outcome


def _copied(folder: Path) -> Path:
    """The project, and the shared inputs beside it where there are any."""
    tree = folder / "project"
    shutil.copytree(
        PROJECT, tree, ignore=shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", "*.egg-info")
    )
    shared = PROJECT.parent / "shared"
    if shared.is_dir():
        (folder / "shared").symlink_to(shared)
    return tree


def _drawn(count: int, seed: int, only: str) -> Iterator[tuple[str, Callable[[], Slip]]]:
    """So many mistakes of all that can be made, drawn one after the other: what comes first is a sample by itself."""
    every = [
        (str(path.relative_to(PROJECT)), make)
        for package in ("check", "diagnose", "quantity")
        for path in sorted((PROJECT / "schedcheck" / package).rglob("*.py"))
        if only in str(path)
        for make in slips(path.read_text(encoding="utf-8"))
    ]
    print(f"{len(every)} mistakes can be made; {min(count, len(every))} of them are tried (seed {seed})", flush=True)
    yield from random.Random(seed).sample(every, min(count, len(every)))


def _tried(module: str, slip: Slip, tree: Path, longest: float) -> Outcome:
    path = tree / module
    right = path.read_text(encoding="utf-8")
    _write(path, slip.source)
    try:
        return Outcome(module.split("/")[1], module, slip, not _tests_hold(_tests_of(module), tree, longest))
    finally:
        _write(path, right)


def _write(module: Path, source: str) -> None:
    """Writes a module and leaves nothing compiled of it: two texts may be of one size and of one second."""
    module.write_text(source, encoding="utf-8")
    for compiled in (module.parent / "__pycache__").glob(f"{module.stem}.*.pyc"):
        compiled.unlink()


def _tests_of(module: str) -> str:
    folder = "/".join(module.split("/")[1:-1])
    return TESTS.get(folder) or TESTS[folder.split("/")[0]]


def _tests_hold(tests: str, tree: Path, longest: float) -> bool:
    files = [f"tests/test_{name}.py" for name in tests.split() if (tree / f"tests/test_{name}.py").is_file()]
    options = [
        "-x",
        "-q",
        "-n0",
        "-p",
        "no:cacheprovider",
        *(f"--deselect=tests/test_{name}" for name in LONG),
    ]
    command = [sys.executable, "-m", "pytest", *options, *files]
    try:
        made = subprocess.run(
            ["nice", "-n", "5", *command],
            cwd=tree,
            env={**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": ""},
            capture_output=True,
            timeout=longest,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return made.returncode == 0


def _told(outcome: Outcome) -> str:
    slip = outcome.slip
    return f"\nnot seen: {outcome.module}:{slip.line}: {slip.kind}: `{slip.before}` -> `{slip.after}`\n"


def _table(outcomes: list[Outcome]) -> Iterator[str]:
    yield "package      tried   seen    score   95 % interval"
    for package in [*dict.fromkeys(each.package for each in outcomes), ""]:
        own = [each for each in outcomes if package in {"", each.package}]
        seen = sum(each.seen for each in own)
        low, high = _interval(seen, len(own))
        yield f"{package or 'all':<12} {len(own):>5} {seen:>6} {seen / len(own):>8.1%}   {low:.1%} to {high:.1%}"


def _interval(seen: int, tried: int) -> tuple[float, float]:
    """Wilson's interval for a share, at 95 %."""
    z, share = 1.96, seen / tried
    middle = share + z * z / (2 * tried)
    width = z * sqrt(share * (1 - share) / tried + z * z / (4 * tried * tried))
    return (middle - width) / (1 + z * z / tried), (middle + width) / (1 + z * z / tried)


if __name__ == "__main__":
    main()
