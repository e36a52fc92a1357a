"""Mutants of every format are read or not read. All 10,000 of each with SCHEDCHECK_MUTANTS=10000, else the first ones.

What is tested is in `byte_mutants` and `survival`; `python -m benchmarks.mutants` prints figures of the same.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from schedcheck.document import Document, Source
from schedcheck.errors import CannotRead
from schedcheck.readers import read
from schedcheck.vocabulary import Vocabulary
from tests import survival
from tests.byte_mutants import SORTS, Sort, mutant
from tests.listing import vocabulary
from tests.survival import survive, warm

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="children that are copies, with Linux's limits")

MUTANTS = int(os.environ.get("SCHEDCHECK_MUTANTS", "60"))
PAGE = b"<!DOCTYPE html><html><body><p>Nothing is said here.</p></body></html>"


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    warm([Source(sort.file, content, "0") for sort in SORTS for content in sort.originals()], vocabulary())


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: sort.name)
def test_mutants_are_read_or_not_read(sort: Sort) -> None:
    found = survive(lambda number: Source(sort.file, mutant(sort, number), "0"), range(MUTANTS), vocabulary())
    assert found.faults == []
    assert found.count == MUTANTS
    assert found.read > MUTANTS // 50, "mutants that are all refused show nothing"
    assert found.refused, "mutants that are all read show nothing"


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: sort.name)
def test_mutants_are_the_same_in_every_run(sort: Sort) -> None:
    assert mutant(sort, 7) == mutant(sort, 7)
    assert len({mutant(sort, number) for number in range(20)}) > 15
    assert mutant(sort, 7) != mutant(sort, 7, seed=2)


# What the watch sees: a reader that does harm


def with_reader(harm: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> survival.Survival:
    """What is reported of four files, of which the second meets the harm."""

    def harmful(source: Source, words: Vocabulary) -> Document:
        if source.sha256 == "1":
            harm()
        return read(source, words)

    monkeypatch.setattr(survival, "read", harmful)
    return survive(lambda number: Source("a.html", PAGE, str(number)), range(4), vocabulary(), seconds=1)


def raises() -> None:
    raise ValueError("made up")


def loops() -> None:
    while True:
        pass


def recurses() -> None:
    recurses()


def exits() -> None:
    sys.exit(0)


def leaves() -> None:
    os._exit(0)


def opens() -> None:
    try:
        Path("/etc/hostname").read_bytes()
    except OSError:
        return


def writes() -> None:
    try:
        Path("left-behind").write_bytes(b"x")
    except OSError:
        return


def calls() -> None:
    try:
        socket.create_connection(("127.0.0.1", 9))
    except OSError:
        return


def starts() -> None:
    try:
        subprocess.run(["true"], check=False)
    except OSError:
        return


def refuses_without_a_way_out() -> None:
    raise CannotRead("no")


HARM: dict[Callable[[], object], str] = {
    raises: "ValueError: made up", loops: "it hangs", recurses: "RecursionError", exits: "SystemExit",
    leaves: "exit code 0", opens: "it tried to: open", writes: "it tried to: open", calls: "it tried to: socket.",
    starts: "it tried to: ", refuses_without_a_way_out: "no way out",
}  # fmt: skip


@pytest.mark.parametrize("harm", HARM, ids=lambda harm: harm.__name__)
def test_harm_is_seen_and_costs_its_own_file_alone(harm: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    found = with_reader(harm, monkeypatch)
    assert [fault.number for fault in found.faults] == [1]
    assert HARM[harm] in found.faults[0].what
    assert found.read == 3


def test_a_library_that_ends_its_process_leaves_its_file_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    found = with_reader(os.abort, monkeypatch)
    assert (found.read, dict(found.ends), found.faults) == (3, {"SIGABRT": 1}, [])


def test_what_is_read_in_the_programs_own_process_may_not_end_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survival, "is_apart", lambda _: False)
    found = with_reader(lambda: os.kill(os.getpid(), signal.SIGSEGV), monkeypatch)
    assert [fault.what for fault in found.faults] == ["it ends the program by SIGSEGV"]


def test_memory_beyond_the_limit_is_not_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    found = with_reader(lambda: bytearray(2 << 30), monkeypatch)
    assert (found.read, dict(found.refused)) == (3, {"memory": 1})


def test_waiting_is_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survival, "CLOCK", 1)
    found = with_reader(lambda: time.sleep(60), monkeypatch)
    assert [fault.what for fault in found.faults] == ["it hangs"]
