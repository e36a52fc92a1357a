"""What documents say in words: each made-up pack is found wrong where it is seeded, and clean where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from schedcheck.app import Options, verify
from tests.shared import PROJECT
from tests.test_rule import rules

PACKS = sorted(path.parent for path in (PROJECT / "tests" / "cases" / "families").glob("*/*/expected.txt"))
FAMILIES = {"contracts", "requirements", "glossary", "quantities", "consultation"}
OWN = {rule.name for rule in rules() if rule.family in FAMILIES}


def found(folder: Path) -> set[str]:
    report = verify([str(path) for path in sorted(folder.glob("*.txt"))], Options(fail_on="note"))
    return {finding.rule for finding in report.findings} & OWN


def test_each_family_has_four_packs() -> None:
    counts = [sum(pack.parent.name == family for pack in PACKS) for family in sorted(FAMILIES)]
    assert min(counts) >= 4


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: f"{pack.parent.name}-{pack.name}")
def test_a_seeded_pack_breaks_what_is_seeded_and_a_clean_one_nothing(pack: Path) -> None:
    expected = set((pack / "expected.txt").read_text(encoding="utf-8").split())
    assert found(pack / "seeded") == expected
    assert found(pack / "clean") == set()
