"""`fix`: the bytes at the edit's place and no others, whole or not at all, and never what only a person can write."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from schedcheck.app import Options, fix, verify
from schedcheck.cli import main
from schedcheck.diagnose import Cause
from schedcheck.errors import CannotStart, CannotWrite
from schedcheck.finding import Edit
from schedcheck.patch import patched
from schedcheck.place import Place
from tests.made_docx import as_word
from tests.mutants import RIGHT_ROW, mutated
from tests.shared import PROJECT, shared
from tests.test_together import stopped

EXAMPLE = PROJECT / "schedules" / "modifications" / "secmp0053"
ASSESSMENT = "annex-c-full-impact-assessment.txt"


def edit(source: str, target: str, line: int = 1, offset: int = 1, *, op: str = "replace", row: int = 0) -> Edit:
    place = Place(line, offset, line, row=row)
    return Edit(op, "report", "1", "A", "name", source, target, place)  # type: ignore[arg-type]


def put(text: str, *edits: Edit, file: str = "a.txt") -> str:
    return patched(text.encode(), edits, file).decode()


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    for path in sorted(EXAMPLE.glob("*.txt")):
        (folder / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    return folder


def wrong_row() -> Cause:
    (cause,) = (c for c in verify(["pack"], Options()).causes if any(e.source == "6.15.1" for e in c.edits))
    return cause


@pytest.mark.parametrize(("source", "target", "offset"), [("Read Log", "Read Gate Log", 6), ("4.17", "4.16", 1)])
def test_a_cell_of_a_csv_ends_at_its_comma(source: str, target: str, offset: int) -> None:
    """What follows a comma there is the next cell, and no rest of a number."""
    text = "4.17,Read Log,24h\n" if offset > 1 else "4.17,4.1,24h\n"
    assert put(text, edit(source, target, 1, offset), file="a.csv") == text.replace(source, target)


def test_words_before_a_comma_and_a_figure_are_whole() -> None:
    assert put("of Read Log,24 hours\n", edit("Read Log", "Read Gate Log", 1, 4)) == "of Read Gate Log,24 hours\n"
    with pytest.raises(CannotWrite):
        put("of 24,000 hours\n", edit("24", "25", 1, 4))


def test_words_are_changed_at_their_place_alone() -> None:
    assert put("a 30 b 30\nc 30\n", edit("30", "31", 1, 8)) == "a 30 b 31\nc 30\n"


def test_several_edits_of_one_line_do_not_move_each_other() -> None:
    assert (
        put("| 6.1 | Old |\n", edit("6.1", "6.14.22", 1, 3), edit("Old", "New name", 1, 9))
        == "| 6.14.22 | New name |\n"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_words_spread_over_lines_are_spread_again_and_line_ends_stay(end: str) -> None:
    text = end.join(["6.1 Update ", "", "Security ", "(K) ", "24 hours", ""])
    right = end.join(["6.1 Read ", "", "Active ", "Import Data ", "24 hours", ""])
    assert put(text, edit("Update Security (K)", "Read Active Import Data", 1, 5)) == right


def test_fewer_words_leave_lines_blank() -> None:
    assert put("Update\nSecurity\n(K)\n", edit("Update Security (K)", "Read")) == "Read\n\n\n"


def test_a_byte_order_mark_stays() -> None:
    assert patched(b"\xef\xbb\xbfa 30", [edit("30", "31", 1, 3)], "a.txt") == b"\xef\xbb\xbfa 31"


@pytest.mark.parametrize(
    ("text", "wrong", "why"),
    [
        ("a 31\n", edit("30", "32", 1, 3), "stands something else"),
        ("a 4.8.1\n", edit("4.8", "4.9", 1, 3), "stands something else"),
        ("a 300\n", edit("30", "31", 1, 3), "stands something else"),
        ("a 30\n", edit("30", "31", 9, 3), "is not known"),
        ("a 30\n", edit("30", "31", 0, 0), "is not known"),
        ("Update 24 hours\nKeys\n", edit("Update Keys", "Read"), "stands something else"),
        ("| a | 30 |\n", edit("30", "3|1", 1, 7), "can not stand here"),
        ("a 30\n", edit("30", "3\n1", 1, 3), "can not stand here"),
        ("a 30\n", edit("", "31", 1, 3, op="insert"), "only a person"),
        ("a 30\n", edit("30", "", 1, 3, op="delete"), "can not be taken out"),
    ],
)
def test_what_can_not_be_put_in_safely_is_refused(text: str, wrong: Edit, why: str) -> None:
    with pytest.raises(CannotWrite, match=why):
        put(text, wrong)


def test_two_edits_of_the_same_words_are_refused() -> None:
    with pytest.raises(CannotWrite, match="same words"):
        put("a 30 b\n", edit("30", "31", 1, 3), edit("a 30", "c", 1, 1))


def test_a_quote_is_refused_in_toml() -> None:
    with pytest.raises(CannotWrite, match="can not stand"):
        put('name = "Read"\n', edit("Read", 'Read "all"', 1, 9), file="a.toml")


def test_a_text_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(CannotWrite, match="UTF-8"):
        patched(b"a \xff 30", [edit("30", "31", 1, 5)], "a.txt")


def test_a_doubled_row_goes_with_its_line() -> None:
    assert put("| A | 1 |\r\n| A | 1 |\r\n| B | 2 |\r\n", edit("A", "", 2, 3, op="delete", row=2)) == (
        "| A | 1 |\r\n| B | 2 |\r\n"
    )


def test_the_difference_is_shown_and_nothing_written(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path.name: path.read_bytes() for path in pack.iterdir()}
    cause = wrong_row()
    assert main(["fix", cause.id, "pack"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[:2] == [f"--- a/pack/{ASSESSMENT}", f"+++ b/pack/{ASSESSMENT}"]
    assert [line[:8] for line in shown if line[:2] in {"-|", "+|"}] == ["-| 6.15.", "+| 6.14."]
    assert {path.name: path.read_bytes() for path in pack.iterdir()} == before


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_what_was_applied_is_gone_and_nothing_new_comes(pack: Path, end: bytes) -> None:
    for path in pack.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", end))
    before, cause = verify(["pack"], Options()), wrong_row()
    old = {path.name: path.read_bytes() for path in pack.iterdir()}
    fixed = fix(cause.id, ["pack"], Options(), write=True)
    after = verify(["pack"], Options())
    assert [each.file.shown for each in fixed.mended] == [f"pack/{ASSESSMENT}"]
    assert cause.id not in {c.id for c in after.causes}
    assert {f.id for f in after.findings} == {f.id for f in before.findings} - {*cause.explains}
    changed = {path.name for path in pack.iterdir() if path.read_bytes() != old[path.name]}
    assert changed == {ASSESSMENT}
    lines = zip(old[ASSESSMENT].split(b"\n"), (pack / ASSESSMENT).read_bytes().split(b"\n"), strict=True)
    assert sum(1 for one, other in lines if one != other) == 1


def name_in_three() -> Cause:
    (cause,) = (c for c in verify(["pack"], Options()).causes if len({e.document for e in c.edits}) == 3)
    return cause


@pytest.mark.parametrize("failing", range(3))
def test_several_files_are_changed_together_or_not_at_all(
    pack: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    before = {path.name: path.read_bytes() for path in pack.iterdir()}
    cause, true, done = name_in_three(), os.replace, []

    def replace(source: str | Path, target: str | Path) -> None:
        if str(source).endswith(".next"):
            done.append(target)
            if len(done) == failing + 1:
                raise OSError(28, "No space left on device", str(source), None, str(target))
        true(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(CannotWrite, match="No space left on device"):
        fix(cause.id, ["pack"], Options(), write=True)
    assert {path.name: path.read_bytes() for path in pack.iterdir()} == before
    monkeypatch.setattr(os, "replace", true)
    assert len(fix(cause.id, ["pack"], Options(), write=True).mended) == 3
    assert sorted(path.name for path in pack.iterdir()) == sorted(before)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_what_a_stopped_fix_had_begun_is_told_and_finished_by_the_next(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cause = name_in_three()
    shown = fix(cause.id, ["pack"], Options(), write=False).mended
    stopped(shown, monkeypatch, 1)
    capsys.readouterr()
    for command in (["verify", "pack"], ["facts", "pack"], ["fix", cause.id, "pack"]):
        assert main(command) == 2
        told = capsys.readouterr().err
        assert "writing these files is not finished" in told
        assert "schedcheck fix CAUSE --apply with the same documents finishes it" in told
    assert main(["fix", cause.id, "pack", "--apply"]) == 0
    assert capsys.readouterr().err.count("is new now") == 3
    assert [each.file.path.read_bytes() for each in shown] == [each.after for each in shown]
    assert cause.id not in {c.id for c in verify(["pack"], Options()).causes}
    assert not [path for path in pack.iterdir() if path.name.startswith(".")]


def test_the_real_row_is_mended_in_the_lines_where_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pack").mkdir()
    text = shared("secmp0053.txt").read_text(encoding="utf-8")
    (tmp_path / "pack" / "all.txt").write_bytes(text.encode())
    fix(wrong_row().id, ["pack"], Options(), write=True)
    written = (tmp_path / "pack" / "all.txt").read_text(encoding="utf-8")
    assert " ".join(written.split()) == " ".join(mutated(text, RIGHT_ROW).split())


def test_a_cause_that_only_a_person_can_mend_is_refused(pack: Path) -> None:
    before = {path.name: path.read_bytes() for path in pack.iterdir()}
    added = next(c for c in verify(["pack"], Options()).causes if any(e.op == "insert" for e in c.edits))
    with pytest.raises(CannotWrite, match="only a person"):
        fix(added.id, ["pack"], Options(), write=True)
    assert {path.name: path.read_bytes() for path in pack.iterdir()} == before


def test_what_is_in_a_zip_is_not_changed(pack: Path) -> None:
    cause = wrong_row()
    with zipfile.ZipFile("pack.zip", "w") as packed:
        for path in sorted(pack.iterdir()):
            packed.write(path, path.name)
    before = Path("pack.zip").read_bytes()
    with pytest.raises(CannotWrite, match="zip"):
        fix(cause.id, ["pack.zip"], Options(), write=True)
    assert Path("pack.zip").read_bytes() == before


def test_an_unknown_cause_is_told_with_the_nearest(pack: Path) -> None:
    cause = wrong_row()
    with pytest.raises(CannotStart, match=cause.id):
        fix(cause.id[:-1] + "0", ["pack"], Options(), write=True)


def test_a_word_file_is_never_changed(pack: Path) -> None:
    word = pack / "annex-c.docx"
    word.write_bytes(as_word((pack / ASSESSMENT).read_text(encoding="utf-8"), "tracked"))
    (pack / ASSESSMENT).unlink()
    before = word.read_bytes()
    with pytest.raises(CannotWrite, match="only texts and TOML files"):
        fix(wrong_row().id, ["pack"], Options(), write=True)
    assert word.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ('id    = "6.15.1"\n', 'id    = "6.14.2"\n'),
        ("id='6.15.1' # 6.15.1a\n", "id='6.14.2' # 6.15.1a\n"),
        ('"6.15.1" = "6.15.1"\n', '"6.15.1" = "6.14.2"\n'),
        ('of = ["6.15.1", "6.15.10"]\n', 'of = ["6.14.2", "6.15.10"]\n'),
        ("day = 6.15.1", "day = 6.14.2"),
    ],
)
def test_a_value_of_toml_is_found_by_its_line_alone(line: str, after: str) -> None:
    change = Edit("replace", "a", "row", "", "", "6.15.1", "6.14.2", Place(line=1, key="row[0].id"))
    assert patched(line.encode(), [change], "a.toml") == after.encode()


@pytest.mark.parametrize("line", ['id = "6.15.2"\n', 'of = ["6.15.1", "6.15.1"]\n', 'id = "x6.15.1"\n'])
def test_one_that_is_not_there_or_there_twice_is_left_alone(line: str) -> None:
    change = Edit("replace", "a", "row", "", "", "6.15.1", "6.14.2", Place(line=1, key="row[0].id"))
    with pytest.raises(CannotWrite, match="here stands something else"):
        patched(line.encode(), [change], "a.toml")
