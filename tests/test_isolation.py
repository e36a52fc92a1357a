"""A reader may die, loop, eat memory or lie: its document is "not read", the others are, and the order stays."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from multiprocessing import active_children
from pathlib import Path

import openpyxl
import pytest

from schedcheck.app import child, isolation
from schedcheck.app.isolation import read_apart
from schedcheck.app.limits import Limits
from schedcheck.cli import main
from schedcheck.document import Document, Source
from schedcheck.errors import CannotRead
from schedcheck.vocabulary import Vocabulary
from tests.listing import vocabulary
from tests.made_docx import docx, p
from tests.shared import PROJECT

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="children that are copies can be given a bad reader")

Bad = Callable[[Source], object]
SHORT = Limits(seconds=1, mebibytes=512, jobs=2)
PAGE = b"<!DOCTYPE html><html><body><h1>Legal text</h1><p>Nothing is said here.</p></body></html>"


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.create_sheet("Times", 0).append(["Legal text"])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def source(name: str, words: str = "Nothing is said here.") -> Source:
    return Source(name, docx(p(words)), name)


def outcomes(*sources: Source, limits: Limits = SHORT) -> tuple[Document | CannotRead, ...]:
    return read_apart(sources, vocabulary(), limits, lambda done, total: None)


def with_bad_reader(bad: Bad, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents whose name starts with "bad" meet a bad reader."""
    read = child._read

    def reader(each: Source, words: Vocabulary) -> Document:
        if Path(each.file).name.startswith("bad"):
            bad(each)
        return read(each, words)

    monkeypatch.setattr(child, "_read", reader)


def killed(_: Source) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def aborted(_: Source) -> None:
    os.abort()


def loops(_: Source) -> None:
    while True:
        pass


def sleeps(_: Source) -> None:
    time.sleep(60)


def eats(_: Source) -> None:
    kept = []
    while True:
        kept.append(bytearray(16 * 1024 * 1024))


def raises(_: Source) -> None:
    raise ValueError("\x1b[2J what it says is not shown")


def leaves(_: Source) -> None:
    sys.exit(0)


def descends(each: Source) -> None:
    descends(each)


BAD: dict[Bad, tuple[str, str]] = {
    killed: ("its reader broke down (SIGSEGV)", "save it again"),
    aborted: ("its reader broke down (SIGABRT)", "save it again"),
    loops: ("reading it takes longer than 1 second", "--timeout"),
    sleeps: ("reading it takes longer than 1 second", "--timeout"),
    eats: ("reading it takes more than 512 MiB of memory", "--memory"),
    raises: ("its reader could not cope with it (ValueError)", "save it again"),
    leaves: ("its reader broke down (exit code 0)", "save it again"),
    descends: ("its reader could not cope with it (RecursionError)", "save it again"),
}


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.__name__)
def test_a_bad_reader_costs_its_own_document_alone(bad: Bad, monkeypatch: pytest.MonkeyPatch) -> None:
    with_bad_reader(bad, monkeypatch)
    first, second, third = outcomes(source("a.docx"), source("bad.docx"), source("z.docx"))
    message, way_out = BAD[bad]
    assert isinstance(second, CannotRead)
    assert (second.message, second.place) == (message, "bad.docx")
    assert way_out in second.way_out
    assert isinstance(first, Document)
    assert isinstance(third, Document)
    assert (first.file, third.file) == ("a.docx", "z.docx")


@pytest.mark.parametrize(
    "answer", [b"", b"D", b"D[]", b"Dnull", b"R", b"R[1,2,3]", b"X", b"D" + b"[" * 9000], ids=lambda a: a[:9].decode()
)
def test_an_answer_is_not_trusted(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_answer", lambda *_: answer)
    (outcome,) = outcomes(source("a.docx"))
    assert isinstance(outcome, CannotRead)
    assert "could not cope" in outcome.message


def test_an_answer_tells_nothing_of_who_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_read", lambda *_: Document("/etc/passwd", "0", ()))
    (outcome,) = outcomes(source("a.docx"))
    assert isinstance(outcome, Document)
    assert (outcome.file, outcome.sha256) == ("a.docx", "a.docx")


def test_something_is_done_while_the_first_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    reading: list[int] = []
    with_bad_reader(lambda _: time.sleep(0.3), monkeypatch)
    files = [source(f"bad{number}.docx") for number in range(3)]
    read_apart(files, vocabulary(), SHORT, lambda *_: None, lambda: reading.append(len(active_children())))
    assert reading == [2]


def test_what_a_reader_writes_or_prints_goes_nowhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def writes(_: Source) -> None:
        os.write(1, b"on the screen")
        os.write(2, b"on the screen")
        with (tmp_path / "left.txt").open("wb") as file:
            file.write(b"left behind")

    with_bad_reader(writes, monkeypatch)
    (outcome,) = outcomes(source("bad.docx"))
    assert isinstance(outcome, CannotRead)
    assert [path.read_bytes() for path in tmp_path.iterdir()] in ([], [b""])
    assert capfd.readouterr() == ("", "")


def test_the_limits_are_those_of_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    def tells(_: Source) -> None:
        kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)
        raise CannotRead(str([resource.getrlimit(kind)[0] for kind in kinds]))

    before = resource.getrlimit(resource.RLIMIT_AS)
    with_bad_reader(tells, monkeypatch)
    (outcome,) = outcomes(source("bad.docx"))
    assert isinstance(outcome, CannotRead)
    memory, *others = json.loads(outcome.message)
    assert 512 * 1024 * 1024 <= memory < 8 * 1024 * 1024 * 1024
    assert others == [1, 0, 0]
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_a_copy_of_a_large_process_has_memory_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_size", lambda: 3 << 30)
    with_bad_reader(lambda _: bytearray(200 << 20), monkeypatch)
    (outcome,) = outcomes(source("bad.docx"))
    assert isinstance(outcome, Document)


