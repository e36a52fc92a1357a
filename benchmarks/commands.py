"""Times and memory of the commands, in cold processes: `python benchmarks/commands.py [PACK]`.

Prints the median of several runs, the ratio to a bare interpreter start in the same run, and the peak memory of
the process. Every command is started in turn with the bare one, so that a busy machine slows both. Needs Unix.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

PROJECT = Path(__file__).resolve().parents[1]
EXAMPLE = PROJECT / "schedules" / "modifications" / "secmp0053"
BARE = ("-c", "pass")
COMMAND = ("-m", "schedcheck")
COLD = "--no-cache"
GOALS = {"--help": "6 times a bare start", "verify": "0.6 s, 120 MiB"}


@frozen
class Run:
    """One finished process: seconds on the wall clock, peak memory in MiB."""

    seconds: float
    memory: float


@frozen
class Measured:
    """What came out for one command."""

    name: str
    seconds: float
    ratio: float
    memory: float

    def __str__(self) -> str:
        goal = next((f"   goal: {text}" for name, text in GOALS.items() if self.name == name), "")
        return f"{self.name:<40}{self.seconds * 1000:>10.0f} ms{self.ratio:>9.1f} x{self.memory:>9.0f} MiB{goal}"


def main() -> None:
    """Measures every command and prints a line for each."""
    arguments = _arguments()
    pack = Path(arguments.pack).resolve()
    rounds: int = arguments.rounds
    print(f"{'command':<40}{'median':>13}{'to bare':>11}{'peak':>13}")
    print(measured("python -c pass", BARE, rounds))
    print(measured("--help", (*COMMAND, "--help"), rounds))
    print(measured("verify", (*COMMAND, "verify", COLD, str(pack)), rounds))
    print(measured("verify, kept from before", (*COMMAND, "verify", str(pack)), rounds))
    print(measured("facts", (*COMMAND, "facts", COLD, str(pack)), rounds))
    for times in arguments.repeat:
        with tempfile.TemporaryDirectory() as folder:
            repeated = repeat(pack, times, Path(folder) / "pack.txt")
            few = max(1, rounds // 5)
            print(measured(f"verify, {times} times", (*COMMAND, "verify", "-q", COLD, str(repeated)), few))
            print(measured(f"facts, {times} times", (*COMMAND, "facts", "--format", "json", COLD, str(repeated)), few))


def measured(name: str, command: Sequence[str], rounds: int) -> Measured:
    """The medians of some runs, the first thrown away, and the ratio to a bare start of the same rounds."""
    run(command)
    pairs = [(run(command), run(BARE)) for _ in range(rounds)]
    seconds = statistics.median(own.seconds for own, _ in pairs)
    bare = statistics.median(other.seconds for _, other in pairs)
    return Measured(name, seconds, seconds / bare, max(own.memory for own, _ in pairs))


def run(command: Sequence[str]) -> Run:
    """One cold process. A fault of the program ends the benchmark."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command], cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1, 3}:
        sys.exit(f"{' '.join(command)} ended with exit code {process.returncode}")
    return Run(seconds, _mebibytes(usage))


def _mebibytes(usage: resource.struct_rusage) -> float:
    """Linux counts in KiB, macOS in bytes."""
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def repeat(pack: Path, times: int, target: Path) -> Path:
    """The texts of the pack, one after the other and all of it so many times, as one file."""
    files = sorted(pack.glob("*.txt")) if pack.is_dir() else [pack]
    heads = [f"=== {file.stem} ===\n" if pack.is_dir() else "" for file in files]
    texts = [head + file.read_text("utf-8") for head, file in zip(heads, files, strict=True)]
    target.write_text("\n".join(texts * times), "utf-8")
    return target


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pack", nargs="?", default=EXAMPLE, help="a document or folder; else the shipped example")
    parser.add_argument("--rounds", type=int, default=15, help="how many cold processes for each command")
    parser.add_argument("--repeat", type=int, nargs="*", default=[10, 100], help="how often a repeated pack holds it")
    return parser.parse_args()


if __name__ == "__main__":
    main()
