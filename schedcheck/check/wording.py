"""How messages say things: lists, values, documents. Used by every relation, never by a writer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from schedcheck.document import Paper
from schedcheck.fact import Fact, Value
from schedcheck.finding import Citation, Role
from schedcheck.place import NOWHERE, Place
from schedcheck.quantity import Kind, Quantity

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def listed(words: Iterable[str]) -> str:
    """A list in words: "a, b and c"."""
    parts = list(words)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def count_of(number: int, one: str) -> str:
    """A number of things: "1 document", "4 documents"."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def ordinal(number: int) -> str:
    """1 -> "first", 13 -> "13th"."""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def titles(papers: Iterable[Paper], most: int = 3) -> str:
    """The titles of documents, without a doubled one; many are counted."""
    names = list(dict.fromkeys(title(paper) for paper in papers))
    if len(names) > most:
        return count_of(len(names), "document")
    return listed(names)


def title(paper: Paper) -> str:
    """A document's title, as it stands within a sentence; "the document" where it has none."""
    return paper.title or "the document"


def said(fact: Fact) -> str:
    """A fact's value as the document prints it; a text in the words that it was read as."""
    return fact.value if isinstance(fact.value, str) else fact.printed or str(fact.value)


def quoted(fact: Fact) -> str:
    """A value as printed, a text in quotation marks."""
    return f"‘{fact.value}’" if isinstance(fact.value, str) else said(fact)


def several(name: str) -> str:
    """A name for several: "party", "parties"."""
    return f"{name[:-1]}ies" if name.endswith("y") and name[-2:-1] not in "aeiou" else f"{name}s"


def of_subject(subject: str) -> str:
    return f" of {subject}" if subject else ""


def normal(value: Value) -> str:
    """A value in words that do not depend on how it is printed: a part of a finding's identity."""
    if isinstance(value, str):
        return value
    if isinstance(value, Quantity):
        return _normal_amount(value.kind, value.low, value.high, value.unit)
    return value.normal()


@lru_cache(maxsize=4096)
def _normal_amount(kind: Kind, low: Decimal, high: Decimal, unit: str) -> str:
    """Few amounts stand in many facts, so each is written out once."""
    return Quantity(kind, low, high, unit).normal()


@lru_cache(maxsize=8192)
def loose(text: str) -> str:
    """A text's letters and figures alone, in lower case."""
    return re.sub(r"[\W_]", "", text.casefold())


def like(amount: Quantity, printed: str) -> str:
    """A computed amount, in short units where the documents print these: "5595 s", "25 hours"."""
    short = amount.kind == "duration" and printed.endswith(f" {amount.unit}")
    return amount.normal() if short else amount.plain()


def cite(fact: Fact, role: Role, label: str = "") -> Citation:
    """The words of a fact at their place."""
    quote, place = fact.printed or said(fact), fact.place
    return Citation(role, fact.scope.document, fact.scope.section, quote, label, place, fact.basis, fact.origin)


def cite_subject(fact: Fact, role: Role, label: str = "") -> Citation:
    """The place where a fact's subject is named."""
    place = subject_place(fact)
    return Citation(role, fact.scope.document, fact.scope.section, fact.subject, label, place, fact.basis)


def subject_place(fact: Fact) -> Place:
    return fact.place if fact.named == NOWHERE else fact.named


def gaps(papers: Sequence[Paper]) -> str:
    """What was not understood of some documents, to be added to a reason; "" where all was."""
    told = [f"{title(paper)}: {gap}" for paper in papers for gap in paper.gaps]
    return f"; not understood in {listed(told)}" if told else ""