SAMPLES = {"a.docx": docx(p("Legal text")), "b.html": PAGE, "c.xlsx": workbook()}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_reader_opens_nothing_and_calls_nobody(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that Python opens is its own modules, and those of the libraries."""
    read = child._read

    def watched(each: Source, words: Vocabulary) -> Document:
        sys.addaudithook(only_modules)
        return read(each, words)

    monkeypatch.setattr(child, "_read", watched)
    monkeypatch.setattr(isolation, "_load_readers", lambda _: None)
    (outcome,) = outcomes(Source(name, SAMPLES[name], "0"), limits=Limits())
    assert isinstance(outcome, Document), outcome


def test_a_reader_that_opens_something_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def opens(_: Source) -> None:
        sys.addaudithook(only_modules)
        Path("/etc/hostname").read_bytes()

    with_bad_reader(opens, monkeypatch)
    (outcome,) = outcomes(source("bad.docx"))
    assert isinstance(outcome, CannotRead)
    assert "AssertionError" in outcome.message


def only_modules(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        path, mode, flags = arguments
        own = str(path).startswith((sys.prefix, sys.base_prefix, str(PROJECT))) and "w" not in str(mode or "")
        assert own or not isinstance(path, str), path
        assert not int(str(flags)) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) or str(path).endswith(".pyc"), path
    assert not event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.remove")), (
        event
    )


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_the_order_is_that_of_the_sources(jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def dawdles(each: Source) -> None:
        time.sleep(0.2 if each.file.endswith("0.docx") else 0.01)

    with_bad_reader(dawdles, monkeypatch)
    sources = [source(f"bad{number}.docx", f"Word {number}") for number in range(6)]
    found = outcomes(*sources, limits=Limits(jobs=jobs))
    assert [each.file for each in found if isinstance(each, Document)] == [each.file for each in sources]
    assert [each.blocks[0].text() for each in found if isinstance(each, Document)] == [f"Word {n}" for n in range(6)]


def test_several_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No child goes on before all four are there: one after the other, none would be read."""
    gate = multiprocessing.get_context("fork").Barrier(4)
    with_bad_reader(lambda _: gate.wait(30), monkeypatch)
    found = outcomes(*(source(f"bad{number}.docx") for number in range(4)), limits=Limits(jobs=4))
    assert [type(each) for each in found] == [Document] * 4


def test_no_more_than_asked_for_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    most = 0
    collect = isolation._collect

    def counted(running: list[isolation._Child], *others: object) -> None:
        nonlocal most
        most = max(most, len(running))
        collect(running, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(isolation, "_collect", counted)
    outcomes(*(source(f"{number}.docx") for number in range(5)), limits=Limits(jobs=2))
    assert most == 2


def test_where_no_process_can_be_started_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    starts = 0
    fork = os.fork

    def sometimes() -> int:
        nonlocal starts
        starts += 1
        if starts == 2:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return fork()

    monkeypatch.setattr(os, "fork", sometimes)
    first, second, third = outcomes(*(source(f"{number}.docx") for number in range(3)))
    assert isinstance(first, Document)
    assert isinstance(third, Document)
    assert isinstance(second, CannotRead)
    assert second.message == "the system starts no process to read it in (Resource temporarily unavailable)"


def test_output_is_the_same_for_any_number_of_jobs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(5):
        (tmp_path / f"{number}.docx").write_bytes(docx(p("Legal text") + p(f"It is version 0.{number} of 4.8.1.")))
    (tmp_path / "torn.docx").write_bytes(b"PK\x03\x04")
    printed = set()
    for jobs in ("1", "2", "5", "64"):
        main(["verify", str(tmp_path), "--format", "json", "--no-cache", "--jobs", jobs])
        printed.add(capsys.readouterr())
    assert len(printed) == 1


def test_closed_streams_do_not_mix_with_answers(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    command = [sys.executable, "-m", "schedcheck", "facts", str(tmp_path), "--no-cache"]
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        run = subprocess.run(["sh", "-c", f'exec "$@" {closed}', "sh", *command], cwd=PROJECT, capture_output=True)
        assert run.returncode == 0, run.stderr


def test_a_child_that_is_no_copy_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = (source("a.docx"), Source("b.html", PAGE, "b"), Source("c.docx", b"PK\x03\x04 torn", "c"))
    copies = outcomes(*sources)
    monkeypatch.setattr(isolation, "_FORKS", False)
    others = outcomes(*sources, limits=Limits())
    assert [str(each) for each in others] == [str(each) for each in copies]
    assert others[:2] == copies[:2]


def test_no_child_and_no_file_is_left_open() -> None:
    outcomes(source("a.docx"))
    before = len(os.listdir("/proc/self/fd"))
    outcomes(*(source(f"{number}.docx") for number in range(4)), Source("torn.docx", b"PK\x03\x04", "t"))
    assert len(os.listdir("/proc/self/fd")) == before
    assert active_children() == []


def test_verify_says_why_and_checks_the_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_bad_reader(killed, monkeypatch)
    for name in ("a.docx", "bad.docx"):
        (tmp_path / name).write_bytes(docx(p("Legal text") + p("This document contains the legal text.")))
    assert main(["verify", str(tmp_path), "--format", "json", "--no-cache"]) == 3
    report = json.loads(capsys.readouterr().out)
    assert [Path(each["file"]).name for each in report["not_read"] if each["document"] is None] == ["bad.docx"]
    assert "a.docx" in {Path(each["file"]).name for each in report["documents"]}


INTERRUPTED = """
import sys, time
from schedcheck.app import child
from schedcheck.cli import main
def sleeps(source, vocabulary):
    time.sleep(60)
child._read = sleeps
sys.exit(main(["verify", *sys.argv[1:], "--no-cache", "--jobs", "4"]))
"""


@pytest.mark.parametrize("to_all", [False, True], ids=["to the parent", "to all, as a terminal does"])
def test_ctrl_c_ends_the_children_at_once(to_all: bool, tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.html").write_bytes(PAGE)
    run = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, str(tmp_path)],
        cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    children = started_by(run.pid, 4)
    if to_all:
        os.killpg(run.pid, signal.SIGINT)
    else:
        run.send_signal(signal.SIGINT)
    _, printed = run.communicate(timeout=10)
    assert (run.returncode, printed.strip()) == (130, b"schedcheck: stopped")
    assert [each for each in children if Path(f"/proc/{each}").exists()] == []


def started_by(parent: int, count: int) -> list[str]:
    """The children of a process, once there are so many."""
    for _ in range(400):
        found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        if len(found) == count:
            time.sleep(0.1)
            return found
        time.sleep(0.05)
    pytest.fail("the children were not started")


def test_texts_cost_no_process_and_no_library(tmp_path: Path) -> None:
    (tmp_path / "legal.txt").write_text("# Legal text\n\nThis document contains the legal text.\n", encoding="utf-8")
    code = f"""import sys; from schedcheck.cli import main
main(["verify", {str(tmp_path)!r}, "--format", "json", "--no-cache"])
print(*sys.modules, file=sys.stderr)"""
    run = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert "schedcheck.app.reading" in run.stderr.split()
    assert not {"multiprocessing", "lxml", "openpyxl", "pypdfium2", "socket"} & set(run.stderr.split())


# What a terminal shows while it waits


def on_a_terminal(tmp_path: Path, seconds: float, *options: str, moment: float = 0.5) -> bytes:
    """What the stderr of a run gets, if it is a terminal, whose one document takes so long."""
    (tmp_path / "a.html").write_bytes(PAGE)
    code = f"""import sys, time
from schedcheck.app import child
from schedcheck.cli import main, streams
streams._MOMENT = {moment}
read = child._read
def dawdles(source, vocabulary):
    time.sleep({seconds})
    return read(source, vocabulary)
child._read = dawdles
sys.exit(main(["verify", *sys.argv[1:], "--no-cache"]))"""
    own, other = os.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "TERM"}
    run = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path), *options],
        cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=other, env=environment | {"TERM": "xterm"},
    )  # fmt: skip
    os.close(other)
    printed = b""
    try:
        while chunk := os.read(own, 4096):
            printed += chunk
    except OSError:
        pass
    run.wait()
    os.close(own)
    return printed


def test_a_long_run_says_what_it_does(tmp_path: Path) -> None:
    printed = on_a_terminal(tmp_path, 1.5)
    assert b"schedcheck: 0 of 1 documents read ..." in printed
    assert printed.endswith(b"\r\x1b[K")
    assert b"\n" not in printed


def test_a_short_run_says_nothing(tmp_path: Path) -> None:
    assert on_a_terminal(tmp_path, 0, moment=30) == b""


def test_a_reason_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    printed = on_a_terminal(tmp_path, 60, "--timeout", "1", "--format", "short")
    last = printed.rpartition(b"\x1b[K")[2].decode().splitlines()
    assert [line.strip() for line in last] == [
        f"schedcheck: could not read {tmp_path}/a.html: reading it takes longer than 1 second",
        "Split it, or allow more with --timeout.",
    ]
