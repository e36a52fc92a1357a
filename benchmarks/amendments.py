"""Times of `verify` for a contract repository over time: `python -m benchmarks.amendments [ROUNDS]`.

2,000 rows of a made-up schedule, and 500 amendments to them on as many days, agreed and still to come; five are wrong.
The second repository has them all on one day; the third has them in the schedule's history, with as many days still to
come. The goal is 2 s without a cache.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.commands import COMMAND, measured

ROWS, AMENDMENTS, ROUNDS = 2000, 500, 5
START = date(2030, 1, 1)
GOAL = "goal on 2 cores: 2,000 rows and 500 amendments under 2 s"
_EVERY = ROWS // AMENDMENTS


def main() -> None:
    """Builds each repository and prints a line for it."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    print(f"{'repository':<40}{'median':>13}{'to bare':>11}{'peak':>13}   {GOAL}")
    with tempfile.TemporaryDirectory() as place:
        for name, build in BUILT.items():
            folder = Path(place, name.replace(" ", "-"))
            build(folder)
            command = (*COMMAND, "verify", "-q", "--workspace", str(folder), "--today", "2029-12-31")
            print(measured(f"{name}, cold", (*command, "--no-cache"), rounds))
            print(measured(f"{name}, warm", (*command, "--cache-dir", str(folder / "cache")), rounds))
            sys.stdout.flush()


def one_a_day(folder: Path) -> None:
    _written(folder, [START + timedelta(number) for number in range(AMENDMENTS)])


def on_one_day(folder: Path) -> None:
    _written(folder, [START] * AMENDMENTS)


def in_the_history(folder: Path) -> None:
    _written(folder, [], [START + timedelta(number) for number in range(AMENDMENTS)])


BUILT: dict[str, Callable[[Path], None]] = {
    "one a day": one_a_day,
    "all on one day": on_one_day,
    "in the history": in_the_history,
}


def _written(folder: Path, days: list[date], history: list[date] | None = None) -> None:
    (folder / "schedules").mkdir(parents=True)
    (folder / "cans").mkdir()
    (folder / "schedules" / "dsp.toml").write_text("\n".join(_schedule(history or [])), "utf-8")
    for number, day in enumerate(days):
        (folder / "cans" / f"{number:03}.toml").write_text(_amendment(number, day), "utf-8")
    (folder / "schedcheck.toml").write_text('amendments = ["cans/*.toml"]\nschedules = ["schedules"]\n', "utf-8")


def _row(number: int) -> str:
    """An id of the shape that ids have."""
    return f"{number // 100 + 1}.{number // 10 % 10 + 1}.{number % 10 + 1}"


def _schedule(history: list[date]) -> Iterator[str]:
    yield '[document]\nkind = "dsp-schedule-2.2"\nwhole = false\n'
    for number in range(ROWS):
        yield f'[[row]]\nid = "{_row(number)}"\n"DCC SM1" = "30 seconds"'
        yield '"DSP SM1.1" = "4 seconds"\n"CSP SM4" = "25 seconds"\n'
    for number, day in enumerate(history):
        yield f'[[row]]\nid = "{_row(number * _EVERY)}"\nfrom = {day}\nauthority = "CAN {number}"\n"DCC SM1" = "31 s"\n'


def _amendment(number: int, day: date) -> str:
    head = f'[document]\nkind = "contract-amendment-note"\nid = "CAN {number}"\nschedule = "Schedule 2.2"\n'
    new = 31 if number % 100 else 20
    row = f'id = "{_row(number * _EVERY)}"\nfield = "DCC SM1"\nold = "30 seconds"\nnew = "{new} seconds"\n'
    return f'{head}authority = "SECMP{1000 + number}"\neffective = {day}\nstatus = "agreed"\n\n[[row]]\n{row}'


if __name__ == "__main__":
    main()
