"""Rules: each one's examples are tried, each one's words are looked at, and what is no rule is refused."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve

from schedcheck.check import RELATIONS, check
from schedcheck.errors import CannotStart
from schedcheck.finding import Result
from schedcheck.rule import Example, Rule, facts_of, load_rules
from schedcheck.rule.relations import Relation
from schedcheck.vocabulary import Vocabulary, load_vocabulary
from tests.shared import PROJECT

FAMILIES = {"scope", "decomposition", "agreement", "registry", "parties", "money", "documents"}
FAMILIES |= {"waivers", "amendments", "time", "references"}
FAMILIES |= {"waivers", "amendments", "contracts", "requirements", "glossary", "quantities", "consultation"}
UNWANTED = re.compile(r"(?i)\b(invalid|illegal|failed to|null|regex|node|schema)\b|!")


@cache
def vocabulary() -> Vocabulary:
    return load_vocabulary(contents(PROJECT / "rules" / "vocabulary"))


@cache
def rules() -> tuple[Rule, ...]:
    return load_rules(contents(PROJECT / "rules"))


def contents(folder: Path) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.toml"))]


def tried(rule: Rule, example: Example) -> Result:
    (result,) = check([rule], facts_of(example, vocabulary()))
    return result


def outcome(result: Result) -> str:
    if result.findings:
        return "broken"
    if result.undecided:
        return "undecided"
    return "kept" if result.kept and result.applicable else "not applicable"


EXAMPLES = [(rule, example) for rule in rules() for example in rule.examples]
NAMES = [f"{rule.name} {number}" for rule in rules() for number, _ in enumerate(rule.examples, 1)]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=NAMES)
def test_an_example_does_what_it_says(rule: Rule, example: Example) -> None:
    result = tried(rule, example)
    assert outcome(result) == example.verdict
    assert [finding.message for finding in result.findings] == ([example.message] if example.message else [])
    if example.verdict == "undecided":
        assert [undecided.reason for undecided in result.undecided] == [example.reason]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=NAMES)
def test_a_finding_has_one_primary_place_and_says_both_sides(rule: Rule, example: Example) -> None:
    for finding in tried(rule, example).findings:
        assert finding.citations[0].role == "found"
        assert finding.rule == rule.name
        assert all(len(citation.label.split()) <= 8 for citation in finding.citations)
        assert finding.level in (rule.level, "note")


def test_every_family_has_rules() -> None:
    assert {rule.family for rule in rules()} == FAMILIES


def test_every_relation_has_code_and_a_rule() -> None:
    assert set(RELATIONS) == set(Relation.by_kind)
    assert {rule.relation.kind for rule in rules()} == set(RELATIONS)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_the_words_of_a_rule(rule: Rule) -> None:
    texts = [rule.title, rule.says, rule.because, rule.ask]
    texts += [example.message or example.reason for example in rule.examples]
    assert [text for text in texts if UNWANTED.search(text)] == []
    assert rule.says.endswith(".")
    assert rule.because.endswith(".")
    assert not rule.title.endswith(".")


TEXT = b"""
title = "Two totals differ"
says = "One total."
because = "It matters."
authority = "The paper"
level = "error"
family = "money"
ask = "Which?"
[relation]
kind = "same"
of = ["cost"]
[[example]]
verdict = "kept"
[[example]]
verdict = "broken"
message = "They differ."
[[example]]
verdict = "undecided"
"""


def refused(*files: tuple[str, bytes]) -> list[str]:
    with pytest.raises(CannotStart) as caught:
        load_rules(files)
    return str(caught.value).splitlines()


def test_a_rule_has_the_name_of_its_file() -> None:
    (rule,) = load_rules([("some/folder/a-rule.toml", TEXT)])
    assert rule.name == "a-rule"


def test_rules_are_sorted_by_name() -> None:
    found = load_rules([("b.toml", TEXT), ("a.toml", TEXT)])
    assert [rule.name for rule in found] == ["a", "b"]


def test_two_rules_of_one_name() -> None:
    found = refused(("one/a-rule.toml", TEXT), ("two/a-rule.toml", TEXT))
    assert found == ["two/a-rule.toml: there is a rule a-rule already, in one/a-rule.toml"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (b'ask = "Which?"', b'aks = "Which?"', "a.toml:8: aks: there is no such key here; did you mean ask?"),
        (b'kind = "same"', b'kind = "smae"', "did you mean same?"),
        (
            b"of = [",
            b"togehter = true\nof = [",
            "a.toml:11: relation.togehter: there is no such key here; did you mean together?",
        ),
        (b'"error"', b'"erorr"', 'a.toml:6: level: this must be one of error, warning, note, not "erorr"'),
        (b'"Two totals differ"', b'"' + b"x" * 65 + b'"', "a.toml:2: title: this has 65 characters"),
        (b'verdict = "undecided"', b'verdict = "kept"', 'a.toml:12: example: there is none with verdict = "undecided"'),
        (b'message = "They differ."', b"", "a.toml:14: example[1].message: a broken example needs the exact message"),
        (b'"money"', b'"Money"', "a.toml:7: family: this must be small words with hyphens"),
        (b'"One total."', b'""', "a.toml:3: says: this is empty"),
    ],
)
def test_what_is_no_rule(old: bytes, new: bytes, line: str) -> None:
    found = refused(("a.toml", TEXT.replace(old, new)))
    assert any(line in each for each in found), found


def test_the_mistakes_of_all_files_at_once() -> None:
    found = refused(("a.toml", TEXT.replace(b"ask", b"aks")), ("B_c.toml", TEXT), ("d.toml", b"x ="))
    assert [line.split(":")[0] for line in found] == ["a.toml", "a.toml", "B_c.toml", "d.toml"]


def test_a_rule_without_its_examples_is_else_the_same() -> None:
    files = contents(PROJECT / "rules")
    bare = load_rules(files, {name for name, _ in files})
    assert bare == tuple(evolve(rule, example=()) for rule in load_rules(files))


def test_a_rule_of_ones_own_needs_its_examples() -> None:
    files = contents(PROJECT / "rules")[:2]
    cut = [(name, content.partition(b"\n[[example]]")[0]) for name, content in files]
    assert all("example: there is none" in line for line in refused(*cut))
    assert len(load_rules(cut, {name for name, _ in cut})) == 2
