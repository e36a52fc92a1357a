"""The relation `quotes`: words that are said to be another document's are that document's words.

Runs over evidence. Words are compared in order, letter case and signs apart; what differs is told word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from schedcheck.check.evidence import Evidence, by_scope, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, count_of, listed, title
from schedcheck.fact import NONE, Fact
from schedcheck.finding import Citation, Level
from schedcheck.rule import Rule
from schedcheck.rule.relations import Quotes

_WORD = re.compile(r"\w+(?:[.,’']\w+)*")
_MOST, _LONGEST, _COMPARED = 4, 8, 400
"""Differences that are told, words of each, and words of a text that are compared."""


def quotes(rule: Rule, slots: Quotes, evidence: Evidence) -> Tally:
    """One finding for each quotation, or for all that one claim covers, that differs from its source."""
    tally = Tally(rule)
    sources: dict[str, list[Fact]] = {}
    for source in evidence.facts.of(slots.source):
        sources.setdefault(source.subject, []).append(source)
    stated, opinions = evidence.judged(slots.of, rule.only), evidence.opinions(slots.of)
    groups: list[tuple[list[Fact], Level]] = [(g, "error") for _, g in by_scope(stated)]
    groups += [(g, "note") for _, g in by_scope(opinions)]
    for group, level in groups:
        if slots.claimed == (len(group) > 1 or group[0].certainty == "inferred"):
            _judge(tally, group, sources, level, evidence)
    return tally


def _judge(
    tally: Tally, group: Sequence[Fact], sources: dict[str, list[Fact]], level: Level, evidence: Evidence
) -> None:
    pairs: list[tuple[Fact, Fact]] = []
    for fact in sorted(group, key=lambda each: each.value == NONE):
        own = [source for source in sources.get(fact.subject, ()) if source.document != fact.document]
        if not own:
            tally.unsure(fact.subject, f"the source of ‘{fact.subject}’ is not in the pack")
            return
        closest = min(own, key=lambda source: len(list(_differences(fact, source))))
        pairs.append((fact, closest))
    wrong = [(fact, source) for fact, source in pairs if list(_differences(fact, source))]
    if wrong:
        _differ(tally, wrong, level, evidence)
    else:
        tally.kept += 1


def _words(fact: Fact) -> list[str]:
    return [] if fact.value == NONE else _WORD.findall(str(fact.value))[:_COMPARED]


def _key(word: str) -> str:
    return word.casefold().replace("’", "'")


def _differences(fact: Fact, source: Fact) -> Iterator[str]:
    """What is put in, left out or exchanged, in words."""
    here, there = _words(fact), _words(source)
    matcher = SequenceMatcher(None, [_key(word) for word in here], [_key(word) for word in there], autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        own, theirs = _cut(here[first:last]), _cut(there[start:end])
        if tag == "delete":
            yield f"‘{own}’ is added"
        elif tag == "insert":
            yield f"‘{theirs}’ is left out"
        elif tag == "replace":
            yield f"‘{own}’ stands for ‘{theirs}’"


def _cut(words: Sequence[str]) -> str:
    return " ".join(words[:_LONGEST]) + (" …" if len(words) > _LONGEST else "")


def _differ(tally: Tally, wrong: Sequence[tuple[Fact, Fact]], level: Level, evidence: Evidence) -> None:
    first, source = wrong[0]
    told = [difference for pair in wrong for difference in _differences(*pair)]
    more = [f"{count_of(len(told) - _MOST, 'more difference')}"] if len(told) > _MOST else []
    document, of = title(evidence.paper(first.document)), title(evidence.paper(source.document))
    tally.broken(
        first.subject,
        first.property,
        f"{document[:1].upper()}{document[1:]} quotes {of} in other words: {listed([*told[:_MOST], *more])}.",
        list(_citations(wrong)),
        (first.document, source.document, *told),
        certainty=least_sure([fact for fact, _ in wrong]),
        at_most=level,
    )


def _citations(wrong: Sequence[tuple[Fact, Fact]]) -> Iterator[Citation]:
    for fact, source in wrong:
        yield cite(fact, "found", "left out below" if fact.value == NONE else "quoted so")
        yield cite(source, "expected", "the source")
