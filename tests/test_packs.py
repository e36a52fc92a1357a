"""Folders and zips of packs: what is taken from them, what is refused, and that nothing is written."""

from __future__ import annotations

import json
import os
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from schedcheck.app.files import File, documents
from schedcheck.app.packs import sources
from schedcheck.cli import main
from schedcheck.document import Source
from schedcheck.errors import CannotStart
from schedcheck.readers import zip as zip_parts
from schedcheck.reading import Refused
from tests.made_docx import docx, p, zipped
from tests.shared import PROJECT

EXAMPLE = PROJECT / "schedules" / "modifications" / "secmp0053"
TEXT = b"# Legal text\n\nThis document contains the legal text.\n"
WORD = docx(p("Legal text") + p("This document contains the legal text."))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def opened(content: bytes, name: str = "pack.zip") -> dict[str, bytes | str]:
    """Name -> bytes, or the reason why there are none, of what a file stands for."""
    Path(name).write_bytes(content)
    found: dict[str, bytes | str] = {}
    for each in sources([File(Path(name), name)]):
        assert each.file not in found
        found[each.file] = each.content if isinstance(each, Source) else each.reason
    return found


def the_reason(content: bytes) -> str:
    """Why a zip is not read at all."""
    found = opened(content)
    assert list(found) == ["pack.zip"]
    assert isinstance(found["pack.zip"], str)
    return found["pack.zip"]


