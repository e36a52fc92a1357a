"""Keys of amendments in TOML that are not known: each is named with its place, and what follows from it is open."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from schedcheck.cli import main
from tests.test_since_base import EXAMPLE

RULE = "amendment-says-what-when-and-whether"
NOTE = "cans/can-502-csp-north.toml"


@pytest.fixture
def contracts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "contracts"
    shutil.copytree(EXAMPLE / "base", folder)
    shutil.copytree(EXAMPLE / "right", folder, dirs_exist_ok=True)
    monkeypatch.chdir(folder)
    return folder


def verify(folder: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, times: int = 1) -> Any:
    file = folder / NOTE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, times), encoding="utf-8")
    code = main(["verify", "--format", "json", "--no-cache", "--today", "2020-03-01"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("times", [1, 4])
@pytest.mark.parametrize(
    ("old", "new", "word", "meant", "line"),
    [
        ('field = "CSP SM4"', 'feild = "CSP SM4"', "feild", "field", 16),
        ("new   =", "new_valu   =", "new_valu", "new_value", 18),
        ("old   =", "odl   =", "odl", "old", 17),
        ("effective =", "efective =", "efective", "effective", 11),
        ("authority =", "autority =", "autority", "authority", 10),
    ],
)
def test_a_misspelt_key_is_the_one_finding(
    contracts: Path,
    capsys: pytest.CaptureFixture[str],
    old: str,
    new: str,
    word: str,
    meant: str,
    line: int,
    times: int,
) -> None:
    code, read = verify(contracts, capsys, old, new, times)
    (finding,) = read["findings"]
    assert (code, finding["rule"], finding["level"]) == (1, RULE, "error")
    assert finding["message"] == f"CAN 502 has the key {word}, which no amendment has; did you mean {meant}?"
    (cited,) = finding["citations"]
    assert (cited["line"], cited["quote"]) == (line, word)
    assert [d["read"] for d in read["documents"] if d["title"].endswith("CAN 502")] == ["partly"]


def test_a_key_that_is_like_none_is_named_too(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, read = verify(contracts, capsys, "new   =", 'xyzzy = "something"\nnew   =')
    assert code == 1
    assert [f["message"] for f in read["findings"]] == ["CAN 502 has the key xyzzy, which no amendment has."]


@pytest.mark.parametrize("key", ["note", "comment", "reason", "remarks", "title"])
def test_a_remark_is_no_mistake(contracts: Path, capsys: pytest.CaptureFixture[str], key: str) -> None:
    code, read = verify(contracts, capsys, "new   =", f'{key} = "as agreed by letter"\nnew   =')
    assert (code, read["findings"]) == (0, [])


def test_a_field_that_no_schedule_has_leaves_what_follows_open(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, read = verify(contracts, capsys, '"CSP SM4"', '"CSP SM5"')
    assert (code, read["findings"]) == (3, [])


def test_an_amendment_without_a_row_is_not_passed(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = contracts / NOTE
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("[[row]]")], encoding="utf-8")
    code, _ = verify(contracts, capsys, "[document]", "[document]")
    assert code in {1, 3}


def test_a_row_that_does_not_say_what_it_changes_leaves_what_follows_open(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, read = verify(contracts, capsys, 'field = "CSP SM4"\n', "")
    assert (code, read["findings"]) == (3, [])
    gaps = [u["reason"] for u in read["undecided"]]
    assert any("the row of 4.8.1 gives values and does not say of what" in reason for reason in gaps)
