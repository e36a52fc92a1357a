"""Documents that are recognised in several copies of the process: the same comes out, whatever becomes of a copy."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence

import pytest

from schedcheck.app import shares
from schedcheck.app.shares import in_shares
from schedcheck.app.transcript import write_readings
from schedcheck.cli import main
from schedcheck.document import Document, Source
from schedcheck.readers import read
from schedcheck.reading import Reading
from schedcheck.recognise import Task, recognise
from tests.listing import vocabulary
from tests.shared import PROJECT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux alone")

EXAMPLE = PROJECT / "schedules" / "modifications" / "secmp0053"
HERE = os.getpid()


@pytest.fixture(autouse=True)
def _(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every share pays, and no copy is left."""
    monkeypatch.setattr(shares, "LEAST", 1)
    yield
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def documents() -> list[Document]:
    files = sorted(EXAMPLE.glob("*.txt"))
    return [read(Source(file.name, file.read_bytes(), file.name), vocabulary()) for file in files]


def plainly(task: Task) -> Reading:
    return task.do()


def in_copies(do: Callable[[Task], None]) -> Callable[[Task], Reading]:
    """In a copy something happens first."""

    def doing(task: Task) -> Reading:
        if os.getpid() != HERE:
            do(task)
        return task.do()

    return doing


def recognised(jobs: int, do: Callable[[Task], Reading | None] = plainly) -> bytes:
    def perform(tasks: Sequence[Task]) -> tuple[Reading | None, ...]:
        return in_shares(tasks, jobs, do)

    return write_readings(recognise(documents(), vocabulary(), perform=perform))


def test_it_is_done_in_copies(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("done")
    recognised(3, in_copies(lambda task: (folder / f"{os.getpid()} {task.file}").touch()))
    done = [path.name.partition(" ") for path in folder.iterdir()]
    assert len({process for process, _, _ in done}) == 2
    assert 2 <= len({file for _, _, file in done}) < len(documents())


@pytest.mark.parametrize("jobs", [1, 2, 3, 50])
def test_any_number_of_copies_recognises_the_same(jobs: int) -> None:
    assert recognised(jobs) == write_readings(recognise(documents(), vocabulary()))


def killed(_: Task) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def raises(_: Task) -> None:
    raise ValueError


def leaves(_: Task) -> None:
    sys.exit(0)


def lacks_memory(_: Task) -> None:
    raise MemoryError


@pytest.mark.parametrize("bad", [killed, raises, leaves, lacks_memory], ids=lambda bad: bad.__name__)
def test_what_a_copy_does_not_do_is_done_here(bad: Callable[[Task], None]) -> None:
    assert recognised(3, in_copies(bad)) == recognised(1)


@pytest.mark.parametrize("answer", [b"", b"\1\1\1[]", b"\1\1\1[[]]", b"\0", b"\0\0\0{", b"\1\1\1null"])
def test_an_answer_that_is_none_is_passed_over(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def answers(_tasks: object, _do: object, end: int) -> None:
        os.write(end, answer)
        os._exit(0)

    expected = recognised(1)
    monkeypatch.setattr(shares, "_answer", answers)
    assert recognised(2) == expected


def test_a_fault_is_told_by_the_process_itself() -> None:
    def faulty(task: Task) -> Reading:
        raise ValueError(task.file)

    with pytest.raises(ValueError, match="txt"):
        recognised(3, faulty)


def test_what_takes_too_long_in_a_copy_is_given_up() -> None:
    def slow(task: Task) -> Reading | None:
        return None if os.getpid() != HERE else task.do()

    here = recognised(3, slow)
    assert 0 < len(here) < len(recognised(1))


def test_a_stop_ends_the_copies() -> None:
    """The fixture sees that none is left."""

    def stopped(task: Task) -> Reading:
        if os.getpid() == HERE:
            raise KeyboardInterrupt
        signal.pause()
        return task.do()

    with pytest.raises(KeyboardInterrupt):
        recognised(3, stopped)


def test_where_no_copy_is_to_be_had_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def denied() -> int:
        raise OSError

    before = len(os.listdir("/proc/self/fd"))
    monkeypatch.setattr(os, "fork", denied)
    assert recognised(3) == recognised(1)
    assert len(os.listdir("/proc/self/fd")) == before


def test_little_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "LEAST", 1_000_000)
    monkeypatch.setattr(os, "fork", pytest.fail)
    assert recognised(3) == recognised(1)


def test_a_run_says_the_same_with_any_number_of_jobs(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for jobs in ("1", "2", "5"):
        main(["verify", str(EXAMPLE), "--no-cache", "--format", "json", "--jobs", jobs])
        said.append(capsys.readouterr().out)
    assert len(said[0]) > 10_000
    assert set(said) == {said[0]}


def test_a_document_that_takes_too_long_in_a_copy_is_not_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from schedcheck.recognise import prose

    monkeypatch.setattr(prose.Prose, "read", lambda *_: _forever() if os.getpid() != HERE else None)
    main(["verify", str(EXAMPLE), "--no-cache", "--jobs", "2", "--timeout", "1"])
    said = " ".join(capsys.readouterr().out.split())
    assert ".txt: recognising what it says took longer than 1 second" in said


def _forever() -> None:
    while True:
        pass
