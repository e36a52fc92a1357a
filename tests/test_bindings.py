"""Bindings: what a person says of a column or cell is read as said, named, and void when the words change.

Every document and figure here is made up.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from schedcheck.app import Options, facts, verify
from schedcheck.binding import Binding, load_bindings
from schedcheck.document import Source
from schedcheck.errors import CannotStart
from schedcheck.fact import Fact
from schedcheck.readers import read
from schedcheck.recognise import Reading, recognise
from schedcheck.writers.console import Look, write_full
from schedcheck.writers.console.facts import write_facts
from schedcheck.writers.json import write_json, write_json_facts
from tests.listing import vocabulary

DOCUMENT = """# Full Impact Assessment

The purpose of this Full Impact Assessment is to set out the impact of MP300.

## 8. Contracts

### 8.2 Times

| SRV | DCC SM1 | Provider's promise | Band |
|---|---|---|---|
| 4.1.1 | [-24 hours-]{+30 seconds+} | [-21 hours-]{+4 seconds+} | A |
| 4.2 | [-24 hours-]{+30 seconds+} | [-21 hours-]{+4 seconds+} | A |

| Which | What |
|---|---|
| 4.1.1 | 4 seconds |
| 4.2 | 21 hours, as before |
"""

COLUMN = """[[binding]]
document = "full-impact-assessment"
section  = "8.2"
table    = 1
column   = 3
heading  = "Provider's promise"
property = "dsp-sm1.1"
by       = "A. Reader"
reason   = "The provider calls it so."
"""
KEY = """[[binding]]
document = "Full Impact Assessment"
section  = "8.2"
table    = 2
column   = 1
heading  = "which"
key      = true
by       = "A. Reader"
reason   = "These are service requests."
"""
VALUE = """[[binding]]
file     = "fia.txt"
section  = "8.2"
table    = 2
column   = 2
heading  = "What"
property = "dsp-sm1.1"
state    = "proposed"
by       = "A. Reader"
reason   = "Said so on the phone."
"""
CELL = """[[binding]]
document = "full-impact-assessment"
section  = "8.2"
table    = 2
row      = 1
column   = 2
words    = "4 seconds"
subject  = "4.1.1"
property = "dsp-sm1.1"
state    = "proposed"
by       = "A. Reader"
reason   = "Said so on the phone."
"""


def loaded(*bindings: str) -> tuple[Binding, ...]:
    return load_bindings([("b.toml", "\n".join(bindings).encode())], vocabulary())


def bound(text: str, *bindings: str) -> Reading:
    document = read(Source("fia.txt", text.encode(), "0"), vocabulary())
    (reading,) = recognise([document], vocabulary(), loaded(*bindings))
    return reading


def times(reading: Reading, name: str = "dsp-sm1.1") -> list[tuple[str, str, str, str]]:
    return [_time(fact) for fact in reading.facts if fact.property == name]


def _time(fact: Fact) -> tuple[str, str, str, str]:
    return fact.subject, fact.state, fact.printed, fact.certainty


BOUND = [
    ("4.1.1", "current", "21 hours", "inferred"),
    ("4.1.1", "proposed", "4 seconds", "inferred"),
    ("4.2", "current", "21 hours", "inferred"),
    ("4.2", "proposed", "4 seconds", "inferred"),
]


def test_a_bound_column_is_read_and_says_by_whom() -> None:
    assert times(bound(DOCUMENT)) == []
    reading = bound(DOCUMENT, COLUMN)
    assert times(reading) == BOUND
    assert {f.basis for f in reading.facts if f.property == "dsp-sm1.1"} == {"the binding of A. Reader (b.toml:1)"}
    assert {f.basis for f in reading.facts if f.property != "dsp-sm1.1"} == {""}
    assert [(o.at, o.facts, o.void) for o in reading.outcomes] == [("b.toml:1", 4, "")]
    assert "21 hours" not in {left.printed for left in reading.unread if left.place.table == 1}
    assert times(reading, "dcc-sm1")[0][3] == "marked"


def test_a_whole_table_is_bound_by_its_columns() -> None:
    reading = bound(DOCUMENT, KEY, VALUE)
    assert times(reading) == [
        ("4.1.1", "proposed", "4 seconds", "inferred"),
        ("4.2", "proposed", "21 hours", "inferred"),
    ]
    assert [outcome.void for outcome in reading.outcomes] == ["", ""]


def test_a_bound_cell_is_one_fact_and_no_whole_list() -> None:
    reading = bound(DOCUMENT, CELL)
    assert times(reading) == [("4.1.1", "proposed", "4 seconds", "inferred")]
    (fact,) = [f for f in reading.facts if f.property == "dsp-sm1.1"]
    assert (fact.kind, fact.scope.whole, fact.place.table, fact.place.row, fact.place.column) == (
        "service-request", False, 2, 1, 2,
    )  # fmt: skip
    assert [left.printed for left in reading.unread if left.place.table == 2] == ["21 hours"]


@pytest.mark.parametrize(
    ("binding", "old", "new", "now"),
    [
        (COLUMN, "Provider's promise", "Provider's hope", "“Provider's hope” stands there now"),
        (COLUMN, "| DCC SM1 | Provider's promise", "| Provider's promise | DCC SM1", "“DCC SM1” stands there now"),
        (CELL, "| 4.1.1 | 4 seconds |", "| 4.1.1 | 40 seconds |", "“40 seconds” stands there now"),
        (CELL, "| 4.1.1 | 4 seconds |\n", "", "“21 hours, as before” stands there now"),
        (CELL, "| 4 seconds |", "| [-4 seconds-]{+5 seconds+} |", "“4 seconds 5 seconds” stands there now"),
        (COLUMN, "### 8.2", "### 8.3", "there is no section “8.2”"),
        (CELL.replace("table    = 2", "table    = 3"), "MP300", "MP300", "there are 2 tables in it"),
        (VALUE, "MP300", "MP300", "which column names the subjects"),
        (CELL.replace('"4 seconds"', '"4.1.1"').replace("column   = 2", "column   = 1"), "MP", "MP", "no duration"),
        (COLUMN.replace("column   = 3", "column   = 9"), "MP300", "MP300", "the table has 4 columns"),
        (CELL.replace("row      = 1", "row      = 7"), "MP300", "MP300", "the table has 2 rows"),
    ],
)
def test_a_binding_is_void_when_what_it_relies_on_changes(binding: str, old: str, new: str, now: str) -> None:
    reading = bound(DOCUMENT.replace(old, new), binding)
    plain = bound(DOCUMENT.replace(old, new))
    assert now in reading.outcomes[0].void
    assert times(reading) == times(plain) == []
    assert reading.unread == plain.unread
    assert any("b.toml:1" in gap and "is void" in gap for gap in reading.paper.gaps)


def test_white_space_and_case_are_no_change_and_figures_are() -> None:
    assert times(bound(DOCUMENT.replace("Provider's promise", "provider's  Promise"), COLUMN)) == BOUND
    assert bound(DOCUMENT.replace("| 4 seconds |", "| 4. seconds |"), CELL).outcomes[0].void


def test_two_documents_of_one_kind_must_be_told_apart() -> None:
    documents = [read(Source(name, DOCUMENT.encode(), "0"), vocabulary()) for name in ("fia.txt", "b/fia2.txt")]
    by_kind = recognise(documents, vocabulary(), loaded(COLUMN))
    assert [(r.paper.id, len(times(r))) for r in by_kind] == [
        ("full-impact-assessment", 4),
        ("full-impact-assessment-2", 0),
    ]
    titled = recognise(
        documents, vocabulary(), loaded(COLUMN.replace("full-impact-assessment", "Full Impact Assessment"))
    )
    assert [len(times(r)) for r in titled] == [0, 0]
    assert all("more than one document is meant" in r.outcomes[0].void for r in titled)
    by_file = recognise(documents, vocabulary(), loaded(COLUMN.replace('document = "full-', 'file = "fia2.txt"\n#')))
    assert [len(times(r)) for r in by_file] == [0, 4]


def test_every_mistake_is_told_at_once_with_its_line() -> None:
    wrong = (
        COLUMN.replace("dsp-sm1.1", "DSP SM1.1").replace('"A. Reader"', '" "')
        + CELL.replace('"4.1.1"', '"4-1"').replace('"proposed"', '"agreed"').replace("row      = 1", "row = -1")
        + '[[binding]]\ntable = 0\ncolumn = 1\nby = "x"\nreason = "y"\nunit = "furlong"\n'
        + COLUMN + COLUMN
    )  # fmt: skip
    with pytest.raises(CannotStart) as caught:
        loaded(wrong)
    told = str(caught.value)
    for words in (
        "b.toml:7: binding[0].property: no table holds DSP SM1.1; did you mean dsp-sm1.1?",
        "b.toml:8: binding[0].by: this is empty",
        "binding[1].row: this counts from 1",
        "binding[1].subject: 4-1 is no service request",
        "binding[1].state: this must be current, proposed or left out",
        "binding[2]: which document?",
        "binding[2].table: this counts from 1",
        "binding[2].heading: the words of the heading",
        'binding[2].unit: "furlong" is no unit',
        "binding[2].property: say what is here",
        "binds the same section 8.2, table 1, column 3",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("binding = 3", "this must be a list"),
        ("[[binding]]\ncolum = 3", "did you mean column"),
        ("[[binding]]\ntable = 'x'", "this must be a whole number"),
        ("[[binding", "this is not TOML"),
        (COLUMN + 'at = "x"', "leave it out"),
    ],
)
def test_what_is_no_file_of_bindings_is_refused(text: str, words: str) -> None:
    with pytest.raises(CannotStart, match=words):
        loaded(text)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fia.txt").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "b.toml").write_text(COLUMN, encoding="utf-8")
    return tmp_path


def test_report_screens_and_json_name_each_binding(folder: Path) -> None:
    options = Options(bindings=("b.toml",))
    recognised, report = facts(["fia.txt"], options), verify(["fia.txt"], options)
    for screen in (write_facts(recognised, Look(0)), write_full(report, Look(0))):
        assert "1 binding by persons: 4 facts rest on 1 that hold" in screen
        assert "A. Reader: The provider calls it so. (b.toml:1)" in screen
    (listed,) = json.loads(write_json(report))["bindings"]
    assert (listed["status"], listed["facts"], listed["by"], listed["at"]) == ("holds", 4, "A. Reader", "b.toml:1")
    found = json.loads(write_json_facts(recognised))
    assert found["bindings"] == [listed]
    assert {f["binding"] for f in found["facts"] if f["property"] == "dsp-sm1.1"} == {
        "the binding of A. Reader (b.toml:1)"
    }


def test_a_void_binding_leaves_no_verdict_and_is_named_with_what_stands_there(folder: Path) -> None:
    (folder / "fia.txt").write_text(DOCUMENT.replace("promise", "hope"), encoding="utf-8")
    recognised = facts(["fia.txt"], Options(bindings=("b.toml",)))
    assert recognised.exit_code == 3
    assert "void: Full Impact Assessment, section 8.2, table 1, column 3" in write_facts(recognised, Look(0))
    assert json.loads(write_json_facts(recognised))["bindings"][0]["status"] == "void"


def test_a_binding_of_a_document_that_is_not_here_is_named(folder: Path) -> None:
    (folder / "b.toml").write_text(COLUMN.replace("full-impact", "full-impact-of"), encoding="utf-8")
    recognised = facts(["fia.txt"], Options(bindings=("b.toml",)))
    assert "no document of this run is full-impact-of-assessment" in write_facts(recognised, Look(0))
    assert json.loads(write_json_facts(recognised))["bindings"][0]["status"] == "absent"


@pytest.mark.parametrize("key", ['bindings = "b.toml"\n', ""])
def test_a_workspace_brings_its_bindings(folder: Path, key: str) -> None:
    (folder / "b.toml").rename(folder / ("b.toml" if key else "schedcheck-bindings.toml"))
    (folder / "schedcheck.toml").write_text(f'documents = ["fia.txt"]\n{key}', encoding="utf-8")
    assert facts([], Options()).bindings[0].facts == 4


def test_a_missing_file_of_bindings_is_told_with_its_line(folder: Path) -> None:
    (folder / "schedcheck.toml").write_text('documents = ["fia.txt"]\nbindings = "c.toml"\n', encoding="utf-8")
    with pytest.raises(CannotStart, match=r"schedcheck.toml:2: bindings: there is no file c\.toml"):
        facts([], Options())
    with pytest.raises(CannotStart):
        facts(["fia.txt"], Options(bindings=("d.toml",)))


def test_what_was_kept_without_a_binding_is_not_used_with_it(folder: Path) -> None:
    cache = str(folder / "kept")
    for bindings, expected in (((), 0), (("b.toml",), 4), ((), 0), (("b.toml",), 4)):
        recognised = facts(["fia.txt"], Options(cache=cache, bindings=bindings))
        assert sum(1 for fact in recognised.facts if fact.basis) == expected
    (folder / "b.toml").write_text(COLUMN.replace("A. Reader", "B. Reader"), encoding="utf-8")
    again = facts(["fia.txt"], Options(cache=cache, bindings=("b.toml",)))
    assert {fact.basis for fact in again.facts} == {"", "the binding of B. Reader (b.toml:1)"}


def test_the_blocks_of_the_screen_bind_when_they_are_filled_in(folder: Path) -> None:
    screen = write_facts(facts(["fia.txt"], Options()), Look(60), unread_only=True)
    blocks = screen[screen.index("  [[binding]]") : screen.index("\n7 facts in")]
    assert blocks.count("[[binding]]") == 3
    filled = blocks.replace('by       = ""', 'by = "me"').replace('reason   = ""', 'reason = "so"')
    with pytest.raises(CannotStart, match="say what is here"):
        loaded(filled)
    (folder / "b.toml").write_text(filled.replace('property = ""', 'property = "dsp-sm1.1"'), encoding="utf-8")
    recognised = facts(["fia.txt"], Options(bindings=("b.toml",)))
    assert [(each.facts, each.void) for each in recognised.bindings] == [(4, ""), (0, ""), (2, "")]
    assert recognised.leftovers == ()
    assert "“Provider's promise” is DSP SM1.1 by a binding" in write_facts(recognised, Look(0))


def test_a_table_tells_how_each_column_was_read(folder: Path) -> None:
    screen = write_facts(facts(["fia.txt"], Options()), Look(0))
    assert "section 8.2, table 1: 2 rows, 2 of 4 columns read: “SRV” names the subjects" in screen
    assert "“Provider's promise” IS NOT KNOWN, 4 figures not read; “Band” states nothing that is checked" in screen
    assert "“Which” holds ids, not known as subjects" in screen
