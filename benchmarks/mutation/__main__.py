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
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from math import sqrt
from pathlib import Path

from attrs import frozen

from benchmarks.mutation.slips import Slip, slips

PROJECT = Path(__file__).resolve().parents[2]
LONGEST = 120
"""Seconds for the tests of one mistake; one that makes them hang counts as seen."""

TESTS = {
    "check": "bites rule check quantity over_time diagnose packs second_opinion",
    "check/amendments": "bites rule amend amend_documents over_time cans merge_check",
    "diagnose": "bites diagnose diagnose_amendments diagnose_properties fix",
    "quantity": "bites quantity check rule amend",
}
"""Folder -> the tests that concern it, the quickest first."""


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
        for tests in TESTS.values():
            if not _tests_hold(tests, tree):
                sys.exit(f"Without a mistake these tests do not hold: {tests}.")
        outcomes = list(_outcomes(_drawn(chosen.slips, chosen.seed, chosen.only), tree))
    print("\n" + "\n".join(_table(outcomes)))


def _outcomes(drawn: Iterable[tuple[str, Callable[[], Slip]]], tree: Path) -> Iterator[Outcome]:
    """What becomes of each; an interrupt ends it with those that were tried."""
    with suppress(KeyboardInterrupt):
        for module, make in drawn:
            outcome = _tried(module, make(), tree)
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
    print(f"{len(every)} mistakes can be made; {min(count, len(every))} of them are tried (seed {seed})")
    yield from random.Random(seed).sample(every, min(count, len(every)))


def _tried(module: str, slip: Slip, tree: Path) -> Outcome:
    path = tree / module
    right = path.read_text(encoding="utf-8")
    path.write_text(slip.source, encoding="utf-8")
    folder = "/".join(module.split("/")[1:-1])
    tests = TESTS.get(folder) or TESTS[folder.split("/")[0]]
    try:
        return Outcome(folder.split("/")[0], module, slip, not _tests_hold(tests, tree))
    finally:
        path.write_text(right, encoding="utf-8")


def _tests_hold(tests: str, tree: Path) -> bool:
    files = [f"tests/test_{name}.py" for name in tests.split() if (tree / f"tests/test_{name}.py").is_file()]
    options = [
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "--deselect=tests/test_check.py::test_the_hash_seed_changes_nothing",
    ]
    command = [sys.executable, "-B", "-m", "pytest", *options, *files]
    try:
        made = subprocess.run(
            ["nice", "-n", "5", *command],
            cwd=tree,
            env={**os.environ, "PYTHONPATH": str(tree)},
            capture_output=True,
            timeout=LONGEST,
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
