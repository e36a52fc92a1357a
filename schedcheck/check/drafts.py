"""Relations over what documents draft: `drafted-in`, `drafted-against` and `shown-before`.

Runs over evidence; what is in force is asked of schedules, and where none knows, nothing is decided.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from schedcheck.check.evidence import Evidence, by_document, by_scope, least_sure
from schedcheck.check.held import bare
from schedcheck.check.pairing import natural
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, cite_subject, count_of, gaps, listed, normal, said, title, titles
from schedcheck.fact import Fact
from schedcheck.rule import Rule
from schedcheck.rule.relations import DraftedAgainst, DraftedIn, ShownBefore

_MOST = 3


def drafted_in(rule: Rule, slots: DraftedIn, evidence: Evidence) -> Tally:
    """One finding for each section that drafts one schedule with the figures of another one."""
    tally = Tally(rule)
    known = {fact.subject for fact in evidence.held(slots.owner)}
    drafts = {(f.document, f.section, f.subject): f for f in reversed(evidence.judged(slots.draft, rule.only))}
    given = {facts[0].document: facts for facts in by_document(f for name in slots.of for f in evidence.pack(name))}
    for draft in reversed(drafts.values()):
        figures = [fact for fact in given.get(draft.document, ()) if stands_in(fact, draft)]
        holding = _holding(figures, evidence)
        named = [fact for fact in holding if any(names_it(_title(fact, evidence), name) for name in known)]
        if any(names_it(_title(fact, evidence), draft.subject) for fact in holding):
            tally.kept += 1
        elif named:
            _is_of_another(tally, draft, figures, named, evidence)
        else:
            where = title(evidence.paper(draft.document))
            tally.unsure(draft.subject, f"which schedule holds what {where} drafts is not known", [draft.document])
    return tally


def names_it(title: str, schedule: str) -> bool:
    """Has a title the name of a schedule in it, as whole words: "Schedule 2.2" is not in "Schedule 2.21"?"""
    return bool(re.search(rf"(?<![\w.]){re.escape(schedule)}(?![\w]|\.\d)", title, re.IGNORECASE))


def _title(fact: Fact, evidence: Evidence) -> str:
    return title(evidence.paper(fact.document))


def stands_in(fact: Fact, draft: Fact) -> bool:
    """Does a fact of the same document stand in the section of a draft, or in one below it?"""
    return fact.section == draft.section or fact.section.startswith(f"{draft.section}.")


def _holding(figures: Sequence[Fact], evidence: Evidence) -> list[Fact]:
    """What is held in force of the same properties of the same subjects, a fact of each schedule."""
    held = (
        fact
        for each in figures
        for fact in evidence.stated(each.property).get(each.subject, ())
        if fact.document in evidence.schedules
    )
    return list({fact.document: fact for fact in held}.values())


def _is_of_another(
    tally: Tally, draft: Fact, figures: Sequence[Fact], holding: Sequence[Fact], evidence: Evidence
) -> None:
    subjects = list(dict.fromkeys(fact.subject for fact in figures))
    names = dict.fromkeys(evidence.facts.title(fact.property) for fact in figures)
    more = f" and {count_of(len(subjects) - _MOST, 'more')}".removesuffix("s") if len(subjects) > _MOST else ""
    tally.broken(
        draft.subject,
        draft.property,
        f"{title(evidence.paper(draft.document))} drafts changes to {draft.subject} with the {listed(names)} of "
        f"{listed(subjects[:_MOST])}{more}, which {titles(evidence.papers(holding))} holds.",
        [
            cite(draft, "found", "another schedule"),
            *(cite(fact, "authority", "held here") for fact in holding[:_MOST]),
            *(cite(fact, "expected", "drafted here") for fact in figures[:1]),
        ],
        (draft.document, *sorted(fact.document for fact in holding)),
        certainty=least_sure((draft, *figures)),
    )


def drafted_against(rule: Rule, slots: DraftedAgainst, evidence: Evidence) -> Tally:
    """One finding for each version that is not the one in force; silent where no schedule says which it is."""
    tally = Tally(rule)
    held = [fact for name in slots.holds for fact in evidence.held(name, slots.held_in)]
    held = [fact for fact in held if evidence.paper(fact.document).version]
    known = {bare(fact.subject) for fact in evidence.held(slots.starts)} if slots.starts else set()
    for fact in evidence.judged(slots.of, rule.only):
        version = bare(said(fact))
        if not held:
            tally.passed_over += 1
        elif version in known or any(version == bare(evidence.paper(each.document).version) for each in held):
            tally.kept += 1
        elif all(each.scope.whole for each in held):
            _is_another(tally, fact, held[0], evidence)
        else:
            paper = evidence.paper(held[0].document)
            reason = (
                f"only a part of {title(paper)} is known, at {paper.version}; whether {said(fact)} is in force is not"
            )
            tally.unsure(fact.subject, reason, [fact.document])
    return tally


def _is_another(tally: Tally, fact: Fact, held: Fact, evidence: Evidence) -> None:
    where, paper = title(evidence.paper(fact.document)), evidence.paper(held.document)
    tally.broken(
        fact.subject,
        fact.property,
        f"{where} is drafted against version {said(fact)}, but {title(paper)} is held at version {paper.version}.",
        [cite(fact, "found", "another version"), cite(held, "authority", f"held at {paper.version}")],
        (fact.document, said(fact), paper.version),
        certainty=fact.certainty,
    )


def shown_before(rule: Rule, slots: ShownBefore, evidence: Evidence) -> Tally:
    """One finding for each document that shows some values as they are, and others only as they shall be."""
    tally = Tally(rule)
    for name in slots.of:
        held = {fact.subject for fact in evidence.held(name)}
        for facts in by_document(evidence.judged(name, rule.only)):
            tables = shown_alone(facts)
            changed = {fact.subject: fact for fact in reversed(facts) if fact.state == "proposed" and fact.scope.whole}
            shown = {fact.subject for fact in facts if fact.state == "current"}
            lacking = sorted((s for s in changed if s not in shown), key=natural)
            is_about = any(fact.subject in changed for table in tables for fact in table)
            if not is_about and not _stand_in_for(lacking, tables, evidence):
                tally.passed_over += 1
                continue
            lacking = _told_apart(tally, lacking, changed, evidence)
            missing = [s for s in lacking if s in held]
            if lacking and (not missing or evidence.paper(facts[0].document).gaps):
                _may_be_missing(tally, lacking, missing, facts[0], evidence)
            elif missing:
                _is_not_shown(tally, missing, changed, tables, evidence)
            elif changed.keys() <= shown:
                tally.kept += 1
    return tally


def _stand_in_for(lacking: Sequence[str], tables: Sequence[list[Fact]], evidence: Evidence) -> bool:
    """Do tables show of others, row for row, the values that schedules hold of what is lacking?"""
    rows = [fact for table in tables for fact in table]
    held = {fact.subject: fact for fact in evidence.held(rows[0].property)} if rows and lacking else {}
    values = sorted(normal(held[subject].value) for subject in lacking if subject in held)
    return bool(values) and values == sorted(normal(fact.value) for fact in rows)


def _told_apart(tally: Tally, lacking: Sequence[str], changed: dict[str, Fact], evidence: Evidence) -> list[str]:
    """Without those that nothing but their document tells to be new: marks that showed them may have been accepted."""
    supposed = [subject for subject in lacking if changed[subject].scope.supposed]
    if supposed:
        like = changed[supposed[0]]
        where, what = title(evidence.paper(like.document)), f"the {evidence.facts.title(like.property)} of"
        reason = f"no marks tell old from new where {where} gives {what} {listed(supposed)}, so it may have shown both"
        tally.unsure(supposed[0], reason, [like.document])
    return [subject for subject in lacking if subject not in supposed]


def _may_be_missing(
    tally: Tally, lacking: Sequence[str], missing: Sequence[str], like: Fact, evidence: Evidence
) -> None:
    """A document that was not read in full may show it; what no schedule holds may be new."""
    paper, what = evidence.paper(like.document), f"the {evidence.facts.title(like.property)} of"
    reason = f"{title(paper)} does not give {what} {listed(missing)} as it is today{gaps([paper])}"
    if not missing:
        reason = f"no schedule holds {what} {listed(lacking)}, so whether {title(paper)} lacks it is not known"
    tally.unsure(lacking[0], reason, [paper.id])


def shown_alone(facts: Sequence[Fact]) -> list[list[Fact]]:
    """The lists and tables of one document that give values as they are, and none as it shall be."""
    groups = [group for _, group in by_scope(facts)]
    return [g for g in groups if g[0].scope.whole and all(fact.state == "current" for fact in g)]


def _is_not_shown(
    tally: Tally, missing: Sequence[str], changed: dict[str, Fact], tables: Sequence[list[Fact]], evidence: Evidence
) -> None:
    table = next((t for t in tables if any(fact.subject in changed for fact in t)), tables[0])
    surplus = [fact for fact in table if fact.subject not in changed]
    first = changed[missing[0]]
    name, others = evidence.facts.title(first.property), len({f.subject for f in table if f.subject in changed})
    beside = f", and that of {count_of(others, 'other')} as it is today too" if others else ""
    where = "in its table" if others else "in its table of what is so today"
    instead = f"; {where} {listed(dict.fromkeys(f.subject for f in surplus))} stands, which does not change"
    tally.broken(
        missing[0],
        first.property,
        f"{title(evidence.paper(first.document))} gives the {name} of {listed(missing)} only as it shall be"
        f"{beside}{instead if surplus else ''}.",
        [
            *(cite_subject(fact, "found", "does not change") for fact in surplus or table[:1]),
            *(cite_subject(changed[subject], "expected", "changes") for subject in missing),
        ],
        (first.document, *missing),
        state="current",
        certainty=least_sure((*table, first)),
    )
