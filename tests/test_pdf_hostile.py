"""Hostile and broken PDF files: read or not read, with a reason; never a traceback, a hang or memory without end.

What may end its process is read as the program reads it: in a process of its own.
"""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from schedcheck.app.isolation import Outcome, read_apart
from schedcheck.app.limits import Limits
from schedcheck.document import Document, Source
from schedcheck.errors import CannotRead
from schedcheck.readers import read
from schedcheck.readers.pdf import read_pdf
from tests.listing import vocabulary
from tests.made_pdf import Leaf, assembled, encrypted, pdf, stream
from tests.shared import PROJECT

GOOD = pdf(Leaf().text(72, 300, "takes [-24 hours-]{+30 seconds+}"))
REAL = PROJECT / "tests" / "cases" / "formats" / "secmp0053" / "annex-b-legal-text.redlined.libreoffice.pdf"


ONE_PAGE = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
]


def apart(*contents: bytes, seconds: int = 30) -> list[Outcome]:
    sources = [Source(f"{n}.pdf", content, hashlib.sha256(content).hexdigest()) for n, content in enumerate(contents)]
    return list(read_apart(sources, vocabulary(), Limits(seconds=seconds), lambda done, of: None))


def refused(content: bytes) -> str:
    with pytest.raises(CannotRead) as caught:
        read_pdf(Source("pack.pdf", content, ""))
    assert caught.value.way_out
    return caught.value.message


def test_a_pdf_is_known_by_what_it_holds() -> None:
    assert read(Source("minutes.txt", GOOD, ""), vocabulary()).blocks
    assert read(Source("pack.docx", b"\n\n" + GOOD, ""), vocabulary()).blocks


def test_a_file_that_only_begins_like_one_is_broken() -> None:
    assert refused(b"%PDF-1.7\nnothing else") == "the PDF file is broken"


def test_a_file_too_large_is_refused_before_it_is_opened() -> None:
    content = b"%PDF-1.7\n" + bytes(100 * 1024 * 1024)
    assert refused(content) == "the file is too large to be read (100 MB; at most 100 MB)"


def test_a_locked_file_is_refused() -> None:
    assert refused(encrypted(Leaf().text(72, 300, "24 hours"), "secret")) == "it is locked with a password"


def test_a_file_that_opens_without_a_password_is_read() -> None:
    found = read_pdf(Source("pack.pdf", encrypted(Leaf().text(72, 300, "24 hours"), ""), ""))
    assert [block.text() for block in found.blocks] == ["24 hours"]


def test_too_many_pages_are_refused() -> None:
    assert refused(pdf(*[Leaf().text(72, 300, "x")] * 2001)) == "it has 2,001 pages (at most 2,000)"


def test_too_many_objects_on_a_page_are_refused() -> None:
    leaf = Leaf().text(72, 300, "x").raw("0 0 m 9 9 l S\n" * 100_001)
    assert refused(pdf(leaf)) == "page 1 is not like a page of a document: 100,002 objects (at most 100,000)"


def test_too_many_letters_on_a_page_are_refused() -> None:
    line = f"({'x' * 20_000}) Tj 0 9 Td "
    leaf = Leaf().raw(f"BT /R 0.02 Tf 10 10 Td {line * 11} ET")
    assert "letters (at most 200,000)" in refused(pdf(leaf))


def test_forms_within_forms_are_followed_so_far_and_no_farther() -> None:
    """Ten forms, each drawing the next ten times: a budget of visits ends it."""
    assert isinstance(apart(nested_forms(10, 10))[0], CannotRead)


def test_a_form_that_draws_itself_is_not_read() -> None:
    (outcome,) = apart(form_loop())
    assert isinstance(outcome, CannotRead | Document)


def test_a_page_tree_that_leads_back_to_itself_is_not_read() -> None:
    (outcome,) = apart(page_tree_loop())
    assert isinstance(outcome, CannotRead)


def test_pages_that_are_not_there_are_not_read() -> None:
    content = assembled(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 1000000000 >>"])
    (outcome,) = apart(content)
    assert isinstance(outcome, CannotRead)


def test_a_stream_that_unpacks_without_end_is_refused_before_it_is_opened() -> None:
    bomb = assembled([*ONE_PAGE, stream(b"0 0 m 1 1 l S\n" * 20_000_000)])
    assert len(bomb) < 2_000_000
    assert refused(bomb) == "its parts unpack to more than 256 MB"


def test_a_part_that_does_not_unpack_is_said_to_be_damaged() -> None:
    content = bytearray(pdf(Leaf().text(72, 300, "takes 24 hours"), Leaf().text(72, 300, "takes 30 seconds")))
    packed = content.rindex(b"endstream")
    content[packed - 8] ^= 255
    assert read_pdf(Source("pack.pdf", bytes(content), "")).gaps == ("1 part of the file is damaged",)


def test_a_page_of_enormous_size_or_none_is_read_or_not() -> None:
    for box in ((0, 0, 1e30, 1e30), (0, 0, 0, 0), (5, 5, -5, -5)):
        (outcome,) = apart(pdf(Leaf(box=box).text(72, 300, "24 hours")))
        assert isinstance(outcome, CannotRead | Document)


def test_letters_of_no_or_endless_size_are_left_out() -> None:
    leaf = Leaf().text(72, 300, "seen").text(72, 400, "unseen", 0.001).raw("BT /R 1e9 Tf 0 0 Td (x) Tj ET")
    assert [block.text() for block in read_pdf(Source("pack.pdf", pdf(leaf), "")).blocks] == ["seen"]


@pytest.mark.parametrize("content", [GOOD, REAL.read_bytes()], ids=["made", "real"])
def test_a_file_cut_short_is_read_or_not(content: bytes) -> None:
    cuts = [content[: len(content) * n // 50] for n in range(1, 50)]
    for outcome in apart(*cuts):
        assert isinstance(outcome, CannotRead | Document)
        assert not isinstance(outcome, CannotRead) or "fault" not in outcome.message


def mutants(path: Path, count: int) -> list[bytes]:
    chance = random.Random(7)
    made = []
    for _ in range(count):
        content = bytearray(path.read_bytes())
        for _ in range(chance.choice([1, 3, 20, 200])):
            content[chance.randrange(len(content))] = chance.randrange(256)
        made.append(bytes(content))
    return made


def test_mutants_are_read_or_not() -> None:
    outcomes = apart(*mutants(REAL, 150))
    assert all(isinstance(outcome, CannotRead | Document) for outcome in outcomes)
    assert [o.message for o in outcomes if isinstance(o, CannotRead) and "fault" in o.message] == []


def nested_forms(depth: int, times: int) -> bytes:
    objects: list[object] = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    objects.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /XObject << /F 5 0 R >> >> >>"
    )
    objects.append(stream(b"/F Do"))
    for level in range(depth):
        more = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F {6 + level} 0 R >> >>"
        objects.append(stream(b"/F Do\n" * times if level + 1 < depth else b"0 0 m 9 9 l S", more))
    return assembled(objects)  # type: ignore[arg-type]


def page_tree_loop() -> bytes:
    return assembled(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 9 >>",
            "<< /Type /Pages /Kids [2 0 R] /Count 9 >>",
        ]
    )


def form_loop() -> bytes:
    more = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>"
    return assembled(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            " /Resources << /XObject << /F 5 0 R >> >> >>",
            stream(b"/F Do"),
            stream(b"/F Do /F Do", more),
        ]
    )
