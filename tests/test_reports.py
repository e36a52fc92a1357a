"""Reports for build servers: SARIF by the official schema, JUnit as XML, unique fingerprints, and hostile documents.

The schema of SARIF is a copy; `tests/schemas/README.md` says of what.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from io import StringIO
from typing import Any, cast

import fastjsonschema
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from schedcheck.document import Paper
from schedcheck.fact import Facts
from schedcheck.finding import Citation, Finding, Result, Undecided
from schedcheck.place import Place
from schedcheck.reading import Refused
from schedcheck.report import Report, build
from schedcheck.report.location import Location, Site, Sites
from schedcheck.writers.csv import write_csv
from schedcheck.writers.github import MOST, write_github
from schedcheck.writers.gitlab import write_gitlab
from schedcheck.writers.junit import write_junit
from schedcheck.writers.markdown import LARGEST, write_markdown
from schedcheck.writers.sarif import LONGEST_DESCRIPTION, MOST_RESULTS, write_sarif
from tests.made_up import GATES, LATE_ID, QUIET, REPORTS, TIMES, broken
from tests.shared import PROJECT
from tests.test_writers import FORMATS

ATTACKS = (
    "::error::forged", "\n::error file=x::forged", "%0A::warning::x", "##[error]forged",
    "</script><script>x()</script>", "<img src=x onerror=x()>", "=cmd|' /C calc'!A0", "x;=cmd",
    "+1", "-1+1", "@SUM(1)", "\t=1", "]]><failure/>", "\0", "\x1b[2J", "- a", "12. a", "--- ", "> a", "a\n===",
    "\u202egnp.exe", "[text](https://example.org)", "https://example.org", "www.example.org", "@somebody", "a|b|c",
    "`code`", "**bold**", "| - | - |\n|---|---|", "\r\n# heading", "&lt;b&gt;", "\ufffe",
    '"quoted", cell', "a\\", "{0}",
)  # fmt: skip
EVERYTHING = " ".join(ATTACKS)


def attacked(text: str) -> Report:
    """Every text that comes from a document or a rule's case is this one."""
    paper = Paper("e", "e", f"Title {text}", text, text, "pack/e.txt", facts=1, gaps=(text,))
    quote = Citation("found", "e", text, text, text, Place(line=1, offset=1))
    other = Citation("expected", "e", text, text, text, Place(line=2, offset=1))
    finding = Finding(QUIET.name, "warning", text, "name", "current", text, (quote, other), (text,))
    bare = Finding(GATES.name, "error", text, "name", "current", text, (), ("bare",))
    results = (
        Result(QUIET.name, "note", 0, (finding,), (Undecided(text, text),)),
        Result(GATES.name, "error", 0, (bare,)),
    )
    sites = Sites({"pack/e.txt": Site(f"pack/{text}")}, Location("schedcheck.toml"))
    return build(Facts((), (paper,)), (QUIET, GATES), results, (), (Refused(text, text, text),), sites=sites)


def many(number: int) -> Report:
    """Findings that all say the same, so that even their ids are equal."""
    paper = Paper("e", "e", "Title", file="pack/e.txt", facts=1)
    quote = Citation("found", "e", "1", "same", "", Place(line=1, offset=1))
    finding = Finding(GATES.name, "error", "1.2.1", "name", "current", "The same message.", (quote,))
    sites = Sites({"pack/e.txt": Site("pack/e.txt")})
    return build(Facts((), (paper,)), (GATES,), (Result(GATES.name, "error", 0, (finding,) * number),), (), sites=sites)


# SARIF


def sarif(report: Report) -> dict[str, Any]:
    read = json.loads(write_sarif(report))
    validate_sarif(read)
    return cast("dict[str, Any]", read["runs"][0])


