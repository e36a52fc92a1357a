"""What ships is true: the schedules hold known facts, and the example pack says what the real pack says.

Runs readers and recognition over the shipped files, never the rules.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from schedcheck.document import Source
from schedcheck.quantity import Period, Quantity
from schedcheck.readers import read
from schedcheck.recognise import Reading, recognise
from schedcheck.vocabulary import Vocabulary, load_vocabulary
from tests.shared import PROJECT, shared

SCHEDULES = PROJECT / "schedules"
EXAMPLE = SCHEDULES / "modifications" / "secmp0053"
KINDS = {
    "annex-a-business-requirements.txt": "business-requirements",
    "annex-b-legal-text.txt": "legal-text",
    "annex-c-full-impact-assessment.txt": "full-impact-assessment",
    "annex-d-consultation-responses.txt": "consultation-responses",
    "modification-report.txt": "modification-report",
    "panel-paper.txt": "panel-paper",
}
ASSERTED = {"states", "proposes"}
OWN_WORDS = {"quotation", "quoted-words", "labelled-part", "reference", "referred-to", "record-status"}
"""What is in a document's own words, which the example has others of."""
IN_WORDS = {"requirement", "requirement-detail"}
"""What a requirement says in full: the example has it in other words. What it is about is compared."""

SAID_IN_THE_REAL_PACK_ALONE = {
    ("full-impact-assessment", "DSP", "contract-impact", "current", "impacted"),
    ("full-impact-assessment", "Requirement 2", "requirement-answer", "current", "requirement 1"),
    ("full-impact-assessment", "SR", "expansion", "current", "service requests"),
    ("full-impact-assessment", "full-impact-assessment", "acronym", "current", "edf"),
    ("modification-report", "4.8.1", "direction", "proposed", "longer"),
    ("modification-report", "CSP", "expansion", "current", "communications service providers"),
    ("modification-report", "SECMP0053", "universal-claim", "current", "30 s"),
    ("modification-report", "SECMP0053", "universal-claim", "current", "86400 s"),
}
"""What other words of the example do not say."""


@cache
def vocabulary() -> Vocabulary:
    paths = sorted((PROJECT / "rules" / "vocabulary").glob("*.toml"))
    return load_vocabulary([(path.name, path.read_bytes()) for path in paths])


def readings(*paths: Path) -> tuple[Reading, ...]:
    documents = []
    for path in paths:
        content = path.read_bytes()
        source = Source(path.name, content, hashlib.sha256(content).hexdigest())
        documents.append(read(source, vocabulary()))
    return recognise(documents, vocabulary())


@cache
def example() -> dict[str, Reading]:
    """Kind of document -> what was recognised in it."""
    return {reading.paper.kind: reading for reading in readings(*sorted(EXAMPLE.glob("*.txt")))}


def printed(value: str | Quantity | Period) -> str:
    return value.casefold() if isinstance(value, str) else value.normal()


def said(reading: Reading, name: str, state: str = "current") -> list[tuple[str, str]]:
    """(subject, value) of every fact of one property in one state, in the order of the document."""
    return [(f.subject, printed(f.value)) for f in reading.facts if f.property == name and f.state == state]


def test_each_file_is_one_document_of_its_kind() -> None:
    found = {reading.paper.file: reading.paper.kind for reading in readings(*sorted(EXAMPLE.glob("*.txt")))}
    assert found == KINDS


@pytest.mark.parametrize("kind", sorted(KINDS.values()))
def test_each_document_is_read_whole(kind: str) -> None:
    assert example()[kind].paper.gaps == ()


@pytest.mark.parametrize("name", sorted(KINDS))
def test_each_file_says_first_that_it_is_in_other_words(name: str) -> None:
    first, blank, *_ = (EXAMPLE / name).read_text(encoding="utf-8").split("\n")
    assert first.startswith("Re-authored example:")
    assert not blank


def test_the_example_states_what_the_real_pack_states() -> None:
    real = readings(shared("secmp0053.txt"))
    ours, theirs = asserted(tuple(example().values())), asserted(real)
    assert (ours - theirs, theirs - ours) == (set(), SAID_IN_THE_REAL_PACK_ALONE)


def asserted(pack: tuple[Reading, ...]) -> set[tuple[str, str, str, str, str]]:
    return {
        (reading.paper.kind, fact.subject, fact.property, fact.state, printed(fact.value))
        for reading in pack
        for fact in reading.facts
        if fact.mention in ASSERTED and fact.property not in {*OWN_WORDS, *IN_WORDS}
    }


def test_the_legal_text_changes_four_rows() -> None:
    legal = example()["legal-text"]
    assert dict(said(legal, "target-response-time")) == {
        "6.14.1": "86400 s",
        "6.14.2": "86400 s",
        "7.9": "86400 s",
        "4.8.1": "30 s",
    }
    assert dict(said(legal, "target-response-time", "proposed")) == {
        "6.14.1": "30 s",
        "6.14.2": "30 s",
        "7.9": "30 s",
        "4.8.1": "5600 s",
    }


def test_the_wrong_row_is_kept() -> None:
    assessment = example()["full-impact-assessment"]
    assert [subject for subject, _ in said(assessment, "dcc-sm1", "proposed")] == [
        "4.8.1",
        "6.14.1",
        "6.15.1",
        "7.9",
    ]


