"""The same content gives the same facts, whether as text or as a PDF of any producer.

The files were made once, by benchmarks/formats/make_pdfs.py; nothing but the reader runs here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from schedcheck.document import Source
from schedcheck.readers import read
from schedcheck.recognise import Reading, recognise
from tests.listing import vocabulary
from tests.same_facts import told
from tests.shared import PROJECT

FORMATS = PROJECT / "tests" / "cases" / "formats"
TEXTS = {
    "secmp0053": PROJECT / "schedules" / "modifications" / "secmp0053",
    "mp217": FORMATS / "mp217",
}
"""Pack -> where its texts are."""
LEAST = {"secmp0053": 220, "mp217": 380}


def readings(paths: list[Path]) -> tuple[Reading, ...]:
    documents = [read(Source(path.name.split(".")[0], path.read_bytes(), ""), vocabulary()) for path in paths]
    return recognise(documents, vocabulary())


def stated(found: tuple[Reading, ...]) -> list[str]:
    """Every fact but the versions in footers: how often those are printed depends on the pages."""
    return [line for line in told(found) if " document-version " not in line and not line.startswith("unread ")]


@cache
def expected(pack: str) -> list[str]:
    return stated(readings(sorted(TEXTS[pack].glob("*.txt"))))


@pytest.mark.parametrize("producer", ["libreoffice", "weasyprint"])
@pytest.mark.parametrize("pack", TEXTS)
def test_facts_of_a_redlined_pack_are_those_of_its_texts(pack: str, producer: str) -> None:
    paths = sorted((FORMATS / pack).glob(f"*.redlined.{producer}.pdf"))
    assert len(paths) == len(list(TEXTS[pack].glob("*.txt")))
    found = stated(readings(paths))
    assert len(found) >= LEAST[pack]
    assert found == expected(pack)


def test_facts_of_a_page_that_a_browser_printed_are_those_of_the_text() -> None:
    found = stated(readings([FORMATS / "secmp0053" / "annex-b-legal-text.redlined.chromium.pdf"]))
    text = stated(readings([TEXTS["secmp0053"] / "annex-b-legal-text.txt"]))
    assert len(found) > 10
    assert found == text


@pytest.mark.parametrize("path", sorted(FORMATS.glob("*/*.redlined.*.pdf")), ids=lambda path: path.stem)
def test_every_redlined_file_is_read_whole(path: Path) -> None:
    assert [gap for reading in readings([path]) for gap in reading.paper.gaps] == []


@pytest.mark.parametrize("path", sorted(FORMATS.glob("*/*.accepted.*.pdf")), ids=lambda path: path.stem)
def test_accepted_changes_leave_no_old_value(path: Path) -> None:
    text = TEXTS[path.parent.name] / f"{path.name.split('.')[0]}.txt"
    marked = [f for reading in readings([text]) for f in reading.facts if f.certainty == "marked"]
    found = [f for reading in readings([path]) for f in reading.facts]
    assert marked
    assert not any(f.certainty == "marked" for f in found)
    values = {(f.subject, f.property, str(f.value)) for f in found}
    assert {(f.subject, f.property, str(f.value)) for f in marked if f.state == "proposed"} <= values


@pytest.mark.parametrize("pack", TEXTS)
def test_every_fact_of_a_pdf_has_a_page_and_a_place_of_its_own(pack: str) -> None:
    for reading in readings(sorted((FORMATS / pack).glob("*.redlined.libreoffice.pdf"))):
        assert all(
            f.place.page and f.place.key.startswith(f"{f.place.page}:") and not f.place.line for f in reading.facts
        )