SCHEMA = json.loads((PROJECT / "tests" / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
validate_sarif: Callable[[object], object] = fastjsonschema.compile(SCHEMA, use_default=False)


def test_the_schema_refuses_what_is_no_sarif() -> None:
    read = json.loads(write_sarif(broken()))
    read["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(fastjsonschema.JsonSchemaException):
        validate_sarif(read)


@pytest.mark.parametrize("report", REPORTS)
def test_sarif_has_all_that_code_scanning_needs(report: str) -> None:
    run = sarif(REPORTS[report]())
    assert run["tool"]["driver"]["name"] == "schedcheck"
    for rule in run["tool"]["driver"]["rules"]:
        for key in ("shortDescription", "fullDescription", "help"):
            assert 0 < len(rule[key]["text"]) <= (LONGEST_DESCRIPTION if key != "help" else 10_000)
    for result in run["results"]:
        assert result["message"]["text"]
        assert len(result["locations"]) == 1
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        for place in (result["locations"][0], *result.get("relatedLocations", ())):
            assert_physical(place["physicalLocation"])


def assert_physical(place: dict[str, Any]) -> None:
    uri, region = place["artifactLocation"]["uri"], place["region"]
    assert re.fullmatch(r"(?:[\w.~/-]|%[0-9A-F]{2})+", uri, re.ASCII)
    assert not uri.startswith(("/", ".."))
    assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}
    assert (region["endLine"], region["endColumn"]) > (region["startLine"], region["startColumn"]) >= (1, 1)


@pytest.mark.parametrize("attack", [*ATTACKS, EVERYTHING])
def test_sarif_of_a_hostile_document(attack: str) -> None:
    run = sarif(attacked(attack))
    for result in run["results"]:
        links = re.findall(r"(?<!\\)\](?<!\\\])\((\d+)\)", result["message"]["text"])
        assert links == [str(place["id"]) for place in result.get("relatedLocations", ())]
        assert not re.search(r"(?<!\\)\[[^\]]*\]\((?!\d+\))", re.sub(r"\\.", "", result["message"]["text"]))


def test_every_link_of_a_message_leads_to_a_related_location() -> None:
    for result in sarif(broken())["results"]:
        links = re.findall(r"\]\((\d+)\)", result["message"]["text"])
        assert links == [str(place["id"]) for place in result["relatedLocations"]]


def test_fingerprints_survive_moved_lines() -> None:
    def fingerprints(report: Report) -> list[str]:
        return [result["partialFingerprints"]["primaryLocationLineHash"] for result in sarif(report)["results"]]

    def moved(finding: Finding) -> Finding:
        places = tuple(evolve(c, place=evolve(c.place, line=c.place.line + 40, page=9)) for c in finding.citations)
        return evolve(finding, citations=places)

    report = broken()
    assert fingerprints(evolve(report, findings=tuple(map(moved, report.findings)))) == fingerprints(report)
    assert len(set(fingerprints(many(50)))) == 50


def test_waived_results_are_suppressed() -> None:
    results = {r["partialFingerprints"]["finding/v1"]: r for r in sarif(REPORTS["waived"]())["results"]}
    (suppression,) = results[LATE_ID]["suppressions"]
    assert suppression["status"] == "accepted"
    assert "nobody waits for it" in suppression["justification"]
    assert "Gate Board" in suppression["justification"]
    assert sum("suppressions" in result for result in results.values()) == 2


def test_a_sarif_file_is_never_refused_for_its_size() -> None:
    report = many(2)
    run = sarif(evolve(report, findings=report.findings[:1] * (MOST_RESULTS + 3)))
    assert len(run["results"]) == MOST_RESULTS
    assert "3 more findings" in run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]


def test_what_was_not_read_is_told_in_sarif() -> None:
    (invocation,) = sarif(REPORTS["unread"]())["invocations"]
    assert not invocation["executionSuccessful"]
    texts = [each["message"]["text"] for each in invocation["toolExecutionNotifications"]]
    assert any("plan.pdf" in text for text in texts)
    assert any("no form fits" in text for text in texts)


def test_only_what_is_new_counts_against_a_base() -> None:
    report = REPORTS["compared"]()
    states = [result["baselineState"] for result in sarif(report)["results"]]
    assert sorted(states) == ["new", "new", "unchanged"]
    assert all("baselineState" not in result for result in sarif(broken())["results"])
    (known,) = report.known
    assert [e["check_name"] for e in json.loads(write_gitlab(report)) if "not decided" not in e["description"]] == [
        finding.rule for finding in (*report.open, *report.known)
    ]
    assert known.id not in write_github(report)
    assert not any(known.id in str(failure.text) for failure in junit(report).iter("failure"))
    assert f"In origin/main too, and so not counted\n\n- error {known.id}" in write_markdown(report)
    assert "### Settled since origin/main" in write_markdown(report)


# JUnit


def junit(report: Report) -> etree._Element:
    return etree.fromstring(write_junit(report).encode())


ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped"},
    "testcase": {"classname", "name"},
    "failure": {"message", "type"},
    "error": {"message", "type"},
    "skipped": {"message"},
    "system-out": set(),
}
INSIDE = {
    "testsuites": {"testsuite"},
    "testsuite": {"testcase"},
    "testcase": {"failure", "error", "skipped", "system-out"},
}


