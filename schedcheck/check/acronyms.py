"""Relations over acronyms: `expanded` and `glossed`.

Runs over evidence. Ways of writing an acronym out are compared word by word, letter case, signs and a plural at the end
apart; a row that gives several ways, with commas between, means any of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import combinations

from schedcheck.check.evidence import Evidence, by_document, by_subject, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, listed, loose, quoted, title
from schedcheck.fact import Fact
from schedcheck.rule import Rule
from schedcheck.rule.relations import Expanded, Glossed

Words = tuple[str, ...]
_SMALL = frozenset({"of", "the", "and", "for", "to", "in", "on", "a", "an", "or"})
_LIKE = 4
"""Letters at the start that two forms of one word share."""


def expanded(rule: Rule, slots: Expanded, evidence: Evidence) -> Tally:
    """One finding for each acronym that is written out in different ways, or that means different things."""
    tally = Tally(rule)
    for name in slots.of:
        for subject, facts in by_subject(evidence.judged(name, rule.only)).items():
            groups = by_document(facts) if slots.within == "document" else [facts]
            for group in groups:
                _judge(tally, slots, subject, group, evidence)
    return tally


def _judge(tally: Tally, slots: Expanded, subject: str, facts: list[Fact], evidence: Evidence) -> None:
    """Facts that differ from the first one, where nothing else tells it already."""
    for fact in facts:
        if len(loose(str(fact.value))) <= len(loose(subject)):
            where = title(evidence.paper(fact.scope.document))
            tally.unsure(subject, f"{where} leaves open what {subject} stands for", [fact.scope.document])
            return
    facts = sorted(facts, key=lambda fact: not _is_entry(fact))
    first = facts[0]
    others = [fact for fact in facts[1:] if _differ(first, fact) == slots.differ]
    if slots.within == "pack" and slots.differ == "spelling":
        others = [] if _told_within(facts) else others
    if others:
        _differs(tally, slots, subject, first, others, evidence)
    elif len(facts) > 1:
        tally.kept += 1


def _told_within(facts: list[Fact]) -> bool:
    """Does one document already give different ways?"""
    return any(_differ(a, b) for group in by_document(facts) for a, b in combinations(group[:20], 2))


def _differ(first: Fact, second: Fact) -> str:
    """ "" for one way of writing, "spelling" for two, "meaning" for two things."""
    mine, theirs = list(_ways(first)), list(_ways(second))
    ways = [*((mine[0], b) for b in theirs), *((a, theirs[0]) for a in mine[1:])]
    if any(a == b for a, b in ways):
        return ""
    return "spelling" if any(_mean_one(a, b) for a, b in ways) else "meaning"


def _ways(fact: Fact) -> Iterator[Words]:
    """The whole of it first; then what commas part, any of which it may mean."""
    text = str(fact.value)
    yield _words(text)
    if "," in text:
        yield from map(_words, text.split(","))


def _words(text: str) -> Words:
    words = re.findall(r"[^\W_]+", re.sub(r"[’']s\b", "", text).casefold())
    return (*words[:-1], words[-1].removesuffix("s")) if words else ()


def _mean_one(a: Words, b: Words) -> bool:
    """Have the words that count, one by one, the same beginning?"""
    mine, theirs = ([word for word in words if word not in _SMALL] for words in (a, b))
    return len(mine) == len(theirs) and all(map(_alike, mine, theirs))


def _alike(a: str, b: str) -> bool:
    length = max(_LIKE, min(len(a), len(b)) - 2)
    return a == b or a[:length] == b[:length]


def _differs(tally: Tally, slots: Expanded, subject: str, first: Fact, others: list[Fact], evidence: Evidence) -> None:
    ways = list({quoted(fact): fact for fact in reversed((first, *others))}.values())[::-1]
    told = [f"{quoted(fact)} in {title(evidence.paper(fact.scope.document))}" for fact in ways]
    here = title(evidence.paper(first.scope.document))
    each = f"{listed(quoted(fact) for fact in ways)} in {here}" if slots.within == "document" else listed(told)
    verb = "stands for" if slots.differ == "meaning" else "is written out as"
    tally.broken(
        subject,
        first.property,
        f"{subject} {verb} {each}.",
        [
            *(cite(fact, "found", "written out otherwise") for fact in others),
            cite(first, "expected", "written out first"),
        ],
        (slots.differ, *sorted({" ".join(_words(str(fact.value))) for fact in (first, *others)})),
        state=first.state,
        certainty=least_sure((first, *others)),
    )


def glossed(rule: Rule, slots: Glossed, evidence: Evidence) -> Tally:
    """One finding for each document whose glossary and words do not match."""
    tally = Tally(rule)
    names = _words_of_names(slots, evidence)
    everywhere = {str(fact.value) for fact in evidence.judged(slots.used, rule.only)}
    entries_of = {f[0].scope.document: f for f in by_document(f for n in slots.of for f in evidence.asserted(n))}
    for facts in by_document(evidence.judged(slots.used, rule.only)):
        document = facts[0].scope.document
        written = entries_of.get(document, [])
        entries = [fact for fact in written if _is_entry(fact)]
        if not entries:
            reason = f"{title(evidence.paper(document))} has no table that lists what it uses"
            tally.unsure("", reason, [document])
            continue
        known = names.union(fact.subject for fact in written)
        rows = {_row(fact) for fact in entries if fact.subject in everywhere}
        unlisted = _first_of_each((f for f in facts if str(f.value) not in known), lambda f: str(f.value))
        unused = _first_of_each((f for f in entries if _row(f) not in rows), lambda f: f.subject)
        tally.kept += not (unlisted or unused)
        if unlisted or unused:
            _does_not_match(tally, unlisted, unused, evidence)
    return tally


def _words_of_names(slots: Glossed, evidence: Evidence) -> set[str]:
    """The words of all names, whether they are subjects or values."""
    facts = [fact for name in slots.names for fact in evidence.facts.of(name)]
    return set().union(*(_words_in(f"{fact.subject} {fact.printed or fact.value}") for fact in facts))


@lru_cache(maxsize=8192)
def _words_in(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


def _is_entry(fact: Fact) -> bool:
    """Does it stand in a glossary: in a row of a table, or among lines that are one statement?"""
    return bool(fact.place.row) or fact.scope.whole


def _row(fact: Fact) -> tuple[str, int, int, str]:
    """The row of an entry, which may explain several acronyms at once; a line explains one."""
    return fact.section, fact.place.table, fact.place.row, "" if fact.place.row else fact.subject


def _first_of_each(facts: Iterable[Fact], key: Callable[[Fact], str]) -> list[Fact]:
    found: dict[str, Fact] = {}
    for fact in facts:
        found.setdefault(key(fact), fact)
    return list(found.values())


def _does_not_match(tally: Tally, unlisted: list[Fact], unused: list[Fact], evidence: Evidence) -> None:
    first = (*unlisted, *unused)[0]
    here = title(evidence.paper(first.scope.document))
    parts = []
    if unlisted:
        parts.append(f"uses {listed(str(fact.value) for fact in unlisted)}, which its glossary does not list")
    if unused:
        parts.append(f"lists {listed(fact.subject for fact in unused)}, which it does not use")
    tally.broken(
        first.scope.document,
        first.property,
        f"{here} {', and '.join(parts)}.",
        [
            *(cite(fact, "found", "not in the glossary") for fact in unlisted),
            *(cite(fact, "found", "listed, not used") for fact in unused),
        ],
        ("unlisted",) * bool(unlisted) + ("unused",) * bool(unused),
        certainty=least_sure((*unlisted, *unused)),
    )
