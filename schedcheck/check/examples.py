"""Tries the examples of rules: what becomes of each, beside what it says.

Runs for authors of rules, after rules and vocabulary are loaded; no document is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from schedcheck.check import check
from schedcheck.finding import Result
from schedcheck.record import frozen
from schedcheck.rule import Example, Rule, facts_of
from schedcheck.vocabulary import Vocabulary

Outcome = Literal["kept", "broken", "undecided", "not applicable"]


@frozen
class Tried:
    """One example of a rule, its number from 1, and what became of it: `told` are the messages or the reasons."""

    rule: Rule
    number: int
    example: Example
    outcome: Outcome
    told: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[str, ...]:
        """The message or reason that it should give."""
        text = self.example.message or self.example.reason
        return (text,) if text else ()

    @property
    def is_as_said(self) -> bool:
        return self.outcome == self.example.verdict and self.told == self.wanted


def try_examples(rules: Iterable[Rule], vocabulary: Vocabulary) -> tuple[Tried, ...]:
    """Every example of every rule, each by itself."""
    return tuple(
        _tried(rule, number, example, vocabulary) for rule in rules for number, example in enumerate(rule.examples, 1)
    )


def _tried(rule: Rule, number: int, example: Example, vocabulary: Vocabulary) -> Tried:
    (result,) = check([rule], facts_of(example, vocabulary))
    outcome = _outcome(result)
    told = tuple(finding.message for finding in result.findings)
    if outcome == "undecided":
        told = tuple(undecided.reason for undecided in result.undecided)
    return Tried(rule, number, example, outcome, told)


def _outcome(result: Result) -> Outcome:
    """A broken check counts before one that is undecided, and either before those that are kept."""
    if result.findings:
        return "broken"
    if result.undecided:
        return "undecided"
    return "kept" if result.kept and result.applicable else "not applicable"
