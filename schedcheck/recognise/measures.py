"""What words and bare numbers say of times: a direction ("faster"), a number that lacks the unit of its siblings.

Runs after tables and sentences, whose facts it looks at.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from schedcheck.fact import NONE, Fact
from schedcheck.quantity import Quantity
from schedcheck.recognise.ids import ids_in
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.placed import PlacedTokens
from schedcheck.recognise.said import firsts
from schedcheck.recognise.split import Part, Placed
from schedcheck.recognise.written import Written
from schedcheck.vocabulary import Directions, Vocabulary

_LOOK_BACK = 3
_FEWEST = 2


def read_measures(part: Part, blocks: Sequence[Written], vocabulary: Vocabulary, ledger: Ledger) -> None:
    """The directions that sentences give, and the numbers without a unit."""
    if part.kind and (part.kind.schedule or part.kind.opinion):
        return
    _read_directions(blocks, vocabulary, ledger)
    _read_units_of_sentences(ledger)
    for placed in part.blocks:
        if placed.block.kind == "table":
            _read_units_of_table(placed, vocabulary, ledger)


def _read_directions(texts: Sequence[Written], vocabulary: Vocabulary, ledger: Ledger) -> None:
    form = vocabulary.directions
    if not form.about or not form.kind:
        return
    words = {"shorter": _either(form.shorter), "longer": _either(form.longer)}
    needed = firsts((*form.shorter, *form.longer))
    for number, each in enumerate(texts):
        if not needed.isdisjoint(each.placed.said):
            before = [t for t in texts[max(0, number - _LOOK_BACK) : number] if t.section == each.section]
            _read_block(each, before, words, form, vocabulary, ledger)


@lru_cache(maxsize=32)
def _either(words: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE) if words else re.compile(r"(?!)")


def _read_block(
    each: Written,
    before: Sequence[Written],
    words: dict[str, re.Pattern[str]],
    form: Directions,
    vocabulary: Vocabulary,
    ledger: Ledger,
) -> None:
    """The directions of a block, each told of the ids of its sentence, or else of what was named last before."""
    tokens, ids = each.placed.tokens, _ids(each, form, vocabulary)
    nearest: list[str] | None = None
    for first, end in each.sentences():
        start, stop = tokens.starts[first], tokens.ends[end - 1]
        text = " ".join(each.text[start:stop].split())
        found = {name: pattern.search(each.text, start, stop) for name, pattern in words.items()}
        told = [(name, match) for name, match in found.items() if match]
        if len(told) != 1 or not _either(form.about).search(text) or _either(form.not_about).search(text):
            continue
        name, match = told[0]
        scope = ledger.statement(each.section)
        stated = Stated(name, match.group(), each.at(*match.span()), "proposed", "inferred")
        own = [name for _, name in ids[bisect_left(ids, (first, "")) : bisect_left(ids, (end, ""))]]
        if not own and nearest is None:
            nearest = _nearest(before, form, vocabulary)
        for subject in dict.fromkeys(own or nearest or ()):
            ledger.add(scope, subject, "direction", stated, kind=form.kind[0])


def _ids(each: Written, form: Directions, vocabulary: Vocabulary) -> list[tuple[int, str]]:
    """(token, id) of each id that a direction may be told of."""
    return [(token, n.id) for token, n in ids_in(each.placed.tokens, vocabulary).items() if n.kind in form.kind]


def _nearest(before: Sequence[Written], form: Directions, vocabulary: Vocabulary) -> list[str]:
    """The id that the nearest words before name; none where these name several."""
    for text in reversed(before):
        named = {name for _, name in _ids(text, form, vocabulary)}
        if named:
            return sorted(named) if len(named) == 1 else []
    return []


def _read_units_of_sentences(ledger: Ledger) -> None:
    """A new time that is a bare number where the old one of the sentence has a unit.

    A number that comes before the other one, with "to" between, shares its unit: "from 30 to 60 seconds".
    """
    times: dict[int, list[Fact]] = {}
    for fact in ledger.facts:
        if isinstance(fact.value, Quantity) and fact.value.kind == "duration" and not fact.place.table:
            times.setdefault(fact.scope.number, []).append(fact)
    for facts in times.values():
        first = {fact.subject: fact for fact in reversed(facts)}
        mine = [fact for fact in facts if fact.subject == next(iter(first))]
        bare = [fact for fact in mine if not _has_unit(fact.printed)]
        if bare and len(bare) < len(mine) and bare[0].state == "proposed":
            _add(mine, ledger)


def _has_unit(printed: str) -> bool:
    return any(sign.isalpha() or sign in "£$€%" for sign in printed)


def _add(facts: Sequence[Fact], ledger: Ledger) -> None:
    scope = ledger.statement(facts[0].section)
    for fact in facts:
        unit = fact.value.unit if isinstance(fact.value, Quantity) and _has_unit(fact.printed) else NONE
        stated = Stated(unit or NONE, fact.printed, fact.place, "current", "plain")
        ledger.add(scope, fact.subject, "unit", stated, kind=fact.kind)


def _read_units_of_table(placed: Placed, vocabulary: Vocabulary, ledger: Ledger) -> None:
    """The columns in which most cells are amounts with a unit, and one or two are bare numbers."""
    block = placed.block
    for column in range(1, len(block.headings) + 1):
        cells = [(n, c) for n, row in enumerate(block.rows, 1) for c in row.cells if c.column == column and c.runs]
        sorts = [(n, c, PlacedTokens.of(c.runs, vocabulary)) for n, c in cells]
        amounts = [(n, t) for n, _, t in sorts if t.tokens.types and set(t.tokens.types) <= set("dm")]
        bare = [(n, t) for n, _, t in sorts if t.tokens.types == "n"]
        if not bare or len(amounts) < _FEWEST or len(bare) >= len(amounts):
            continue
        scope = ledger.statement(placed.section)
        for (number, tokens), unit in [*((b, NONE) for b in bare), (amounts[0], "with")]:
            printed = tokens.tokens.between(0, len(tokens.tokens) - 1)
            place = tokens.place(0)
            row = block.rows[number - 1].cells[0].text()
            ledger.add(scope, row or f"row {number}", "unit", Stated(unit, printed, place, "current"), kind="row")
