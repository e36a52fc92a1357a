"""Tables that come without headings: the first row is headings where the vocabulary knows each of its cells."""

from __future__ import annotations

from schedcheck.document import Source
from schedcheck.fact import Fact
from schedcheck.readers import read
from schedcheck.recognise import recognise
from tests.listing import vocabulary
from tests.made_docx import docx, p, r, tbl, tc

TITLE = p(r("MP217 Modification Report"), style="Heading1")


def facts(*rows: tuple[str, str]) -> list[Fact]:
    """Of a Word file whose table sets all rows alike."""
    table = tbl(*([tc(p(r(text))) for text in row] for row in rows))
    source = Source("report.docx", docx(TITLE + p(r("The DCC and CSPs act.")) + table), "")
    (reading,) = recognise([read(source, vocabulary())], vocabulary())
    return [fact for fact in reading.facts if fact.place.row]


def test_a_first_row_of_known_headings_is_headings() -> None:
    found = facts(("Acronym", "Meaning"), ("CSP", "Communications Service Provider"), ("DCC", "Data Company"))
    assert [(f.subject, f.value, f.place.row) for f in found] == [
        ("CSP", "Communications Service Provider", 1),
        ("DCC", "Data Company", 2),
    ]


def test_one_unknown_cell_makes_it_a_row() -> None:
    assert facts(("Acronym", "What we think of it"), ("CSP", "Communications Service Provider")) == []


def test_a_table_of_one_row_has_no_headings() -> None:
    assert facts(("Acronym", "Meaning")) == []
