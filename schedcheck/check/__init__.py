"""Rules and facts -> results: what is kept, what is broken, what could not be decided, what does not apply.

Runs after recognition. Each relation is a pure function over evidence; the set of them is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from schedcheck.check.acronyms import expanded, glossed
from schedcheck.check.amendments.accounted import accounted
from schedcheck.check.amendments.across import carried, starts_together
from schedcheck.check.amendments.address import addressed, said_once
from schedcheck.check.amendments.alike import stated_alike
from schedcheck.check.amendments.approved import approved
from schedcheck.check.amendments.late import follows
from schedcheck.check.amendments.old_values import replaces, same_sort
from schedcheck.check.amendments.order import ordered, supersedes
from schedcheck.check.amendments.rows import changed_once, finds_its_row
from schedcheck.check.answers import answered, not_itself
from schedcheck.check.closed import maps_to, one_of, resolves
from schedcheck.check.consultation import born_out, reported, roll_call
from schedcheck.check.drafts import drafted_against, drafted_in, shown_before
from schedcheck.check.entries import belongs, excludes, once, owned, present
from schedcheck.check.evidence import Evidence
from schedcheck.check.impacts import drafted, settled, unaffected
from schedcheck.check.measures import directed, measured, universal
from schedcheck.check.papers.calendar import beside, current_at
from schedcheck.check.papers.dates import ends_by, in_order, in_time
from schedcheck.check.papers.itself import counts, filled, newest
from schedcheck.check.papers.quotes import quotes
from schedcheck.check.papers.references import cites, refers
from schedcheck.check.restating import restated
from schedcheck.check.same import same
from schedcheck.check.same_rows import same_rows
from schedcheck.check.subject_lists import subject_lists
from schedcheck.check.sums import at_most, total
from schedcheck.check.tallied import tallied
from schedcheck.check.tally import Tally
from schedcheck.check.texts import clean, distinct
from schedcheck.check.value_lists import value_lists
from schedcheck.check.waivers import waivers
from schedcheck.check.wording import gaps, listed, title, titles
from schedcheck.document import Paper
from schedcheck.fact import Facts
from schedcheck.finding import Level, Result
from schedcheck.rule import Rule
from schedcheck.rule.relations import SameSet

__all__ = ["RELATIONS", "check"]


def _same_set(rule: Rule, slots: SameSet, evidence: Evidence) -> Tally:
    compare = subject_lists if slots.members == "subject" else value_lists
    return compare(rule, slots, evidence)


RELATIONS: Mapping[str, Callable[[Rule, Any, Evidence], Tally]] = {
    "same": same,
    "total": total,
    "at-most": at_most,
    "same-set": _same_set,
    "same-rows": same_rows,
    "one-of": one_of,
    "present": present,
    "resolves": resolves,
    "maps-to": maps_to,
    "once": once,
    "belongs": belongs,
    "distinct": distinct,
    "owned": owned,
    "clean": clean,
    "excludes": excludes,
    "waivers": waivers,
    "replaces": replaces,
    "same-sort": same_sort,
    "follows": follows,
    "finds-its-row": finds_its_row,
    "changed-once": changed_once,
    "approved": approved,
    "carried": carried,
    "starts-together": starts_together,
    "ordered": ordered,
    "supersedes": supersedes,
    "addressed": addressed,
    "said-once": said_once,
    "stated-alike": stated_alike,
    "accounted": accounted,
    "in-order": in_order,
    "in-time": in_time,
    "ends-by": ends_by,
    "beside": beside,
    "current-at": current_at,
    "newest": newest,
    "counts": counts,
    "filled": filled,
    "refers": refers,
    "cites": cites,
    "quotes": quotes,
    "settled": settled,
    "unaffected": unaffected,
    "drafted": drafted,
    "drafted-in": drafted_in,
    "drafted-against": drafted_against,
    "shown-before": shown_before,
    "answered": answered,
    "not-itself": not_itself,
    "restated": restated,
    "expanded": expanded,
    "glossed": glossed,
    "roll-call": roll_call,
    "tallied": tallied,
    "born-out": born_out,
    "reported": reported,
    "measured": measured,
    "directed": directed,
    "universal": universal,
}


def check(rules: Iterable[Rule], facts: Facts) -> tuple[Result, ...]:
    """One result for each rule, in the order of the rules."""
    evidence = Evidence(facts)
    rules = tuple(rules)
    wanting = {rule.name: papers for rule in rules if rule.applies_to and (papers := _wanting(rule, evidence))}
    asking = [rule for rule in rules if rule.name in wanting]
    stated = facts.properties
    return tuple(
        _result(rule, evidence, *_told_once(rule, asking, wanting))
        if rule.name in wanting or _may_be_spoken_of(rule, stated)
        else _not_applicable(rule.name, rule.level)
        for rule in rules
    )


def _may_be_spoken_of(rule: Rule, stated: Collection[str]) -> bool:
    """Is anything there that it speaks of, or does it not go by that? Quick, since of most rules nothing is there."""
    return rule.goes_by_more or not rule.properties.isdisjoint(stated)


_NONE: frozenset[str] = frozenset()


def _told_once(
    rule: Rule, asking: Sequence[Rule], wanting: Mapping[str, Sequence[Paper]]
) -> tuple[list[Paper], frozenset[str]]:
    """The documents of which this rule tells that they say nothing, and those of which a rule that asks for more does.

    A document without any figures is one thing that is open, however many rules would have looked at them.
    """
    own = wanting.get(rule.name)
    if own is None:
        return [], _NONE
    names = set(rule.speaks_of)
    broader = [each for each in asking if names < set(each.speaks_of)]
    told = frozenset(paper.id for each in broader for paper in wanting[each.name])
    return [paper for paper in own if paper.id not in told], told


def _result(rule: Rule, evidence: Evidence, wanting: Sequence[Paper], told: Collection[str]) -> Result:
    """Runs one rule, unless there is nothing that it speaks of and no document in which that is to be expected.

    A rule that finds nothing to compare does not apply either, but is undecided where it should have found some:
    in the `wanting` documents, and in any of a kind in which it looks, but for those of which another rule has `told`.
    """
    if not wanting and not _is_spoken_of(rule, evidence):
        return _not_applicable(rule.name, rule.level)
    tally = RELATIONS[rule.relation.kind](rule, rule.relation, evidence)
    for paper in wanting:
        reason = f"nothing of {_what(rule, evidence)} was recognised in {title(paper)}{gaps([paper])}"
        tally.unsure("", reason, [paper.id])
    met = bool(tally.kept or tally.findings or tally.undecided)
    looked_in = (paper for kind in rule.applies_to for paper in evidence.of_kind(kind))
    expected = not tally.passed_over and any(paper.id not in told for paper in looked_in)
    if expected and not met:
        tally.unsure("", _nothing_to_compare(rule, evidence))
    findings, undecided = tuple(tally.findings), tuple(tally.undecided)
    return Result(rule.name, rule.level, tally.kept, findings, undecided, applicable=met or expected)


@lru_cache(maxsize=1024)
def _not_applicable(rule: str, level: Level) -> Result:
    """Most rules have nothing to say of a day that changes one row, and there may be hundreds of such days."""
    return Result(rule, level, applicable=False)


def _is_spoken_of(rule: Rule, evidence: Evidence) -> bool:
    if rule.relation.compares():
        return evidence.facts.earlier is not None
    if evidence.amending_papers and rule.relation.heeds_amendments():
        return True
    names = [name for name in rule.speaks_of if evidence.facts.of(name)]
    if not names:
        return False
    if rule.relation.heeds_opinions() and any(evidence.opinions(name) for name in names):
        return True
    return any(evidence.judged(name, rule.only) for name in names)


def _wanting(rule: Rule, evidence: Evidence) -> list[Paper]:
    """The documents that should state what the rule speaks of, and state nothing of it."""
    papers = [paper for kind in dict.fromkeys(rule.applies_to) for paper in evidence.of_kind(kind)]
    if not papers:
        return []
    stating = [evidence.stating(name) for name in rule.speaks_of]
    wanting = [paper for paper in papers if not any(paper.id in documents for documents in stating)]
    return sorted(wanting, key=lambda paper: evidence.order[paper.id])


def _what(rule: Rule, evidence: Evidence) -> str:
    return listed(evidence.facts.title(name) for name in rule.speaks_of)


def _nothing_to_compare(rule: Rule, evidence: Evidence) -> str:
    stating = {f.scope.document: None for n in rule.speaks_of for f in evidence.judged(n, rule.only)}
    papers = [evidence.paper(document) for document in stating]
    where = f" beside {titles(papers)}" if papers else ""
    return f"there is nothing to compare for {_what(rule, evidence)}{where}"
