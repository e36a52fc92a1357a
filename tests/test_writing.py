"""Writing a file: whole or not at all, whatever stands in the way and whenever the program is stopped."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from schedcheck.app.writing import write_whole
from schedcheck.errors import CannotWrite
from tests.shared import PROJECT

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs links, modes and signals")
ABANDONED = ".schedcheck-0000000000000000.half"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_and_an_old_one(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    write_whole(file, b"one\r\n\0")
    assert file.read_bytes() == b"one\r\n\0"
    write_whole(file, b"")
    assert file.read_bytes() == b""
    assert names(tmp_path) == ["report.json"]


def test_the_longest_name_is_no_hindrance(tmp_path: Path) -> None:
    file = tmp_path / ("n" * 255)
    write_whole(file, b"x")
    assert file.read_bytes() == b"x"


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_permissions_are_kept(mode: int, tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_bytes(b"old")
    file.chmod(mode)
    write_whole(file, b"new")
    assert stat.S_IMODE(file.stat().st_mode) == mode


@POSIX
def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "f", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "f").stat().st_mode) == 0o640


@POSIX
def test_a_link_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "outside").write_bytes(b"mine")
    for name, target in (("link", "outside"), ("dangling", "nowhere")):
        (tmp_path / name).symlink_to(target)
        with pytest.raises(CannotWrite, match=f"{name}: this is a link"):
            write_whole(tmp_path / name, b"theirs")
    assert (tmp_path / "outside").read_bytes() == b"mine"
    assert names(tmp_path) == ["dangling", "link", "outside"]


@POSIX
def test_what_is_no_plain_file_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(CannotWrite, match=f"{name}: this is not a plain file"):
            write_whole(tmp_path / name, b"x")
    with pytest.raises(CannotWrite):
        write_whole(Path("/dev/null"), b"x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert names(tmp_path) == ["folder", "pipe"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="mkdir -p"):
        write_whole(tmp_path / "none" / "f", b"x")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWrite):
        write_whole(tmp_path / "file" / "f", b"x")


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "stop"])
def test_what_fails_half_way_leaves_nothing(
    step: str, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "f"
    file.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, step, fail)
    with pytest.raises((CannotWrite, KeyboardInterrupt)) as raised:
        write_whole(file, b"new")
    assert isinstance(raised.value, KeyboardInterrupt) or "No space left" in str(raised.value)
    assert file.read_bytes() == b"old"
    assert names(tmp_path) == ["f"]


def test_what_a_killed_program_left_is_taken_away_in_time(tmp_path: Path) -> None:
    for name in (ABANDONED, ".schedcheck-fresh.half", "mine.half"):
        (tmp_path / name).write_bytes(b"half")
    long_ago = time.time() - 7200
    os.utime(tmp_path / ABANDONED, (long_ago, long_ago))
    write_whole(tmp_path / "f", b"new")
    assert names(tmp_path) == [".schedcheck-fresh.half", "f", "mine.half"]


@POSIX
def test_killed_at_any_moment_it_is_old_or_new(tmp_path: Path) -> None:
    """A program that writes two texts in turn is killed again and again; the file is always one of them."""
    file = tmp_path / "schedule.toml"
    texts = {letter * 500_000 for letter in (b"a", b"b")}
    file.write_bytes(b"a" * 500_000)
    script = (
        "import sys; from itertools import cycle; from pathlib import Path\n"
        "from schedcheck.app.writing import write_whole\n"
        "print('ready', flush=True)\n"
        "for letter in cycle(b'ab'): write_whole(Path(sys.argv[1]), bytes([letter]) * 500_000)\n"
    )
    moments = random.Random(7)
    for _ in range(20):
        run = subprocess.Popen(
            [sys.executable, "-c", script, str(file)], cwd=PROJECT, stdout=subprocess.PIPE, text=True
        )
        assert run.stdout
        assert run.stdout.readline() == "ready\n"
        time.sleep(moments.uniform(0, 0.02))
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stdout.close()
        assert file.read_bytes() in texts
