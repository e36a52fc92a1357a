"""Relations over texts: `distinct` and `clean`.

Runs over evidence. Texts are compared by letters and figures alone, and looked at as they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from schedcheck.check.evidence import Evidence, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, listed, loose, normal, said, title, titles
from schedcheck.fact import Fact
from schedcheck.rule import Rule
from schedcheck.rule.relations import Clean, Distinct

_STRAY = re.compile(r"^[\s.,;:–-]|[.,;:]\s*[.,;:–-]|\s[.,;:](?=\s|$)|\s{2,}|[\t\n\r]|[\s.,;:–-]$|[\x00-\x1f�]")


def distinct(rule: Rule, slots: Distinct, evidence: Evidence) -> Tally:
    """One finding for each value that stands for several subjects; letter case and signs apart."""
    tally = Tally(rule)
    for name in slots.of:
        groups: dict[str, list[Fact]] = {}
        keys: dict[str, str] = {}
        for fact in evidence.judged(name, rule.only):
            text = fact.value if isinstance(fact.value, str) else normal(fact.value)
            key = keys.get(text)
            if key is None:
                key = keys[text] = loose(text)
            if key in groups:
                groups[key].append(fact)
            else:
                groups[key] = [fact]
        for facts in groups.values():
            first = facts[0].subject
            if all(fact.subject == first for fact in facts):
                tally.kept += 1
            else:
                _stands_for_several(tally, facts, evidence)
    return tally


def _stands_for_several(tally: Tally, facts: list[Fact], evidence: Evidence) -> None:
    subjects = list(dict.fromkeys(fact.subject for fact in facts))
    first, papers = facts[0], evidence.papers(facts)
    verb = "give" if len(papers) > 1 else "gives"
    tally.broken(
        subjects[0],
        first.property,
        f"{titles(papers)} {verb} one {evidence.facts.title(first.property)}, ‘{said(first)}’, to {listed(subjects)}.",
        [cite(fact, "found", f"stands for {fact.subject}") for fact in facts],
        (loose(said(first)), *sorted(subjects)),
        state=first.state,
        certainty=least_sure(facts),
    )


def clean(rule: Rule, slots: Clean, evidence: Evidence) -> Tally:
    """One finding for each text with a blank or sign too many."""
    tally = Tally(rule)
    for name in slots.of:
        for fact in evidence.judged(name, rule.only):
            text = fact.printed or said(fact)
            what = listed(dict.fromkeys(_stains(text)))
            if what:
                _is_not_clean(tally, fact, text, what, evidence)
            else:
                tally.kept += 1
    return tally


def _stains(text: str) -> Iterator[str]:
    """What is wrong with a text, in words."""
    for found in _STRAY.finditer(text):
        sign = found.group()
        if sign.strip():
            yield f"a stray ‘{sign.strip()}’"
        else:
            yield "a line break" if "\n" in sign or "\r" in sign else "a blank too many"
    if text.count("(") != text.count(")"):
        yield "a bracket without its partner"


def _is_not_clean(tally: Tally, fact: Fact, text: str, what: str, evidence: Evidence) -> None:
    name, paper = evidence.facts.title(fact.property), evidence.paper(fact.scope.document)
    tally.broken(
        fact.subject,
        fact.property,
        f"The {name} of {fact.subject} in {title(paper)}, ‘{' '.join(text.split())}’, has {what}.",
        [cite(fact, "found", what if len(what.split()) < 9 else "not clean")],
        (fact.scope.document, text),
        state=fact.state,
    )
