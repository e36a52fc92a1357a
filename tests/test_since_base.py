"""What changed in schedules since the base is what amendments say: hand edits are told, applied amendments are not."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schedcheck.cli import main
from schedcheck.waiver import Accepted, Waiver, appended
from tests.shared import PROJECT
from tests.test_base import commit, git

EXAMPLE = PROJECT / "docs" / "examples" / "contracts"
RULE = "schedules-change-by-amendments-alone"
REGIONS = ("csp-north", "csp-central", "csp-south")


@pytest.fixture
def contracts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of the example, on a branch that has changed nothing yet."""
    folder = tmp_path / "contracts"
    shutil.copytree(EXAMPLE / "base", folder)
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "The contracts in force")
    git(folder, "checkout", "-q", "-b", "change")
    monkeypatch.chdir(folder)
    return folder


def verify(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(["verify", "--format", "json", "--no-cache", "--today", "2020-03-01", "--base", "main", *arguments])
    return code, json.loads(capsys.readouterr().out)


def edit(folder: Path, name: str, *changes: tuple[str, str]) -> None:
    file = folder / "schedules" / f"{name}.toml"
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def row(text: str, subject: str) -> str:
    """The entry of one service request, with the blank line before it."""
    start = text.index(f'"{subject}"')
    first = text.rindex("\n[[row]]", 0, start)
    end = text.find("\n[[row]]", start)
    return text[first : end if end > 0 else len(text)]


def without(folder: Path, name: str, subject: str) -> None:
    file = folder / "schedules" / f"{name}.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(row(text, subject), ""), encoding="utf-8")


def own(read: dict[str, Any]) -> list[dict[str, Any]]:
    return [finding for finding in read["findings"] if finding["rule"] == RULE]


def consistently(folder: Path) -> None:
    """7.9 at other figures everywhere in the contracts and the code, which all agree with each other."""
    for name in REGIONS:
        text = (folder / "schedules" / f"{name}.toml").read_text(encoding="utf-8")
        old = row(text, "7.9")
        (folder / "schedules" / f"{name}.toml").write_text(text.replace(old, old.replace("2 hours", "25 seconds")))
    edit(
        folder,
        "dsp-schedule-2.2",
        *(
            (f'"Add Auxiliary Load To Boost Button"\n{a}', f'"Add Auxiliary Load To Boost Button"\n{b}')
            for a, b in [
                (
                    '"DCC SM1"   = "24 hours"\n"DSP SM1.1" = "21 hours"\n"CSP SM4"   = "2 hours"',
                    '"DCC SM1"   = "30 seconds"\n"DSP SM1.1" = "4 seconds"\n"CSP SM4"   = "25 seconds"',
                )
            ]
        ),
    )
    text = (folder / "schedules" / "sec-appendix-e.toml").read_text(encoding="utf-8")
    old = row(text, "7.9")
    (folder / "schedules" / "sec-appendix-e.toml").write_text(text.replace(old, old.replace("24 hours", "30 seconds")))


def test_a_consistent_edit_by_hand_is_told_for_each_schedule(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    consistently(contracts)
    code, read = verify(capsys, "--select", RULE)
    found = own(read)
    assert code == 1
    assert len(found) == 5
    assert {finding["subject"] for finding in found} == {"7.9"}
    north = next(f for f in found if "CSP North" in f["message"])
    assert north["message"] == (
        "CSP North service times gives 25 seconds as the CSP SM4 of 7.9, which is 2 hours in main, and no amendment "
        "says so."
    )
    now, before = north["citations"]
    assert (now["role"], now["document"], now["line"], now["quote"]) == ("found", "csp-schedule-2", 33, "25 seconds")
    assert (before["role"], before["document"], before["line"], before["quote"]) == (
        "authority",
        "main:schedules/csp-north.toml",
        33,
        "2 hours",
    )


def test_one_slip_has_one_cause(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The figure breaks agreement, the closed set and the history: putting it back settles all of it."""
    edit(contracts, "csp-north", ('"25 seconds"', '"26 seconds"'))
    code, read = verify(capsys)
    (cause,) = read["causes"]
    assert code == 1
    assert len(own(read)) == 1
    assert set(cause["explains"]) == {finding["id"] for finding in read["findings"]}
    assert cause["message"] == (
        "In the CSP North service times, row 1: the CSP SM4 of 4.8.1 should be 25 seconds, not 26 seconds."
    )


@pytest.mark.parametrize("name", ["dsp-schedule-2.2", "csp-south", "sec-appendix-e"])
def test_a_row_taken_out_by_hand(contracts: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    without(contracts, name, "7.9")
    code, read = verify(capsys, "--select", RULE)
    (finding,) = own(read)
    assert code == 1
    assert "no longer has 7.9, which main has, and no amendment says so." in finding["message"]
    assert finding["citations"][1]["quote"] == "7.9"


def test_a_row_put_in_by_hand(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = contracts / "schedules" / "csp-north.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + row(text, "7.9").replace("7.9", "7.10"), encoding="utf-8")
    _, read = verify(capsys, "--select", RULE)
    (finding,) = own(read)
    assert "has 7.10, which main does not have" in finding["message"]


def test_a_day_moved_by_hand(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(contracts, "csp-measures", ("2020-01-20", "2020-01-10"))
    _, read = verify(capsys, "--select", RULE)
    (finding,) = own(read)
    assert "from 10 January 2020" in finding["message"]
    assert "CAN 500, by which it should hold, does not say so" in finding["message"]


def test_an_entry_by_an_amendment_that_is_not_there(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = contracts / "schedules" / "csp-north.toml"
    entry = '\n[[row]]\nid = "7.9"\nfrom = 2020-02-01\nauthority = "CAN 999"\n"CSP SM4" = "25 seconds"\n'
    file.write_text(file.read_text(encoding="utf-8") + entry, encoding="utf-8")
    code, read = verify(capsys, "--select", RULE)
    (finding,) = own(read)
    assert code == 1
    assert "CAN 999, by which it should hold, is not among the amendments" in finding["message"]


def test_an_entry_that_its_amendment_does_not_say(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Written in by hand under the name of a real amendment, with another figure."""
    shutil.copytree(EXAMPLE / "right", contracts, dirs_exist_ok=True)
    file = contracts / "schedules" / "csp-north.toml"
    entry = '\n[[row]]\nid = "7.9"\nfrom = 2020-06-25\nauthority = "CAN 502"\n"CSP SM4" = "22 hours"\n'
    file.write_text(file.read_text(encoding="utf-8") + entry, encoding="utf-8")
    _, read = verify(capsys, "--select", RULE)
    assert any("CAN 502, by which it should hold, does not say so" in each["message"] for each in own(read))


def test_a_schedule_that_is_gone(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (contracts / "schedules" / "csp-south.toml").unlink()
    code, read = verify(capsys, "--select", RULE)
    (finding,) = own(read)
    assert code == 1
    assert finding["message"] == "CSP South service times is no longer among the schedules, and main holds it."


def test_a_schedule_that_can_not_be_read_is_not_called_gone(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (contracts / "schedules" / "csp-south.toml").write_text("[[row]\n", encoding="utf-8")
    code, read = verify(capsys, "--select", RULE)
    assert (code, own(read)) == (3, [])


def test_pending_and_applied_amendments_are_silent(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(EXAMPLE / "right", contracts, dirs_exist_ok=True)
    code, read = verify(capsys)
    assert (code, read["findings"]) == (0, [])
    commit(contracts, "Amend")
    for note in sorted((contracts / "cans").glob("*.toml")):
        if note.name != "can-500-csp-measures.toml":
            text = note.read_text(encoding="utf-8").replace('"proposed"', '"agreed"')
            note.write_text(text, encoding="utf-8")
            assert main(["apply", f"cans/{note.name}", "--no-cache", "--write"]) == 0
    capsys.readouterr()
    code, read = verify(capsys)
    assert (code, read["findings"]) == (0, [])
    (contracts / "cans" / "can-502-csp-north.toml").unlink()
    told = {finding["message"].rpartition(", and ")[2] for finding in own(verify(capsys)[1])}
    assert told == {"CAN 502, by which it should hold, is not among the amendments."}


def test_an_amendment_of_the_base_is_applied_and_filed_away(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The base has the agreed amendment; the branch writes it into the schedule and takes the note away."""
    git(contracts, "checkout", "-q", "main")
    shutil.copytree(EXAMPLE / "right", contracts, dirs_exist_ok=True)
    note = contracts / "cans" / "can-502-csp-north.toml"
    note.write_text(note.read_text(encoding="utf-8").replace('"proposed"', '"agreed"'), encoding="utf-8")
    commit(contracts, "Agree")
    git(contracts, "checkout", "-q", "-B", "change")
    assert main(["apply", "cans/can-502-csp-north.toml", "--no-cache", "--write"]) == 0
    note.unlink()
    capsys.readouterr()
    assert own(verify(capsys, "--select", RULE)[1]) == []


def test_other_layout_order_and_wording_of_values_are_silent(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = contracts / "schedules" / "csp-north.toml"
    text = file.read_text(encoding="utf-8")
    first, last = row(text, "4.8.1"), row(text, "7.9")
    text = text.replace(first, "").replace(last, "") + last + "\n" + first
    text = (
        text.replace('"25 seconds"', '"25 s"')
        .replace('"2 hours"', '"120 minutes"')
        .replace('"CSP SM4" =', '"CSP SM4"   =')
    )
    file.write_text(f"# Tidied.\n{text}", encoding="utf-8")
    (contracts / "schedules" / "csp-south.toml").rename(contracts / "schedules" / "south.toml")
    edit(contracts, "sec-appendix-e", ('["Import Supplier", "Gas Supplier"', '["Gas Supplier", "Import Supplier"'))
    code, read = verify(capsys)
    assert (code, read["findings"]) == (0, [])


def test_new_schedules_are_silent(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(contracts, "checkout", "-q", "--orphan", "first")
    git(contracts, "rm", "-rq", "--cached", ".")
    kept = contracts.parent / "kept"
    shutil.move(contracts / "schedules", kept)
    commit(contracts, "No schedules yet")
    git(contracts, "branch", "-f", "main")
    shutil.move(kept, contracts / "schedules")
    code, read = verify(capsys)
    assert (code, read["findings"], read["base"]["problem"]) == (0, [], "")


def test_the_first_amendment_is_silent(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The base names a folder of amendments that is not there yet."""
    git(contracts, "checkout", "-q", "main")
    edit(contracts, "csp-measures", ('from              = 2020-01-20\nauthority         = "CAN 500"\n', ""))
    git(contracts, "rm", "-rqf", "cans")
    commit(contracts, "Nothing amended yet")
    git(contracts, "checkout", "-q", "-B", "change")
    shutil.copytree(EXAMPLE / "right", contracts, dirs_exist_ok=True)
    code, read = verify(capsys)
    assert (code, read["findings"], read["base"]["problem"]) == (0, [], "")


def test_without_a_base_the_rule_does_not_apply(contracts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    consistently(contracts)
    main(["verify", "--format", "json", "--no-cache", "--today", "2020-03-01"])
    assert own(json.loads(capsys.readouterr().out)) == []


def test_a_base_that_can_not_be_checked_leaves_it_undecided(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(contracts, "checkout", "-q", "main")
    config = contracts / "schedcheck.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text("documents = 3\n", encoding="utf-8")
    commit(contracts, "A broken workspace")
    git(contracts, "checkout", "-q", "-B", "change")
    config.write_text(text, encoding="utf-8")
    code, read = verify(capsys, "--select", RULE)
    (outcome,) = [each for each in read["rules"] if each["rule"] == RULE]
    assert (code, outcome["undecided"]) == (3, 1)


def test_a_waiver_of_a_change_is_not_called_unused_without_a_base(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(contracts, "csp-north", ('name      = "Add', 'name      = "ADDED: Add'))
    (finding,) = own(verify(capsys, "--select", RULE)[1])
    values = finding["message"]
    assert "ADDED" in values
    waiver = Waiver(
        finding["id"],
        RULE,
        Accepted(finding["subject"], finding["property"], "in-force", ("made up",)),
        "The name is put right, as both sides agreed by letter.",
        "Contracts",
        "Panel",
        date(2020, 2, 20),
        date(2020, 4, 1),
    )
    (contracts / "schedcheck-waivers.toml").write_text(appended("", [waiver]), encoding="utf-8")
    main(["verify", "--format", "json", "--no-cache", "--today", "2020-03-01"])
    read = json.loads(capsys.readouterr().out)
    assert [f["rule"] for f in read["findings"] if "waiver" in f["rule"]] == []


def test_what_is_only_found_beside_a_base_is_waived_beside_it(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(contracts, "csp-north", ('name      = "Add', 'name      = "ADDED: Add'))
    (finding,) = own(verify(capsys, "--select", RULE)[1])
    said = ["--reason", "The name is put right, as both sides agreed by letter.", "--owner", "Contracts"]
    said += ["--approved-by", "Panel", "--expires", "2020-04-01", "--no-cache", "--today", "2020-03-01"]
    assert main(["waive", finding["id"], *said]) == 2
    assert "give no finding" in capsys.readouterr().err
    assert main(["waive", finding["id"], "--base", "main", *said]) == 0
    capsys.readouterr()
    assert [f["waived"]["owner"] for f in own(verify(capsys, "--select", RULE)[1])] == ["Contracts"]


def test_a_value_that_its_amendment_does_not_say_is_cited_in_the_amendment(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(EXAMPLE / "right", contracts, dirs_exist_ok=True)
    assert main(["apply", "cans/can-502-csp-north.toml", "--no-cache", "--write"]) == 0
    capsys.readouterr()
    edit(contracts, "csp-north", ('"5595 seconds"', '"5594 seconds"'))
    (finding,) = own(verify(capsys, "--select", RULE)[1])
    assert (
        "which is 5595 seconds by CAN 502, and CAN 502, by which it should hold, does not say so" in finding["message"]
    )
    assert [c["document"].startswith("contract-amendment-note") for c in finding["citations"]] == [False, True]


def test_what_is_built_in_does_not_take_the_place_of_a_schedule(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (contracts / "schedules" / "sec-appendix-e.toml").unlink()
    found = own(verify(capsys, "--select", RULE)[1])
    assert [each["message"] for each in found] == [
        "SEC Appendix E is no longer among the schedules, and main holds it."
    ]


def test_a_row_that_an_amendment_put_in_is_not_put_back_into_a_schedule_that_it_no_longer_changes(
    contracts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No schedule ever had the row: there is nothing that could stand in its place, and the program goes on."""
    git(contracts, "checkout", "-q", "main")
    shutil.copytree(EXAMPLE / "right", contracts, dirs_exist_ok=True)
    note = contracts / "cans" / "can-502-csp-north.toml"
    added = '\n[[row]]\nid = "7.8"\nchange = "insert"\nfield = "CSP SM4"\nnew = "25 seconds"\n'
    note.write_text(note.read_text(encoding="utf-8") + added, encoding="utf-8")
    commit(contracts, "Agree")
    git(contracts, "checkout", "-q", "-B", "change")
    edit(contracts, "csp-north", ('"North"', '"Far North"'))
    code, read = verify(capsys)
    assert code == 1
    (finding,) = [each for each in own(read) if each["subject"] == "7.8"]
    assert "no longer has 7.8 from 25 June 2020, which main has" in finding["message"]
