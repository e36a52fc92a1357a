"""How long diagnosis takes: `python -m benchmarks.diagnosis [--findings 50 500]`.

Makes packs of facts, one mistake in every few rows, so that about so many findings are broken; prints how many causes
explain them, and the processor time of checking and of diagnosing, the best of some runs. All figures are made up.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator

from attrs import evolve

from schedcheck.check import check
from schedcheck.diagnose import diagnose
from schedcheck.fact import Fact, Facts
from schedcheck.rule import Rule
from tests.packs import APPENDIX, ASSESSMENT, LEGAL, MARGINS, MEASURES, NEEDS, REGISTRY, REPORT, all_rules, fact, index

RUNS = 5


def pack(findings: int) -> Facts:
    """A pack with about so many broken findings: each tenth row or so has one of four mistakes."""
    rows = max(4, findings)
    return index(*_wrong(list(_right(rows)), findings))


def _right(rows: int) -> Iterator[Fact]:
    for row in range(1, rows + 1):
        subject = f"{1 + row // 40}.{1 + row % 40}"
        for document in (LEGAL, NEEDS, REPORT):
            yield fact(document, "target-response-time", subject, "24 hours", row=row)
            yield fact(document, "target-response-time", subject, "30 seconds", "proposed", row=row)
            yield fact(document, "name", subject, f"Service {subject}", row=row)
            yield fact(document, "mentioned-id", subject, subject, row=row)
        for name, value in (("dcc-sm1", "30 seconds"), ("dsp-sm1.1", "4 seconds"), ("csp-sm4", "25 seconds")):
            yield fact(ASSESSMENT, name, subject, value, "proposed", row=row)
        yield fact(ASSESSMENT, "name", subject, f"Service {subject}", row=row)
        yield fact(REGISTRY, "name", subject, f"Service {subject}", line=90_000 + row)
        yield fact(REGISTRY, "service-reference", subject, subject, line=90_000 + row)
        yield fact(REGISTRY, "eligible-user", subject, "Some User", line=90_000 + row)
        yield fact(APPENDIX, "target-response-time", subject, "24 hours", line=95_000 + row)
    yield fact(MARGINS, "margin", "30 s", "1 second")
    yield fact(MEASURES, "contracted-target", "M", "25 seconds")


def _wrong(facts: list[Fact], findings: int) -> list[Fact]:
    """Mistakes spread evenly: another time, another part of a sum, another name, an old value that is not in force."""
    slips = {
        "target-response-time": "31 seconds",
        "csp-sm4": "35 seconds",
        "name": "Servise",
    }
    wrong = [n for n, f in enumerate(facts) if f.property in slips and f.state != "in-force" and f.document != LEGAL]
    step = max(1, len(wrong) * 3 // (2 * findings))
    for n in wrong[::step]:
        each = facts[n]
        made = fact(each.document, each.property, each.subject, slips[each.property], each.state, row=each.place.row)
        facts[n] = evolve(each, value=made.value, printed=made.printed)
    return facts


def measured(facts: Facts, rules: tuple[Rule, ...]) -> str:
    """One line of the table."""
    checking, diagnosing = [], []
    for _ in range(RUNS):
        start = time.process_time()
        results = check(rules, facts)
        middle = time.process_time()
        causes = diagnose(results, facts, rules)
        checking.append(middle - start)
        diagnosing.append(time.process_time() - middle)
    broken = sum(len(result.findings) for result in results)
    explained = {name for cause in causes if cause.all_edits for name in cause.explains}
    unproven = sum(not cause.proven for cause in causes)
    told = f"{sum(1 for _ in facts):>8} {broken:>9} {len(causes):>7} {len(explained):>10} {unproven:>9}"
    return f"{told} {1000 * min(checking):>9.0f} ms {1000 * min(diagnosing):>9.0f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.diagnosis", description=(__doc__ or "").split("\n\n")[1]
    )
    parser.add_argument("--findings", type=int, nargs="+", default=[5, 50, 500, 2000])
    print("   facts  findings  causes  explained  unproven       check     diagnose")
    for findings in parser.parse_args().findings:
        print(measured(pack(findings), all_rules()))


if __name__ == "__main__":
    main()
