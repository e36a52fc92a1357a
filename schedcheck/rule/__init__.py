"""TOML -> Rule: strict, every mistake at once with its line. One rule a file, and the file's name is its name.

Runs before any document is read. A rule without a kept, a broken and an undecided example is refused. Examples are
most of what a rule's file holds, and checking documents needs none: those of rules that are known to be sound are left.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from posixpath import basename

from attrs import evolve

from schedcheck.errors import CannotStart
from schedcheck.finding import Level
from schedcheck.record import frozen
from schedcheck.rule.example import Example, ExampleFact, facts_of
from schedcheck.rule.relations import Kinds, Relation
from schedcheck.tomlfile import load, structure

__all__ = ["LONGEST_TITLE", "Example", "ExampleFact", "Relation", "Rule", "facts_of", "load_rules"]

LONGEST_TITLE = 64
_VERDICTS = ("kept", "broken", "undecided")
_EXAMPLES = b"\n[[example]]"


@frozen
class Rule:
    """What must hold between facts. `says` is the obligation, `because` its reason, `ask` the advice.

    `only` limits the documents that it judges to some kinds. `applies_to` are kinds of documents in which the
    facts should be found: where one of these has none, the rule is undecided rather than not applicable.
    """

    title: str
    says: str
    because: str
    authority: str
    level: Level
    family: str
    ask: str
    relation: Relation
    example: tuple[Example, ...] = ()
    only: Kinds = ()
    applies_to: Kinds = ()
    name: str = ""

    @property
    def examples(self) -> tuple[Example, ...]:
        return self.example

    @cached_property
    def speaks_of(self) -> tuple[str, ...]:
        """The properties that its relation judges."""
        return self.relation.speaks_of()

    @cached_property
    def properties(self) -> frozenset[str]:
        """The same, to ask of many facts."""
        return frozenset(self.speaks_of)

    @cached_property
    def goes_by_more(self) -> bool:
        """Can it apply where none of these is stated, because there is an amendment or an earlier state?"""
        return self.relation.compares() or self.relation.heeds_amendments()


def load_rules(files: Iterable[tuple[str, bytes]], sound: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules of (file, content) pairs, sorted by name. CannotStart lists what is wrong in all of them.

    Those of the files in `sound` have no examples here; in such a file these stand last.
    """
    rules: dict[str, Rule] = {}
    origin: dict[str, str] = {}
    mistakes: list[str] = []
    for file, content in files:
        try:
            rule = _load(file, content.partition(_EXAMPLES)[0], ()) if file in sound else _load(file, content)
        except CannotStart as error:
            mistakes.append(str(error))
            continue
        if rule.name in rules:
            mistakes.append(f"{file}: there is a rule {rule.name} already, in {origin[rule.name]}")
        rules[rule.name], origin[rule.name] = rule, file
    if mistakes:
        raise CannotStart("\n".join(mistakes))
    return tuple(rules[name] for name in sorted(rules))


def _load(file: str, content: bytes, verdicts: Iterable[str] = _VERDICTS) -> Rule:
    """The rule, which must have an example of each of the verdicts."""
    source = load(content, file)
    name = basename(file.replace("\\", "/")).removesuffix(".toml")
    rule = structure(source, Rule)
    mistakes = [f"{file}:{source.line(path)}: {what}" for path, what in _mistakes(rule, name, verdicts)]
    if mistakes:
        raise CannotStart("\n".join(mistakes))
    return evolve(rule, name=name)


def _mistakes(rule: Rule, name: str, verdicts: Iterable[str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """(key path, what is wrong) of what the records alone do not say."""
    if not _is_kebab(name):
        yield (), f"the file's name must be small words with hyphens, and it is {name}"
    if rule.name and rule.name != name:
        yield ("name",), f"name: this must be the file's name, {name}; it can be left out"
    if not _is_kebab(rule.family):
        yield ("family",), "family: this must be small words with hyphens"
    for key in ("title", "says", "because", "authority", "ask"):
        if not getattr(rule, key).strip():
            yield (key,), f"{key}: this is empty"
    if len(rule.title) > LONGEST_TITLE:
        yield ("title",), f"title: this has {len(rule.title)} characters; at most {LONGEST_TITLE} fit on a line"
    yield from _example_mistakes(rule, verdicts)


def _example_mistakes(rule: Rule, verdicts: Iterable[str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    found = {example.verdict for example in rule.example}
    for verdict in verdicts:
        if verdict not in found:
            yield ("example",), f'example: there is none with verdict = "{verdict}"'
    for index, example in enumerate(rule.example):
        if example.verdict == "broken" and not example.message:
            yield ("example", index), f"example[{index}].message: a broken example needs the exact message"


def _is_kebab(name: str) -> bool:
    return bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name))
