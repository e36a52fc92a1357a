"""Mutants of every format, read as the program reads files: `python -m benchmarks.mutants [SORT]...`.

Each sort of file is mutated 10,000 times, the same way in every run. Every mutant must be read or not read: no fault
of a reader, no hang, no memory beyond the limit, no file opened, nobody called. What became of them is printed; a
mutant that did harm is named, and `--show NUMBER` writes its bytes. Ends with 1 when there was one. Needs Linux.
"""

from __future__ import annotations

import argparse
import sys

from schedcheck.document import Source
from tests.byte_mutants import SORTS, Sort, mutant
from tests.listing import vocabulary
from tests.survival import Survival, survive, warm

COUNT = 10_000


def main() -> None:
    """Reads the mutants of each sort and prints what became of them."""
    arguments = _arguments()
    sorts = [sort for sort in SORTS if not arguments.sorts or sort.name in arguments.sorts]
    if arguments.show is not None:
        sys.stdout.buffer.write(mutant(sorts[0], arguments.show, arguments.seed))
        return
    warm([Source(sort.file, content, "0") for sort in SORTS for content in sort.originals()], vocabulary())
    print(f"{'sort':<18}{'mutants':>8}{'read':>8}{'not read':>10}{'died':>6}{'harm':>6}{'slowest':>10}{'peak':>9}")
    found = [_measured(sort, arguments.count, arguments.seed, arguments.reasons) for sort in sorts]
    sys.exit(any(each.faults for each in found))


def _measured(sort: Sort, count: int, seed: int, reasons: bool) -> Survival:
    found = survive(lambda number: Source(sort.file, mutant(sort, number, seed), "0"), range(count), vocabulary())
    print(
        f"{sort.name:<18}{found.count:>8,}{found.read:>8,}{found.refused.total():>10,}{found.ends.total():>6}"
        f"{len(found.faults):>6}{found.slowest:>8.2f} s{found.mebibytes:>5.0f} MiB",
        flush=True,
    )
    for fault in found.faults:
        print(f"  {fault.number}: {fault.what}")
    for why, times in found.refused.most_common() if reasons else ():
        print(f"  {times:>6} {why}")
    for why, times in found.ends.most_common():
        print(f"  {times:>6} ended their process ({why})")
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sorts", nargs="*", metavar="SORT", help=", ".join(sort.name for sort in SORTS))
    parser.add_argument("--count", type=int, default=COUNT, help="how many mutants of each sort")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other mutants")
    parser.add_argument("--reasons", action="store_true", help="say why mutants were not read")
    parser.add_argument("--show", type=int, metavar="NUMBER", help="write the bytes of one mutant of the sort")
    return parser.parse_args()


if __name__ == "__main__":
    main()
