"""Paths without links, of many files in few folders: the same as the system gives one by one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from schedcheck.app.files import RealPaths, is_inside

NAMES = ("a.txt", "link", "loop", "gone", "missing.txt", "in", "in/b.txt", "in/up", "in/up/a.txt", "in/..", ".", "")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    outside, here = tmp_path / "outside", tmp_path / "here"
    outside.mkdir()
    here.mkdir()
    for file in (here / "a.txt", outside / "b.txt"):
        file.write_text("made up", "utf-8")
    (here / "link").symlink_to(outside / "b.txt")
    (here / "loop").symlink_to(here / "loop")
    (here / "gone").symlink_to(tmp_path / "nowhere")
    (here / "in").symlink_to(outside)
    (outside / "up").symlink_to(here)
    monkeypatch.chdir(here)
    return here


@pytest.mark.parametrize("name", NAMES)
def test_it_is_what_the_system_says(folder: Path, name: str) -> None:
    real = RealPaths()
    for path in (folder / name, Path(name), folder / name):
        assert real.of(path) == os.path.realpath(path)


def test_a_link_that_leads_out_is_told_whatever_was_asked_before(folder: Path) -> None:
    real = RealPaths()
    inside = {name: is_inside(folder / name, folder, real) for name in NAMES}
    assert [name for name, within in inside.items() if not within] == ["link", "gone", "in", "in/b.txt", "in/.."]
