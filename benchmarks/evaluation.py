"""Times the checking of generated facts by every rule, and counts what is found against what was seeded.

    python benchmarks/evaluation.py [NUMBER_OF_FACTS ...]

Prints, for each size, the median time of several runs, the peak memory of the process, and the findings of each
relation beside the seeded ones. Each size runs in a process of its own. Ends with 1 when a count is wrong.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from attrs import define, field  # noqa: E402

from schedcheck.check import check  # noqa: E402
from schedcheck.document import Paper  # noqa: E402
from schedcheck.fact import Fact, Facts, Scope, State, Value  # noqa: E402
from schedcheck.place import Place  # noqa: E402
from schedcheck.quantity import Quantity  # noqa: E402
from schedcheck.rule import Rule, load_rules  # noqa: E402

RUNS = 5
SIZES = (100_000, 1_000_000)
EVERY = 20
"""One subject in so many is given a fault, each sort of fault in its turn."""

PAPERS = (
    Paper("legal-text", "legal-text", "Legal text", rank=10),
    Paper("business-requirements", "business-requirements", "Business requirements", rank=20),
    Paper("modification-report", "modification-report", "Modification Report", rank=30),
    Paper("full-impact-assessment", "full-impact-assessment", "Full Impact Assessment", rank=40),
    Paper("sec-appendix-e", "sec-appendix-e", "SEC Appendix E", rank=0, schedule=True),
    Paper("dsp-schedule-2.2", "dsp-schedule-2.2", "DSP Schedule 2.2", rank=0, schedule=True),
    Paper("service-request-registry", "service-request-registry", "Registry", rank=0, schedule=True),
    Paper("csp-measures", "csp-measures", "CSP service measures", rank=0, schedule=True),
    Paper("agreed-margins", "agreed-margins", "Agreed margins", rank=0, schedule=True),
    Paper("user-roles", "user-roles", "User roles", rank=0, schedule=True),
    Paper("contract-schedules", "contract-schedules", "Contract schedules", rank=0, schedule=True),
)

FAULTS = (
    "figure", "target", "old value", "name", "reference", "id", "user", "doubled", "one name",
    "unclean", "no user", "registry reference", "registry twice", "cost", "parties", "too much", "not needed",
)  # fmt: skip
"""What may be wrong with a subject, one at a time."""


@define
class Generator:
    """Makes facts, subject by subject, and counts the findings that each fault must give, by rule."""

    truth: Counter[str] = field(factory=Counter)
    scopes: dict[tuple[str, int], Scope] = field(factory=dict)
    line: int = 0

    def facts(self, number: int) -> Iterator[Fact]:
        """About so many facts."""
        yield from self.fixed()
        subjects = number // 36
        for index in range(subjects):
            fault = FAULTS[index // EVERY % len(FAULTS)] if index % EVERY == EVERY - 1 else ""
            yield from self.subject(index, fault)

    def fact(
        self,
        document: str,
        name: str,
        subject: str,
        value: Value,
        state: State = "current",
        *,
        row: int = 0,
        number: int = 1,
    ) -> Fact:
        self.line += 1
        scope = self.scopes.setdefault((document, number), Scope(document, "8.2", number, whole=True))
        place = Place(self.line, 1, self.line, table=1 if row else 0, row=row)
        return Fact(
            scope, subject, name, value, state, kind="service-request", printed=str(value), place=place, named=place
        )

    def fixed(self) -> Iterator[Fact]:
        """What is in force, one wrong row, one box without a tick, and a draft with another's figures."""
        for seconds in (25, 7200):
            yield self.fact("csp-measures", "contracted-target", f"SM{seconds}", span(seconds), "in-force")
        for target, margin in ((30, 1), (86400, 3600)):
            yield self.fact("agreed-margins", "margin", f"{target} s", span(margin), "in-force")
        for role, category in (
            ("Import Supplier", "Large Suppliers"),
            ("Gas Supplier", "Large Suppliers"),
            ("Other User", "Others"),
        ):
            yield self.fact("user-roles", "party-category", role, category, "in-force")
        yield self.fact("contract-schedules", "schedule-owner", "Schedule 2.2", "DSP", "in-force")
        yield self.fact("full-impact-assessment", "draft-of", "Schedule 2.2", "Schedule 2.2")
        self.truth["a-schedule-holds-only-its-own-figures"] += 1
        yield self.fact("modification-report", "unticked-party", "M0", "Others", number=7)
        yield self.fact("modification-report", "impacted-party", "M0", "Large Suppliers", number=7)
        yield self.fact("legal-text", "eligible-user", "0.0.0", "Other User")
        yield self.fact("sec-appendix-e", "eligible-user", "0.0.0", "Other User", "in-force")
        self.truth["users-of-a-changed-service-are-impacted"] += 1
        for document in ("legal-text", "business-requirements", "modification-report"):
            yield self.fact(document, "target-response-time", "9999.1", span(30), "proposed", row=999_999)
        yield self.fact("full-impact-assessment", "dcc-sm1", "9999.2", span(30), "proposed", row=999_999)
        yield self.fact("full-impact-assessment", "dsp-sm1.1", "9999.2", span(4), "proposed", row=999_999)
        yield self.fact("full-impact-assessment", "csp-sm4", "9999.2", span(25), "proposed", row=999_999)
        self.truth["changed-services-are-the-same-everywhere"] += 1

    def subject(self, index: int, fault: str) -> Iterator[Fact]:
        subject, reference = f"{index // 100}.{index % 100}.{index % 7}", f"{index // 100}.{index % 100}"
        row = index + 1
        yield from self.lists(subject, row, fault)
        yield from self.assessment(subject, row, fault)
        yield from self.in_force(subject, reference, row, fault)
        yield from self.entries(subject, reference, row, fault)
        yield from self.money(index, fault)

    def lists(self, subject: str, row: int, fault: str) -> Iterator[Fact]:
        """The times before and after, in three documents."""
        for document in ("legal-text", "business-requirements", "modification-report"):
            legal = document == "legal-text"
            old, new = 86400, 90 if fault == "too much" else 30
            if fault == "target" and legal:
                new = 60
                self.truth["target-time-is-the-same-in-every-document"] += 1
            if fault == "old value" and legal:
                old = 43200
                self.truth["target-time-is-the-same-in-every-document"] += 1
                self.truth["old-value-is-the-value-in-force"] += 1
            yield self.fact(document, "target-response-time", subject, span(old), row=row)
            yield self.fact(document, "target-response-time", subject, span(new), "proposed", row=row)
            if fault == "doubled" and legal:
                yield self.fact(document, "target-response-time", subject, span(new), "proposed", row=row + 5_000_000)
                self.truth["a-changed-service-is-listed-once"] += 1

    def assessment(self, subject: str, row: int, fault: str) -> Iterator[Fact]:
        """The times and their parts, before and after."""
        target, figure = (90, 100) if fault == "too much" else (30, 35 if fault == "figure" else 25)
        if fault in ("figure", "too much"):
            decisive = (
                "dcc-response-time-is-the-sum-of-its-parts"
                if fault == "figure"
                else "parts-do-not-exceed-the-response-time"
            )
            self.truth[decisive] += 1
            self.truth["csp-figure-is-a-contracted-target"] += 1
        states: tuple[tuple[State, tuple[int, int, int]], ...] = (
            ("current", (86400, 75600, 7200)),
            ("proposed", (target, 4, figure)),
        )
        for state, amounts in states:
            for name, seconds in zip(("dcc-sm1", "dsp-sm1.1", "csp-sm4"), amounts, strict=True):
                yield self.fact("full-impact-assessment", name, subject, span(seconds), state, row=row)

    def in_force(self, subject: str, reference: str, row: int, fault: str) -> Iterator[Fact]:
        """Schedules and the registry."""
        yield self.fact("sec-appendix-e", "target-response-time", subject, span(86400), "in-force", row=row)
        yield self.fact("sec-appendix-e", "eligible-user", subject, "Import Supplier", "in-force", row=row)
        for name, seconds in (("dcc-sm1", 86400), ("dsp-sm1.1", 75600), ("csp-sm4", 7200)):
            yield self.fact("dsp-schedule-2.2", name, subject, span(seconds), "in-force", row=row)
        registry = "service-request-registry"
        name = f"Service  {row}" if fault == "unclean" else f"Service {row}"
        self.truth["registry-names-are-clean"] += fault == "unclean"
        yield self.fact(registry, "name", subject, name, "in-force", row=row)
        if fault == "registry twice":
            yield self.fact(registry, "name", subject, name, "in-force", row=row + 5_000_000)
            self.truth["registry-ids-are-unique"] += 1
        wrong = fault == "registry reference"
        self.truth["registry-variants-belong-to-their-reference"] += wrong
        yield self.fact(registry, "service-reference", subject, "0.x" if wrong else reference, "in-force", row=row)
        if fault == "no user":
            self.truth["registry-roles-are-not-empty"] += 1
        else:
            yield self.fact(registry, "eligible-user", subject, "Import Supplier", "in-force", row=row)

    def entries(self, subject: str, reference: str, row: int, fault: str) -> Iterator[Fact]:
        """Names, references, users and ids as documents give them."""
        name = f"Service {row}"
        for document in ("legal-text", "business-requirements", "full-impact-assessment", "modification-report"):
            wrong = fault == "name" and document == "modification-report"
            yield self.fact(document, "name", subject, f"Servant {row}" if wrong else name, row=row)
            yield self.fact(document, "mentioned-id", subject, subject, row=row)
        self.truth["name-is-the-registrys"] += fault == "name"
        if fault == "one name":
            yield self.fact("business-requirements", "name", f"{subject}.1", name, row=row + 5_000_000)
            self.truth["a-name-has-one-id"] += 1
        if fault == "id":
            yield self.fact("modification-report", "mentioned-id", f"{subject}.", f"{subject}.")
            self.truth["service-request-is-well-formed-and-known"] += 1
        self.truth["a-variant-belongs-to-its-reference"] += fault == "reference"
        yield self.fact(
            "legal-text", "service-reference", subject, "0.x" if fault == "reference" else reference, row=row
        )
        self.truth["eligible-users-are-those-in-force"] += fault == "user"
        user = "Gas Supplier" if fault == "user" else "Import Supplier"
        yield self.fact("legal-text", "eligible-user", subject, user, row=row)

    def money(self, index: int, fault: str) -> Iterator[Fact]:
        """Two cost lists of two lines each, in two documents, and what the parties' lists say."""
        number, first, second = 100 + index, f"A{index}", f"B{index}"
        for document in ("modification-report", "full-impact-assessment"):
            more = fault == "cost" and document == "modification-report"
            yield self.fact(document, "cost", first, pounds(101 if more else 100), number=number)
            yield self.fact(document, "cost", second, pounds(50), number=number)
            yield self.fact(document, "cost-total", f"T{index}", pounds(150), number=number)
        self.truth["cost-lines-add-up-to-the-total"] += fault == "cost"
        self.truth["cost-line-is-the-same-everywhere"] += fault == "cost"
        if fault == "not needed":
            yield self.fact("full-impact-assessment", "activity-not-needed", first, "not needed")
            self.truth["no-cost-for-work-declared-not-needed"] += 1
        if fault == "parties":
            for list_number, party in ((1, "Large Suppliers"), (2, "Large Suppliers"), (2, "DCC")):
                yield self.fact(
                    "modification-report", "impacted-party", f"M{index}", party, number=number + list_number
                )
            self.truth["impacted-parties-are-the-same-everywhere"] += 1


