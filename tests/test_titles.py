"""What kind of document one is, by its title: in any order of its parts, by a line that says so, by its file's name."""

from __future__ import annotations

import pytest

from schedcheck.app import Options, verify
from tests.listing import recognised

BODY = "\n## 1 Text\n\nThe words of the document stand here.\n"


def kind(text: str) -> str:
    return recognised(text + BODY)[0].paper.kind


@pytest.mark.parametrize(
    "line",
    [
        "SECMP0901 Annex B: Legal Text v1.0",
        "Annex B – Legal text – SECMP0901 – v0.3",
        "Annex B (Legal text)",
        "Legal Text, SECMP0901, Annex B, Version 1.0",
        "v1.0 Legal text for SECMP0901",
        "SECMP 0901 | Annex B | Proposed Legal Text | Draft v0.2",
        "MP901 Legal text (v1.0)",
        "DRAFT Legal Text: MP901",
        "SECMP0901 Quicker meter readings - Legal Text - v1.0",
        "Attachment 2 to SECMP0901: Redlined legal text, version 0.4",
        "Issue 2: Legal Text",
    ],
)
def test_the_parts_of_a_title_may_stand_in_any_order(line: str) -> None:
    assert kind(f"# {line}\n") == "legal-text"
    assert kind(f"{line}\n") == "legal-text"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SECMP0901 Annex C: DCC Preliminary Impact Assessment v1.0", "preliminary-impact-assessment"),
        ("Annex C - Full Impact Assessment - SECMP0901 - issue 0.4", "full-impact-assessment"),
        ("SECMP0901 Annex A: Business Requirements v1.0", "business-requirements"),
        ("SECMP0901 Final Modification Report (version 1.0)", "modification-report"),
        ("SECMP0901 Annex D: Consultation responses v1.0", "consultation-responses"),
        ("SECMP0901 Final Modification Report, with legal text", "modification-report"),
        ("Modification Report: legal text and costs of SECMP0901", "modification-report"),
        ("Quicker legal text reviews", ""),
        ("Who drafts the legal text", ""),
        ("Impact of legal text on Parties", ""),
    ],
)
def test_other_titles_are_told_apart(line: str, expected: str) -> None:
    assert kind(f"# {line}\n") == expected


@pytest.mark.parametrize(
    "following",
    [
        "## Legal text\n\nThe legal text is in Annex B.\n",
        "Annex A: Business requirements\n\nAnnex B: Legal text\n\nAnnex C: Full Impact Assessment\n",
        "## Legal text\n\nAnnex B: Legal text\n",
        "Legal text: Annex B\n\n## Legal text\n",
        "Annex B – Legal text – v1.0\n",
    ],
)
def test_a_report_that_names_its_annexes_stays_a_report(following: str) -> None:
    assert kind(f"# SECMP0901 Final Modification Report\n\n{following}") == "modification-report"


@pytest.mark.parametrize(
    "front",
    [
        "Document type: Legal text\n",
        "Type of document: Redlined legal text\n",
        "| Document type | Legal text |\n|---|---|\n| Owner | Code administrator |\n",
        "| Field | Value |\n|---|---|\n| Document type | Legal text |\n| Version | 0.2 |\n",
        "- Document: Legal text\n",
    ],
)
def test_a_line_that_says_what_it_is_counts(front: str) -> None:
    assert kind(f"# SECMP0901 Quicker meter readings\n\n{front}") == "legal-text"


def named(tmp_path_factory: pytest.TempPathFactory, name: str, text: str = f"# MP901 Quicker readings\n{BODY}") -> str:
    file = tmp_path_factory.mktemp("named") / name
    file.write_text(text, encoding="utf-8")
    report = verify([str(file)], Options())
    return next(paper.kind for paper in report.papers if paper.file.endswith(name))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SECMP0901-annex-b-legal-text-v1.0.txt", "legal-text"),
        ("MP901_Legal_Text.txt", "legal-text"),
        ("final modification report (2).txt", "modification-report"),
        ("annexC_full-impact-assessment_v0.4.txt", "full-impact-assessment"),
        ("notes-on-legal-texts.txt", ""),
        ("illegal-text.txt", ""),
        ("paper.txt", ""),
    ],
)
def test_a_files_name_tells_where_its_text_does_not(
    name: str, expected: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert named(tmp_path_factory, name) == expected


def test_a_files_name_never_speaks_against_its_text(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = f"# SECMP0901 Final Modification Report\n{BODY}"
    assert named(tmp_path_factory, "annex-b-legal-text.txt", text) == "modification-report"


@pytest.mark.parametrize(
    ("line", "version"),
    [
        ("SECMP0901 Annex B: Legal Text v1.0", "1.0"),
        ("Legal text (V0.3)", "0.3"),
        ("Legal text – Issue 2.1 – SECMP0901", "2.1"),
        ("Annex B, Version 0.4: Legal text", "0.4"),
    ],
)
def test_a_title_gives_the_version(line: str, version: str) -> None:
    assert recognised(f"# {line}\n{BODY}")[0].paper.version == version


def test_what_it_is_drafted_against_is_not_its_own_version() -> None:
    text = "# SECMP0901 Annex B: Legal Text v1.0\n\nChanges to Appendix E, drafted against version 6.12\n"
    facts = recognised(text + BODY)[0].facts
    assert [str(f.value) for f in facts if f.property == "document-version"] == ["1.0"]
    assert [str(f.value) for f in facts if f.property == "baseline-version"] == ["6.12"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("SECMP0901 Appendix 2: Supplier's estimate", "SECMP0901 Appendix 2: Supplier's estimate"),
        ("Annex B (Legal text)", "Annex B: Legal text"),
    ],
)
def test_a_title_has_its_label_once(line: str, title: str) -> None:
    assert recognised(f"# {line}\n{BODY}")[0].paper.title == title
