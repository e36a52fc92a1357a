"""The pages of rules in Markdown: one a rule, and an index by family. Made from the rules, so that they can not differ.

Runs for `rules docs`; a pure function of rules and vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from schedcheck.record import frozen
from schedcheck.rule import Example, ExampleFact, Rule
from schedcheck.rule.example import EARLIER, kind_of
from schedcheck.vocabulary import Vocabulary
from schedcheck.writers.signs import clean
from schedcheck.writers.words import counted, sentence

MADE = "<!-- Made from the rules by: schedcheck rules docs. Change the rule, not this page. -->"
"""How each page starts, so that the command knows its own."""
INDEX = "README.md"

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|]")
_VERDICTS = {"kept": "What keeps it", "broken": "What breaks it", "undecided": "What leaves it open"}
_LEVELS = {"error": "an error", "warning": "a warning", "note": "a note"}


@frozen
class Page:
    """One page: the name of its file, and its text."""

    name: str
    text: str


def pages(rules: Sequence[Rule], vocabulary: Vocabulary) -> tuple[Page, ...]:
    """The index, then the page of every rule, sorted by name."""
    ordered = sorted(rules, key=lambda rule: rule.name)
    return (_index(ordered), *(Page(f"{rule.name}.md", _text(_page(rule, vocabulary))) for rule in ordered))


def _text(lines: Iterator[str]) -> str:
    return "\n".join([MADE, "", *lines]).rstrip("\n") + "\n"


def _index(rules: Sequence[Rule]) -> Page:
    return Page(INDEX, _text(_index_lines(rules)))


def _index_lines(rules: Sequence[Rule]) -> Iterator[str]:
    yield from ("# The rules", "")
    yield f"{counted(len(rules), 'rule')}, by family. Each page says what a rule demands, why, and what to do."
    for family, group in groupby(sorted(rules, key=lambda r: (r.family, r.name)), key=lambda r: r.family):
        yield from ("", f"## {family.capitalize()}", "")
        yield from ("| rule | level | relation | authority |", "| --- | --- | --- | --- |")
        for rule in group:
            link = f"[{_safe(rule.title)}]({rule.name}.md)"
            yield f"| {link} | {rule.level} | {rule.relation.kind} | {_safe(rule.authority)} |"


def _page(rule: Rule, vocabulary: Vocabulary) -> Iterator[str]:
    yield from (f"# {_safe(rule.title)}", "")
    family = f"[{rule.family}]({INDEX}#{rule.family})"
    yield f"`{rule.name}` gives {_LEVELS[rule.level]}. Family: {family}. Relation: `{rule.relation.kind}`."
    yield f"Authority: {_safe(sentence(rule.authority))}"
    parts = (
        ("What it demands", rule.says),
        ("Why", rule.because),
        ("What to do", rule.ask),
        ("How it is compared", " ".join((type(rule.relation).__doc__ or "").split("\n\n")[0].split())),
    )
    for heading, text in parts:
        yield from ("", f"## {heading}", "", _safe(text)) if text else ()
    for verdict, heading in _VERDICTS.items():
        examples = [example for example in rule.examples if example.verdict == verdict]
        yield from ("", f"## {heading}") if examples else ()
        for example in examples:
            yield from ("", *_example(example, vocabulary))


def _example(example: Example, vocabulary: Vocabulary) -> Iterator[str]:
    """The facts as a table, and what is said of them."""
    short = [ExampleFact("", name, value) for name, value in example.facts.items()]
    facts = (*short, *example.fact)
    columns = [column for column in _COLUMNS if any(_cell(column, fact, vocabulary) for fact in facts)]
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    for fact in facts:
        yield f"| {' | '.join(_safe(_cell(column, fact, vocabulary)) for column in columns)} |"
    said = example.message or example.reason
    if said:
        yield from ("", f"> {_safe(said)}")


_COLUMNS = ("document", "section", "subject", "property", "state", "value", "since", "by")


def _cell(column: str, fact: ExampleFact, vocabulary: Vocabulary) -> str:
    match column:
        case "document":
            return _document(fact.document, vocabulary) + (f", in {EARLIER}" if fact.earlier else "")
        case "property":
            return vocabulary.titles.get(fact.property, fact.property)
        case "state":
            return _state(fact, vocabulary)
        case "by":
            return fact.authority
        case _:
            return str(getattr(fact, column))


def _document(name: str, vocabulary: Vocabulary) -> str:
    kind = kind_of(name, vocabulary)
    number = name.removeprefix(kind.kind) if kind else ""
    return f"{kind.title}{number.replace('-', ' ')}" if kind else name


def _state(fact: ExampleFact, vocabulary: Vocabulary) -> str:
    kind = kind_of(fact.document, vocabulary)
    state = "in force" if kind and kind.schedule else fact.state
    told = "" if kind and kind.opinion else state
    return told if fact.mention == "states" or not told else f"{told} ({fact.mention})"


def _safe(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _SIGNS.sub(r"\\\g<0>", clean(text))