def span(seconds: int) -> Quantity:
    return Quantity.exact("duration", seconds, "s", f"{seconds} seconds")


def pounds(amount: int) -> Quantity:
    return Quantity.exact("money", amount, "GBP", f"£{amount}")


def rules() -> tuple[Rule, ...]:
    return load_rules((str(path), path.read_bytes()) for path in sorted((PROJECT / "rules").glob("*.toml")))


def measure(size: int) -> bool:
    """Runs one size and prints it. Are all counts right?"""
    generator = Generator()
    every = list(generator.facts(size))
    facts = Facts(every, PAPERS)
    checked = rules()
    before = peak()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        results = check(checked, facts)
        times.append(time.perf_counter() - start)
    found = Counter({result.rule: len(result.findings) for result in results})
    print(f"{len(every):,} facts, {len(checked)} rules: median {statistics.median(times):.3f} s of {RUNS} runs")
    print(f"  peak memory {peak():.0f} MiB, {before:.0f} MiB before checking")
    wrong = {name for name in {*found, *generator.truth} if found[name] != generator.truth[name]}
    for name in sorted({*+found, *+generator.truth}):
        print(f"  {found[name]:>6} of {generator.truth[name]:>6} {name}{'   WRONG' if name in wrong else ''}")
    return not wrong


def peak() -> float:
    """The largest memory of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: list[str]) -> int:
    sizes = [int(argument) for argument in arguments] or list(SIZES)
    if len(sizes) == 1:
        return 0 if measure(sizes[0]) else 1
    command = [sys.executable, str(Path(__file__))]
    return max(subprocess.run([*command, str(size)], check=False).returncode for size in sizes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
