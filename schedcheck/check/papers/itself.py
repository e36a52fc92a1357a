"""Relations over what a document says of itself: `newest`, `counts`, `filled`.

Runs over evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from schedcheck.check.evidence import Evidence, by_document, by_scope, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, listed, quoted, said, title
from schedcheck.fact import NONE, Fact
from schedcheck.rule import Rule
from schedcheck.rule.relations import Counts, Filled, Newest

_FIGURE = re.compile(r"[0-9]{1,9}")


def newest(rule: Rule, slots: Newest, evidence: Evidence) -> Tally:
    """One finding for each document whose own values differ, or are not the highest of its history."""
    tally = Tally(rule)
    for facts in by_document(evidence.judged(slots.of, rule.only)):
        own = [fact for fact in facts if not fact.place.table]
        history = [fact for fact in facts if fact.place.table]
        last = max(history, key=lambda fact: figures(said(fact)), default=None)
        if not own:
            document = title(evidence.paper(facts[0].document))
            tally.unsure(
                facts[0].subject, f"{document} gives its {evidence.facts.title(slots.of)} in its history alone"
            )
            continue
        expected = last or own[0]
        wrong = [fact for fact in own if figures(said(fact)) != figures(said(expected))]
        if wrong:
            _is_another(tally, wrong, expected, evidence, from_history=last is not None)
        else:
            tally.kept += 1
    return tally


def figures(text: str) -> tuple[int, ...]:
    """A version as numbers: 0.10 is after 0.9, and 1 is 1.0."""
    figures = [int(figure) for figure in _FIGURE.findall(text)]
    while figures and figures[-1] == 0:
        figures.pop()
    return tuple(figures)


def _is_another(tally: Tally, wrong: Sequence[Fact], expected: Fact, evidence: Evidence, *, from_history: bool) -> None:
    values = list(dict.fromkeys(said(fact) for fact in wrong))
    name, document = evidence.facts.title(expected.property), title(evidence.paper(expected.document))
    where = f"the last row of its history gives {said(expected)}" if from_history else f"it also gives {said(expected)}"
    firsts = [next(fact for fact in wrong if said(fact) == value) for value in values]
    tally.broken(
        expected.subject,
        expected.property,
        f"{document[:1].upper()}{document[1:]} gives its {name} as {listed(values)}, but {where}.",
        [*(cite(fact, "found", "another version") for fact in firsts), cite(expected, "expected", "the version here")],
        (*values, said(expected)),
        certainty=least_sure((*firsts, expected)),
    )


def counts(rule: Rule, slots: Counts, evidence: Evidence) -> Tally:
    """One finding for each number that is not how many there are."""
    tally = Tally(rule)
    there = {scope: group[0] for scope, group in by_scope(evidence.judged(slots.is_, rule.only))}
    for fact in evidence.judged(slots.of, rule.only):
        counted = there.get(fact.scope)
        document = title(evidence.paper(fact.document))
        if counted is None:
            tally.unsure(fact.subject, f"where the {said(fact)} {fact.subject} of {document} are listed is not known")
        elif said(counted) == said(fact):
            tally.kept += 1
        else:
            _is_miscounted(tally, fact, counted, document)
    return tally


def _is_miscounted(tally: Tally, fact: Fact, counted: Fact, document: str) -> None:
    where = counted.printed if counted.printed != said(counted) else "there"
    tally.broken(
        fact.subject,
        fact.property,
        f"{document[:1].upper()}{document[1:]} says that there are {said(fact)} {fact.subject}, and {where} "
        f"there {'is' if said(counted) == '1' else 'are'} {said(counted)}.",
        [cite(fact, "found", f"says {said(fact)}"), cite(counted, "context", f"{said(counted)} from here on")],
        (fact.document, said(fact), said(counted)),
        certainty=least_sure((fact, counted)),
    )


def filled(rule: Rule, slots: Filled, evidence: Evidence) -> Tally:
    """One finding for each entry that is blank, and for each placeholder."""
    tally = Tally(rule)
    for name in slots.of:
        for fact in evidence.judged(name, rule.only):
            if fact.value != NONE:
                tally.kept += 1
            elif not fact.scope.whole:
                where = title(evidence.paper(fact.document))
                tally.unsure(
                    fact.subject, f"whether {fact.subject} is filled in is not known, for {where} was not read whole"
                )
            else:
                _is_blank(tally, fact, evidence)
    _placeholders(tally, slots, evidence)
    return tally


def _is_blank(tally: Tally, fact: Fact, evidence: Evidence) -> None:
    document = title(evidence.paper(fact.document))
    tally.broken(
        fact.subject,
        fact.property,
        f"In {document}, {fact.subject} has a blank {evidence.facts.title(fact.property)} that is to be filled in.",
        [cite(fact, "found", "nothing is filled in")],
        (fact.document, fact.section),
        certainty=fact.certainty,
    )


def _placeholders(tally: Tally, slots: Filled, evidence: Evidence) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for fact in (fact for name in slots.instead for fact in evidence.judged(name, tally.rule.only)):
        seen[fact.document, said(fact)] += 1
        document = title(evidence.paper(fact.document))
        tally.broken(
            fact.document,
            fact.property,
            f"{document[:1].upper()}{document[1:]} has {quoted(fact)} where something is still to be put in.",
            [cite(fact, "found", "still to be put in")],
            (fact.section, said(fact), str(seen[fact.document, said(fact)])),
            certainty=fact.certainty,
        )
