"""What is done in the program's own process ends after its time, and the other documents are still checked."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from schedcheck.app.alarm import TookTooLong, at_most
from schedcheck.cli import main
from schedcheck.recognise import prose
from schedcheck.recognise.ledger import Ledger
from schedcheck.recognise.split import Part


def work(seconds: float) -> None:
    """Keeps the processor busy."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_what_takes_too_long_is_ended() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(TookTooLong), at_most(0.01):
        work(5)
    assert signal.getsignal(signal.SIGVTALRM) is before
    work(0.05)


def test_what_is_quick_is_left_alone() -> None:
    with at_most(60):
        work(0.001)


def test_a_document_that_takes_too_long_is_not_read_and_the_others_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read = prose.Prose.read

    def slowly(self: prose.Prose, part: Part, ledger: Ledger) -> None:
        if part.source.file.endswith("slow.txt"):
            work(30)
        read(self, part, ledger)

    monkeypatch.setattr(prose.Prose, "read", slowly)
    for name in ("slow", "quick"):
        (tmp_path / f"{name}.txt").write_text(
            "# Modification Report\n\nThe total cost of this modification is £90,000.\n"
        )
    assert main(["verify", str(tmp_path), "--timeout", "1", "--no-cache"]) == 3
    out = capsys.readouterr().out
    assert "slow.txt: recognising what it says took longer than 1 seconds" in " ".join(out.split())
    assert "1 document" in out
