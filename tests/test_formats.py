"""One content, every format: the facts of each file are those of one list that was checked by eye.

The files were made once, by benchmarks/formats/make_files.py; nothing but readers, recognition and checks runs here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from schedcheck.app import Options, verify
from schedcheck.cli import main
from schedcheck.document import Document, Source
from schedcheck.fact import Fact
from schedcheck.quantity import Quantity, parse
from schedcheck.readers import read
from schedcheck.recognise import Reading, recognise
from tests.listing import vocabulary
from tests.shared import PROJECT

FORMATS = PROJECT / "tests" / "cases" / "formats"
TEXTS = {"secmp0053": PROJECT / "schedules" / "modifications" / "secmp0053", "mp217": FORMATS / "mp217"}
"""Pack -> where its texts are."""
WHOLE = ("txt", "redlined.docx", "byhand.docx", "redlined.html")
PRINTED = ("redlined.libreoffice.pdf", "byhand.libreoffice.pdf", "redlined.weasyprint.pdf")
ACCEPTED = ("accepted.docx", "accepted.libreoffice.pdf", "accepted.weasyprint.pdf")
BROWSED = [(pack, path.name) for pack in TEXTS for path in sorted((FORMATS / pack).glob("*.chromium.pdf"))]
"""Pack and file of each print by a browser; not every pack has one."""
LEAST = {"secmp0053": 300, "mp217": 600}
TIMES = {"target-response-time", "dcc-sm1", "dsp-sm1.1", "csp-sm4"}
NO_TABLE = "-"
IN_WORDS = {"expansion", "contract-impact"}
"""What running words say as well: listed from tables alone, and held to what the text form says from words."""

Line = tuple[str, ...]
"""A line of a list: document, section, place in a table, subject, property, state, value, mention, certainty, whole."""


@cache
def stems(pack: str) -> tuple[str, ...]:
    found = sorted(path.stem for path in TEXTS[pack].glob("*.txt"))
    return tuple(stem for stem in found if not stem.endswith(".unmarked"))


def paths(pack: str, form: str) -> list[Path]:
    """The files of a pack in one form. A document without changes has no other way than the first."""
    if form == "txt":
        return [TEXTS[pack] / f"{stem}.txt" for stem in stems(pack)]
    usual = re.sub(r"^(byhand|accepted)\.", "redlined.", form)
    own = [FORMATS / pack / f"{stem}.{form}" for stem in stems(pack)]
    return [path if path.exists() else path.with_name(f"{s}.{usual}") for path, s in zip(own, stems(pack), strict=True)]


@cache
def readings(pack: str, form: str) -> tuple[Reading, ...]:
    return recognised(tuple(paths(pack, form)))


def recognised(files: tuple[Path, ...]) -> tuple[Reading, ...]:
    return recognise([document(path) for path in files], vocabulary())


@cache
def document(path: Path) -> Document:
    return read(Source(path.name, path.read_bytes(), ""), vocabulary())


@cache
def expected(pack: str) -> Counter[Line]:
    lines = (FORMATS / pack / "expected.facts").read_text(encoding="utf-8").splitlines()
    listed = Counter(tuple(line.split(" | ")) for line in lines if line and not line.startswith("#"))
    assert listed.total() >= LEAST[pack]
    assert {len(line) for line in listed} == {10}
    return listed


def stated(found: tuple[Reading, ...], pack: str) -> Counter[Line]:
    """The facts of the listed properties; a version at the foot of pages once, without a place."""
    properties = {line[4] for line in expected(pack)}
    every = [fact for reading in found for fact in reading.facts if fact.property in properties]
    facts = [fact for fact in every if fact.property not in IN_WORDS or fact.place.table]
    running = {line(fact) for fact in facts if is_running(fact)}
    return Counter(line(fact) for fact in facts if not is_running(fact)) + Counter(running)


def is_running(fact: Fact) -> bool:
    return fact.property == "document-version" and not fact.place.table


def line(fact: Fact) -> Line:
    place = fact.place
    where = f"t{place.table}r{place.row}c{place.column}" if place.table else NO_TABLE
    section, whole = (NO_TABLE, False) if is_running(fact) else (fact.section, fact.scope.whole)
    head = (fact.document, section, where, fact.subject, fact.property, fact.state, normal(fact))
    return (*head, fact.mention, fact.certainty, "whole" if whole else NO_TABLE)


def normal(fact: Fact) -> str:
    return fact.value if isinstance(fact.value, str) else fact.value.normal()


def test_the_packs_have_files_of_every_format() -> None:
    for pack in TEXTS:
        assert len(stems(pack)) > 2
        for form in (*WHOLE, *PRINTED, *ACCEPTED):
            assert all(path.exists() for path in paths(pack, form))
        assert len(list((FORMATS / pack).glob("*.xlsx"))) > 1


@pytest.mark.parametrize("form", WHOLE)
@pytest.mark.parametrize("pack", TEXTS)
def test_all_facts_and_no_others(pack: str, form: str) -> None:
    found, wanted = stated(readings(pack, form), pack), expected(pack)
    assert (wanted - found, found - wanted) == (Counter(), Counter())
    assert [gap for reading in readings(pack, form) for gap in reading.paper.gaps] == []


@pytest.mark.parametrize("form", WHOLE)
@pytest.mark.parametrize("pack", TEXTS)
def test_running_words_say_the_same_in_every_form(pack: str, form: str) -> None:
    assert in_words(pack, form) == in_words(pack, "txt")
    assert in_words(pack, "txt") or pack != "secmp0053"


def in_words(pack: str, form: str) -> Counter[Line]:
    facts = (fact for reading in readings(pack, form) for fact in reading.facts)
    return Counter(line(fact) for fact in facts if fact.property in IN_WORDS and not fact.place.table)


@pytest.mark.parametrize("form", PRINTED)
@pytest.mark.parametrize("pack", TEXTS)
def test_a_print_loses_next_to_nothing_and_invents_nothing(pack: str, form: str) -> None:
    found, wanted = stated(readings(pack, form), pack), expected(pack)
    missing = wanted - found
    left = [words(unread.printed) for reading in readings(pack, form) for unread in reading.unread]
    assert found - wanted == Counter()
    assert missing.total() <= 0.01 * wanted.total()
    assert [each for each in missing if not any(words(each[6]) in printed for printed in left)] == []
    assert [gap for reading in readings(pack, form) for gap in reading.paper.gaps] == []
    places = [fact.place for reading in readings(pack, form) for fact in reading.facts]
    assert all(place.page and place.key.startswith(f"{place.page}:") and not place.line for place in places)


def words(printed: str) -> str:
    """What is printed, so that one amount in two wordings is the same, and a name is found among other words."""
    value = parse(printed)
    return f" {value.normal() if isinstance(value, Quantity) else ' '.join(printed.casefold().split())} "


def test_words_left_over_are_compared_as_amounts_or_as_names() -> None:
    assert words("24 hours") == words("1 day") != words("30 seconds")
    assert words("Large Suppliers") in words("for  large suppliers and others")
    assert words("Large Suppliers") not in words("small suppliers")


def test_a_browser_printed_some_document() -> None:
    assert BROWSED


@pytest.mark.parametrize(("pack", "name"), BROWSED)
def test_a_browser_prints_the_same_facts(pack: str, name: str) -> None:
    found = stated(recognised((FORMATS / pack / name,)), pack)
    documents = {each[0] for each in found}
    assert len(documents) == 1
    assert found == Counter({each: n for each, n in expected(pack).items() if each[0] in documents})


@pytest.mark.parametrize("pack", TEXTS)
def test_a_workbook_gives_all_that_its_tables_say(pack: str) -> None:
    found = stated(recognised(tuple(sorted((FORMATS / pack).glob("*.xlsx")))), pack)
    documents = {each[0] for each in found}
    assert len(documents) > 1
    tables = Counter(
        {on_sheet(each): n for each, n in expected(pack).items() if each[0] in documents and in_table(each)}
    )
    assert Counter({each: n for each, n in found.items() if in_table(each)}) == tables
    beside = {anywhere(each) for each in found if not in_table(each)}
    assert beside <= {anywhere(each) for each in expected(pack)}


def in_table(each: Line) -> bool:
    return each[2] != NO_TABLE


def on_sheet(each: Line) -> Line:
    """A section is a sheet, and its name is all that a sheet may be called."""
    return (each[0], re.sub(r"[][:*?/\\]", "", each[1])[:31], *each[2:])


def anywhere(each: Line) -> Line:
    return (each[0], *each[3:9])


@pytest.mark.parametrize("form", ACCEPTED)
@pytest.mark.parametrize("pack", TEXTS)
def test_accepted_changes_leave_the_proposed_state_alone(pack: str, form: str) -> None:
    assert stated(readings(pack, form), pack) == Counter(dict(after_accepting(pack)))
    changed = {each[0] for each in expected(pack) if each[8] == "marked"}
    for reading in readings(pack, form):
        told = [note for note in reading.paper.notes if "one state alone" in note]
        assert len(told) == (reading.paper.id in changed)


@pytest.mark.parametrize("form", [*WHOLE, *PRINTED])
@pytest.mark.parametrize("pack", TEXTS)
def test_marked_changes_leave_nothing_to_note(pack: str, form: str) -> None:
    assert [note for reading in readings(pack, form) for note in reading.paper.notes] == []


def test_the_screens_tell_that_a_document_gives_one_state_alone(capsys: pytest.CaptureFixture[str]) -> None:
    file = str(FORMATS / "secmp0053" / "annex-b-legal-text.accepted.docx")
    for command in (["facts"], ["verify"], ["facts", "--format", "json"], ["verify", "--format", "json"]):
        main([*command, "--no-cache", file])
        assert "it gives one state alone: the proposed one" in " ".join(capsys.readouterr().out.split())


def after_accepting(pack: str) -> Iterator[tuple[Line, int]]:
    """What is listed, without what only marks tell to hold before: the old times of tables that show changes."""
    redlined = {table(each) for each in expected(pack) if each[8] == "marked"}
    for each, number in expected(pack).items():
        before = each[5] == "current" and each[4] in TIMES
        if not (table(each) in redlined and before):
            yield (*each[:8], "plain" if each[8] == "marked" else each[8], each[9]), number


def table(each: Line) -> Line:
    return (*each[:2], each[2].split("r")[0])


@pytest.mark.parametrize("pack", TEXTS)
def test_a_text_without_marks_tells_by_order_alone_and_says_so(pack: str) -> None:
    files = sorted((FORMATS / pack).glob("*.unmarked.txt"))
    read_ones = recognised(tuple(files))
    found = stated(read_ones, pack)
    wanted = Counter({each: n for each, n in expected(pack).items() if each[0] in {f[0] for f in found}})
    by_order = {each for each in found if each[8] == "inferred" and each not in wanted}
    assert len(by_order) >= 8
    assert all((*each[:8], "marked", each[9]) in wanted for each in by_order)
    assert found.keys() - by_order <= wanted.keys()
    left = " ".join(unread.printed for reading in read_ones for unread in reading.unread)
    for each in wanted.keys() - found.keys():
        told = (*each[:8], "inferred", each[9]) in by_order
        assert told or each[5] == "current" or amount(each) in re.findall(r"\d+", left)


def amount(each: Line) -> str:
    value = parse(each[6])
    return str(value.low) if isinstance(value, Quantity) else each[6]


@cache
def verified(pack: str, form: str) -> tuple[list[str], list[str]]:
    """The ids of findings and of causes."""
    report = verify([str(path) for path in paths(pack, form)], Options())
    return sorted(finding.id for finding in report.findings), sorted(cause.id for cause in report.causes)


@pytest.mark.parametrize("form", [*WHOLE[1:], *PRINTED])
@pytest.mark.parametrize("pack", TEXTS)
def test_verify_finds_the_same_whatever_the_format(pack: str, form: str) -> None:
    assert verified(pack, form) == verified(pack, "txt")


def test_verify_finds_the_errors_that_were_seeded() -> None:
    """In the second pack: a wrong id in the legal text, 20 hours for 21, a party without its tick."""
    report = verify([str(path) for path in paths("mp217", "txt")], Options())
    found = {(f.rule, f.subject) for f in report.findings}
    assert {
        ("changed-services-are-the-same-everywhere", "7.1.1"),
        ("dcc-response-time-is-the-sum-of-its-parts", "3.10"),
        ("users-of-a-changed-service-are-impacted", "MP217"),
    } <= found
    assert len(report.causes) >= 3


@pytest.mark.parametrize("form", ACCEPTED)
@pytest.mark.parametrize("pack", TEXTS)
def test_accepted_changes_are_found_out_alike_in_every_format(pack: str, form: str) -> None:
    """Nothing tells which rows of a long table stay as they are; what the rest of the pack says does."""
    findings, causes = verified(pack, form)
    marked = verified(pack, "txt")
    assert findings == marked[0]
    assert set(marked[1]) <= set(causes)
    assert (findings, causes) == verified(pack, ACCEPTED[0])


@pytest.mark.parametrize("pack", TEXTS)
def test_verify_finds_in_workbooks_what_their_tables_alone_show(pack: str) -> None:
    files = sorted((FORMATS / pack).glob("*.xlsx"))
    sheets = {finding.id for finding in verify([str(path) for path in files], Options()).findings}
    texts = verify([str(TEXTS[pack] / f"{path.name.split('.')[0]}.txt") for path in files], Options()).findings
    shown = {f.id for f in texts if all(c.place.table or c.place.key for c in f.citations)}
    assert len(shown) > 1
    assert shown <= sheets <= {finding.id for finding in texts}
