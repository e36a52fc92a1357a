"""How many there are said to be, and how many there are: "four annexes:" and the list below.

Runs after tables and sentences, over plain words. A number whose list can not be told gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from schedcheck.fact import Certainty
from schedcheck.place import Place
from schedcheck.quantity import Quantity, parse
from schedcheck.recognise.counted_rows import Counting, rows_beside
from schedcheck.recognise.labels import Labels
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.said import IN_WORDS, firsts
from schedcheck.recognise.split import Part
from schedcheck.recognise.stretch import Stretch
from schedcheck.record import frozen
from schedcheck.vocabulary import Count, Vocabulary, compact

SAID, COUNTED = "stated-count", "counted"

_NUMBERS = (*IN_WORDS[1:12], *(str(number) for number in range(2, 20)))
_BETWEEN = r"(?:\s{1,3}[A-Za-z][\w’'-]{0,25}){0,2}?"
_PART = re.compile(r"[.!?](?=\s+[A-Z])")
_LINKS = frozenset({"and", "or"})
_REACH = 300
_MOST = 60
_MOST_SAID = 8


@frozen
class _Form:
    """A sort of count. One of its `words` stands in every text that the pattern matches."""

    count: Count
    words: frozenset[str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(_pattern(self.count), re.IGNORECASE)


@frozen
class _Found:
    """A number with its noun: where, and how many it says."""

    form: _Form
    noun: str
    start: int
    end: int
    number: int


@lru_cache(maxsize=8)
def _forms(vocabulary: Vocabulary) -> tuple[_Form, ...]:
    return tuple(_Form(count, firsts(count.before or count.nouns)) for count in vocabulary.counts)


def _pattern(count: Count) -> str:
    if count.before:
        noun = rf"(?P<noun>{_BETWEEN}\s{{1,3}}[a-z]{{2,25}}s)"
        return rf"\b(?:{_either(count.before)})\s{{1,3}}(?P<number>{_either(_NUMBERS)}){noun}\b"
    return rf"\b(?P<number>{_either(_NUMBERS)}){_BETWEEN}\s{{1,3}}(?P<noun>{_either(count.nouns)})\b"


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in sorted(words, key=lambda w: (-len(w), w)))


def read_counted(
    page: Sequence[Stretch], parts: Sequence[Part], labels: Labels, vocabulary: Vocabulary, ledger: Ledger
) -> None:
    """Every number of things whose list is here or in a document that is named with it."""
    for index, stretch in enumerate(page):
        if stretch.kind not in {"paragraph", "item", "heading"} or stretch.row or stretch.said.isdisjoint(_NUMBERS):
            continue
        for said in _said(stretch, vocabulary):
            counted = _counted(said, index, page, parts, labels, vocabulary)
            if counted:
                _add(said, *counted, stretch, ledger)


def _said(stretch: Stretch, vocabulary: Vocabulary) -> list[_Found]:
    """The numbers with nouns of one stretch; of more than are said in any sentence, none is taken."""
    found: list[_Found] = []
    for form in (form for form in _forms(vocabulary) if not form.words.isdisjoint(stretch.said)):
        for match in form.pattern.finditer(stretch.text):
            before = stretch.text[max(0, match.start() - 24) : match.start()].casefold().split()
            if any(" ".join(before[-2:]).endswith(phrase) for phrase in form.count.not_after):
                continue
            if not any(each.start < match.end() and match.start() < each.end for each in found):
                noun = " ".join(match["noun"].split())
                found.append(_Found(form, noun, match.start(), match.end(), _value(match["number"])))
            if len(found) > _MOST_SAID:
                return []
    return found


def _value(word: str) -> int:
    value = parse(f"{word} hours")
    seconds = int(value.low) if isinstance(value, Quantity) else 0
    return seconds // 3600


_Counted = tuple[int, str, Place, Certainty]


def _counted(
    said: _Found, index: int, page: Sequence[Stretch], parts: Sequence[Part], labels: Labels, vocabulary: Vocabulary
) -> _Counted | None:
    """How many there are, in words, and where the first of them stands."""
    stretch, count = page[index], said.form.count
    if count.label:
        return _in_document(said, stretch, parts, labels)
    if count.id:
        found = _ids_after(said, stretch, vocabulary)
        if found:
            return found
    below = list(_below(page, index)) if stretch.text.rstrip().endswith(":") else []
    if not below:
        return _in_table(said, index, page, vocabulary)
    if count.id:
        shape = _shape(count.id, vocabulary)
        with_id = [each for each in below if shape.search(each.text[:80])]
        return (len(below), "in the list below", below[0].at(0, 1), "plain") if len(with_id) == len(below) else None
    last = stretch.text[_last_sentence(stretch.text) :]
    alone = len(_said_in(last, vocabulary)) == 1 and said.start >= len(stretch.text) - len(last)
    return (len(below), "in the list below", below[0].at(0, 1), "plain") if alone else None


def _in_table(said: _Found, index: int, page: Sequence[Stretch], vocabulary: Vocabulary) -> _Counted | None:
    shape = _shape(said.form.count.id, vocabulary) if said.form.count.id else None
    rows = rows_beside(Counting(said.noun, said.start, said.end, shape), index, page, vocabulary)
    return (rows.number, "in the table beside it", rows.place, "plain" if rows.sure else "guess") if rows else None


def _said_in(text: str, vocabulary: Vocabulary) -> list[int]:
    return sorted({m.start("number") for form in _forms(vocabulary) for m in form.pattern.finditer(text)})


def _last_sentence(text: str) -> int:
    return max((match.end() for match in _PART.finditer(text)), default=0)


def _below(page: Sequence[Stretch], index: int) -> Iterator[Stretch]:
    """The entries of the list below a stretch, those of its lists within lists apart."""
    level = 0
    for stretch in page[index + 1 : index + _MOST]:
        if stretch.kind != "item":
            if compact(stretch.text) in _LINKS:
                continue
            return
        level = level or stretch.placed.block.level
        if stretch.placed.block.level <= level:
            yield stretch


def _shape(kind: str, vocabulary: Vocabulary) -> re.Pattern[str]:
    known = vocabulary.id_kind(kind)
    return re.compile(rf"(?<![\w.])(?:{known.pattern if known else '(?!)'})(?!\w|\.\d)")


def _ids_after(said: _Found, stretch: Stretch, vocabulary: Vocabulary) -> _Counted | None:
    """The ids of the same sentence, in brackets or after a word that leads to them."""
    rest = stretch.text[said.end : said.end + _REACH]
    lead = re.match(rf"\s{{0,3}}(?:(?P<open>\()|,?\s?(?:{_either(said.form.count.lead) or '(?!)'})(?!\w))", rest, re.I)
    if not lead:
        return None
    stop = rest.find(")") if lead["open"] else next((m.start() for m in _PART.finditer(rest)), len(rest))
    found = list(_shape(said.form.count.id, vocabulary).finditer(rest[: stop if stop >= 0 else len(rest)]))
    if not found or not _is_list(rest[lead.end() : found[-1].end()], found, lead.end()):
        return None
    first = said.end + found[0].start()
    return len({m.group() for m in found}), "in the same sentence", stretch.at(first, first + 1), "plain"


def _is_list(text: str, found: Sequence[re.Match[str]], offset: int) -> bool:
    """Is there little but the ids themselves, so that none of them is said to be something else?"""
    bare = len(text) - sum(match.end() - match.start() for match in found)
    return found[0].start() - offset < 40 and bare < 40 * len(found) and not re.search(r"\b(?:not|from|than)\b", text)


def _in_document(said: _Found, stretch: Stretch, parts: Sequence[Part], labels: Labels) -> _Counted | None:
    """The parts of a kind in the document that is named right after."""
    rest = " ".join(stretch.text[said.end : said.end + 60].split())
    for part in parts:
        found = part.label and re.match(
            rf"\W{{0,2}}(?:see|in|of|listed in|set out in)?\s?{re.escape(part.label)}\b", rest
        )
        if found:
            there = {a.id: a for a in labels.anchors[part.document] if a.kind == said.form.count.label}
            if there:
                return len(there), f"in {part.label}", stretch.at(said.start, said.end), "plain"
    return None


def _add(
    said: _Found, counted: int, where: str, place: Place, sure: Certainty, stretch: Stretch, ledger: Ledger
) -> None:
    scope = ledger.statement(stretch.section)
    printed = stretch.printed(said.start, said.end)
    at = stretch.at(said.start, said.end)
    subject = said.noun
    ledger.add(scope, subject, SAID, Stated(str(said.number), printed, at, "current", sure), kind="document")
    ledger.add(scope, subject, COUNTED, Stated(str(counted), where, place, "current", sure), kind="document")