@pytest.mark.parametrize("report", [*REPORTS, *ATTACKS, EVERYTHING])
def test_junit_has_the_structure_that_build_servers_read(report: str) -> None:
    root = junit(REPORTS[report]() if report in REPORTS else attacked(report))
    for element in root.iter(etree.Element):
        assert set(element.attrib) == ATTRIBUTES[str(element.tag)]
        assert {child.tag for child in element} <= INSIDE.get(str(element.tag), set())
    for suite in root:
        for kind, key in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(suite.attrib[key]) == len(suite.findall(f"testcase/{kind}"))
        assert int(suite.attrib["tests"]) == len(suite)
    for case in root.iter("testcase"):
        assert len([child for child in case if child.tag != "system-out"]) <= 1
    assert sum(int(suite.attrib["tests"]) for suite in root) == int(root.attrib["tests"])


@pytest.mark.parametrize("report", REPORTS)
def test_junit_fails_when_the_run_does(report: str) -> None:
    made = REPORTS[report]()
    root = junit(made)
    assert (int(root.attrib["failures"]) > 0) == (made.exit_code == 1)
    if made.exit_code == 3 and report != "empty":
        assert int(root.attrib["errors"]) > 0


def test_every_rule_is_told_of_in_junit() -> None:
    for report in ("broken", "clean", "unread", "waived"):
        names = {case.attrib["name"] for case in junit(REPORTS[report]()).iter("testcase")}
        assert names >= {GATES.name, QUIET.name, TIMES.name}


# GitLab


def test_fingerprints_are_unique_over_ten_thousand_equal_findings() -> None:
    entries = json.loads(write_gitlab(many(10_000)))
    assert len(entries) == 10_000
    assert len({entry["fingerprint"] for entry in entries}) == 10_000


@pytest.mark.parametrize("report", [*REPORTS, EVERYTHING])
def test_code_quality_has_every_key(report: str) -> None:
    entries = json.loads(write_gitlab(REPORTS[report]() if report in REPORTS else attacked(report)))
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert all(entry.values())
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["lines"]["begin"] >= 1
        assert not entry["location"]["path"].startswith("/")


def test_fingerprints_do_not_depend_on_lines() -> None:
    report = broken()
    moved = tuple(
        evolve(f, citations=tuple(evolve(c, place=Place(line=77)) for c in f.citations)) for f in report.findings
    )
    both = [json.loads(write_gitlab(each)) for each in (report, evolve(report, findings=moved))]
    assert [e["fingerprint"] for e in both[0]] == [e["fingerprint"] for e in both[1]]


# GitHub


COMMAND = re.compile(r"::(error|warning|notice) (?:[a-zA-Z]+=[^:,\r\n]*,?)+::[^\r\n]*")


@pytest.mark.parametrize("attack", [*ATTACKS, EVERYTHING])
def test_a_document_can_not_make_a_command(attack: str) -> None:
    lines = write_github(attacked(attack)).split("\n")
    assert lines[-1] == ""
    commands, log = lines[:-2], lines[-2]
    assert len(commands) == 5
    assert all(COMMAND.fullmatch(command) for command in commands)
    assert log.startswith("Result: ")
    assert "##[" not in log


