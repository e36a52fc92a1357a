"""The seeded-error benchmark at a small size: what is seeded is found, and in clean packs nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.seeded.harmless import HARMLESS
from benchmarks.seeded.operators import OPERATORS
from benchmarks.seeded.pack import made_pack, write_pack
from benchmarks.seeded.run import Done, Job, made, outcome
from benchmarks.seeded.story import Service, load_registry
from tests.shared import shared

CERTAIN = (
    "CSP figure not contracted",
    "baseline",
    "contract named wrongly",
    "decision too late",
    "digit of a target",
    "expansion",
    "id of another service",
    "lead time",
    "name of another service",
    "off by the margin",
    "old value not in force",
    "phase order",
    "reference number",
    "release label",
    "role opened in one place",
    "row dropped",
    "total",
    "unit of a target",
)


@pytest.fixture(scope="module")
def registry() -> str:
    return str(shared("service-requests.toml"))


@pytest.fixture(scope="module")
def services(registry: str) -> tuple[Service, ...]:
    return load_registry(Path(registry))


def test_there_are_operators_of_every_sort() -> None:
    assert len(OPERATORS) >= 24


def test_a_seed_gives_the_same_bytes_again(tmp_path: Path, services: tuple[Service, ...]) -> None:
    for name in ("a", "b"):
        write_pack(tmp_path / name, made_pack("same", services))
    files = [sorted(p.relative_to(tmp_path / n) for p in (tmp_path / n).rglob("*.*")) for n in ("a", "b")]
    assert files[0] == files[1]
    assert all((tmp_path / "a" / f).read_bytes() == (tmp_path / "b" / f).read_bytes() for f in files[0])


@pytest.mark.parametrize("operator", sorted(OPERATORS))
def test_an_operator_changes_a_pack_and_says_where(operator: str, services: tuple[Service, ...]) -> None:
    pack = made(Job("one", operator, "test"), services)
    assert pack.errors[0].spots
    kinds = {paper.kind for paper in pack.pack.papers}
    assert {spot.document for spot in pack.errors[0].spots} <= kinds


@pytest.mark.parametrize("number", range(12))
def test_nothing_is_found_in_a_clean_pack(number: int, registry: str) -> None:
    done = outcome(Job("clean", "", f"test-{number}"), registry)
    assert _heard(done) == ()
    assert done.outcome.open or not done.outcome.undecided


@pytest.mark.parametrize("number", range(len(HARMLESS)))
def test_nothing_is_found_after_a_harmless_edit(number: int, registry: str) -> None:
    assert _heard(outcome(Job("harmless", "", f"test-{number}"), registry)) == ()


@pytest.mark.parametrize("operator", CERTAIN)
def test_an_error_is_found_where_it_is(operator: str, registry: str) -> None:
    found = outcome(Job("one", operator, "test"), registry).outcome
    assert found.detected
    assert found.placed


def _heard(done: Done) -> tuple[str, ...]:
    return tuple(word for word in done.outcome.words if word.startswith(("error ", "warning ")))
