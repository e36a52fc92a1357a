"""Everything that is told of each rule's examples, and of each wrong amendment, down to the last citation.

Messages are tested with the rules themselves; here stand the places, roles, values, edits, witnesses, alternatives and
what was ruled out. SCHEDCHECK_UPDATE=1 writes the golden files anew, to be looked at before they are committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from benchmarks.seeded.judge import Program
from benchmarks.seeded.operators import OPERATORS
from benchmarks.seeded.pack import write_pack
from benchmarks.seeded.run import Job, made
from benchmarks.seeded.story import Service, load_registry
from schedcheck.check import check
from schedcheck.diagnose import diagnose
from schedcheck.report import Report
from schedcheck.rule import facts_of
from tests.shared import PROJECT
from tests.test_cans import NAMES as AMENDMENTS
from tests.test_cans import case, checked, workspace
from tests.test_rule import rules, vocabulary
from tests.told import compare, told

GOLDEN = PROJECT / "tests" / "golden" / "told"
DOINGS = ("Read", "Update", "Restore", "Join", "Count")
THINGS = (
    "Gate Log",
    "Garden Lamp",
    "Well Level",
    "Bell Times",
    "Ladder List",
    "Barrow Weight",
    "Fence Colour",
    "Hedge Map",
)
ROLES = ("IS", "ES", "GS", "ED", "GT", "OU")


@pytest.mark.parametrize("family", sorted({rule.family for rule in rules()}))
def test_all_that_is_told_of_examples(family: str) -> None:
    compare(GOLDEN / f"{family}.txt", _of_examples(family))


@pytest.mark.parametrize("name", AMENDMENTS)
def test_all_that_is_told_of_a_wrong_amendment(name: str, tmp_path: Path) -> None:
    compare(GOLDEN / "cans" / f"{name}.txt", _of_report(checked(workspace(tmp_path / name, case(name)))))


@pytest.mark.parametrize("operator", sorted(OPERATORS))
def test_all_that_is_told_of_a_seeded_error(
    operator: str, program: Program, services: tuple[Service, ...], tmp_path: Path
) -> None:
    pack = made(Job("one", operator, "told"), services)
    write_pack(tmp_path, pack.pack, pack.further)
    compare(GOLDEN / "seeded" / f"{operator.replace(' ', '-')}.txt", _of_report(program.verify(str(tmp_path))))


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Services that are made up: 40 references, every third with two variants."""
    path = tmp_path_factory.mktemp("registry") / "made-up.toml"
    path.write_text("".join(_service(*each) for each in _made_up_services()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def program(registry: Path) -> Program:
    return Program.of(str(registry))


@pytest.fixture(scope="module")
def services(registry: Path) -> tuple[Service, ...]:
    return load_registry(registry)


def _made_up_services() -> Iterator[tuple[str, str, str, int]]:
    for number, (doing, what) in enumerate(product(DOINGS, THINGS)):
        reference = f"{number // 8 + 1}.{number % 8 + 1}"
        if number % 3:
            yield reference, reference, f"{doing} {what}", number
        else:
            yield f"{reference}.1", reference, f"{doing} {what} (Main Side)", number
            yield f"{reference}.2", reference, f"{doing} {what} (Far Side)", number


def _service(id_: str, reference: str, name: str, number: int) -> str:
    roles = ", ".join(f'"{ROLES[(number + step) % len(ROLES)]}"' for step in range(1 + number % 3))
    return f'''
[[service_request]]
id = "{id_}"
reference = "{reference}"
name = "{name}"
eligible_roles = [{roles}]
'''


def _of_report(report: Report) -> Iterator[str]:
    return told([tally.result for tally in report.tallies], report.causes)


def _of_examples(family: str) -> Iterator[str]:
    """Each example with every rule, so that what would settle one and break another is seen as well."""
    for rule in rules():
        for number, example in enumerate(rule.examples if rule.family == family else (), 1):
            yield f"== {rule.name} {number}"
            facts = facts_of(example, vocabulary())
            results = check(rules(), facts)
            yield from told(results, diagnose(results, facts, rules()), rule.name)
