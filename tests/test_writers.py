"""Writers: whole screens held to golden files, in every width, encoding and colour; JSON and lines beside them.

SCHEDCHECK_UPDATE=1 writes the golden files anew, to be looked at before they are committed.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedcheck.finding import Citation, Finding
from schedcheck.place import Place
from schedcheck.report import Report
from schedcheck.writers.advice import doubts
from schedcheck.writers.console import Look, write_full, write_verdict
from schedcheck.writers.console.look import cut, fitting, size, wrap
from schedcheck.writers.console.pages import write_case, write_rule, write_rules
from schedcheck.writers.csv import write_csv
from schedcheck.writers.github import write_github
from schedcheck.writers.gitlab import write_gitlab
from schedcheck.writers.json import write_json
from schedcheck.writers.jsonl import write_jsonl
from schedcheck.writers.junit import write_junit
from schedcheck.writers.markdown import write_markdown
from schedcheck.writers.sarif import write_sarif
from schedcheck.writers.short import write_short
from schedcheck.writers.signs import clean, fit, signs_for
from tests.made_up import CAUSE, GATES, REPORTS, RULES, broken
from tests.shared import PROJECT

UPDATE = os.environ.get("SCHEDCHECK_UPDATE") == "1"
GOLDEN = PROJECT / "tests" / "cases" / "writers"
SCREENS: dict[str, Look] = {
    "80": Look(80),
    "80-ascii": Look(80, encoding="ascii"),
    "80-colour": Look(80, colour=True),
    "120": Look(120),
    "120-ascii-colour": Look(120, colour=True, encoding="ascii"),
    "120-detail": Look(120, detail=True),
    "pipe": Look(),
    "narrow": Look(20),
}
FORMATS: dict[str, Callable[[Report], str]] = {
    "short": write_short,
    "json": write_json,
    "jsonl": write_jsonl,
    "github": write_github,
    "gitlab": write_gitlab,
    "junit": write_junit,
    "markdown": write_markdown,
    "sarif": write_sarif,
    "csv": write_csv,
}
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def golden(name: str, text: str) -> None:
    same_as(GOLDEN / name, text)


def same_as(path: Path, text: str) -> None:
    """The text is what the golden file holds."""
    if UPDATE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_bytes().decode("utf-8")


def test_no_golden_file_is_left_over() -> None:
    wanted = {f"{r}/{s}.txt" for r in REPORTS for s in (*SCREENS, *FORMATS)} | {f"pages/{p}.txt" for p in PAGES}
    assert {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.*")} == wanted or UPDATE


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("report", REPORTS)
def test_screen(report: str, screen: str) -> None:
    golden(f"{report}/{screen}.txt", write_full(REPORTS[report](), SCREENS[screen]))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("report", REPORTS)
def test_format(report: str, kind: str) -> None:
    golden(f"{report}/{kind}.txt", FORMATS[kind](REPORTS[report]()))


PAGES: dict[str, Callable[[], str]] = {
    "rule-80": lambda: write_rule(GATES, Look(80)),
    "rules-80": lambda: write_rules(RULES, Look(80)),
    "rules-120": lambda: write_rules(RULES, Look(120)),
    "cause-80": lambda: write_case(CAUSE.id, broken(), Look(80, detail=True)),
    "finding-80": lambda: write_case(CAUSE.explains[0], broken(), Look(80, detail=True)),
    "verdict-80": lambda: write_verdict(broken(), Look(80)),
}


@pytest.mark.parametrize("page", PAGES)
def test_page(page: str) -> None:
    golden(f"pages/{page}.txt", PAGES[page]())


@pytest.mark.parametrize("screen", [name for name, look in SCREENS.items() if look.width])
@pytest.mark.parametrize("report", REPORTS)
def test_no_line_is_wider_than_the_screen(report: str, screen: str) -> None:
    look = SCREENS[screen]
    lines = ESCAPES.sub("", write_full(REPORTS[report](), look)).splitlines()
    commands = [line for line in lines if "schedcheck explain" in line or line.strip() in {r.name for r in RULES}]
    assert [line for line in lines if size(line) > look.columns and line not in commands] == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("report", REPORTS)
def test_no_control_character_of_a_document_reaches_the_screen(report: str, screen: str) -> None:
    assert not UNSAFE.search(ESCAPES.sub("", write_full(REPORTS[report](), SCREENS[screen])))


@pytest.mark.parametrize("kind", FORMATS)
def test_no_control_character_reaches_another_format(kind: str) -> None:
    assert not UNSAFE.search(FORMATS[kind](REPORTS["hostile"]()).replace("\r\n", "\n"))


def test_no_label_and_no_quoted_word_is_lost() -> None:
    screen = write_full(broken(), Look(80, detail=True))
    for finding in broken().findings:
        if finding.id not in CAUSE.explains:
            for citation in finding.citations:
                assert citation.quote in screen
                assert citation.label in screen


def test_markers_stand_under_the_words() -> None:
    lines = write_full(broken(), Look(80)).splitlines()
    at = next(i for i, line in enumerate(lines) if "what users are promised" in line)
    marker = lines[at] if "━" in lines[at] else lines[at - 1]
    quoted = lines[lines.index(marker) - 1]
    assert quoted[marker.index("━") : marker.rindex("━") + 1] == "10 seconds"


def test_ascii_screen_is_ascii() -> None:
    assert write_full(broken(), Look(80, encoding="ascii")).isascii()


def test_colour_adds_escapes_alone() -> None:
    plain, coloured = write_full(broken(), Look(80)), write_full(broken(), Look(80, colour=True))
    assert ESCAPES.sub("", coloured) == plain
    assert coloured != plain


def test_on_a_pipe_nothing_wraps() -> None:
    message = broken().findings[0].message
    assert any(CAUSE.message in line for line in write_full(broken(), Look()).splitlines())
    assert message in write_full(broken(), Look())


def test_json_gives_documents_text_back() -> None:
    read = json.loads(write_json(REPORTS["hostile"]()))
    assert read["findings"][0]["message"] == REPORTS["hostile"]().findings[0].message


def test_json_has_the_keys_that_are_promised() -> None:
    read = json.loads(write_json(broken()))
    assert set(read) >= {"format", "verdict", "documents", "rules", "findings", "causes"}
    assert set(read["documents"][0]) == {"id", "kind", "title", "version", "file", "sha256", "facts", "read", "notes"}
    assert set(read["rules"][0]) == {"rule", "level", "kept", "broken", "undecided"}
    keys = "id rule level certainty subject property state message citations waived remark status"
    assert set(read["findings"][0]) == set(keys.split())
    keys = "role document section page table row column line quote binding"
    assert set(read["findings"][0]["citations"][0]) == set(keys.split())
    assert set(read["causes"][0]) >= {"id", "message", "explains", "edits", "alternatives"}
    assert set(read["causes"][0]["edits"][0]) == {"op", "document", "section", "subject", "field", "from", "to"}


def test_unknown_parts_of_a_place_are_null() -> None:
    (finding,) = (f for f in json.loads(write_json(broken()))["findings"] if f["level"] == "warning")
    assert (
        finding["citations"][2] | {"page": None, "table": None, "row": None, "column": None} == finding["citations"][2]
    )
    assert finding["citations"][0]["page"] == 3


@given(st.text(), st.sampled_from(["utf-8", "ascii", "cp1252"]))
def test_fitted_text_can_be_shown(text: str, encoding: str) -> None:
    shown = fit(text, encoding)
    assert shown.encode(encoding) or not text.strip()
    assert not UNSAFE.search(shown)
    assert clean(shown) == shown


@given(st.text(alphabet="ab 一£\n", max_size=60), st.integers(4, 30))
def test_wrapping_loses_nothing_and_keeps_the_width(text: str, width: int) -> None:
    pieces = wrap(text, width)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(size(piece) <= width for piece in pieces)
    assert size(cut(text, width)) <= width


@given(st.text(alphabet="ab 一£", max_size=60), st.integers(0, 30), st.booleans())
def test_as_many_signs_are_left_as_fit(text: str, width: int, from_end: bool) -> None:
    parts = [text[-n:] if from_end else text[:n] for n in range(1, len(text) + 1)]
    assert fitting(text, width, from_end=from_end) == sum(size(part) <= width for part in parts)


@pytest.mark.parametrize(("encoding", "bar"), [("utf-8", "│"), ("cp1252", "|"), ("ascii", "|"), ("nonsense", "|")])
def test_signs_are_those_that_the_stream_can_show(encoding: str, bar: str) -> None:
    assert signs_for(encoding).bar == bar


@pytest.mark.parametrize(("table", "told"), [(1, "told by their order"), (0, "sentences of a loose form")])
def test_what_was_not_surely_read_says_why(table: int, told: str) -> None:
    citation = Citation("found", "a", "1", "words", place=Place(line=1, table=table))
    (doubt,) = doubts(Finding("r", "error", "1.1", "p", "current", "m", (citation,), certainty="inferred"))
    assert told in doubt
