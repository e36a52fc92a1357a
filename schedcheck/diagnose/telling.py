"""Chosen remedies -> causes: what each explains, in words, with the ways that rank lower and those that were ruled out.

Runs last. Each finding is explained by one cause alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from schedcheck.check.wording import titles
from schedcheck.diagnose.cause import Cause
from schedcheck.diagnose.remedy import identity_of, one_a_place
from schedcheck.diagnose.search import Choice, Problem
from schedcheck.diagnose.trying import Tries
from schedcheck.diagnose.weighing import Tried, drawback
from schedcheck.diagnose.words import either, message, otherwise, renames
from schedcheck.fact import Facts
from schedcheck.finding import LEVELS, Finding, identity

MOST_ALTERNATIVES = 2
MOST_RULED_OUT = 3


def causes(
    problem: Problem,
    choice: Choice,
    findings: Mapping[str, Finding],
    tries: Tries,
    facts: Facts,
    notes: Collection[str] = (),
) -> Iterator[Cause]:
    """The causes of one problem, the one that explains most first. What they settle of `notes` is explained too."""
    order = {name: number for number, name in enumerate(findings)}
    open_ = {*problem.findings, *notes}
    for tried, settled in sorted(_parted(choice), key=lambda t: (-len(t[1]), t[0].weight, t[0].remedy.key)):
        mine = open_ & settled
        open_ -= mine
        about = {(edit.subject, edit.field) for edit in tried.remedy.edits}
        explained = sorted(
            (findings[name] for name in mine),
            key=lambda f: (LEVELS.index(f.level), (f.subject, f.property) not in about, not f.edits, order[f.id]),
        )
        grave = mine.intersection(problem.findings)
        rivals = [each for each in problem.tried if each is not tried and grave <= each.outcome.settled]
        yield _cause(tried, explained, rivals, choice, tries, facts)


def _parted(choice: Choice) -> Iterator[tuple[Tried, frozenset[str]]]:
    """Each remedy with what it settles; of several that are joined the first one has what only all of them settle."""
    for tried in choice.tried:
        if not tried.parts:
            yield tried, tried.outcome.settled
            continue
        first, *others = tried.parts
        own = frozenset().union(*(other.outcome.settled for other in others))
        yield first, tried.outcome.settled - own
        yield from ((other, other.outcome.settled) for other in others)


def _cause(
    tried: Tried, explained: Sequence[Finding], rivals: Sequence[Tried], choice: Choice, tries: Tries, facts: Facts
) -> Cause:
    """One cause; with no edits where a rival is as good."""
    equals = [tried, *(each for each in rivals if each.weight == tried.weight)]
    lower = [each for each in rivals if each.weight > tried.weight][:MOST_ALTERNATIVES]
    remedy = tried.remedy
    alternatives = [*otherwise(remedy, remedy.witnesses, facts), *(_lower(each, tried, facts) for each in lower)]
    is_even = len(equals) > 1
    choices = sorted((each.remedy.edits for each in equals), key=lambda edits: [identity_of(e) for e in edits])
    parts = sorted(identity_of(edit) for edits in (choices if is_even else [remedy.edits]) for edit in edits)
    return Cause(
        id=identity("c", (part for each in parts for part in each if part)),
        message=either(choices, facts) if is_even else message(remedy.edits, _subjects(tried, explained), facts),
        explains=tuple(finding.id for finding in explained),
        edits=() if is_even else remedy.edits,
        witnesses=() if is_even else one_a_place(remedy.witnesses),
        alternatives=tuple(dict.fromkeys(alternatives)) if not is_even else (),
        choices=tuple(choices) if is_even else (),
        ruled_out=tuple(_ruled_out({f.id for f in explained}, tries, facts)),
        proven=choice.proven,
    )


def _subjects(tried: Tried, explained: Sequence[Finding]) -> list[str]:
    """All subjects whose value in common the first edit changes."""
    first = tried.remedy.edits[0]
    if renames(first) or first.op != "replace":
        return []
    changed = [swap.old for swap in tried.remedy.swaps if swap.old.property == first.field]
    return [fact.subject for fact in changed if fact.place == first.place]


def _lower(other: Tried, best: Tried, facts: Facts) -> str:
    told = message(other.remedy.edits, _subjects(other, ()), facts).removesuffix(".")
    return f"{told}; this ranks lower, because {drawback(other.weight, best.weight)}."


def _ruled_out(explained: set[str], tries: Tries, facts: Facts) -> Iterator[str]:
    """What would settle the same and break a rule that held, the first such rule each."""
    tried = [each for each in tries.rejected.values() if each.outcome.settled & explained]
    ranked = sorted(tried, key=lambda each: (-len(each.outcome.settled & explained), each.remedy.key))
    for each in ranked[:MOST_RULED_OUT]:
        told = message(each.remedy.edits, (), facts).removesuffix(".")
        yield f"{told}: then {_small(each.outcome.broken[0].message)}"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text.startswith(("The ", "From ")) else text


def given_up(findings: Sequence[Finding], facts: Facts) -> Cause:
    """What is told of findings that were not come to."""
    papers = [facts.paper(finding.citations[0].document) for finding in findings]
    names = tuple(finding.id for finding in findings)
    count = len(names)
    return Cause(
        id=identity("c", ("given up", *names)),
        message=f"No smallest set of edits was found for {count} of the findings, in {titles(papers)}: there are too "
        f"many of them at once. Mend what is told first, and check again.",
        explains=names,
        edits=(),
        proven=False,
    )