def test_the_figure_that_no_provider_contracted_is_kept() -> None:
    assert ("4.8.1", "5595 s") in said(example()["full-impact-assessment"], "csp-sm4", "proposed")


def test_the_shortened_name_is_kept_in_three_places() -> None:
    short = ("4.8.1", "read active import data")
    found = Counter({kind: said(reading, "name").count(short) for kind, reading in example().items()})
    assert +found == {"modification-report": 1, "business-requirements": 1, "full-impact-assessment": 1}


def test_every_tick_is_read() -> None:
    report = example()["modification-report"]
    boxes = [f for f in report.facts if f.property == "impacted-party" and f.section == "4" and f.scope.whole]
    assert [f.value for f in boxes] == [
        "Large Suppliers",
        "Small Suppliers",
        "Electricity Network Operators",
        "Gas Network Operators",
        "DCC",
    ]


def test_the_box_without_a_tick_is_kept() -> None:
    assert said(example()["modification-report"], "unticked-party") == [("SECMP0053", "other sec parties")]


def test_the_two_versions_of_the_assessment_are_kept() -> None:
    versions = {value for _, value in said(example()["full-impact-assessment"], "document-version")}
    assert versions == {"0.4", "0.1"}


def test_the_expansions_that_differ_are_kept() -> None:
    found = {kind: dict(said(reading, "expansion")) for kind, reading in example().items()}
    assert found["modification-report"]["DCC"] == "data and communications company"
    assert found["business-requirements"]["DCC"] == "data communications company"
    assert found["modification-report"]["CSP"] == "communications service provider"
    assert found["full-impact-assessment"]["CSP"] == "communication service provider"


@pytest.mark.parametrize("path", sorted(SCHEDULES.glob("*.toml")), ids=lambda path: path.stem)
def test_each_schedule_is_in_force_and_read_whole(path: Path) -> None:
    (reading,) = readings(path)
    assert reading.paper.schedule
    assert reading.paper.gaps == ()
    assert reading.facts
    assert {fact.state for fact in reading.facts} == {"in-force"}


NOT_SHIPPED = {
    "csp-schedule": "no time that a CSP is held to for one service request is public",
    "release-calendar": "from when a version of the code holds is for a workspace to say",
}
"""Kinds of schedule of which nothing is known, each with the reason."""


def test_there_is_a_schedule_of_every_kind() -> None:
    kinds = [readings(path)[0].paper.kind for path in sorted(SCHEDULES.glob("*.toml"))]
    assert sorted([*kinds, *NOT_SHIPPED]) == sorted({kind.kind for kind in vocabulary().documents if kind.schedule})


def test_a_release_calendar_gives_days_of_releases_and_starts_of_versions(tmp_path: Path) -> None:
    """Both in one file, each in a table of its own."""
    path = tmp_path / "calendar.toml"
    path.write_text(
        '[document]\nkind = "release-calendar"\nsource = "made up"\n'
        '[[release]]\nrelease = "June 2031"\nday = 2031-06-26\n[[version]]\nversion = "9.2"\nstarts = "26 June 2031"\n',
        "utf-8",
    )
    (held,) = readings(path)
    found = [(fact.subject, fact.property, fact.state, str(fact.value)) for fact in held.facts]
    assert found == [
        ("June 2031", "release-day", "in-force", "2031-06-26"),
        ("9.2", "version-start", "in-force", "26 June 2031"),
    ]


def test_what_is_unknown_has_no_row() -> None:
    (held,) = readings(SCHEDULES / "dsp-schedule-2.2.toml")
    assert {subject for subject, _ in said(held, "dcc-sm1", "in-force")} == {"4.8.1", "6.14.1", "7.9"}


def test_the_shipped_registry_agrees_with_the_full_one() -> None:
    keys = ("id", "reference", "name", "eligible_roles")
    path = SCHEDULES / "service-request-registry.toml"
    ours = tomllib.loads(path.read_text(encoding="utf-8"))["service_request"]
    full = tomllib.loads(shared("service-requests.toml").read_text(encoding="utf-8"))["service_request"]
    known = {row["id"]: {key: row[key] for key in keys} for row in full}
    assert ours == [known[row["id"]] for row in ours]


def test_no_sentence_of_the_real_pack_is_in_the_project() -> None:
    sentences = long_sentences(shared("secmp0053.txt").read_text(encoding="utf-8"))
    assert len(sentences) > 200
    for path in project_texts():
        text = words(path.read_text(encoding="utf-8"))
        assert [sentence for sentence in sentences if sentence in text] == [], path.name


def long_sentences(text: str) -> set[str]:
    """Sentences of nine words or more, as plain words."""
    parts = re.split(r"[.?!]\s", text)
    return {words(part) for part in parts if "•" not in part and len(part.split()) >= 9}


def words(text: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9.]+', text.casefold()))} "


def project_texts() -> list[Path]:
    folders = ("schedules", "rules", "schedcheck", "docs", "tests", "benchmarks")
    found = [path for folder in folders for path in sorted((PROJECT / folder).rglob("*.*"))]
    return [path for path in found if path.suffix in {".txt", ".toml", ".py", ".md", ".json"}]
