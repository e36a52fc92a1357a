"""`schedcheck apply`: the plan, what is refused, and files that keep every byte and are never torn. All made up."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedcheck.app import Options, apply, write_whole
from schedcheck.errors import CannotStart
from schedcheck.tomlfile import load
from schedcheck.tomlfile.appending import Block, appended

SCHEDULE = """# A schedule with a layout of its own.
[document]
kind = "dsp-schedule-2.2"   # whose it is

[[row]]
id          = "4.8.1"   # read often
"DCC SM1"   = "30 seconds"
"DSP SM1.1" = "4 seconds"
"CSP SM4"   = "25 seconds"
# after the first

# before the second
[[row]]
id = "7.9"
'DCC SM1' = "24 hours"
'DSP SM1.1' = "21 hours"
'CSP SM4' = "2 hours"
"""

ADDED = """
[[row]]
id          = "4.8.1"
from        = 2030-06-25
authority   = "CAN 900"
"DSP SM1.1" = "5 seconds"
"""


def can(*rows: str, status: str = "agreed", schedule: str = "Schedule 2.2", day: str = "2030-06-25") -> str:
    head = f'[document]\nkind = "contract-amendment-note"\nid = "CAN 900"\nschedule = "{schedule}"\n'
    return f'{head}effective = {day}\nstatus = "{status}"\n' + "".join(f"\n[[row]]\n{row}\n" for row in rows)


REPLACE = 'id = "4.8.1"\nfield = "DSP SM1.1"\nold = "4 seconds"\nnew = "5 seconds"'


def workspace(folder: Path, note: str, schedule: bytes = SCHEDULE.encode()) -> tuple[str, Options, Path]:
    (folder / "schedules").mkdir(exist_ok=True)
    file = folder / "schedules" / "dsp.toml"
    file.write_bytes(schedule)
    (folder / "can.toml").write_text(note, encoding="utf-8")
    (folder / "schedcheck.toml").write_text('documents = []\nschedules = ["schedules"]\n', encoding="utf-8")
    return str(folder / "can.toml"), Options(workspace=str(folder)), file


def test_a_block_is_added_and_every_other_byte_stays(tmp_path: Path) -> None:
    note, options, file = workspace(tmp_path, can(REPLACE))
    plan = apply(note, options)
    assert file.read_bytes() == SCHEDULE.encode()
    assert [(s.sign, s.subject, s.property) for s in plan.plans[0].steps] == [("~", "4.8.1", "dsp-sm1.1")]
    apply(note, options, write=True)
    assert file.read_text(encoding="utf-8") == SCHEDULE.replace("\n# after the first", f"\n{ADDED}# after the first")


def test_line_ends_and_a_missing_last_one_are_kept(tmp_path: Path) -> None:
    last = 'id = "7.9"\nfield = "DSP SM1.1"\nold = "21 hours"\nnew = "20 hours"'
    before = SCHEDULE.rstrip().replace("\n", "\r\n").encode()
    note, options, file = workspace(tmp_path, can(last), before)
    apply(note, options, write=True)
    after = file.read_bytes()
    assert after.startswith(before + b"\r\n\r\n[[row]]\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert b"'DSP SM1.1' = \"20 hours\"\r\n" in after


def test_rows_come_and_go(tmp_path: Path) -> None:
    new = 'id = "6.14.1"\nchange = "insert"\nfield = "DSP SM1.1"\nnew = "3 seconds"'
    note, options, file = workspace(tmp_path, can(new, 'id = "7.9"\nchange = "delete"'))
    apply(note, options, write=True)
    rows = load(file.read_bytes(), "dsp.toml").values["row"]
    assert isinstance(rows, list)
    assert [row.get("deleted") for row in rows if row["id"] == "7.9"] == [None, True]
    assert [row.get("DSP SM1.1") for row in rows if row["id"] == "6.14.1"] == ["3 seconds"]


REFUSED = {
    "twice": (can(REPLACE), "in the history already"),
    "proposed": (can(REPLACE, status="proposed"), "is proposed"),
    "withdrawn": (can(REPLACE, status="withdrawn"), "is withdrawn"),
    "another old value": (can(REPLACE.replace('"4 s', '"3 s')), "is 4 seconds, not 3 seconds"),
    "no such row": (can(REPLACE.replace("4.8.1", "4.8.2")), "there is no row 4.8.2"),
    "built in": (can(REPLACE.replace("DSP SM1.1", "TRT").replace("4 s", "30 s"), schedule="Appendix E"), "built in"),
    "unknown schedule": (can(REPLACE, schedule="Schedule 9.9"), "there is no schedule called Schedule 9.9"),
    "no day": (can(REPLACE).replace("effective", "noted"), "from which day"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_can_not_be_written_says_why_and_leaves_the_file(tmp_path: Path, case: str) -> None:
    text, reason = REFUSED[case]
    note, options, file = workspace(tmp_path, text)
    if case == "twice":
        apply(note, options, write=True)
    before = file.read_bytes()
    with pytest.raises(CannotStart, match=reason):
        apply(note, options, write=True)
    assert file.read_bytes() == before


def test_a_schedule_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    note, options, file = workspace(tmp_path, can(REPLACE))
    file.write_text('[document]\nkind = "dsp-schedule-2.2"\nrow = [{ id = "4.8.1", "DSP SM1.1" = "4 seconds" }]\n')
    with pytest.raises(CannotStart):
        apply(note, options, write=True)


TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
ENTRIES = st.dictionaries(TEXTS.filter(bool), TEXTS | st.booleans() | st.dates(), min_size=1, max_size=4)


@given(st.lists(ENTRIES, min_size=1, max_size=3), st.integers(0, 2), ENTRIES, st.sampled_from(["\n", "\r\n"]))
def test_what_was_added_is_read_again_and_the_rest_stays(
    rows: list[dict[str, object]], number: int, added: dict[str, object], end: str
) -> None:
    first = appended(b"# made up\n[[row]]\n", "made.toml", [Block("row", 0, _entries(rows[0]))])
    content = first.replace(b"\r\n", b"\n").replace(b"\n", end.encode()) + b"# the end"
    before = load(content, "made.toml").values["row"]
    after = appended(content, "made.toml", [Block("row", number % 2, _entries(added))])
    read = load(after, "made.toml").values["row"]
    assert isinstance(before, list)
    assert isinstance(read, list)
    position = number % 2 + 1
    assert [row for index, row in enumerate(read) if index != position] == before
    assert read[position] == added
    cut = next(i for i in range(len(content) + 1) if after[:i] != content[:i] or i == len(content))
    length = len(after) - len(content)
    assert any(after[:i] + after[i + length :] == content for i in range(cut + 1))


def _entries(row: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple(row.items())  # type: ignore[arg-type]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_killed_at_any_moment_it_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    note, options, file = workspace(tmp_path, can(REPLACE))
    old = file.read_bytes()
    apply(note, options, write=True)
    new = file.read_bytes()
    rng, seen = random.Random(7), set()
    for _ in range(200):
        file.write_bytes(old)
        child = os.fork()
        if not child:
            _write_for_ever(file, new, old)
        time.sleep(rng.random() / 50)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        content = file.read_bytes()
        assert content in {old, new}
        seen.add(content == new)
    assert seen == {True, False}


def _write_for_ever(file: Path, new: bytes, old: bytes) -> None:
    """Writes what `apply` writes and takes it back, as it does, until it is killed. Never comes back."""
    try:
        while True:
            write_whole(file, new)
            write_whole(file, old)
    finally:
        os._exit(1)
