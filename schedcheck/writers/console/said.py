"""Statements in words for a screen: values as printed, where they stand, how surely they were read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from schedcheck.amend.gathering import AMENDS
from schedcheck.document import Paper
from schedcheck.fact import Fact
from schedcheck.finding import Finding
from schedcheck.vocabulary import compact
from schedcheck.writers.console.look import Line, Look, Span, line, wrap
from schedcheck.writers.places import exact_spot, mark, spot

BY_WORDS = "told by words"
"""How surely nearly all that sentences say is read."""

MOST_PLACES = 6
"""So many places of one statement are named; the others are counted."""


def value_words(fact: Fact) -> str:
    """The value as printed; a name that is printed in another wording with both, but for the kind of a schedule."""
    if fact.property == AMENDS:
        return fact.printed or str(fact.value)
    if isinstance(fact.value, str) and fact.printed and compact(fact.printed) != compact(fact.value):
        return f"{fact.value} (printed {fact.printed})"
    return fact.printed or str(fact.value)


def change_words(facts: Sequence[Fact], look: Look) -> str:
    """One value with its state, the names of a list, or the value before and the one after."""
    if len({fact.state for fact in facts}) == 1:
        state = "proposed " if facts[0].state == "proposed" else ""
        return state + ", ".join(dict.fromkeys(map(value_words, facts)))
    if len({fact.value for fact in facts}) == 1:
        return f"{value_words(facts[0])}, before and after"
    return f" {look.signs.arrow} ".join(map(value_words, facts))


def certainty_words(fact: Fact) -> str:
    """How surely it was read, in a word or two; "" for plain words."""
    if fact.basis:
        return f"by {fact.basis}"
    inferred = "told by order" if fact.place.table else BY_WORDS
    return {"inferred": inferred, "guess": "guessed", "marked": "marked"}.get(fact.certainty, "")


def doubt_words(facts: Iterable[Fact]) -> str:
    """How surely it was read, where that is not plain, and whether it is said at all; "" where there is no doubt."""
    words: dict[str, None] = {}
    for fact in facts:
        words |= dict.fromkeys((certainty_words(fact), fact.mention))
    return ", ".join(word for word in words if word and word != "states")


def place_words(paper: Paper, facts: Sequence[Fact]) -> str:
    """The file and the first place in it, then the others in short."""
    places = [fact.place for fact in facts]
    first = spot(paper.file or paper.id, places[0])
    if first == paper.file:
        first = exact_spot(paper.file, places[0])
    others = [short for place in places[1:MOST_PLACES] if (short := mark(place))]
    more = [f"and {len(places) - MOST_PLACES} more"] if len(places) > MOST_PLACES else []
    return ", ".join([first, *others, *more])


def finding_lines(finding: Finding, look: Look, more: str = "") -> Iterator[Line]:
    """A finding in short: its level and message, then its id and rule."""
    label = f"  {finding.level:<9}"
    for number, piece in enumerate(wrap(look.fit(finding.message), look.text_width, len(label))):
        yield line(Span(label if number == 0 else " " * len(label), finding.level), piece)
    for piece in wrap(f"{finding.id}{more}  {finding.rule}", look.text_width, len(label)):
        yield line(" " * len(label), Span(piece, "dim"))
