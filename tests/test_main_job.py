"""The main job, end to end: the real pack, its mutants, its harmless variants, from the text to the report."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from schedcheck.app import Options, verify
from schedcheck.diagnose import Cause
from schedcheck.errors import CannotStart
from schedcheck.finding import Finding
from schedcheck.report import Report
from schedcheck.writers.json import write_json
from tests.mutants import HARMLESS, MUTANTS, RIGHT_ROW, drop, mutated
from tests.shared import PROJECT, shared

SCOPE = "changed-services-are-the-same-everywhere"
SUM = "dcc-response-time-is-the-sum-of-its-parts"
TARGET = "csp-figure-is-a-contracted-target"
SAME = "target-time-is-the-same-in-every-document"
IN_FORCE = "old-value-is-the-value-in-force"

EXPECTED: dict[str, set[tuple[str, int]]] = {
    "csp-figure": {(SUM, 1474), (TARGET, 1474)},
    "csp-figure-of-the-long-time": {(SUM, 1434), (TARGET, 1434)},
    "target-in-legal-text": {(SAME, 839)},
    "row-dropped": {(SCOPE, 819)},
    "row-doubled": {("a-changed-service-is-listed-once", 844)},
    "id-in-one-list": {(SCOPE, 285), ("a-name-has-one-id", 285)},
    "other-role": {("eligible-users-are-those-in-force", 831)},
    "tick-removed": {
        ("users-of-a-changed-service-are-impacted", 316),
        ("impacted-parties-are-the-same-everywhere", 170),
    },
    "cost-one-pound-more": {
        ("cost-lines-add-up-to-the-total", 397),
        ("cost-line-is-the-same-everywhere", 397),
        ("no-cost-for-work-declared-not-needed", 397),
    },
    "minutes-for-hours": {(SAME, 740), (IN_FORCE, 740), ("what-is-called-verbatim-is", 738)},
    "header-word": set(),
    "id-with-a-moved-dot": {
        (SCOPE, 845),
        ("a-name-has-one-id", 845),
        ("a-variant-belongs-to-its-reference", 845),
        ("service-request-is-well-formed-and-known", 845),
    },
    "hours-for-seconds": {(SAME, 841 - 2)},
}
"""What each mutant must give: (rule, a line that one of the finding's citations stands on)."""

ECHOES = {"a-claim-about-all-times-holds"}
"""Rules whose messages list the figures of all services: a changed figure makes another finding of what was found."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(folder: Path, text: str) -> Report:
    (folder / "pack.txt").write_text(text, encoding="utf-8")
    return verify(["pack.txt"], Options())


@cache
def real_text() -> str:
    return shared("secmp0053.txt").read_text(encoding="utf-8")


def wrong_row(report: Report) -> list[Cause]:
    return [c for c in report.causes if any({"6.15.1", "6.14.2"} & {e.source, e.target} for e in c.edits)]


def ids(report: Report) -> set[str]:
    return {finding.id for finding in report.findings}


def test_the_wrong_row_is_one_cause_with_its_witnesses_and_edits(folder: Path) -> None:
    report = checked(folder, real_text())
    assert (report.verdict, report.exit_code) == ("inconsistent", 1)
    (cause,) = wrong_row(report)
    assert [(e.op, e.document, e.section, e.field, e.source, e.target) for e in cause.edits] == [
        ("replace", "full-impact-assessment", "8.2", "service-request", "6.15.1", "6.14.2"),
        (
            "replace",
            "full-impact-assessment",
            "8.2",
            "name",
            "Update Security Credentials (KRP)",
            "Update Device Configuration (Auxiliary Load Control Scheduler)",
        ),
    ]
    assert {(e.place.table, e.place.row, e.place.line) for e in cause.edits} == {(3, 2, 1476)}
    assert len({w.document for w in cause.witnesses}) >= 4
    assert report.findings[0].id in cause.explains
    assert "f-m0sa-zbqx" in cause.explains


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        ("impacted-parties-are-the-same-everywhere", {170, 316}),
        ("users-of-a-changed-service-are-impacted", {318, 916}),
        (TARGET, {1434}),
        ("name-is-the-registrys", {465, 757, 1019}),
        ("a-name-has-one-id", {742, 744, 1008, 1010}),
        ("no-cost-for-work-declared-not-needed", {397, 1240, 1315}),
        ("cost-basis-is-one", {403, 1110}),
    ],
)
def test_what_else_is_wrong_with_the_real_pack_is_found_once(folder: Path, rule: str, lines: set[int]) -> None:
    report = checked(folder, real_text())
    found = [f for f in report.findings if f.rule == rule and lines <= {c.place.line for c in f.citations}]
    assert len(found) == 1


def test_broken_ids_of_a_response_are_notes_and_no_opinion_makes_more(folder: Path) -> None:
    report = checked(folder, real_text())
    assert {f.subject: f.level for f in report.findings if f.subject in {"4.61", "4.8."}} == {
        "4.61": "note",
        "4.8.": "note",
    }
    opinions = {paper.id for paper in report.papers if paper.opinion}
    assert opinions
    loud = [f for f in report.findings if f.level != "note" and opinions & {c.document for c in f.citations}]
    assert loud == []


def test_nothing_else_is_said_of_the_real_pack(folder: Path) -> None:
    """The traps of a real text give nothing: every finding is one of those that were looked at one by one."""
    report = checked(folder, real_text())
    assert sorted((f.level, f.rule, f.subject) for f in report.findings) == [
        ("error", "a-provider-that-is-not-impacted-changes-no-figure", "CSP"),
        ("error", SCOPE, "6.15.1"),
        ("error", "contract-impact-is-the-same-everywhere", "CSP"),
        ("error", TARGET, "4.8.1"),
        ("error", "impacted-parties-are-the-same-everywhere", "SECMP0053"),
        ("note", "a-claim-about-all-times-holds", "SECMP0053"),
        ("note", "a-direction-word-agrees-with-the-figures", "4.8.1"),
        ("note", "a-glossary-lists-what-is-used", "full-impact-assessment"),
        ("note", "a-glossary-lists-what-is-used", "modification-report"),
        ("note", "a-listed-schedule-has-an-owner", "Schedule 6.1"),
        ("note", "a-number-has-its-unit", "4.8.1"),
        ("note", "a-quotation-is-word-for-word", "As part of this assessment, the"),
        ("note", "a-schedule-holds-only-its-own-figures", "Schedule 2.2"),
        ("note", "an-acronym-is-written-out-one-way-everywhere", "CSP"),
        ("note", "costs-of-respondents-are-as-they-say", "SECMP0053"),
        ("note", "dissent-of-respondents-is-told", ""),
        ("note", "nothing-is-left-to-be-filled-in", "[1]"),
        ("note", "nothing-refers-to-itself", "question 3"),
        ("note", "service-request-is-well-formed-and-known", "4.61"),
        ("note", "service-request-is-well-formed-and-known", "4.8."),
        ("warning", "a-contract-that-changes-is-the-one-drafted", "CSP"),
        ("warning", "a-document-has-one-version", "full-impact-assessment"),
        ("warning", "a-listed-schedule-has-its-change-described", "Schedule 6.1"),
        ("warning", "a-name-has-one-id", "6.14.1"),
        ("warning", "a-numbered-reference-is-what-is-named", "[1]"),
        ("warning", "a-requirement-keeps-its-words", "Requirement 1"),
        ("warning", "a-requirement-keeps-its-words", "Requirement 2"),
        ("warning", "a-title-is-one", "appendix E"),
        ("warning", "an-acronym-has-one-meaning", "PIT"),
        ("warning", "an-acronym-is-written-out-one-way", "BEIS"),
        ("warning", "an-acronym-is-written-out-one-way", "DCC"),
        ("warning", "an-acronym-is-written-out-one-way", "DCC"),
        ("warning", "an-acronym-is-written-out-one-way", "SIT"),
        ("warning", "cost-basis-is-one", "SECMP0053"),
        ("warning", "name-is-the-registrys", "4.8.1"),
        ("warning", "name-is-the-registrys", "6.14.1"),
        ("warning", "name-is-the-registrys", "6.14.2"),
        ("warning", "no-cost-for-work-declared-not-needed", "UIT"),
        ("warning", "nobody-promises-to-oneself", "full-impact-assessment"),
        ("warning", "nothing-is-left-to-be-filled-in", "MP53-AD06"),
        ("warning", "nothing-is-left-to-be-filled-in", "MP53-AD07"),
        ("warning", "users-of-a-changed-service-are-impacted", "SECMP0053"),
        ("warning", "what-is-called-verbatim-is", "Requirement 1 – Change the Target"),
    ]


def test_the_row_put_right_settles_the_scope_and_changes_nothing_else(folder: Path) -> None:
    before, after = checked(folder, real_text()), checked(folder, mutated(real_text(), RIGHT_ROW))
    assert [f.rule for f in after.findings if f.rule == SCOPE] == []
    assert wrong_row(after) == []
    assert {f.id for f in after.findings if f.rule not in ECHOES} == {
        f.id for f in before.findings if f.rule not in {SCOPE, *ECHOES}
    }


@pytest.mark.parametrize("name", sorted(MUTANTS))
def test_a_mutant_gives_what_a_reader_would_expect_and_nothing_unrelated(folder: Path, name: str) -> None:
    known = ids(checked(folder, real_text()))
    report = checked(folder, mutated(real_text(), MUTANTS[name]))
    new = [f for f in report.findings if f.id not in known and f.rule not in ECHOES]
    missing = {e for e in EXPECTED[name] if not any(_stands(f, *e) for f in new)}
    unrelated = [f.message for f in new if not any(_stands(f, *e) for e in EXPECTED[name])]
    assert (missing, unrelated) == (set(), [])
    assert report.exit_code == 1


def _stands(finding: Finding, rule: str, line: int) -> bool:
    return finding.rule == rule and line in {c.place.line for c in finding.citations}


def test_a_renamed_heading_is_undecided_with_its_reason_and_never_a_pass(folder: Path) -> None:
    report = checked(folder, mutated(real_text(), MUTANTS["header-word"]))
    gaps = [gap for paper in report.papers for gap in paper.gaps]
    assert any("DCC SX9" in gap for gap in gaps)
    undecided = {t.rule.name for t in report.tallies if t.result.undecided}
    assert SCOPE in undecided
    assert report.exit_code in {1, 3}


def test_a_document_whose_tables_lack_a_whole_band_is_found(folder: Path) -> None:
    known = ids(checked(folder, real_text()))
    without = (drop(1400, 1408), drop(1427, 1435))
    new = [f for f in checked(folder, mutated(real_text(), without)).findings if f.id not in known]
    new = [f for f in new if f.rule not in ECHOES]
    assert [(f.rule, f.subject, f.citations[0].document) for f in new] == [(SCOPE, "4.8.1", "full-impact-assessment")]


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_a_harmless_change_gives_nothing_new(folder: Path, name: str) -> None:
    before, after = checked(folder, real_text()), checked(folder, mutated(real_text(), HARMLESS[name]))
    assert ids(after) == ids(before)


def test_a_full_registry_in_place_of_the_built_in_one_is_checked_itself(folder: Path) -> None:
    registry = shared("service-requests.toml")
    report = verify([str(shared("secmp0053.txt"))], Options(registry=str(registry)))
    found = {(f.rule, f.subject) for f in report.findings if f.rule.startswith("registry")}
    assert {
        ("registry-variants-belong-to-their-reference", "6.20.1"),
        ("registry-variants-belong-to-their-reference", "6.20.2"),
        ("registry-roles-are-not-empty", "7.16"),
        ("registry-roles-are-not-empty", "8.5"),
        ("registry-roles-are-not-empty", "8.6"),
        ("registry-names-are-clean", "8.2"),
        ("registry-names-are-clean", "8.14.3"),
    } <= found
    assert len(wrong_row(report)) == 1


def test_documents_of_another_field_are_no_verdict(folder: Path) -> None:
    (folder / "letter.txt").write_text("A letter\n\nDear all, nothing to see.\n", encoding="utf-8")
    report = verify(["letter.txt"], Options())
    assert (report.verdict, report.exit_code) == ("undecided", 3)


def test_same_bytes_for_any_hash_seed_and_from_any_folder(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    for path in sorted((PROJECT / "schedules" / "modifications" / "secmp0053").glob("*.txt")):
        (pack / path.name).write_bytes(path.read_bytes())
    outputs = set()
    for seed in range(20):
        run = subprocess.run(
            [
                sys.executable,
                "-m",
                "schedcheck",
                "verify",
                "pack" if seed % 2 else str(Path("..") / "pack"),
                "--format",
                "json",
            ],
            cwd=tmp_path if seed % 2 else pack,
            env={"PYTHONHASHSEED": str(seed), "PYTHONPATH": str(PROJECT)},
            capture_output=True,
            check=False,
        )
        assert run.returncode == 1, run.stderr.decode()
        outputs.add(run.stdout.replace(b"../pack/", b"pack/"))
    assert len(outputs) == 1


def test_json_of_a_report_is_the_same_twice(folder: Path) -> None:
    assert write_json(checked(folder, real_text())) == write_json(checked(folder, real_text()))


def test_a_schedule_of_the_workspace_stands_in_place_of_the_built_in_one(folder: Path) -> None:
    (folder / "schedcheck.toml").write_text('documents = ["pack.txt"]\nschedules = ["in-force"]\n', encoding="utf-8")
    (folder / "in-force").mkdir()
    (folder / "in-force" / "appendix.toml").write_text(
        '[document]\nkind = "sec-appendix-e"\ntitle = "Appendix E of ours"\nwhole = false\n\n'
        '[[row]]\nid = "4.8.1"\nreference = "4.8"\nname = "Read"\ntarget_response_time = "5600 seconds"\n',
        encoding="utf-8",
    )
    (folder / "pack.txt").write_text("# Legal text\n\nThis document contains the legal text.\n", encoding="utf-8")
    titles = [paper.title for paper in verify([], Options()).papers]
    assert "Appendix E of ours" in titles
    assert "SEC Appendix E in force" not in titles


def test_a_file_that_is_no_registry_can_not_stand_for_one(folder: Path) -> None:
    (folder / "legal.txt").write_text("# Legal text\n\nThis document contains the legal text.\n", encoding="utf-8")
    with pytest.raises(CannotStart, match="no registry"):
        verify(["legal.txt"], Options(registry="legal.txt"))
