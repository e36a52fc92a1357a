"""Examples of rules: a few facts and what becomes of them. They are a rule's tests and its documentation.

Runs when an example is tried or shown; the vocabulary says what each kind of document is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import Factory

from schedcheck.document import Paper
from schedcheck.fact import Certainty, Earlier, Fact, Facts, Mention, Scope, State, Value
from schedcheck.place import NO_ORIGIN, Origin, Place
from schedcheck.quantity import Period, Quantity, parse
from schedcheck.record import frozen
from schedcheck.vocabulary import DocumentKind, Vocabulary


@frozen
class ExampleFact:
    """One fact in full. `document` is a kind of document ("-2" makes a second one), `list` numbers its statements.

    `since` and `authority` say from which day and by what a schedule holds it; `contract` and `region` whose the
    document is, `version` which one it is known at. `earlier` says that it stands in the state that a run is compared
    with, called "main", `gap` what of its document was not understood.
    """

    document: str
    property: str
    value: str
    subject: str = ""
    state: State = "current"
    list: int = 1
    whole: bool = False
    section: str = ""
    row: int = 0
    mention: Mention = "states"
    certainty: Certainty = "plain"
    kind: str = ""
    since: str = ""
    authority: str = ""
    contract: str = ""
    region: str = ""
    earlier: bool = False
    version: str = ""
    gap: str = ""


EARLIER = "main"
"""What the earlier state of an example is called."""


@frozen
class Example:
    """Facts, the verdict on them, and for a broken one the exact message, for an undecided one the reason.

    `facts` is the short form, for one subject of one document that has no name: property = value.
    """

    verdict: Literal["kept", "broken", "undecided"]
    facts: Mapping[str, str] = Factory(dict)
    fact: tuple[ExampleFact, ...] = ()
    message: str = ""
    reason: str = ""


def facts_of(example: Example, vocabulary: Vocabulary) -> Facts:
    """The example's facts, with the documents that they stand in."""
    short = tuple(ExampleFact("", name, value) for name, value in example.facts.items())
    before = tuple(fact for fact in example.fact if fact.earlier)
    earlier = Earlier(EARLIER, _stated(before, vocabulary)) if before else None
    return _stated((*short, *(fact for fact in example.fact if not fact.earlier)), vocabulary, earlier)


def kind_of(document: str, vocabulary: Vocabulary) -> DocumentKind | None:
    """The kind of an example's document: "minutes", and "minutes-2" too."""
    name, _, number = document.rpartition("-")
    return vocabulary.kind(name if number.isdigit() and name else document)


def _stated(written: tuple[ExampleFact, ...], vocabulary: Vocabulary, earlier: Earlier | None = None) -> Facts:
    papers = {fact.document: _paper(fact, vocabulary) for fact in reversed(written)}
    papers = {fact.document: papers[fact.document] for fact in written}
    return Facts(_facts(written, papers), papers.values(), vocabulary.titles, earlier=earlier)


def _facts(written: tuple[ExampleFact, ...], papers: Mapping[str, Paper]) -> Iterator[Fact]:
    for number, fact in enumerate(written, 1):
        yield Fact(
            scope=Scope(fact.document, fact.section, fact.list, fact.whole),
            subject=fact.subject,
            property=fact.property,
            value=_value(fact.value),
            state="in-force" if papers[fact.document].schedule else fact.state,
            mention="asks" if papers[fact.document].opinion else fact.mention,
            certainty=fact.certainty,
            kind=fact.kind,
            printed=fact.value,
            place=Place(line=number, table=fact.list if fact.row else 0, row=fact.row),
            named=Place(line=number, table=fact.list if fact.row else 0, row=fact.row),
            origin=_origin(fact),
        )


def _origin(fact: ExampleFact) -> Origin:
    since = parse(fact.since)
    return Origin(fact.authority, since.first) if isinstance(since, Period) else NO_ORIGIN


def _paper(fact: ExampleFact, vocabulary: Vocabulary) -> Paper:
    document = fact.document
    kind = kind_of(document, vocabulary)
    if kind is None:
        return Paper(document, "", document)
    return Paper(
        document,
        kind.kind,
        kind.title,
        kind.short,
        version=fact.version,
        rank=kind.rank,
        schedule=kind.schedule,
        opinion=kind.opinion,
        contract=fact.contract,
        region=fact.region,
        amends=kind.amends,
        whole=fact.whole,
        gaps=(fact.gap,) if fact.gap else (),
    )


def _value(text: str) -> Value:
    """A duration, an amount or a date where the text is one; a bare number stays text, as ids do."""
    value = parse(text)
    if value is None or (isinstance(value, Quantity) and value.kind == "count"):
        return text
    return value
