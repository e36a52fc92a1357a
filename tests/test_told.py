"""Everything that is told of each rule's examples, and of each wrong amendment, down to the last citation.

Messages are tested with the rules themselves; here stand the places, roles, values, edits, witnesses, alternatives and
what was ruled out. SCHEDCHECK_UPDATE=1 writes the golden files anew, to be looked at before they are committed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from schedcheck.check import check
from schedcheck.diagnose import diagnose
from schedcheck.rule import facts_of
from tests.shared import PROJECT
from tests.test_cans import NAMES as AMENDMENTS
from tests.test_cans import case, checked, workspace
from tests.test_rule import rules, vocabulary
from tests.told import told

GOLDEN = PROJECT / "tests" / "golden" / "told"


@pytest.mark.parametrize("family", sorted({rule.family for rule in rules()}))
def test_all_that_is_told_of_examples(family: str) -> None:
    _compare(GOLDEN / f"{family}.txt", _of_examples(family))


@pytest.mark.parametrize("name", AMENDMENTS)
def test_all_that_is_told_of_a_wrong_amendment(name: str, tmp_path: Path) -> None:
    report = checked(workspace(tmp_path / name, case(name)))
    _compare(GOLDEN / "cans" / f"{name}.txt", told([tally.result for tally in report.tallies], report.causes))


def _of_examples(family: str) -> Iterator[str]:
    """Each example with every rule, so that what would settle one and break another is seen as well."""
    for rule in rules():
        for number, example in enumerate(rule.examples if rule.family == family else (), 1):
            yield f"== {rule.name} {number}"
            facts = facts_of(example, vocabulary())
            results = check(rules(), facts)
            yield from told(results, diagnose(results, facts, rules()), rule.name)


def _compare(golden: Path, lines: Iterator[str]) -> None:
    text = "\n".join(lines) + "\n"
    if os.environ.get("SCHEDCHECK_UPDATE") == "1":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
