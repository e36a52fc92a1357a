"""The seeded-error benchmark: `python -m benchmarks.seeded --packs 1000 --seed 1 [--operator NAME] [--show K]`.

Seeds one error in each of so many clean packs, and says for each operator how often it was detected, whether the
place was exact, whether the first cause is the repair, and what else was found; then two errors at once; then clean
packs and packs with a harmless edit, in which nothing should be found. Needs Unix.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.seeded.operators import OPERATORS
from benchmarks.seeded.run import Job, Measured, keep, measure
from benchmarks.seeded.table import printed

REGISTRY = Path(__file__).resolve().parents[3] / "shared" / "data" / "service-requests.toml"


def main() -> None:
    """Runs what is asked for and prints the table."""
    asked = _arguments()
    registry = str(asked.registry)
    if asked.show:
        print(keep(asked.show, asked.seed, registry, asked.keep))
        return
    jobs = [job for sort in asked.only for job in _jobs(sort, asked)]
    measured = measure(jobs, registry, asked.jobs, asked.failures, asked.record)
    print(printed(Measured.of(measured)))


def _jobs(sort: str, asked: argparse.Namespace) -> list[Job]:
    names = [asked.operator] if asked.operator else sorted(OPERATORS)
    number = max(1, asked.packs // 5) if sort == "two" else asked.packs
    if sort != "one":
        return [Job(sort, "", f"{asked.seed}-{n}") for n in range(number)]
    return [Job(sort, names[n % len(names)], f"{asked.seed}-{n // len(names)}") for n in range(number)]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.seeded", description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument(
        "--packs", type=int, default=1000, help="packs with one error, clean ones and harmless ones each"
    )
    parser.add_argument("--seed", default="1")
    parser.add_argument("--operator", choices=sorted(OPERATORS), help="this operator alone")
    parser.add_argument("--only", nargs="+", choices=SORTS, default=SORTS, help="these sorts of packs alone")
    parser.add_argument("--registry", type=Path, default=REGISTRY, help="a registry of services as TOML")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--failures", type=Path, help="write here, a line each, what was missed or found too much")
    parser.add_argument("--record", type=Path, help="add each outcome here; what is there already is not run again")
    parser.add_argument("--show", metavar="PACK", help="write one pack and what is found: its name, as in --failures")
    parser.add_argument("--keep", type=Path, default=Path("seeded-pack"), help="the folder for --show")
    return parser.parse_args()


SORTS = ("one", "two", "clean", "harmless")

if __name__ == "__main__":
    main()
