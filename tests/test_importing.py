"""Import: a registry or schedule of any format becomes a TOML schedule that states the same."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from schedcheck.app import Options, facts
from schedcheck.cli import main
from tests.shared import PROJECT, shared

ROWS = (
    ("Service Request", "SRV", "Eligible Users", "Remarks"),
    ("Read Made Up Register", "4.1.1", "Import Supplier, Gas Supplier", "seldom used"),
    ("Update Made Up Setting", "6.20.1", "Import Supplier", ""),
)
FORMATS = PROJECT / "tests" / "cases" / "formats" / "secmp0053"
Writer = Callable[[Path], None]


def as_csv(path: Path) -> None:
    path.write_text("\n".join(";".join(row) for row in ROWS) + "\n", encoding="utf-8")


def as_html(path: Path) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    path.write_text(f"<html><body><table>{rows}</table></body></html>", encoding="utf-8")


def as_json(path: Path) -> None:
    names, *rows = ROWS
    path.write_text(json.dumps({"matrix": {"rows": [dict(zip(names, row, strict=True)) for row in rows]}}))


def as_xlsx(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(list(row))
    book.save(path)


def as_text(path: Path) -> None:
    lines = ["| " + " | ".join(row) + " |" for row in ROWS]
    path.write_text("\n".join(["# Matrix", "", lines[0], "|---|---|---|---|", *lines[1:]]) + "\n", encoding="utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imported(*arguments: str) -> int:
    return main(["import", *arguments, "--no-cache"])


@pytest.mark.parametrize(
    ("name", "write"),
    [("m.csv", as_csv), ("m.html", as_html), ("m.json", as_json), ("m.xlsx", as_xlsx), ("m.txt", as_text)],
)
def test_every_format_gives_the_same_rows(
    here: Path, capsys: pytest.CaptureFixture[str], name: str, write: Writer
) -> None:
    write(here / name)
    whose = ("--contract", "DSP", "--region", "North")
    assert imported(name, "--kind", "service-request-registry", "--title", "Ours", *whose) == 0
    out, err = capsys.readouterr()
    read = tomllib.loads(out)
    assert read["document"] == {
        "kind": "service-request-registry",
        "title": "Ours",
        "contract": "DSP",
        "region": "North",
        "source": name,
        "whole": False,
    }
    (rows,) = (value for key, value in read.items() if key != "document")
    assert [row["id"] for row in rows] == ["4.1.1", "6.20.1"]
    assert "Read Made Up Register" in rows[0].values()
    assert ["Import Supplier", "Gas Supplier"] in rows[0].values()
    assert "took 2 rows" in err


def test_a_whole_registry_comes_through(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = str(shared("service-requests.toml"))
    assert imported(source, "--kind", "service-request-registry", "--to", "ours.toml") == 0
    assert capsys.readouterr().out == ""

    def said(path: str) -> set[tuple[str, str, str]]:
        return {(fact.subject, fact.property, str(fact.value)) for fact in facts([path], Options()).facts}

    assert said("ours.toml") == said(source)


def test_what_is_not_known_is_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "m.csv").write_text("SRV;Target Response Time;Promised\n4.1.1;30 seconds;25 seconds\n4.1.2;a while;\n")
    assert imported("m.csv", "--kind", "sec-appendix-e") == 3
    out, err = capsys.readouterr()
    assert "25 seconds" not in out
    assert "column ‘Promised’" in err
    assert "a while" in err


def test_draft_changes_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    file = str(FORMATS / "annex-b-legal-text.redlined.docx")
    assert imported(file, "--kind", "sec-appendix-e") == 3
    out, err = capsys.readouterr()
    assert "30 seconds is a proposed" in err
    times = [row["target_response_time"] for row in next(v for k, v in tomllib.loads(out).items() if k != "document")]
    assert sorted(times) == ["24 hours", "24 hours", "24 hours", "30 seconds"]


def test_two_values_for_one_are_left_out(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "m.csv").write_text("SRV;Target Response Time\n4.1.1;30 seconds\n4.1.2;1 hour\n4.1.1;40 seconds\n")
    assert imported("m.csv", "--kind", "sec-appendix-e") == 3
    out, err = capsys.readouterr()
    assert "4.1.1: it has several values" in err
    assert "4.1.1" not in out
    assert "1 hour" in out


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("m.csv", "--kind", "service-request-registri"), "did you mean service-request-registry?"),
        (("m.csv", "--kind", "legal-text"), "no kind of schedule"),
        (("m.csv", "--kind", "sec-appendix-e", "--to", "other.txt"), "there already"),
        (("other.txt", "--kind", "sec-appendix-e"), "nothing in these files"),
        (("missing.csv", "--kind", "sec-appendix-e"), "no such file"),
    ],
)
def test_what_can_not_be_done_is_said(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], what: str
) -> None:
    as_csv(here / "m.csv")
    (here / "other.txt").write_text("A letter. Nothing else.\n")
    before = (here / "m.csv").read_bytes()
    assert imported(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert what in err
    assert (here / "m.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"a": [{"id": }]}', "this is not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": 3}', "no list of objects"),
        ("", "empty"),
    ],
)
def test_json_that_can_not_be_read_is_refused(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, what: str
) -> None:
    (here / "m.json").write_text(text)
    assert imported("m.json", "--kind", "sec-appendix-e") == 2
    assert what in capsys.readouterr().err


def test_numbers_of_json_stay_as_they_are_written(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "m.json").write_text('[{"SRV": "6.20.1", "Service Reference": 6.20, "Target Response Time": "30 s"}]')
    imported("m.json", "--kind", "sec-appendix-e")
    assert '"6.20"' in capsys.readouterr().out


# What a sheet says that it is

DSP = "SRV,Service Request,DCC SM1,DSP SM1.1,CSP SM4\n4.1.1,Read Made Up Register,30 seconds,4 seconds,25 seconds\n"
SEC = "Service Reference,SRV,Eligible Users,Target Response Time\n4.1,4.1.1,Import Supplier,30 seconds\n"


@pytest.mark.parametrize(
    ("text", "kind", "why"),
    [
        (
            DSP,
            "sec-appendix-e",
            "this looks like DSP Schedule 2.2, not like SEC Appendix E: it has columns for DCC SM1",
        ),
        (DSP, "service-request-registry", "it has columns for DCC SM1, DSP SM1.1 and CSP SM4"),
        (DSP, "csp-schedule", "it has columns for name, DCC SM1, DSP SM1.1 and CSP SM4"),
        (SEC, "dsp-schedule-2.2", "this looks like SEC Appendix E, not like DSP Schedule 2.2"),
    ],
)
def test_a_sheet_of_another_kind_is_refused_with_the_way_out(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, kind: str, why: str
) -> None:
    (here / "m.csv").write_text(text)
    assert imported("m.csv", "--kind", kind, "--to", "x.toml") == 2
    err = capsys.readouterr().err
    assert err.startswith("schedcheck: m.csv: ")
    assert why in err
    assert "Say --kind " in err
    assert not (here / "x.toml").exists()
    assert imported("m.csv", "--kind", kind, "--anyway") == 0
    assert f'kind   = "{kind}"' in capsys.readouterr().out


def test_each_kind_by_its_own_columns_or_a_name_of_it(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text, kind in ((DSP, "DSP Schedule 2.2"), (SEC, "Appendix E"), (SEC, "sec-appendix-e")):
        (here / "m.csv").write_text(text)
        assert imported("m.csv", "--kind", kind) == 0


def test_of_a_workbook_only_the_sheets_of_that_kind_are_taken(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "SEC Appendix E in force"
    other = book.create_sheet("DSP Schedule 2.2 in force")
    for sheet, text in ((first, SEC), (other, DSP)):
        for line in text.splitlines():
            sheet.append(line.split(","))
    book.save(here / "both.xlsx")
    assert imported("both.xlsx", "--kind", "sec-appendix-e") == 3
    out, err = capsys.readouterr()
    assert "DCC SM1" not in out
    assert "left ‘DSP Schedule 2.2 in force’: it says that it is another schedule" in err
    book.remove(first)
    book.save(here / "one.xlsx")
    assert imported("one.xlsx", "--kind", "sec-appendix-e") == 2
    assert "it is called ‘DSP Schedule 2.2 in force’" in capsys.readouterr().err


def test_a_column_that_is_never_checked_is_named_too(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    as_csv(here / "m.csv")
    assert imported("m.csv", "--kind", "service-request-registry") == 0
    err = capsys.readouterr().err
    assert "took 2 rows from m.csv: " in err
    assert "not taken, because nothing in it is checked: column ‘Remarks’" in err


def test_the_file_that_is_imported_is_never_written_over(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "m.csv").write_text(SEC)
    (here / "same.csv").symlink_to("m.csv")
    for name in ("m.csv", "./m.csv", "same.csv"):
        assert imported("m.csv", "--kind", "sec-appendix-e", "--to", name, "--replace") == 2
        assert "this is the file that is imported" in capsys.readouterr().err
    assert (here / "m.csv").read_text() == SEC
