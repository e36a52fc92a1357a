"""Packs of our own for each family: what is seeded is found, and the same pack without it is clean.

Each folder holds a clean and a seeded text, and the names of the rules that the seeded one breaks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from schedcheck.app import Options, verify
from tests.shared import PROJECT

FAMILIES = ("time", "documents", "references")
PACKS = sorted(path.parent for path in (PROJECT / "tests" / "cases" / "families").glob("*/*/wanted.txt"))
OURS = [pack for pack in PACKS if pack.parent.name in FAMILIES]


def broken(file: Path) -> set[str]:
    return {finding.rule for finding in verify([str(file)], Options()).findings}


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_has_four_packs(family: str) -> None:
    assert sum(1 for pack in OURS if pack.parent.name == family) >= 4


@pytest.mark.parametrize("pack", OURS, ids=lambda pack: f"{pack.parent.name}/{pack.name}")
def test_what_is_seeded_is_found_and_nothing_else(pack: Path) -> None:
    wanted = set((pack / "wanted.txt").read_text(encoding="utf-8").split())
    assert broken(pack / "seeded.txt") == wanted
    assert broken(pack / "clean.txt") == set()
