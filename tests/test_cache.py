"""The cache makes a second run quicker and changes nothing else: warm, cold, torn, read-only, from another version."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from schedcheck import readers, recognise
from schedcheck.app import fingerprint, isolation, reading
from schedcheck.app.cache import Cache
from schedcheck.cli import main
from schedcheck.cli.options import cache_folder
from schedcheck.document import Source
from tests.made_docx import docx, gone, ins, p, tbl
from tests.shared import PROJECT

WORD = docx(
    p("Legal text")
    + p("This document contains the legal text.")
    + p("1. Changes", style="Heading1")
    + tbl(
        ["ID", "Name", "Target Response Time"],
        ["4.8.1", "Read Profile", p(gone("24 hours"), ins("30 seconds"))],
    )
)
PAGE = b"""<!DOCTYPE html><html><body><h1>Modification Report</h1>
<table><tr><th>ID</th><th>Target Response Time</th></tr><tr><td>4.8.1</td><td>60 seconds</td></tr></table>
</body></html>"""
TEXT = b"# Legal text\n\nThis document contains the legal text.\n\n| ID | Name |\n|---|---|\n| 4.8.1 | Read Others |\n"
COMMANDS = (("verify", "--format", "json"), ("verify", "--width", "80"), ("facts", "--format", "json"))
VALUES = [b"[" + b'"x",' * size + b"1]" for size in (1, 5_000, 60_000)]


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to stand in, with a pack in it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "pack"
    folder.mkdir()
    for name, content in (("a.docx", WORD), ("b.html", PAGE), ("c.txt", TEXT), ("d.docx", WORD)):
        (folder / name).write_bytes(content)
    yield folder
    for path in tmp_path.rglob("*"):
        path.chmod(0o700)


def printed(capsys: pytest.CaptureFixture[str], *options: str, folder: str = "pack") -> list[tuple[int, str, str]]:
    """What every command gives for the pack."""
    found = []
    for command, *arguments in COMMANDS:
        code = main([command, folder, *arguments, *options])
        found.append((code, *capsys.readouterr()))
    return found


def entries() -> list[Path]:
    found = sorted(Path("kept").glob("*.json"))
    assert found
    return found


def test_warm_and_cold_give_the_same(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    without = printed(capsys, "--no-cache")
    assert "4.8.1" in without[1][1]
    assert {error for _, _, error in without} == {""}
    assert not Path("kept").exists()
    assert printed(capsys, "--cache-dir", "kept") == without
    before = [(path.name, path.stat().st_mtime_ns) for path in entries()]
    assert printed(capsys, "--cache-dir", "kept") == without
    assert [(path.name, path.stat().st_mtime_ns) for path in entries()] == before


def test_a_second_run_reads_nothing(
    pack: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = printed(capsys, "--cache-dir", "kept")

    def fault(*_: object) -> None:
        raise AssertionError

    for module, name in ((isolation, "read_apart"), (readers, "read"), (recognise, "recognise")):
        monkeypatch.setattr(module, name, fault)
    assert printed(capsys, "--cache-dir", "kept") == first


def test_a_changed_document_is_read_and_the_others_are_not(
    pack: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    printed(capsys, "--cache-dir", "kept")
    (pack / "b.html").write_bytes(PAGE.replace(b"60 seconds", b"90 seconds"))
    read_ones: list[str] = []
    read_apart = isolation.read_apart

    def listed(sources: list[Source], *others: object) -> object:
        read_ones.extend(source.file for source in sources)
        return read_apart(sources, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(isolation, "read_apart", listed)
    changed = printed(capsys, "--cache-dir", "kept")
    assert read_ones == ["pack/b.html"]
    assert changed == printed(capsys, "--no-cache")


def test_a_pack_under_another_name_keeps_its_own_name(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys, "--cache-dir", "kept")
    pack.rename("moved")
    assert printed(capsys, "--cache-dir", "kept", folder="moved") == printed(capsys, "--no-cache", folder="moved")


def _torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def _longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def _swapped(path: Path) -> None:
    path.write_bytes(entries()[0].read_bytes() if path != entries()[0] else entries()[-1].read_bytes())


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _of_another_sort(path: Path) -> None:
    """Whole by its checksum, and yet no transcript."""
    path.unlink()
    Cache("kept").put(path.stem, b"[1]")


@pytest.mark.parametrize(
    "harm", [_torn, _empty, _flipped, _longer, _swapped, _folder, _pipe, _of_another_sort], ids=lambda h: h.__name__
)
def test_a_harmed_entry_is_none(harm: Callable[[Path], None], pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    without = printed(capsys, "--no-cache")
    printed(capsys, "--cache-dir", "kept")
    for path in entries():
        harm(path)
    assert printed(capsys, "--cache-dir", "kept") == without
    assert printed(capsys, "--cache-dir", "kept") == without


def test_another_version_uses_nothing_of_this(
    pack: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    without = printed(capsys, "--cache-dir", "kept")
    before = set(entries())
    monkeypatch.setattr(reading, "program", lambda: "another")
    assert printed(capsys, "--cache-dir", "kept") == without
    assert len(set(entries()) - before) == len(before)


def test_another_vocabulary_uses_nothing_of_this(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("own/vocabulary").mkdir(parents=True)
    words = Path("own/vocabulary/words.toml")
    words.write_text('[[property]]\nname = "made-up"\ntitle = "made up"\n', encoding="utf-8")
    printed(capsys, "--cache-dir", "kept", "--rules", "own")
    before = set(entries())
    words.write_text('[[property]]\nname = "made-up"\ntitle = "MADE UP"\n', encoding="utf-8")
    printed(capsys, "--cache-dir", "kept", "--rules", "own")
    assert len(set(entries()) - before) == len(before)


def test_what_is_not_read_is_not_kept(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "torn.docx").write_bytes(WORD[:500])
    without = printed(capsys, "--no-cache")
    assert all("torn.docx" in shown for _, shown, _ in without)
    for _ in range(2):
        assert printed(capsys, "--cache-dir", "kept") == without


@pytest.mark.parametrize("place", ["pack/c.txt/below", "/proc/schedcheck", "/dev/null", "\n", "a" * 300])
def test_a_place_that_can_not_be_written_is_no_cache(
    place: str, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without = printed(capsys, "--no-cache")
    assert printed(capsys, "--cache-dir", place) == without


def test_a_read_only_cache_is_still_used(
    pack: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    for name in ("mkstemp", "NamedTemporaryFile"):
        monkeypatch.setattr(f"tempfile.{name}", denied)
    without = printed(capsys, "--cache-dir", "kept")
    assert not list(Path("kept").glob("*"))
    monkeypatch.undo()
    monkeypatch.chdir(pack.parent)
    printed(capsys, "--cache-dir", "kept")
    for path in (*entries(), Path("kept")):
        path.chmod(0o500)
    monkeypatch.setattr(isolation, "read_apart", denied)
    assert printed(capsys, "--cache-dir", "kept") == without


@pytest.mark.skipif(sys.platform == "win32", reason="needs processes that are copies")
def test_a_writer_killed_at_any_moment_leaves_nothing_torn(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    without = printed(capsys, "--cache-dir", "kept")
    kept = {path.stem: Cache("kept").get(path.stem) or b"" for path in entries()}
    kept |= {f"{number}{'0' * 63}": value for number, value in enumerate(VALUES)}
    chance = random.Random(3)
    halves = absent = 0
    for _ in range(200):
        shutil.rmtree("kept")
        _killed_writer(kept, chance.uniform(0, 0.004))
        cache = Cache("kept")
        found = {key: cache.get(key) for key in kept}
        assert all(found[key] in (None, value) for key, value in kept.items())
        halves += len(list(Path("kept").glob("*.tmp"))) if Path("kept").exists() else 0
        absent += None in found.values()
        Path("kept").mkdir(exist_ok=True)
    assert halves > 5, "no writer was killed while it wrote"
    assert absent > 5, "no writer was killed before it had written all"
    assert printed(capsys, "--cache-dir", "kept") == without


def _killed_writer(kept: dict[str, bytes], seconds: float) -> None:
    """A process that writes entries over and over, killed a while after it has begun."""
    begun, begins = os.pipe()
    writer = os.fork()
    if writer == 0:
        os.write(begins, b"x")
        while True:
            for key, value in kept.items():
                Cache("kept").put(key, value)
    os.read(begun, 1)
    time.sleep(seconds)
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    os.close(begun)
    os.close(begins)


# The cache by itself


def test_an_entry_is_json_with_its_checksum(tmp_path: Path) -> None:
    import json
    from hashlib import sha256

    cache = Cache(str(tmp_path))
    cache.put("ab", b'["x"]')
    checksum, value = json.loads((tmp_path / "ab.json").read_bytes())
    assert (checksum, value) == (sha256(b'ab["x"]').hexdigest(), ["x"])
    assert cache.get("ab") == b'["x"]'
    assert cache.get("cd") is None


def test_no_folder_is_no_cache() -> None:
    Cache().put("ab", b"1")
    assert Cache().get("ab") is None


def test_every_cut_and_every_flip_is_seen(tmp_path: Path) -> None:
    cache, path = Cache(str(tmp_path)), tmp_path / "ab.json"
    cache.put("ab", b'["x"]')
    whole = path.read_bytes()
    for at in range(len(whole)):
        for harmed in (whole[:at], whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :], whole[at:]):
            if harmed != whole:
                path.write_bytes(harmed)
                assert cache.get("ab") is None


def test_what_was_never_finished_and_too_much_is_swept(tmp_path: Path) -> None:
    old, new, other = tmp_path / "half-1.tmp", tmp_path / "half-2.tmp", tmp_path / "of-the-user.txt"
    for path in (old, new, other):
        path.write_bytes(b"x")
        os.utime(path, (1, 1) if path != new else None)
    for number in range(5):
        with (tmp_path / f"{number}.json").open("wb") as file:
            file.truncate(100 * 1024 * 1024)
        os.utime(tmp_path / f"{number}.json", (number, number))
    Cache(str(tmp_path)).put("ab", b"1")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "3.json",
        "4.json",
        "ab.json",
        "half-2.tmp",
        "of-the-user.txt",
    ]


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"XDG_CACHE_HOME": "/there", "HOME": "/home/one"}, "/there/schedcheck"),
        ({"HOME": "/home/one"}, "/home/one/.cache/schedcheck"),
        ({"XDG_CACHE_HOME": "not/from/the/root", "HOME": "/home/one"}, ""),
        ({}, ""),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="each system has its own place")
def test_where_the_cache_is(environment: dict[str, str], folder: str) -> None:
    assert cache_folder(environment) == folder


def test_the_program_is_told_by_its_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "schedcheck" / "readers", tmp_path / "readers")
    monkeypatch.setattr(fingerprint, "_PACKAGE", tmp_path)
    before = fingerprint.program.__wrapped__()
    assert fingerprint.program.__wrapped__() == before
    (tmp_path / "readers" / "zip.py").touch()
    assert fingerprint.program.__wrapped__() != before


def test_digests_do_not_run_together() -> None:
    assert fingerprint.digest("a", "bc") != fingerprint.digest("ab", "c")
    assert fingerprint.digest("1:a") != fingerprint.digest("a")
