"""What documents call themselves and each other, run backwards: versions, numbered parts, acronyms, schedules.

Runs for findings of `newest`, `refers`, `expanded` and `drafted-in`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from schedcheck.check.drafts import names_it
from schedcheck.check.papers.itself import figures
from schedcheck.check.papers.references import PACK
from schedcheck.check.wording import cite, loose, said
from schedcheck.diagnose.ground import Ground, inserted, renamed, rewritten
from schedcheck.diagnose.remedy import Remedy, Swap, together
from schedcheck.diagnose.slip import WHOLE, slip
from schedcheck.fact import Fact
from schedcheck.finding import Edit, Finding
from schedcheck.rule.relations import DraftedAgainst, DraftedIn, Expanded, Newest, Refers

MOST_PARTS = 8
_WORD = re.compile(r"[^\W_]{3,}")
_STEM = 6
"""Letters at the start that two forms of one word share: "responses" and "respondents"."""
_SMALL = frozenset({"the", "and", "for", "this", "that", "are", "can", "see", "with", "from"})


def one_version(finding: Finding, slots: Newest, ground: Ground) -> Iterator[Remedy]:
    """Each value that the document gives of itself, wherever it gives another one.

    A history that ends before it lacks a row: what its rows say was so once. Where all else agrees on a later value,
    going back to the history's is the larger slip, however often a format prints what stands at the foot of pages.
    """
    document = finding.citations[0].document
    stated = [fact for fact in ground.evidence.pack(slots.of) if fact.document == document]
    history = [fact for fact in stated if fact.place.table]
    last = [max(history, key=lambda fact: figures(said(fact)))] if history else []
    counted = [*(fact for fact in stated if not fact.place.table), *last]
    by_value: dict[tuple[int, ...], list[Fact]] = {}
    for fact in counted:
        by_value.setdefault(figures(said(fact)), []).append(fact)
    for meant, saying in by_value.items():
        wrong = [fact for fact in counted if figures(said(fact)) != meant]
        late = [fact for fact in last if figures(said(fact)) < meant]
        is_past = len(by_value) == 2 and saying == last and meant < max(by_value)
        found = _all([fact for fact in wrong if fact not in late], late, saying, ground)
        yield from (evolve(remedy, slip=WHOLE + 1) if is_past else remedy for remedy in found)


def _all(wrong: Sequence[Fact], late: Sequence[Fact], saying: Sequence[Fact], ground: Ground) -> Iterator[Remedy]:
    """One value in place of every other, each in its own words, and after those that are late."""
    value = saying[0].value
    parts = [rewritten([fact], value, _in_its_words(fact, str(value)), saying[:6], ground) for fact in wrong]
    parts += [_row_after(fact, saying, ground) for fact in late]
    found = [part for part in parts if part]
    whole = together(found) if found and len(found) == len(parts) else None
    yield from _some(whole)


def _row_after(last: Fact, saying: Sequence[Fact], ground: Ground) -> Remedy | None:
    if not ground.is_ours(last):
        return None
    words = str(saying[0].value)
    new = evolve(last, value=saying[0].value, printed=words, place=evolve(last.place, row=last.place.row + 1))
    edit = Edit("insert", last.document, last.section, last.subject, last.property, "", words, last.place)
    return inserted([(last, new)], [edit], ground, [cite(fact, "expected", "given here") for fact in saying[:6]])


def _in_its_words(fact: Fact, new: str) -> str:
    """ "v2.1" for "v2.0" where "2.1" takes the place of "2.0"."""
    old = str(fact.value)
    return fact.printed.replace(old, new, 1) if fact.printed.count(old) == 1 else new


def held_version(finding: Finding, slots: DraftedAgainst, ground: Ground) -> Iterator[Remedy]:
    """The version that is in force."""
    wrong = [fact for fact in ground.cited(finding, "found") if fact.property == slots.of]
    cited = [citation for citation in finding.citations if citation.role == "authority"]
    remedy = rewritten(wrong, finding.values[-1], finding.values[-1], (), ground)
    yield from _some(evolve(remedy, witnesses=tuple(cited)) if remedy else None)


def other_part(finding: Finding, slots: Refers, ground: Ground) -> Iterator[Remedy]:
    """A part of the same kind that is there: those whose title or contents have the words round it, else each.

    What the document refers to elsewhere already is less likely meant once more.
    """
    wrong = [fact for fact in ground.cited(finding, "found") if fact.property == slots.of]
    for fact in wrong[:1] if slots.to else ():
        parts = _parts(fact, slots, ground)
        near = _words_of(str(f.value) for f in ground.facts.of(slots.beside) if f.scope == fact.scope)
        here = {f.subject for f in ground.facts.of(slots.of) if f.document == fact.document}
        likely = {part: _likely(part, facts, near, here, slots, ground) for part, facts in parts.items()}
        best = max(likely.values(), default=(0, False))
        for part in [part for part, how in likely.items() if how == best][:MOST_PARTS]:
            yield from _some(_numbered_as(fact, part, parts[part][0], ground))


def _parts(fact: Fact, slots: Refers, ground: Ground) -> dict[str, list[Fact]]:
    """The parts of the kind of what is referred to, in the document that is meant or in all of them."""
    kind, target = fact.subject.rsplit(" ", 1)[0], said(fact)
    found: dict[str, list[Fact]] = {}
    for each in ground.facts.of(slots.to):
        if each.subject.rsplit(" ", 1)[0] == kind and target in {PACK, each.document}:
            found.setdefault(each.subject, []).append(each)
    return found


def _likely(
    part: str, facts: Sequence[Fact], near: frozenset[str], here: set[str], slots: Refers, ground: Ground
) -> tuple[float, bool]:
    """How much of its title or of what it holds the words beside have, and whether it is not referred to already."""
    title = _words_of([*(str(f.value) for f in facts), *_titles(part, facts, ground)]) - _words_of([part])
    held = [_words_of([str(f.value)]) for f in ground.facts.of(slots.holds) if f.subject == part]
    return (max(len(each & near) / len(each) if each else 0.0 for each in (title, *held)), part not in here)


def _titles(part: str, facts: Sequence[Fact], ground: Ground) -> Iterator[str]:
    """The title of a document that is the part itself."""
    for fact in facts:
        title = ground.facts.paper(fact.document).title
        if title.casefold().startswith(part.casefold()):
            yield title


def _words_of(texts: Iterable[str]) -> frozenset[str]:
    words = {word.casefold() for text in texts for word in _WORD.findall(text)} - _SMALL
    return frozenset(word[:_STEM] for word in words)


def _numbered_as(fact: Fact, part: str, saying: Fact, ground: Ground) -> Remedy | None:
    """The number of another part in place of the one that is printed, in the words in which it is."""
    old, new = fact.subject.rsplit(" ", 1)[1], part.rsplit(" ", 1)[1]
    if not ground.is_ours(fact) or fact.printed.casefold().count(old.casefold()) == 0:
        return None
    start = fact.printed.casefold().rindex(old.casefold())
    printed = f"{fact.printed[:start]}{new}{fact.printed[start + len(old) :]}"
    edit = Edit("replace", fact.document, fact.section, fact.subject, fact.property, fact.printed, printed, fact.place)
    swap = Swap(fact, (evolve(fact, subject=part, printed=printed),))
    return Remedy((edit,), (swap,), (cite(saying, "authority", "this is there"),), slip(old, new))


def written_out(finding: Finding, slots: Expanded, ground: Ground) -> Iterator[Remedy]:
    """One way of writing an acronym out in place of the others: one that has its letters, where not all ways do."""
    facts = [f for name in slots.of for f in ground.evidence.stated(name).get(finding.subject, ())]
    if slots.within == "document":
        facts = [fact for fact in facts if fact.document == finding.citations[0].document]
    ways: dict[str, list[Fact]] = {}
    for fact in facts:
        ways.setdefault(loose(str(fact.value)), []).append(fact)
    spelling = [way for way, saying in ways.items() if _spells(finding.subject, str(saying[0].value))]
    for way in spelling if 0 < len(spelling) < len(ways) else ways:
        wrong = [fact for fact in facts if loose(str(fact.value)) != way]
        saying = ways[way]
        yield from _some(rewritten(wrong, saying[0].value, said(saying[0]), saying[:6], ground))


def _spells(acronym: str, words: str) -> bool:
    """Are the letters of an acronym the first letters of its words, in their order?"""
    letters = [letter for letter in acronym.casefold() if letter.isalpha()]
    for word in re.findall(r"[^\W\d_]+", words.casefold()):
        if letters and word.startswith(letters[0]):
            letters.pop(0)
    return not letters


def other_schedule(finding: Finding, slots: DraftedIn, ground: Ground) -> Iterator[Remedy]:
    """The schedule that holds the figures, as the list of schedules and their owners calls it."""
    holding = {citation.document for citation in finding.citations if citation.role == "authority"}
    titles = [ground.facts.paper(document).title for document in holding]
    drafts = [fact for fact in ground.cited(finding, "found") if fact.property == slots.draft]
    for known in ground.evidence.held(slots.owner):
        if any(names_it(title, known.subject) for title in titles):
            parts = [renamed(fact, known.subject, ground, [cite(known, "expected", "a schedule")]) for fact in drafts]
            yield from _some(together(part for part in parts if part) if parts and all(parts) else None)


def _some(remedy: Remedy | None) -> Iterable[Remedy]:
    return (remedy,) if remedy else ()
