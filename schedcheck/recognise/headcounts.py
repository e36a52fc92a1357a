"""What a document says of how many took part in a consultation, and how many of them stood where.

Runs in documents that sum up others' opinions: "Four organisations responded", "Three of the four supported it",
"All four would incur no costs". Words for people, answering and stances are data of the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.said import IN_WORDS, firsts, said_in
from schedcheck.recognise.split import Part
from schedcheck.recognise.written import Written
from schedcheck.record import frozen
from schedcheck.vocabulary import Responses, Stance, Vocabulary

HEADCOUNT, TURNOUT = "headcount", "turnout"
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(IN_WORDS)})"

_CLAUSE = re.compile(r"[.;:!?](?=\s|\Z)|,?\s(?:but|while|whereas|although|though|the (?:other|others|rest))\s")
_LONGEST_CLAUSE = 240
_BETWEEN = frozenset((
    "would", "will", "were", "was", "are", "is", "did", "does", "do", "have", "had", "has", "been",
    "be", "said", "say", "says", "stated", "that", "they", "it", "their", "also", "all", "fully", "strongly",
    "clearly", "each", "expect", "expected", "expects", "to", "answered", "replied", "themselves",
    "organisation", "organisations",
))  # fmt: skip
"""Words that may stand between those who are counted and what they think; any other may be what someone else does."""
_TITLE_BLOCKS = 14


@frozen
class _Patterns:
    """The patterns of one vocabulary; `words` are those of which one stands wherever any of them matches."""

    words: frozenset[str]
    people: re.Pattern[str]
    count: re.Pattern[str]
    answering: tuple[str, ...]
    """One of these stands in whatever tells of the turnout."""
    told: str
    stances: tuple[_Phrases, ...]

    def turnout(self, text: str) -> Iterator[re.Match[str]]:
        folded = text.casefold()
        return self._turnout.finditer(text) if any(word in folded for word in self.answering) else iter(())

    @cached_property
    def _turnout(self) -> re.Pattern[str]:
        return re.compile(self.told, re.I)


@frozen
class _Phrases:
    """What is said of those of one stance; `words` are those of which one stands wherever its pattern matches."""

    stance: Stance

    @cached_property
    def words(self) -> frozenset[str]:
        return firsts(self.stance.says)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """One of its phrases that ends what is said, or is said of one of its objects."""
        ends, goes_on = r"(?=\Z|,|\sand\b)", r"(?=\Z|,|\s(?:and|as|because|to|in|or)\b)"
        after = rf"(?:\s+{_either(self.stance.of)}{goes_on}|{ends})" if self.stance.of else goes_on
        return re.compile(rf"\b{_either(self.stance.says)}{after}")


@frozen
class _Count:
    """So many of so many (0: not said), as they stand in a text."""

    number: int
    whole: int
    start: int
    end: int


def number_of(word: str) -> int:
    return int(word) if word.isdigit() else IN_WORDS.index(word.casefold()) + 1


def read_headcounts(
    part: Part, parts: Sequence[Part], texts: Sequence[Written], vocabulary: Vocabulary, ledger: Ledger
) -> frozenset[tuple[int, int, int]]:
    """Each count of respondents, or of those of one stance; gives (block, start, end) of the latter."""
    form, taken = vocabulary.responses, set()
    if not part.kind or part.kind.opinion or not form.stance:
        return frozenset()
    patterns = _patterns(form)
    for each in (each for each in texts if not each.row and not patterns.words.isdisjoint(each.placed.said)):
        if not patterns.people.search(each.text):
            continue
        for found in patterns.turnout(each.text):
            if not _is_of_another(_clause(each.text, found.end()), found, form, parts):
                word = next(word for word in found.groups() if word)
                _add(part, each, found.span(), TURNOUT, part.pack, word, ledger)
        for count in (count for count in _counts(each.text, patterns) if not _is_claimed(each, count, form, ledger)):
            for topic, name in _stances(_clause(each.text, count.end), patterns):
                taken.add((each.number, count.start, count.end))
                _stand(part, each, count, topic, name, form, ledger)
    return frozenset(taken)


def _is_claimed(each: Written, count: _Count, form: Responses, ledger: Ledger) -> bool:
    """Has a sentence form taken it as a claim about all of them already?"""
    printed = " ".join(each.text[count.start : count.end].split())
    return any(fact.property in form.claim and printed in " ".join(fact.printed.split()) for fact in ledger.facts)


def _add(part: Part, each: Written, span: tuple[int, int], name: str, subject: str, value: str, ledger: Ledger) -> None:
    value = str(number_of(value)) if " " not in value else value
    printed = " ".join(each.text[slice(*span)].split())
    stated = Stated(value, printed, each.at(*span), "current", "inferred")
    kind = part.pack_kind if subject == part.pack else "stance"
    ledger.add(ledger.statement(each.section), subject, name, stated, kind=kind)


def _stand(part: Part, each: Written, count: _Count, topic: str, name: str, form: Responses, ledger: Ledger) -> None:
    """A count of those of one stance; that some disagree is told with it."""
    said = f"{count.number} of {count.whole}" if count.whole else f"{count.number} of all"
    span = (count.start, count.end)
    _add(part, each, span, HEADCOUNT, name, said, ledger)
    first = next(stance for stance in form.stance if stance.topic == topic)
    fewer = count.number < count.whole if first.name == name else count.number > 0
    if first.dissent and fewer:
        printed = " ".join(each.text[slice(*span)].split())
        stated = Stated("told", printed, each.at(*span), "current", "inferred")
        ledger.add(ledger.statement(each.section), part.pack, first.dissent, stated, kind=part.pack_kind)


def _clause(text: str, start: int) -> str:
    """What is said after a place, up to the end of the clause."""
    rest = text[start : start + _LONGEST_CLAUSE]
    stop = _CLAUSE.search(rest)
    return " ".join(rest[: stop.start() if stop else len(rest)].split()).casefold()


def _counts(text: str, patterns: _Patterns) -> Iterator[_Count]:
    for found in patterns.count.finditer(text):
        every, none, some = found["every"], found["none"], found["some"]
        given = "two" if found["both"] else every or none or found["whole"]
        of = number_of(given) if given else 0
        number = of if every or found["both"] else 0 if none else number_of(some)
        yield _Count(number, of, *found.span())


def _stances(clause: str, patterns: _Patterns) -> Iterator[tuple[str, str]]:
    """(topic, name) of each stance that a clause speaks of; of both sides of one topic none."""
    next_one = patterns.count.search(clause)
    own = clause[: next_one.start()] if next_one else clause
    said = said_in(own)
    may_be = (each for each in patterns.stances if not each.words.isdisjoint(said))
    first = ((each.stance, each.pattern.search(own)) for each in may_be)
    found = [(s.topic, s.name) for s, m in first if m and _BETWEEN.issuperset(own[: m.start()].split())]
    for topic, name in found:
        if [each for each, _ in found].count(topic) == 1:
            yield topic, name


def _is_of_another(clause: str, found: re.Match[str], form: Responses, parts: Sequence[Part]) -> bool:
    """Does it speak of a consultation that is not the one whose answers are in the pack, or of one question?"""
    before = " ".join(found.string[max(0, found.start() - 80) : found.start()].split()).casefold()
    near = f"{re.split(r'[.;:!?] ', before)[-1]} {' '.join(found.group().split())} {clause}".casefold()
    if any(re.search(rf"\b{re.escape(word.casefold())}\b", near) for word in form.question):
        return True
    named = [name for name in form.rounds if name.casefold() in near]
    titles = " ".join(
        each.block.text().casefold() for p in parts if p.kind and p.kind.opinion for each in p.blocks[:_TITLE_BLOCKS]
    )
    known = [name for name in form.rounds if name.casefold() in titles]
    return bool(named and known and not set(named) & set(known))


@lru_cache(maxsize=8)
def _patterns(form: Responses) -> _Patterns:
    people, replied, received = _either(form.people), _either(form.replied), _either(form.received)
    whole = rf"(?P<whole>{NUMBER})"
    ours = r"(?:the\s+|our\s+)?"
    share = rf"(?:out\s+)?of\s+(?:{ours}{whole}(?:\s+{people})?|them|(?:the|our)\s+{people})"
    count = (
        rf"\b(?:(?:all|each of)\s+(?:of\s+)?{ours}(?P<every>{NUMBER})(?:\s+{people})?"
        rf"|(?P<both>both)\s+(?:of\s+)?{ours}{people}"
        rf"|none\s+of\s+{ours}(?P<none>{NUMBER})(?:\s+{people})?|(?P<some>{NUMBER})\s+(?:{share}|{people}))\b"
    )
    ends = r"(?=\s*(?:[.,;)]|\Z)|\s+(?:to\s+)?(?:the|this|our|it)\b)"
    turnout = (
        rf"(?<!of the )(?<!other )(?<!further )\b({NUMBER})\s+{people}\s+(?:have\s+|had\s+)?{replied}{ends}"
        rf"|\b(?:{received})\s+({NUMBER})\s+(?:{people})\b(?!\s+(?:who|that|which|from|in))"
        rf"|\b({NUMBER})\s+{people}\s+(?:was|were)\s+received\b"
    )
    return _Patterns(
        firsts((*form.people, *IN_WORDS)) | frozenset(str(number) for number in range(1, 100)),
        re.compile(rf"\b{people}\b", re.I),
        re.compile(count, re.I),
        tuple(word.casefold().split()[0] for word in (*form.replied, *form.received, "received")),
        turnout,
        tuple(map(_Phrases, form.stance)),
    )


def _either(words: Sequence[str]) -> str:
    ordered = sorted({word.casefold() for word in words}, key=lambda word: (-len(word), word))
    wordings = (r"\s+".join(map(re.escape, word.split())) for word in ordered)
    return f"(?:{'|'.join(wordings) or '(?!)'})"
