"""Each of the 41 things that bite has a test: docs/analysis/bites.md names it, and it is there."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.shared import PROJECT

NUMBERS = range(1, 42)
_ROW = re.compile(r"\| (\d+) \|.*\| ([^|]+) \|")


@cache
def named() -> dict[int, list[str]]:
    """The tests of each number, "test_x.py::test_name"."""
    page = (PROJECT / "docs" / "analysis" / "bites.md").read_text("utf-8")
    return {int(row[1]): row[2].split(", ") for row in map(_ROW.fullmatch, page.splitlines()) if row}


@cache
def held_by(file: str) -> frozenset[str]:
    """The names of the tests in a file that hold something: one that is skipped for good does not."""
    tree = ast.parse((PROJECT / "tests" / file).read_text("utf-8"))
    found = [each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")]
    return frozenset(
        each.name for each in found if any(isinstance(inner, ast.Assert | ast.With) for inner in each.body)
    )


def test_the_page_has_every_number_once() -> None:
    page = (PROJECT / "docs" / "analysis" / "bites.md").read_text("utf-8")
    assert re.findall(r"^\| (\d+) \|", page, re.MULTILINE) == [str(number) for number in NUMBERS]


@pytest.mark.parametrize("number", NUMBERS)
def test_what_bites_has_a_test(number: int) -> None:
    assert named()[number]
    for name in named()[number]:
        file, _, test = name.partition("::")
        assert test in held_by(file), name