@given(st.text(max_size=30))
def test_no_text_makes_a_command(text: str) -> None:
    assert len(write_github(attacked(text)).splitlines()) == 6


def test_no_more_annotations_than_are_shown() -> None:
    lines = write_github(many(40)).splitlines()
    assert len([line for line in lines if line.startswith("::error")]) == MOST + 1
    assert "and 31 more, see the summary" in lines[MOST]
    assert len(write_github(many(MOST)).splitlines()) == MOST + 1


# Markdown


MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
OWN_TAGS = {"h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "strong", "em", "code", "ul", "li"}
OWN_TAGS |= {"details", "summary", "b", "br"}


def tags(page: str) -> set[str]:
    return set(re.findall(r"<([a-zA-Z][a-zA-Z0-9]*)", MARKDOWN.render(page)))


@pytest.mark.parametrize("attack", [*ATTACKS, EVERYTHING])
def test_a_document_can_not_make_markup(attack: str) -> None:
    page, harmless = write_markdown(attacked(attack)), write_markdown(attacked("plain words"))
    assert tags(page) <= OWN_TAGS
    for sign in ("<h2", "<h3", "<li", "<tr", "<td", "<details"):
        assert MARKDOWN.render(page).count(sign) == MARKDOWN.render(harmless).count(sign)
    assert not re.search(r"@\w|://|www\.\w", page)


@given(st.text(alphabet="ab1|\\`*_[]()<>&#-+.!~$\n ", max_size=20))
def test_markdown_shows_the_words_as_they_are(text: str) -> None:
    from schedcheck.writers.signs import clean

    finding = Finding(GATES.name, "error", "s", "p", "current", f"a{text}z", ())
    report = build(Facts(()), (GATES,), (Result(GATES.name, "error", 0, (finding,)),), ())
    shown = re.sub(r"<[^>]*>", "", MARKDOWN.render(write_markdown(report)))
    shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert " ".join(clean(f"a{text}z").split()) in " ".join(shown.split())


def test_a_page_is_never_too_large() -> None:
    page = write_markdown(many(6_000))
    assert len(page.encode()) <= LARGEST + 10_000
    assert "findings did not fit here in full" in page


# CSV


@pytest.mark.parametrize("attack", [*ATTACKS, EVERYTHING])
def test_no_cell_is_a_formula(attack: str) -> None:
    text = write_csv(attacked(attack)).removeprefix("\ufeff")
    rows = list(csv.reader(StringIO(text, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == 6
    for sign in (",", ";", "\t", "|"):
        for row in csv.reader(StringIO(text, newline=""), delimiter=sign):
            assert not any(re.match(r"\s*[=+\-@\t\r]", cell.lstrip('"')) for cell in row)


# All of them


def test_what_was_not_read_or_not_decided_is_in_every_list() -> None:
    """Silence would pass for consent."""
    report = attacked("plain")
    (refused,), (paper,), ((rule, undecided),) = report.refused, [p for p in report.papers if p.gaps], report.undecided
    rows = list(csv.DictReader(StringIO(write_csv(report).removeprefix("\ufeff"), newline="")))
    assert [(row["level"], row["message"]) for row in rows if not row["finding"]] == [
        ("not read", refused.reason),
        *(("not read", gap) for gap in paper.gaps),
        ("undecided", undecided.reason),
    ]
    told = {entry["check_name"]: entry for entry in json.loads(write_gitlab(report))}
    assert undecided.reason in told[rule.name]["description"]
    assert f"title=Not decided%3A {rule.title}::" in write_github(report)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_whose_name_is_no_text_is_told(kind: str) -> None:
    report = attacked("plain")
    name = "a\udcff::error::.txt"
    odd = evolve(report, refused=(Refused(name, "no text"),), papers=(evolve(report.papers[0], file=name),))
    assert FORMATS[kind](odd).encode("utf-8")


@pytest.mark.parametrize("kind", FORMATS)
def test_no_attack_brings_down_a_writer_or_leaves_a_control_character(kind: str) -> None:
    text = FORMATS[kind](attacked(EVERYTHING)).replace("\r\n", "\n")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    assert text.encode("utf-8")
