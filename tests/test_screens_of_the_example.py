"""The screens of the example of contracts in git, read as a contract manager would: each thing by its name, once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from schedcheck.cli import main

EXAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "contracts"
NORTH = "cans/can-502-csp-north.toml"
DAY = ("--today", "2020-03-01", "--no-cache")


@pytest.fixture
def contracts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The main branch with the amendments that do it right."""
    for part in ("base", "right"):
        shutil.copytree(EXAMPLE / part, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What stdout has, in one line without indents."""
    main([*arguments, *DAY])
    return " ".join(capsys.readouterr().out.split())


def test_an_unknown_status_is_told_with_those_that_are_known(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(contracts / NORTH, '"agreed"', '"propsed"')
    assert (
        "- CAN 502 gives ‘propsed’ as the status of the amendment, which is none of proposed, agreed and withdrawn; "
        "did you mean proposed?"
    ) in shown(capsys, "verify")


def test_a_list_of_a_toml_file_is_called_by_its_name(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(contracts / NORTH, '"CSP SM4"', '"CSP SM9"')
    text = shown(capsys, "verify")
    assert "- the entries [[row]]: “CSP SM9” is no column that any schedule is known to have" in text
    assert "section row" not in text
    assert "- CAN 502: CAN 502" not in text


def test_what_a_file_says_of_itself_is_no_entry(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(contracts / NORTH, "2020-06-25", "2020-06-26")
    text = shown(capsys, "verify")
    assert "Found Contract Amendment Note CAN 502 line 11 cans/can-502-csp-north.toml:11" in text
    assert "Contract Amendment Note CAN 502, line 11: write 2020-06-25 instead of 2020-06-26." in text


def test_rows_that_change_alike_are_told_together(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(EXAMPLE / "wrong", contracts, dirs_exist_ok=True)
    assert (
        "Contract Amendment Note CAN 501, sixth, seventh and eighth entries: write 6.14.2 instead of 6.15.1. Or"
    ) in shown(capsys, "verify")


def test_what_comes_to_a_list_is_said_with_what_it_is(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again = (contracts / NORTH).read_text().replace("CAN 502", "CAN 505")
    (contracts / "cans" / "can-505.toml").write_text(again)
    assert "add CAN 505 as superseded amendment of CAN 502." in shown(capsys, "verify")


def test_the_matrix_names_each_property_once(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(EXAMPLE / "wrong", contracts, dirs_exist_ok=True)
    main(["verify", *DAY])
    lines = capsys.readouterr().out.splitlines()
    heading = "target response time = DCC SM1"
    assert [line for line in lines if line == heading] == [heading]


# Drafting, by the name that a person knows


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("CSP North service times", 4),
        ("csp north SERVICE TIMES", 4),
        ("schedules/csp-north.toml", 4),
        ("DSP Schedule 2.2", 11),
        ("Schedule 2.2", 11),
        ("dsp-schedule-2.2", 11),
    ],
)
def test_a_schedule_is_asked_for_by_title_kind_or_file(
    contracts: Path, capsys: pytest.CaptureFixture[str], name: str, rows: int
) -> None:
    main(["draft-can", "pack", "--schedule", name, "--id", "CAN 7", *DAY])
    out, err = capsys.readouterr()
    assert out.count("[[row]]") == rows
    assert f"drafted {rows} rows: {'CSP North service times' if rows == 4 else 'DSP Schedule 2.2'}\n" in err


def test_a_draft_calls_its_schedule_by_a_title(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["draft-can", "pack", "--schedule", "CSP North service times", *DAY])
    assert 'schedule  = "CSP service times"\nregion    = "North"\n' in capsys.readouterr().out


def test_a_schedule_that_is_not_here_is_told_with_those_that_are(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["draft-can", "pack", "--schedule", "CSP Nroth service times", *DAY]) == 2
    err = capsys.readouterr().err
    assert (
        "--schedule: no schedule called CSP Nroth service times is here; did you mean CSP North service times?" in err
    )
    assert "CSP Central service times, CSP North service times, CSP South service times" in err


def test_nothing_to_draft_names_what_was_asked_for(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft-can", "pack", "--schedule", "Agreed margins", *DAY]) == 2
    assert "proposes a change of what Agreed margins holds" in capsys.readouterr().err


# What is not what it should be


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("apply", "nowhere.toml"), "nowhere.toml: there is no such file or folder"),
        (("apply", "cans"), "cans: this is a folder"),
        (("apply", ""), "an empty name names no file"),
        (("verify", ""), "an empty name names no file"),
        (("import", "", "--kind", "csp-schedule"), "an empty name names no file"),
        (("draft-can", "empty.toml"), "empty.toml: the file is empty"),
        (("show", "4.8.1", "--as-of", "20200301"), "--as-of: 20200301 is no date"),
        (("show", "4.8.1", "--as-of", "2020-W10-1"), "--as-of: 2020-W10-1 is no date"),
        (("diff", "20200101"), "20200101: there is no such file, folder, branch or commit"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_the_file_or_option_that_is_wrong_is_named(
    contracts: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], what: str
) -> None:
    (contracts / "empty.toml").touch()
    assert main([*arguments, "--no-cache"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert what in err


def test_two_sheets_of_two_kinds_do_not_become_one(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (contracts / "a.csv").write_text("SRV,DCC SM1,DSP SM1.1,CSP SM4\n4.8.1,30 seconds,4 seconds,25 seconds\n")
    (contracts / "b.csv").write_text("SRV,Eligible Users,Target Response Time\n7.9,Import Supplier,24 hours\n")
    assert main(["import", "a.csv", "b.csv", "--kind", "dsp-schedule-2.2", "--no-cache"]) == 2
    assert "b.csv: this looks like SEC Appendix E" in capsys.readouterr().err


def test_a_finding_is_mended_by_its_cause(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(EXAMPLE / "wrong", contracts, dirs_exist_ok=True)
    main(["verify", "--format", "json", *DAY])
    read = json.loads(capsys.readouterr().out)
    (finding,), (cause,) = read["findings"], read["causes"]
    assert main(["fix", finding["id"], *DAY]) == 2
    assert f"schedcheck fix {cause['id']}" in capsys.readouterr().err
    assert main(["fix", cause["id"], "--apply", *DAY]) == 0
    assert main(["verify", *DAY]) == 0


# Plans, differences and explanations


def test_a_plan_names_contract_and_schedule_as_people_do(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "apply", "cans/can-500-csp-measures.toml")
    assert "! nothing is left to do: CAN 500 is in the history of this schedule already" in text
    change(contracts / NORTH, 'contract  = "CSP"', 'contract  = "DSP"')
    assert "! there is no such schedule of the DSP contract here" in shown(capsys, "apply", NORTH)
    assert "csp-schedule" not in shown(capsys, "apply", NORTH)


def test_a_new_amendment_shows_old_and_new_side_by_side(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (contracts / "before").mkdir()
    (contracts / "after").mkdir()
    shutil.copy(contracts / "pack" / "legal-text.txt", contracts / "before")
    shutil.copy(contracts / "pack" / "legal-text.txt", contracts / "after")
    shutil.copy(contracts / NORTH, contracts / "after")
    text = shown(capsys, "diff", "before", "after")
    assert "CSP SM4 25 seconds → 5595 seconds (line 18)" in text
    assert "amended schedule CSP service times (line 8)" in text


def test_a_finding_in_full_leads_to_the_rule_and_does_not_repeat_it(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(EXAMPLE / "wrong", contracts, dirs_exist_ok=True)
    main(["verify", "--format", "json", *DAY])
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    text = shown(capsys, "explain", finding["id"])
    assert text.count("The amendments to a schedule change exactly what the modification") == 1
    assert text.endswith(f"Examples schedcheck explain {finding['rule']}")


# What will be in force


def test_a_page_tells_what_waits_for_a_schedule(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An agreed amendment is in force from its day on, whether or not somebody has written it into the schedule."""
    waits = "from 25 June 2020: 5595 seconds{}, by CAN 502, agreed, not in the schedule yet (cans"
    first = "at first: 25 seconds{} (schedules/csp-north.toml:13)"
    before = shown(capsys, "show", "4.8.1")
    assert first.format(", now in force") in before
    assert waits.format("") in before
    after = shown(capsys, "show", "4.8.1", "--as-of", "2020-07-01")
    assert first.format("") in after
    assert waits.format(", in force then") in after


def test_what_is_only_proposed_is_in_force_on_no_day(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(contracts / NORTH, '"agreed"', '"proposed"')
    after = shown(capsys, "show", "4.8.1", "--as-of", "2020-07-01")
    assert "at first: 25 seconds, in force then (schedules/csp-north.toml:13)" in after
    assert "from 25 June 2020: 5595 seconds, by CAN 502, proposed, not in the schedule yet" in after


def test_what_was_written_is_told_once(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["apply", NORTH, "--write", *DAY]) == 0
    capsys.readouterr()
    text = shown(capsys, "show", "4.8.1", "--as-of", "2020-07-01")
    assert "from 25 June 2020: 5595 seconds, in force then, by CAN 502 (schedules/csp-north.toml:" in text
    assert "by CAN 502, agreed, not in" not in text