def verified(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(["verify", "--format", "json", *arguments])
    return code, json.loads(capsys.readouterr().out)


# Folders


def test_a_folder_stands_for_the_documents_in_it(here: Path) -> None:
    taken = ["a.txt", "B.DOCX", "c.pdf", "d.xlsx", "e.csv", "f.html", "g.htm", "h.md", "i.toml", "old.doc"]
    for name in (*taken, "~$a.docx", ".hidden.txt", "schedcheck.toml", "picture.png", "pack.zip", "noending"):
        (here / name).write_bytes(TEXT)
    (here / "folder.txt").mkdir()
    assert sorted(file.shown for file in documents(["."])) == sorted(taken)
    assert [file.shown for file in documents(["pack.zip", "a.txt"])] == ["pack.zip", "a.txt"]


def test_a_folder_without_documents_is_said(here: Path) -> None:
    (here / "picture.png").write_bytes(b"x")
    with pytest.raises(CannotStart, match=r"holds no \.csv, .*\.docx.* or \.xlsx file"):
        documents(["."])


def test_the_content_tells_what_a_file_is(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "word.txt").write_bytes(WORD)
    (here / "text.docx").write_bytes(TEXT)
    (here / "page.pdf").write_bytes(b"<html><body><h1>Legal text</h1></body></html>")
    _, report = verified(capsys, ".")
    read = {each["file"]: each["kind"] for each in report["documents"] if not each["file"].startswith("builtin/")}
    assert read == {"page.pdf": "legal-text", "text.docx": "legal-text", "word.txt": "legal-text"}


def test_each_sort_of_file_has_its_own_limit(here: Path) -> None:
    for start, size, refused in ((b"", 11, True), (b"PK\x03\x04", 11, False), (b"PK\x03\x04", 51, True)):
        with Path("large.txt").open("wb") as file:
            file.write(start)
            file.truncate(size * 1024 * 1024)
        (found,) = sources([File(Path("large.txt"), "large.txt")])
        assert isinstance(found, Refused)
        assert ("too large" in found.reason) is refused


# Zips of packs


def test_a_zip_of_the_example_gives_what_the_folder_gives(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    members = {file.name: file.read_bytes() for file in sorted(EXAMPLE.glob("*.txt"))}
    Path("pack.zip").write_bytes(zipped({f"secmp/{name}": text for name, text in reversed(members.items())}))
    code, report = verified(capsys, "pack.zip")
    folder_code, folder = verified(capsys, str(EXAMPLE))
    assert (code, [f["id"] for f in report["findings"]]) == (folder_code, [f["id"] for f in folder["findings"]])
    files = {each["file"] for each in report["documents"] if not each["file"].startswith("builtin/")}
    assert files == {f"pack.zip/secmp/{name}" for name in members}
    assert os.listdir() == ["pack.zip"]


def test_a_zip_stands_for_the_documents_in_it(here: Path) -> None:
    assert opened(
        zipped(
            {
                "b/legal.docx": WORD,
                "a.txt": TEXT,
                "__MACOSX/._a.txt": b"x",
                "b/~$legal.docx": b"x",
                "picture.png": b"x",
                "schedcheck.toml": b"x",
            }
        )
    ) == {"pack.zip/a.txt": TEXT, "pack.zip/b/legal.docx": WORD}


def test_a_word_file_is_no_pack(here: Path) -> None:
    assert opened(WORD, "a.zip") == {"a.zip": WORD}
    assert list(opened(docx(p("x"), {"embeddings/a.txt": b"x"}), "b.docx")) == ["b.docx"]


def test_names_that_lead_out_are_left_out(here: Path) -> None:
    names = ["../out.txt", "/out.txt", "a/../../out.txt", "..\\out.txt", "in.txt"]
    assert list(opened(zipped(dict.fromkeys(names, TEXT)))) == ["pack.zip/in.txt"]
    assert os.listdir() == ["pack.zip"]
    assert not (here.parent / "out.txt").exists()


def test_a_zip_in_a_zip_is_refused(here: Path) -> None:
    inner = zipped({"a.txt": TEXT})
    found = opened(
        zipped({"a.txt": TEXT, "inner.zip": inner, "inner.docx": inner, "word.zip": WORD, "e.zip": zipped({})})
    )
    assert found["pack.zip/a.txt"] == TEXT
    assert found["pack.zip/word.zip"] == WORD
    for name in ("pack.zip/inner.zip", "pack.zip/inner.docx"):
        assert found[name] == "this is a zip file inside a zip file"
    assert found["pack.zip/e.zip"] == "it has no parts"


def test_a_zip_whose_directory_is_empty(here: Path) -> None:
    assert the_reason(b"PK\x03\x04" + TEXT + zipped({})) == "it has no parts"


def test_a_bomb_is_refused_and_the_others_are_read(here: Path) -> None:
    found = opened(zipped({"a.txt": TEXT, "bomb.txt": bytes(40 * 1024 * 1024), "wide.txt": os.urandom(11 << 20)}))
    assert found["pack.zip/a.txt"] == TEXT
    assert "unpacks to more than 200 times its size" in str(found["pack.zip/bomb.txt"])
    assert "too large" in str(found["pack.zip/wide.txt"])


def test_a_zip_that_is_too_large_in_sum_is_bounded(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_parts, "_LARGEST_SUM", 1024 * 1024)
    text = os.urandom(300 * 1024)
    found = opened(zipped({f"{number}.txt": text for number in range(6)}))
    assert [each for each in found.values() if isinstance(each, bytes)] == [text] * 3
    assert "too large unpacked" in str(found["pack.zip/5.txt"])


def test_too_many_members(here: Path) -> None:
    assert "more than 4,000 parts" in the_reason(zipped({f"{number}.txt": b"" for number in range(4_001)}))


def test_members_that_overlap(here: Path) -> None:
    assert "lie over each other" in the_reason(overlapping({"a.txt": TEXT, "b.txt": TEXT}))


def test_two_members_of_one_name(here: Path) -> None:
    content = zipped({"a.txt": TEXT, "b.txt": TEXT}).replace(b"b.txt", b"a.txt")
    assert "two parts of one name" in the_reason(content)


def test_an_encrypted_zip(here: Path) -> None:
    content = bytearray(zipped({"a.txt": TEXT}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "it is encrypted" in the_reason(bytes(content))


@pytest.mark.parametrize("kept", [4, 40, 90, -30, -1])
def test_a_zip_cut_off(kept: int, here: Path) -> None:
    assert the_reason(zipped({"a.txt": TEXT, "b.txt": TEXT})[:kept]) == "the zip file is damaged or cut off"


def test_a_damaged_member_leaves_the_others(here: Path) -> None:
    content = zipped({"a.txt": TEXT, "b.txt": TEXT}, zipfile.ZIP_STORED)
    found = opened(content.replace(b"# Legal", b"# Eagle", 1))
    assert found["pack.zip/b.txt"] == TEXT
    assert "damaged" in str(found["pack.zip/a.txt"])


def test_a_zip_without_documents_is_not_read(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("pack.zip").write_bytes(zipped({"picture.png": b"x"}))
    code, report = verified(capsys, "pack.zip")
    assert code == 3
    assert "no Word or Excel file" in report["not_read"][0]["reason"]


def test_what_a_zip_refuses_is_not_read_and_the_rest_is_checked(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("pack.zip").write_bytes(zipped({"a.txt": TEXT, "inner.zip": zipped({"b.txt": TEXT}), "c.txt": b"\0"}))
    code, report = verified(capsys, "pack.zip")
    assert code == 3
    not_read = [each["file"] for each in report["not_read"] if each["document"] is None]
    assert not_read == ["pack.zip/c.txt:1", "pack.zip/inner.zip"]
    assert "pack.zip/a.txt" in {each["file"] for each in report["documents"]}


def overlapping(members: Mapping[str, bytes]) -> bytes:
    """A zip whose members all point at the first one's bytes."""
    content = bytearray(zipped(members, zipfile.ZIP_STORED))
    at = content.index(b"PK\x01\x02")
    while (at := content.find(b"PK\x01\x02", at + 1)) > 0:
        struct.pack_into("<I", content, at + 42, 0)
    return bytes(content)
